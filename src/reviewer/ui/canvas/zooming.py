"""The scale of a view and the part of the page it shows."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView, QStyle

from reviewer.domain.geometry import Box, Point
from reviewer.ui.canvas import framing
from reviewer.ui.canvas.transform import NOMINAL_SIZE

_ABOVE = 20.0
"""Pixels kept free above and below the page."""


_WORTH = 1.1
"""A place is zoomed in on when it becomes larger by this: less would only push the page out of the view."""


class Fit(Enum):
    """What the scale follows when the view or the page becomes another; with HAND, nothing."""

    HAND = "hand"
    WIDTH = "width"
    PAGE = "page"


class Zooming:
    """Scale, fit and scrolling of one view; the page lies in the scene from its origin.

    Attributes:
        fit: what the scale follows.
        chosen: the fit that the operator asked for last: documents open with it.
        own: the operator chose the scale itself, which is kept until a fit is asked for.
        nothing: there is no page, and nothing to scroll over.
        moving: the view is half way to another place; whoever moves it says when it has settled.
    """

    def __init__(self, view: QGraphicsView) -> None:
        self._view = view
        self._page: tuple[float, float] = NOMINAL_SIZE
        self.fit = self.chosen = Fit.WIDTH
        self.own = False
        self.nothing = False
        self.moving = False

    @property
    def scale(self) -> float:
        return float(self._view.transform().m11())

    @property
    def room(self) -> tuple[float, float]:
        """Pixels of the view while no scroll bar is shown."""
        size = self._view.maximumViewportSize()
        return (float(size.width()), float(size.height()))

    def set_page(self, size: tuple[float, float]) -> None:
        """The page has another size or turn. What was in the middle stays there as well as it can, or its beginning."""
        if size == self._page:
            return
        middle, at_top = self.middle(), self.at_top
        across, down = middle.x() / self._page[0], middle.y() / self._page[1]
        longer = max(size) / max(self._page)
        self._page = size
        if self.fit is Fit.HAND:
            self._set_scale(self.scale / longer)
        else:
            self._set_scale(self._fitting())
        self._view.centerOn(across * size[0], down * size[1])
        if at_top:
            self.to_top()

    def to_fit(self, fit: Fit) -> None:
        """Show the whole page, or its whole width, now and when the view becomes another."""
        middle = self.middle()
        self.fit = self.chosen = fit
        self.own = False
        self.refit()
        self._view.centerOn(middle)

    def refit(self) -> None:
        if self.fit is not Fit.HAND:
            self._set_scale(self._fitting())

    @property
    def at_top(self) -> bool:
        """Whether the beginning of the page is shown, as wide or as high as the view."""
        bar = self._view.verticalScrollBar()
        return self.fit is not Fit.HAND and bar.value() == bar.minimum()

    def to_top(self) -> None:
        """The beginning of the page."""
        self._view.verticalScrollBar().setValue(self._view.verticalScrollBar().minimum())
        bar = self._view.horizontalScrollBar()
        bar.setValue((bar.minimum() + bar.maximum()) // 2)

    def zoom(self, factor: float, place: QPointF) -> None:
        """Larger or smaller by the operator's hand; what lies at a place of the view stays there."""
        self.fit, self.own = Fit.HAND, True
        self._zoom_at(framing.limited(self.scale * factor, self._page, self.room), place)

    def reveal(self, place: Box, line_height: float) -> None:
        """Bring a place of the scene into view, moving as little as possible; zoom only if it could not be read.

        A scale that the operator chose stays.
        """
        size = self._view.viewport().size()
        wanted = framing.readable(self.scale, line_height, place.width, size.width())
        wanted = framing.limited(wanted, self._page, self.room)
        if wanted > self.scale * _WORTH and not self.own:
            self.fit = Fit.HAND
            middle = QRectF(self.view_rect(place)).center()
            self._zoom_at(wanted, middle)
        across, down = framing.least_scroll(_box(self.view_rect(place)), (size.width(), size.height()))
        self._scroll(across, down)

    def show(self, place: Box, covered: int = 0) -> bool:
        """Scroll just as far as a place of the scene needs to be seen, with a little around it. Whether it did.

        `covered` are pixels at the foot of the view under which nothing is seen.
        """
        size = self._view.viewport().size()
        across, down = framing.into_view(_box(self.view_rect(place)), (size.width(), size.height() - covered))
        if not across and not down:
            return False
        self._scroll(across, down)
        return True

    # Places

    def scene_point(self, place: QPointF) -> Point:
        inverted, _possible = self._view.viewportTransform().inverted()
        point = inverted.map(place)
        return (point.x(), point.y())

    def view_rect(self, box: Box) -> QRectF:
        """A box of the scene in pixels of the view."""
        rect = QRectF(box.left, box.top, box.width, box.height)
        return self._view.viewportTransform().mapRect(rect)

    def middle(self) -> QPointF:
        """The point of the scene in the middle of the view."""
        return QPointF(*self.scene_point(QRectF(self._view.viewport().rect()).center()))

    def seen(self) -> Box:
        """The part of the scene in view."""
        rect = self._view.viewport().rect()
        left, top = self.scene_point(QPointF(rect.topLeft()))
        right, bottom = self.scene_point(QPointF(rect.bottomRight() + rect.topLeft()))
        return Box(left, top, right, bottom)

    # Within

    def _fitting(self) -> float:
        room = self.room
        if self.fit is Fit.PAGE:
            return framing.fit_page(self._page, room)
        scale = framing.fit_width(self._page, room)
        if self._page[1] * scale + 2 * _ABOVE > room[1]:  # the scroll bar takes some of the width
            # As wide as the view reckons that its bar will be.
            bar = self._view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self._view)
            scale = framing.fit_width(self._page, (room[0] - bar, room[1]))
        return framing.limited(scale, self._page, room)

    def _zoom_at(self, scale: float, place: QPointF) -> None:
        before = QPointF(*self.scene_point(place))
        self._set_scale(scale)
        after = self._view.viewportTransform().map(before)
        self._scroll(after.x() - place.x(), after.y() - place.y())

    def _set_scale(self, scale: float) -> None:
        self.moving = True
        across, down = framing.MARGIN / scale, _ABOVE / scale
        if self.fit is Fit.PAGE:
            across = down = 0.0
        whole = QRectF(0, 0, *self._page).adjusted(-across, -down, across, down)
        self._view.setSceneRect(QRectF(0, 0, 1, 1) if self.nothing else whole)
        self._view.setTransform(QTransform.fromScale(scale, scale))
        self.moving = False

    def _scroll(self, across: float, down: float) -> None:
        self.moving = True
        horizontal, vertical = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        horizontal.setValue(horizontal.value() + round(across))
        vertical.setValue(vertical.value() + round(down))
        self.moving = False


def _box(rect: QRectF) -> Box:
    return Box(rect.left(), rect.top(), rect.right(), rect.bottom())
