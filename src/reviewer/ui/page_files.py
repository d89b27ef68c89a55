"""Where the pages lie: gives the files of the shown document and of the queue's rows to those who draw them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QImage

from reviewer.domain.document import Document, Page
from reviewer.domain.queue import QueueRow
from reviewer.errors import PasswordNeeded
from reviewer.ui.canvas.page_jobs import PageFile, PageKey
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.canvas.thumbnails import Thumbnails
from reviewer.ui.viewmodels.session import Session

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.opening import Opened


class PageFiles(QObject):
    """Between the session, which knows documents, and the pictures, which know files.

    Args:
        session: says what is shown and what comes next.
        pictures: of the shown document.
        thumbnails: of the queue.
    """

    def __init__(
        self, session: Session, pictures: Pictures, thumbnails: Thumbnails, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._pictures = pictures
        self._thumbnails = thumbnails
        self._missed: dict[PageKey, PageFile] = {}
        self._asked: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._want_missed)
        session.opening.shown.connect(self._on_shown)
        session.review.pages_changed.connect(self._on_pages_changed)
        session.ahead.changed.connect(self._on_ahead)
        session.unlocked.connect(self._on_unlocked)
        pictures.failed.connect(self._on_failed)

    def thumbnail(self, row: QueueRow) -> QImage | None:
        """The small picture of a row; None, and it is drawn soon, while there is none."""
        page, desk = row.first_page, self._session.desk
        if page is None or desk is None:
            return None
        key = PageKey.of(page)
        image = self._thumbnails.image(key, page.rotation)
        if image is None:
            self._missed[key] = self.file(page)
            self._soon.start()
        return image

    @Slot()
    def _want_missed(self) -> None:
        """Ask for the small pictures that rows missed while they were painted."""
        missed, self._missed = self._missed, {}
        for key, file in missed.items():
            self._thumbnails.want(key, file)

    def file(self, page: Page) -> PageFile:
        """Where a page's original lies."""
        desk = self._session.desk
        assert desk is not None
        path = desk.workspace.originals.path_of(page.original)
        return PageFile(path, page.index, desk.passwords.of(page.original), page.area)

    @Slot(object)
    def _on_shown(self, opened: "Opened | None") -> None:
        if opened is None:
            self._pictures.open(None, None)
        else:
            self._show(opened.document)

    @Slot(object)
    def _on_pages_changed(self, _places: object) -> None:
        """Pictures belong to originals: those that are there stay good."""
        if self._session.document is not None:
            self._show(self._session.document)

    def _show(self, document: Document) -> None:
        self._pictures.open(document, lambda number: self.file(document.pages[number]))

    @Slot()
    def _on_ahead(self) -> None:
        self._pictures.prepare(tuple(self._page(*page) for page in self._session.ahead.pages))

    def _page(self, document: Document, number: int) -> tuple[PageKey, PageFile]:
        page = document.pages[number]
        return PageKey.of(page), self.file(page)

    @Slot(int, object)
    def _on_failed(self, page: int, error: object) -> None:
        document = self._session.document
        if isinstance(error, PasswordNeeded) and document is not None:
            original = document.pages[page].original
            if original not in self._asked:  # who left it walks past it later; the page has a button
                self._asked.add(original)
                self._session.lock(original)

    @Slot()
    def ask_password(self) -> None:
        """Have the password of the shown page's file asked for."""
        document = self._session.document
        if document is not None:
            self._session.lock(document.pages[self._session.review.page].original)

    @Slot()
    def _on_unlocked(self) -> None:
        self._pictures.retry(self._session.review.page)
