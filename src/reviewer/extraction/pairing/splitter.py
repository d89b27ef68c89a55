"""Cuts rows into units: at wide gaps, strokes and boxes to tick, and within such stretches at their parts."""

from collections.abc import Iterator, Sequence

from reviewer.domain.geometry import Box
from reviewer.extraction.labels import Match
from reviewer.extraction.layout import Row, Span
from reviewer.extraction.pairing.drawn import Drawn, Tick
from reviewer.extraction.pairing.marks import beside_ticks, chooses, signs_of
from reviewer.extraction.pairing.parts import Parts
from reviewer.extraction.pairing.unit import LABEL, Unit, known_share, limited, stripped
from reviewer.extraction.shapes.text import trim


class Splitter:
    """Cuts rows into units."""

    def __init__(self, gap: float, blank: float) -> None:
        self._gap = gap
        self._blank = blank
        self._parts = Parts(blank)

    def split(
        self, row: Row, drawn: Drawn, ticks: Sequence[Tick], matches: Sequence[Match]
    ) -> tuple[list[Unit], list[Tick]]:
        holes, printed = signs_of(row, ticks)
        units: list[Unit] = []
        for start, stop, box in self._stretches(row, drawn, holes, [*ticks, *printed]):
            units.extend(self._units(row, start, stop, box, matches))
        return units, sorted([*ticks, *printed], key=lambda tick: tick.box.left)

    def _stretches(
        self, row: Row, drawn: Drawn, holes: Sequence[tuple[int, int]], ticks: Sequence[Tick]
    ) -> Iterator[tuple[int, int, Box]]:
        """Characters of the row that belong together, and the box around them."""
        pieces: list[tuple[int, int, Box]] = []
        for number, placed in enumerate(row.words):
            start, stop = row.starts[number], row.starts[number] + len(placed.word.text)
            for hole_start, hole_stop in holes:
                if hole_start <= start < hole_stop:
                    start = min(stop, hole_stop)
                elif start < hole_start < stop:
                    stop = hole_start
            if start < stop:
                pieces.append((start, stop, beside_ticks(Span(row, start, stop).box, ticks)))
        run: list[tuple[int, int, Box]] = []
        for piece in pieces:
            if run and (chooses(row, run[-1], piece) or self._parted(run[-1][2], piece[2], drawn, ticks)):
                yield run[0][0], run[-1][1], _around(run)
                run = []
            run.append(piece)
        if run:
            yield run[0][0], run[-1][1], _around(run)

    def _parted(self, one: Box, other: Box, drawn: Drawn, ticks: Sequence[Tick]) -> bool:
        if other.left - one.right > self._gap:
            return True
        slack = 0.2 * self._gap
        if drawn.parting(one.right - slack, other.left + slack, (one.center[1] + other.center[1]) / 2):
            return True
        if other.left - one.right > self._blank and drawn.line_edge(one, other, self._gap):
            return True
        return any(one.center[0] < tick.box.center[0] < other.center[0] for tick in ticks)

    def _units(self, row: Row, start: int, stop: int, box: Box, matches: Sequence[Match]) -> Iterator[Unit]:
        """Units of a stretch: labels end at colons, values at the next label, both at lines of dots."""
        inline = False
        written = False
        for part, colon, leader in self._parts.of(row, start, stop, matches):
            label = trim(part) if colon else stripped(part)
            if label is None:
                written = written or leader
                continue
            unit = Unit(label, limited(label.box, box), colon=colon, inline=inline)
            unit.blank = leader or _ends_blank(part.text)
            unit.written = written or (not colon and _starts_blank(part.text))
            unit.known = known_share(label, matches)
            yield unit
            inline, written = colon or (not leader and unit.known > LABEL), leader


def _around(run: Sequence[tuple[int, int, Box]]) -> Box:
    box = run[0][2]
    for piece in run[1:]:
        box = box.joined(piece[2])
    return box


def _ends_blank(text: str) -> bool:
    return text.rstrip().endswith(("_", "..", "…", "--"))


def _starts_blank(text: str) -> bool:
    return text.lstrip().startswith(("_", "..", "…"))
