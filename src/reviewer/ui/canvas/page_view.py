"""Shows one page with what was read from it, and follows the view-model."""

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QGuiApplication,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QGraphicsScene, QWidget

from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, Point
from reviewer.ui.canvas.draw_tool import DrawTool
from reviewer.ui.canvas.hands import Hands
from reviewer.ui.canvas.overlay import Overlay
from reviewer.ui.canvas.picture_item import PictureItem
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.canvas.placing import Placing
from reviewer.ui.canvas.pointed_view import PointedView
from reviewer.ui.canvas.pointing import Pointing
from reviewer.ui.canvas.ready_words import ReadyWords
from reviewer.ui.canvas.spoken_page import spoken_page
from reviewer.ui.canvas.transform import PageTransform
from reviewer.ui.canvas.zooming import Fit
from reviewer.ui.viewmodels.review import ReviewViewModel


class PageView(PointedView):
    """The page under review. Widgets around it call its slots; what a mouse does there is in `pointing`."""

    def __init__(self, model: ReviewViewModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        scene = QGraphicsScene()
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        super().__init__(scene, parent)
        scene.setParent(self)
        self.setObjectName("page_view")
        self.setAccessibleName(self.tr("Page"))
        self.viewport().setAccessibleName(self.accessibleName())
        self._model = model
        self._pictures = pictures
        self._placing = Placing(self.zooming, model, pictures)
        page = self._placing.page
        scene.addItem(page)
        self._picture = PictureItem(page)
        self._words = ReadyWords(pictures.runner, self)
        self.overlay = Overlay(scene, page, self._picture, model, self._words)
        pointing = Pointing(self, self, model, self.overlay, DrawTool(page, self._picture))
        self.use(pointing, Hands(self, self, scene, page, model, self.overlay))
        pointing.drawing_changed.connect(self._on_pointer_drew)
        self.hands.moved.connect(self._on_moved)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._follow)
        self._connect()
        self._on_opened()

    def _connect(self) -> None:
        model, pictures = self._model, self._pictures
        model.opened.connect(self._on_opened)
        model.page_changed.connect(self._on_page_changed)
        model.pages_changed.connect(self._on_pages_changed)
        model.changed.connect(self._on_changed)
        model.selected.connect(self._on_selected)
        model.text_changed.connect(self._on_text_changed)
        model.proposal_changed.connect(self._on_proposal_changed)
        model.looked_changed.connect(self._on_looked_changed)
        self._words.arrived.connect(self._on_words_arrived)
        pictures.arrived.connect(self._on_arrived)
        pictures.toned.connect(self._on_toned)
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
        """Draw a region for the active field: by keys from here on, or with the next drag."""
        if self.hands.draw():
            self.pointing.set_drawing(True)
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit_region(self) -> bool:
        """Unlock the active value's region, or lock it again. False when it has none."""
        begun = self.hands.edit()
        if self.hands.on:
            self.pointing.set_drawing(False)
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return begun

    def show_place(self, regions: tuple[Region, ...]) -> None:
        """Bring a place on the shown page into view, moving as little as possible."""
        polygons = tuple(region.polygon for region in regions if region.page == self._model.page)
        if polygons:
            self._placing.following = False
            self._placing.reveal_polygons(polygons, self.overlay.words)
            self.settle()

    @Slot()
    def copy_picture(self) -> None:
        """Put the page's picture on the clipboard, as it is turned."""
        image = self._pictures.picture(self._model.page)
        if image is not None:
            turn = QTransform().rotate(self.page_transform.rotation)
            QGuiApplication.clipboard().setImage(image.transformed(turn))

    # What others need to know

    @property
    def page_transform(self) -> PageTransform:
        return self._placing.transform

    @property
    def scale_now(self) -> float:
        return self.zooming.scale

    def scene_point(self, place: QPointF) -> Point:
        return self.zooming.scene_point(place)

    def view_point(self, point: Point) -> Point:
        """A point given in fractions of the page, in pixels of the viewport."""
        shown = self.viewportTransform().map(QPointF(*self.page_transform.to_scene(point)))
        return (shown.x(), shown.y())

    def seen_box(self) -> Box:
        """The part of the scene in view."""
        return self.zooming.seen()

    def view_box(self, box: Box) -> QRect:
        """A box given in fractions of the page, in pixels of this widget."""
        rect = self.zooming.view_rect(self.page_transform.box_to_scene(box)).toAlignedRect()
        return rect.translated(self.viewport().pos())

    def spoken(self) -> str:
        """The values on the page as text, from top to bottom, for who cannot see it."""
        return spoken_page(self._model)

    # Following the view-model and the pictures

    @Slot()
    def _on_opened(self) -> None:
        if self.zooming.fit is Fit.HAND and not self.zooming.own:  # it was zoomed for a place of the last document
            self.zooming.fit = self.zooming.chosen
        self._show_page()

    @Slot(int)
    def _on_page_changed(self, _page: int) -> None:
        self._show_page()

    @Slot(object)
    def _on_pages_changed(self, places: tuple[int, ...]) -> None:
        """The shown page has another number: it stays where it is. One that is gone is followed by `page_changed`."""
        self.pointing.cancel()
        self._pictures.want(self._model.page)
        self._place_page()
        self._show_picture()
        self.overlay.show_page()
        self.settle()

    def _describe(self) -> None:
        """Offer the values to a screen reader; only while there is one, for that takes a while on a full page."""
        if QAccessible.isActive() or self.hasFocus():
            self.setAccessibleDescription(self.spoken())

    def _show_page(self) -> None:
        if not (self.hands.reshaping.on and self.hands.reshaping.leads):
            self.hands.cease()
        self.pointing.cancel()
        self.pointing.leave()
        self._placing.following = False
        self._pictures.want(self._model.page)
        self._place_page()
        self.zooming.nothing = self._model.review is None
        self.zooming.refit()
        self.zooming.to_top()
        self._show_picture()
        self.overlay.show_page()
        self.settle()
        self._describe()

    @Slot()
    def _on_changed(self) -> None:
        if self._model.unasked:
            self._later.start()  # fields and page at once would take longer than an answer may
        else:
            self._follow()

    @Slot()
    def _follow(self) -> None:
        self._place_page()
        self.overlay.refresh()
        if not self._model.going:
            self.settle()
        self._describe()

    @Slot(str)
    def _on_selected(self, _entry: str) -> None:
        self.overlay.select()
        if not self.pointing.choosing:  # what was just clicked is seen, and must not move away from the pointer
            self._placing.following = True
            self._placing.reveal(self.overlay.words)
        self.settle()

    @Slot(int)
    def _on_text_changed(self, page: int) -> None:
        if page == self._model.page:
            self.overlay.show_words()
            self.settle()

    @Slot()
    def _on_words_arrived(self) -> None:
        self._on_text_changed(self._model.page)

    @Slot()
    def _on_proposal_changed(self) -> None:
        self.overlay.show_proposal()

    @Slot()
    def _on_looked_changed(self) -> None:
        self.overlay.show_looked()
        self._placing.following = True
        self._placing.reveal(self.overlay.words)
        self.settle()

    @Slot(int)
    def _on_arrived(self, page: int) -> None:
        if page == self._model.page:
            self._place_page()
            self._show_picture()

    @Slot(int)
    def _on_toned(self, page: int) -> None:
        if page == self._model.page:
            self._show_picture()

    def _show_picture(self) -> None:
        self._picture.show_levels(self._pictures.levels(self._model.page))

    def _place_page(self) -> None:
        if self._placing.place(self.overlay.words):
            self.overlay.restyle()
            self.settle()

    def settle(self) -> None:
        super().settle()
        if self._model.review is None:
            return
        scale = self.zooming.scale
        self.overlay.look_at(self.zooming.seen(), self.page_transform, scale)
        self.hands.show_again()
        longest = max(self.page_transform.size) * scale
        self._pictures.want_sharper(self._model.page, round(longest * self.devicePixelRatioF()))

    @Slot(bool)
    def _on_pointer_drew(self, drawing: bool) -> None:
        if not drawing and self.hands.drawing.on:
            self.hands.drawing.end()

    @Slot(object)
    def _on_moved(self, box: Box) -> None:
        bar = self.hands.bar
        if self.zooming.show(box, bar.height() if bar.title else 0):
            self.settle()
        bar.avoid(self.zooming.view_rect(box).toAlignedRect().translated(self.viewport().pos()))

    def moved_by_hand(self) -> None:
        self._placing.following = False
        super().moved_by_hand()

    # Events

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._placing.following:
            self._placing.reveal(self.overlay.words)
            self.overlay.select()  # its tag was placed for what was seen before
            self.settle()

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
