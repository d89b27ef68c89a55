"""Amounts of money: ``1,234.56``, ``RM23.60``, ``-0.01``, ``(5.00)``, ``.40``, ``15.000`` beside a currency."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from reviewer.domain import amounts
from reviewer.extraction.candidate import Candidate, mark_repeats
from reviewer.extraction.layout import Row, Span
from reviewer.extraction.scene import Scene

SHARED = True
LIMIT = 400

_DASH = r"\-−–"
_NUMBER = re.compile(
    rf"(?<![\d.,/:])(?<![^\W\d_]-)(?P<minus>[{_DASH}]|\()?(?P<currency>(?:RM|Rp|[€$£¥₹])\.?\s?)?(?P<minus2>[{_DASH}])?"
    r"(?P<digits>\d{1,3}(?P<mark>[.,'’\u00a0\u202f ])\d{3}(?:(?P=mark)\d{3})*(?:[.,]\d{2})?"
    r"|\d{1,9}(?:[.,]\d{1,4})?|[.,]\d{2})"
    rf"(?!\d)(?![.,/:]\d)(?P<close>\)|[{_DASH}](?!\d))?(?!\s?%)",
    re.IGNORECASE,
)


_DECIMALS = re.compile(r"[.,](\d{1,2}|\d{4})$")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+$")
_LONGEST_SIGN = 6


def find(scene: Scene) -> list[Candidate]:
    """Every amount of the page; a bare whole number counts only beside a currency or at the end of a row."""
    found = [
        one
        for row, undated, text in zip(scene.layout.rows, scene.undated, scene.legible, strict=True)
        for match in _numbers(row, undated, scene)
        if (one := _candidate(row, match, text)) is not None
    ]
    if len(found) > LIMIT:
        found = found[: LIMIT // 4] + found[-LIMIT * 3 // 4 :]
    mark_repeats(found)
    largest = max((one.key for one in found if one.traits["decimals"] and isinstance(one.key, Decimal)), default=None)
    right = max((one.box.right for one in found), default=1.0)
    for one in found:
        one.traits["largest"] = float(one.key == largest)
        one.traits["at_right"] = float(right - one.box.right < 3 * scene.layout.height)
    return found


def _numbers(row: Row, text: str, scene: Scene) -> Iterator[re.Match[str]]:
    """Numbers in a row. A count and a price that stand apart are no thousands grouped by a blank."""
    at = 0
    while match := _NUMBER.search(text, at):
        at = match.end()
        start, stop = match.span("digits")
        apart = text[start - 1 : start].isalpha() or not _tight(row, start, stop, scene)
        if match["mark"] == " " and apart:
            at = start + match["digits"].index(" ")
        else:
            yield match


def _candidate(row: Row, match: re.Match[str], text: str) -> Candidate | None:
    digits = match["digits"]
    amount = amounts.parse("0" + digits if digits[0] in ".," else digits)
    if amount is None:
        return None
    negative = _is_negative(match)
    # The currency is kept apart: the value is the number alone, with its sign.
    start = match.start() if negative else match.start("digits")
    stop = match.end("close") if negative and match["close"] else match.end("digits")
    traits = _traits(row, match)
    if traits["integer"] and not (traits["money"] or _may_be_whole(row, match)):
        return None
    value = -amount.value if negative else amount.value
    traits |= {"negative": float(negative), "zero": float(value == 0)}
    return Candidate((Span(row, start, stop),), text[start:stop], value, format(value, "f"), traits)


def _is_negative(match: re.Match[str]) -> bool:
    if match["minus"] == "(":
        return match["close"] == ")"
    return bool(match["minus"] or match["minus2"] or (match["close"] or ")") != ")")


def _traits(row: Row, match: re.Match[str]) -> dict[str, float]:
    decimals = _DECIMALS.search(match["digits"])
    money = bool(match["currency"]) or _currency_after(row, match.end("digits"))
    # Blanks group telephone numbers and bank codes too.
    grouped = match["mark"] is not None and (match["mark"] in ".,'’" or decimals is not None or money)
    first_letter, last_letter = row.letters
    return {
        "decimals": float(decimals is not None and len(decimals[1]) == 2),
        "integer": float(decimals is None and not grouped),
        "grouped": float(grouped),
        "money": float(money),
        "alone": float(first_letter >= match.start() and last_letter < match.end()),
        "aside": float(match["minus"] == "(" and match["close"] == ")" and bool(_NUMBER.search(row.text, match.end()))),
        "glued": float(_is_glued(row, match)),
    }


def _is_glued(row: Row, match: re.Match[str]) -> bool:
    """Whether letters that are no currency touch the digits, so that it may be the part of a misread number."""
    start, stop = match.span("digits")
    before = _LETTERS_BEFORE.search(row.folded, max(0, start - _LONGEST_SIGN), start)
    if before and not match["currency"] and not amounts.currency(before[0]):
        return True
    return row.text[stop : stop + 1].isalpha() and row.text[stop + 1 : stop + 2].isdigit()


def _may_be_whole(row: Row, match: re.Match[str]) -> bool:
    """Whether a bare whole number may be an amount: at the end of a row with words before it, and not glued to one."""
    start, stop = match.span("digits")
    first_letter, last_letter = row.letters
    glued = row.text[start - 1 : start].isalpha()  # A5 is a size of paper
    return first_letter < start and not glued and (last_letter < stop or len(row.text) - stop < 5)


def _currency_after(row: Row, stop: int) -> bool:
    """Whether a currency follows that is not the sign of a next amount: 5 € but not A5 $4.25."""
    after = amounts.SIGN.match(row.folded, stop + (row.text[stop : stop + 1] == " "))
    return after is not None and not row.text[after.end() : after.end() + 2].strip()[:1].isdigit()


def _tight(row: Row, start: int, stop: int, scene: Scene) -> bool:
    """Whether the words of a number with blanks in it stand as near as digits do: one digit's width, not two."""
    words = [placed for placed, _, _ in row.words_in(start, stop)]
    boxes = [placed.box for placed in words]
    digit = sum(box.width for box in boxes) / sum(len(placed.word.text) for placed in words)
    near = max(0.5 * row.height, 1.1 * scene.layout.blank, 1.25 * digit)
    return all(b.left - a.right < near for a, b in pairwise(boxes))
