"""Going over the words of a page by arrows, as they are seen. Pure geometry; turned pages are walked as they stand."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Final

from reviewer.domain.geometry import Box, Point
from reviewer.ui.canvas.transform import PageTransform
from reviewer.ui.canvas.words import Words

_ASIDE: Final = 0.15
"""What lies aside of the way counts this much: a word straight below is nearer than one of the next column."""

_SAME_ROW: Final = 0.4
"""Of the lower of two words: how much of it must stand beside the other for both to be on one row."""

_BEGIN: Final = 4.0
"""Heights of a word that are looked at first; twice as far each time that nothing is found."""


class Way(Enum):
    """Where an arrow points, on the screen."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)

    @property
    def across(self) -> int:
        return int(self.value[0])

    @property
    def down(self) -> int:
        return int(self.value[1])


class WordWalk:
    """The words of one page in the scene.

    Args:
        words: of the page.
        transform: of the page as it is turned now.
    """

    def __init__(self, words: Words, transform: PageTransform) -> None:
        self._words = words
        self._transform = transform

    def box(self, number: int) -> Box:
        """Where a word stands in the scene."""
        return self._transform.box_to_scene(self._words.grid.boxes[number])

    def beside(self, number: int, way: Way, goal: float | None = None) -> int:
        """The next word that way; the same one at the end.

        Args:
            number: of the word to go from.
            way: where to.
            goal: going up or down, the place across to stay near; else the word's middle.
        """
        if way.across:
            found = self._on_row(number, way)
            return self._in_order(number, way) if found is None else found
        x = self.box(number).center[0] if goal is None else goal
        found = self._row_beyond(number, way, x)
        return number if found is None else found

    def row(self, number: int) -> list[int]:
        """The words on the row of a word, from left to right."""
        here = self.box(number)
        width = self._transform.size[0]
        found = [at for at in self._near(Box(0, here.top, width, here.bottom)) if _beside(here, self.box(at))]
        return sorted(found, key=lambda at: self.box(at).left)

    def on_one_row(self, one: int, other: int) -> bool:
        """Whether two words stand beside each other."""
        return _beside(self.box(one), self.box(other))

    def nearest(self, place: Point) -> int | None:
        """The word nearest to a place of the scene."""

        def off(number: int) -> float:
            box = self.box(number)
            x = max(box.left - place[0], 0.0, place[0] - box.right)
            y = max(box.top - place[1], 0.0, place[1] - box.bottom)
            return x * x + y * y

        reach = 40.0
        while True:
            found = self._near(Box(*place, *place).grown(reach, reach))
            best = min(found, key=off, default=None)
            if best is not None and off(best) <= reach * reach:
                return best
            if reach > 2 * max(self._transform.size):
                return best
            reach *= 3

    def first_in(self, area: Box) -> int | None:
        """The first word, in reading order, whose middle lies in an area of the scene."""
        return next((at for at in sorted(self._near(area)) if area.holds(self.box(at).center)), None)

    def within(self, area: Box) -> list[int]:
        """The words whose middle lies in an area of the scene, in reading order."""
        return [at for at in sorted(self._near(area)) if area.holds(self.box(at).center)]

    # Within

    def _on_row(self, number: int, way: Way) -> int | None:
        row = self.row(number)
        at = row.index(number) + way.across
        return row[at] if 0 <= at < len(row) else None

    def _in_order(self, number: int, way: Way) -> int:
        """Over the end of a row: as it is read, where that leads to another row."""
        following = number + way.across
        count = len(self._words.words)
        if 0 <= following < count and not _beside(self.box(number), self.box(following)):
            return following
        beyond = self._row_beyond(number, Way.DOWN if way is Way.RIGHT else Way.UP, self.box(number).center[0])
        if beyond is None:
            return number
        row = self.row(beyond)
        return row[0] if way is Way.RIGHT else row[-1]

    def _row_beyond(self, number: int, way: Way, x: float) -> int | None:
        """The word above or below that is nearest, straight ahead before aside."""
        here = self.box(number)
        width, height = self._transform.size
        reach = max(1.0, _BEGIN * here.height)
        while True:
            top = here.center[1] if way is Way.DOWN else here.center[1] - reach
            area = Box(0.0, top, width, top + reach)
            found = [at for at in self._near(area) if at != number and self._lies(here, self.box(at), way)]
            best = _least(found, lambda at: self._cost(here, self.box(at), x))
            if (best is not None and best[0] <= reach) or reach > 2 * height:
                return None if best is None else best[1]
            reach *= 2

    @staticmethod
    def _lies(here: Box, box: Box, way: Way) -> bool:
        return (box.center[1] - here.center[1]) * way.down > 0 and not _beside(here, box)

    @staticmethod
    def _cost(here: Box, box: Box, x: float) -> float:
        aside = max(box.left - x, 0.0, x - box.right)
        return abs(box.center[1] - here.center[1]) + _ASIDE * aside

    def _near(self, area: Box) -> list[int]:
        """Numbers of the words that may touch an area of the scene."""
        return self._words.grid.near(self._transform.box_to_page(area))


def _beside(one: Box, other: Box) -> bool:
    """Whether two words stand on one row."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= _SAME_ROW * min(one.height, other.height)


def _least(numbers: Iterable[int], cost: Callable[[int], float]) -> tuple[float, int] | None:
    return min(((cost(number), number) for number in numbers), default=None)
