"""Traits of the page as a whole that speak for a kind of paper; named in a document type under ``signs``."""

import re
from collections.abc import Callable

from reviewer.domain.document_type import DocumentType
from reviewer.extraction.labels import lexicon_of
from reviewer.extraction.layout import Layout

_AMOUNT_AT_END = re.compile(r"\d[.,]\d{2,3}\)?\s?[^\W\d_]{0,3}\s?$")
_COLON = re.compile(r"[^\W\d_][)\].]?\s?:(?![/\d]{2})")
_BLANK = re.compile(r"_{4,}|\.{6,}|…{2,}|☐|□|\[\s?\]")
_MONEY = re.compile(r"(?:(?<![^\W\d_])(?:rm|rp|rs\.?)|[€$£¥₹])\s?\d|\d[.,]\d{2}\s?(?:€|eur\b|chf\b)")
_FIGURE = re.compile(r"^\W*(?:[^\W\d_]{1,3}\W?\s?)?\d[\d.,' ]*\s?[^\W\d_]{0,4}\W*$")
_FEW = 3
_PROSE, _COLUMN = 8, 4
"""Words of a row of running text, and of a line in one of several columns, at the least."""
OWN_LABELS = "own_labels"
"""The sign that looks at the labels of a type's own fields."""

_MISREAD, _CUT_OFF = 0.7, 0.4


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
    """Share of rows with texts that stand apart, full at a half; columns of running text do not."""
    return min(2 * _share(layout, lambda n: len(layout.segments[n]) > 1 and not _is_prose(layout, n)), 1.0)


def _prose_rows(layout: Layout) -> float:
    """Share of rows of running text, full at a half."""
    return min(2 * _share(layout, lambda number: _is_prose(layout, number)), 1.0)


def _is_prose(layout: Layout, number: int) -> bool:
    """Whether a row has eight words or more, without a wide gap but between columns: a line in each."""
    words, parts = len(layout.rows[number].words), layout.segments[number]
    if words < _PROSE or words < _COLUMN * len(parts):
        return False
    return len(parts) == 1 or all(part.text.count(" ") + 1 >= _COLUMN for part in parts)


def _narrow(layout: Layout) -> float:
    """Whether the print is much higher than wide, as on a till roll."""
    if not layout.rows:
        return 0.0
    left, right = layout.widths[layout.rows[0].page]
    rows = [row for row in layout.rows if row.page == layout.rows[0].page]
    height = rows[-1].box.bottom - rows[0].box.top
    return float(height > 1.3 * (right - left))


def _table_rows(layout: Layout) -> float:
    """Share of rows with two figures or more that stand apart, full at a tenth."""
    rows = layout.segments
    return min(
        10 * _share(layout, lambda number: sum(1 for part in rows[number] if _FIGURE.search(part.text)) > 1), 1.0
    )


def _embedded_invoice(layout: Layout) -> float:
    return float(layout.embedded is not None)


def _tick_boxes(layout: Layout) -> float:
    """Boxes to tick, full at three."""
    return min(layout.tick_boxes / 3, 1.0)


def _frames(layout: Layout) -> float:
    """Strokes of frames, tables and lines to write on; full at one for each row."""
    return min(layout.strokes / max(len(layout.rows), 1), 1.0)


def own_labels(kind: DocumentType, layout: Layout) -> float:
    """Share of rows in which a text begins with a label of the type's own fields, full at four tenths."""
    lexicon = lexicon_of(kind)

    def holds(number: int) -> bool:
        starts = {part.start for part in layout.segments[number]}
        return any(match.start in starts and match.quality >= 1 for match in lexicon.matches(layout.rows[number]))

    return min(2.5 * _share(layout, holds), 1.0)


def _few_rows(layout: Layout) -> float:
    return float(len(layout.rows) <= _FEW)


def _of_mrz(layout: Layout, letters: str, *, internal: bool = False) -> float:
    """How surely there is an MRZ whose document code begins with one of some letters."""
    found = 0.0
    for zone in layout.zones:
        if zone.reading is not None:
            mrz = zone.reading.mrz
            if mrz.rows[0][0] in letters and mrz.russian is internal:
                found = max(found, 1.0 if mrz.valid else _MISREAD)
        elif zone.strips[0].text[:1] in letters:
            found = max(found, _CUT_OFF)
    return found


def _mrz_passport(layout: Layout) -> float:
    return _of_mrz(layout, "P")


def _mrz_card(layout: Layout) -> float:
    return _of_mrz(layout, "ACI")


def _mrz_visa(layout: Layout) -> float:
    return _of_mrz(layout, "V")


def _mrz_internal(layout: Layout) -> float:
    return _of_mrz(layout, "P", internal=True)


SIGNS: dict[str, Callable[[Layout], float]] = {
    "amount_rows": _amount_rows,
    "colon_rows": _colon_rows,
    "blank_rows": _blank_rows,
    "money_rows": _money_rows,
    "apart_rows": _apart_rows,
    "prose_rows": _prose_rows,
    "narrow": _narrow,
    "table_rows": _table_rows,
    "few_rows": _few_rows,
    "tick_boxes": _tick_boxes,
    "frames": _frames,
    "embedded_invoice": _embedded_invoice,
    "mrz_passport": _mrz_passport,
    "mrz_card": _mrz_card,
    "mrz_visa": _mrz_visa,
    "mrz_internal": _mrz_internal,
}
"""All signs: figures 0..1 of a layout."""
