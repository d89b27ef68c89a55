"""The shapes of the shown page's values, kept in step with them: a step that changes one value makes one anew."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from reviewer.domain.changed import differing
from reviewer.domain.doubt import Band, Judgement
from reviewer.domain.field import Mark, Value
from reviewer.domain.geometry import Polygon
from reviewer.domain.revision import Entry
from reviewer.ui.canvas.targets import Regions
from reviewer.ui.look import lines
from reviewer.ui.look.lines import Line

_FEW = 8
"""When more places than this change, all are put in order anew, which is faster for many."""


@dataclass(frozen=True)
class Shape:
    """The regions of one value on the page, and the line that says how sure it is."""

    polygons: tuple[Polygon, ...]
    line: Line


class Shapes:
    """Follows the values of one page.

    Attributes:
        entries: of the document, as they were followed last.
        shown: the shape of each value that has a place on the page, by entry id.
        regions: the same, to be found by place.
    """

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Another document or page is shown."""
        self.entries: Mapping[str, Entry] = {}
        self._judgements: Mapping[str, Judgement] = {}
        self.shown: dict[str, Shape] = {}
        self.regions = Regions({})

    def differing(self, entries: Mapping[str, Entry], judgements: Mapping[str, Judgement]) -> set[str]:
        """Ids of the values that came, went or are other ones now."""
        return differing(self.entries, entries) | differing(self._judgements, judgements)

    def follow(
        self,
        changed: Set[str],
        entries: Mapping[str, Entry],
        judgements: Mapping[str, Judgement],
        page: int,
    ) -> set[str]:
        """Make those shapes anew. Returns those that stand elsewhere now, or nowhere.

        Args:
            changed: ids, as `differing` found them.
            entries: by id.
            judgements: by the entry's id.
            page: index of the page.
        """
        self.entries, self._judgements = entries, judgements
        moved = {entry_id for entry_id in changed if self._make(entry_id, page)}
        if len(moved) > _FEW:
            self.regions = Regions({entry_id: shape.polygons for entry_id, shape in self.shown.items()})
        else:
            for entry_id in moved:
                shape = self.shown.get(entry_id)
                self.regions.put(entry_id, () if shape is None else shape.polygons)
        return moved

    def _make(self, entry_id: str, page: int) -> bool:
        """Make, change or drop the shape of an entry. True when its place changed."""
        entry, before = self.entries.get(entry_id), self.shown.pop(entry_id, None)
        regions = () if entry is None else entry.value.regions
        polygons = tuple(region.polygon for region in regions if region.page == page)
        if entry is not None and polygons:
            self.shown[entry_id] = Shape(polygons, line_of_value(entry.value, self._judgements[entry_id].band))
        return polygons != (() if before is None else before.polygons)


def line_of_value(value: Value, band: Band) -> Line:
    """The line of a value that is not the active one."""
    if value.conflict is not None:
        return Line.PROPOSAL
    if value.mark is Mark.UNREADABLE:
        return Line.UNREADABLE
    return Line.BLANK if value.mark is Mark.BLANK else lines.line_of(band)
