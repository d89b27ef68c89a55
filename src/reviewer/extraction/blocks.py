"""What stands around a name: the address and the contacts printed under or beside it, and web addresses like it.

Figures 0..1 by name, for `Candidate.traits`:
``address_below``: a line with a post code stands in the lines under it;
``contact_below``: a telephone, mail or tax number does;
``address_beside``: the rest of its line is an address, as in the small line of senders above the window of a letter;
``under_sender``: it stands directly under such a line;
``block_head``: it is the first line of several;
``domain``: a web or mail address of the document is made of it;
``far``: it stands again in another part of the page, without or with its legal form, as in the foot of a letter.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from reviewer.domain.normalize import folded
from reviewer.extraction.layout import Layout, Row, Span
from reviewer.extraction.web_names import WebNames, bare

_LINES = 7  # under a name that may belong to it
_APART, _APART_TALL = 1.4, 2.0  # between two lines of one block: heights of the usual print, and of its own
_POSTCODE = re.compile(
    r"(?<![\w.,/-])(?:[a-z]{1,2}-)?(?:\d{5}(?:-\d{3,4})?|\d{6}|\d{4}(?: ?[a-z]{2})?)(?![\w.,/-]*\d)"
    r"|(?<![\w-])(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[\dw] ?[a-z\d]{4}|[a-z]\d[a-z] ?\d[a-z]\d)(?![\w-])"
)
_CITY = re.compile(r"[^\W\d_]{3,}")
_CONTACT = re.compile(
    r"(?<![^\W_])(?:tel|telephone|phone|fon|fax|telefon|telefoon|telp|тел|mobile|email|e-mail|mail|www|https?|vat|ust|btw|tva|"
    r"kvk|siret|siren|rcs|iban|p\. ?iva|partita iva|nif|cif|npwp|инн|огрн|abn|gstin)(?![^\W_])|@"
)
_LEAST = 5  # letters of a name that do not stand anywhere by chance
_FOOT = 0.25  # of the height of all print on the page
_FAR = 0.4  # of the height of all print on the page
SEPARATOR = re.compile(r"\s*(?:\s[-–—*]\s|[●•·|∙▪■◦⋅]|,\s)\s*")


class Surroundings:
    """Looks around places of one document."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._web_names = WebNames(layout)
        self._signs = [(row, _signs(row.text)) for row in layout.rows]
        self._ends: dict[int, tuple[float, float]] = {}
        for row in layout.rows:
            top, bottom = self._ends.get(row.page, (row.box.top, row.box.bottom))
            self._ends[row.page] = min(top, row.box.top), max(bottom, row.box.bottom)
        self._texts = frozenset(folded(segment.text) for row in layout.segments for segment in row)

    def of(self, span: Span) -> dict[str, float]:
        """The figures of a text; see above."""
        below = list(self._below(span))
        return {
            "address_below": float(any(_has_postcode(line.text) for line in below[:5])),
            "contact_below": float(any(_CONTACT.search(line.row.folded, line.start, line.stop) for line in below)),
            "address_beside": float(
                (is_sender(span.row, span.start) and SEPARATOR.match(span.row.text, span.stop) is not None)
                or self._heads_foot(span)
            ),
            "under_sender": float(self._under_sender(span)),
            "block_head": float(bool(below) and not self._continues(span)),
            "domain": self._web_names.like(span.text),
            "far": float(self._stands_far(span)),
        }

    def _heads_foot(self, span: Span) -> bool:
        """Whether a text begins a line in the foot of the page that goes on, after a gap, with an address."""
        first, *others = self._layout.segments[span.row.number]
        top, bottom = self._ends[span.row.page]
        if not others or span.start != first.start or span.stop < first.stop - 1:
            return False
        low = span.row.box.top > bottom - _FOOT * (bottom - top)
        near = self._layout.rows[span.row.number : span.row.number + 4]
        contacts = any(_CONTACT.search(row.folded) for row in near)
        return low and contacts and any(_has_postcode(one.text) for one in others)

    def _stands_far(self, span: Span) -> bool:
        name = bare(span.text)
        if sum(map(str.isalpha, name)) < _LEAST:
            return False
        top, bottom = self._ends[span.row.page]
        away = _FAR * (bottom - top)
        return any(
            name in signs and row.page == span.row.page and abs(row.box.top - span.row.box.top) > away
            for row, signs in self._signs
        )

    def _below(self, span: Span) -> Iterator[Span]:
        """Lines under a place that begin, end or are centered where it does, each close to the one before."""
        found, last = 0, span
        apart = max(_APART * self._layout.height, _APART_TALL * span.box.height)
        for row in self._layout.rows[span.row.number + 1 :]:
            if row.page != span.row.page or row.box.top - last.box.bottom > apart:
                return
            line = next((one for one in self._layout.segments[row.number] if self._aligned(one, span)), None)
            if line is not None and line.box.top > last.box.top + 0.3 * self._layout.height:
                last = line
                found += 1
                yield line
            if found == _LINES:
                return

    def _aligned(self, one: Span, other: Span) -> bool:
        a, b, near = one.box, other.box, self._layout.height
        return (
            abs(a.left - b.left) < near
            or abs(a.right - b.right) < 0.5 * near
            or abs(a.center[0] - b.center[0]) < 0.5 * near
        )

    def _above(self, span: Span, far: float) -> Iterator[Row]:
        """Rows above a place, the nearest first, to a distance in heights of the usual print."""
        for row in reversed(self._layout.rows[: span.row.number]):
            if row.page != span.row.page or span.box.top - row.box.bottom > far * self._layout.height:
                return
            yield row

    def _continues(self, span: Span) -> bool:
        """Whether a line directly above begins where a text does, in letters of nearly the same height."""
        for row in self._above(span, 0.9):
            for one in self._layout.segments[row.number]:
                alike = 0.75 < one.box.height / max(span.box.height, 1e-6) < 1.33
                if alike and self._aligned(one, span) and one.box.top < span.box.top:
                    return not one.text.rstrip().endswith(":")
        return False

    def _under_sender(self, span: Span) -> bool:
        for row in self._above(span, 4):
            for one in self._layout.segments[row.number]:
                over = one.box.left - 5 * self._layout.height < span.box.left < one.box.right
                if over and one.box.bottom < span.box.bottom:
                    return is_sender(row, one.start) or self._begins_alike(one)
        return False

    def _begins_alike(self, line: Span) -> bool:
        """Whether a line begins with a text of its own elsewhere, and goes on with its address: another sender."""
        parts = SEPARATOR.split(folded(line.text))
        if len(parts) > 2 and parts[0] in self._texts:
            return True
        words = folded(line.text).split()
        starts = (" ".join(words[:count]) for count in range(2, len(words) - 1))
        return _has_postcode(line.text) and any(start in self._texts for start in starts)


def is_sender(row: Row, start: int) -> bool:
    """Whether a row holds, from a place on, a name and its address in one line."""
    parts = SEPARATOR.split(row.text[start:])
    return any(_has_postcode(part) for part in parts[1:]) or any(
        _has_postcode(f"{one} {other}")
        for one, other in pairwise(parts[1:])  # Portland, ME 04199
    )


def _signs(text: str) -> str:
    return "".join(sign for sign in folded(text) if sign.isalnum())


def _has_postcode(text: str) -> bool:
    plain = folded(text)
    match = _POSTCODE.search(plain)
    if match is None or _CONTACT.search(plain) is not None:
        return False
    return not match[0].strip().isdigit() or _CITY.search(plain) is not None
