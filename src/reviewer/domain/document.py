"""A document is an ordered list of pages under review."""

import msgspec

from reviewer.domain.geometry import Box

AUTO = "auto"


class Original(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file as it was taken in. Never changed.

    Attributes:
        sha256: lower-case hex of its bytes; its name in the workspace.
        media_type: found from the content, for example ``application/pdf``.
        size: bytes.
        name: the file's name as it came, without a folder.
        page_count: pages it has (PDF) or pictures (TIFF, GIF).
        encrypted: whether it needs a password, which is never kept.
    """

    sha256: str
    media_type: str
    size: int
    name: str
    page_count: int
    encrypted: bool = False


class Page(msgspec.Struct, frozen=True, omit_defaults=True):
    """One image of a document.

    Attributes:
        original: sha256 of the file.
        index: which page of that file, from 0.
        rotation: the operator's turn, degrees clockwise, a multiple of 90. Polygons are not turned by it.
        skew: by how many degrees clockwise it is turned besides, so that its print stands straight. Polygons are not.
        width, height: pixels of the page frame (PDF: at 300 dpi); 0 while not yet known.
        area: the part of the file's page that this page is, as fractions of it; None is all of it. The page frame is
            that part, and polygons are fractions of it.
    """

    original: str
    index: int
    rotation: int = 0
    skew: float = 0.0
    width: int = 0
    height: int = 0
    area: Box | None = None


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the operator reviews.

    Attributes:
        id: UUID, made here.
        name: shown in the queue; the file's name.
        originals: the files its pages come from.
        pages: in order.
        document_type: the name of its type, ``auto`` until something decides.
        added_at: ISO 8601 in UTC.
        rev: grows with each change of the stored row.
        deleted: marked for deletion; the original goes later.
    """

    id: str
    name: str
    originals: tuple[Original, ...]
    pages: tuple[Page, ...]
    document_type: str = AUTO
    added_at: str = ""
    rev: int = 0
    deleted: bool = False

    def original(self, page: int) -> Original:
        """The file that a page comes from."""
        sha256 = self.pages[page].original
        return next(original for original in self.originals if original.sha256 == sha256)
