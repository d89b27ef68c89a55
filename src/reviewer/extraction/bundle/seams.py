"""Where one paper may end and the next begin although no wide gap is between them.

A seam is looked for where a head stands again, where a shop's name follows the end of a receipt, and where the print
or the gap between the rows changes. What is found is only a guess: both sides must be whole papers.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from reviewer.domain.geometry import Box, bounds
from reviewer.domain.text import PageText
from reviewer.extraction import legal_forms
from reviewer.extraction.bundle.apart import name_of
from reviewer.extraction.layout import Row
from reviewer.extraction.rows import Placed, framed, grouped
from reviewer.extraction.words import WordList

MOST = 5
_LEAST_ROWS = 4  # of a paper
_AROUND = 5  # rows above and below that are compared
_AGAIN, _NAMED, _FAREWELL, _GAP, _CHANGE = 3.0, 1.5, 2.0, 1.0, 1.0
_LIKELY = 1.5
_WIDER = 1.6  # times the usual gap between two rows
_OTHER_SIZE = 1.15
_SHIFTED = 1.5  # heights to the left or right
_FAREWELLS = WordList(
    (
        *(
            "thank you",
            "thanks",
            "come again",
            "please come",
            "visit again",
            "goods sold",
            "not returnable",
            "refundable",
        ),
        *(
            "vielen dank",
            "auf wiedersehen",
            "danke",
            "merci",
            "à bientôt",
            "grazie",
            "arrivederci",
            "gracias",
            "bedankt",
        ),
        *("tot ziens", "terima kasih", "customer copy", "keep this receipt", "no refund", "exchangeable"),
    )
)


def seams(page: PageText, area: Box, names: WordList) -> list[float]:
    """How far down the likeliest seams of an area are, in the reading frame, the likeliest first.

    Args:
        page: the words.
        area: of the page that is looked at.
        names: words that names of those who print such papers hold.
    """
    rows = _rows(page, area)
    if len(rows) < 2 * _LEAST_ROWS:
        return []
    again = _heads_again(rows)
    usual = median([max(b.box.top - a.box.bottom, 0.0) for a, b in pairwise(rows)])
    height = median([row.height for row in rows])
    found = []
    for at in range(_LEAST_ROWS, len(rows) - _LEAST_ROWS + 1):
        score = _score(rows, at, names, usual, height)
        if at in again:
            score = max(score, 0.0) + _AGAIN
        if score >= _LIKELY:
            found.append((score, (rows[at - 1].box.bottom + rows[at].box.top) / 2))
    return [middle for _, middle in sorted(found, key=lambda one: -one[0])[:MOST]]


def _heads_again(rows: Sequence[Row]) -> frozenset[int]:
    """Where the first rows begin once more: found by any of them, counted back to the first one."""
    names = [name_of(row) for row in rows]
    heads = {name: number for number, name in reversed(list(enumerate(names[:_LEAST_ROWS]))) if name}
    return frozenset(at - heads[name] for at, name in enumerate(names) if at >= _LEAST_ROWS and name in heads)


def _score(rows: Sequence[Row], at: int, names: WordList, usual: float, height: float) -> float:
    upper, lower = rows[at - 1], rows[at]
    score = 0.0
    if _is_name(lower, names):
        score += _NAMED - _NAMED * _is_name(upper, names)  # not within a name of two rows
    if _FAREWELLS.count(lower.text):
        score -= _FAREWELL
    elif _FAREWELLS.count(upper.text):
        score += _FAREWELL
    if lower.box.top - upper.box.bottom > max(_WIDER * usual, 0.5 * height):
        score += _GAP
    return score + _CHANGE * _changes(rows[max(at - _AROUND, 0) : at], rows[at : at + _AROUND], height)


def _is_name(row: Row, names: WordList) -> bool:
    ends = legal_forms.ENDING.search(row.text) is not None
    return ends or names.count(row.text) > 0 or legal_forms.goes_on(row.text)


def _changes(above: Sequence[Row], below: Sequence[Row], height: float) -> bool:
    """Whether the print below is larger or smaller, or begins farther left or right."""
    one, other = (median([row.height for row in rows]) for rows in (above, below))
    left, shifted = (min(row.box.left for row in rows) for rows in (above, below))
    return max(one, other) > _OTHER_SIZE * min(one, other) or abs(left - shifted) > _SHIFTED * height


def _rows(page: PageText, area: Box) -> list[Row]:
    lines = []
    for line in page.lines:
        words = [word for word in line.words if area.holds(bounds(word.polygon).center)]
        placed = [Placed(word, framed(word.polygon, page.aspect, page.turn, page.skew)) for word in words]
        if placed:
            lines.append(placed)
    return [Row(number, page.page, words, False) for number, words in enumerate(grouped(lines))]
