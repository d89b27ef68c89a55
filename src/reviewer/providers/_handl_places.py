"""Where values of Handl stand, and which part of the file each document is.

Whether its coordinates mean the file as it was sent or the document cut out of it is not published; they are taken as
pixels of the page that was sent (of a PDF: drawn at the resolution that was asked for). That is here, and nowhere else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from reviewer.domain.bundle import Part
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, bounds_of
from reviewer.providers._json import mapping, text, whole
from reviewer.providers._places import polygons, regions, scaled
from reviewer.providers.base import Sent

_PDF_DPI = 300
"""Of the sizes in `Sent`."""
Json = Mapping[str, Any]


@dataclass
class Pages:
    """The pages that were sent, and the page of each item; it notes what could not be placed.

    Attributes:
        sizes: width and height by page in the pixels of the answer; empty when they are not known.
        of_items: the page of each item, None where the answer does not say.
    """

    sizes: tuple[tuple[float, float], ...]
    of_items: tuple[int | None, ...]
    _without_size: bool = False
    _outside: bool = False

    @classmethod
    def of(cls, sent: Sent, items: Sequence[Json]) -> "Pages":
        """The pages of an answer."""
        dpi = text(sent.noted.get("dpi"))
        factor = int(dpi) / _PDF_DPI if dpi.isascii() and dpi.isdecimal() and 0 < int(dpi) < 100_000 else 1.0
        sizes = tuple((size.width * factor, size.height * factor) for size in sent.pages)
        return cls(sizes, _pages_of(items, len(sizes)))

    def page(self, item: int) -> int:
        """The page of an item, the first one when the answer does not say."""
        return self.of_items[item] or 0

    def regions(self, coords: Any, page: int) -> tuple[Region, ...]:
        """Places on a page; both depths of lists are accepted."""
        found = polygons(coords)
        if not found:
            return ()
        if page >= len(self.sizes):
            self._without_size = True
            return ()
        placed = regions(page, [scaled(points, *self.sizes[page]) for points in found])
        self._outside |= len(placed) < len(found)
        return placed

    def messages(self) -> list[str]:
        """What the operator is told of places, each once."""
        found = []
        if len(self.sizes) > 1 and any(page is None for page in self.of_items):
            found.append("Handl does not say on which page its documents stand: their places are shown on page 1.")
        if self._without_size:
            found.append("Places are left out: they are in pixels, and the size of the page is not known.")
        if self._outside:
            found.append("Some places are left out: they do not lie on the page.")
        return found


def parts_of(wanted: Sequence[int], items: Sequence[Json], pages: Pages) -> tuple[Part, ...]:
    """The parts of the file that the wanted ones of the items are, when that can be told; else nothing."""
    if len(wanted) < 2 or (len(pages.sizes) > 1 and any(pages.of_items[at] is None for at in wanted)):
        return ()
    parts: list[Part] = []
    for page in sorted({pages.page(at) for at in wanted}):
        here = [items[at] for at in wanted if pages.page(at) == page]
        if len(here) == 1:
            parts.append(Part((page,)))
            continue
        areas = _areas(here, page, pages)
        if areas is None:
            return ()
        parts += [Part((page,), area) for area in areas]
    return tuple(parts)


def _pages_of(items: Sequence[Json], count: int) -> tuple[int | None, ...]:
    """The page of each item, from 0. Whether the service counts from 0 or from 1 is not published: the numbers tell."""
    told = [_page(item) for item in items]
    known = [page for page in told if page is not None]
    first = 1 if known and count and 0 not in known and max(known) == count else 0
    return tuple(None if page is None or not 0 <= page - first < max(count, 1) else page - first for page in told)


def _page(item: Json) -> int | None:
    inner = whole(mapping(item.get("document")).get("page"))
    return whole(item.get("page")) if inner is None else inner


def _areas(items: Sequence[Json], page: int, pages: Pages) -> list[Box] | None:
    """The part of a page that each of several documents takes: what the answer says, else the page cut between them."""
    told = [_box(pages.regions(_outline(item), page)) for item in items]
    if all(box is not None for box in told):
        return [_on_page(box) for box in told if box is not None]
    around = [_box(_all_regions(item, page, pages)) for item in items]
    known = [box for box in around if box is not None]
    if len(known) < len(items):
        return None
    return _between(known, down=True) or _between(known, down=False)


def _outline(item: Json) -> Any:
    return mapping(item.get("document")).get("coords") or item.get("coords")


def _all_regions(item: Json, page: int, pages: Pages) -> tuple[Region, ...]:
    fields = mapping(item.get("fields")).values()
    return tuple(region for one in fields for region in pages.regions(mapping(one).get("coords"), page))


def _box(found: Iterable[Region]) -> Box | None:
    outlines = [region.polygon for region in found]
    return bounds_of(outlines) if outlines else None


def _on_page(box: Box) -> Box:
    left, top, right, bottom = (min(1.0, max(0.0, side)) for side in (box.left, box.top, box.right, box.bottom))
    return Box(left, top, right, bottom)


def _between(boxes: Sequence[Box], *, down: bool) -> list[Box] | None:
    """The page cut in the middle of the gaps between boxes; None when they overlap in that direction."""
    ends = [(box.top, box.bottom) if down else (box.left, box.right) for box in boxes]
    order = sorted(range(len(boxes)), key=lambda at: ends[at])
    cuts = [0.0]
    for one, other in pairwise(order):
        if ends[one][1] > ends[other][0]:
            return None
        cuts.append((ends[one][1] + ends[other][0]) / 2)
    cuts.append(1.0)
    if any(end <= start for start, end in pairwise(cuts)):
        return None
    areas = dict(zip(order, pairwise(cuts), strict=True))
    return [
        Box(0.0, areas[at][0], 1.0, areas[at][1]) if down else Box(areas[at][0], 0.0, areas[at][1], 1.0)
        for at in range(len(boxes))
    ]
