"""A page on an office scanner: laid down crooked, punched, stapled once, folded for the post, dust on the glass."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from paper import Plane, Rng, blur, noise

Picture = NDArray[np.float32]


@dataclass(frozen=True)
class Layer:
    """One ink on the page: how dark, and what colour it leaves of white light."""

    ink: Plane
    colour: tuple[float, float, float]


@dataclass(frozen=True)
class Glass:
    """How the page lies and what happened to it, if anything did; lengths in pixels of the scan."""

    turn: float
    holes: tuple[tuple[float, float], ...] = ()
    hole_radius: float = 0.0
    staple: tuple[float, float] | None = None
    folds: tuple[float, ...] = ()
    lid: float = 0.80


def scan(rng: Rng, layers: list[Layer], glass: Glass) -> Image.Image:
    """The page as 8-bit RGB at the size of its layers."""
    shape = (layers[0].ink.shape[0], layers[0].ink.shape[1])
    page = _paper(rng, shape, glass.folds)
    for layer in layers:
        page = page * (1 - layer.ink[..., None] * (1 - np.array(layer.colour, np.float32)))
    if glass.staple:
        page = _staple(rng, page, glass.staple)
    for hole in glass.holes:
        page = _hole(page, hole, glass.hole_radius, glass.lid)
    page = _lay(rng, page, glass)
    return _read(rng, page)


def _paper(rng: Rng, shape: tuple[int, int], folds: tuple[float, ...]) -> Picture:
    tone = 0.955 + 0.006 * noise(rng, shape, 500) + 0.004 * noise(rng, shape, 22) + 0.006 * noise(rng, shape, 2.4)
    rows = np.arange(shape[0], dtype=np.float32)[:, None]
    columns = np.arange(shape[1], dtype=np.float32)[None, :]
    for fold in folds:
        line = fold + 0.002 * columns + 0.8 * noise(rng, (1, shape[1]), 160)
        away = rows - line
        broken = np.clip(0.65 + 0.4 * noise(rng, (1, shape[1]), 60), 0.15, 1)
        tone = tone - 0.085 * broken * np.exp(-((away / 1.6) ** 2)) - 0.028 * np.exp(-(((away - 12) / 16) ** 2))
        tone = tone + 0.018 * np.exp(-(((away + 9) / 9) ** 2))
    return (tone[..., None] * np.array((1.0, 0.995, 0.98), np.float32)).astype(np.float32)


def _hole(page: Picture, centre: tuple[float, float], radius: float, lid: float) -> Picture:
    """A punched hole: the grey lid of the scanner, with the shadow of the paper's edge."""
    rows, columns = np.mgrid[0 : page.shape[0], 0 : page.shape[1]].astype(np.float32)
    away = np.hypot(columns - centre[0], rows - centre[1])
    inside = np.clip(radius - away, 0, 1)[..., None]
    offset = np.hypot(columns - centre[0] - 4, rows - centre[1] - 5)
    depth = lid * (0.50 + 0.36 * np.clip((radius - offset) / 7, 0, 1))[..., None]
    rim = 0.10 * np.exp(-(((away - radius - 1) / 1.4) ** 2))[..., None]
    return ((page * (1 - rim)) * (1 - inside) + depth * inside).astype(np.float32)


def _staple(rng: Rng, page: Picture, place: tuple[float, float]) -> Picture:
    """Where a staple was taken out: two holes, the dent of its back, the corner that was once turned over."""
    x, y = place
    rows, columns = np.mgrid[0 : page.shape[0], 0 : page.shape[1]].astype(np.float32)
    angle = np.radians(-38)
    along = (columns - x) * np.cos(angle) + (rows - y) * np.sin(angle)
    off = -(columns - x) * np.sin(angle) + (rows - y) * np.cos(angle)
    dent = np.exp(-((off / 2.2) ** 2)) * (np.abs(along) < 46)
    glint = np.exp(-(((off + 4) / 2.0) ** 2)) * (np.abs(along) < 46)
    shadow = np.exp(-(((off - 8) / 7.0) ** 2)) * (np.abs(along) < 50)
    pricks = sum(np.exp(-(((along - end) ** 2 + off**2) / 7.0)) for end in (-46, 46))
    corner = (columns + rows * 0.9 - (x + y) * 1.52) / 1.4
    crease = np.exp(-((corner / 1.8) ** 2)) * (0.6 + 0.4 * np.clip(noise(rng, corner.shape, 50), -1, 1))
    dark = 0.20 * dent + 0.10 * shadow + 0.62 * np.clip(pricks, 0, 1) + 0.10 * crease - 0.04 * glint
    dark = dark + 0.022 * (corner < 0) * np.exp(corner / 60)
    return (page * (1 - dark)[..., None]).astype(np.float32)


def _lay(rng: Rng, page: Picture, glass: Glass) -> Picture:
    """Turn the page on the glass; its edges throw a thin shadow on the lid."""
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -glass.turn, 0.996)
    options = {"flags": cv2.INTER_CUBIC, "borderMode": cv2.BORDER_CONSTANT}
    laid = cv2.warpAffine(page, turn, (width, height), **options)
    cover = cv2.warpAffine(np.ones((height, width), np.float32), turn, (width, height), **options)
    cover = np.clip(cover, 0, 1)
    shade = 0.55 * np.roll(blur(cover, 5), (5, 6), (0, 1)) + 0.10
    lid = glass.lid * (1 - shade) + 0.012 * noise(rng, cover.shape, 8)
    return (laid * cover[..., None] + lid[..., None] * (1 - cover[..., None])).astype(np.float32)


def _read(rng: Rng, page: Picture) -> Image.Image:
    """The scanner's sensor: a slightly uneven lamp, one dirty element, dust, noise."""
    shape = (page.shape[0], page.shape[1])
    lamp = 1 + 0.010 * noise(rng, (1, shape[1]), 240) + 0.004 * noise(rng, (1, shape[1]), 3)
    page = page * lamp[..., None]
    column = int(shape[1] * 0.713)
    page[:, column : column + 2] *= (0.955 + 0.02 * noise(rng, (shape[0], 1), 90))[..., None]
    for _ in range(70):
        x, y = int(rng.integers(4, shape[1] - 4)), int(rng.integers(4, shape[0] - 4))
        size = (int(rng.integers(1, 4)), int(rng.integers(1, 3)))
        page[y : y + size[1], x : x + size[0]] *= float(rng.uniform(0.55, 0.9))
    page = blur(page, 0.62)
    page = page + 0.45 * (page - blur(page, 1.4))
    page = page + 0.016 * rng.standard_normal(shape).astype(np.float32)[..., None]
    page = page + 0.005 * rng.standard_normal(page.shape).astype(np.float32)
    return Image.fromarray((np.clip(page, 0, 1) * 255 + 0.5).astype(np.uint8))
