"""What an engine makes of a sheet: words in lines, some joined, some misread, some lost; places a little off."""

from __future__ import annotations

from dataclasses import dataclass

from _pairing.parts import Made, Part, Role
from _pairing.sheet import HEIGHT, WIDTH, Box, Item, Sheet
from reviewer.domain.geometry import Polygon
from reviewer.domain.text import Line, PageText, TextSource, TickBox, Word

MISREAD = {
    **{"o": "0", "0": "O", "l": "1", "1": "l", "i": "l", "e": "c", "m": "rn", "S": "5", "5": "S", "B": "8", "a": "o"},
    **{"n": "h", "t": "f", "I": "1", "g": "9", "E": "F", "c": "e"},
}
_MIDDLE, _HALF = 0.31, 0.55  # of the height of print, above where it stands


@dataclass
class _Read:
    """A word as it is read; lengths in points."""

    text: str
    parts: list[Part]
    left: float
    right: float
    confidence: float


def read(sheet: Sheet) -> Made:
    return _Engine(sheet).read()


class _Engine:
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._rng = rng = sheet.rng
        self._noise = 0 if sheet.clear else rng.choice([0, 0.3, 1, 1, 1.5])
        gentle = min(self._noise, 1)
        self._glue = rng.choice([0, 0.05, 0.15, 0.3]) * gentle
        self._slope = rng.uniform(-0.004, 0.004) * self._noise
        self._join = rng.uniform(0.7, 1.5)
        self._lost = 0.12 * self._noise
        self._without_blanks = rng.choice([0, 0, 0.05, 0.2]) * gentle

    def read(self) -> Made:
        lines: list[Line] = []
        parts: dict[int, tuple[Part, ...]] = {}
        for run in self._runs():
            line = self._line(run, parts)
            if line is not None:
                lines.append(line)
        sheet, rng = self._sheet, self._rng
        strokes = (
            ()
            if rng.hit(0.08)
            else tuple(
                (self._place(*start), self._place(*end)) for start, end in sheet.strokes if not rng.hit(self._lost)
            )
        )
        boxes = tuple(
            TickBox(self._around(box), box.checked, 0.95) for box in sheet.boxes if not rng.hit(self._lost / 2)
        )
        page = PageText(
            0,
            tuple(lines),
            TextSource.ENGINE,
            "made",
            aspect=WIDTH / HEIGHT,
            tick_boxes=boxes,
            strokes=strokes,
        )
        return Made(page, parts)

    def _runs(self) -> list[list[Item]]:
        """Words that stand close to each other, without a stroke between them, are one line."""
        runs: list[list[Item]] = []
        for item in sorted(self._sheet.items, key=lambda each: each.x):
            near = [run for run in runs if self._goes_on(run[-1], item)]
            if near:
                max(near, key=lambda run: run[-1].x).append(item)
            else:
                runs.append([item])
        return runs

    def _goes_on(self, last: Item, item: Item) -> bool:
        gap = item.x - last.x - last.width
        if not 0 <= gap < self._join * min(item.size, last.size) * 0.75:
            return False
        if abs(last.y - item.y) >= 0.25 * item.size or not 0.7 < last.size / item.size < 1.45:
            return False
        return not (self._parted(last, item) and self._rng.hit(0.85))

    def _parted(self, last: Item, item: Item) -> bool:
        return any(
            start[0] == end[0]
            and last.x + last.width <= start[0] <= item.x
            and min(start[1], end[1]) < item.y < max(start[1], end[1]) + item.size
            for start, end in self._sheet.strokes
        )

    def _line(self, run: list[Item], parts: dict[int, tuple[Part, ...]]) -> Line | None:
        rng, noise = self._rng, self._noise
        without_blanks = rng.hit(self._without_blanks)
        size = max(item.size for item in run)
        base = sum(item.y for item in run) / len(run) + rng.gauss(0, 0.05) * noise * run[0].size
        high = size * (1 + rng.gauss(0, 0.06) * noise)
        half = _HALF * self._sheet.flat * high
        read: list[_Read] = []
        for item in run:
            self._add(item, read, without_blanks=without_blanks)
        words = []
        for one in read:
            polygon = self._polygon(one.left, base - _MIDDLE * high - half, one.right, base - _MIDDLE * high + half)
            words.append(Word(one.text, polygon, round(one.confidence, 3)))
            parts[id(words[-1])] = tuple(one.parts)
        if not words:
            return None
        first, last = words[0].polygon, words[-1].polygon
        return Line(tuple(words), (first[0], last[1], last[2], first[3]))

    def _add(self, item: Item, read: list[_Read], *, without_blanks: bool) -> None:
        """Read a word behind those of its line."""
        rng, noise, size = self._rng, self._noise, item.size
        if rng.hit((0.06 if item.hand else 0.006) * noise):
            return
        text = self._misread(item)
        if not text:
            return
        sure = rng.uniform(0.97, 1) if rng.hit(1 - 0.12 * noise) else rng.uniform(0.7, 0.97)
        confidence = rng.uniform(0.55, 0.99) if item.hand else sure
        left = item.x + rng.gauss(0, 0.06) * size * noise
        right = max(left + 2, item.x + item.width + rng.gauss(0, 0.06) * size * noise)
        if without_blanks and read and left - read[-1].right < 0.7 * size:
            left = read[-1].right = (left + read[-1].right) / 2
        part = [item.part] * len(text)
        if read and rng.hit(self._glue if item.x - read[-1].right < 0.6 * size else self._glue / 4):
            last = read[-1]
            last.text, last.right, last.confidence = last.text + text, right, min(confidence, last.confidence)
            last.parts += part
        else:
            read.append(_Read(text, part, left, right, confidence))

    def _misread(self, item: Item) -> str:
        rng, noise = self._rng, self._noise
        found = []
        for sign in item.text:
            if rng.hit((0.05 if item.hand else 0.012) * noise) and item.part.role is not Role.BLANK:
                found.append(MISREAD.get(sign, sign))
            elif sign == ":" and rng.hit(0.1 * noise):
                found.append(rng.choice(["", "", ".", ";"]))
            else:
                found.append(sign)
        return "".join(found)

    def _around(self, box: Box) -> Polygon:
        return self._polygon(box.left, box.top, box.right, box.bottom)

    def _polygon(self, left: float, top: float, right: float, bottom: float) -> Polygon:
        right = max(right, left + 1.5)
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        return tuple(self._place(x, y) for x, y in corners)

    def _place(self, x: float, y: float) -> tuple[float, float]:
        """A place as fractions of the page, which lies a little crooked."""
        y += self._slope * (x - WIDTH / 2)
        return min(1.0, max(0.0, x / WIDTH)), min(1.0, max(0.0, y / HEIGHT))
