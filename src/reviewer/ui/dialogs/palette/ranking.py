"""Finds actions by a few letters: beginnings of words count most, then letters in their order."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import msgspec

_PREFIX, _INITIALS, _KEY, _INSIDE, _NAME, _SCATTERED, _GROUP, _HELP = 100, 70, 80, 55, 40, 30, 25, 15
_WHOLE, _RECENT, _IMPOSSIBLE = 60, 12, 10
_SPARSE: Final = 3
"""Letters in their order that lie in more than so many times their number are chance."""


class Entry(msgspec.Struct, frozen=True):
    """What is searched of an action.

    Attributes:
        name: of the action.
        title: as it is shown.
        help, group: what it does, and its heading.
        caps: labels of its keys.
        possible: whether it can be run now.
    """

    name: str
    title: str
    help: str = ""
    group: str = ""
    caps: tuple[str, ...] = ()
    possible: bool = True


class Found(msgspec.Struct, frozen=True):
    """An entry that matches: which, and which letters of its title did."""

    entry: Entry
    letters: frozenset[int] = frozenset()


def find(entries: Sequence[Entry], text: str, recent: Sequence[str] = ()) -> list[Found]:
    """The entries that match every word, best first; without a word all of them, recent ones first.

    Args:
        entries: in the order of the table, which decides between equals.
        text: what was typed.
        recent: names of actions, the last one first; they come before equals.
    """
    places = {name: place for place, name in enumerate(recent)}
    words = _lower(text).split()
    if not words:
        ordered = sorted(entries, key=lambda entry: places.get(entry.name, len(places)))
        return [Found(entry) for entry in ordered]
    scored = []
    for entry in entries:
        hit = _match(entry, words)
        if hit is not None:
            score, letters = hit
            score += max(0, _RECENT - places[entry.name]) if entry.name in places else 0
            scored.append((score - (0 if entry.possible else _IMPOSSIBLE), Found(entry, letters)))
    return [found for _score, found in sorted(scored, key=lambda each: -each[0])]


def _match(entry: Entry, words: Sequence[str]) -> tuple[float, frozenset[int]] | None:
    """How well an entry matches all words, and which letters of its title do; None when a word is not in it."""
    title, letters, total = _lower(entry.title), set[int](), 0.0
    for word in words:
        score, places = max(
            (_in_title(title, word), (_elsewhere(entry, word), frozenset[int]())), key=lambda each: each[0]
        )
        if not score:
            return None
        total += score
        letters |= places
    whole = _WHOLE if title.startswith(" ".join(words)) else 0
    return total / len(words) + whole, frozenset(letters)


def _in_title(title: str, word: str) -> tuple[float, frozenset[int]]:
    starts = _starts(title)
    for number, start in enumerate(starts):
        if title.startswith(word, start):
            return _PREFIX - min(number, 10), frozenset(range(start, start + len(word)))
    initials = _by_beginnings(title, word, starts)
    if initials:
        return _INITIALS, initials
    inside = title.find(word)
    if inside >= 0 and len(word) > 1:
        return _INSIDE, frozenset(range(inside, inside + len(word)))
    scattered = _scattered(title, word)
    return (_SCATTERED, scattered) if scattered else (0, frozenset())


def _by_beginnings(title: str, word: str, starts: Sequence[int]) -> frozenset[int]:
    """Letters of which each begins a word or follows the one before: `mr` and `markrev` are Mark reviewed."""
    reached: dict[int, frozenset[int]] = {}
    for place in starts:
        if title[place] == word[0]:
            reached[place] = frozenset({place})
    for letter in word[1:]:
        further: dict[int, frozenset[int]] = {}
        for last, taken in reached.items():
            for place in (last + 1, *(start for start in starts if start > last + 1)):
                if place < len(title) and title[place] == letter:
                    further.setdefault(place, taken | {place})
        reached = further
    return min(reached.values(), key=sorted, default=frozenset())


def _scattered(title: str, word: str) -> frozenset[int]:
    """Letters in their order, from the beginning of a word on, not too far apart."""
    if len(word) < 3:
        return frozenset()
    best: list[int] = []
    for start in _starts(title):
        places = _in_order(title, word, start)
        if places and places[0] == start and (not best or places[-1] - places[0] < best[-1] - best[0]):
            best = places
    return frozenset(best) if best and best[-1] - best[0] < _SPARSE * len(word) else frozenset()


def _in_order(title: str, word: str, start: int) -> list[int]:
    places: list[int] = []
    for letter in word:
        start = title.find(letter, start)
        if start < 0:
            return []
        places.append(start)
        start += 1
    return places


def _elsewhere(entry: Entry, word: str) -> float:
    """How well keys, name, heading and help match."""
    caps = [_lower(cap) for cap in entry.caps]
    if word in caps:
        return _KEY + 1
    if any(cap.startswith(word) for cap in caps) and ("+" in word or len(word) > 1):
        return _KEY if "+" in word else _NAME - 1
    if any(part.startswith(word) for part in (entry.name, *_parts(entry.name))):
        return _NAME
    for text, score in ((entry.group, _GROUP), (entry.help, _HELP)):
        lowered = _lower(text)
        if any(lowered.startswith(word, start) for start in _starts(lowered)):
            return score
    return 0


def _parts(name: str) -> Iterable[str]:
    return name.replace("_", ".").split(".")


def _starts(text: str) -> list[int]:
    """Where the words of a text begin."""
    inner = [place + 1 for place, (before, letter) in enumerate(pairwise(text)) if _begins(before, letter)]
    return [0, *inner] if text and text[0].isalnum() else inner


def _begins(before: str, letter: str) -> bool:
    return letter.isalnum() and not before.isalnum()


def _lower(text: str) -> str:
    """In small letters, each in the place it had."""
    return "".join(letter.lower()[0] for letter in text)
