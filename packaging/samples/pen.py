"""Handwriting: every letter set a little differently, then bent a little, in ink that is not even."""

from itertools import pairwise

import cv2
import numpy as np
from fonts import font
from PIL import Image, ImageDraw, ImageFont

from paper import Plane, Rng, noise


def write(
    rng: Rng, layer: Image.Image, at: tuple[float, float], text: str, *, face: str, size: float, loose: float = 1.0
) -> None:
    """Letters on a layer of darkness, their base line starting at a place."""
    x, y = at
    letters = font(face, size)
    drift = rng.normal(0, 0.006) * loose
    for sign in text:
        grown = font(face, size * (1 + rng.normal(0, 0.028) * loose))
        wobble = rng.normal(0, 0.022 * size) * loose
        if sign != " ":
            _stamp(layer, sign, grown, (x, y + wobble + drift * (x - at[0])), rng.normal(0, 2.2) * loose)
        x += letters.getlength(sign) * (1 + rng.normal(0, 0.03) * loose) + rng.normal(0, 0.012 * size)


def _stamp(
    layer: Image.Image, sign: str, letters: ImageFont.FreeTypeFont, at: tuple[float, float], turn: float
) -> None:
    room = int(letters.size * 2.4)
    glyph = Image.new("L", (room, room), 0)
    ImageDraw.Draw(glyph).text((room * 0.3, room * 0.65), sign, 255, letters, anchor="ls")
    glyph = glyph.rotate(turn, Image.Resampling.BICUBIC, center=(room * 0.3, room * 0.65))
    layer.paste(255, (round(at[0] - room * 0.3), round(at[1] - room * 0.65)), glyph)


def stroke(rng: Rng, layer: Image.Image, points: list[tuple[float, float]], width: float) -> None:
    """One movement of the pen through some places, shaken a little."""
    shaken = [(x + rng.normal(0, width * 0.5), y + rng.normal(0, width * 0.5)) for x, y in points]
    draw = ImageDraw.Draw(layer)
    steps = [
        (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)
        for a, b in pairwise(shaken)
        for t in np.linspace(0, 1, int(np.hypot(b[0] - a[0], b[1] - a[1]) / width * 4) + 2)
    ]
    for place, (x, y) in enumerate(steps):
        radius = width * (0.5 - 0.18 * place / len(steps))
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)


def ink(rng: Rng, layer: Image.Image, *, strength: float, bend: float) -> Plane:
    """The layer as darkness from 0 to 1, bent by a trembling hand, with a ball that skips."""
    flat = np.asarray(layer, np.float32) / 255
    rows, columns = np.mgrid[0 : flat.shape[0], 0 : flat.shape[1]].astype(np.float32)
    across = columns + bend * noise(rng, flat.shape, 46)
    down = rows + bend * noise(rng, flat.shape, 46)
    bent = cv2.remap(flat, across, down, cv2.INTER_LINEAR)
    flow = strength + 0.10 * noise(rng, flat.shape, 40) + 0.10 * noise(rng, flat.shape, 4)
    return np.clip(bent * np.clip(flow, 0.25, 1), 0, 1)
