"""Blocks of a form in which labels stand before their answers: rows, memo heads, one behind the other, long answers."""

from __future__ import annotations

from _pairing import texts
from _pairing.sheet import Sheet
from _pairing.texts import Rng

Plan = list[list[str]]


def rows(
    sheet: Sheet, y: float, columns: int | None = None, count: int | None = None, *, even: bool | None = None
) -> float:
    """Labels with their answers beside them, in one column or more; `even` answers begin at one place."""
    rng = sheet.rng
    columns = columns or rng.choices([1, 2, 3], [5, 4, 1])[0]
    count = count or rng.randint(2, 9 if columns == 1 else 6)
    return _Rows(sheet, columns, count, even=rng.hit(0.6) if even is None else even).draw(y)


class _Rows:
    def __init__(self, sheet: Sheet, columns: int, count: int, *, even: bool) -> None:
        rng = sheet.rng
        self._sheet, self._columns, self._even = sheet, columns, even
        self._across = (sheet.right - sheet.left) / columns
        if columns > 1 and rng.hit(0.4):
            self._across *= rng.uniform(0.7, 1)
        self._numbered = rng.hit(0.08)
        self._blanks = sheet.blanks if rng.hit(0.8) else "none"
        self._framed = rng.hit(0.12) and self._blanks != "box"
        self._pitch = sheet.pitch * (1.3 if self._framed else 1)
        colon = rng.hit(sheet.colon) if even and rng.hit(0.6) else None
        self._labels: Plan = [[sheet.named(colon=colon) for _ in range(columns)] for _ in range(count)]
        self._tight, self._snug = rng.hit(0.35), rng.hit(0.5)
        self._stops = [self._stop(column) for column in range(columns)]

    def _stop(self, column: int) -> float:
        """How far right of its label an answer begins, in a column with even ones."""
        sheet = self._sheet
        widest = max(sheet.width(row[column], sheet.label_size) for row in self._labels)
        gap = sheet.rng.uniform(0.25, 0.8) if self._snug else sheet.rng.uniform(0.8, 5)
        return min(widest + sheet.size * gap, self._across * 0.62)

    def draw(self, y: float) -> float:
        sheet, width = self._sheet, self._across * self._columns
        if self._framed:
            sheet.across(sheet.left, sheet.left + width, y - self._pitch * 0.7)
        for number in range(len(self._labels)):
            low = max(self._cell(number, column, y) for column in range(self._columns))
            if self._framed:
                sheet.across(sheet.left, sheet.left + width, low + self._pitch * 0.3)
                sheet.down(sheet.left + width, y - self._pitch * 0.7, low + self._pitch * 0.3)
            y = low + self._pitch * (1 if self._framed else sheet.rng.uniform(0.95, 1.1))
        return y + sheet.pitch * sheet.rng.uniform(0.3, 1.2)

    def _cell(self, number: int, column: int, y: float) -> float:
        """One label with its answer. Returns where its last line stands."""
        sheet, rng, size = self._sheet, self._sheet.rng, self._sheet.size
        x = sheet.left + column * self._across
        text = self._labels[number][column]
        pair = sheet.pair()
        end = sheet.label(x, y, f"{number * self._columns + column + 1}. {text}" if self._numbered else text, pair)
        tight = (0.25, 0.8) if text.endswith(":") else (0.3, 0.9)
        start = end + size * rng.uniform(*(tight if self._tight else (0.9, 3)))
        if self._even:
            start = max(x + self._stops[column], end + size * (0.3 if self._snug else 0.5))
        room = x + self._across - start - size * (1.2 if column < self._columns - 1 else 0)
        if self._framed:
            sheet.down(x, y - self._pitch * 0.7, y + self._pitch * 0.3)
            if rng.hit(0.8) and self._even:
                sheet.down(start - size * 0.3, y - self._pitch * 0.7, y + self._pitch * 0.3)
        return self._answer(start, room, x, y, pair) if room >= size * 3 else y

    def _answer(self, start: float, room: float, x: float, y: float, pair: int) -> float:
        sheet, rng, size = self._sheet, self._sheet.rng, self._sheet.size
        if self._blanks == "box":
            sheet.frame(start - 4, y - self._pitch * 0.68, start + room, y + self._pitch * 0.27)
        if self._blanks == "line":
            sheet.across(start, start + room, y + size * 0.2)
        if rng.hit(sheet.empty):
            if self._blanks in ("dots", "under"):
                sheet.blank(start, start + room, y, self._blanks, pair)
            return y
        if rng.hit(sheet.several) and self._columns < 3 and self._blanks != "box":
            return self._several(start, room, x, y, pair)
        text = sheet.answer(room)
        indented = self._blanks != "none" or sheet.hand
        indent = rng.uniform(0, 0.3) * max(0.0, room - sheet.value_width(text)) if indented else 0
        end = sheet.value(start + indent, y, text, pair)
        if self._blanks in ("dots", "under") and end + 2 * size < start + room and rng.hit(0.5):
            sheet.blank(end + 2, start + room, y, self._blanks, pair)
        return y

    def _several(self, start: float, room: float, x: float, y: float, pair: int) -> float:
        """An answer of several lines, that mostly begin under each other."""
        sheet, rng = self._sheet, self._sheet.rng
        count = rng.randint(2, 4 if self._columns == 1 else 3)
        made = rng.choice(["running", "listed", "address"])
        if made == "running":
            lines = sheet.lines(room, count)
        elif made == "listed":
            lines = [sheet.answer(room) for _ in range(count)]
        else:
            lines = [maker(rng) for maker in (texts.person, texts.street, texts.city)[:count]]
        hanging = self._columns > 1 or not rng.hit(0.15)
        step = min(self._pitch, sheet.value_size * rng.uniform(1.1, 1.5))
        for number, line in enumerate(lines):
            text = line if sheet.value_width(line) <= room or number else line.split()[0]
            sheet.value(start if hanging or number == 0 else x, y, text, pair)
            y += step
        return y - step


def plain_rows(sheet: Sheet, y: float) -> float:
    """Short labels and answers without colons, in one, two or three columns."""
    rng = sheet.rng
    colon, empty = sheet.colon, sheet.empty
    sheet.colon, sheet.empty = rng.choice([0, 0, 0, 0.1]), rng.choice([0, 0.2, 0.4])
    y = rows(sheet, y, rng.choice([1, 2, 2, 3]), rng.randint(3, 12), even=True if rng.hit(0.8) else None)
    sheet.colon, sheet.empty = colon, empty
    return y


def snug_rows(sheet: Sheet, y: float) -> float:
    """Each answer one blank behind its label, which is a usual one and mostly has no colon."""
    rng = sheet.rng
    blank, known, small = sheet.width(" ", sheet.size), sheet.known, sheet.small_values
    sheet.known, sheet.small_values = 1, not sheet.upper_values and (small or rng.hit(0.4))
    for _ in range(rng.randint(2, 5)):
        pair = sheet.pair()
        end = sheet.label(sheet.left, y, sheet.named(colon=rng.hit(sheet.colon * 0.3)), pair)
        sheet.value(end + blank, y, sheet.answer((sheet.right - end) * rng.uniform(0.2, 1)), pair)
        y += sheet.pitch
    sheet.known, sheet.small_values = known, small
    return y + sheet.pitch * rng.uniform(0.3, 1)


def listed(sheet: Sheet, y: float) -> float:
    """Rows with a name at the left and a figure at the right."""
    rng = sheet.rng
    stop = sheet.left + (sheet.right - sheet.left) * rng.uniform(0.35, 0.8)
    dotted = rng.hit(0.3)
    for _ in range(rng.randint(2, 8)):
        pair = sheet.pair()
        end = sheet.label(sheet.left, y, sheet.named(colon=False), pair)
        if dotted:
            sheet.blank(end + 3, stop - 5, y, "dots", pair)
        if not rng.hit(sheet.empty):
            maker = rng.choice([texts.figure, texts.money, texts.short, texts.code])
            sheet.value(max(stop, end + sheet.size * 0.5), y, maker(rng), pair)
        y += sheet.value_size * rng.uniform(1.25, 1.3) if rng.hit(0.5) else sheet.pitch
    return y + sheet.pitch


def inlines(sheet: Sheet, y: float) -> float:
    """Labels one behind the other in a row, each with its answer right behind it or on a line."""
    rng, size = sheet.rng, sheet.size
    lined = sheet.blanks == "line"
    for _ in range(rng.randint(1, 5)):
        x = sheet.left
        for _ in range(rng.randint(1, 3)):
            text, pair = sheet.named(), sheet.pair()
            end = x + sheet.width(text, sheet.label_size)
            if end + size * 5 > sheet.right:
                break
            room = (sheet.right - end) * rng.uniform(0.4, 1)
            sheet.label(x, y, text, pair)
            start = end + size * rng.uniform(0.3, 1.5)
            answer = sheet.answer(room)
            stop = max(start + sheet.value_width(answer), end + room * 0.6)
            if lined:
                sheet.across(end + 3, stop, y + size * 0.25)
            if not rng.hit(sheet.empty):
                free = max(0.0, stop - start - sheet.value_width(answer)) if lined else 0
                sheet.value(start + rng.uniform(0, 0.5) * free, y, answer, pair)
            x = stop + size * rng.uniform(0.7, 3)
        y += sheet.pitch
    return y + sheet.pitch * rng.uniform(0.3, 1)


def memo(sheet: Sheet, y: float) -> float:
    """To, from, date, subject, as at the head of a memo or a fax."""
    rng, size = sheet.rng, sheet.size
    heads = rng.sample(texts.HEADS, rng.randint(3, 7))
    stop = sheet.left + max(sheet.width(f"{head}: ", size) for head in heads) + size * rng.uniform(0.5, 4)
    direct, colon = rng.hit(0.3), rng.hit(0.85)
    for head in heads:
        text = (head if sheet.upper_labels or rng.hit(0.5) else head.title()) + (":" if colon else "")
        pair = sheet.pair()
        end = sheet.label(sheet.left, y, text, pair)
        if not rng.hit(sheet.empty):
            start = end + size * rng.uniform(0.3, 1.2) if direct else max(stop, end + 6)
            maker = rng.choice([texts.person, texts.company, texts.phone, texts.day, _subject])
            sheet.value(start, y, maker(rng), pair)
            if rng.hit(0.15):
                y += sheet.value_size * 1.25
                sheet.value(start, y, rng.choice([texts.person, texts.company])(rng), pair)
        if sheet.blanks == "line":
            sheet.across(max(stop, end + 6), sheet.right - 100, y + size * 0.25)
        y += sheet.pitch
    return y + sheet.pitch * rng.uniform(0.3, 1)


def _subject(rng: Rng) -> str:
    return texts.phrase(rng, 2, 6)


def long_answer(sheet: Sheet, y: float) -> float:
    """A label, and lines of running text behind and under it."""
    rng, size = sheet.rng, sheet.size
    pair = sheet.pair()
    end = sheet.label(sheet.left, y, sheet.named(colon=rng.hit(max(0.6, sheet.colon))), pair)
    count, step = rng.randint(1, 5), sheet.value_size * rng.uniform(1.15, 1.6)
    if rng.hit(0.5):
        start = end + size * rng.uniform(0.5, 2)
        sheet.value(start, y, sheet.lines(sheet.right - start, 1)[0], pair)
        left = rng.choice([sheet.left, start, start, sheet.left + 30])
        y += step
        count = count if rng.hit(0.8) else 0
    else:
        if rng.hit(0.3) and end < sheet.right * 0.65:
            _beside_long(sheet, max(end + 4 * size, sheet.right * rng.uniform(0.55, 0.75)), y)
        y += step * rng.uniform(1, 1.3)
        left = sheet.left + rng.choice([0, 0, 25, 50])
    for line in sheet.lines(sheet.right - left, count) if count else []:
        sheet.value(left, y, line, pair)
        y += step
    return y + sheet.pitch * rng.uniform(0.4, 1.2)


def _beside_long(sheet: Sheet, x: float, y: float) -> None:
    """Another label, or a text, in the row of a label whose answer stands below."""
    rng, size = sheet.rng, sheet.size
    if rng.hit(0.3):
        sheet.print(x, y, texts.phrase(rng, 1, 3), sheet.other(), size, sheet.label_face)
        return
    text = sheet.named()
    if x + sheet.width(text, sheet.label_size) + 4 * size < sheet.right:
        pair = sheet.pair()
        end = sheet.label(x, y, text, pair)
        if rng.hit(0.6):
            sheet.value(end + size * rng.uniform(0.5, 1.5), y, sheet.answer(sheet.right - end - size), pair)
