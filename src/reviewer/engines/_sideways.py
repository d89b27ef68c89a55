"""Where print runs down or up a page, as a number at its edge: letters that stand close under each other, alone."""

import numpy as np
from numpy.typing import NDArray

from reviewer.domain.geometry import Box
from reviewer.engines._pieces import LETTER, Pieces, Places

_MOST = 6
_BESIDE, _BELOW = 0.7, 1.0
_SHARED = 0.5
_FEWEST, _LONG = 5, 4.0


def strips(pieces: Pieces) -> list[Box]:
    """Its regions, the longest first."""
    chains = sorted(_chains(_alone(pieces.places)), key=lambda chain: chain[:, 1].min() - chain[:, 3].max())
    return [pieces.around(chain) for chain in chains[:_MOST]]


def _alone(places: Places) -> Places:
    """Pieces without a neighbor at their left or right: those of a line across have one."""
    left, top, right, bottom = places.T
    kept = []
    for number, (x, y, until, end) in enumerate(places):
        gap = np.maximum(left - until, x - right)
        shared = np.minimum(bottom, end) - np.maximum(top, y)
        beside = (gap > 0) & (gap <= _BESIDE * LETTER) & (shared > _SHARED * np.minimum(bottom - top, end - y))
        beside[number] = False
        if not beside.any():
            kept.append(number)
    return places[kept]


def _chains(places: Places) -> list[Places]:
    """Pieces that stand close under each other: five or more, and much longer than wide."""
    open_chains: list[list[NDArray[np.int32]]] = []
    for piece in sorted(places, key=lambda each: int(each[1])):
        for chain in open_chains:
            if _follows(piece, chain[-1]):
                chain.append(piece)
                break
        else:
            open_chains.append([piece])
    found = [np.stack(chain) for chain in open_chains if len(chain) >= _FEWEST]
    return [chain for chain in found if _is_long(chain)]


def _follows(piece: NDArray[np.int32], last: NDArray[np.int32]) -> bool:
    wide = min(piece[2] - piece[0], last[2] - last[0])
    shared = min(piece[2], last[2]) - max(piece[0], last[0])
    return bool(shared > _SHARED * wide and -LETTER < piece[1] - last[3] <= _BELOW * LETTER)


def _is_long(chain: Places) -> bool:
    wide, high = chain[:, 2].max() - chain[:, 0].min(), chain[:, 3].max() - chain[:, 1].min()
    return bool(high >= _LONG * wide)
