"""What else the active value might be: one list of what rules prove, engines read, and documents before had."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from PySide6.QtCore import QObject, Signal

from reviewer.domain import amounts
from reviewer.domain.document_type import Kind
from reviewer.domain.field import Alternative, Value
from reviewer.domain.issue import Issue
from reviewer.domain.revision import Entry
from reviewer.ui.viewmodels.asked import Proposal
from reviewer.ui.viewmodels.earlier import EarlierValues
from reviewer.ui.viewmodels.review import ReviewViewModel

MOST = 9
"""As many as there are keys to take them by."""

AS_READ: Final = "As read"
_PROVES: Final = {
    "totals": "Sum",
    "rates": "Rate",
    "mrz": "MRZ",
    "embedded": "Electronic invoice",
    "codice_fiscale": "Check letter",
    "nik": "Digits",
}
"""Who says it, where a rule proposes a text for its first value."""
_USUAL: Final = "steady"
"""A rule whose proposal is among the earlier values."""


class Candidate(Alternative, frozen=True, omit_defaults=True):
    """A text that the value might have.

    Attributes:
        shown: what stands for a text that is too long to be shown, or empty.
    """

    shown: str = ""

    @property
    def label(self) -> str:
        return self.shown or " ".join(self.text.split())


class Candidates(QObject):
    """Makes the list for one entry at a time; nothing of it is ever taken by itself.

    Args:
        review: the document.
        earlier: what other documents have had, or None.

    Signals:
        changed: earlier values came.
    """

    changed = Signal()

    def __init__(
        self, review: ReviewViewModel, earlier: EarlierValues | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._earlier_values = earlier
        if earlier is not None:
            earlier.changed.connect(self.changed)

    def of(self, entry_id: str) -> tuple[Candidate, ...]:
        """The candidates of an entry, the likeliest first; their numbers are their places from 1.

        What comes later stands last, so that a number means the same before and after.
        """
        entry = self._review.entry(entry_id)
        if entry is None:
            return ()
        read = entry.value.conflict
        found = [
            *(() if read is None else (of_alternative(read),)),  # what is asked about has the first number
            *_proposed(self._review.issues, entry_id),
            *map(of_alternative, entry.value.alternatives),
            *_as_read(entry.value),
        ]
        found += self._earlier(entry_id)
        found += map(_read_anew, self._review.proposed(entry_id))
        return tuple(_once(found, lambda text: self._plain(entry, text), but=entry.value.text))[:MOST]

    def take(self, number: int) -> bool:
        """Make a candidate (from 1) the active value, with its place where it has one. False when there is none."""
        found = self.of(self._review.current)
        if not 1 <= number <= len(found) or not self._review.writable:
            return False
        taken = found[number - 1]
        self._review.correct(taken.text, taken.regions or None)
        return True

    def _plain(self, entry: Entry, text: str) -> str:
        """Equal for amounts that are the same in two ways of writing."""
        kind = None if self._review.review is None else self._review.review.field_type(entry)
        money = kind is not None and kind.kind in (Kind.AMOUNT, Kind.NUMBER)
        return (amounts.plain(text) if money else None) or text

    def _earlier(self, entry_id: str) -> list[Candidate]:
        """What reviewed documents have had there: of the same sender first."""
        found = () if self._earlier_values is None else self._earlier_values.of(entry_id)
        return [Candidate(each.text, self._count(each.count, same_sender=each.same_sender)) for each in found]

    def _count(self, count: int, *, same_sender: bool) -> str:
        if same_sender:
            return self.tr("same sender, %n time(s)", "", count)
        return self.tr("earlier, %n time(s)", "", count)


def of_alternative(found: Alternative) -> Candidate:
    """Another reading of a value as a candidate."""
    return Candidate(found.text, found.origin, found.confidence, found.regions)


def _proposed(issues: Iterable[Issue], entry_id: str) -> Iterator[Candidate]:
    """What would make rules agree: a sign that was misread, then what they reckon themselves."""
    for issue in issues:
        for fix in issue.fixes:
            if fix.entry == entry_id:
                yield Candidate(fix.text, fix.origin, shown=fix.shown)
    for issue in issues:
        if issue.proposal is not None and issue.values[:1] == (entry_id,) and issue.rule != _USUAL:
            yield Candidate(issue.proposal, _PROVES.get(issue.rule, ""))


def _read_anew(proposal: Proposal) -> Candidate:
    """What was read from a drawn place, or once more, and not taken then."""
    return Candidate(proposal.text, proposal.origin, proposal.confidence, proposal.regions)


def _as_read(value: Value) -> Iterator[Candidate]:
    """What the machine had read, once a person has set something else."""
    if value.recognized_text:
        yield Candidate(value.recognized_text, AS_READ, value.recognized_confidence)


def _once(found: Iterable[Candidate], plain: Callable[[str], str], *, but: str) -> list[Candidate]:
    """Each text once, with all who say it; not the one that stands there."""
    once: dict[str, Candidate] = {}
    for each in found:
        if each.text and each.text != but:
            key = plain(each.text)
            once[key] = each if key not in once else _both(once[key], each)
    return list(once.values())


def _both(one: Candidate, other: Candidate) -> Candidate:
    origins = dict.fromkeys(each.origin for each in (one, other) if each.origin)
    sure = one.confidence if one.confidence is not None else other.confidence
    return Candidate(one.text, ", ".join(origins), sure, one.regions or other.regions, one.shown)
