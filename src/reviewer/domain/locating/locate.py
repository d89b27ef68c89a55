"""Finds the places that somebody may mean who types a text into a field."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
from rapidfuzz.distance import Levenshtein

from reviewer.domain import dates
from reviewer.domain.field import Region
from reviewer.domain.geometry import bounds
from reviewer.domain.locating import near
from reviewer.domain.locating.cut import place_of
from reviewer.domain.locating.hit import Closeness, Hit, Place
from reviewer.domain.locating.page_index import PageIndex, Track, amount
from reviewer.domain.locating.query import Query
from reviewer.domain.locating.signs import spelled

LEAST = 2
"""Letters or figures from which a text is looked for."""

LONGEST = 1_000
"""Letters up to which a text is looked for: what is longer was pasted from elsewhere."""

MOST = 30
"""Places that are listed."""

_ENOUGH = 100
"""Hits of a page that are weighed against each other."""

_SHORT = 10
"""Letters up to which one sign may differ in a small edit; two in longer texts."""


class Wanted(msgspec.Struct, frozen=True):
    """What is looked for.

    Attributes:
        text: as typed.
        page: that is shown; its places come first, then those of the pages after it.
        own: where the value stands already.
        label: of its field: a place on a line that has it is the likelier one.
    """

    text: str
    page: int = 0
    own: tuple[Region, ...] = ()
    label: str = ""


def located(pages: Sequence[PageIndex], wanted: Wanted, today: date, most: int = MOST) -> tuple[Place, ...]:
    """The places whose words begin with the whole of a text, the likeliest first.

    None for less than two signs, and for more than `LONGEST` letters.

    Args:
        pages: in their order.
        wanted: what is looked for.
        today: tells the century of years of two digits.
        most: how many places.
    """
    query = Query.of(wanted.text if len(wanted.text) <= LONGEST else "")
    if len(query.loose) < LEAST:
        return ()
    days = dates.readings(wanted.text, today)
    ordered = [*(each for each in pages if each.page >= wanted.page), *(p for p in pages if p.page < wanted.page)]
    found: list[Place] = []
    for page in ordered:
        found += _of_page(page, query, days, wanted, most - len(found))
        if len(found) >= most:
            return tuple(found)
    if not found and not days:
        for page in ordered:
            found += _ranked(page, near.hits(page, query), wanted, most - len(found))
    return tuple(found)


def is_small_edit(before: str, after: str) -> bool:
    """Whether a text is another one with a sign or two put right, rather than a text of its own."""
    one, other = before, after
    if max(len(before), len(after)) <= LONGEST:
        one, other = spelled(before).plain or before, spelled(after).plain or after
    most = 1 if max(len(one), len(other)) <= _SHORT else 2
    return bool(one) and Levenshtein.distance(one, other, score_cutoff=most) <= most


def _of_page(page: PageIndex, query: Query, days: tuple[date, ...], wanted: Wanted, most: int) -> list[Place]:
    hits: dict[tuple[int, int], Hit] = {}
    for track, signs in query.tracks(page):
        for hit in _beginning(page, track, query, signs):
            hits.setdefault((hit.first, hit.start), hit)
    value = amount(query.text)
    spans = [*(page.amounts.get(value, ()) if value is not None else ())]
    spans += [span for day in days for span in page.dates.get(day, ())]
    for first, last in spans:
        start = next(iter(page.spelled(first).places), 0)
        known = hits.get((first, start))
        if known is None or known.closeness > Closeness.VALUE:
            stop = len(page.words[last].text)
            hits[first, start] = Hit(page.page, first, last, start, stop, Closeness.VALUE, whole=True)
    return _ranked(page, list(hits.values()), wanted, most)


def _beginning(page: PageIndex, track: Track, query: Query, signs: str) -> Iterator[Hit]:
    """Hits that begin with a word, else with a part of one; those that end with a word are kept before others."""
    words: list[tuple[bool, int]] = []
    parts: list[tuple[bool, int]] = []
    for start in query.occurrences(track.text, signs):
        if start in track.begins:
            words.append((not track.ends(start + len(signs)), start))
        elif start in track.parts and len(parts) < _ENOUGH:
            parts.append((not track.ends(start + len(signs)), start))
    if len(words) > _ENOUGH:
        words.sort()
    for _, start in (*words[:_ENOUGH], *parts[: _ENOUGH - len(words)]):
        hit = query.hit(page, track, start, len(signs))
        if hit is not None:
            yield hit


def _ranked(page: PageIndex, hits: list[Hit], wanted: Wanted, most: int) -> list[Place]:
    """The own place first, then by closeness; whole words before beginnings, and lines that have the label."""
    boxes = [bounds(region.polygon) for region in wanted.own if region.page == page.page and region.polygon]
    label = [spelled(word).loose for word in wanted.label.split() if len(word) > LEAST]
    label = [word for word in label if word in page.loose.text]  # looking beside each hit takes the most of the time
    labeled: dict[int, bool] = {}

    def own(hit: Hit) -> bool:
        center = bounds(page.words[hit.first].polygon).center if boxes else (0.0, 0.0)
        return any(box.holds(center) for box in boxes)

    def rank(hit: Hit) -> tuple[object, ...]:
        if hit.first not in labeled:
            beside = page.levels.beside((hit.first,)) if label else ()
            signs = " ".join(page.spelled(number).loose for number in beside)
            labeled[hit.first] = any(word in signs for word in label)
        inner = any(map(str.isalnum, page.words[hit.first].text[: hit.start]))
        return (not own(hit), hit.closeness, inner, not hit.whole, not labeled[hit.first], hit.first, hit.start)

    return [place_of(page, hit, own=own(hit)) for hit in sorted(hits, key=rank)[:most]]
