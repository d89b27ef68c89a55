"""One document after the other in a file: which pages begin a new one."""

from reviewer.domain.document_type import DocumentType, Kind
from reviewer.extraction.bundle.apart import Paper, are_enough, telling
from reviewer.extraction.bundle.marks import KINDS, Marks, is_certain, is_whole, share
from reviewer.extraction.bundle.sheet import Sheet

NUMBERING = "The page numbers begin anew."

_SURE_KIND = 0.9
_LONG = 4  # signs of a number that does not stand anywhere by chance
_CODES = (Kind.CODE, Kind.IDENTIFIER)
_APPENDED = frozenset({"contract"})
"""Types whose papers have others behind them, with pages numbered for themselves."""


class Group:
    """Pages that belong together; none: what comes next begins in any case."""

    def __init__(self, *sheets: Sheet) -> None:
        self.sheets = list(sheets)

    @property
    def kind(self) -> DocumentType | None:
        """Type of the first page."""
        return self.sheets[0].kind

    @property
    def marks(self) -> Marks:
        """What tells it from others; its pages are looked at as far as it takes to find all of it."""
        marks: Marks = {}
        for sheet in self.sheets if self.kind is not None else ():
            if self.kind is None or is_whole(marks, self.kind):
                break
            marks = {**sheet.marks(self.kind), **marks}
        return marks

    @property
    def numbered(self) -> tuple[int, int]:
        """The last ``page 2 of 3`` on its pages, or zeros."""
        return next((sheet.numbered for sheet in reversed(self.sheets) if sheet.numbered[0]), (0, 0))


class PageAfterPage:
    """Goes through the pages of a file.

    Attributes:
        groups: the documents.
        told_by: the fields by which each was told from the one before.
        reasons: other reasons, in words.
    """

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.told_by: list[tuple[str, ...]] = []
        self.reasons: list[str] = []

    def add(self, sheet: Sheet) -> None:
        """Put the next page to the document before it, or begin another one."""
        if not self.groups or not self.groups[-1].sheets or self._begins(sheet, self.groups[-1]):
            self.groups.append(Group(sheet))
        else:
            self.groups[-1].sheets.append(sheet)

    def close(self) -> None:
        """What comes next does not belong to what came before: something else stands between."""
        self.groups.append(Group())

    def _begins(self, sheet: Sheet, group: Group) -> bool:
        if sheet.numbered[0] > 1:
            return False
        if _anew(sheet, group) and not _repeats(sheet, group):
            self.reasons.append(NUMBERING)
            return True
        if group.kind is None or group.kind.together is None:
            return False  # of such pages the others need not be looked at
        if sheet.kind is None or sheet.kind.together is None:
            return False
        if not is_whole(group.marks, group.kind) or _repeats(sheet, group):
            return False
        if sheet.kind is not group.kind:
            return self._is_other_kind(sheet, sheet.kind, group)
        certain = is_certain([each.text for each in (*group.sheets, sheet)])
        before = Paper([each.text for each in group.sheets], group.marks)
        names = telling(before, Paper([sheet.text], sheet.marks(sheet.kind)), sheet.kind, certain=certain)
        if not are_enough(names, sheet.kind):
            return False
        self.told_by.append(names)
        return True

    def _is_other_kind(self, sheet: Sheet, kind: DocumentType, group: Group) -> bool:
        """Whether a page is surely a whole document of another type than the one before it."""
        if min(sheet.found.confidence, group.sheets[0].found.confidence) < _SURE_KIND:
            return False
        marks = sheet.marks(kind)
        if not is_whole(marks, kind) or share(marks, group.marks):
            return False
        self.reasons.append(KINDS)
        return True


def _repeats(sheet: Sheet, group: Group) -> bool:
    """Whether a page shows the number of the document before it; one that it must have."""
    return any(
        len(mark) >= _LONG and _is_code(name, group.kind) and mark in sheet.signs for name, mark in group.marks.items()
    )


def _is_code(name: str, kind: DocumentType | None) -> bool:
    field = None if kind is None else kind.field(name)
    return field is not None and field.required and field.kind in _CODES


def _anew(sheet: Sheet, group: Group) -> bool:
    """Whether the page before was the last of its count, and this one is the first of its own."""
    ended = group.numbered[0] == group.numbered[1] == len(group.sheets)
    if sheet.numbered[0] != 1 or not ended:
        return False
    return not _APPENDED & {kind.name for kind in (sheet.kind, group.kind) if kind is not None}
