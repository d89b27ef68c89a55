"""What is sent of a document."""

from collections.abc import Callable
from dataclasses import dataclass

from reviewer.domain.document import AUTO, Document, Page
from reviewer.domain.recognition import RecognitionTask
from reviewer.domain.revision import Revision
from reviewer.jobs import CancelToken
from reviewer.pages.client import PageClient, PageOf
from reviewer.providers.base import Picture, Sent, Size, Upload
from reviewer.services.ledger import Ledger
from reviewer.services.remote.regions import asked_for
from reviewer.services.tools import Passwords
from reviewer.store.originals import Originals, missing

_PDF, _JPEG, _PNG = "application/pdf", "image/jpeg", "image/png"
_SUFFIXES = {_PDF: "pdf", _JPEG: "jpg", _PNG: "png", "image/tiff": "tif"}
"""What every service takes; other kinds of pictures are made one of these."""
_LOSSY = frozenset({_PDF, _JPEG, "image/heic", "image/webp", "image/jp2"})
_FORMATS = {_JPEG: "jpeg", _PNG: "png"}


@dataclass(frozen=True)
class Uploads:
    """Makes uploads.

    Attributes:
        originals, passwords: where the files are.
        pages: draws pages.
        ledger: knows the document types.
        revision: gives what is under review in a document, by its id.
    """

    originals: Originals
    passwords: Passwords
    pages: PageClient
    ledger: Ledger
    revision: Callable[[str], Revision]

    def __call__(self, document: Document, task: RecognitionTask, token: CancelToken) -> Upload:
        """What is sent of a document for a task.

        The operator's deskew angle stays here: polygons of an answer could not be brought back by it.

        Raises:
            InputError: a file cannot be read, or has a password that is not known.
            StoreError: an original is missing.
            ChildDied: a page could not be drawn.
            Cancelled: the token asked to stop.
        """
        return _Making(self, document, task, token).upload()


class _Making:
    """One upload in the making."""

    def __init__(self, uploads: Uploads, document: Document, task: RecognitionTask, token: CancelToken) -> None:
        self._uploads = uploads
        self._pages = uploads.pages
        self._document = document
        self._task = task
        self._token = token

    def upload(self) -> Upload:
        if not all(self._uploads.originals.has(page.original) for page in self._document.pages):
            raise missing()
        media_type, data, sizes = self._file()
        return Upload(
            reference=self._task.id,
            name=f"document.{_SUFFIXES[media_type]}",
            media_type=media_type,
            data=data,
            sent=self._sent(sizes),
            page=self._picture,
        )

    def _sent(self, sizes: tuple[Size, ...]) -> Sent:
        revision = self._uploads.revision(self._document.id)
        wanted = self._task.document_type
        name = revision.document_type if wanted == AUTO else wanted
        turns = tuple(page.rotation % 360 for page in self._document.pages)
        regions = asked_for(revision, self._uploads.ledger.kind(name), turns)
        return Sent(
            sizes,
            regions,
            wanted,
            turns=turns if any(turns) else (),
            regions_of=name if regions else "",
        )

    def _file(self) -> tuple[str, bytes, tuple[Size, ...]]:
        """Media type, bytes, and the size of each page."""
        document = self._document
        if self._is_as_shown():
            original = document.originals[0]
            data = self._uploads.originals.read(document.pages[0].original)
            return original.media_type, data, tuple(map(self._size, document.pages))
        if len(document.pages) == 1 and (document.pages[0].area is not None or document.original(0).media_type != _PDF):
            media_type = _JPEG if document.original(0).media_type in _LOSSY else _PNG
            picture = self._picture(0, 0, media_type, 0)
            return media_type, picture.data, (picture.size,)
        data = self._pages.compose([self._page_of(page) for page in document.pages], token=self._token)
        return _PDF, data, tuple(map(self._size, document.pages))

    def _is_as_shown(self) -> bool:
        """Whether the original is the document: its pages, all of them, as they are shown."""
        pages = self._document.pages
        original = self._document.original(0)
        if original.media_type not in _SUFFIXES or original.encrypted or len(pages) != original.page_count:
            return False
        if any(page != _untouched(page, original.sha256, index) for index, page in enumerate(pages)):
            return False
        return original.media_type == _PDF or self._pages.is_as_shown(
            self._uploads.originals.path_of(original.sha256), token=self._token
        )

    def _size(self, page: Page) -> Size:
        """The size of a page as it is shown."""
        found = self._pages.size(
            self._uploads.originals.path_of(page.original),
            page.index,
            self._uploads.passwords.of(page.original),
            area=page.area,
            token=self._token,
        )
        width, height = found.width, found.height
        return Size(width, height) if page.rotation % 180 == 0 else Size(height, width)

    def _picture(self, index: int, dpi: int, media_type: str, most: int) -> Picture:
        page = self._page_of(self._document.pages[index])
        made = self._pages.encode(
            page.path,
            page.index,
            format=_FORMATS[media_type],
            dpi=dpi,
            most=most,
            rotation=page.rotation,
            area=page.area,
            password=page.password,
            token=self._token,
        )
        return Picture(made.data, Size(made.width, made.height), media_type)

    def _page_of(self, page: Page) -> PageOf:
        return PageOf(
            self._uploads.originals.path_of(page.original),
            page.index,
            page.area,
            page.rotation % 360,
            self._uploads.passwords.of(page.original),
        )


def _untouched(page: Page, original: str, index: int) -> Page:
    """The page as it came out of the file, with what is known of its size."""
    return Page(original, index, skew=page.skew, width=page.width, height=page.height)
