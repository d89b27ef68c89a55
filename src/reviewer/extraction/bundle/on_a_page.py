"""Several documents on one page: cards and receipts that lay on the glass together."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import combinations

from reviewer.domain import dates
from reviewer.domain.document_type import DocumentType, Kind
from reviewer.domain.geometry import Box
from reviewer.domain.text import PageText
from reviewer.extraction.bundle.apart import HEAD, Paper, are_enough, telling
from reviewer.extraction.bundle.cuts import Cut, close_cuts, cuts
from reviewer.extraction.bundle.marks import KINDS, ZONE, Marks, differing, is_exact, is_whole, share
from reviewer.extraction.bundle.sheet import Looker, Sheet
from reviewer.extraction.classify import IN_DOUBT
from reviewer.extraction.words import WordList
from reviewer.extraction.zones import find as find_zones

_WHOLE = Box(0.0, 0.0, 1.0, 1.0)
_MOST = 16
_SLIVER = 1e-6
_SIGNS = {
    Kind.AMOUNT: re.compile(r"\d[.,]\d{2}(?!\d)"),
    Kind.IDENTIFIER: re.compile(r"\d(?:[ .]?\d){11,}|(?<!\w)(?=[^\W_]*\d)[^\W_]{14,18}(?!\w)"),
}
"""What a value of a kind looks like, roughly."""

Lying = tuple[Box, DocumentType]


class OnAPage:
    """Looks for documents that lie on one page.

    Attributes:
        told_by: the fields by which they were told apart.
        reasons: other reasons, in words.
    """

    def __init__(self, looker: Looker) -> None:
        self._looker = looker
        self.told_by: list[tuple[str, ...]] = []
        self.reasons: list[str] = []

    def find(self, sheet: Sheet) -> list[Lying]:
        """The documents of a page, each with its area, column by column; none when it is one."""
        possible = [one for one in self._looker.types.values() if _may_lie(one)]
        holding = _Counts(sheet.text, self._looker.today)
        if not any(holding.may_be(2, one) for one in possible):
            return []  # most pages: they need not be looked at any closer
        kind = sheet.kind
        if kind is None or not (kind.name == IN_DOUBT or _may_lie(kind)):
            return []
        found = self._parted(sheet.text, _WHOLE, kind)
        if not 1 < len(found) <= _MOST:
            return []
        joined = self._joined(sheet.text, found)
        return joined if len(joined) > 1 else []

    def _joined(self, page: PageText, found: list[Lying]) -> list[Lying]:
        """The parts, those that are pieces of one document as one again: both sides of a card beside another one."""
        seen: list[tuple[Box, DocumentType, Marks]] = []
        for area, kind in found:
            marks = self._looker.marks(page.cut(area), kind)
            twin = next((n for n, (_, other, known) in enumerate(seen) if _same(kind, marks, other, known)), None)
            if twin is None:
                seen.append((area, kind, marks))
            else:
                seen[twin] = (seen[twin][0].joined(area), kind, marks)
        areas = [area for area, _, _ in seen]
        if any(one.overlap(other) > _SLIVER for one, other in combinations(areas, 2)):
            return []  # another one lies between: better nothing than a wrong area
        return [(area, kind) for area, kind, _ in seen]

    def _parted(self, page: PageText, area: Box, kind: DocumentType) -> list[Lying]:
        for cut in self._cuts(page, area, kind):
            kinds = self._are_two(page, cut)
            if kinds:
                first = self._parted(page, cut.first, kinds[0])
                return [*first, *self._parted(page, cut.second, kinds[1])]
        return [(area, kind)]

    def _cuts(self, page: PageText, area: Box, kind: DocumentType) -> Iterator[Cut]:
        yield from cuts(page, area)
        if _may_lie(kind) and _Counts(page.cut(area), self._looker.today).may_be(2, kind):
            yield from close_cuts(page, area, _names(kind))

    def _are_two(self, page: PageText, cut: Cut) -> tuple[DocumentType, DocumentType] | None:
        """The types of two parts, when each is a whole document and not a piece or a copy of the other one."""
        one, other = page.cut(cut.first), page.cut(cut.second)
        first, second = self._kind(one), self._kind(other)
        if first is None or second is None:
            return None
        marks, others = self._looker.marks(one, first), self._looker.marks(other, second)
        if not is_whole(marks, first) or not is_whole(others, second):
            return None
        if first is not second:
            if cut.close or share(marks, others):
                return None
            self.reasons.append(KINDS)
            return first, second
        upper, lower = Paper([one], marks), Paper([other], others)
        names = telling(upper, lower, first, certain=False)
        if cut.close and not (upper.begins and lower.begins):
            return None
        if not any(name == ZONE or is_exact(first.field(name)) for name in names if name != HEAD):
            return None
        if not are_enough(names, first, beside=cut.beside and not cut.close, close=cut.close):
            return None
        self.told_by.append(names)
        return first, second

    def _kind(self, part: PageText) -> DocumentType | None:
        kind = self._looker.kind(part)
        possible = kind is not None and _may_lie(kind) and _Counts(part, self._looker.today).may_be(1, kind)
        return kind if possible else None


def _names(kind: DocumentType) -> WordList:
    """Words that the names of those who print such papers hold."""
    by = () if kind.together is None else kind.together.told_apart_by
    return WordList(
        word for field in kind.fields if field.name in by and field.kind is Kind.TEXT for word in field.words
    )


def _same(kind: DocumentType, marks: Marks, other: DocumentType, known: Marks) -> bool:
    """Whether two parts have the same marks, as far as both have them."""
    shared = set(marks) & set(known)
    return kind is other and bool(shared) and not differing(marks, known, kind, certain=False)


def _may_lie(kind: DocumentType) -> bool:
    return kind.together is not None and kind.together.on_a_page


class _Counts:
    """How many documents a page may hold; a quick look before the close one."""

    def __init__(self, page: PageText, today: date) -> None:
        self._page = page
        self._today = today
        self._texts = [line.text for line in page.lines if any(sign.isdigit() for sign in line.text)]
        self._counted: dict[Kind, int] = {}

    def may_be(self, count: int, kind: DocumentType) -> bool:
        """Whether it has so many zones, or so many of each thing that one of this type must have."""
        by = () if kind.together is None else kind.together.told_apart_by
        wanted = {field.kind for field in kind.fields if field.name in by and field.required}
        looked_for = [one for one in (*_SIGNS, Kind.DATE) if one in wanted]  # dates last: they take longest
        return self._zones >= count or (bool(looked_for) and all(self._count(one) >= count for one in looked_for))

    @cached_property
    def _zones(self) -> int:
        return sum(zone.valid for zone in find_zones([self._page]))

    def _count(self, kind: Kind) -> int:
        if kind not in self._counted:
            self._counted[kind] = sum(self._found(kind, text) for text in self._texts)
        return self._counted[kind]

    def _found(self, kind: Kind, text: str) -> int:
        return len(dates.find(text, self._today) if kind is Kind.DATE else _SIGNS[kind].findall(text))
