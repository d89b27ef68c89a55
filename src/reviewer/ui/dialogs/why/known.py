"""What is known of a value, in sentences: who set it, what is doubtful, what settles it, how it was chosen."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from reviewer.domain import percent as per_cent
from reviewer.domain.document_type import DocumentType, Kind
from reviewer.domain.field import Mark, Source, Value
from reviewer.domain.revision import Entry
from reviewer.extraction.explain import Explained, Standing
from reviewer.ui.dialogs.why.feature_words import evidence_words
from reviewer.ui.viewmodels.rows import FieldRow

_LONGEST = 40
_NO_BREAK = "\u202f"
translate = QCoreApplication.translate


def of_person(value: Value, operator: str) -> str:
    """Who set or confirmed a value; empty when nobody did.

    Args:
        value: under review.
        operator: whose window this is.
    """
    if not value.settled:
        return ""
    who = translate("why", "You") if value.settled_by == operator else value.settled_by
    if value.mark is Mark.BLANK:
        return translate("why", "{who} said that nothing stands there.").format(who=who)
    if value.mark is Mark.UNREADABLE:
        return translate("why", "{who} said that nobody can read it.").format(who=who)
    if value.source is Source.RECOGNIZED:
        forced = translate("why", "{who} kept what was read, against a rule.")
        return (forced if value.forced else translate("why", "{who} confirmed what was read.")).format(who=who)
    if value.source is Source.CORRECTED and value.recognized_text:
        read = short(value.recognized_text)
        if value.recognized_confidence is None:
            return translate("why", "{who} set it. “{read}” had been read.").format(who=who, read=read)
        figure = percent(value.recognized_confidence)
        return translate("why", "{who} set it. “{read}” had been read, at {figure}.").format(
            who=who, read=read, figure=figure
        )
    return translate("why", "{who} set it. Nothing had been read.").format(who=who)


def unweighed(entry: Entry, kind: DocumentType) -> str:
    """Why there are no candidates for a value, as far as its document type says; empty when there may be some."""
    field = kind.field(entry.field)
    if field is None:
        return translate("why", "This field is not one of the type “{title}”. It was kept as it is.").format(
            title=kind.title
        )
    if kind.finder == "lines":
        return translate("why", "In “{title}” every line is taken as it stands. Nothing is chosen.").format(
            title=kind.title
        )
    if kind.finder == "pairs":
        return translate(
            "why", "In “{title}” a value is what stands beside its label. Nothing else is weighed against it."
        ).format(title=kind.title)
    if entry.column:
        return translate(
            "why", "Rows are found by the lines of their table. What stands in them is not weighed against others."
        )
    return ""


def of_choice(row: FieldRow, explained: Explained | None) -> Iterator[str]:
    """What speaks for the choice as a whole, or why nothing was chosen.

    Args:
        row: of the value.
        explained: what was considered for its field.
    """
    if explained is None or not explained.considered:
        yield translate("why", "Nothing on the page has the form of this field.")
        return
    if explained.confidence is None:
        if row.value.text and not row.value.settled:
            yield _not_printed(row.value)
        yield translate("why", "No text on the page fits well enough. That it is not there is {figure} likely.").format(
            figure=percent(explained.missing)
        )
        return
    if row.value.settled:
        yield _chosen_before(explained)
        return
    yield _settling(explained)
    yield from _figures(row.value, explained)
    yield from _origin(row, explained)


def _chosen_before(explained: Explained) -> str:
    """Of a value that a person settled: what the machine had chosen."""
    text = short(explained.considered[0].text)
    if explained.evidence:
        told = translate("why", "Of what is printed, “{text}” was chosen: {evidence}.")
        return told.format(text=text, evidence=evidence_words(explained.evidence))
    return translate("why", "Of what is printed, “{text}” was chosen, and nothing else settled that.").format(text=text)


def _settling(explained: Explained) -> str:
    if explained.evidence:
        return translate("why", "What settles it: {evidence}.").format(evidence=evidence_words(explained.evidence))
    return translate("why", "Nothing else settles the choice, so it stays below {figure}.").format(
        figure=percent(explained.threshold)
    )


def _figures(value: Value, explained: Explained) -> Iterator[str]:
    """The two figures of which the lower counts."""
    if explained.confidence is None:
        return
    if value.recognized_confidence is None:
        yield translate("why", "The choice is {figure} sure.").format(figure=percent(explained.confidence))
        return
    if value.confidence is not None and value.confidence > value.recognized_confidence:
        told = translate("why", "Its characters were read at {read}, but what settles it vouches for them.")
        yield told.format(read=percent(value.recognized_confidence))
        return
    yield translate("why", "Its characters are {read} sure, its choice {chosen}. The lower counts.").format(
        read=percent(value.recognized_confidence), chosen=percent(explained.confidence)
    )


def _origin(row: FieldRow, explained: Explained) -> Iterator[str]:
    chosen = explained.considered[0]
    if any(part.name == "from_mrz" for part in chosen.parts):
        yield translate("why", "It is not printed beside a label: it comes from the machine-readable zone.")
    elif row.kind is not None and row.kind.kind is Kind.MRZ:
        yield translate("why", "A zone is found by its form, wherever it stands.")
    chosen_texts = {one.text for one in explained.considered if one.standing is Standing.CHOSEN}
    if row.value.recognized_text and row.value.recognized_text not in chosen_texts:
        again = translate("why", "Weighed now, “{text}” would be chosen. Read the document again to use it.")
        yield again.format(text=short(chosen.text)) if row.value.regions else _not_printed(row.value)


def _not_printed(value: Value) -> str:
    if "embedded" in value.evidence:
        return translate("why", "It was not found in print: it comes from the electronic invoice.")
    return translate("why", "It was not chosen among what is printed.")


def percent(confidence: float) -> str:
    """A confidence for a sentence that may be wrapped: never between figure and sign."""
    return per_cent.percent(confidence).replace(per_cent.THIN_SPACE, _NO_BREAK)


def short(text: str) -> str:
    """A text in one line, shortened."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
