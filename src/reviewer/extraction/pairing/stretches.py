"""Units without a colon as stretches in which a label and its answer may stand, and the two parts of one."""

from collections.abc import Sequence

from reviewer.extraction.labels import Match
from reviewer.extraction.layout import Span
from reviewer.extraction.pairing.cuts import MOST_WORDS, Stretch
from reviewer.extraction.pairing.unit import LABEL, Unit, known_share, limited, stripped


def stretch_of(unit: Unit, row: Sequence[Unit]) -> Stretch:
    """A unit as what may be cut."""
    parts = list(unit.span.row.words_in(unit.span.start, unit.span.stop))
    words = [placed for placed, _, _ in parts]
    stretch = Stretch(unit.row, unit.page, words, [placed.word.text[first:last] for placed, first, last in parts])
    stretch.left, stretch.right = unit.index > 0, unit.index + 1 < len(row)
    stretch.entry = unit.known > LABEL and stretch.right and row[unit.index + 1].inline
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
        (known_share(Span(row, span.start, start), matches), known_share(Span(row, start, span.stop), matches))
        for start in starts
    ]


def cut_at(unit: Unit, at: int, matches: Sequence[Match]) -> list[Unit]:
    """A unit as a label and its answer, which begins with a word of it."""
    row = unit.span.row
    start = [start for start in row.starts if unit.span.start < start < unit.span.stop][at - 1]
    spans = [stripped(Span(row, unit.span.start, start)), stripped(Span(row, start, unit.span.stop))]
    if None in spans:
        return [unit]
    parts = [Unit(span, limited(span.box, unit.box), inline=unit.inline) for span in spans if span is not None]
    parts[0].written = unit.written
    parts[1].written, parts[1].blank, parts[1].inline = unit.written, unit.blank, True
    for part in parts:
        part.known = known_share(part.span, matches)
    return parts
