"""How the operator wants the picture of a page to look: brighter, with more contrast, inverted."""

from typing import Final

import msgspec

MOST: Final = 100
"""Brightness and contrast go from minus this to this."""

STEP: Final = 10

_STRONGEST: Final = 6.0
"""How many times as steep the tones become at most."""


class Tone(msgspec.Struct, frozen=True):
    """What is done to a picture before it is shown; never to what is read, exported or copied.

    Attributes:
        brightness, contrast: -100 to 100, 0 changes nothing.
        inverted: light becomes dark.
        stretched: paper becomes white and ink dark, before all else.
    """

    brightness: int = 0
    contrast: int = 0
    inverted: bool = False
    stretched: bool = False

    @property
    def plain(self) -> bool:
        """Whether the picture stays as it is."""
        return self == Tone()

    def table(self, ink: float, paper: float) -> bytes:
        """What becomes of each of 256 tones.

        Args:
            ink: how bright it is, 0..1: what becomes black when the tone is stretched.
            paper: the same of paper, which becomes white.
        """
        return bytes(round(255 * self._shown(tone / 255, ink, paper)) for tone in range(256))

    def _shown(self, tone: float, ink: float, paper: float) -> float:
        if self.stretched:
            tone = _held((tone - ink) / max(1e-6, paper - ink))
        share = self.contrast / MOST
        gain = 1 + share if share < 0 else 1 + share * share * (_STRONGEST - 1)
        tone = _held((tone - 0.5) * gain + 0.5 + self.brightness / (2 * MOST))
        return 1 - tone if self.inverted else tone

    def changed(self, brightness: int, contrast: int) -> "Tone":
        """So much brighter and steeper, within the limits."""
        to = limited(self.brightness + brightness), limited(self.contrast + contrast)
        return msgspec.structs.replace(self, brightness=to[0], contrast=to[1])

    def with_inverted(self, on: bool) -> "Tone":
        return msgspec.structs.replace(self, inverted=on)


def limited(figure: int) -> int:
    """A brightness or contrast within its limits."""
    return max(-MOST, min(MOST, figure))


def _held(tone: float) -> float:
    return max(0.0, min(1.0, tone))
