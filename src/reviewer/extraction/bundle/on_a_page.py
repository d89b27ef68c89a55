"""Several documents on one page: cards and receipts that lay on the glass together."""

import re
from collections.abc import Sequence
from datetime import date

from reviewer.domain import dates
from reviewer.domain.document_type import DocumentType, Kind
from reviewer.domain.geometry import Box
from reviewer.domain.text import PageText
from reviewer.extraction.bundle.cuts import Cut, cuts
from reviewer.extraction.bundle.marks import ZONE, differing, is_exact, is_whole, least, share
from reviewer.extraction.bundle.sheet import Looker, Sheet
from reviewer.extraction.classify import IN_DOUBT
from reviewer.extraction.zones import find as find_zones

_WHOLE = Box(0.0, 0.0, 1.0, 1.0)
_MOST = 16
_SIGNS = {
    Kind.AMOUNT: re.compile(r"\d[.,]\d{2}(?!\d)"),
    Kind.IDENTIFIER: re.compile(r"(?:\w[ .]?){10,}"),
}

Lying = tuple[Box, DocumentType]


class OnAPage:
    """Looks for documents that lie on one page.

    Attributes:
        told_by: the fields by which they were told apart.
    """

    def __init__(self, looker: Looker) -> None:
        self._looker = looker
        self.told_by: list[tuple[str, ...]] = []

    def find(self, sheet: Sheet) -> list[Lying]:
        """The documents of a page, each with its area, those on top and on the left first; none when it is one."""
        kind = sheet.kind
        if kind is None or not (_may_lie(kind) or kind.name == IN_DOUBT):
            return []
        kinds = [kind] if _may_lie(kind) else [one for one in self._looker.types.values() if _may_lie(one)]
        if not any(_may_hold(sheet.text, one, 2, self._looker.today) for one in kinds):
            return []
        found = self._parted(sheet.text, _WHOLE, kind)
        return found if 1 < len(found) <= _MOST else []

    def _parted(self, page: PageText, area: Box, kind: DocumentType) -> list[Lying]:
        for cut in cuts(page, area):
            kinds = self._are_two(page, cut)
            if kinds:
                first = self._parted(page, cut.first, kinds[0])
                return [*first, *self._parted(page, cut.second, kinds[1])]
        return [(area, kind)]

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
            return None if share(marks, others) else (first, second)
        names = differing(marks, others, first, certain=False)
        if not any(name == ZONE or is_exact(first.field(name)) for name in names):
            return None
        if ZONE not in names and not cut.beside and len(names) < least(first):
            return None
        self.told_by.append(names)
        return first, second

    def _kind(self, part: PageText) -> DocumentType | None:
        kind = self._looker.kind(part)
        return kind if kind is not None and _may_lie(kind) and _may_hold(part, kind, 1, self._looker.today) else None


def _may_lie(kind: DocumentType) -> bool:
    return kind.together is not None and kind.together.on_a_page


def _may_hold(page: PageText, kind: DocumentType, count: int, today: date) -> bool:
    """Whether a page may hold so many documents of a type; a quick look before the close one."""
    if len([zone for zone in find_zones([page]) if zone.valid]) >= count:
        return True
    by = () if kind.together is None else kind.together.told_apart_by
    kinds = {field.kind for field in kind.fields if field.name in by and field.required} & {Kind.DATE, *_SIGNS}
    texts = [line.text for line in page.lines if any(sign.isdigit() for sign in line.text)]
    return bool(kinds) and all(_times(one, texts, today) >= count for one in kinds)


def _times(kind: Kind, texts: Sequence[str], today: date) -> int:
    if kind is Kind.DATE:
        return sum(len(dates.find(text, today)) for text in texts)
    return sum(len(_SIGNS[kind].findall(text)) for text in texts)
