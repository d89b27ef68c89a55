"""The three receipts, each photographed on its own table."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from camera import Scene, photograph
from numpy.typing import NDArray
from receipts import Receipt, cafe, hardware, supermarket
from table import laminate, wood

from paper import Plane, Rng, Sheet, burn, cracked, receipt_height, ring_stain, thermal_sheet

Shape = tuple[int, int]


@dataclass(frozen=True)
class Shot:
    """One photograph: what, on which table, how bent, how taken."""

    file: str
    receipt: Callable[[], Receipt]
    table: Callable[[Rng, Shape], NDArray[np.float32]]
    scene: Scene
    width: int
    feed: tuple[int, int]
    heat: float
    wear: float
    curl: float
    folds: tuple[float, ...]
    rumple: float
    tint: tuple[float, float, float]
    ink: tuple[float, float, float]
    stain: tuple[float, float, float] | None = None
    quality: int = 80


SHOTS = (
    Shot(
        file="receipt-hardware.jpg",
        receipt=hardware,
        table=lambda rng, shape: wood(rng, shape, (0.34, 0.22, 0.12), (0.80, 0.62, 0.42), 640),
        scene=Scene(
            size=(1120, 2360),
            turn=-1.6,
            tilt=(0.05, -0.04),
            glow=(0.1, 0.15),
            fall=0.24,
            hand=(0.80, 0.75, 0.20),
            warmth=(1.0, 0.975, 0.92),
            relief=1.1,
        ),
        width=924,
        feed=(40, 60),
        heat=0.80,
        wear=0.10,
        curl=30,
        folds=(0.52,),
        rumple=1.0,
        tint=(0.93, 0.93, 0.92),
        ink=(0.17, 0.17, 0.20),
    ),
    Shot(
        file="receipt-cafe.jpg",
        receipt=cafe,
        table=lambda rng, shape: wood(rng, shape, (0.13, 0.075, 0.045), (0.47, 0.29, 0.18), 1500),
        scene=Scene(
            size=(1000, 1960),
            turn=2.3,
            tilt=(-0.06, 0.07),
            sun=(0.5, -0.4, 1.0),
            glow=(0.95, 0.0),
            fall=0.34,
            warmth=(1.0, 0.95, 0.85),
            relief=1.2,
            exposure=0.83,
            grain=0.017,
            softness=0.85,
        ),
        width=756,
        feed=(26, 60),
        heat=0.86,
        wear=0.09,
        curl=46,
        folds=(),
        rumple=0.8,
        tint=(0.94, 0.935, 0.925),
        ink=(0.14, 0.13, 0.17),
        stain=(0.74, 0.93, 0.36),
    ),
    Shot(
        file="receipt-supermarket.jpg",
        receipt=supermarket,
        table=lambda rng, shape: laminate(rng, shape, (0.60, 0.60, 0.59)),
        scene=Scene(
            size=(1080, 2330),
            turn=1.2,
            tilt=(0.03, 0.06),
            sun=(-0.3, 0.5, 1.0),
            glow=(0.3, 1.0),
            fall=0.30,
            hand=(0.62, 0.12, 0.16),
            warmth=(0.975, 0.99, 1.0),
            relief=1.0,
            exposure=0.88,
        ),
        width=884,
        feed=(30, 50),
        heat=0.78,
        wear=0.13,
        curl=36,
        folds=(0.345, 0.672),
        rumple=1.25,
        tint=(0.93, 0.94, 0.95),
        ink=(0.20, 0.20, 0.24),
    ),
)


def make(folder: Path, rng: Rng) -> dict[str, Any]:
    """Write the photographs; the truth of each by its file name."""
    truth = {}
    for shot, chance in zip(SHOTS, rng.spawn(len(SHOTS)), strict=True):
        receipt = shot.receipt()
        image = photograph(chance, _sheet(chance, receipt, shot), _table(chance, shot), shot.scene)
        image.save(folder / shot.file, quality=shot.quality, subsampling="4:2:0", optimize=True, dpi=(72, 72))
        truth[shot.file] = {"type": "receipt", "fields": receipt.fields, "text": [receipt.till.text]}
    return truth


def _sheet(rng: Rng, receipt: Receipt, shot: Shot) -> Sheet:
    dots = np.pad(receipt.till.strip(), (shot.feed, (0, 0)))
    ink: Plane = burn(rng, dots, shot.width / dots.shape[1], heat=shot.heat, wear=shot.wear)
    ink = cracked(rng, ink, shot.folds)
    shape = (ink.shape[0], ink.shape[1])
    height = receipt_height(rng, shape, curl=shot.curl, folds=shot.folds, rumple=shot.rumple)
    sheet = thermal_sheet(rng, ink, height, tint=shot.tint, ink_tint=shot.ink)
    if shot.stain:
        x, y, size = shot.stain
        sheet = ring_stain(rng, sheet, (x * shape[1], y * shape[0]), size * shape[1], 0.34)
    return sheet


def _table(rng: Rng, shot: Shot) -> NDArray[np.float32]:
    width, height = shot.scene.size
    picture = shot.table(rng, (height, width))
    return cv2.GaussianBlur(picture, (0, 0), 0.8)
