"""Traits of the page as a whole that speak for a kind of paper; named in a document type under ``signs``."""

import re
from collections.abc import Callable

from reviewer.extraction.layout import Layout

_AMOUNT_AT_END = re.compile(r"\d[.,]\d{2}\)?\s?[^\W\d_]{0,3}\s?$")
_COLON = re.compile(r"[^\W\d_][)\].]?\s?:(?![/\d]{2})")
_BLANK = re.compile(r"_{4,}|\.{6,}|…{2,}|☐|□|\[\s?\]")
_MONEY = re.compile(r"(?:rm|rp|[€$£¥₹])\s?\d|\d[.,]\d{2}\s?(?:€|eur\b|chf\b)")
_FEW = 3


def _share(layout: Layout, holds: Callable[[int], bool]) -> float:
    rows = len(layout.rows)
    return sum(1 for number in range(rows) if holds(number)) / max(rows, 1)


def _amount_rows(layout: Layout) -> float:
    """Share of rows that end in an amount, full at a third."""
    return min(3 * _share(layout, lambda number: bool(_AMOUNT_AT_END.search(layout.rows[number].text))), 1.0)


def _colon_rows(layout: Layout) -> float:
    """Share of rows with a label and a colon, full at a third."""
    return min(3 * _share(layout, lambda number: bool(_COLON.search(layout.rows[number].text))), 1.0)


def _blank_rows(layout: Layout) -> float:
    """Share of rows with a dotted or drawn line to write on, or an empty box; full at a fifth."""
    return min(5 * _share(layout, lambda number: bool(_BLANK.search(layout.rows[number].text))), 1.0)


def _money_rows(layout: Layout) -> float:
    """Share of rows with an amount and its currency, full at a fifth."""
    return min(5 * _share(layout, lambda number: bool(_MONEY.search(layout.rows[number].folded))), 1.0)


def _apart_rows(layout: Layout) -> float:
    """Share of rows with texts that stand apart, full at a half."""
    return min(2 * _share(layout, lambda number: len(layout.segments[number]) > 1), 1.0)


def _prose_rows(layout: Layout) -> float:
    """Share of rows with eight words or more and without a wide gap, full at a half."""
    return min(
        2 * _share(layout, lambda n: len(layout.rows[n].words) >= 8 and len(layout.segments[n]) == 1),
        1.0,
    )


def _narrow(layout: Layout) -> float:
    """Whether the print is much higher than wide, as on a till roll."""
    if not layout.rows:
        return 0.0
    left, right = layout.widths[layout.rows[0].page]
    rows = [row for row in layout.rows if row.page == layout.rows[0].page]
    height = rows[-1].box.bottom - rows[0].box.top
    return float(height > 1.3 * (right - left))


def _few_rows(layout: Layout) -> float:
    return float(len(layout.rows) <= _FEW)


SIGNS: dict[str, Callable[[Layout], float]] = {
    "amount_rows": _amount_rows,
    "colon_rows": _colon_rows,
    "blank_rows": _blank_rows,
    "money_rows": _money_rows,
    "apart_rows": _apart_rows,
    "prose_rows": _prose_rows,
    "narrow": _narrow,
    "few_rows": _few_rows,
}
"""All signs: figures 0..1 of a layout."""
