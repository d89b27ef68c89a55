"""What lies under the pointer, and what a click there means. No painting, no Qt."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from reviewer.domain.geometry import Box, Point, Polygon, bounds, bounds_of, contains
from reviewer.ui.canvas.grid import Grid, boxes_of
from reviewer.ui.canvas.words import Words

_SEVERAL_LINES = 1.9
"""A region this many times as high as a word holds several lines: a click on a word in it means the word."""


class Regions:
    """The regions of a page by the entry they belong to, to be found by place.

    Attributes:
        boxes: around the regions of each entry.
        changes: how often some came, moved or went.
    """

    def __init__(self, polygons: Mapping[str, tuple[Polygon, ...]]) -> None:
        self.changes = 0
        self._owners = [entry for entry, shapes in polygons.items() for _ in shapes]
        self._polygons = [shape for shapes in polygons.values() for shape in shapes]
        self._grid = Grid(boxes_of(self._polygons))
        self.boxes = {entry: bounds_of(shapes) for entry, shapes in polygons.items() if shapes}

    def put(self, entry: str, polygons: tuple[Polygon, ...]) -> None:
        """The regions of one entry are these now; none takes it away."""
        self.changes += 1
        for number in [number for number, owner in enumerate(self._owners) if owner == entry]:
            self._grid.drop(number)
            self._owners[number] = ""
        for shape in polygons:
            self._grid.add(bounds(shape))
            self._owners.append(entry)
            self._polygons.append(shape)
        self.boxes.pop(entry, None)
        if polygons:
            self.boxes[entry] = bounds_of(polygons)

    def at(self, point: Point, reach: tuple[float, float]) -> list[str]:
        """Ids of the entries with a region at a point, the smallest first."""
        x, y = point
        around = Box(x - reach[0], y - reach[1], x + reach[0], y + reach[1])
        found: dict[str, float] = {}
        for number in self._grid.touching(around):
            if self._covers(number, point, reach):
                entry = self._owners[number]
                found[entry] = self.boxes[entry].area
        return sorted(found, key=found.__getitem__)

    def within(self, area: Box) -> set[str]:
        """Ids of the entries with a region that touches an area."""
        return {self._owners[number] for number in self._grid.touching(area)}

    def near(self, area: Box) -> set[str]:
        """The same sooner: those that may touch it, and a few around."""
        owners = self._owners
        return {owners[number] for number in self._grid.near(area)}

    def about(self, area: Box) -> int:
        """About how many regions lie in an area."""
        return self._grid.about(area)

    def _covers(self, number: int, point: Point, reach: tuple[float, float]) -> bool:
        polygon, box = self._polygons[number], self._grid.boxes[number]
        if len(polygon) == 4:  # its frame is drawn a little outside and must be caught too
            box = box.grown(*reach)
            return box.left <= point[0] <= box.right and box.top <= point[1] <= box.bottom
        return contains(polygon, point)


class Meaning(Enum):
    """What a click does."""

    NOTHING = "nothing"
    SELECT = "select"
    TAKE = "take"
    APPEND = "append"


@dataclass(frozen=True)
class Target:
    """What a click at a place does.

    Attributes:
        entries: ids of the entries there, the smallest first.
        word: number of the word there, or None.
        meaning: of a plain click.
    """

    entries: tuple[str, ...] = ()
    word: int | None = None
    meaning: Meaning = Meaning.NOTHING


def target(
    regions: Regions,
    words: Words | None,
    point: Point,
    reach: tuple[float, float],
    *,
    active: str,
    shown: Callable[[str], bool],
    line_height: Callable[[Box], float],
) -> Target:
    """What a plain click at a point means.

    A region is selected. A word becomes the active field's value where no region has it, or where the region holds
    several lines and so is no answer to what was meant. In the active field's own region a click changes nothing.

    Args:
        regions: of the page.
        words: of the page, or None.
        point: in fractions of the page.
        reach: how far beside it a region may be hit, in fractions.
        active: id of the active entry, or empty.
        shown: whether an entry's region can be seen.
        line_height: of a box as it stands on the screen; the height of turned pages is across.
    """
    entries = tuple(entry for entry in regions.at(point, reach) if shown(entry))
    word = words.at(point) if words is not None else None
    if not entries:
        return Target((), word, Meaning.NOTHING if word is None or not active else Meaning.TAKE)
    if word is None or words is None or not active or entries[0] == active:
        return Target(entries, word, Meaning.SELECT)
    high = line_height(regions.boxes[entries[0]]) >= _SEVERAL_LINES * line_height(words.grid.boxes[word])
    return Target(entries, word, Meaning.TAKE if high else Meaning.SELECT)


class Cycle:
    """Clicking the same place again goes to the next larger region there."""

    def __init__(self) -> None:
        self._place: Point | None = None
        self._last = ""

    def next(self, entries: Iterable[str], place: Point, near: Callable[[Point, Point], bool]) -> str:
        """The entry to select: the smallest, or at the same place the one after the last."""
        found = list(entries)
        chosen = found[(found.index(self._last) + 1) % len(found)] if self.again(found, place, near) else found[0]
        self._place, self._last = place, chosen
        return chosen

    def again(self, entries: Collection[str], place: Point, near: Callable[[Point, Point], bool]) -> bool:
        """Whether a click there goes on from one of these, and so cannot mean a word."""
        return len(entries) > 1 and self._place is not None and near(self._place, place) and self._last in entries

    def forget(self) -> None:
        self._place, self._last = None, ""
