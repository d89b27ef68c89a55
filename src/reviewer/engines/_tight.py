"""A line's words, made to end where their ink ends: the detector's boxes are wide, the recognizer's places rough."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.engines import _print, _unread
from reviewer.engines._ctc import Piece
from reviewer.engines.upright.picture import Picture, grey

_END_GAP = 0.5
_LINE = 0.2  # of the height of the print: a line under words is thinner

Mask = NDArray[np.bool_]
Counts = NDArray[np.intp]
"""Pixels of ink by column, shape (width,)."""


def fitted(line: Picture, pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], float, float]:
    """Fit words to the ink of their line.

    Args:
        line: the picture of the line, its text running across.
        pieces: the words on it, from left to right.

    Returns:
        The words, and the top and bottom of the ink as fractions of the picture's height.
    """
    ink = _print.found(_mask(line))
    top, bottom = ink.top, ink.bottom
    ink_of: Counts = ink.mask[top:bottom].sum(axis=0)
    columns: Mask = np.asarray(ink_of > 0, np.bool_)
    width, height = len(columns), line.shape[0]
    centers = [(_column(piece.edges[:2], width), _column(piece.edges[-2:], width)) for piece in pieces]
    starts = [_before(columns, centers[0][0], bottom - top)]
    ends: list[int] = []
    for (_, last), (first, _) in pairwise(centers):
        gap = _widest_gap(ink_of, last, first, bottom - top)
        ends.append(gap[0])
        starts.append(gap[1])
    ends.append(width - _before(columns[::-1], width - 1 - centers[-1][1], bottom - top))
    words = tuple(
        replace(_stretched(piece, start / width, end / width), unread=unread)
        for piece, start, end, unread in zip(pieces, starts, ends, _unread.beside(ink, pieces), strict=True)
    )
    return words, top / height, bottom / height


def _mask(line: Picture) -> Mask:
    """Which pixels are print: the fewer ones of the dark and the light."""
    _, dark = cv2.threshold(grey(line), 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    mask: Mask = np.asarray(dark, np.bool_)
    return ~mask if mask.mean() > 0.5 else mask


def _before(columns: Mask, center: int, height: int) -> int:
    """Where a word that begins a line begins: left of its first character's middle, up to a gap."""
    return center + 1 - _print.reach(columns[center::-1], max(2, round(_END_GAP * height)))


def _widest_gap(ink: Counts, last: int, first: int, height: int) -> tuple[int, int]:
    """The widest run of empty columns between two characters, or of those with hardly more than a line under words.

    Their middle when there is none.
    """
    between = ink[last : first + 1]
    line = int(between.min())
    inked = np.flatnonzero(between > line + 1 if 0 < line < _LINE * height else between)
    edges = np.concatenate(([-1], inked, [first + 1 - last]))
    at = int(np.diff(edges).argmax())
    start, end = int(edges[at]) + 1, int(edges[at + 1])
    if start >= end:
        start = end = (first - last) // 2
    return last + start, last + end


def _column(edges: Sequence[float], width: int) -> int:
    """The column in the middle of a character."""
    return min(width - 1, round(sum(edges) / 2 * width))


def _stretched(piece: Piece, start: float, end: float) -> Piece:
    """The word with other ends; its inner edges stay, as far as they lie between them."""
    if end <= start:
        return piece
    inner = [min(end, max(start, edge)) for edge in piece.edges[1:-1]]
    return replace(piece, edges=(start, *inner, end))
