"""A confidence as people read it."""

from typing import Final

THIN_SPACE: Final = "\u2009"


def whole(confidence: float) -> int:
    """A confidence of 0..1 in whole per cent, rounded down: below the threshold it must not read as if at it."""
    return int(min(1.0, max(0.0, confidence)) * 100 + 1e-6)


def percent(confidence: float) -> str:
    """The same for a sentence: `61 %`, with a thin space."""
    return f"{whole(confidence)}{THIN_SPACE}%"
