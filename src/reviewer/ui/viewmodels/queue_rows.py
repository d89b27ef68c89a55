"""The rows of a list that are at hand: of 100,000 only those that were looked at."""

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from reviewer.domain.queue import QueueRow

KEPT = 2_000
"""Rows that are kept; what was looked at longest ago goes first."""


class Rows:
    """The order of a list, and some of its rows.

    Attributes:
        sequences: of the documents, in order.
    """

    def __init__(self) -> None:
        self.sequences: array[int] = array("q")
        self._rows: OrderedDict[int, QueueRow] = OrderedDict()
        self._known: dict[str, int] = {}
        self._stale: set[int] = set()
        self._places: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.sequences)

    def put(self, rows: Iterable[QueueRow]) -> list[int]:
        """Keep rows as they are now. Returns the sequences of those that were otherwise."""
        changed = []
        for row in rows:
            self._stale.discard(row.sequence)
            if self._rows.get(row.sequence) != row:
                changed.append(row.sequence)
            self._rows[row.sequence] = row
            self._rows.move_to_end(row.sequence)
            self._known[row.id] = row.sequence
        while len(self._rows) > KEPT:
            sequence, gone = self._rows.popitem(last=False)
            self._known.pop(gone.id, None)
            self._places.pop(sequence, None)
            self._stale.discard(sequence)
        return changed

    def outdate(self) -> None:
        """All rows may be otherwise by now: they are shown until they are read again."""
        self._stale = set(self._rows)

    def needs(self, sequence: int) -> bool:
        """Whether a row is to be read."""
        return sequence not in self._rows or sequence in self._stale

    def get(self, number: int) -> QueueRow | None:
        """The row at a place, None when it is not at hand."""
        return self._rows.get(self.sequences[number]) if 0 <= number < len(self.sequences) else None

    def look(self, number: int) -> QueueRow | None:
        """The same, of a row that is looked at: it is kept longer."""
        row = self.get(number)
        if row is not None:
            self._rows.move_to_end(row.sequence)
        return row

    def of(self, document: str) -> QueueRow | None:
        """The row of a document, also of one that is not in the list; None when it is not at hand."""
        return self._rows.get(self._known.get(document, -1))

    def place(self, document: str) -> int:
        """Where a document is in the list; -1 when it is not there, or not known."""
        sequence = self._known.get(document)
        return -1 if sequence is None else self._place_of(sequence)

    def _place_of(self, sequence: int) -> int:
        place = self._hint(sequence)  # mostly where it was: looking through all takes a millisecond
        if place < 0:
            try:
                place = self.sequences.index(sequence)
            except ValueError:
                return -1
            self._places[sequence] = place
        return place

    def at_hand(self) -> list[QueueRow]:
        """All rows that are at hand, what was looked at last at the end."""
        return list(self._rows.values())

    def places(self, sequences: Iterable[int]) -> list[range]:
        """Where documents are in the list, as ranges that rise; those that are not there are left out."""
        wanted, found = set(sequences), list[range]()
        for number in self._numbers(wanted):
            if found and found[-1].stop == number:
                found[-1] = range(found[-1].start, number + 1)
            else:
                found.append(range(number, number + 1))
        return found

    def _numbers(self, wanted: set[int]) -> Iterable[int]:
        """Where some documents are, rising; at once when all are where they were."""
        known = [place for sequence in wanted if (place := self._hint(sequence)) >= 0]
        if len(known) == len(wanted):
            return sorted(known)
        return [number for number, sequence in enumerate(self.sequences) if sequence in wanted]

    def _hint(self, sequence: int) -> int:
        place = self._places.get(sequence, -1)
        return place if 0 <= place < len(self.sequences) and self.sequences[place] == sequence else -1

    def note(self, number: int) -> None:
        """A row is about to be read: remember where it is."""
        self._places[self.sequences[number]] = number


def block(rows: Rows, number: int, size: int) -> Sequence[int]:
    """The sequences around a place that are to be read, in one piece."""
    start = number - number % size
    for place in range(start, min(start + size, len(rows))):
        rows.note(place)
    return [sequence for sequence in rows.sequences[start : start + size] if rows.needs(sequence)]
