"""Blocks of a form in which something is chosen: boxes to tick, and options with a cross before or behind them."""

from __future__ import annotations

from _pairing import texts
from _pairing.parts import Part, Role
from _pairing.sheet import Sheet


def boxes(sheet: Sheet, y: float) -> float:
    """Boxes to tick: behind a question each row, or a list of statements."""
    rng = sheet.rng
    ticks = _Boxes(sheet, sheet.size * rng.uniform(0.7, 1.1), before=rng.hit(0.75))
    asked = rng.hit(0.6)
    for _ in range(rng.randint(1, 4) if asked else rng.randint(2, 6)):
        if asked:
            ticks.question(y)
        else:
            ticks.option(sheet.left, y, texts.phrase(rng).capitalize(), sheet.other(), checked=rng.hit(0.4))
        y += sheet.pitch
    return y + sheet.pitch * 0.8


class _Boxes:
    def __init__(self, sheet: Sheet, side: float, *, before: bool) -> None:
        self._sheet, self._side, self._before = sheet, side, before

    def question(self, y: float) -> None:
        sheet, rng = self._sheet, self._sheet.rng
        pair = sheet.pair()
        x = sheet.label(sheet.left, y, sheet.named(), pair) + sheet.size * rng.uniform(1, 3)
        phrases = [texts.phrase(rng, 1, 2).title() for _ in range(rng.randint(2, 4))]
        options = rng.choice([["Yes", "No"], ["Yes", "No", "N/A"], phrases])
        ticked = rng.randrange(-1, len(options))
        for number, text in enumerate(options):
            part = Part(Role.VALUE, pair) if number == ticked else sheet.other()
            x = self.option(x, y, text, part, checked=number == ticked) + sheet.size * rng.uniform(1.2, 2.5)
            if x > sheet.right - 80:
                break

    def option(self, x: float, y: float, text: str, part: Part, *, checked: bool) -> float:
        """A box and its text. Returns where both end."""
        sheet = self._sheet
        if self._before:
            sheet.tick(x, y, self._side, checked=checked)
            return sheet.print(x + self._side + sheet.size * 0.5, y, text, part, sheet.size, sheet.label_face)
        end = sheet.print(x, y, text, part, sheet.size, sheet.label_face) + sheet.size * 0.5
        sheet.tick(end, y, self._side, checked=checked)
        return end + self._side


def crosses(sheet: Sheet, y: float) -> float:
    """Options in a row or a column, the chosen ones with an X before or behind them."""
    return _Crosses(sheet).draw(y)


class _Crosses:
    def __init__(self, sheet: Sheet) -> None:
        rng, size = sheet.rng, sheet.size
        self._sheet = sheet
        self._before, self._column = rng.hit(0.5), rng.hit(0.5)
        self._lines = rng.choice(["none", "none", "under", "drawn"])
        self._gap, self._apart = size * rng.uniform(0.6, 3), size * rng.uniform(1.5, 5)
        self._mark = rng.choice(["X", "X", "X", "x", "XX"])
        self._wide = sheet.width(self._mark, size)
        self._blank = sheet.width("_", size)
        self._asked, self._colons = rng.hit(0.6), rng.hit(0.5)

    def draw(self, y: float) -> float:
        sheet, rng = self._sheet, self._sheet.rng
        for _ in range(1 if self._column else rng.randint(1, 3)):
            x = sheet.left
            if self._asked:
                question = texts.label(rng, 0.3) + rng.choice([":", "", "?"])
                x = sheet.print(x, y, question, sheet.other(), sheet.label_size, sheet.label_face) + self._apart
            y = self._options(x, y)
        return y + sheet.pitch * rng.uniform(0.3, 1)

    def _options(self, x: float, y: float) -> float:
        sheet, rng = self._sheet, self._sheet.rng
        options = [self._option() for _ in range(rng.randint(2, 5))]
        chosen = rng.randrange(len(options)) if rng.hit(0.85) else -1
        several = rng.hit(0.2)
        widths = [sheet.width(option, sheet.label_size) for option in options]
        for number, option in enumerate(options):
            marked = number == chosen or (several and rng.hit(0.3))
            if not self._column and x + widths[number] + self._gap + self._wide + 3 * sheet.size > sheet.right:
                break
            end = self._put(x, y, option, max(widths) if self._column else widths[number], marked=marked)
            if self._column:
                y += sheet.pitch
            else:
                x = end + self._apart
        return y if self._column else y + sheet.pitch

    def _option(self) -> str:
        rng = self._sheet.rng
        made = [texts.label(rng, 0.2), texts.phrase(rng, 1, 2).title(), rng.choice(texts.OPTIONS)]
        text = " ".join(rng.choice(made).split()[:4])
        return text.upper() if self._sheet.upper_labels else text

    def _put(self, x: float, y: float, option: str, width: float, *, marked: bool) -> float:
        """An option with its cross. Returns where both end."""
        sheet, rng = self._sheet, self._sheet.rng
        pair = sheet.pair()
        if self._before:
            return sheet.label(self._cross(x, y, pair, marked=marked) + self._gap * 0.7, y, option, pair)
        sheet.label(x, y, option + (":" if self._colons and rng.hit(0.6) else ""), pair)
        return self._cross(x + width + self._gap, y, pair, marked=marked)

    def _cross(self, x: float, y: float, pair: int, *, marked: bool) -> float:
        """A cross, or the place for one, mostly without a line. Returns where it ends."""
        sheet, rng = self._sheet, self._sheet.rng
        start, full = x, x + self._wide + 2 * self._blank
        if self._lines == "drawn":
            sheet.across(start, full, y + sheet.size * 0.2)
            x += self._blank * rng.uniform(0.3, 1)
        elif self._lines == "under":
            x = self._dashes(x, y, pair)
        if marked:
            sheet.print(x, y, self._mark, Part(Role.VALUE, pair), sheet.size, sheet.value_face)
        x += self._wide
        if self._lines == "under":
            return self._dashes(x + 1, y, pair)
        return full if self._lines == "drawn" else x

    def _dashes(self, x: float, y: float, pair: int) -> float:
        sheet = self._sheet
        if sheet.rng.hit(0.6):
            return sheet.print(x, y, "__", Part(Role.BLANK, pair), sheet.size, sheet.label_face)
        return x + 2 * self._blank
