"""The units of a document: stretches of a row between wide gaps, strokes, boxes to tick and colons."""

from collections.abc import Iterator, Mapping, Sequence

from reviewer.extraction.labels import Match
from reviewer.extraction.layout import Layout
from reviewer.extraction.pairing.cuts import Cutter, Places
from reviewer.extraction.pairing.drawn import Drawn, Tick
from reviewer.extraction.pairing.marks import by_row
from reviewer.extraction.pairing.splitter import Splitter
from reviewer.extraction.pairing.stretches import cut_at, known_beside, stretch_of
from reviewer.extraction.pairing.unit import Unit

IN_A_ROW = 200
"""Units of one row; a row of paper holds a few."""
LIMIT = 4_000
"""Units of a document that are looked at."""

_BLANKS_APART = 2.5
_LEAST_GAP, _WIDEST_GAP = 0.55, 1.3  # heights


class Units:
    """All units of a document.

    Attributes:
        rows: by the number of the row.
        ticks: boxes to tick, drawn or printed, by row.
        height: of usual print.
        left_out: words that are in no unit, because there were too many.
    """

    def __init__(
        self,
        layout: Layout,
        drawn: Mapping[int, Drawn],
        labels: Sequence[Sequence[Match]],
        cuts: Mapping[str, float],
    ) -> None:
        self.height = layout.height
        self.rows: list[list[Unit]] = []
        self.ticks: list[list[Tick]] = []
        gap = min(max(_BLANKS_APART * layout.blank, _LEAST_GAP * layout.height), _WIDEST_GAP * layout.height)
        splitter = Splitter(gap, layout.blank)
        self.left_out = 0
        count = 0
        ticks_of = by_row(layout, drawn)
        for row, matches in zip(layout.rows, labels, strict=True):
            there = ticks_of.get(row.number, [])
            units: list[Unit] = []
            ticks: list[Tick] = []
            if count < LIMIT:
                units, ticks = splitter.split(row, drawn[row.page], there, matches[:IN_A_ROW])
            else:
                self.left_out += len(row.words)
            self.left_out += sum(len(unit.text.split()) for unit in units[IN_A_ROW:])
            del units[IN_A_ROW:]
            for index, unit in enumerate(units):
                unit.index = index
            count += len(units)
            self.rows.append(units)
            self.ticks.append(ticks)
        self._cut(drawn, labels, layout.blank, cuts)

    def _cut(
        self, drawn: Mapping[int, Drawn], labels: Sequence[Sequence[Match]], blank: float, cuts: Mapping[str, float]
    ) -> None:
        """Cut stretches without a colon in which a label and its answer stand."""
        stretches = {unit: stretch_of(unit, units) for units in self.rows for unit in units if not unit.colon}
        cutter = Cutter(Places(list(stretches.values()), self.height), drawn, self.height, blank, cuts)
        for number, units in enumerate(self.rows):
            cut: list[Unit] = []
            for unit in units:
                stretch = stretches.get(unit)
                at = cutter.cut(stretch, known_beside(unit, stretch, labels[number])) if stretch else None
                cut.extend([unit] if at is None else cut_at(unit, at, labels[number]))
            for index, unit in enumerate(cut):
                unit.index = index
            self.rows[number] = cut

    def __iter__(self) -> Iterator[Unit]:
        return (unit for row in self.rows for unit in row)
