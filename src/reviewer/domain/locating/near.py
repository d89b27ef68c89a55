"""Places that have what is looked for but for a sign or two, whatever was misread: tried when nothing else is found."""

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from reviewer.domain.locating.hit import Closeness, Hit
from reviewer.domain.locating.page_index import PageIndex
from reviewer.domain.locating.query import Query

LEAST = 5
"""Signs from which one may differ."""

_MORE = 9
_LONG_NUMBER = 8
_MOST_TRIES = 4000


def hits(page: PageIndex, query: Query) -> list[Hit]:
    """Hits that begin with a word.

    Of a text with some wrong signs, cut into one piece more than there may be wrong ones, one piece is right: it leads
    to the places that are compared as a whole.
    """
    length, wrong = len(query.loose), _wrong(query)
    if not wrong:
        return []
    found: dict[int, Hit] = {}
    for start in dict.fromkeys(_starts(page, query, wrong)):  # several pieces lead to the same word
        number = page.loose.word_at(start)
        if number in found:
            continue
        size = _fitting(page.loose.text[start : start + length + wrong], query.loose, wrong)
        hit = query.hit(page, page.loose, start, size) if size else None
        if hit is not None:
            found[number] = Hit(hit.page, hit.first, hit.last, hit.start, hit.stop, Closeness.NEAR, hit.whole)
    return list(found.values())


def _wrong(query: Query) -> int:
    """How many signs may differ: fewer among figures, for another figure makes another number."""
    length = len(query.plain)
    if 2 * sum(map(str.isdigit, query.plain)) > length:
        return 1 if length >= _LONG_NUMBER else 0
    return 0 if length < LEAST else 1 if length < _MORE else 2


def _starts(page: PageIndex, query: Query, wrong: int) -> Iterator[int]:
    """Where words begin around the pieces of the query."""
    signs, track = query.loose, page.loose
    size = len(signs) // (wrong + 1)
    tries = 0
    for piece in range(wrong + 1):
        offset = piece * size
        end = len(signs) if piece == wrong else offset + size
        for at in query.occurrences(track.text, signs[offset:end]):
            tries += 1
            if tries > _MOST_TRIES:
                return
            for start in range(at - offset - wrong, at - offset + wrong + 1):
                if start in track.begins:
                    yield start


def _fitting(text: str, signs: str, wrong: int) -> int:
    """How many signs of a text are most like those looked for; 0 when none are like enough."""
    if Levenshtein.distance(text[: len(signs)], signs, score_cutoff=2 * wrong) > 2 * wrong:
        return 0  # so is none that is longer or shorter by as many as may be wrong
    best, size = wrong + 1, 0
    for length in range(min(len(text), len(signs) + wrong), len(signs) - wrong - 1, -1):
        distance = Levenshtein.distance(text[:length], signs, score_cutoff=wrong)
        if distance < best or (distance == best and length == len(signs)):
            best, size = distance, length
    return size if best <= wrong else 0
