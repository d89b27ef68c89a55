"""Table tops for the photographs: planks, walnut, speckled laminate. Red, green, blue from 0 to 1, linear enough."""

import numpy as np
from numpy.typing import NDArray

from paper import Rng, blur, noise

Picture = NDArray[np.float32]


def mix(amount: NDArray[np.float32], low: tuple[float, float, float], high: tuple[float, float, float]) -> Picture:
    a, b = np.array(low, np.float32), np.array(high, np.float32)
    return (a + (b - a) * np.clip(amount, 0, 1)[..., None]).astype(np.float32)


def wood(
    rng: Rng, shape: tuple[int, int], low: tuple[float, float, float], high: tuple[float, float, float], plank: int
) -> Picture:
    """Boards running up the picture, each with its own grain and shade, a dark joint between them."""
    boards = [_board(rng, shape[0], plank) for _ in range(shape[1] // plank + 2)]
    grain = np.hstack(boards)
    offset = int(rng.integers(0, plank))
    grain = grain[:, offset : offset + shape[1]]
    return mix(grain, low, high)


def _board(rng: Rng, height: int, width: int) -> NDArray[np.float32]:
    shape = (height, width)
    across = np.arange(width, dtype=np.float32)[None, :]
    warp = across + 26 * noise(rng, shape, (620, 90)) + 5 * noise(rng, shape, (180, 30))
    rings = np.sin(warp / 9.5) * 0.5 + np.sin(warp / 31 + 1.7) * 0.5
    pores = np.clip(noise(rng, shape, (46, 1.7)) - 1.15, 0, 2)
    fine = noise(rng, shape, (120, 2.4))
    board = 0.55 + 0.13 * rings + 0.07 * fine - 0.22 * pores + 0.10 * noise(rng, shape, (900, 120))
    board += float(rng.normal(0, 0.08))
    edge = np.minimum(across, width - 1 - across)
    return (board * (1 - 0.75 * np.exp(-(edge**2) / 3.0))).astype(np.float32)


def laminate(rng: Rng, shape: tuple[int, int], tone: tuple[float, float, float]) -> Picture:
    """A kitchen worktop: grey with light and dark grains of several sizes."""
    plane = 0.02 * noise(rng, shape, 400)
    for cell, edge, size in ((3.0, 1.7, -0.16), (5.0, 1.9, 0.14), (8.0, 2.1, -0.20), (2.2, 1.4, 0.07)):
        grains = np.clip((noise(rng, shape, cell) - edge) * 3, 0, 1)
        plane = plane + size * grains
    plane = blur(plane.astype(np.float32), 0.7) + 0.012 * noise(rng, shape, 1.5)
    return np.clip(np.array(tone, np.float32) + plane[..., None], 0, 1).astype(np.float32)
