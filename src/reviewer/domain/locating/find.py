"""Finds all places of a text in a document."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate, islice

from reviewer.domain import dates
from reviewer.domain.locating import near
from reviewer.domain.locating.hit import Closeness, Hit
from reviewer.domain.locating.page_index import PageIndex, amount
from reviewer.domain.locating.query import Query

MOST = 2000
"""Places that are counted."""


def found(pages: Sequence[PageIndex], text: str, today: date, *, exact: bool = False) -> tuple[Hit, ...]:
    """All hits in reading order, also within words.

    Args:
        pages: in their order.
        text: what is looked for.
        today: tells the century of years of two digits.
        exact: only what is written just so, with case, accents and marks.
    """
    query = Query.of(text)
    if not query.text:
        return ()
    by_signs = not exact and bool(query.loose)
    hits: list[Hit] = []
    days = dates.readings(text, today) if by_signs else ()
    for page in pages:
        hits += _tolerant(page, query, days) if by_signs else _just_so(page, query.text, exact=exact)
        if len(hits) >= MOST:
            return tuple(hits[:MOST])
    if not hits and by_signs:
        hits = [hit for page in pages for hit in sorted(near.hits(page, query), key=_order)]
    return tuple(hits)


def _tolerant(page: PageIndex, query: Query, days: tuple[date, ...]) -> list[Hit]:
    hits: list[Hit] = []
    for track, signs in query.tracks(page):
        places = islice(query.occurrences(track.text, signs), MOST)
        made = (query.hit(page, track, at, len(signs), weighed=False) for at in places)
        hits += [hit for hit in made if hit is not None]
    value = amount(query.text)
    spans = [*(page.amounts.get(value, ()) if value is not None else ())]
    spans += [span for day in days for span in page.dates.get(day, ())]
    for first, last in spans:
        stop = len(page.words[last].text)
        hits.append(Hit(page.page, first, last, 0, stop, Closeness.VALUE, whole=True))
    return list(_apart(sorted(hits, key=_order)))


def _apart(hits: list[Hit]) -> Iterator[Hit]:
    """Hits without those that lie in one before them."""
    reached = (-1, 0)
    for hit in hits:
        if (hit.first, hit.start) >= reached:
            yield hit
            reached = (hit.last, hit.stop)


def _order(hit: Hit) -> tuple[int, int, int]:
    return hit.first, hit.start, hit.closeness


def _just_so(page: PageIndex, text: str, *, exact: bool) -> list[Hit]:
    """Hits of a text as it is written, or but for case; over the ends of lines too."""
    written = " ".join(word.text for word in page.words)
    starts = list(accumulate((len(word.text) + 1 for word in page.words), initial=0))
    if not exact and len(folded := written.casefold()) == len(written):
        written, text = folded, text.casefold()
    hits = []
    at = written.find(text)
    while at >= 0:
        first, last = bisect_right(starts, at) - 1, bisect_right(starts, at + len(text) - 1) - 1
        start, stop = at - starts[first], at + len(text) - starts[last]
        whole = stop == len(page.words[last].text)
        hits.append(Hit(page.page, first, last, start, stop, Closeness.SAME, whole=whole))
        at = written.find(text, at + len(text))
    return hits
