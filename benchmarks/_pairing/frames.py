"""Blocks of a form in which answers stand under or over their labels: cells, tables, signature lines."""

from __future__ import annotations

from itertools import pairwise

from _pairing import texts
from _pairing.sheet import Sheet
from _pairing.texts import Rng


def cells(sheet: Sheet, y: float) -> float:
    """Cells with a label at the top left and its answer under it, or beside it."""
    rng = sheet.rng
    high = sheet.size * rng.uniform(2.3, 3.6)
    grid = _Cells(sheet, rng.uniform(0.6, 0.95), drawn=rng.hit(0.85), beside=rng.hit(0.15), outer=rng.hit(0.85))
    top = y - sheet.size
    if grid.drawn:
        sheet.across(sheet.left, sheet.right, top)
    for _ in range(rng.randint(1, 5)):
        top = grid.row(top, high)
    return top + sheet.pitch * rng.uniform(1.2, 2)


class _Cells:
    def __init__(self, sheet: Sheet, small: float, *, drawn: bool, beside: bool, outer: bool) -> None:
        self._sheet, self._small = sheet, sheet.size * small
        self.drawn, self._beside, self._outer = drawn, beside, outer

    def row(self, top: float, high: float) -> float:
        """A row of cells. Returns where it ends."""
        sheet, rng = self._sheet, self._sheet.rng
        count = rng.choices([1, 2, 3, 4], [2, 4, 3, 1])[0]
        across = sheet.right - sheet.left
        inner = [sheet.left + across * (number + rng.uniform(-0.2, 0.2)) / count for number in range(1, count)]
        sides = [sheet.left, *sorted(inner), sheet.right]
        tall = count == 1 and rng.hit(0.4)
        height = high * (rng.uniform(1.5, 2.4) if tall else 1)
        for left, right in pairwise(sides):
            if self.drawn and (self._outer or left > sheet.left):
                sheet.down(left, top, top + height)
            height = max(height, self._cell(top, left, right, height, several=tall and rng.hit(0.7)))
        if self.drawn:
            if self._outer:
                sheet.down(sheet.right, top, top + height)
            sheet.across(sheet.left, sheet.right, top + height)
        return top + height

    def _cell(self, top: float, left: float, right: float, height: float, *, several: bool) -> float:
        """One cell. Returns how high it must be."""
        sheet, rng, small = self._sheet, self._sheet.rng, self._small
        text = sheet.named(colon=rng.hit(sheet.colon * 0.5), most=right - left - 14, size=small)
        pair = sheet.pair()
        end = sheet.label(left + 5, top + small * 1.1, text, pair, small)
        if rng.hit(sheet.empty):
            return 0
        if self._beside:
            room = right - end - sheet.size * 1.5
            if room > 4 * sheet.size:
                sheet.value(end + sheet.size * rng.uniform(0.6, 1.5), top + small * 1.2, sheet.answer(room), pair)
            return 0
        room = right - left - 15
        indent = rng.choice([5, 5, rng.uniform(5, 25), rng.uniform(0, 0.4) * room + 5])
        lines = sheet.lines(room - 40, rng.randint(2, 3)) if several else [sheet.answer(max(room - indent, 20))]
        y = top + small * 1.2 + sheet.value_size * 1.25
        for number, line in enumerate(lines):
            if number and y > top + height + sheet.value_size * 0.3:
                break
            sheet.value(left + indent, y, line, pair)
            y += sheet.value_size * 1.2
        return y - sheet.value_size * 0.8 - top


def table(sheet: Sheet, y: float) -> float:
    """Heads, and rows of answers under them."""
    rng = sheet.rng
    columns = rng.randint(2, 6)
    across = (sheet.right - sheet.left) / columns * rng.uniform(0.7, 1)
    makers = [rng.choice([*_CELLS, texts.figure]) for _ in range(columns)]
    framed, centered = rng.hit(0.35), rng.hit(0.3)
    pitch = sheet.value_size * rng.uniform(1.25, 2)
    pairs, low = [], y
    for column in range(columns):
        pairs.append(sheet.pair())
        for number, line in enumerate(_folded(sheet, sheet.named(colon=rng.hit(sheet.colon * 0.1)), across)):
            free = across - sheet.width(line, sheet.label_size)
            place = y + number * sheet.label_size * 1.15
            sheet.label(sheet.left + column * across + (free / 2 if centered else 0), place, line, pairs[-1])
            low = max(low, place)
    if rng.hit(0.3):
        sheet.across(sheet.left, sheet.left + across * columns, low + sheet.size * 0.4)
    top, bars = y - sheet.size * 1.2, [y - sheet.size * 1.2, low + sheet.size * 0.45]
    y = low + pitch * rng.uniform(1, 1.4)
    for _ in range(rng.randint(1, 7)):
        for column, maker in enumerate(makers):
            if rng.hit(0.07):
                continue
            text = _fitting(sheet, maker, across - sheet.size * 0.8)
            free = (across - sheet.value_width(text)) / 2 if centered else rng.uniform(0, 0.3) * sheet.size
            sheet.value(sheet.left + column * across + free, y, text, pairs[column])
        bars.append(y + sheet.value_size * 0.4)
        y += pitch
    if framed:
        for bar in bars:
            sheet.across(sheet.left - 4, sheet.left + across * columns, bar)
        for column in range(columns + 1):
            sheet.down(sheet.left + column * across - 4, top, bars[-1])
    return y + sheet.pitch * rng.uniform(0.3, 1.2)


def _two_words(rng: Rng) -> str:
    return texts.phrase(rng, 1, 2)


_CELLS = (texts.day, texts.figure, texts.code, texts.money, texts.person, _two_words, texts.short, texts.wordy)


def _folded(sheet: Sheet, text: str, across: float) -> list[str]:
    """A head in up to three lines."""
    lines: list[str] = []
    for word in text.split():
        if lines and sheet.width(f"{lines[-1]} {word}", sheet.label_size) < across - sheet.size:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines[:3]


def _fitting(sheet: Sheet, maker: texts.Maker, room: float) -> str:
    for _ in range(20):
        text = maker(sheet.rng)
        if sheet.value_width(text) < room:
            return text
    return str(sheet.rng.randint(1, 99))


def over(sheet: Sheet, y: float) -> float:
    """A row of labels over a row of answers, or under them as at signature lines."""
    rng, size = sheet.rng, sheet.size
    columns = rng.randint(1, 4)
    across = (sheet.right - sheet.left) / columns
    centered, signed = rng.hit(0.15), rng.hit(0.3)
    of_values, of_labels = (y, y + size * 1.5) if signed else (y + sheet.value_size * rng.uniform(1.2, 1.7), y)
    low = max(of_values, of_labels)
    for column in range(columns):
        x = sheet.left + column * across
        text = sheet.named(colon=rng.hit(sheet.colon * 0.6) and not signed, most=across - size)
        text = f"({text})" if signed and rng.hit(0.25) else text
        pair = sheet.pair()
        free = across - sheet.width(text, sheet.label_size)
        sheet.label(x + (free / 2 if centered else 0), of_labels, text, pair)
        if signed:
            sheet.across(x, x + across * rng.uniform(0.6, 0.92), y + size * 0.35)
        if rng.hit(sheet.empty):
            continue
        answer = sheet.answer(across * 0.8)
        indent = rng.uniform(0, 1.5) * size * (2 if signed else 1)
        start = x + ((across - sheet.value_width(answer)) / 2 if centered else indent)
        sheet.value(start, of_values, answer, pair)
        if columns == 1 and not signed and rng.hit(0.5):
            for _ in range(rng.randint(1, 3)):
                low += sheet.value_size * 1.3
                sheet.value(start, low, sheet.answer(across * 0.8), pair)
        elif not signed and rng.hit(0.15):
            sheet.across(x, x + across * 0.85, of_values + size * 0.3)
    return low + sheet.pitch * rng.uniform(1.2, 2)
