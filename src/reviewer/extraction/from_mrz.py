"""Candidates that come from a machine-readable zone, and where its signs stand on the page."""

from collections.abc import Iterable, Iterator, Sequence

from reviewer.domain.field import Doubt
from reviewer.domain.mrz.formats import Place
from reviewer.domain.mrz.repair import Proof, Repair
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.layout import Layout, Row, Span
from reviewer.extraction.zones import Zone

_MOST_MESSAGES = 8


class ReadZone:
    """A zone with its rows as a layout has them: upright, whichever way it stands on the page.

    Attributes:
        zone: as it was found.
        rows: numbered as the rows of the document that they are in.
    """

    def __init__(self, zone: Zone, layout: Layout) -> None:
        self.zone = zone
        numbers = {id(placed.word): row.number for row in layout.rows for placed in row.words}
        last = len(layout.rows) - 1
        self.rows = tuple(
            Row(numbers.get(id(strip.words[0].word), last), zone.page, strip.words, zone.certain)
            for strip in zone.strips
        )

        self._demanded = {(each.row, each.at) for each in self.repairs if each.proof is Proof.PLACE}

    @property
    def repairs(self) -> tuple[Repair, ...]:
        return () if self.zone.reading is None else self.zone.reading.mrz.repairs

    def span(self, place: Place) -> Span:
        """Where a stretch of the MRZ was read; the whole row when none of it was."""
        row, sources = self.rows[place.row], self._sources(place)
        return Span(row, min(sources), max(sources) + 1) if sources else Span(row, 0, len(row.text))

    def confidence(self, places: Iterable[Place]) -> float | None:
        """The reader's confidence of the least sure character at some places; None when it gave none."""
        lowest = 1.0
        for place in places:
            for at in () if self.zone.certain else self._doubtful(place):
                for placed, first, _ in self.rows[place.row].words_in(at, at + 1):
                    figures = placed.word.characters
                    figure = figures[first] if len(figures) == len(placed.word.text) else placed.word.confidence
                    if figure is None:
                        return None
                    lowest = min(lowest, figure)
        return lowest

    def _sources(self, place: Place) -> Sequence[int]:
        """Indices in what was read."""
        if self.zone.reading is None:
            return range(place.start, place.stop)
        return [at for at in self.zone.reading.sources[place.row][place.start : place.stop] if at >= 0]

    def _doubtful(self, place: Place) -> Iterator[int]:
        """The same without signs that their place demands: a reader wavers between a letter and its twin digit."""
        for at in range(place.start, place.stop):
            if (place.row, at) not in self._demanded:
                yield from self._sources(Place(place.row, at, at + 1))


class FromMrz(Candidate):
    """A text that stands in an MRZ: all of it, or an element. Others may stand at the same place.

    Attributes:
        proposals: the same in the letters it may have been written in, a guess.
        repairs: signs that stand in it other than they were read.
    """

    __slots__ = ("_read", "_unproven", "proposals", "repairs")

    def __init__(
        self,
        read: ReadZone,
        places: Sequence[Place],
        text: str,
        key: object,
        normalized: str | None = None,
        *,
        traits: dict[str, float],
        unproven: Iterable[Place],
        proposals: tuple[str, ...] = (),
    ) -> None:
        super().__init__(tuple(map(read.span, places)), text, key, normalized, traits)
        self._read = read
        self._unproven = tuple(unproven)
        self.proposals = proposals
        self.repairs = tuple(each for each in read.repairs if any(_holds(place, each) for place in places))

    @property
    def vouched(self) -> float | None:
        """The reader's confidence of the least sure character that nothing proves."""
        return self._read.confidence(self._unproven)

    def prove(self, places: Iterable[Place]) -> None:
        """Something else says the same as these places."""
        proven = tuple(places)
        self._unproven = tuple(each for each in self._unproven if not any(_within(each, one) for one in proven))

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        forced = [repair for repair in self.repairs if repair.proof is Proof.CHECK_DIGIT]
        return tuple(Doubt("repaired", repair.in_words) for repair in forced)

    @property
    def messages(self) -> tuple[str, ...]:
        return tuple(repair.in_words for repair in self.repairs[:_MOST_MESSAGES])

    def overlaps(self, other: Candidate) -> bool:
        return False


def _holds(place: Place, repair: Repair) -> bool:
    return place.row == repair.row and place.start <= repair.at < place.stop


def _within(inner: Place, outer: Place) -> bool:
    return inner.row == outer.row and outer.start <= inner.start and inner.stop <= outer.stop
