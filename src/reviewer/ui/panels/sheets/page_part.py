"""The page around a value: where it stands, as large as the panel is wide."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.domain.document import Page
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, bounds, turned
from reviewer.ui.look import current, fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Radius
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels.sheets.clips import ClipKey, Clips, ClipWish, of_part
from reviewer.ui.panels.sheets.strips import FileOf

_PAPER = QColor("#FFFFFF")
_UPRIGHT = 1.4
"""Height of a page for its width, while nobody knows."""
_LEGIBLE, _LARGEST, _BESIDE = 20.0, 4.0, 24
"""Pixels that a region is high at least, as far as it is enlarged; and what is left beside it."""


class PagePart(QWidget):
    """Shows a part of a page with a region framed and named.

    Args:
        clips: draws it.
        file_of: says where the page lies.

    Signals:
        wanted: another part is to be drawn.
    """

    wanted = Signal()

    def __init__(self, clips: Clips, file_of: FileOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clips = clips
        self._file_of = file_of
        self._page: Page | None = None
        self._region: Region | None = None
        self._tag = ""
        self._told = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)
        clips.arrived.connect(self._on_arrived)

    def show_place(self, page: Page | None, region: Region | None, tag: str, instead: str = "") -> None:
        """Show where a value stands.

        Args:
            page: that it stands on; None shows nothing.
            region: of it.
            tag: what is written beside it.
            instead: what is said where there is no place.
        """
        self._page, self._region, self._tag, self._told = page, region, tag, instead
        self.setAccessibleName(tag or instead)
        self.update()
        self.wanted.emit()

    def wish(self) -> ClipWish | None:
        """The part that is to be drawn now."""
        key = self._key()
        if key is None or self._page is None:
            return None
        return ClipWish(key, self._file_of(self._page), (self._page.width, self._page.height))

    def sizeHint(self) -> QSize:
        return QSize(420, 480)

    def _aspect(self) -> float:
        """Height for width of the page as it is turned."""
        page = self._page
        if page is None or page.width <= 0 or page.height <= 0:
            return _UPRIGHT
        upright = page.rotation % 180 == 0
        return page.height / page.width if upright else page.width / page.height

    def _shown(self) -> tuple[Box, float]:
        """The part of the turned page that is shown, and how many logical pixels its whole width has.

        As wide as the panel, or larger where the print would be too small to be read.
        """
        assert self._page is not None
        assert self._region is not None
        box = bounds(turned(self._region.polygon, self._page.rotation))
        whole = float(self.width())
        lines = box.height * whole * self._aspect()
        fits = (self.width() - 2 * _BESIDE) / max(1.0, box.width * whole)
        whole *= min(_LARGEST, max(1.0, min(_LEGIBLE / max(1.0, lines), fits)))
        across, down = self.width() / whole, min(1.0, self.height() / (whole * self._aspect()))
        x, y = box.center
        left = min(max(0.0, x - across / 2), 1.0 - across)
        top = min(max(0.0, y - down * 0.45), 1.0 - down)
        return Box(left, top, left + across, top + down), whole

    def _key(self) -> ClipKey | None:
        if self._page is None or self._region is None or self.width() < 2 or self.height() < 2:
            return None
        part, _ = self._shown()
        back = bounds(turned(part.polygon(), -self._page.rotation % 360))
        return of_part(self._page, back, round(self.height() * self.devicePixelRatioF()))

    def _on_arrived(self, keys: tuple[ClipKey, ...]) -> None:
        if self._key() in keys:
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), current.colors()
        painter.fillRect(self.rect(), table.canvas)
        key = self._key()
        if key is None or self._region is None or self._page is None:
            self._say(painter, self._told)
            return
        part, whole = self._shown()
        shown = QRect(0, 0, self.width(), round(part.height * whole * self._aspect()))
        painter.fillRect(shown, _PAPER)
        cut = self._clips.clip(key)
        if cut is not None and not cut.image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(shown, cut.image)
        elif self._clips.failed(key):
            self._say(painter, self.tr("This page cannot be shown."))
            return
        if table.dark:
            painter.fillRect(shown, QColor(0, 0, 0, 36))
        self._frame(painter, part, shown)

    def _frame(self, painter: QPainter, part: Box, shown: QRect) -> None:
        assert self._page is not None
        assert self._region is not None
        table = current.colors()
        polygon = QPolygonF()
        for x, y in turned(self._region.polygon, self._page.rotation):
            polygon.append(
                QPointF((x - part.left) / part.width * shown.width(), (y - part.top) / part.height * shown.height())
            )
        fill = QColor(table.page_active)
        fill.setAlphaF(0.13)
        run_by_letters(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(table.page_active, 2.6))
        painter.setBrush(fill)
        painter.drawPolygon(polygon)
        self._paint_tag(painter, polygon.boundingRect())

    def _paint_tag(self, painter: QPainter, region: QRectF) -> None:
        font = fonts.font(Use.TAG)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(self._tag) + 14, metrics.height() + 4
        left = region.left() - width - 6
        top = region.center().y() - height / 2
        if left < 4:
            left, top = max(4.0, min(region.left(), self.width() - width - 4.0)), region.top() - height - 5
        if top < 2:
            top = region.bottom() + 5
        place = QRectF(left, top, width, height)
        paint_box(painter, place, fill=current.colors().page_active, radius=Radius.TAG)
        painter.setFont(font)
        painter.setPen(_PAPER)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self._tag)

    def _say(self, painter: QPainter, text: str) -> None:
        painter.setFont(fonts.font(Use.SECOND))
        painter.setPen(current.colors().text2)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(self.rect().adjusted(24, 0, -24, 0), flags, text)
