"""Paper: smooth noise, thermal print, creases and curl, torn edges, stains. Pictures are float32, 0 to 1."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
Rng = np.random.Generator


def noise(rng: Rng, shape: tuple[int, int], cell: float | tuple[float, float]) -> Plane:
    """Smooth noise of mean 0 and deviation about 1; ``cell`` is the size of a bump (down, across) in pixels."""
    down, across = cell if isinstance(cell, tuple) else (cell, cell)
    height, width = shape
    small = rng.standard_normal((int(height / down) + 4, int(width / across) + 4)).astype(np.float32)
    grown = cv2.resize(small, (int(small.shape[1] * across), int(small.shape[0] * down)), interpolation=cv2.INTER_CUBIC)
    top, left = int(down), int(across)
    return grown[top : top + height, left : left + width]


def blur(plane: Plane, sigma: float) -> Plane:
    return cv2.GaussianBlur(plane, (0, 0), sigma)


@dataclass(frozen=True)
class Sheet:
    """A piece of paper lying on a table: its colour, its outline, how far each place stands up (pixels)."""

    colour: NDArray[np.float32]
    outline: Plane
    height: Plane

    @property
    def shape(self) -> tuple[int, int]:
        return self.outline.shape[0], self.outline.shape[1]


def burn(rng: Rng, dots: NDArray[np.uint8], scale: float, *, heat: float, wear: float) -> Plane:
    """Dots of a till printer as darkness on paper: soft dots, a head that is not even, a battery that sags."""
    wide = int(dots.shape[1] * scale)
    long = int(dots.shape[0] * scale)
    ink = cv2.resize(dots.astype(np.float32), (wide, long), interpolation=cv2.INTER_LINEAR)
    ink = np.clip(blur(ink, 0.55) * 1.35 - 0.08, 0, 1)
    ink *= heat + wear * noise(rng, ink.shape, (260, 340)) + 0.4 * wear * noise(rng, ink.shape, (9, 900))
    element = 1 - 0.5 * wear * np.abs(rng.standard_normal(dots.shape[1])).astype(np.float32)
    for column in rng.integers(60, dots.shape[1] - 60, 2):
        element[column] *= 0.35  # two dots of the head are weak: a thin pale line down the whole receipt
    ink *= cv2.resize(element[None, :], (wide, 1), interpolation=cv2.INTER_LINEAR)
    ink *= 1 + 0.22 * noise(rng, ink.shape, 2.2)
    return np.clip(ink, 0, 1)


def receipt_height(rng: Rng, shape: tuple[int, int], *, curl: float, folds: tuple[float, ...], rumple: float) -> Plane:
    """A strip from a roll: it curls up at its ends, bows across, and was folded and put in a pocket."""
    down = np.linspace(0, 1, shape[0], dtype=np.float32)[:, None]
    across = np.linspace(-1, 1, shape[1], dtype=np.float32)[None, :]
    ends = np.maximum(0, down - 0.78) ** 2 * 14 + np.maximum(0, 0.13 - down) ** 2 * 26
    height = curl * ends * (1 + 0.25 * across) + 0.18 * curl * (1 - across**2)
    for place in folds:
        distance = np.abs(down - place - 0.006 * across) * shape[0]
        slope = np.sqrt(distance**2 + 9) - 3
        height = height - 0.085 * np.minimum(slope, 90 + slope * 0.12)
    crumple = sum(noise(rng, shape, cell) * size for cell, size in ((260, 2.4), (95, 0.6), (38, 0.2)))
    return (height + rumple * (crumple + _creases(rng, shape, 16))).astype(np.float32)


def _creases(rng: Rng, shape: tuple[int, int], count: int) -> Plane:
    """Sharp little kinks of limited length, as in paper that was in a purse."""
    rows, columns = np.mgrid[0 : shape[0] : 2, 0 : shape[1] : 2].astype(np.float32)
    height = np.zeros(rows.shape, np.float32)
    for _ in range(count):
        x, y = rng.uniform(0, shape[1]), rng.uniform(0, shape[0])
        angle = rng.uniform(0, np.pi)
        reach, side = rng.uniform(90, 380), rng.uniform(40, 130)
        along = (columns - x) * np.cos(angle) + (rows - y) * np.sin(angle)
        off = -(columns - x) * np.sin(angle) + (rows - y) * np.cos(angle) + along**2 * rng.normal(0, 0.0004)
        ridge = np.exp(-np.sqrt(off**2 + 4) / side) * np.exp(-((along / reach) ** 2))
        height += np.float32(rng.choice((-1, 1)) * rng.uniform(0.035, 0.085) * side) * ridge
    return cv2.resize(height, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)


def cracked(rng: Rng, ink: Plane, folds: tuple[float, ...]) -> Plane:
    """Print along a fold, where the coat of the paper broke: paler, in patches."""
    down = np.linspace(0, 1, ink.shape[0], dtype=np.float32)[:, None]
    across = np.linspace(-1, 1, ink.shape[1], dtype=np.float32)[None, :]
    for place in folds:
        distance = np.abs(down - place - 0.006 * across) * ink.shape[0]
        patches = np.clip(0.6 + 0.5 * noise(rng, (1, ink.shape[1]), 25), 0.1, 1)
        ink = ink * (1 - 0.55 * patches * np.exp(-((distance / 2.6) ** 2)))
    return ink.astype(np.float32)


def torn(rng: Rng, shape: tuple[int, int], tooth: int = 11) -> Plane:
    """The outline of a strip: straight sides, a saw-toothed cut above and below, a little rough."""
    height, width = shape
    across = np.arange(width)
    outline = np.ones(shape, np.float32)
    teeth = np.abs((across % tooth) / tooth - 0.5) * tooth * 1.1
    for flip in (False, True):
        edge = teeth + 2.5 * noise(rng, (1, width), 70)[0] + rng.random(width) * 1.2 + 5
        cut = (np.arange(height)[:, None] > edge[None, :]).astype(np.float32)
        outline *= cut[::-1] if flip else cut
    return blur(outline, 0.6)


def thermal_sheet(
    rng: Rng, ink: Plane, height: Plane, *, tint: tuple[float, float, float], ink_tint: tuple[float, float, float]
) -> Sheet:
    """Thermal paper with its print: faint fibres, a few grey scuffs where it rubbed in a pocket."""
    shape = (ink.shape[0], ink.shape[1])
    fibre = 0.006 * noise(rng, shape, 1.6) + 0.008 * noise(rng, shape, 14) + 0.012 * noise(rng, shape, 300)
    scuffs = np.clip(noise(rng, shape, (55, 26)) - 2.35, 0, 1) * np.clip(0.6 + noise(rng, shape, 6), 0, 1) * 0.16
    paper = (1 + fibre - scuffs)[..., None] * np.array(tint, np.float32)
    black = np.array(ink_tint, np.float32)
    colour = paper * (1 - ink[..., None]) + black * ink[..., None]
    return Sheet(colour.astype(np.float32), torn(rng, shape), height)


def ring_stain(rng: Rng, sheet: Sheet, centre: tuple[float, float], radius: float, strength: float) -> Sheet:
    """The ring of a coffee cup, darker at its rim, broken where the cup did not touch."""
    rows, columns = np.mgrid[0 : sheet.shape[0], 0 : sheet.shape[1]].astype(np.float32)
    dx, dy = columns - centre[0], rows - centre[1]
    away = np.hypot(dx, dy) + 3.5 * noise(rng, sheet.shape, 60)
    touch = np.clip(0.75 + 0.55 * noise(rng, sheet.shape, 210), 0.05, 1.1)
    rim = np.exp(-(((away - radius) / 3.2) ** 2)) + 0.45 * np.exp(-(((away - radius + 11) / 9) ** 2))
    film = 0.10 * (away < radius - 8)
    brown = np.array((0.30, 0.52, 0.74), np.float32)
    amount = strength * (rim * touch + film)[..., None]
    return Sheet(sheet.colour * (1 - amount * brown), sheet.outline, sheet.height)
