"""Pages of a document in another order, or fewer of them; and what stands on them, which follows them."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from reviewer.domain.bundle import Bundle, Part
from reviewer.domain.document import Document, Original, Page
from reviewer.domain.field import Alternative, Region, Value
from reviewer.domain.revision import Entry

Places = Mapping[int, int]
"""Where pages have gone: place before, place after. A page that is not in it has gone for good."""


class Arrangement(msgspec.Struct, frozen=True, omit_defaults=True):
    """Another order of the pages of a document, or some of them left out.

    Attributes:
        count: how many pages there were.
        order: for each page that there is after it, its place before.
        gone: the pages that are left out, in the order in which they stood; what undoing it brings back.
        originals: the files that go with them.
    """

    count: int
    order: tuple[int, ...]
    gone: tuple[Page, ...] = ()
    originals: tuple[Original, ...] = ()

    @classmethod
    def of(cls, document: Document, order: Sequence[int]) -> "Arrangement":
        """The arrangement that brings the pages of a document into an order.

        Args:
            document: as it is.
            order: places among its pages, each at most once, at least one.

        Raises:
            ValueError: there is no such place, or one is named twice, or no page is left.
        """
        pages, kept = document.pages, set(order)
        if not order or len(kept) != len(order) or not kept <= set(range(len(pages))):
            raise ValueError("an order names each page at most once, and at least one")
        used = {pages[at].original for at in kept}
        return cls(
            len(pages),
            tuple(order),
            tuple(page for at, page in enumerate(pages) if at not in kept),
            tuple(original for original in document.originals if original.sha256 not in used),
        )

    @property
    def left_out(self) -> tuple[int, ...]:
        """The places of the pages that are left out."""
        kept = set(self.order)
        return tuple(at for at in range(self.count) if at not in kept)

    def places(self, *, back: bool = False) -> dict[int, int]:
        """Where each page goes; with `back`, when it is undone."""
        if back:
            return dict(enumerate(self.order))
        return {before: after for after, before in enumerate(self.order)}

    def fits(self, count: int, *, back: bool = False) -> bool:
        """Whether a document of so many pages can be brought into this order; with `back`, out of it."""
        return count == (len(self.order) if back else self.count)

    def arranged(self, document: Document, *, back: bool = False) -> Document:
        """The document with its pages in this order; with `back`, as they stood before, each as it is now.

        Raises:
            ValueError: it has other pages than this is about.
        """
        if not self.fits(len(document.pages), back=back):
            raise ValueError("the document has other pages than this is about")
        if back:
            stood = dict(zip(self.left_out, self.gone, strict=True))
            stood.update(zip(self.order, document.pages, strict=True))
            pages = tuple(stood[at] for at in range(self.count))
        else:
            pages = tuple(document.pages[at] for at in self.order)
        known = {original.sha256: original for original in (*self.originals, *document.originals)}
        files = tuple(known[sha256] for sha256 in dict.fromkeys(page.original for page in pages))
        return replace(document, pages=pages, originals=files)


def moved_regions(regions: tuple[Region, ...], places: Places) -> tuple[Region, ...]:
    """Regions on the pages where they are now; those of pages that have gone are left out."""
    if all(places.get(region.page) == region.page for region in regions):
        return regions
    return tuple(Region(places[region.page], region.polygon) for region in regions if region.page in places)


def moved_value(value: Value, places: Places) -> Value:
    """A value whose places, and those of other readings, have gone with their pages. An unmoved one is the same."""
    regions = moved_regions(value.regions, places)
    alternatives = tuple(found for each in value.alternatives if (found := _alternative(each, places)) is not None)
    conflict = None if value.conflict is None else _alternative(value.conflict, places)
    if regions is value.regions and alternatives == value.alternatives and conflict == value.conflict:
        return value
    value = replace(value, regions=regions, alternatives=alternatives, conflict=conflict)
    lost = value.edges and (not regions or len(regions) < len(value.regions))
    return replace(value, edges=()) if lost else value


def moved_entries(entries: Mapping[str, Entry], places: Places) -> dict[str, Entry]:
    """Entries whose values have gone with their pages."""
    return {entry_id: _entry(entry, places) for entry_id, entry in entries.items()}


def moved_removed(entries: Mapping[str, Entry], arrangement: Arrangement, *, back: bool = False) -> dict[str, Entry]:
    """What a person removed, known by where it stood: a new reading of that place must not bring it back.

    Pages that are left out get places below 0, the last ones from -1 down: undoing brings them back from there.

    Args:
        entries: that were removed.
        arrangement: of the pages.
        back: it is undone.
    """
    there, away = arrangement.places(back=back), arrangement.left_out

    def place(page: int) -> int:
        if page >= 0:
            return there[page] if page in there else -1 - away.index(page) if page in away else page
        if not back:
            return page - len(away)
        return away[-1 - page] if -page <= len(away) else page + len(away)

    return {
        entry_id: replace(entry, value=replace(entry.value, regions=_at(entry.value.regions, place)))
        for entry_id, entry in entries.items()
    }


def moved_bundle(bundle: Bundle | None, places: Places) -> Bundle | None:
    """What the pages seem to hold, when they have gone elsewhere; None when that is no longer several documents."""
    if bundle is None:
        return None
    parts = tuple(part for each in bundle.parts if (part := _part(each, places)).pages)
    return replace(bundle, parts=tuple(sorted(parts, key=lambda part: part.pages))) if len(parts) > 1 else None


def _at(regions: tuple[Region, ...], place: Callable[[int], int]) -> tuple[Region, ...]:
    return tuple(Region(place(region.page), region.polygon) for region in regions)


def _alternative(alternative: Alternative, places: Places) -> Alternative | None:
    """None for a text that stood on a page that has gone: nobody can look there any more."""
    regions = moved_regions(alternative.regions, places)
    if regions is alternative.regions:
        return alternative
    return replace(alternative, regions=regions) if regions else None


def _entry(entry: Entry, places: Places) -> Entry:
    value = moved_value(entry.value, places)
    return entry if value is entry.value else replace(entry, value=value)


def _part(part: Part, places: Places) -> Part:
    return replace(part, pages=tuple(sorted(places[page] for page in part.pages if page in places)))
