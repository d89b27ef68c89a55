"""Parts of a stretch: labels end at colons, values at the next label, both at lines of dots."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reviewer.extraction.labels import Match
from reviewer.extraction.layout import Row, Span
from reviewer.extraction.pairing.kinds import NUMBERING, like_label
from reviewer.extraction.pairing.unit import known_share

_COLON = re.compile(r"(?<=[^\W_)\].’'”])\s?[:：](?!\d)|(?<=[^\W\d_])\s?[:：](?=\d)|(?<=[^\W_)\].])\s?[:：](?=\s)")
_LEADER = re.compile(r"[_.…·‥]{2,}|(?:[.…·] ){2,}[.…·]?|(?<![^\W_])_|_(?![^\W_])")
_MEASURES = re.compile(
    r"(?:days?|weeks?|months?|years?|hours?|min|pcs|mg|kg|g|cm|mm|m|km|lbs|oz|%|tage|monate|jahre|st|stk|uur|jours|mois|ans|giorni|anni)[.,]?",
    re.IGNORECASE,
)
_CLEAR_BLANK = 1.5  # usual gaps between two words
_FEW_WORDS = 4  # of an answer with a figure


class Parts:
    """Cuts stretches at colons, at usual labels and at lines to write on."""

    def __init__(self, blank: float) -> None:
        self._blank = blank

    def of(self, row: Row, start: int, stop: int, matches: Sequence[Match]) -> Iterator[tuple[Span, bool, bool]]:
        """Stretches with whether a colon and whether a line of dots ends them."""
        at = start
        for begin, end in _leaders(row, start, stop):
            if at < begin:
                parts = list(self._by_colons(row, at, begin, matches))
                for number, (part, colon) in enumerate(parts):
                    yield part, colon, number == len(parts) - 1
            else:
                yield Span(row, begin, begin), False, True
            at = end
        if at < stop:
            for part, colon in self._by_colons(row, at, stop, matches):
                yield part, colon, False

    def _by_colons(self, row: Row, start: int, stop: int, matches: Sequence[Match]) -> Iterator[tuple[Span, bool]]:
        first = True
        for colon in _COLON.finditer(row.text, start, stop):
            label = self._label_start(row, start, colon.start(), matches, first=first)
            if label is None:
                continue
            if label > start:
                yield Span(row, start, label), False
            yield Span(row, label, colon.start()), True
            start, first = colon.end(), False
        if start < stop:
            yield from ((part, False) for part in self._by_known(row, start, stop, matches, first=first))

    def _label_start(self, row: Row, start: int, stop: int, matches: Sequence[Match], *, first: bool) -> int | None:
        """Where the label that ends at a colon begins; None when it looks like none."""
        text = row.text[start:stop]
        begin = start + len(text) - len(text.lstrip())
        if not like_label(row.text[begin:stop]):
            return None
        starts = [at for at in row.starts if begin < at < stop]
        if not starts:
            return begin
        if first:
            numbering = NUMBERING.match(row.text, begin, stop)
            figures = any(sign.isdigit() for sign in row.text[numbering.end() if numbering else begin : starts[-1]])
            exact = {match.start for match in matches if stop - 3 <= match.stop <= stop}
            return begin if not figures or begin in exact else max(exact & set(starts), default=begin)
        scored = [(self._split_score(row, at, stop, matches), at) for at in starts if like_label(row.text[at:stop])]
        return max(scored)[1] if scored else None

    def _split_score(self, row: Row, at: int, stop: int, matches: Sequence[Match]) -> float:
        """How much speaks for a label that begins at a word behind a value."""
        number = row.starts.index(at)
        gap = row.words[number].box.left - row.words[number - 1].box.right
        before, text = row.words[number - 1].word.text, row.text[at:stop]
        if number > 1 and _MEASURES.fullmatch(before):
            before = row.words[number - 2].word.text  # 67 days
        elif _MEASURES.fullmatch(row.words[number].word.text) and before[-1:].isdigit():
            return -9.0
        score = 2.0 * known_share(Span(row, at, stop), matches) + min(2.0, max(0.0, gap / max(self._blank, 1e-6) - 1.0))
        score += 2.0 * (any(sign.isdigit() for sign in before) and not any(sign.isdigit() for sign in text))
        return score + 0.4 * text[:1].isupper() - 0.25 * len(text.split()) + 0.3 * before.endswith((".", ","))

    def _by_known(self, row: Row, start: int, stop: int, matches: Sequence[Match], *, first: bool) -> Iterator[Span]:
        """Without colons: usual labels are parted from the figures behind them, and from the value before them."""
        inside = [match for match in matches if start <= match.start and match.stop <= stop and match.quality >= 1]
        for match in inside:
            if match.start > start + 5 and self._begins_label(row, match):
                yield from self._after_known(row, start, match.start, inside, first=first)
                start, first = match.start, True
        yield from self._after_known(row, start, stop, inside, first=first)

    def _begins_label(self, row: Row, match: Match) -> bool:
        """Whether a label begins at a word that stands behind a value in the same stretch."""
        if match.start not in row.starts or not row.text[match.start].isupper():
            return False
        number = row.starts.index(match.start)
        gap = row.words[number].box.left - row.words[number - 1].box.right
        before = row.words[number - 1].word.text
        return any(sign.isdigit() for sign in before) or gap > _CLEAR_BLANK * self._blank

    def _after_known(self, row: Row, start: int, stop: int, matches: Sequence[Match], *, first: bool) -> Iterator[Span]:
        label = next((match for match in matches if start <= match.start <= start + 5 and match.stop < stop), None)
        if not first or label is None:
            yield Span(row, start, stop)
            return
        rest = row.text[label.stop : stop].lstrip(" .)#_·")
        at = stop - len(rest)
        words = rest.split()
        if words and (at in row.starts or at > label.stop):
            number = bisect_left(row.starts, at)
            gap = 0.0
            if at in row.starts:
                gap = row.words[number].box.left - row.words[number - 1].box.right
            figure = any(sign.isdigit() for sign in words[0]) and len(words) <= _FEW_WORDS
            marked = "." in row.text[label.stop : at] and at not in row.starts
            if gap > _CLEAR_BLANK * self._blank or figure or marked or rest[0] in "$€£¥#+(":
                yield Span(row, start, at)
                yield Span(row, at, stop)
                return
        yield Span(row, start, stop)


def _leaders(row: Row, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for match in _LEADER.finditer(row.text, start, stop):
        yield match.span()
