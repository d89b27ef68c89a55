"""Reads machine-readable zones again that were not read right, with the alphabet they have, by each engine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from msgspec.structs import replace

from reviewer.domain.document_type import DocumentType, Kind
from reviewer.domain.geometry import Box, bounds, bounds_of
from reviewer.domain.text import Line, PageText
from reviewer.engines.base import Hints
from reviewer.engines.base import Kind as Expected
from reviewer.engines.client import ReaderClient
from reviewer.errors import ChildDied, EngineError
from reviewer.extraction.classify import classify
from reviewer.extraction.rows import Placed
from reviewer.extraction.zones import Zone, find
from reviewer.jobs import CancelToken
from reviewer.processes.memory import Pixels

_AROUND, _AT_ENDS = 0.6, 0.08
"""Room around a zone: of its row's height above and below, of its length at both ends."""
_MISSING = 3.5
"""Heights above and below one of which a row is missing."""
_TURNS = (0, 180, 90, 270)
_AGAIN = "The machine-readable zone was read again."


@dataclass(frozen=True)
class ZoneReader:
    """Reads the zones of one page that was read.

    Attributes:
        reader: the children that read.
        pixels: the page as it came.
        types: the document types by name.
        document_type: of the document as far as it is known, or ``auto``.
        token: to cancel with.
    """

    reader: ReaderClient
    pixels: Pixels
    types: Mapping[str, DocumentType]
    document_type: str
    token: CancelToken

    def improved(self, text: PageText) -> PageText:
        """The words of the page with its zones as well as they can be read; the same when all check digits are right.

        Raises:
            Cancelled: the token asked to stop.
        """
        try:
            return self._improved(text)
        except (EngineError, ChildDied):
            return text  # it has been read, if not well

    def _improved(self, text: PageText) -> PageText:
        zones = find([text])
        better: list[Zone] = []
        for zone in zones:
            if not _is_well_read(zone) and not any(_covers(each, zone.box) for each in better):
                best = _best(chain([zone], self._again(text, zone)))
                if best is not None and best is not zone:
                    better.append(best)
        if not zones and self._needs_one(text):
            found = _best(self._anywhere(text))
            better += [found] if found is not None and found.valid else []
        return _with(text, better) if better else text

    def _again(self, text: PageText, zone: Zone) -> Iterator[Zone]:
        """The zones around one, by the engine that read the page and then by the others."""
        hints = Hints(kind=Expected.MRZ, turn=zone.turn, upright=True, skew=text.skew)
        yield from self._read(text.page, text.engine, hints, _around(zone))
        for info in self.reader.describe(token=self.token):
            if info.available and info.name != text.engine:
                yield from self._read(text.page, info.name, hints, _around(zone))

    def _anywhere(self, text: PageText) -> Iterator[Zone]:
        """What is found when the whole page is read for it, each way up."""
        for turn in _TURNS:
            hints = Hints(kind=Expected.MRZ, turn=(text.turn + turn) % 360, upright=True, skew=text.skew)
            yield from find([self.reader.read(self.pixels, text.page, text.engine, hints, token=self.token)])

    def _read(self, page: int, engine: str, hints: Hints, region: Box) -> Iterable[Zone]:
        try:
            read = self.reader.read(self.pixels, page, engine, hints, region=region, token=self.token)
        except EngineError:
            return ()  # another engine may do it; the page has been read already
        return find([read])

    def _needs_one(self, text: PageText) -> bool:
        """Whether the page is of a document that has an MRZ, by its type or its words."""
        kind = self.types.get(self.document_type) or self.types.get(classify([text], self.types).name)
        return kind is not None and any(field.kind is Kind.MRZ and field.required for field in kind.fields)


def _best(zones: Iterable[Zone]) -> Zone | None:
    """The best zone; those behind the first one that leaves no wish are not asked for."""
    best: Zone | None = None
    for zone in zones:
        if best is None or zone.rank > best.rank:
            best = zone
        if _is_well_read(best):
            break
    return best


def _is_well_read(zone: Zone) -> bool:
    return zone.valid and zone.legible


def _covers(zone: Zone, box: Box) -> bool:
    """Whether a piece of the page lies in a zone, by its middle."""
    whole, (x, y) = zone.box, box.center
    return whole.left <= x <= whole.right and whole.top <= y <= whole.bottom


def _around(zone: Zone) -> Box:
    """Where to look for a zone: around it, and further where a row is missing. In fractions of the page."""
    box = zone.box
    lying = zone.turn % 180 == 0
    length, depth = (box.width, box.height) if lying else (box.height, box.width)
    row = depth / (2 * len(zone.strips) - 1)
    above = (_MISSING if zone.reading is None else _AROUND) * row
    ends = _AT_ENDS * length
    grown = box.grown(ends, above) if lying else box.grown(above, ends)
    return Box(max(0.0, grown.left), max(0.0, grown.top), min(1.0, grown.right), min(1.0, grown.bottom))


def _with(text: PageText, zones: Sequence[Zone]) -> PageText:
    """A page on which zones stand in place of what was read there before."""
    rows = [_line(strip.words) for zone in zones for strip in zone.strips]
    lines = []
    for line in text.lines:
        words = tuple(word for word in line.words if not any(_covers(zone, bounds(word.polygon)) for zone in zones))
        if len(words) == len(line.words):
            lines.append(line)
        elif words:
            lines.append(Line(words, bounds_of(word.polygon for word in words).polygon()))
    return replace(text, lines=(*lines, *rows), reason=f"{text.reason} {_AGAIN}".strip())


def _line(placed: Sequence[Placed]) -> Line:
    words = tuple(each.word for each in placed)
    first, last = words[0].polygon, words[-1].polygon
    return Line(words, (first[0], last[1], last[2], first[3]))
