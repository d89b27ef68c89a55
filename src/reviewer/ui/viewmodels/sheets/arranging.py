"""The order of a sheet's cells: what looks alike stands together, under quiet captions."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from reviewer.ui.viewmodels.sheets.cell import SheetCell

LONG = 20
FEW = 5
"""Lengths that fewer values have than stand in a row are one group with the next."""


class Arranged(StrEnum):
    """What stands together."""

    ALIKE = "alike"
    DOUBT = "doubt"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Section:
    """Cells under one caption: the first of them, and how many they are."""

    caption: str
    first: int
    count: int


def arranged(cells: Sequence[SheetCell], how: Arranged) -> tuple[list[SheetCell], list[Section]]:
    """The cells in their order, and the sections that they make."""
    if how is Arranged.ALIKE:
        ordered = sorted(cells, key=lambda cell: (_shape(cell), cell.light.key, cell.text, cell.name, cell.place))
        spans = _spans(ordered)
        return ordered, _sections(ordered, lambda cell: _shape_words(*spans[_shape(cell)]))
    if how is Arranged.DOUBT:
        known = {"doubtful": 0, "check": 1}
        ordered = sorted(cells, key=lambda cell: (known.get(cell.band.value, 2), cell.confidence or 0.0, cell.place))
        return ordered, _sections(ordered, _doubt_words)
    ordered = sorted(cells, key=lambda cell: (cell.name.casefold(), cell.place))
    return ordered, _sections(ordered, _no_words)


def _shape(cell: SheetCell) -> int:
    """Equal for cells of one group: the number of characters; of long ones, and of several lines, they are one."""
    text = cell.text
    if "\n" in text:
        return LONG + 2
    return min(len(text), LONG + 1)


def _spans(cells: Sequence[SheetCell]) -> dict[int, tuple[int, int]]:
    """The shortest and the longest of the group that each shape belongs to: neighbors of few values are one group."""
    counts = Counter(map(_shape, cells))
    groups: list[list[int]] = []
    for shape in sorted(counts):
        alone = shape == 0 or shape > LONG
        last = groups[-1] if groups else []
        if last and not alone and 0 < last[-1] <= LONG and sum(counts[each] for each in last) < FEW:
            last.append(shape)
        else:
            groups.append([shape])
    return {shape: (group[0], group[-1]) for group in groups for shape in group}


def _sections(cells: Sequence[SheetCell], words: Callable[[SheetCell], str]) -> list[Section]:
    found: list[tuple[str, int]] = []
    for number, cell in enumerate(cells):
        name = words(cell)
        if not found or found[-1][0] != name:
            found.append((name, number))
    ends = [*[first for _, first in found][1:], len(cells)] if found else []
    return [
        Section(_captioned(name, end - first), first, end - first)
        for (name, first), end in zip(found, ends, strict=True)
    ]


def _captioned(name: str, count: int) -> str:
    values = QCoreApplication.translate("sheet", "%n value(s)", "", count)
    return f"{name}, {values}" if name else ""


def _shape_words(shape: int, longest: int) -> str:
    if longest > shape:
        return QCoreApplication.translate("sheet", "{} to {} characters").format(shape, longest)
    if shape == 0:
        return QCoreApplication.translate("sheet", "Nothing read")
    if shape == LONG + 1:
        return QCoreApplication.translate("sheet", "More than 20 characters")
    if shape == LONG + 2:
        return QCoreApplication.translate("sheet", "Several lines")
    return QCoreApplication.translate("sheet", "%n character(s)", "", shape)


def _doubt_words(cell: SheetCell) -> str:
    if cell.band.value == "doubtful":
        return QCoreApplication.translate("sheet", "Doubtful")
    if cell.band.value == "check":
        return QCoreApplication.translate("sheet", "To check")
    return QCoreApplication.translate("sheet", "Sure")


def _no_words(_cell: SheetCell) -> str:
    return ""
