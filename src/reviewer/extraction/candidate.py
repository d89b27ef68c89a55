"""A text on the page that may be the value of a field."""

from collections import Counter
from collections.abc import Hashable, Sequence
from datetime import date
from decimal import Decimal

from reviewer.domain.field import Doubt
from reviewer.domain.geometry import Box
from reviewer.extraction.layout import Span

_UNREAD = Doubt("unread", "Print beside it could not be read.")


class Candidate:
    """A possible value, independent of any field.

    Attributes:
        spans: where it stands; one a row.
        text: as printed, rows joined by a blank or a new line.
        normalized: see `domain.normalize`, or None.
        key: equal for candidates that mean the same, wherever they stand.
        traits: named figures that do not depend on the field, mostly 0..1.
        readings: of a date whose order is in doubt: all of them, the likelier first.
    """

    __slots__ = ("box", "key", "normalized", "readings", "spans", "text", "traits")

    def __init__(
        self,
        spans: tuple[Span, ...],
        text: str,
        key: Hashable,
        normalized: str | None = None,
        traits: dict[str, float] | None = None,
        readings: tuple[date, ...] = (),
    ) -> None:
        self.spans = spans
        self.text = text
        self.key = key
        self.normalized = normalized
        self.traits = traits or {}
        self.readings = readings
        self.box: Box = spans[0].box

    @property
    def vouched(self) -> float | None:
        """0..1, how sure its characters are, where something else than the reader vouches for them."""
        return None

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Why it is unsure, whatever field it is for."""
        how = "with letters for digits" if isinstance(self.key, Decimal | date) else "with letters taken for others"
        found = (Doubt("mended", f"Read as “{self.printed}”, {how}."),) if self.mended else ()
        return (*found, _UNREAD) if self.unread else found

    @property
    def printed(self) -> str:
        """What was read at its place."""
        return " ".join(span.text for span in self.spans)

    @property
    def mended(self) -> bool:
        """Whether letters among its digits were taken for digits, or letters of a name for others."""
        if self.traits.get("mended"):
            return True
        figure = len(self.spans) == 1 and isinstance(self.key, Decimal | date)
        return figure and len(self.text) == len(self.printed) and self.text != self.printed

    @property
    def unread(self) -> bool:
        """Whether print stands beside its words that could not be read, and may belong to it."""
        words = (placed.word for span in self.spans for placed, _, _ in span.row.words_in(span.start, span.stop))
        return any(word.unread for word in words)

    @property
    def messages(self) -> tuple[str, ...]:
        """What there is to know of it."""
        return ()

    @property
    def first(self) -> Span:
        return self.spans[0]

    def overlaps(self, other: "Candidate") -> bool:
        return any(mine.overlaps(theirs) for mine in self.spans for theirs in other.spans)


def mark_repeats(candidates: Sequence[Candidate]) -> int:
    """Give the trait ``repeated``: 0 for a value that stands there once, 1 for four times; says how many values."""
    counts = Counter(one.key for one in candidates)
    for one in candidates:
        one.traits["repeated"] = min(counts[one.key] - 1, 3) / 3
    return len(counts)
