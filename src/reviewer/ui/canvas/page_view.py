"""Shows one page with what was read from it, and follows the view-model."""

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsScene, QWidget

from reviewer.domain.geometry import Box, Point, Polygon, bounds_of
from reviewer.ui.canvas.draw_tool import DrawTool
from reviewer.ui.canvas.overlay import Overlay
from reviewer.ui.canvas.picture_item import PictureItem
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.canvas.pointing import Pointing
from reviewer.ui.canvas.spoken_page import spoken_page
from reviewer.ui.canvas.taking import covered
from reviewer.ui.canvas.transform import NOMINAL_SIZE, PageTransform
from reviewer.ui.canvas.zoom_view import ZoomView
from reviewer.ui.canvas.zooming import Fit
from reviewer.ui.viewmodels.review import ReviewViewModel


class PageView(ZoomView):
    """The page under review. Widgets around it call its slots; what a mouse does there is in `pointing`.

    Signals:
        picked: the operator chose something on the page; the editor should have the focus.
        drawing_changed: whether the next drag draws a region.
    """

    picked = Signal()
    drawing_changed = Signal(bool)

    def __init__(self, model: ReviewViewModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        scene = QGraphicsScene()
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        super().__init__(scene, parent)
        scene.setParent(self)
        self.setObjectName("page_view")
        self.setAccessibleName(self.tr("Page"))
        self._model = model
        self._pictures = pictures
        self._transform = PageTransform()
        self._following = False
        self._page = QGraphicsRectItem(0, 0, 1, 1)
        self._page.setFlag(QGraphicsRectItem.GraphicsItemFlag.ItemHasNoContents)
        self._page.setTransform(QTransform(*self._transform.coefficients()))
        scene.addItem(self._page)
        self._picture = PictureItem(self._page)
        self.overlay = Overlay(scene, self._page, self._picture, model)
        self.pointing = Pointing(self, self, model, self.overlay, DrawTool(self._page, self._picture))
        self._connect()
        self._on_opened()

    def _connect(self) -> None:
        model, pictures = self._model, self._pictures
        self.pointing.picked.connect(self.picked)
        self.pointing.missed.connect(self._on_missed)
        self.pointing.drawing_changed.connect(self._on_drawing_changed)
        model.opened.connect(self._on_opened)
        model.page_changed.connect(self._on_page_changed)
        model.changed.connect(self._on_changed)
        model.selected.connect(self._on_selected)
        model.text_changed.connect(self._on_text_changed)
        model.proposal_changed.connect(self._on_proposal_changed)
        pictures.arrived.connect(self._on_arrived)
        pictures.thumbnail_arrived.connect(self._on_arrived)

    # Commands

    @Slot(bool)
    def show_fields(self, shown: bool) -> None:
        self.overlay.show_fields(shown)
        self.settle()

    @Slot(bool)
    def show_words(self, shown: bool) -> None:
        self.overlay.show_word_frames(shown)
        self.pointing.leave()

    def show_below(self, limit: float | None) -> None:
        """Show only regions with a confidence below a limit, or all."""
        self.overlay.show_below(limit)
        self.settle()

    @Slot(bool)
    def set_dimmed(self, dimmed: bool) -> None:
        """Whether the dark theme draws the page a little darker."""
        self._picture.dimmed = dimmed
        self.viewport().update()

    @Slot()
    def begin_drawing(self) -> None:
        """Let the next drag draw a region for the active field."""
        self.pointing.set_drawing(True)

    @Slot()
    def copy_picture(self) -> None:
        """Put the page's picture on the clipboard, as it is turned."""
        image = self._pictures.picture(self._model.page)
        if image is not None:
            turn = QTransform().rotate(self._transform.rotation)
            QGuiApplication.clipboard().setImage(image.transformed(turn))

    # What others need to know

    @property
    def page_transform(self) -> PageTransform:
        return self._transform

    @property
    def scale_now(self) -> float:
        return self.zooming.scale

    def scene_point(self, place: QPointF) -> Point:
        return self.zooming.scene_point(place)

    def view_box(self, box: Box) -> QRect:
        """A box given in fractions of the page, in pixels of this widget."""
        rect = self.zooming.view_rect(self._transform.box_to_scene(box)).toAlignedRect()
        return rect.translated(self.viewport().pos())

    def spoken(self) -> str:
        """The values on the page as text, from top to bottom, for who cannot see it."""
        return spoken_page(self._model)

    # Following the view-model and the pictures

    @Slot()
    def _on_opened(self) -> None:
        if self.zooming.fit is Fit.HAND:
            self.zooming.fit = Fit.WIDTH
        self._show_page()

    @Slot(int)
    def _on_page_changed(self, _page: int) -> None:
        self._show_page()

    def _describe(self) -> None:
        """Offer the values to a screen reader; only while there is one, for that takes a while on a full page."""
        if QAccessible.isActive() or self.hasFocus():
            self.setAccessibleDescription(self.spoken())

    def _show_page(self) -> None:
        self.pointing.cancel()
        self.pointing.leave()
        self._following = False
        self._pictures.want(self._model.page)
        self._place_page()
        self.zooming.refit()
        self.zooming.to_top()
        self._show_picture()
        self.overlay.show_page()
        self.settle()
        self._describe()

    @Slot()
    def _on_changed(self) -> None:
        self._place_page()
        self.overlay.refresh()
        self.settle()
        self._describe()

    @Slot(str)
    def _on_selected(self, _entry: str) -> None:
        self.overlay.select()
        if not self.pointing.choosing:  # what was just clicked is seen, and must not move away from the pointer
            self._following = True
            self._reveal()
        self.settle()

    @Slot(int)
    def _on_text_changed(self, page: int) -> None:
        if page == self._model.page:
            self.overlay.show_words()
            self.settle()

    @Slot()
    def _on_proposal_changed(self) -> None:
        self.overlay.show_proposal()

    @Slot(int)
    def _on_arrived(self, page: int) -> None:
        if page == self._model.page:
            self._place_page()
            self._show_picture()

    def _show_picture(self) -> None:
        self._picture.show_levels(self._pictures.levels(self._model.page))

    def _place_page(self) -> None:
        """Give the page its size and turn in the scene."""
        review = self._model.review
        pages = () if review is None else review.document.pages
        shown = self._model.page < len(pages)
        self._page.setVisible(shown)
        size = self._pictures.size(self._model.page) or NOMINAL_SIZE
        transform = PageTransform(*size, pages[self._model.page].rotation if shown else 0)
        if transform == self._transform:
            return
        turned = transform.rotation != self._transform.rotation
        self._transform = transform
        self._page.setTransform(QTransform(*transform.coefficients()))
        self.zooming.set_page(transform.size)
        if self._following or turned:
            self._reveal()
        self.overlay.restyle()
        self.settle()

    def _reveal(self) -> None:
        """Bring the active entry's regions into view, moving as little as possible."""
        entry = self._model.entry(self._model.current)
        regions = () if entry is None else entry.value.regions
        polygons = tuple(region.polygon for region in regions if region.page == self._model.page)
        if polygons:
            place = self._transform.box_to_scene(bounds_of(polygons))
            self.zooming.reveal(place, self._line_height(polygons))

    def _line_height(self, polygons: tuple[Polygon, ...]) -> float:
        """The height of the print in a region, in the scene: of its words, else of its polygons."""
        words = self.overlay.words
        boxes = [] if words is None else [words.grid.boxes[number] for number in covered(words, polygons)]
        boxes = boxes or [bounds_of((polygon,)) for polygon in polygons]
        heights = sorted(self._transform.box_to_scene(box).height for box in boxes)
        return heights[len(heights) // 2]

    def settle(self) -> None:
        super().settle()
        if self._model.review is None:
            return
        scale = self.zooming.scale
        self.overlay.look_at(self._transform.box_to_page(self.zooming.seen()), self._transform, scale)
        self._pictures.want_sharper(
            self._model.page, round(max(self._transform.size) * scale * self.devicePixelRatioF())
        )

    def moved_by_hand(self) -> None:
        self._following = False
        self.pointing.rest()

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self._pan.active and event.button() is Qt.MouseButton.LeftButton:
            self.pointing.press(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # its second press is not a click of its own

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan.active:
            super().mouseMoveEvent(event)
        else:
            self.pointing.move(event.position())
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan.active:
            super().mouseReleaseEvent(event)
        elif event.button() is Qt.MouseButton.LeftButton:
            self.pointing.release(event.position(), event.modifiers())
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.pointing.cancel():
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._following:
            self._reveal()
            self.settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        if not self.pointing.busy:
            self.pointing.move(event.position())  # another word may lie under the pointer now

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.pointing.rest()  # the tip would stand wrong, and what lies over the view makes scrolling slow
        super().scrollContentsBy(dx, dy)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self.overlay.restyle()
            self.settle()
            self.viewport().update()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.overlay.restyle()
            self.settle()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self.pointing.leave()
        return super().viewportEvent(event)

    @Slot()
    def _on_missed(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @Slot(bool)
    def _on_drawing_changed(self, on: bool) -> None:
        if on:
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.unsetCursor()
        self.drawing_changed.emit(on)
