"""A thermal till printer: text, rules, pictures and bar codes as dots, 203 to the inch, 12 x 24 to the character."""

from dataclasses import dataclass, field

import numpy as np
from fonts import font
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

CELL, LINE = 12, 24
Dots = NDArray[np.uint8]

EAN_LEFT = (
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
)
EAN_PARITY = ("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA")


@dataclass
class Till:
    """Prints from the top down. ``text`` are the lines as a person reads them.

    Many tills print a nought without a stroke: ``zero`` is the sign to draw for it.
    """

    face: ImageFont.FreeTypeFont
    columns: int
    margin: int = 32
    gap: int = 6
    zero: str = "0"
    text: list[str] = field(default_factory=list)
    rows: list[Dots] = field(default_factory=list)

    @property
    def width(self) -> int:
        return self.columns * CELL

    def line(self, text: str = "", align: str = "left", *, bold: bool = False, wide: int = 1, tall: int = 1) -> None:
        """One line of text; ``align`` is left, centre or right."""
        columns = self.columns // wide
        if len(text) > columns:
            raise ValueError(f"too long for {columns} columns: {text}")
        placed = {"left": text.ljust, "centre": text.center, "right": text.rjust}[align](columns)
        dots = self._set(placed)
        if bold:
            dots |= np.roll(dots, 1, axis=1)
        self._add(dots.repeat(wide, axis=1).repeat(tall, axis=0))
        self.feed(self.gap)
        if text.strip():
            self.text.append(" ".join(text.split()))

    def centred(self, *lines: str) -> None:
        for text in lines:
            self.line(text, "centre")

    def pair(self, left: str, right: str, *, bold: bool = False, wide: int = 1, tall: int = 1) -> None:
        """Words at the left edge, an amount at the right one."""
        room = self.columns // wide - len(left)
        self.line(left + right.rjust(room), bold=bold, wide=wide, tall=tall)

    def rule(self, sign: str = "-") -> None:
        self._add(self._set(sign * self.columns))
        self.feed(self.gap)

    def feed(self, dots: int) -> None:
        self.rows.append(np.zeros((dots, self.width), np.uint8))

    def picture(self, image: Image.Image) -> None:
        """A black-on-white picture, centred."""
        self._add(self._centred((np.asarray(image.convert("L")) < 128).astype(np.uint8)))

    def code(self, digits: str, height: int = 70, module: int = 2) -> None:
        """An EAN-13 bar code with its figures below."""
        bars = np.array([int(bit) for bit in ean13(digits)], np.uint8).repeat(module)
        self._add(self._centred(np.tile(bars, (height, 1))))
        self.feed(4)
        self.line(digits, "centre")

    def strip(self) -> Dots:
        """The whole print with its side margins."""
        return np.pad(np.vstack(self.rows), ((0, 0), (self.margin, self.margin)))

    def _set(self, text: str) -> Dots:
        image = Image.new("L", (len(text) * CELL, LINE), 0)
        draw = ImageDraw.Draw(image)
        draw.fontmode = "1"
        for column, sign in enumerate(text):
            if sign != " ":
                shown = self.zero if sign == "0" else sign
                draw.text((column * CELL + CELL / 2, LINE - 6), shown, 1, self.face, anchor="ms")
        return np.array(image, np.uint8)

    def _centred(self, dots: Dots) -> Dots:
        left = (self.width - dots.shape[1]) // 2
        return np.pad(dots, ((0, 0), (left, self.width - dots.shape[1] - left)))

    def _add(self, dots: Dots) -> None:
        self.rows.append(np.pad(dots, ((0, 0), (0, self.width - dots.shape[1]))))


def ean13(digits: str) -> str:
    """The 95 modules of an EAN-13 code, its check digit (the last figure) verified."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    if len(digits) != 13 or total % 10:
        raise ValueError(f"not an EAN-13: {digits}")
    left = ""
    for digit, parity in zip(digits[1:7], EAN_PARITY[int(digits[0])], strict=True):
        code = EAN_LEFT[int(digit)]
        left += code if parity == "A" else _flip(code)[::-1]
    right = "".join(_flip(EAN_LEFT[int(digit)]) for digit in digits[7:])
    return f"101{left}01010{right}101"


def _flip(code: str) -> str:
    return code.translate(str.maketrans("01", "10"))


def banner(text: str, face: str, size: int, *, inverse: bool = False) -> Image.Image:
    """A word as a till logo: set large, or white in a black bar."""
    letters = font(face, size)
    left, top, right, bottom = letters.getbbox(text)
    pad = size // 4 if inverse else 4
    image = Image.new("L", (int(right - left) + 2 * pad, int(bottom - top) + 2 * pad), 0 if inverse else 255)
    ImageDraw.Draw(image).text((pad - left, pad - top), text, 255 if inverse else 0, letters)
    return image
