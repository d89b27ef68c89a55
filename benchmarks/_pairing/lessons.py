"""What made forms teach: which places to cut, and which way to see each text, as choices to fit weights to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from _pairing.choices import Choices
from _pairing.parts import Made, Part, Role
from reviewer.domain.document_type import DocumentType
from reviewer.extraction.labels import Match, lexicon_of
from reviewer.extraction.layout import Layout, build
from reviewer.extraction.pairing.boxes import groups_of
from reviewer.extraction.pairing.choose import first_look
from reviewer.extraction.pairing.context import Context
from reviewer.extraction.pairing.cuts import Cutter, Places
from reviewer.extraction.pairing.drawn import Drawn
from reviewer.extraction.pairing.links import Linker
from reviewer.extraction.pairing.relations import PAIRS, Link
from reviewer.extraction.pairing.stretches import known_beside, stretch_of
from reviewer.extraction.pairing.traits import aligned, traits_of
from reviewer.extraction.pairing.unit import Unit
from reviewer.extraction.pairing.units import Units
from reviewer.extraction.pairing.weights import Weights

MISSED_CUT = 1.8
"""How much a place to cut counts: a label that keeps its answer costs the pair, a cut within a text mostly does not."""
MISSED_VALUE, MISSED_LABEL = 2.0, 1.3
"""How much texts of pairs count beside other ones, which most of a page are."""


@dataclass(frozen=True)
class Lesson:
    """A made form, and the type whose label words count."""

    made: Made
    kind: DocumentType

    def units(self, cuts: dict[str, float]) -> Units:
        return Units(self.layout, self.drawn, self.matches, cuts)

    @cached_property
    def layout(self) -> Layout:
        return build([self.made.page])

    @cached_property
    def drawn(self) -> dict[int, Drawn]:
        return {0: Drawn(self.made.page, self.layout.height)}

    @cached_property
    def matches(self) -> list[list[Match]]:
        lexicon = lexicon_of(self.kind)
        return [lexicon.matches(row) for row in self.layout.rows]

    def parts_of(self, unit: Unit) -> list[Part]:
        words = unit.span.row.words_in(unit.span.start, unit.span.stop)
        return [part for placed, first, last in words for part in self.made.parts[id(placed.word)][first:last]]


def cuts(lessons: Iterable[Lesson]) -> Choices:
    """Places between words: a choice is a stretch, and to leave it whole is one way."""
    found = Choices()
    for lesson in lessons:
        units = lesson.units({})
        stretches = {unit: stretch_of(unit, row) for row in units.rows for unit in row if not unit.colon}
        places = Places(list(stretches.values()), units.height)
        cutter = Cutter(places, lesson.drawn, units.height, lesson.layout.blank, {})
        for unit, stretch in stretches.items():
            ways = list(cutter.ways(stretch, known_beside(unit, stretch, lesson.matches[unit.row])))
            if ways:
                right = _right_cuts([at for at, _ in ways], _words(lesson, unit))
                whole = not any(right)
                counts = 1.0 if whole else MISSED_CUT
                found.add([*(features for _, features in ways), {}], [*right, whole], counts=counts)
    return found


def _words(lesson: Lesson, unit: Unit) -> list[Part]:
    """What each word of a unit mostly is."""
    found = []
    for placed, first, last in unit.span.row.words_in(unit.span.start, unit.span.stop):
        parts = lesson.made.parts[id(placed.word)][first:last]
        print_only = [part for part in parts if part.role is not Role.BLANK]
        found.append(Counter(print_only or parts).most_common(1)[0][0])
    return found


def _right_cuts(places: Sequence[int], words: Sequence[Part]) -> list[bool]:
    """Between a label and its value; without such a place, between any two parts of which one is of a pair."""
    apart = {at for at in places if words[at - 1] != words[at] and {words[at - 1].role, words[at].role} != {Role.OTHER}}
    answers = {
        at
        for at in apart
        if (words[at - 1].role, words[at].role) == (Role.LABEL, Role.VALUE) and words[at - 1].number == words[at].number
    }
    return [at in (answers or apart) for at in places]


class Page:
    """The units of a lesson after they were cut, with the ways to see each and which of them are right."""

    def __init__(self, lesson: Lesson, weights: Weights) -> None:
        units = lesson.units(weights.cuts)
        boxes = {unit for group in groups_of(units) for unit in group.used}
        self.columns = aligned(units)
        self.linker = Linker(units, traits_of(units, lesson.drawn, self.columns), lesson.drawn)
        self.free = [unit for unit in units if unit not in boxes]
        self._part: dict[Unit, Part | None] = {}
        for unit in self.free:
            inside = {part for part in lesson.parts_of(unit) if part.role is not Role.BLANK}
            self._part[unit] = next(iter(inside)) if len(inside) == 1 else None
        self._first: dict[Part, Unit] = {}
        for unit, part in self._part.items():
            if part is not None:
                self._first.setdefault(part, unit)

    def right(self, unit: Unit, ways: Sequence[Link]) -> list[bool] | None:
        """Which ways to see a unit are right, the last one is alone; None when that cannot be said."""
        part = self._part[unit]
        if part is None:
            return None
        first = self._first[part] is unit
        right = [self._holds(part, way, first=first) for way in ways]
        if part.role is Role.VALUE:
            return [*right, False] if any(right) else None
        alone = part.role is not Role.LABEL or first or not any(right)
        return [*right, alone]

    def counts(self, unit: Unit) -> float:
        part = self._part[unit]
        role = part.role if part is not None else Role.OTHER
        return {Role.VALUE: MISSED_VALUE, Role.LABEL: MISSED_LABEL}.get(role, 1.0)

    def _holds(self, part: Part, way: Link, *, first: bool) -> bool:
        parent = self._part.get(way.parent)
        if parent is None:
            return False
        if way.relation in PAIRS:
            return part.role is Role.VALUE and parent == Part(Role.LABEL, part.number)
        return parent == part and not (part.role is Role.LABEL and first)


def links(pages: Iterable[Page]) -> Choices:
    """Ways to see each text, by what it and the other text are by themselves."""
    found = Choices()
    for page in pages:
        for unit in page.free:
            ways = page.linker.ways(unit)
            right = page.right(unit, ways)
            if right is not None:
                features = [*(way.features for way in ways), page.linker.alone(unit)]
                found.add(features, right, counts=page.counts(unit))
    return found


def context(pages: Iterable[Page], weights: Weights) -> Choices:
    """The same, by what the texts around are likely to be."""
    found = Choices()
    for page in pages:
        looks = [first_look(unit, page.linker, weights.links) for unit in page.free]
        around = Context(looks, page.columns)
        for look in looks:
            right = page.right(look.unit, look.ways)
            if right is not None:
                features = [*map(around.of_link, look.ways), around.of_alone(look.unit)]
                found.add(features, right, offsets=look.scores, counts=page.counts(look.unit))
    return found
