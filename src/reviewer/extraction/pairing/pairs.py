"""The pairs of a document: labels with their values, and boxes that are ticked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reviewer.domain.document_type import DocumentType
from reviewer.domain.text import PageText
from reviewer.extraction.labels import lexicon_of
from reviewer.extraction.layout import Span, build
from reviewer.extraction.pairing.boxes import Group, Option, groups_of
from reviewer.extraction.pairing.choose import choose
from reviewer.extraction.pairing.drawn import Drawn
from reviewer.extraction.pairing.kinds import like_label
from reviewer.extraction.pairing.links import Linker
from reviewer.extraction.pairing.relations import PAIRS, Link
from reviewer.extraction.pairing.traits import Traits, aligned, traits_of
from reviewer.extraction.pairing.unit import Unit
from reviewer.extraction.pairing.units import Units
from reviewer.extraction.pairing.weights import Weights, shipped

LIMIT = 2_000


@dataclass(frozen=True)
class Pair:
    """A label and its value, which is empty when the form was not filled in there.

    Attributes:
        label, value: places, one a line or more; parts of one line follow each other.
        probability: that they belong together.
        evidence: names of what settles it.
        options: boxes to tick that are the value.
    """

    label: tuple[Span, ...]
    value: tuple[Span, ...]
    probability: float
    evidence: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()


class Pairs(NamedTuple):
    """What was found on a form.

    Attributes:
        pairs: in reading order of their labels.
        left_out: words of an endless document that were not looked at.
    """

    pairs: list[Pair]
    left_out: int


def pairs_of(pages: Sequence[PageText], kind: DocumentType, weights: Weights | None = None) -> Pairs:
    """All pairs of a document, of an endless one the first.

    Args:
        pages: of the document.
        kind: whose label words count.
        weights: other ones than the shipped.
    """
    weights = weights or shipped()
    layout = build(pages)
    drawn = {page.page: Drawn(page, layout.height) for page in pages}
    lexicon = lexicon_of(kind)
    units = Units(layout, drawn, [lexicon.matches(row) for row in layout.rows], weights.cuts)
    groups = groups_of(units)
    of_boxes = {unit for group in groups for unit in group.used}
    free = [unit for unit in units if unit not in of_boxes]
    columns = aligned(units)
    traits = traits_of(units, drawn, columns)
    linker = Linker(units, traits, drawn)
    links = choose(free, linker, weights, columns)
    found = [*_by_links(free, links, traits), *_by_boxes(groups)]
    pairs = [pair for _, pair in sorted(found, key=lambda entry: entry[0])]
    return Pairs(pairs[:LIMIT], layout.left_out + units.left_out + _words(pairs[LIMIT:]))


def _words(pairs: Sequence[Pair]) -> int:
    return sum(len(span.text.split()) for pair in pairs for span in (*pair.label, *pair.value))


Placed = tuple[tuple[int, float], Pair]


def _by_links(free: Sequence[Unit], links: Sequence[Link], traits: Mapping[Unit, Traits]) -> Iterator[Placed]:
    parts: dict[Unit, list[Unit]] = defaultdict(list)
    for link in links:
        if link.relation not in PAIRS:
            parts[link.parent].append(link.child)
    filled: dict[Unit, list[Link]] = defaultdict(list)
    for link in links:
        if link.relation in PAIRS:
            filled[link.parent].append(link)
    children = {link.child for link in links}
    for label in free:
        if label in filled:
            value = sorted((unit for link in filled[label] for unit in _whole(link.child, parts)), key=_place)
            probability = min(link.probability for link in filled[label])
            yield _place(label), Pair(_spans(_whole(label, parts)), _spans(value), probability)
        elif label not in children and _is_empty(label, traits[label]):
            yield _place(label), Pair(_spans(_whole(label, parts)), (), 1.0)


def _whole(unit: Unit, parts: Mapping[Unit, list[Unit]]) -> list[Unit]:
    found, waiting = [unit], [unit]
    while waiting:
        more = parts.get(waiting.pop(), [])
        found += more
        waiting += more
    return sorted(found, key=_place)


def _spans(units: Sequence[Unit]) -> tuple[Span, ...]:
    return tuple(unit.span for unit in units)


def _place(unit: Unit) -> tuple[int, float]:
    return unit.row, unit.box.left


def _is_empty(label: Unit, traits: Traits) -> bool:
    """Whether it is a label that nothing was filled in for."""
    if not like_label(label.text) or traits["sentence"]:
        return False
    return label.colon or (bool(label.blank or traits["line_after"]) and label.known > 0.5)


def _by_boxes(groups: Sequence[Group]) -> Iterator[Placed]:
    for group in groups:
        if group.question is not None and len(group.options) > 1:
            ticked = [option for option in group.options if option.tick.checked]
            value = [unit for option in ticked for unit in option.units]
            yield _place(group.question), Pair((group.question.span,), _spans(value), 1.0, (), tuple(group.options))
            continue
        for option in group.options:
            label = option.units or ([group.question] if group.question else [])
            if label:
                yield _place(label[0]), Pair(_spans(label), (), 1.0, (), (option,))
