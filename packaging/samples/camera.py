"""A telephone's photograph of a sheet on a table: light, shadow, perspective, lens, sensor."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from paper import Plane, Rng, Sheet, blur, noise

Picture = NDArray[np.float32]


@dataclass(frozen=True)
class Scene:
    """How the picture is taken; lengths in pixels of the finished picture, angles in degrees."""

    size: tuple[int, int]
    turn: float
    tilt: tuple[float, float]
    sun: tuple[float, float, float] = (-0.45, -0.35, 1.0)
    relief: float = 1.0
    glow: tuple[float, float] = (0.2, 0.1)
    fall: float = 0.3
    hand: tuple[float, float, float] | None = None
    warmth: tuple[float, float, float] = (1.0, 1.0, 1.0)
    exposure: float = 0.86
    softness: float = 0.75
    grain: float = 0.012
    shift: tuple[float, float] = (0.0, 0.0)


def photograph(rng: Rng, sheet: Sheet, table: Picture, scene: Scene) -> Image.Image:
    """The picture as 8-bit RGB."""
    width, height = scene.size
    lit = sheet.colour * _shade(sheet.height, scene)[..., None]
    across, down = _look_up(sheet, scene)
    flat = {"interpolation": cv2.INTER_CUBIC, "borderMode": cv2.BORDER_REPLICATE}
    paper = cv2.remap(lit, across, down, **flat)
    zero = {"interpolation": cv2.INTER_LINEAR, "borderMode": cv2.BORDER_CONSTANT, "borderValue": 0}
    outline = cv2.remap(sheet.outline, across, down, **zero)
    lift = cv2.remap(np.maximum(sheet.height, 0) * sheet.outline, across, down, **zero)
    ground = table * _shadow(outline, lift, scene)[..., None]
    picture = paper * outline[..., None] + ground * (1 - outline[..., None])
    picture *= _light(rng, (height, width), scene)[..., None] * np.array(scene.warmth, np.float32)
    paper_white = float(np.percentile(picture[outline > 0.9], 80))
    return _sensor(rng, picture * (scene.exposure / paper_white), scene)


def _shade(height: Plane, scene: Scene) -> Plane:
    """How bright each place of bent paper is: its slope against the direction of the light."""
    smooth = blur(height, 1.5)
    slope_x = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, ksize=3) / 8 * scene.relief
    slope_y = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, ksize=3) / 8 * scene.relief
    sun_x, sun_y, sun_z = scene.sun
    facing = (sun_z - slope_x * sun_x - slope_y * sun_y) / np.sqrt(1 + slope_x**2 + slope_y**2)
    return np.clip(0.30 + 0.70 * facing / sun_z, 0.2, 1.25).astype(np.float32)


def _look_up(sheet: Sheet, scene: Scene) -> tuple[Plane, Plane]:
    """For each pixel of the picture the place on the sheet, its curl seen by a camera two sheets away."""
    width, height = scene.size
    to_sheet = np.linalg.inv(_homography(sheet, scene)).astype(np.float32)
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    bottom = to_sheet[2, 0] * columns + to_sheet[2, 1] * rows + to_sheet[2, 2]
    flat_x = (to_sheet[0, 0] * columns + to_sheet[0, 1] * rows + to_sheet[0, 2]) / bottom
    flat_y = (to_sheet[1, 0] * columns + to_sheet[1, 1] * rows + to_sheet[1, 2]) / bottom
    eye = 2.0 * sheet.shape[0]
    raised = blur(sheet.height, 6)
    middle_x, middle_y = sheet.shape[1] / 2, sheet.shape[0] / 2
    across, down = flat_x, flat_y
    for _ in range(4):
        here = cv2.remap(raised, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        nearer = (eye - here) / eye
        across = middle_x + (flat_x - middle_x) * nearer
        down = middle_y + (flat_y - middle_y) * nearer
    return across.astype(np.float32), down.astype(np.float32)


def _homography(sheet: Sheet, scene: Scene) -> NDArray[np.float64]:
    height, width = sheet.shape
    angle = np.radians(scene.turn)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = np.array([[-width, -height], [width, -height], [width, height], [-width, height]]) / 2 @ turn.T
    depth = 1 + (corners[:, 0] * scene.tilt[0] + corners[:, 1] * scene.tilt[1]) / height
    placed = corners / depth[:, None] + np.array(scene.size) / 2 + np.array(scene.shift)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return cv2.getPerspectiveTransform(source, placed.astype(np.float32))


def _shadow(outline: Plane, lift: Plane, scene: Scene) -> Plane:
    """What the sheet takes from the table: a thin dark line where it touches, a soft one where it stands up."""
    step = np.array([-scene.sun[0], -scene.sun[1]])
    dark = 0.42 * _moved(blur(outline, 3.5), step * 7)
    high = np.clip(blur(lift, 18) / 26, 0, 1)
    dark = dark + 0.30 * _moved(blur(outline * (0.35 + high), 15), step * 34)
    dark = dark + 0.16 * _moved(blur(outline, 46), step * 70)
    return np.clip(1 - dark, 0.12, 1)


def _moved(plane: Plane, by: NDArray[np.float64]) -> Plane:
    matrix = np.array([[1, 0, by[0]], [0, 1, by[1]]], np.float32)
    return cv2.warpAffine(plane, matrix, (plane.shape[1], plane.shape[0]), borderMode=cv2.BORDER_REPLICATE)


def _light(rng: Rng, shape: tuple[int, int], scene: Scene) -> Plane:
    """A window to one side, the photographer's own shadow, corners a little darker."""
    rows = np.linspace(0, 1, shape[0], dtype=np.float32)[:, None]
    columns = np.linspace(0, 1, shape[1], dtype=np.float32)[None, :]
    away = np.hypot(columns - scene.glow[0], (rows - scene.glow[1]) * 1.4)
    light = 1.06 - scene.fall * away
    if scene.hand:
        x, y, strength = scene.hand
        bent = columns - x + 0.32 * (rows - y) + 0.03 * noise(rng, shape, 500)
        light = light * (1 - strength / (1 + np.exp(-bent * 26)))
    corner = np.hypot(columns - 0.5, rows - 0.5)
    return (light * (1 - 0.20 * corner**2)).astype(np.float32)


def _sensor(rng: Rng, picture: Picture, scene: Scene) -> Image.Image:
    shape = (picture.shape[0], picture.shape[1])
    rows = np.linspace(-1, 1, shape[0], dtype=np.float32)[:, None]
    columns = np.linspace(-1, 1, shape[1], dtype=np.float32)[None, :]
    sharp, soft = blur(picture, scene.softness), blur(picture, scene.softness * 1.9)
    edge = np.clip((rows**2 + columns**2 - 0.5) * 0.7, 0, 1)[..., None]
    picture = sharp * (1 - edge) + soft * edge
    picture = picture + 0.55 * (picture - blur(picture, 1.6))
    light = np.sqrt(np.clip(picture, 0.02, 1))
    picture = picture + scene.grain * light * rng.standard_normal(picture.shape).astype(np.float32)
    colour = np.stack([noise(rng, shape, 3.0) for _ in range(3)], axis=-1)
    picture = picture + 0.4 * scene.grain * (colour - colour.mean(axis=-1, keepdims=True))
    picture = np.clip(picture, 0, 1)
    curve = picture + 0.10 * (picture - 0.5) * (1 - np.abs(2 * picture - 1))
    return Image.fromarray((np.clip(curve, 0, 1) * 255 + 0.5).astype(np.uint8))
