"""Boxes to tick: which text is the option of each, and which question a group of them answers."""

from collections.abc import Iterator, Sequence
from statistics import median

from reviewer.extraction.pairing.drawn import Tick
from reviewer.extraction.pairing.kinds import like_label
from reviewer.extraction.pairing.unit import Unit
from reviewer.extraction.pairing.units import Units

_OPTION = 3.0  # heights between a box and its option
_JOINED = 1.2  # heights between two parts of one option
_ROW = 2.4  # heights between two options under each other
_ALIGNED = 0.6  # heights
_MOST_ROWS = 20


class Option:
    """A box and the text beside it."""

    __slots__ = ("tick", "units")

    def __init__(self, tick: Tick, units: list[Unit]) -> None:
        self.tick = tick
        self.units = units


class Group:
    """Boxes that answer one question; without a question each stands for itself."""

    __slots__ = ("options", "question", "row")

    def __init__(self, row: int, question: Unit | None, options: list[Option]) -> None:
        self.row = row
        self.question = question
        self.options = options

    @property
    def used(self) -> Iterator[Unit]:
        if self.question is not None:
            yield self.question
        for option in self.options:
            yield from option.units


def groups_of(units: Units) -> list[Group]:
    """The groups of all boxes of a document, in reading order."""
    left = _options_are_left(units)
    found: list[Group] = []
    for number, ticks in enumerate(units.ticks):
        if ticks:
            found.extend(_of_row(units, number, ticks, left=left))
    return _with_questions_above(_columns(found, units), units)


def _options_are_left(units: Units) -> bool:
    """Whether the text of a box stands left of it: the nearer side counts, over the whole document."""
    right: list[float] = []
    left: list[float] = []
    for number, ticks in enumerate(units.ticks):
        for tick in ticks:
            after = [
                unit.box.left - tick.box.right for unit in units.rows[number] if unit.box.left >= tick.box.center[0]
            ]
            before = [
                tick.box.left - unit.box.right for unit in units.rows[number] if unit.box.right <= tick.box.center[0]
            ]
            right.append(min(after, default=9.0))
            left.append(min(before, default=9.0))
    return bool(right) and median(left) < 0.8 * median(right)


def _of_row(units: Units, number: int, ticks: Sequence[Tick], *, left: bool) -> Iterator[Group]:
    row = units.rows[number]
    taken: dict[int, list[Unit]] = {}
    used: set[Unit] = set()
    for at in range(len(ticks)):
        there = _left_of(units, row, ticks, at) if left else _right_of(units, row, ticks, at)
        taken[at] = [unit for unit in there if unit not in used]
        used.update(taken[at])
    group: Group | None = None
    for at, tick in enumerate(ticks):
        start = ticks[at - 1].box.right if at else -9.0
        free = [unit for unit in row if unit not in used and start <= unit.box.center[0] < tick.box.left]
        question = free[-1] if free and like_label(free[-1].text) else None
        if group is None or question is not None:
            if group is not None:
                yield group
            group = Group(number, question, [])
        group.options.append(Option(tick, taken[at]))
    if group is not None:
        yield group


def _right_of(units: Units, row: Sequence[Unit], ticks: Sequence[Tick], at: int) -> list[Unit]:
    end = ticks[at + 1].box.left if at + 1 < len(ticks) else 99.0
    there = [unit for unit in row if ticks[at].box.center[0] <= unit.box.left and unit.box.center[0] < end]
    if not there or there[0].box.left - ticks[at].box.right > _OPTION * units.height:
        return []
    option = there[:1]
    for unit in there[1:]:
        if unit.box.left - option[-1].box.right > _JOINED * units.height or option[-1].colon:
            break
        option.append(unit)
    return option


def _left_of(units: Units, row: Sequence[Unit], ticks: Sequence[Tick], at: int) -> list[Unit]:
    start = ticks[at - 1].box.right if at else -9.0
    there = [unit for unit in row if start <= unit.box.center[0] and unit.box.right <= ticks[at].box.center[0]]
    near = there and ticks[at].box.left - there[-1].box.right <= _OPTION * units.height
    return there[-1:] if near else []


def _columns(groups: Sequence[Group], units: Units) -> list[Group]:
    """Options under each other are one group, when only the first row has a question."""
    kept: list[Group] = []
    for group in groups:
        above = next((one for one in reversed(kept[-6:]) if _goes_on(one, group, units)), None)
        if above is None:
            kept.append(group)
        else:
            above.options.extend(group.options)
    return kept


def _goes_on(one: Group, group: Group, units: Units) -> bool:
    if group.question is not None or one.row == group.row or len(one.options) > _MOST_ROWS:
        return False
    last, first = one.options[-1].tick.box, group.options[0].tick.box
    near = 0 < first.center[1] - last.center[1] < _ROW * units.height
    aligned = any(abs(option.tick.box.left - first.left) < _ALIGNED * units.height for option in one.options)
    return near and aligned and _page(one) == _page(group)


def _page(group: Group) -> int | None:
    return next((unit.page for unit in group.used), None)


def _with_questions_above(groups: Sequence[Group], units: Units) -> list[Group]:
    for group in groups:
        if group.question is None and len(group.options) > 1:
            group.question = _question_above(group, units)
    return list(groups)


def _question_above(group: Group, units: Units) -> Unit | None:
    if group.row == 0 or units.ticks[group.row - 1]:
        return None
    first = group.options[0].tick.box
    for unit in units.rows[group.row - 1]:
        asks = unit.colon or unit.text.rstrip().endswith("?") or unit.known > 0.7
        near = first.top - unit.box.bottom < 1.2 * units.height
        if asks and near and -4 * units.height < first.left - unit.box.left < 12 * units.height:
            return unit
    return None
