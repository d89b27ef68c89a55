"""A view that is zoomed and moved by wheel, pinch, keys and pointer, and shows when it has the focus."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGestureEvent, QGraphicsScene, QGraphicsView, QPinchGesture, QWidget

from reviewer.ui.canvas.framing import STEP
from reviewer.ui.canvas.pan_tool import PanTool
from reviewer.ui.canvas.zooming import Fit, Zooming
from reviewer.ui.look.current import colors
from reviewer.ui.look.ring import paint_focus
from reviewer.ui.look.tokens import Width

_WHEEL_STEP = 120.0


class ZoomView(QGraphicsView):
    """What a view of a page does without knowing what is on it.

    Signals:
        zoomed: the scale, 1.0 where a pixel of the page frame is one of the view.
    """

    zoomed = Signal(float)

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.zooming = Zooming(self)
        self._pan = PanTool(self)
        self._told = 0.0
        # A click must not take the focus from the editor: F6 and Tab lead here.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(Width.FOCUS, Width.FOCUS, Width.FOCUS, Width.FOCUS)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setBackgroundBrush(colors().canvas)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setCursor(Qt.CursorShape.ArrowCursor)

    # Commands

    @Slot()
    def zoom_in(self) -> None:
        self._zoom(STEP, self._center())

    @Slot()
    def zoom_out(self) -> None:
        self._zoom(1 / STEP, self._center())

    @Slot()
    def fit_width(self) -> None:
        self._fit(Fit.WIDTH)

    @Slot()
    def fit_page(self) -> None:
        self._fit(Fit.PAGE)

    # For who knows what is on the page

    def settle(self) -> None:
        """The view shows another part of the page, or at another scale."""
        if self.zooming.scale != self._told:
            self._told = self.zooming.scale
            self.zoomed.emit(self._told)

    def moved_by_hand(self) -> None:
        """The operator scrolls or zooms; what the program brought into view no longer counts."""

    # Within

    def _zoom(self, factor: float, place: QPointF) -> None:
        self.moved_by_hand()
        self.zooming.zoom(factor, place)
        self.settle()

    def _fit(self, fit: Fit) -> None:
        self.moved_by_hand()
        self.zooming.to_fit(fit)
        self.settle()

    def _center(self) -> QPointF:
        return QRectF(self.viewport().rect()).center()

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._pan.begins(event):
            self.moved_by_hand()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pan.move(event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pan.end()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved_by_hand()
            super().wheelEvent(event)
            return
        turned = event.angleDelta().y() or event.angleDelta().x()
        self._zoom(STEP ** (turned / _WHEEL_STEP), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._pan.hold(True)
            event.accept()
            return
        self.moved_by_hand()
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._pan.hold(False)
            event.accept()
            return
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._pan.hold(False)
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        at_top = self.zooming.at_top
        super().resizeEvent(event)
        middle = self.zooming.middle()
        self.zooming.refit()
        self.centerOn(middle)
        if at_top:  # a panel that comes beside it must not push the beginning out of the view
            self.zooming.to_top()
        self.settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if not self.zooming.moving:
            self.settle()

    def event(self, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Paint:
            return bool(super().event(event))
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors().canvas)
        paint_focus(painter, self.rect(), self, radius=0)
        painter.end()
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.setBackgroundBrush(colors().canvas)
        elif event.type() is QEvent.Type.ActivationChange:
            self.update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom(1 + event.value(), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                place = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self._zoom(pinch.scaleFactor(), QPointF(place))
                return True
        return bool(super().viewportEvent(event))
