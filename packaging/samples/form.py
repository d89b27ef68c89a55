"""A scanned membership form of an invented rowing club, filled in by hand."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from fonts import font
from pen import ink, stroke, write
from PIL import Image, ImageDraw
from scanner import Glass, Layer, scan

from paper import Plane, Rng, noise

FILE = "form-membership.jpg"
DPI, FINE = 200, 2
MM = DPI / 25.4 * FINE
PAGE = (1654 * FINE, 2339 * FINE)
LEFT, RIGHT = 24.0, 192.0
BLUE, BLACK, TONER, STAMP = (0.12, 0.20, 0.56), (0.13, 0.13, 0.16), (0.10, 0.10, 0.11), (0.72, 0.16, 0.22)

TICK = (((0.4, -2.0), (1.8, 0.1), (5.6, -5.4)),)
CROSS = (((0.3, -3.4), (4.1, 0.5)), ((4.2, -3.8), (0.2, 0.4)))
RULES = (
    "I agree to the rules of the club and to its safety code. I understand that I take part at my own",
    "risk and that the club keeps these details for as long as I am a member.",
)


@dataclass
class Page:
    """The printed form and the inks on it, drawn at twice the scan's resolution, measured in millimetres."""

    rng: Rng
    printed: Image.Image = field(default_factory=lambda: Image.new("L", PAGE, 0))
    shaded: Image.Image = field(default_factory=lambda: Image.new("L", PAGE, 0))
    pen: Image.Image = field(default_factory=lambda: Image.new("L", PAGE, 0))
    office: Image.Image = field(default_factory=lambda: Image.new("L", PAGE, 0))
    placed: list[tuple[float, float, str]] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, dict[str, bool]] = field(default_factory=dict)

    def print(self, x: float, y: float, text: str, size: float = 3.3, *, bold: bool = False) -> None:
        """Printed words with their base line at a place."""
        letters = font("print-bold" if bold else "print", size * MM)
        ImageDraw.Draw(self.printed).text((x * MM, y * MM), text, 255, letters, anchor="ls")
        self.placed.append((y, x, text))

    def heading(self, y: float, text: str) -> None:
        draw = ImageDraw.Draw(self.printed)
        draw.rectangle((LEFT * MM, (y - 4.9) * MM, RIGHT * MM, (y + 1.9) * MM), fill=225)
        letters = font("print-bold", 3.7 * MM)
        draw.text(((LEFT + 2) * MM, y * MM), text, 0, letters, anchor="ls")
        self.placed.append((y, LEFT + 2, text))

    def frame(self, box: tuple[float, float, float, float], width: float = 0.22) -> None:
        """A box by left, top, right, bottom."""
        ImageDraw.Draw(self.printed).rectangle(tuple(side * MM for side in box), outline=235, width=round(width * MM))

    def line(self, label: str, x: float, y: float, until: float, value: str, *, start: float, name: str = "") -> None:
        """A label, a box beside it, the answer in the box; ``name`` where two answers have the same label."""
        self.print(x, y, label)
        self.frame((start, y - 5.6, until, y + 2.4))
        self.answer(start + 2, y + 0.6, value)
        self.values[name or label] = value

    def answer(self, x: float, y: float, value: str, size: float = 6.0) -> None:
        shifted = x + float(self.rng.uniform(0, 1.6))
        write(self.rng, self.pen, (shifted * MM, y * MM), value, face="pen-capitals", size=size * MM)
        self.placed.append((y - 0.6, x, value))

    def comb(self, label: str, x: float, y: float, value: str, *, start: float) -> None:
        """A label and a box with a short mark between every two places, one sign in each."""
        self.print(x, y, label)
        cell = 6.2
        self.frame((start, y - 5.6, start + cell * len(value), y + 2.4))
        draw = ImageDraw.Draw(self.printed)
        for place, sign in enumerate(value):
            left = start + cell * place
            if place:
                draw.line((left * MM, (y + 0.9) * MM, left * MM, (y + 2.4) * MM), fill=235, width=round(0.22 * MM))
            at = ((left + 1.3 + self.rng.normal(0, 0.2)) * MM, (y + 0.4 + self.rng.normal(0, 0.2)) * MM)
            write(self.rng, self.pen, at, sign, face="pen-capitals", size=6.0 * MM)
        self.placed.append((y, start, value))
        self.values[label] = value

    def ticks(
        self, label: str, x: float, y: float, options: dict[str, float], chosen: str, *, cross: bool = False
    ) -> None:
        """A question with boxes; each option at its place along the line, one of them ticked."""
        self.print(x, y, label)
        for option, at in options.items():
            self.frame((at, y - 3.6, at + 4.2, y + 0.6), 0.28)
            self.print(at + 6, y, option)
            if option == chosen:
                self._tick(at, y, cross)
        self.boxes[label] = {option: option == chosen for option in options}
        self.values[label] = chosen

    def _tick(self, x: float, y: float, cross: bool) -> None:
        for movement in CROSS if cross else TICK:
            stroke(self.rng, self.pen, [((x + a) * MM, (y + b) * MM) for a, b in movement], 0.48 * MM)

    def text(self) -> list[str]:
        rows: list[tuple[float, list[tuple[float, str]]]] = []
        for y, x, words in sorted(self.placed):
            if not rows or y - rows[-1][0] > 2:
                rows.append((y, []))
            rows[-1][1].append((x, words))
        return [" ".join(words for _, words in sorted(row)) for _, row in rows]


def make(folder: Path, rng: Rng) -> dict[str, Any]:
    """Write the scan; its truth by its file name."""
    page = Page(rng)
    _head(page)
    _person(page)
    _membership(page)
    _emergency(page)
    _declaration(page)
    _office(page)
    layers = [
        Layer(_small(page.shaded) * 0.12, TONER),
        Layer(_toner(rng, _small(page.printed)), TONER),
        Layer(_small(ink(rng, page.pen, strength=0.86, bend=0.7)), BLUE),
        Layer(_small(ink(rng, page.office, strength=0.90, bend=0.7)), BLACK),
        Layer(_received(rng), STAMP),
    ]
    step = DPI / 25.4
    glass = Glass(
        turn=1.2,
        holes=((12 * step, 108.5 * step), (12 * step, 188.5 * step)),
        hole_radius=3 * step,
        staple=(13 * step, 10.5 * step),
        folds=(99.4 * step, 198.6 * step),
    )
    image = scan(rng, layers, glass)
    image.save(folder / FILE, quality=74, subsampling="4:2:0", optimize=True, dpi=(DPI, DPI))
    truth = {"type": "form", "fields": page.values, "checkboxes": page.boxes, "text": [page.text()]}
    return {FILE: truth}


def _head(page: Page) -> None:
    draw = ImageDraw.Draw(page.printed)
    for number in range(3):  # three blades as a crest
        x = (LEFT + 2 + number * 4.2) * MM
        draw.line((x, 34 * MM, x + 7 * MM, 19 * MM), fill=255, width=round(0.8 * MM))
        draw.polygon([(x + a * MM, b * MM) for a, b in ((6.1, 21.5), (8.6, 15.4), (10.0, 16.1), (7.6, 22.0))], fill=255)
    page.print(48, 24.5, "Larkmere Rowing Club", 6.6, bold=True)
    page.print(48, 31.5, "Membership application", 5.0)
    page.print(173, 24.5, "Form M1", 3.3, bold=True)
    page.print(173, 29.5, "Season 2025", 3.3)
    page.placed += [(21.5, 118, "RECEIVED"), (29.5, 118, "2 MAY 2025")]
    page.values["Received"] = "2 MAY 2025"
    page.print(LEFT, 43, "Use blue or black ink and BLOCK CAPITALS. Hand the form in at the boathouse.", 3.1)


def _person(page: Page) -> None:
    page.heading(52, "1. About you")
    page.ticks("Title", LEFT, 62, {"Mr": 56, "Mrs": 76, "Ms": 98, "Dr": 118, "Other": 138}, "Ms", cross=True)
    page.line("Surname", LEFT, 73, RIGHT, "THISTLEWOOD", start=56)
    page.line("First names", LEFT, 83.5, RIGHT, "ROSALIND MAY", start=56)
    page.line("Date of birth", LEFT, 94, 112, "17/09/1984", start=56)
    page.line("Occupation", 132, 94, RIGHT, "SURVEYOR", start=152)
    page.print(LEFT, 104.5, "Address")
    page.frame((56, 98.9, RIGHT, 117.4))
    page.answer(58, 105.1, "23 WILLOW BANK")
    page.answer(58, 113.7, "LITTLE ASHMERE, WEXLEY")
    page.values["Address"] = "23 WILLOW BANK\nLITTLE ASHMERE, WEXLEY"
    page.comb("Postcode", LEFT, 126, "WX9 2BD", start=56)
    page.line("Telephone", 110, 126, RIGHT, "07700 900183", start=132)
    page.line("E-mail", LEFT, 136.5, RIGHT, "ROSALIND@THISTLEWOOD.EXAMPLE", start=56)


def _membership(page: Page) -> None:
    page.heading(149, "2. Membership")
    options = {"Full": 56.0, "Family": 80.0, "Student": 106.0, "Social": 134.0}
    page.ticks("Type", LEFT, 159, options, "Family")
    page.line("Start date", LEFT, 170, 112, "01/05/2025", start=56)
    page.line("People in family", 132, 170, RIGHT, "4", start=162)
    page.ticks("Can you swim 50 m?", LEFT, 180.5, {"Yes": 66.0, "No": 84.0}, "Yes")
    page.ticks("Boat rack", 112, 180.5, {"Yes": 134.0, "No": 152.0}, "No")


def _emergency(page: Page) -> None:
    page.heading(192, "3. In an emergency call")
    page.line("Name", LEFT, 202.5, 126, "DESMOND THISTLEWOOD", start=40, name="Emergency name")
    page.line("Relationship", 130, 202.5, RIGHT, "FATHER", start=152)
    page.line("Telephone", LEFT, 213, 126, "07700 900426", start=46, name="Emergency telephone")


def _declaration(page: Page) -> None:
    page.heading(225, "4. Declaration")
    page.print(LEFT, 232.5, RULES[0], 3.0)
    page.print(LEFT, 237, RULES[1], 3.0)
    page.print(LEFT, 250, "Signature")
    draw = ImageDraw.Draw(page.printed)
    draw.line((46 * MM, 251.5 * MM, 116 * MM, 251.5 * MM), fill=220, width=round(0.2 * MM))
    write(page.rng, page.pen, (50 * MM, 250.5 * MM), "R. Thistlewood", face="signature", size=12.5 * MM, loose=0.25)
    tail = [(92 * MM, 252.6 * MM), (76 * MM, 254.0 * MM), (58 * MM, 253.6 * MM)]
    stroke(page.rng, page.pen, tail, 0.42 * MM)
    page.line("Date", 124, 250, RIGHT, "28/04/2025", start=136)


def _office(page: Page) -> None:
    box = tuple(side * MM for side in (LEFT, 259, RIGHT, 279))
    ImageDraw.Draw(page.shaded).rectangle(box, fill=255)
    page.frame((LEFT, 259, RIGHT, 279), 0.3)
    page.print(LEFT + 2, 264, "For office use", 3.1, bold=True)
    spots = (
        ("Member no.", 26, 46, "LM-20417"),
        ("Fee received", 80, 104, "£146.50"),
        ("Received by", 134, 156, "T. Oakes"),
    )
    for label, x, start, value in spots:
        page.print(x, 273.5, label)
        write(page.rng, page.office, (start * MM, 273.5 * MM), value, face="pen-hurried", size=5.6 * MM, loose=0.6)
        page.placed.append((273.5, start, value))
        page.values[label] = value


def _small(plane: Image.Image | Plane) -> Plane:
    """Down to the scan's resolution."""
    image = Image.fromarray((np.asarray(plane) * 255).astype(np.uint8)) if not isinstance(plane, Image.Image) else plane
    small = image.resize((PAGE[0] // FINE, PAGE[1] // FINE), Image.Resampling.BOX)
    return np.asarray(small, np.float32) / 255


def _toner(rng: Rng, plane: Plane) -> Plane:
    """A copy of a copy: black that is not quite even."""
    return np.clip(plane * (0.93 + 0.03 * noise(rng, plane.shape, 3) + 0.03 * noise(rng, plane.shape, 200)), 0, 1)


def _received(rng: Rng) -> Plane:
    """A rubber stamp, pressed on crooked and not equally hard."""
    stamp = Image.new("L", (int(56 * MM), int(20 * MM)), 0)
    draw = ImageDraw.Draw(stamp)
    edge = (0.6 * MM, 0.6 * MM, 55.4 * MM, 19.4 * MM)
    draw.rounded_rectangle(edge, 1.6 * MM, outline=255, width=round(0.55 * MM))
    draw.text((28 * MM, 8.0 * MM), "RECEIVED", 255, font("sans-black", 6.4 * MM), anchor="ms")
    draw.text((28 * MM, 15.6 * MM), "2 MAY 2025", 255, font("sans-black", 5.4 * MM), anchor="ms")
    layer = Image.new("L", PAGE, 0)
    turned = stamp.rotate(7.5, Image.Resampling.BICUBIC, expand=True)
    layer.paste(turned, (round(115 * MM), round(9 * MM)), turned)
    plane = _small(layer)
    press = np.clip(0.62 + 0.22 * noise(rng, plane.shape, 70) + 0.16 * noise(rng, plane.shape, 5), 0.12, 0.95)
    return np.clip(plane * press, 0, 1)
