"""The strip of pages beside the page: small pictures, numbers, and how much is to check on each."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QListView, QWidget

from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.look import fonts
from reviewer.ui.look.scaling import keep_scaled
from reviewer.ui.look.tokens import Width
from reviewer.ui.panels.page_strip_delegate import MARK, ROTATION, PageMark, StripDelegate, row_height
from reviewer.ui.viewmodels.review import ReviewViewModel

_Index = QModelIndex | QPersistentModelIndex


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
        model.opened.connect(self._on_opened)
        model.changed.connect(self._on_changed)
        model.text_changed.connect(self._on_text_changed)
        pictures.thumbnail_arrived.connect(self._on_thumbnail)
        self._on_opened()

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

    def _picture(self, page: int) -> QImage | None:
        image = self._pictures.thumbnail(page)
        if image is None:
            self._wanted.append(page)
            self._asking.start()
        return image

    def _rotation(self, page: int) -> int:
        review = self._model.review
        return 0 if review is None else review.document.pages[page].rotation

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
    def _on_opened(self) -> None:
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


class PageStrip(QListView):
    """A column of pages.

    Signals:
        chosen: a page was chosen by pointer or keys.
    """

    chosen = Signal(int)

    def __init__(self, model: ReviewViewModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("page_strip")
        self.setAccessibleName(self.tr("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setModel(PageStripModel(model, pictures, self))
        self.setItemDelegate(StripDelegate(self))
        keep_scaled(self, self.setFixedWidth, Width.STRIP)
        self.clicked.connect(self._on_clicked)
        model.opened.connect(self._show_current)
        model.page_changed.connect(self._show_current)
        self._show_current()

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(Width.STRIP), 3 * row_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        row = self.currentIndex().row()
        if row >= 0 and row != self._model.page:
            self.chosen.emit(row)

    @Slot()
    def _show_current(self) -> None:
        index = self.model().index(self._model.page, 0)
        self.setCurrentIndex(index)
        if index.isValid() and not self.viewport().rect().contains(self._row(index)):
            self.scrollTo(index)

    def _row(self, index: QModelIndex) -> QRect:
        return self.visualRect(index)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())
