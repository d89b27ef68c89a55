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


class TextLayer(msgspec.Struct, frozen=True):
    """A page's own text, or None and the reason, in words for the operator, why it is not used."""

    text: PageText | None
    reason: str


class Embedded(msgspec.Struct, frozen=True):
    """The electronic invoice in a PDF, if it has one that can be read, and sentences for the operator."""

    invoice: EmbeddedInvoice | None = None
    notices: tuple[str, ...] = ()
