"""Made forms: a title, blocks of labels and answers under each other and beside each other, running text, a footer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise

from _pairing import texts
from _pairing.blocks import inlines, listed, long_answer, memo, plain_rows, rows, snug_rows
from _pairing.frames import cells, over, table
from _pairing.options import boxes, crosses
from _pairing.sheet import HEIGHT, WIDTH, Sheet

Block = Callable[[Sheet, float], float]
TITLES = ("REPORT", "FORM", "REQUEST", "RECORD", "ORDER", "SHEET", "CARD", "MEMORANDUM", "COVER SHEET")
TINY, SMALL = 0.2, 0.1
"""Shares of dense forms that are one short block, and of forms that are a few."""


def form(seed: int) -> Sheet:
    """A form; the same seed makes the same one."""
    sheet = Sheet(seed)
    rng = sheet.rng
    y = rng.uniform(50, 110)
    if sheet.dense and rng.hit(TINY):
        return _tiny(sheet, y)
    small = rng.hit(SMALL)
    if rng.hit(0.3 if small else 0.85):
        y = title(sheet, y)
    blocks = _mixture(sheet)
    end = rng.uniform(0.4, 1) * HEIGHT - 120
    while y < end:
        if rng.hit(0.25):
            y = heading(sheet, y)
        y = rng.choices(list(blocks), list(blocks.values()))[0](sheet, y)
        if small and rng.hit(0.5):
            break
        y += rng.uniform(10, 60) if rng.hit(0.08) else 0
    if rng.hit(0.3) and y < HEIGHT - 100:
        over(sheet, y)
    sheet.items = [item for item in sheet.items if item.y < HEIGHT - 60]
    if not small:
        footer(sheet)
    if sheet.dense:
        _rule(sheet)
    return sheet


def _tiny(sheet: Sheet, y: float) -> Sheet:
    """A note of a few labels, all in one face and filled in."""
    rng = sheet.rng
    sheet.colon, sheet.blanks, sheet.empty = rng.choice([0, 0, 1]), "none", 0
    sheet.label_face = sheet.value_face = "typewriter"
    sheet.known, sheet.clear = rng.choice([0.3, 0.8, 1]), True
    sheet.hand, sheet.label_size, sheet.value_size = False, sheet.size, sheet.size
    rng.choice([plain_rows, _two_rows, snug_rows, snug_rows, _few_rows, table, table, memo, long_answer])(sheet, y)
    return sheet


def _two_rows(sheet: Sheet, y: float) -> float:
    return rows(sheet, y, 1, 2, even=sheet.rng.hit(0.5))


def _few_rows(sheet: Sheet, y: float) -> float:
    return rows(sheet, y, sheet.rng.choice([1, 2]), sheet.rng.randint(2, 3), even=True)


def _mixture(sheet: Sheet) -> dict[Block, float]:
    """How likely each block is on a sheet; every sheet has a few favorites."""
    rng = sheet.rng
    usual: dict[Block, float] = {
        rows: 2,
        cells: 0.5,
        table: 0.8,
        over: 1,
        long_answer: 1.2,
        plain_rows: 1,
        boxes: 0.3,
        memo: 0.8,
        paragraph: 1,
        listed: 0.6,
        snug_rows: 0.5,
        beside: 1,
    }
    if sheet.dense:
        usual |= {long_answer: 2, paragraph: 1.6, crosses: rng.choice([0, 0, 1, 3]), inlines: rng.choice([0, 1, 1, 3])}
    favorites = rng.sample(list(usual), 3)
    return {block: share * (4 if block in favorites else 1) * rng.choice([0.5, 1, 1]) for block, share in usual.items()}


def title(sheet: Sheet, y: float) -> float:
    rng = sheet.rng
    size = sheet.size * rng.uniform(1, 2.6 if sheet.dense else 1.9)
    for _ in range(rng.randint(1, 3)):
        named = f"{texts.label(rng, 0).upper()} {rng.choice(TITLES)}"
        text = rng.choice([texts.company(rng), texts.phrase(rng, 2, 5).upper(), named])
        middle = (WIDTH - sheet.width(text, size, "bold")) / 2
        x = rng.choice([sheet.left, middle, middle])
        sheet.print(x, y, text, sheet.other(), size, rng.choice(["bold", sheet.label_face]))
        y += size * rng.uniform(1.2, 1.6)
        size = max(sheet.size, size * 0.8)
    return y + sheet.size * rng.uniform(0.3, 1.5)


def heading(sheet: Sheet, y: float) -> float:
    rng = sheet.rng
    made = [
        texts.label(rng, 0).upper(),
        texts.phrase(rng, 1, 3).title(),
        f"{rng.randint(1, 9)}. {texts.phrase(rng, 1, 4).title()}",
        f"{rng.choice('ABCDE')}. {texts.label(rng, 0)}",
        f"Section {rng.choice('ABC12')}",
        texts.label(rng, 0.5) + rng.choice(["", ":"]),
        "FOR OFFICE USE ONLY",
        "Instructions",
        "PLEASE PRINT",
    ]
    text = rng.choice(made)
    x = rng.choice([sheet.left, sheet.left, (WIDTH - sheet.width(text, sheet.size, "bold")) / 2])
    end = sheet.print(x, y, text, sheet.other(), sheet.size, rng.choice(["bold", sheet.label_face]))
    if rng.hit(0.2):
        sheet.across(x, end, y + sheet.size * 0.2)
    return y + sheet.pitch * rng.uniform(0.9, 1.4)


def paragraph(sheet: Sheet, y: float, count: int | None = None) -> float:
    """Running text that belongs to no label."""
    rng = sheet.rng
    size = sheet.size * rng.uniform(0.75, 1)
    left = sheet.left + (rng.uniform(0, 40) if rng.hit(0.3) else 0)
    right = sheet.right - (rng.uniform(0, 250) if rng.hit(0.3) else 0)
    face = rng.choice([sheet.label_face, "serif", "typewriter" if sheet.hand else sheet.value_face])
    pitch, part = size * rng.uniform(1.1, 1.5), sheet.other()
    lines = count or rng.randint(1, 5)
    for number in range(lines):
        words = [rng.choice(texts.WORDS)]
        while sheet.width(" ".join([*words, more := _word(sheet)]), size, face) <= right - left:
            words.append(more)
            if number == lines - 1 and rng.hit(0.1):
                break
        text = " ".join(words)
        sheet.print(left, y, text.capitalize() if number == 0 else text, part, size, face)
        y += pitch
    return y + sheet.pitch * rng.uniform(0.3, 1)


def _word(sheet: Sheet) -> str:
    rng = sheet.rng
    if rng.hit(0.04):
        return texts.figure(rng)
    return rng.choice(texts.WORDS) + (rng.choice([",", ".", ";", ":"]) if rng.hit(0.06) else "")


def beside(sheet: Sheet, y: float) -> float:
    """Two columns that know nothing of each other."""
    rng = sheet.rng
    left, right, pitch = sheet.left, sheet.right, sheet.pitch
    middle = left + (right - left) * rng.uniform(0.4, 0.6)
    ends = []
    for start, stop in ((left, middle - sheet.size * rng.uniform(0.5, 3)), (middle, right)):
        sheet.left, sheet.right, sheet.pitch = start, stop, pitch * rng.uniform(0.9, 1.3)
        place = y + rng.uniform(0, 0.7) * pitch
        if rng.hit(0.3):
            place = heading(sheet, place)
        for _ in range(rng.randint(1, 2)):
            place = rng.choice([_one_column, _one_column, long_answer, cells, paragraph, memo])(sheet, place)
        ends.append(place)
    sheet.left, sheet.right, sheet.pitch = left, right, pitch
    return max(ends)


def _one_column(sheet: Sheet, y: float) -> float:
    return rows(sheet, y, 1)


def footer(sheet: Sheet) -> None:
    """What stands at the edges: a stamped number, the number of the form, a page."""
    rng, size = sheet.rng, sheet.size
    face = sheet.label_face
    if rng.hit(0.6):
        x, y = sheet.right - rng.uniform(0, 90), HEIGHT - rng.uniform(20, 50)
        stamp = str(rng.randint(10**6, 10**9))
        sheet.print(x, y, stamp, sheet.other(), size * rng.uniform(0.9, 1.4), face)
    if rng.hit(0.4):
        page = f"Page {rng.randint(1, 9)} of {rng.randint(9, 12)}"
        form_number, revised = f"Form {texts.code(rng)}", f"Rev. {texts.day(rng)}"
        text = rng.choice([form_number, page, revised, "CONFIDENTIAL", texts.phrase(rng, 3, 8)])
        sheet.print(sheet.left, HEIGHT - rng.uniform(30, 60), text, sheet.other(), size * 0.8, face)
    if rng.hit(0.2):
        text = rng.choice([texts.day(rng), texts.code(rng), texts.person(rng), "CONFIDENTIAL"])
        sheet.print(sheet.right - 90, 30 + rng.uniform(0, 30), text, sheet.other(), size, face)


def _rule(sheet: Sheet) -> None:
    """Lines under some texts, and between some rows."""
    rng = sheet.rng
    if rng.hit(0.5):
        share = rng.choice([0.03, 0.1, 0.2])
        groups = defaultdict(list)
        for item in sheet.items:
            groups[item.part, round(item.y)].append(item)
        for group in groups.values():
            if rng.hit(share):
                left = min(item.x for item in group) - rng.uniform(0, 8)
                right = max(item.x + item.width for item in group) + rng.uniform(0, 30)
                sheet.across(left, right, group[0].y + group[0].size * 0.22)
    if rng.hit(0.3):
        levels = sorted({round(item.y) for item in sheet.items})
        for above, below in pairwise(levels):
            if below - above > 1.9 * sheet.size and rng.hit(0.2):
                sheet.across(sheet.left, sheet.right, (above + below) / 2 - sheet.size * 0.35)
