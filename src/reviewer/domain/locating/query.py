"""A text that is looked for."""

from collections.abc import Iterator

import msgspec

from reviewer.domain.locating.hit import Closeness, Hit
from reviewer.domain.locating.page_index import PageIndex, Track
from reviewer.domain.locating.signs import ONES, spelled, written

_BEFORE = "([{<\"'“‘«„-+€$£¥₹#"


class Query(msgspec.Struct, frozen=True):
    """What is looked for, as it is compared.

    Attributes:
        text: as typed, one blank between words.
        plain, loose, tight: see `Spelled`.
        written: with its marks, without case, accents and blanks, and what stands before its first letter or figure.
        breaks: places in `loose` and in `tight` at which a word of it ends: only there may a line end.
    """

    text: str
    plain: str
    loose: str
    tight: str
    written: str
    breaks: frozenset[int]
    tight_breaks: frozenset[int]

    @classmethod
    def of(cls, text: str) -> "Query":
        """The query for a text."""
        words = [spelled(word) for word in text.split()]
        return cls(
            " ".join(text.split()),
            "".join(word.plain for word in words),
            "".join(word.loose for word in words),
            "".join(word.tight for word in words),
            written("".join(text.split())).lstrip(_BEFORE),
            _ends([word.loose for word in words]),
            _ends([word.tight for word in words]),
        )

    def occurrences(self, text: str, signs: str) -> Iterator[int]:
        """Where signs stand in a text."""
        at = text.find(signs)
        while at >= 0:
            yield at
            at = text.find(signs, at + 1)

    def tracks(self, page: PageIndex) -> tuple[tuple[Track, str], ...]:
        """The tracks of a page to be looked through, and for what: the second only where it may find more."""
        loose = (page.loose, self.loose)
        return (loose, (page.tight, self.tight)) if ONES & set(self.tight) else (loose,)

    def hit(self, page: PageIndex, track: Track, start: int, length: int, *, weighed: bool = True) -> Hit | None:
        """What stands at a place of a track; None when it runs over a line's end in the middle of a word.

        `weighed` says how close it is, which takes longest.
        """
        tight = track is page.tight
        first, last = track.word_at(start), track.word_at(start + length - 1)
        if page.lines[first] != page.lines[last] and not self._breaks_well(page, track, start, first, last):
            return None
        head, tail = page.spelled(first), page.spelled(last)
        head_places, tail_places = (head.tight_places, tail.tight_places) if tight else (head.places, tail.places)
        begin = start - track.starts[first]
        end = start + length - track.starts[last]
        start_at, stop = head_places[begin], tail_places[end - 1] + 1
        if tight and end < len(tail_places):
            stop = tail_places[end]  # both signs of a pair
        elif tight:
            stop = max(stop, tail.places[-1] + 1)
        closeness = self._closeness(page, first, last, start_at, stop) if weighed else Closeness.ALIKE
        return Hit(page.page, first, last, start_at, stop, closeness, track.ends(start + length))

    def _breaks_well(self, page: PageIndex, track: Track, start: int, first: int, last: int) -> bool:
        breaks = self.tight_breaks if track is page.tight else self.breaks
        ends = (number for number in range(first, last) if page.lines[number] != page.lines[number + 1])
        return all(track.starts[number + 1] - start in breaks for number in ends)

    def _closeness(self, page: PageIndex, first: int, last: int, start: int, stop: int) -> Closeness:
        words = [page.words[number].text for number in range(first, last + 1)]
        end = words[-1]
        words[0] = words[0][start:]
        if written("".join(words)).startswith(self.written):
            return Closeness.SAME
        words[-1] = end[start if first == last else 0 : stop]
        there = "".join(spelled(word).plain for word in words)
        return Closeness.MARKS if there == self.plain else Closeness.ALIKE


def _ends(words: list[str]) -> frozenset[int]:
    ends, at = set(), 0
    for word in words:
        at += len(word)
        ends.add(at)
    return frozenset(ends)
