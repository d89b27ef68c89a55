"""The rows of a document as one running text, and the places of a stretch of it on the page."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from reviewer.extraction.layout import Row, Span

STRENGTHS = {"value": 1.0, "maybe": 0.4}
"""How names of groups in a phrase begin, and how strongly they speak: ``value``, ``value2``, ``maybe``."""

_MOST = 200  # matches of a phrase


class Prose:
    """Rows joined by blanks.

    Attributes:
        text: of all rows.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        starts, at = [], 0
        for row in rows:
            starts.append(at)
            at += len(row.text) + 1
        self._starts = starts
        self.text = " ".join(row.text for row in rows)

    def said(self, phrase: str) -> Iterator[tuple[int, int, float]]:
        """Where the values of a phrase stand in the text, and how strongly it speaks for them.

        Args:
            phrase: a regular expression with groups named as in `STRENGTHS`.
        """
        pattern = re.compile(phrase)
        groups = [
            (name, strength) for name in pattern.groupindex if (strength := STRENGTHS.get(name.rstrip("0123456789")))
        ]
        for match in islice(pattern.finditer(self.text), _MOST):
            yield from ((*match.span(name), strength) for name, strength in groups if match[name])

    def spans(self, start: int, stop: int) -> tuple[Span, ...]:
        """The stretches of rows that make up a stretch of the text."""
        found = []
        number = max(bisect_right(self._starts, start) - 1, 0)
        for at in range(number, len(self._rows)):
            begin, row = self._starts[at], self._rows[at]
            if begin >= stop:
                break
            first, last = max(start - begin, 0), min(stop - begin, len(row.text))
            if first < last:
                found.append(Span(row, first, last))
        return tuple(found)
