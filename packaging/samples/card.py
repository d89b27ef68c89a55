"""A plastic card or a passport page: fine coloured lines as a background, a made-up portrait, print, SPECIMEN across.

Lengths are millimetres; a card is drawn at twice the resolution at which it is photographed.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from fonts import font
from PIL import Image, ImageDraw

from paper import Plane, Rng, Sheet, blur, noise

Colour = tuple[float, float, float]
FINE = 2


class Card:
    """Colours to be laid one over the other, and the words in the order of reading.

    Attributes:
        size: width and height in pixels of the finished picture.
        placed: base line, left end and text of every printed text.
    """

    def __init__(self, rng: Rng, wide: float, high: float, dpi: float, tone: Colour) -> None:
        self._rng = rng
        self._mm = dpi / 25.4
        self.size = round(wide * self._mm), round(high * self._mm)
        self._layers: dict[Colour, Image.Image] = {}
        self._colour = np.ones((self.size[1], self.size[0], 3), np.float32) * np.array(tone, np.float32)
        self.placed: list[tuple[float, float, str]] = []

    def waves(self, colour: Colour, *, period: float, swing: float, length: float, slope: float, ink: float) -> None:
        """A family of fine lines that swing across the whole card."""
        rows, columns = self._places()
        phase = (rows + slope * columns) / period + swing * np.sin(columns / length + rows / (2.7 * length))
        self._lay(_lines(phase) * ink, colour)

    def rosette(self, colour: Colour, at: tuple[float, float], *, size: float, leaves: int, ink: float) -> None:
        """Rings of fine lines with leaves, fading towards their edge."""
        rows, columns = self._places()
        x, y = columns - at[0], rows - at[1]
        away, angle = np.hypot(x, y), np.arctan2(y, x)
        phase = away / 0.9 + 1.6 * np.sin(leaves * angle) * (away / size)
        self._lay(_lines(phase) * ink * np.clip((size - away) * 0.6, 0, 1), colour)

    def tint(self, colour: Colour, box: tuple[float, float, float, float], ink: float) -> None:
        """A stretch of colour with soft edges."""
        plane = np.zeros(self._colour.shape[:2], np.float32)
        left, top, right, bottom = (round(side * self._mm) for side in box)
        plane[top:bottom, left:right] = 1
        self._lay(blur(plane, 1.2 * self._mm) * ink, colour)

    def print(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        face: str = "print",
        colour: Colour = (0.10, 0.10, 0.12),
        anchor: str = "ls",
        told: bool = True,
    ) -> None:
        """Words with their base line at a place; ``told`` when they belong to the text of the document."""
        letters = font(face, size * self._mm * FINE)
        at = (x * self._mm * FINE, y * self._mm * FINE)
        self._draw(colour).text(at, text, 255, letters, anchor=anchor)
        if told:
            self.placed.append((y, x, text))

    def upright(self, x: float, y: float, text: str, size: float, *, face: str, colour: Colour) -> None:
        """Words that run down the card, beginning at the top right of a place."""
        letters = font(face, size * self._mm * FINE)
        left, top, right, bottom = letters.getbbox(text, anchor="ls")
        strip = Image.new("L", (right - left + 8, bottom - top + 8), 0)
        ImageDraw.Draw(strip).text((4 - left, 4 - top), text, 255, letters, anchor="ls")
        turned = strip.rotate(-90, expand=True)
        self._draw(colour)
        self._layers[colour].paste(turned, (round(x * self._mm * FINE), round(y * self._mm * FINE)), turned)
        self.placed.append((y, x, text))

    def line(self, x: float, y: float, until: float, width: float, colour: Colour) -> None:
        fine = self._mm * FINE
        self._draw(colour).line((x * fine, y * fine, until * fine, y * fine), fill=255, width=round(width * fine))

    def portrait(self, box: tuple[float, float, float, float], ground: Colour, coat: Colour) -> None:
        """Nobody: head and shoulders as a shape, out of focus."""
        left, top, right, bottom = (side * self._mm for side in box)
        rows, columns = np.mgrid[0 : self.size[1], 0 : self.size[0]].astype(np.float32)
        across, down = (columns - left) / (right - left), (rows - top) / (bottom - top)
        inside = ((across > 0) & (across < 1) & (down > 0) & (down < 1)).astype(np.float32)
        self._lay(inside, ground)
        head = _oval(across, down, (0.5, 0.40), (0.20, 0.24))
        hair = np.clip(_oval(across, down, (0.5, 0.34), (0.235, 0.235)) - 0.9 * (down > 0.36) * head, 0, 1)
        body = np.clip((down - 0.74 - 0.9 * (across - 0.5) ** 2) * 30, 0, 1)
        neck = ((abs(across - 0.5) < 0.09) & (down > 0.5) & (down < 0.80)).astype(np.float32)
        skin = (0.72, 0.55, 0.44)
        for shape, colour in ((neck, skin), (body, coat), (hair, (0.13, 0.11, 0.11)), (head, skin)):
            self._lay(blur((shape * inside).astype(np.float32), 0.28 * self._mm), colour)

    def specimen(self, text: str, size: float, *, angle: float, ink: float, colour: Colour, face: str) -> None:
        """A word across the whole card, as it is printed on those that are only to be shown."""
        plane = Image.new("L", self.size, 0)
        letters = font(face, size * self._mm)
        ImageDraw.Draw(plane).text((self.size[0] / 2, self.size[1] / 2), text, 255, letters, anchor="mm")
        turned = plane.rotate(angle, Image.Resampling.BICUBIC)
        self._lay(np.asarray(turned, np.float32) / 255 * ink, colour)

    def sheet(self, *, corner: float, wear: float = 0.05, bow: float = 0.0) -> Sheet:
        """As it lies on a table.

        Args:
            corner: radius of the corners.
            wear: how uneven the print is.
            bow: by how many pixels its middle stands up.
        """
        for colour, layer in self._layers.items():
            ink = np.asarray(layer.resize(self.size, Image.Resampling.BOX), np.float32) / 255
            uneven = 1 - wear + wear * noise(self._rng, ink.shape, 3) * 0.7 + wear * noise(self._rng, ink.shape, 60)
            self._lay(np.clip(ink * uneven, 0, 1), colour)
        self._layers.clear()
        shape = self._colour.shape[:2]
        grain = 0.006 * noise(self._rng, shape, 2.2) + 0.008 * noise(self._rng, shape, 90)
        down = np.linspace(-1, 1, shape[0], dtype=np.float32)[:, None]
        height = bow * (1 - down**2) * np.ones(shape, np.float32)
        colour = np.clip(self._colour + grain[..., None], 0, 1).astype(np.float32)
        return Sheet(colour, _rounded(shape, round(corner * self._mm)), height.astype(np.float32))

    def text(self) -> list[str]:
        """The printed words by rows, from the top."""
        rows: list[tuple[float, list[tuple[float, str]]]] = []
        for y, x, words in sorted(self.placed):
            if not rows or y - rows[-1][0] > 1.2:
                rows.append((y, []))
            rows[-1][1].append((x, words))
        return [" ".join(words for _, words in sorted(row)) for _, row in rows]

    def _places(self) -> tuple[Plane, Plane]:
        rows, columns = np.mgrid[0 : self.size[1], 0 : self.size[0]].astype(np.float32)
        return rows / self._mm, columns / self._mm

    def _draw(self, colour: Colour) -> ImageDraw.ImageDraw:
        if colour not in self._layers:
            self._layers[colour] = Image.new("L", (self.size[0] * FINE, self.size[1] * FINE), 0)
        return ImageDraw.Draw(self._layers[colour])

    def _lay(self, amount: Plane, colour: Colour) -> None:
        self._colour += (np.array(colour, np.float32) - self._colour) * amount[..., None].astype(np.float32)


def stacked(sheets: Sequence[Sheet], gap: int) -> Sheet:
    """Cards laid under each other, as both sides of one are copied onto one page."""
    wide = max(sheet.shape[1] for sheet in sheets)
    room = np.zeros((gap, wide), np.float32)
    parts: list[list[Plane]] = [[], [], []]
    for number, sheet in enumerate(sheets):
        if number:
            for part in parts:
                part.append(np.dstack([room] * 3) if part is parts[0] else room)
        side = ((0, 0), (0, wide - sheet.shape[1]))
        parts[0].append(np.pad(sheet.colour, (*side, (0, 0))))
        parts[1].append(np.pad(sheet.outline, side))
        parts[2].append(np.pad(sheet.height, side))
    colour, outline, height = (np.concatenate(part) for part in parts)
    return Sheet(colour, outline, height)


def _lines(phase: Plane) -> Plane:
    """Fine dark lines where the phase is whole."""
    return np.exp(-(((phase - np.round(phase)) / 0.17) ** 2)).astype(np.float32)


def _oval(x: Plane, y: Plane, middle: tuple[float, float], half: tuple[float, float]) -> Plane:
    away = ((x - middle[0]) / half[0]) ** 2 + ((y - middle[1]) / half[1]) ** 2
    return np.clip((1 - away) * 8, 0, 1).astype(np.float32)


def _rounded(shape: tuple[int, int], radius: int) -> Plane:
    plane = Image.new("L", (shape[1] * 2, shape[0] * 2), 0)
    ImageDraw.Draw(plane).rounded_rectangle((2, 2, shape[1] * 2 - 3, shape[0] * 2 - 3), radius * 2, fill=255)
    small = plane.resize((shape[1], shape[0]), Image.Resampling.BOX)
    return cv2.GaussianBlur(np.asarray(small, np.float32) / 255, (0, 0), 0.6)
