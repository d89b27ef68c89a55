"""What the strip of pages shows: one row a page."""

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QImage

from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.panels.page_strip_delegate import MARK, ROTATION, PageMark
from reviewer.ui.viewmodels.review import ReviewViewModel

_Index = QModelIndex | QPersistentModelIndex

PAGES: Final = "application/x-reviewer-pages"
"""What is dragged within the strip; nobody else takes it."""


class PageStripModel(QAbstractListModel):
    """One row a page. Small pictures are asked for when a row is painted, and only then."""

    def __init__(self, model: ReviewViewModel, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._pictures = pictures
        self._count = 0
        self._marks: dict[int, PageMark] = {}
        self._wanted: list[int] = []
        # Not while painting: asking starts a run, and what that tells may change widgets.
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)
        model.opened.connect(self.renew)
        model.changed.connect(self._on_changed)
        model.text_changed.connect(self._on_text_changed)
        pictures.thumbnail_arrived.connect(self._on_thumbnail)
        self.renew()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        page = index.row()
        if not index.isValid() or page >= self._count:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(page + 1)
            case Qt.ItemDataRole.DecorationRole:
                return self._picture(page)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self._spoken(page)
            case _ if role == MARK:
                return self._mark(page)
            case _ if role == ROTATION:
                return self._rotation(page)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return (
            super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled
        )

    def mimeTypes(self) -> list[str]:
        return [PAGES]

    def mimeData(self, indexes: Any) -> QMimeData:
        data = QMimeData()
        data.setData(PAGES, b"")  # which ones, the strip knows: they are chosen
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def _picture(self, page: int) -> QImage | None:
        image = self._pictures.thumbnail(page)
        if image is None:
            self._wanted.append(page)
            self._asking.start()
        return image

    def _rotation(self, page: int) -> float:
        if self._model.review is None:
            return 0.0
        shown = self._model.review.document.pages[page]
        return shown.rotation + shown.skew

    def _mark(self, page: int) -> PageMark:
        if page not in self._marks:
            unsure = self._model.unsure_on(page)
            self._marks[page] = PageMark(unsure, read=page in self._model.texts)
        return self._marks[page]

    def _spoken(self, page: int) -> str:
        mark = self._mark(page)
        if mark.unsure:
            return self.tr("Page {number}, {count} to check").format(number=page + 1, count=mark.unsure)
        if mark.read:
            return self.tr("Page {number}, nothing to check").format(number=page + 1)
        return self.tr("Page {number}").format(number=page + 1)

    @Slot()
    def _ask(self) -> None:
        wanted, self._wanted = self._wanted, []
        for page in reversed(wanted):  # the newest wish is drawn first: so the uppermost
            self._pictures.want_thumbnail(page)

    @Slot()
    def renew(self) -> None:
        """Read all of it again: another document, or other pages."""
        self.beginResetModel()
        review = self._model.review
        self._count = 0 if review is None else len(review.document.pages)
        self._marks.clear()
        self._wanted.clear()
        self.endResetModel()

    @Slot()
    def _on_changed(self) -> None:
        self._marks.clear()
        if self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1))

    @Slot(int)
    def _on_text_changed(self, page: int) -> None:
        self._marks.pop(page, None)
        self._tell(page)

    @Slot(int)
    def _on_thumbnail(self, page: int) -> None:
        self._tell(page)

    def _tell(self, page: int) -> None:
        if page < self._count:
            self.dataChanged.emit(self.index(page), self.index(page))
