"""Label words of a document type, found in rows: the longest label wins, and small misreadings do not matter."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.normalize import folded
from reviewer.extraction.layout import Row, Span

_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|%|#")
_FILLING = frozenset(
    (
        "of",
        "the",
        "in",
        "to",
        "a",
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "l",
        "der",
        "die",
        "das",
        "di",
        "del",
        "el",
        "rm",
    )
) | {"rm", "rh", "eur", "myr", "idr", "rp", "usd"}
_MOST_FILLINGS = 4  # one after the other, within a label
_FUZZY_FROM = 5  # letters of a word in which one misread letter is forgiven
_NEARLY = 0.8
_ALIKE = ("iltfjr", "ceogqab", "uvwy", "nmhrbk", "bdpr", "szg")  # letters that are taken for each other
_MOST_KEPT = 20_000  # read words whose neighbors are kept
AGAINST = "!"

_Token = tuple[str, int, int]
_kept: dict[str, tuple[DocumentType, "Lexicon"]] = {}


def lexicon_of(kind: DocumentType) -> "Lexicon":
    """The lexicon of a document type; kept, since it takes as long as a page."""
    kept = _kept.get(kind.name)
    if kept is None or kept[0] is not kind:
        kept = _kept[kind.name] = kind, Lexicon(kind)
    return kept[1]


class Match:
    """A label in a row.

    Attributes:
        names: the fields that it names; ``!total`` speaks against the field ``total``, ``items.price`` is a column.
        span: where it stands.
        start, stop: in the row's text.
        size: words of the label.
        quality: 1 when read exactly, less when a letter differs.
    """

    __slots__ = ("names", "quality", "size", "span", "start", "stop")

    def __init__(self, names: frozenset[str], span: Span, size: int, quality: float) -> None:
        self.names = names
        self.span = span
        self.start = span.start
        self.stop = span.stop
        self.size = size
        self.quality = quality


class Lexicon:
    """The labels of all fields of a document type."""

    def __init__(self, kind: DocumentType) -> None:
        names: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for name, label in _labels(kind.fields):
            tokens = tuple(token for token, _, _ in _tokens(folded(label)))
            if tokens:
                names[tokens].add(name)
        self._frozen = {tokens: frozenset(found) for tokens, found in names.items()}
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._glued: dict[str, tuple[str, ...]] = {}
        for tokens in self._frozen:
            self._by_first[tokens[0]].append(tokens)
            if len(tokens) > 1 and sum(map(len, tokens)) >= _FUZZY_FROM:
                self._glued.setdefault("".join(tokens), tokens)
        for known in self._by_first.values():
            known.sort(key=len, reverse=True)
        self._near = _Neighbors({token for tokens in self._frozen for token in tokens})

    def matches(self, row: Row, parts: Sequence[Span] = ()) -> list[Match]:
        """The labels in a row, from left to right, not overlapping.

        Args:
            row: of the page.
            parts: its stretches. In a row without figures, as at the head of a table, a label that one of them holds is
                not continued in the next: Date | Order number.
        """
        tokens = _tokens(row.folded)
        ends = _ends(tokens, parts) if len(parts) > 1 and not _DIGIT.search(row.text) else []
        found: list[Match] = []
        at = 0
        while at < len(tokens):
            match, used = self._at(row, tokens[: ends[at]], at) if ends else (None, 1)
            if match is None:
                match, used = self._at(row, tokens, at)
            if match is not None:
                found.append(match)
            at += used
        return found

    def _at(self, row: Row, tokens: list[_Token], at: int) -> tuple[Match | None, int]:
        word, start, stop = tokens[at]
        if glued := self._glued.get(word):
            return Match(self._frozen[glued], Span(row, start, stop), len(glued), 1.0), 1
        best: Match | None = None
        used = 1
        for first in (word, *self._near.of(word)):
            for label in self._by_first.get(first, ()):
                if best is not None and len(label) <= best.size:
                    break
                if (end := self._run(label, tokens, at)) is not None:
                    quality = 1.0 if first == word else _NEARLY
                    best = Match(self._frozen[label], Span(row, start, tokens[end - 1][2]), len(label), quality)
                    used = end - at
        return best, used

    def _run(self, label: tuple[str, ...], tokens: list[_Token], at: int) -> int | None:
        """Where a label that begins at a token ends, or None; filling words between may be skipped."""
        at += 1
        for wanted in label[1:]:
            last = min(at + _MOST_FILLINGS, len(tokens))
            while at < last and tokens[at][0] in _FILLING and tokens[at][0] != wanted:
                at += 1
            if at >= len(tokens) or not self._same(tokens[at][0], wanted):
                return None
            at += 1
        return at

    def _same(self, read: str, wanted: str) -> bool:
        return read == wanted or wanted in self._near.of(read)


class _Neighbors:
    """Known words that differ from a read word by one letter, by the words that remain when one letter is left out."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._by_rest: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            if len(word) >= _FUZZY_FROM:
                for rest in _rests(word):
                    self._by_rest[rest].append(word)
        self._cache: dict[str, tuple[str, ...]] = {}

    def of(self, word: str) -> tuple[str, ...]:
        if len(word) < _FUZZY_FROM - 1 or word in self._words:
            return ()
        if len(self._cache) > _MOST_KEPT:
            self._cache.clear()
        if word not in self._cache:
            found = dict.fromkeys(known for rest in _rests(word) for known in self._by_rest.get(rest, ()))
            self._cache[word] = tuple(
                known for known in found if Levenshtein.distance(word, known) <= 1 and _begin_alike(word, known)
            )
        return self._cache[word]


def _begin_alike(word: str, known: str) -> bool:
    """Whether the first letters are one, or may be taken for each other: Keller is no misread Seller."""
    first, other = word[0], known[0]
    if first == other or len(word) != len(known) or not first.isalpha():
        return True
    return any(first in group and other in group for group in _ALIKE)


def _rests(word: str) -> Iterator[str]:
    yield word
    for at in range(min(len(word), 24)):
        yield word[:at] + word[at + 1 :]


def _tokens(text: str) -> list[_Token]:
    return [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]


def _ends(tokens: Sequence[_Token], parts: Sequence[Span]) -> list[int]:
    """For each token, how many tokens there are to the end of its stretch."""
    stops = [part.stop for part in parts]
    numbers = [bisect_right(stops, start) for _, start, _ in tokens]
    return [bisect_right(numbers, number) for number in numbers]


def _labels(fields: Iterable[FieldType], prefix: str = "") -> Iterator[tuple[str, str]]:
    for field in fields:
        for label in field.label_words:
            yield prefix + field.name, label
        for label in field.not_labels:
            yield AGAINST + prefix + field.name, label
        yield from _labels(field.columns, f"{prefix}{field.name}.")
