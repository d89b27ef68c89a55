"""What is asked of the page child, and what it answers."""

import msgspec

from reviewer.domain.embedded import EmbeddedInvoice
from reviewer.domain.geometry import Box
from reviewer.domain.text import PageText

WHOLE = Box(0.0, 0.0, 1.0, 1.0)


class Source(msgspec.Struct, frozen=True):
    """A file, by its path as bytes: a name need not be text."""

    path: bytes
    password: str | None = None


class PageCall(msgspec.Struct, frozen=True):
    """One page of a file, from 0. `probe` ignores the index."""

    source: Source
    index: int = 0


class View(msgspec.Struct, frozen=True):
    """How a page is drawn: cut, turned, then scaled to fit.

    Attributes:
        width, height: pixels that the result fits into; 0 is no limit, both 0 the size of the page frame.
        clip: the part wanted, as fractions of the page frame.
        rotation: degrees clockwise, a multiple of 90.
        skew: further degrees clockwise; the result grows to hold the turned page, corners are white.
    """

    width: int = 0
    height: int = 0
    clip: Box = WHOLE
    rotation: int = 0
    skew: float = 0.0


class DrawCall(msgspec.Struct, frozen=True):
    """Draw a page into shared memory at `path`."""

    source: Source
    index: int
    view: View
    path: str


class SnippetCall(msgspec.Struct, frozen=True):
    """Draw a part of a page as a file of `format`: ``png`` or ``jpeg``."""

    source: Source
    index: int
    view: View
    format: str


class EncodeCall(msgspec.Struct, frozen=True):
    """Draw a page as a picture file into shared memory at `path`.

    Attributes:
        format: ``png`` or ``jpeg``.
        most: bytes that it may have; it is reduced until it fits. 0: any number.
        dpi: dots per inch that it may have, where the file says how many it has. 0: any number.
    """

    source: Source
    index: int
    view: View
    format: str
    path: str
    most: int = 0
    dpi: int = 0


class Leaf(msgspec.Struct, frozen=True):
    """A page of a PDF that is made: which page of which file, or which part of it, and how it is turned.

    Attributes:
        area: fractions of the file's page; None is all of it.
        rotation: degrees clockwise, a multiple of 90.
    """

    source: Source
    index: int
    area: Box | None = None
    rotation: int = 0


class ComposeCall(msgspec.Struct, frozen=True):
    """Make a PDF of pages into shared memory at `path`."""

    leaves: tuple[Leaf, ...]
    path: str


class Probe(msgspec.Struct, frozen=True):
    """What a file is.

    Attributes:
        media_type: found from the content.
        page_count: at least 1.
        encrypted: it needed the password.
        notices: sentences for the operator.
    """

    media_type: str
    page_count: int
    encrypted: bool = False
    notices: tuple[str, ...] = ()


class PageSize(msgspec.Struct, frozen=True):
    """The page frame in pixels: upright, at most `limits.SHOWN_PIXELS`. `dpi` is 0 when the file does not say it."""

    width: int
    height: int
    dpi: float = 0.0


class Drawn(msgspec.Struct, frozen=True):
    """What was written into shared memory; see `memory.Pixels`. `notices`: sentences for the operator."""

    width: int
    height: int
    stride: int
    notices: tuple[str, ...] = ()


class Snippet(msgspec.Struct, frozen=True):
    """The bytes of a small picture file."""

    data: bytes


class Stored(msgspec.Struct, frozen=True):
    """Whether whoever opens a file sees its pages as they are shown here, and nothing else."""

    as_shown: bool


class Written(msgspec.Struct, frozen=True):
    """A file of `size` bytes was written into shared memory; `width` and `height` are those of a picture."""

    size: int
    width: int = 0
    height: int = 0


class TextLayer(msgspec.Struct, frozen=True):
    """A page's own text, or None and the reason, in words for the operator, why it is not used."""

    text: PageText | None
    reason: str


class Embedded(msgspec.Struct, frozen=True):
    """The electronic invoice in a PDF, if it has one that can be read, and sentences for the operator."""

    invoice: EmbeddedInvoice | None = None
    notices: tuple[str, ...] = ()
