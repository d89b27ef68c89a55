"""What turning, moving and leaving out pages makes of a document, before it is a step."""

from collections.abc import Collection, Mapping, Sequence

from reviewer.domain.document import Page
from reviewer.domain.step import Turn
from reviewer.errors import ReviewerError
from reviewer.services.paging import turn_of


def turns(pages: Sequence[Page], places: Sequence[int], degrees: int) -> tuple[Turn, ...]:
    """How pages at some places are turned clockwise by a multiple of 90 degrees."""
    found = (turn_of(at, pages[at], pages[at].rotation + degrees, pages[at].skew) for at in places)
    return tuple(turn for turn in found if turn.after != turn.before)


def straightened(pages: Sequence[Page], skews: Mapping[int, float]) -> tuple[Turn, ...]:
    """How pages are turned besides: by place, degrees clockwise in all."""
    found = (turn_of(at, pages[at], pages[at].rotation, skew) for at, skew in skews.items())
    return tuple(turn for turn in found if turn.skew_after != turn.skew_before)


def moved(count: int, places: Collection[int], to: int) -> tuple[int, ...]:
    """The order of so many pages in which some stand together, in their order, before the page that is at `to` now."""
    moving = sorted(set(places))
    others = [at for at in range(count) if at not in set(places)]
    before = sum(at < to for at in others)
    return (*others[:before], *moving, *others[before:])


def without(count: int, places: Collection[int]) -> tuple[int, ...]:
    """The order of so many pages when some are left out.

    Raises:
        ReviewerError: no page would be left.
    """
    order = tuple(at for at in range(count) if at not in set(places))
    if not order:
        raise ReviewerError("A document needs a page.", "Delete the document instead.", code="last_page")
    return order
