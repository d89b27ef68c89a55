"""Units of text: stretches of a row between wide gaps, strokes, boxes to tick, colons and lines to write on."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from reviewer.domain.geometry import Box
from reviewer.extraction.labels import Match
from reviewer.extraction.layout import Layout, Row, Span
from reviewer.extraction.pairing.cuts import MOST_WORDS, Cutter, Places, Stretch
from reviewer.extraction.pairing.drawn import Drawn, Tick
from reviewer.extraction.pairing.kinds import like_label
from reviewer.extraction.pairing.marks import beside_ticks, by_row, chooses, signs_of
from reviewer.extraction.shapes.text import trim

IN_A_ROW = 200
"""Units of one row; a row of paper holds a few."""
LIMIT = 4_000
"""Units of a document that are looked at."""

_BLANKS_APART = 2.5
_LEAST_GAP, _WIDEST_GAP = 0.55, 1.3  # heights
_COLON = re.compile(r"(?<=[^\W_)\].’'”])\s?[:：](?!\d)|(?<=[^\W\d_])\s?[:：](?=\d)|(?<=[^\W_)\].])\s?[:：](?=\s)")
_LEADER = re.compile(r"[_.…·‥]{2,}|(?:[.…·] ){2,}[.…·]?|(?<![^\W_])_|_(?![^\W_])")
_MEASURES = re.compile(
    r"(?:days?|weeks?|months?|years?|hours?|min|pcs|mg|kg|g|cm|mm|m|km|lbs|oz|%|tage|monate|jahre|st|stk|uur|jours|mois|ans|giorni|anni)[.,]?",
    re.IGNORECASE,
)
NUMBERING = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s?(?=\S)")
"""What counts the entries of a form: ``1.``, ``(a)``."""

_BLANKS = "_ .…·-–—=*|"
_CLEAR_BLANK = 1.5  # usual gaps between two words
_FEW_WORDS = 4  # of an answer with a figure
_LABEL = 0.9  # share of a text in usual label words, from which on what follows it is its answer


class Unit:
    """A stretch of a row.

    Attributes:
        span: where it stands.
        box: around it, in page heights.
        row, index: of its row in the document, and of it in the row.
        page: index in the document.
        text: as printed, without a colon at its end.
        colon: whether a colon ends it.
        inline: whether it follows its label in the same stretch, behind a colon or without one.
        blank: whether a line of dots or dashes follows it.
        written: whether it stands on or in such a line.
        known: share of its letters in usual label words.
    """

    __slots__ = ("blank", "box", "colon", "index", "inline", "known", "page", "row", "span", "text", "written")

    def __init__(self, span: Span, box: Box, *, colon: bool = False, inline: bool = False) -> None:
        self.span = span
        self.box = box
        self.row = span.row.number
        self.page = span.row.page
        self.text = span.text
        self.colon = colon
        self.inline = inline
        self.index = 0
        self.blank = False
        self.written = False
        self.known = 0.0


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
        splitter = _Splitter(gap, layout.blank)
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
        stretches = {unit: _stretch(unit, units) for units in self.rows for unit in units if not unit.colon}
        cutter = Cutter(Places(list(stretches.values()), self.height), drawn, self.height, blank, cuts)
        for number, units in enumerate(self.rows):
            cut: list[Unit] = []
            for unit in units:
                stretch = stretches.get(unit)
                at = cutter.cut(stretch, known_beside(unit, stretch, labels[number])) if stretch else None
                cut.extend([unit] if at is None else _parts(unit, at, labels[number]))
            for index, unit in enumerate(cut):
                unit.index = index
            self.rows[number] = cut

    def __iter__(self) -> Iterator[Unit]:
        return (unit for row in self.rows for unit in row)


class _Splitter:
    """Cuts rows into units."""

    def __init__(self, gap: float, blank: float) -> None:
        self._gap = gap
        self._blank = blank

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
        for part, colon, leader in self._parts(row, start, stop, matches):
            label = trim(part) if colon else _stripped(part)
            if label is None:
                written = written or leader
                continue
            unit = Unit(label, _limited(label.box, box), colon=colon, inline=inline)
            unit.blank = leader or _ends_blank(part.text)
            unit.written = written or (not colon and _starts_blank(part.text))
            unit.known = _known(label, matches)
            yield unit
            inline, written = colon or (not leader and unit.known > _LABEL), leader

    def _parts(self, row: Row, start: int, stop: int, matches: Sequence[Match]) -> Iterator[tuple[Span, bool, bool]]:
        """Stretches with whether a colon and whether a line of dots ends them."""
        at = start
        for begin, end in _leaders(row, start, stop):
            if at < begin:
                parts = list(self._by_colons(row, at, begin, matches))
                for number, (part, colon) in enumerate(parts):
                    yield part, colon, number == len(parts) - 1
            else:
                yield Span(row, begin, begin), False, True
            at = end
        if at < stop:
            for part, colon in self._by_colons(row, at, stop, matches):
                yield part, colon, False

    def _by_colons(self, row: Row, start: int, stop: int, matches: Sequence[Match]) -> Iterator[tuple[Span, bool]]:
        first = True
        for colon in _COLON.finditer(row.text, start, stop):
            label = self._label_start(row, start, colon.start(), matches, first=first)
            if label is None:
                continue
            if label > start:
                yield Span(row, start, label), False
            yield Span(row, label, colon.start()), True
            start, first = colon.end(), False
        if start < stop:
            yield from ((part, False) for part in self._by_known(row, start, stop, matches, first=first))

    def _label_start(self, row: Row, start: int, stop: int, matches: Sequence[Match], *, first: bool) -> int | None:
        """Where the label that ends at a colon begins; None when it looks like none."""
        text = row.text[start:stop]
        begin = start + len(text) - len(text.lstrip())
        if not like_label(row.text[begin:stop]):
            return None
        starts = [at for at in row.starts if begin < at < stop]
        if not starts:
            return begin
        if first:
            numbering = NUMBERING.match(row.text, begin, stop)
            figures = any(sign.isdigit() for sign in row.text[numbering.end() if numbering else begin : starts[-1]])
            exact = {match.start for match in matches if stop - 3 <= match.stop <= stop}
            return begin if not figures or begin in exact else max(exact & set(starts), default=begin)
        scored = [(self._split_score(row, at, stop, matches), at) for at in starts if like_label(row.text[at:stop])]
        return max(scored)[1] if scored else None

    def _split_score(self, row: Row, at: int, stop: int, matches: Sequence[Match]) -> float:
        """How much speaks for a label that begins at a word behind a value."""
        number = row.starts.index(at)
        gap = row.words[number].box.left - row.words[number - 1].box.right
        before, text = row.words[number - 1].word.text, row.text[at:stop]
        if number > 1 and _MEASURES.fullmatch(before):
            before = row.words[number - 2].word.text  # 67 days
        elif _MEASURES.fullmatch(row.words[number].word.text) and before[-1:].isdigit():
            return -9.0
        score = 2.0 * _known(Span(row, at, stop), matches) + min(2.0, max(0.0, gap / max(self._blank, 1e-6) - 1.0))
        score += 2.0 * (any(sign.isdigit() for sign in before) and not any(sign.isdigit() for sign in text))
        return score + 0.4 * text[:1].isupper() - 0.25 * len(text.split()) + 0.3 * before.endswith((".", ","))

    def _by_known(self, row: Row, start: int, stop: int, matches: Sequence[Match], *, first: bool) -> Iterator[Span]:
        """Without colons: usual labels are parted from the figures behind them, and from the value before them."""
        inside = [match for match in matches if start <= match.start and match.stop <= stop and match.quality >= 1]
        for match in inside:
            if match.start > start + 5 and self._begins_label(row, start, match):
                yield from self._after_known(row, start, match.start, inside, first=first)
                start, first = match.start, True
        yield from self._after_known(row, start, stop, inside, first=first)

    def _begins_label(self, row: Row, start: int, match: Match) -> bool:
        """Whether a label begins at a word that stands behind a value in the same stretch."""
        if match.start not in row.starts or not row.text[match.start].isupper():
            return False
        number = row.starts.index(match.start)
        gap = row.words[number].box.left - row.words[number - 1].box.right
        before = row.words[number - 1].word.text
        return any(sign.isdigit() for sign in before) or gap > _CLEAR_BLANK * self._blank

    def _after_known(self, row: Row, start: int, stop: int, matches: Sequence[Match], *, first: bool) -> Iterator[Span]:
        label = next((match for match in matches if start <= match.start <= start + 5 and match.stop < stop), None)
        if not first or label is None:
            yield Span(row, start, stop)
            return
        rest = row.text[label.stop : stop].lstrip(" .)#_·")
        at = stop - len(rest)
        words = rest.split()
        if words and (at in row.starts or at > label.stop):
            number = bisect_left(row.starts, at)
            gap = 0.0
            if at in row.starts:
                gap = row.words[number].box.left - row.words[number - 1].box.right
            figure = any(sign.isdigit() for sign in words[0]) and len(words) <= _FEW_WORDS
            marked = "." in row.text[label.stop : at] and at not in row.starts
            if gap > _CLEAR_BLANK * self._blank or figure or marked or rest[0] in "$€£¥#+(":
                yield Span(row, start, at)
                yield Span(row, at, stop)
                return
        yield Span(row, start, stop)


def _stretch(unit: Unit, row: Sequence[Unit]) -> Stretch:
    """A unit as what may be cut."""
    parts = list(unit.span.row.words_in(unit.span.start, unit.span.stop))
    words = [placed for placed, _, _ in parts]
    stretch = Stretch(unit.row, unit.page, words, [placed.word.text[first:last] for placed, first, last in parts])
    stretch.left, stretch.right = unit.index > 0, unit.index + 1 < len(row)
    stretch.entry = unit.known > _LABEL and stretch.right and row[unit.index + 1].inline
    stretch.after_label = unit.inline or (stretch.left and row[unit.index - 1].colon)
    return stretch


def known_beside(unit: Unit, stretch: Stretch, matches: Sequence[Match]) -> list[tuple[float, float]]:
    """For each word of a stretch but the first, the share of usual label words before it and from it on."""
    if not 2 <= len(stretch.words) <= MOST_WORDS or not matches:
        return [(0.0, 0.0)] * max(0, len(stretch.words) - 1)
    span = unit.span
    starts = [start for start in span.row.starts if span.start < start < span.stop]
    row = span.row
    return [
        (_known(Span(row, span.start, start), matches), _known(Span(row, start, span.stop), matches))
        for start in starts
    ]


def _parts(unit: Unit, at: int, matches: Sequence[Match]) -> list[Unit]:
    """A unit as a label and its answer, which begins with a word of it."""
    row = unit.span.row
    start = [start for start in row.starts if unit.span.start < start < unit.span.stop][at - 1]
    spans = [_stripped(Span(row, unit.span.start, start)), _stripped(Span(row, start, unit.span.stop))]
    if None in spans:
        return [unit]
    parts = [Unit(span, _limited(span.box, unit.box), inline=unit.inline) for span in spans if span is not None]
    parts[0].written = unit.written
    parts[1].written, parts[1].blank, parts[1].inline = unit.written, unit.blank, True
    for part in parts:
        part.known = _known(part.span, matches)
    return parts


def _around(run: Sequence[tuple[int, int, Box]]) -> Box:
    box = run[0][2]
    for piece in run[1:]:
        box = box.joined(piece[2])
    return box


def _limited(box: Box, around: Box) -> Box:
    left, right = max(box.left, around.left), min(box.right, around.right)
    return Box(left, box.top, right, box.bottom) if left < right else box


def _leaders(row: Row, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for match in _LEADER.finditer(row.text, start, stop):
        yield match.span()


def _ends_blank(text: str) -> bool:
    return text.rstrip().endswith(("_", "..", "…", "--"))


def _starts_blank(text: str) -> bool:
    return text.lstrip().startswith(("_", "..", "…"))


def _known(span: Span, matches: Sequence[Match]) -> float:
    letters = sum(sign.isalpha() for sign in span.text)
    inside = [match for match in matches if match.span.overlaps(span)]
    text = span.row.text
    found = sum(
        match.quality * sum(sign.isalpha() for sign in text[max(match.start, span.start) : min(match.stop, span.stop)])
        for match in inside
    )
    return min(1.0, found / letters) if letters else 0.0


def _stripped(span: Span) -> Span | None:
    text = span.text
    left = len(text) - len(text.lstrip(_BLANKS + ":"))
    right = len(text.rstrip(" _…·=|"))
    return Span(span.row, span.start + left, span.start + right) if left < right else None
