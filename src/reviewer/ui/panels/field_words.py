"""What stands in a field's row besides its value: line, figure, reason, second reading."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from reviewer.domain.differing import differing
from reviewer.domain.document_type import Kind
from reviewer.domain.doubt import Band
from reviewer.domain.field import Mark, Source, Value
from reviewer.domain.hidden import visible
from reviewer.domain.weak import weak
from reviewer.ui.key_names import KEYS
from reviewer.ui.look import lines
from reviewer.ui.look.lines import Line
from reviewer.ui.viewmodels.asked import Proposal, forced
from reviewer.ui.viewmodels.rows import FieldRow
from reviewer.ui.viewmodels.typing import day_in_words

SENTENCES = 3
"""Reasons that the active row tells; the panel behind Ctrl+J has all."""

_LONGEST = 120


@dataclass(frozen=True)
class Shown:
    """What the panel tells of a row besides the row itself.

    Attributes:
        active: whether it holds the editor.
        proposal: a reading that waits for yes or no, or None.
        forcing: the next Enter keeps the value against a rule.
        draft: text that was typed and not confirmed, or None.
        most: height that text and picture of the active row may take.
        focused: whether the editor has the keyboard.
        choices: whether there are candidates to choose from.
        reading: how the text in the editor is read, or empty.
        scrolled: how far the text in the editor is scrolled, logical pixels.
    """

    active: bool = False
    proposal: Proposal | None = None
    forcing: bool = False
    draft: str | None = None
    most: int = 400
    focused: bool = False
    choices: bool = False
    reading: str = ""
    scrolled: int = 0


def reason(row: FieldRow, shown: Shown) -> str:
    """The sentences under a value, a line each; one while it rests."""
    return visible(_reason(row, shown))


def _reason(row: FieldRow, shown: Shown) -> str:
    if shown.proposal is not None:
        return _proposed(shown.proposal)
    if shown.forcing:
        return forced(row.value.text)
    if shown.draft is not None and not shown.active:
        return QCoreApplication.translate("fields", "Typed, but not confirmed: “{}”.").format(
            shown.draft.replace("\n", " ")
        )
    told = [doubt.text for doubt in row.judgement.reasons]
    read = row.value.recognized_text
    if is_placeless(row.value):
        told.append(QCoreApplication.translate("fields", "Typed, no place on the page."))
    if read and row.value.text != read and row.value.conflict is None:
        told.append(QCoreApplication.translate("fields", "Read as “{}”.").format(_cut(read.replace("\n", " "))))
    if not shown.active:
        return " ".join(told[:1])
    more = len(told) - SENTENCES
    if more > 0:
        last = QCoreApplication.translate("fields", "And %n more: {}.", "", more).format(KEYS["field.why"])
        told = [*told[:SENTENCES], last]
    return "\n".join(told)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def is_placeless(value: Value) -> bool:
    """Whether a person typed a text and nobody knows where it stands."""
    typed = value.source is not Source.RECOGNIZED and value.settled
    return typed and bool(value.text) and not value.regions


def _proposed(proposal: Proposal) -> str:
    """What becomes of a place that was drawn or is read again."""
    if proposal.reading:
        return QCoreApplication.translate("fields", "Reading this place.")
    if not proposal.text:
        return ""
    return QCoreApplication.translate("fields", "Read by {}. Enter takes it, Esc drops it.").format(proposal.origin)


def instead(value: Value) -> str:
    """What stands there in place of a text."""
    if value.mark is Mark.BLANK:
        return QCoreApplication.translate("fields", "Blank")
    if value.mark is Mark.UNREADABLE:
        return QCoreApplication.translate("fields", "Unreadable")
    return emptied() if value.settled else QCoreApplication.translate("fields", "Not found")


def emptied() -> str:
    """What stands there in place of a text that a person took away."""
    return QCoreApplication.translate("fields", "Empty")


def line_and_figure(row: FieldRow, proposal: Proposal | None = None) -> tuple[Line, str]:
    """The line and the words that stand right in a row's head."""
    value, band = row.value, row.judgement.band
    if proposal is not None:
        return Line.PROPOSAL, lines.figure(proposal.confidence) if not proposal.reading else ""
    if value.conflict is not None:
        line = Line.DOUBTFUL if band is Band.DOUBTFUL else Line.PROPOSAL
        return line, QCoreApplication.translate("fields", "new reading")
    if value.mark is Mark.BLANK:
        return Line.BLANK, lines.figure(None, "")
    if value.mark is Mark.UNREADABLE:
        return Line.UNREADABLE, lines.figure(None, "")
    if row.table and row.kind is None and not row.value.regions:
        return lines.line_of(band), ""  # a table as one row
    if value.settled:
        return (Line.DOUBTFUL if band is Band.DOUBTFUL else Line.PERSON), lines.figure(None, "")
    if not value.text:
        return lines.line_of(band), ""
    return lines.line_of(band), lines.figure(value.confidence)


def weak_characters(row: FieldRow) -> tuple[int, ...]:
    """Indexes of the characters to be marked: those that the reasons name.

    Of a value that a new reading contradicts, those that it has otherwise.
    """
    value = row.value
    if value.conflict is not None:
        return differing(value.text, value.conflict.text)[0]
    if value.settled or not row.judgement.unsure:
        return ()
    named = {reason.at for reason in row.judgement.reasons if reason.at is not None}
    if value.recognized_text == value.text and len(value.characters) == len(value.text):
        named.update(weak(value.characters))
    return tuple(sorted(number for number in named if number < len(value.text)))


def second_reading(row: FieldRow) -> str:
    """A date in words, after its digits."""
    if row.kind is None or row.kind.kind is not Kind.DATE or not row.value.normalized:
        return ""
    return day_in_words(row.value.normalized)


def kind_word(kind: Kind) -> str:
    """What kind of value it is, in a word."""
    return str(kind.value)
