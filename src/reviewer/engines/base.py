"""What an engine is, and what it is told and tells of itself. Imported by the program too: no numpy here."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

import msgspec

from reviewer.domain.geometry import Polygon
from reviewer.domain.text import Line
from reviewer.jobs import Report, silent

if TYPE_CHECKING:  # it imports cv2, which must stay in the child
    from reviewer.engines.upright.picture import Picture

Options = Mapping[str, str]
"""Settings of an engine by name, for example ``tesseract_path``; unknown names are ignored."""

AUTO = "auto"

TITLES = {"rapidocr": "RapidOCR", "tesseract": "Tesseract"}
"""What engines are called on screen, for the program, which must not import them; `Engine.title` says the same."""


def title_of(name: str) -> str:
    """What an engine is called on screen: its title, else its name."""
    return TITLES.get(name, name)


class Kind(StrEnum):
    """What is expected in a region."""

    ANY = ""
    TEXT = "text"
    DATE = "date"
    AMOUNT = "amount"
    DIGITS = "digits"
    MRZ = "mrz"


class Hints(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of a page or region before it is read.

    Attributes:
        languages: BCP 47, that the page is in; empty when unknown.
        possible: BCP 47, that a page of this type may be in, the likeliest first. They count when there are no
            `languages`, and only as far as an engine has them and they cost little: each makes Tesseract slower.
        dpi: pixels an inch, 0 when unknown.
        kind: what is expected there.
        single: one region with a line or a few, instead of a page.
        turn: degrees clockwise (0, 90, 180, 270) by which the operator turned the page; done before anything else.
        upright: the page stands upright after `turn`: its orientation need not be found.
        skew: degrees clockwise by which the print is turned after that; None: to be measured.
        thorough: look also for what the engine passes over, and for what is drawn beside words. It tells fields more,
            and takes up to twice the time.
    """

    languages: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    dpi: int = 0
    kind: Kind = Kind.ANY
    single: bool = False
    turn: int = 0
    upright: bool = False
    skew: float | None = None
    thorough: bool = True

    @property
    def any_languages(self) -> tuple[str, ...]:
        """The languages, else the possible ones."""
        return self.languages or self.possible


class EngineInfo(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an engine is, and whether it can be used here.

    Attributes:
        name: of its file.
        title: as shown.
        available: whether it can read now.
        reason: why not, one sentence; empty when available.
        advice: what to do about it, one sentence; empty when available.
        version: of the engine and its data.
        languages: BCP 47, what it can read with what is installed.
        scripts: ISO 15924, for example ``Latn``.
    """

    name: str
    title: str
    available: bool
    reason: str = ""
    advice: str = ""
    version: str = ""
    languages: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


class Engine(Protocol):
    """Reads words from upright pictures. Made once, used by one thread.

    Attributes:
        title: as shown.
        colors: whether it looks at colors; else its pictures are grey, which are quicker to make upright.
    """

    title: ClassVar[str]
    colors: ClassVar[bool]

    def __init__(self, options: Options) -> None: ...

    def available(self) -> EngineInfo:
        """Look what is installed; quick enough to be asked when the settings open. Never raises."""

    def read(self, page: "Picture", hints: Hints, report: Report = silent) -> tuple[Line, ...]:
        """Read a picture that stands upright.

        An engine whose start takes longer than a line may also have ``read_many(pieces, hints)``, which answers the
        same for each of several small pictures.

        Args:
            page: to be left as it is.
            hints: what is known of it.
            report: to be called now and then, so that a page which takes long is not taken for one that hangs.

        Returns:
            Lines in reading order; polygons are fractions of this picture. No lines on a blank one.

        Raises:
            EngineError: it cannot be used, lacks a language, or failed.
        """


class Found(msgspec.Struct, frozen=True):
    """What an engine found on a picture.

    Attributes:
        lines: what it read, as `Engine.read` says.
        illegible: the lines that it found and could not read, or hardly; each begins at the text's own top left.
    """

    lines: tuple[Line, ...]
    illegible: tuple[Polygon, ...] = ()


@runtime_checkable
class SupportsIllegible(Protocol):
    """An engine that leaves out, or garbles, lines which it finds and cannot read, and knows which."""

    def find(self, page: "Picture", hints: Hints, report: Report = silent) -> Found:
        """Read a picture, as `Engine.read` does."""


class Script(msgspec.Struct, frozen=True):
    """A script: its code in ISO 15924, and what it is called."""

    code: str
    name: str


@runtime_checkable
class SupportsScript(Protocol):
    """An engine that can tell scripts, also those it cannot read."""

    def script(self, page: "Picture") -> Script | None:
        """In which script a page is, whichever way up; None when it is not clear."""
