"""What crosses between the program and the reader child."""

import msgspec

from reviewer.domain.geometry import Box
from reviewer.domain.text import Line
from reviewer.engines.base import AUTO, EngineInfo, Hints
from reviewer.processes.memory import Pixels


class Describe(msgspec.Struct, frozen=True):
    """Ask what an engine can do, or all of them when no name is given."""

    engine: str = ""
    options: dict[str, str] = {}


class Described(msgspec.Struct, frozen=True):
    """What was asked with `Describe`."""

    engines: tuple[EngineInfo, ...]


class Choose(msgspec.Struct, frozen=True):
    """Ask which engine is to read some languages."""

    engine: str = AUTO
    languages: tuple[str, ...] = ()
    options: dict[str, str] = {}


class ReadRegions(msgspec.Struct, frozen=True):
    """Ask for the lines of several rectangles of a page.

    Attributes:
        pixels: the page as it came.
        regions: fractions of the page.
        engine: by name.
        hints: what is known of the page.
        options: of the engines.
    """

    pixels: Pixels
    regions: tuple[Box, ...]
    engine: str
    hints: Hints = Hints()
    options: dict[str, str] = {}


class RegionsRead(msgspec.Struct, frozen=True):
    """The lines of each rectangle."""

    lines: tuple[tuple[Line, ...], ...]


class Read(msgspec.Struct, frozen=True):
    """Ask for the words of a page.

    Attributes:
        pixels: the page as it came, at least one pixel.
        page: its index in the document; comes back in the answer.
        engine: by name, or ``auto``.
        hints: what is known of it.
        region: only this rectangle, fractions of the page; None for all of it.
        options: of the engines.
    """

    pixels: Pixels
    page: int = 0
    engine: str = AUTO
    hints: Hints = Hints()
    region: Box | None = None
    options: dict[str, str] = {}


class Measure(msgspec.Struct, frozen=True):
    """Ask by how much the print of a page leans, after the page is turned by `turn` degrees clockwise."""

    pixels: Pixels
    turn: int = 0


class Measured(msgspec.Struct, frozen=True):
    """Degrees clockwise by which the print is turned; 0 when it is not, or there is too little to tell."""

    skew: float
