"""Two readings of a value with its picture between: one frame, one scale, character over character."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.domain.differing import differing
from reviewer.domain.field import Alternative, Region
from reviewer.domain.hidden import visible
from reviewer.domain.writing import has_left
from reviewer.ui import keys
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.look import current, fonts, lines
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box, paint_focus
from reviewer.ui.look.tokens import Radius, Space
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels import snippet
from reviewer.ui.panels.alignment import Alignment, aligned
from reviewer.ui.panels.key_cap import cap_size, paint_cap
from reviewer.ui.panels.pair_reading import instead, line_of, paint_line, who
from reviewer.ui.viewmodels.adjudicating import Shown

LINES = 4
_SIDE = 230
"""Room at the right, for who read it and how sure, at the usual size of texts; at most a third of all."""
_KEYS = 76
"""Room at the left, for the key; more, where a key is longer."""
_LARGE = 1.5
"""How much larger than in the editor a value is, where there is room: it is looked at letter by letter."""
_SHARE = 0.5
"""Of the window's height, for both readings and the picture."""


@dataclass(frozen=True)
class Texts:
    """What stands above and below, line by line, and which characters are to be underlined."""

    upper: str
    lower: str
    upper_marks: frozenset[int]
    lower_marks: frozenset[int]

    @classmethod
    def of(cls, shown: Shown) -> "Texts":
        upper, lower = shown.pair.upper.text, shown.pair.lower.text
        here, there = differing(upper, lower)
        return cls(upper, lower, frozenset(here), frozenset(there))


class PairView(QWidget):
    """Shows one pair. Keys are the page's; a click takes a reading, too.

    Args:
        pictures: of the pair's document.
        upper, lower: the actions that take a reading; their keys stand beside it.

    Signals:
        upper_taken, lower_taken: a reading was clicked.
        looked: the pair was painted with its picture, or without any that could be drawn (a Shown), and whether all of
            both readings was to be seen.
    """

    upper_taken = Signal()
    lower_taken = Signal()
    looked = Signal(object, bool)

    def __init__(self, pictures: Pictures, upper: QAction, lower: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._caps = ["", ""]
        self._shown: Shown | None = None
        self._texts = Texts("", "", frozenset(), frozenset())
        self._picture: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.setMouseTracking(True)
        pictures.arrived.connect(self._on_arrived)
        pictures.failed.connect(self._on_failed)
        for number, action in enumerate((upper, lower)):
            keys.follow(action, partial(self._show_key, number))

    def show_pair(self, shown: Shown | None) -> None:
        """Show another pair, or none."""
        self._shown = shown
        self._texts = Texts("", "", frozenset(), frozenset()) if shown is None else Texts.of(shown)
        self._picture = None
        self.setAccessibleName("" if shown is None else shown.label)
        self.setAccessibleDescription("" if shown is None else visible(self._spoken(shown)))
        self.updateGeometry()
        self.update()

    def _spoken(self, shown: Shown) -> str:
        words = self.tr("Above: {upper}, {above}. Below: {lower}, {below}.")
        return words.format(
            upper=shown.pair.upper.text or self.tr("empty"),
            above=who(shown, shown.pair.upper),
            lower=shown.pair.lower.text,
            below=who(shown, shown.pair.lower),
        )

    def _show_key(self, number: int, sequence: str) -> None:
        self._caps[number] = keys.label(sequence) if sequence else ""
        self._picture = None  # a longer key moves it
        self.update()

    # Where things stand

    def sizeHint(self) -> QSize:
        return QSize(900, sum(self._heights(self._font())))

    def minimumSizeHint(self) -> QSize:
        return QSize(480, self.sizeHint().height())

    def _left(self) -> int:
        """Where the readings and the picture begin."""
        widest = max(cap_size(cap).width() for cap in self._caps)
        return max(_KEYS, Space.MARGIN + widest + Space.WIDE)

    def _side(self) -> int:
        return min(fonts.scaled(_SIDE), self.width() // 3)

    def _font(self) -> QFont:
        """The font of both: as large as the longest line and the height of the window allow."""
        room = self.width() - self._left() - self._side() - 2 * Space.WIDE
        texts = (self._texts.upper, self._texts.lower)
        longest = max(len(line) for text in texts for line in text.split("\n"))
        large = QFont(fonts.font(Use.VALUE_EDIT))
        large.setPointSizeF(large.pointSizeF() * _LARGE)
        for font in (large, fonts.font(Use.VALUE_EDIT)):
            wide = longest * QFontMetrics(font).horizontalAdvance("0")
            if wide <= room and sum(self._heights(font)) <= _SHARE * self.window().height():
                return font
        return fonts.font(Use.VALUE)

    def _heights(self, font: QFont) -> tuple[int, int, int]:
        letters = QFontMetrics(font).height()
        upper, lower = (min(LINES, text.count("\n") + 1) for text in (self._texts.upper, self._texts.lower))
        pieces = max(1, min(LINES, len(self._regions())))
        picture = (2 * letters if pieces == 1 else letters) + Space.GAP
        line, pad = letters + (Space.GAP if pieces == 1 else Space.STEP), 2 * Space.WIDE
        return upper * line + pad, picture * pieces, lower * line + pad

    def _parts(self) -> tuple[QRect, QRect, QRect]:
        upper, picture, lower = self._heights(self._font())
        width = self.width()
        return QRect(0, 0, width, upper), QRect(0, upper, width, picture), QRect(0, upper + picture, width, lower)

    def _regions(self) -> tuple[Region, ...]:
        if self._shown is None:
            return ()
        pair = self._shown.pair
        return (pair.upper.regions or pair.lower.regions)[:LINES]

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = current.colors()
        painter = QPainter(self)
        run_by_letters(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_box(painter, self.rect(), fill=colors.base, radius=Radius.CONTROL)
        if self._shown is not None:
            upper, picture, lower = self._parts()
            self._paint_picture(painter, picture)
            shown, texts = self._shown, self._texts
            self._paint_reading(painter, upper, shown.pair.upper, texts.upper_marks, self._caps[0])
            self._paint_reading(painter, lower, shown.pair.lower, texts.lower_marks, self._caps[1])
        paint_box(painter, self.rect(), frame=colors.control, radius=Radius.CONTROL)
        paint_focus(painter, self.rect(), self)
        painter.end()
        if self._shown is not None and self._complete():
            self.looked.emit(self._shown, self._whole())

    def _complete(self) -> bool:
        """Whether nothing is missing that still comes. The small picture of a page is not enough to read by."""
        page = self._regions()[0].page if self._regions() else -1
        return page < 0 or self._pictures.ready(page) or self._pictures.error(page) is not None

    def _whole(self) -> bool:
        """Whether no line of both readings is cut off or left out, and both are in view."""
        if self.visibleRegion().boundingRect().height() < self.height():
            return False
        texts = [visible(text).split("\n") for text in (self._texts.upper, self._texts.lower)]
        metrics, room = QFontMetrics(self._font()), self.width() - self._left() - self._side()
        return all(
            len(lines_) <= LINES and all(metrics.horizontalAdvance(line) <= room for line in lines_) for lines_ in texts
        )

    def _paint_reading(
        self, painter: QPainter, part: QRect, reading: Alternative, marks: frozenset[int], key: str
    ) -> None:
        colors, shown = current.colors(), self._shown
        assert shown is not None
        cap = cap_size(key)
        place = QRect(QPoint(part.left() + Space.MARGIN, part.center().y() - cap.height() // 2), cap)
        if key:
            paint_cap(painter, place, key)
        font = self._font()
        inner = part.adjusted(self._left(), Space.WIDE, -self._side(), -Space.WIDE)
        if not reading.text:
            painter.setFont(fonts.font(Use.BODY))
            painter.setPen(colors.text2)
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), instead(shown))
        painter.setFont(font)
        lines_ = reading.text.split("\n")
        if len(lines_) > LINES:
            lines_ = [*lines_[: LINES - 1], f"{lines_[LINES - 1]} …"]
        line, start = inner.height() // max(1, len(lines_)), 0
        for number, text in enumerate(lines_):
            row = QRect(inner.left(), inner.top() + number * line, inner.width(), line)
            paint_line(painter, row, text, frozenset(mark - start for mark in marks))
            start += len(text) + 1
        self._paint_side(painter, part, reading)

    def _paint_side(self, painter: QPainter, part: QRect, reading: Alternative) -> None:
        """Who read it, and how sure: the line, the figure, the name."""
        colors, shown = current.colors(), self._shown
        assert shown is not None
        line = line_of(shown, reading)
        ink = lines.ink(line, colors)
        right = part.right() - Space.MARGIN
        name = fonts.metrics(Use.SECOND).elidedText(
            visible(who(shown, reading)), Qt.TextElideMode.ElideRight, self._side() - 60
        )
        width = fonts.metrics(Use.SECOND).horizontalAdvance(name)
        painter.setFont(fonts.font(Use.SECOND))
        painter.setPen(ink)
        painter.drawText(
            QRect(right - width, part.top(), width + 1, part.height()), int(Qt.AlignmentFlag.AlignVCenter), name
        )
        sample = QRect(right - width - Space.GAP - lines.SAMPLE_WIDTH, part.top(), lines.SAMPLE_WIDTH, part.height())
        lines.paint_sample(painter, sample, line, colors)

    def _paint_picture(self, painter: QPainter, part: QRect) -> None:
        colors = current.colors()
        painter.fillRect(part.adjusted(1, 0, -1, 0), colors.paper_strip)
        if self._picture is None:
            self._picture = self._made(QSize(part.width() - self._left() - Space.WIDE, part.height()))
        if self._picture is not None:
            painter.drawPixmap(part.left() + self._left(), part.top(), self._picture)
        elif not self._regions():
            painter.setFont(fonts.font(Use.SECOND))
            painter.setPen(colors.page_field)
            told = self.tr("No place on the page")
            painter.drawText(part.adjusted(self._left(), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), told)
        painter.setPen(QPen(colors.line, 1))
        painter.drawLine(part.topLeft(), part.topRight())
        painter.drawLine(part.bottomLeft(), part.bottomRight())

    def _made(self, size: QSize) -> QPixmap | None:
        cuts = snippet.cut(self._regions(), self._pictures.picture, self._pictures.size)
        if not cuts or self._shown is None:
            return None
        advance = QFontMetricsF(self._font()).horizontalAdvance("0")
        value, line = self._shown.entry.value, size.height() / len(cuts)
        texts = self._texts.upper.split("\n")
        own = len(cuts) == 1 and value.recognized_text == value.text and not has_left(value.text)
        made = [
            aligned(
                texts[number] if number < len(texts) else "",
                value.edges if own else (),
                piece.width,
                piece.height,
                advance,
                room=(float(size.width()), line - 6),
            )
            for number, piece in enumerate(cuts)
        ]
        if len(made) > 1:
            made = [Alignment(min(each.scale for each in made))] * len(made)
        ratio = self.devicePixelRatioF()
        return snippet.compose(cuts, tuple(made), line, size, ratio, current.colors().paper_strip)

    # Events

    @Slot(int)
    def _on_arrived(self, page: int) -> None:
        if any(region.page == page for region in self._regions()):
            self._picture = None
            self.update()

    @Slot(int, object)
    def _on_failed(self, page: int, _error: object) -> None:
        self._on_arrived(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture = None
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._picture = None
            self.updateGeometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        upper, _, lower = self._parts()
        at = event.position().toPoint()
        over = self._shown is not None and (upper.contains(at) or lower.contains(at))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        upper, _, lower = self._parts()
        at = event.position().toPoint()
        if self._shown is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if upper.contains(at):
            self.upper_taken.emit()
        elif lower.contains(at):
            self.lower_taken.emit()
