"""The one live editor of the field panel: a value's text, large, character under its picture."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from reviewer.domain.hidden import cleaned, hidden
from reviewer.domain.writing import runs_left
from reviewer.ui import keys
from reviewer.ui.look import current

LONGEST = 10_000
_CARET = 3


class ValueEdit(QPlainTextEdit):
    """Edits plain text; confirms nothing by itself.

    Its own undo is off: undo belongs to the review. Keys of the action table pass through.

    Signals:
        entered: Enter or keypad Enter.
        moved: Tab (1) or Shift+Tab (-1).
        typed: the text was changed by the operator.
        escaped: Esc.
        shortened: more was put into it than a value may have (the number of letters that stay).
    """

    entered = Signal()
    moved = Signal(int)
    typed = Signal()
    escaped = Signal()
    shortened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weak: tuple[int, ...] = ()
        self._hidden: tuple[int, ...] = ()
        self._spacing: tuple[float, ...] = ()
        self._doubt = QColor()
        self._whole = ""
        self._filling = False
        self._before = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.document().contentsChange.connect(self._on_contents_change)

    def show_text(self, text: str, *, weak: Sequence[int], spacing: Sequence[float], doubt: QColor) -> None:
        """Fill the editor without counting as typing.

        Args:
            text: the value.
            weak: indexes of doubtful characters.
            spacing: extra space after each character of the first line, logical pixels.
            doubt: colour of the dotted underline.
        """
        self._filling = True
        self._whole = ""
        self._weak = tuple(weak)
        self._spacing = tuple(spacing)
        self._doubt = doubt
        if self.toPlainText() != text:
            self.setPlainText(text)
        self._turn(text)
        self._before = self.toPlainText()
        self._filling = False
        self._space()
        self.viewport().update()

    def offer(self, whole: str) -> None:
        """Show how the text may go on, gray behind it; Tab, Right or End takes that, Enter never does.

        What is taken is written as the choice is: "e" becomes "EUR".
        """
        if whole != self._whole:
            self._whole = whole
            self.viewport().update()

    def take_offered(self) -> bool:
        """Write what was offered. False when nothing was."""
        whole, self._whole = self._whole, ""
        if whole:
            self.take_text(whole)
        return bool(whole)

    @property
    def caret(self) -> int:
        """Where the caret stands: before this character."""
        return self.textCursor().position()

    def set_caret(self, index: int) -> None:
        """Put the caret before a character."""
        cursor = self.textCursor()
        cursor.setPosition(min(index, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)

    def set_font(self, font: QFont, *, spaced: bool = True) -> None:
        """Write in a font; with `spaced`, letters stay where they were put over their pictures."""
        self.setFont(font)
        self.document().setDefaultFont(font)
        if not spaced:
            self._spacing = ()
            self._space()

    @property
    def composing(self) -> bool:
        """Whether an input method shows letters that are not text yet."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def text(self) -> str:
        return self.toPlainText()

    def take_text(self, text: str) -> None:
        """Replace the text as if typed."""
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)

    def _turn(self, text: str) -> None:
        """Set a text from the right that is written from there; note what nobody sees in it."""
        self._hidden = tuple(found.at for found in hidden(text))
        way = Qt.LayoutDirection.RightToLeft if runs_left(text) else Qt.LayoutDirection.LeftToRight
        option = self.document().defaultTextOption()
        if option.textDirection() != way:
            option.setTextDirection(way)
            self.document().setDefaultTextOption(option)
        self._align()

    def _align(self) -> None:
        """Set what is written from the right at that edge, which Qt knows of only while lines may be wrapped there.

        None is: the word mode forbids it. But then nothing longer could be scrolled to, and so that stays at the left.
        """
        option = self.document().defaultTextOption()
        right = False
        if option.textDirection() is Qt.LayoutDirection.RightToLeft:
            widths = map(self.fontMetrics().horizontalAdvance, self.toPlainText().split("\n"))
            right = max(widths) + _CARET <= self.viewport().width()
        if right is (self.lineWrapMode() is QPlainTextEdit.LineWrapMode.WidgetWidth):
            return
        option.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        self.document().setDefaultTextOption(option)
        mode = QPlainTextEdit.LineWrapMode
        self.setLineWrapMode(mode.WidgetWidth if right else mode.NoWrap)

    # Events

    def event(self, event: QEvent) -> bool:
        return False if keys.passes(event, self) else super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers == Qt.KeyboardModifier.NoModifier:
            if self.composing:
                QGuiApplication.inputMethod().commit()  # it ends what is composed; the next one confirms
            elif not event.isAutoRepeat():  # a held key does not confirm what nobody saw
                self.entered.emit()
        elif (
            key in (Qt.Key.Key_Right, Qt.Key.Key_End)
            and self._whole
            and modifiers == Qt.KeyboardModifier.NoModifier
            and self.textCursor().atEnd()
        ):
            self.take_offered()
        elif key == Qt.Key.Key_Tab and modifiers == Qt.KeyboardModifier.NoModifier:
            self.moved.emit(1)
        elif key == Qt.Key.Key_Backtab:
            self.moved.emit(-1)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text().strip("\r\n")  # as spreadsheets and terminals copy it
        room = max(0, LONGEST - len(self.text()) + len(self.textCursor().selectedText()))
        self.insertPlainText(cleaned(text[:room]))
        if len(text) > room:
            self.shortened.emit(LONGEST)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._whole:
            self._paint_offered()
        if not self._weak and not self._hidden:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in self._hidden:
            rect = self.character_rect(index)
            if rect is not None:
                _flag(painter, rect, current.colors().doubt)
        for index in self._weak:
            rect = self.character_rect(index)
            if rect is not None:
                _underline(painter, rect, self._doubt)
        painter.end()

    def _paint_offered(self) -> None:
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        place = QRectF(self.cursorRect(cursor)).adjusted(1, 0, self.width(), 0)
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        painter.setPen(self.palette().placeholderText().color())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self._whole[len(self.text()) :])
        painter.end()

    def character_rect(self, index: int) -> QRectF | None:
        """Where a character stands in the viewport, or None when there is no such character."""
        text = self.toPlainText()
        if not 0 <= index < len(text):
            return None
        cursor = self.textCursor()
        cursor.setPosition(index)
        left = self.cursorRect(cursor)
        cursor.setPosition(index + 1)
        right = self.cursorRect(cursor)
        if right.top() != left.top():
            return QRectF(left.left(), left.top(), left.height() / 2, left.height())
        width = abs(right.left() - left.left())
        return QRectF(min(left.left(), right.left()), left.top(), max(2, width), left.height())

    def _on_contents_change(self, _position: int, _removed: int, _added: int) -> None:
        # What an input method shows before it is decided changes no text: nothing was typed yet.
        if not self._filling and self.toPlainText() != self._before:
            self._weak, self._whole = (), ""
            if self.document().characterCount() > LONGEST and len(self.text()) > LONGEST:
                self._shorten()
            self._before = self.toPlainText()
            self._turn(self._before)
            self.typed.emit()
        self._space()

    def _shorten(self) -> None:
        caret = self.caret
        self._filling = True
        self.setPlainText(self.toPlainText()[:LONGEST])
        self._filling = False
        self.set_caret(caret)
        self.shortened.emit(LONGEST)

    def _space(self) -> None:
        """Shift the letters onto their images; text and caret positions stay as they are."""
        block = self.document().firstBlock()
        formats: list[QTextLayout.FormatRange] = []
        for index, extra in enumerate(self._spacing[: max(0, block.length() - 2)]):
            if abs(extra) < 0.05:
                continue
            spaced = QTextLayout.FormatRange()
            spaced.start = index
            spaced.length = 1
            style = QTextCharFormat()
            style.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            style.setFontLetterSpacing(extra)
            spaced.format = style
            formats.append(spaced)
        block.layout().setFormats(formats)
        self.document().markContentsDirty(block.position(), block.length())


def _flag(painter: QPainter, rect: QRectF, color: QColor) -> None:
    """A flag where an invisible character stands: it has no width of its own."""
    x, top = rect.left(), rect.top() + 2
    painter.setPen(QPen(color, 1.5))
    painter.drawLine(QPointF(x, top), QPointF(x, rect.bottom() - 2))
    painter.setBrush(color)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(QPolygonF([QPointF(x - 4, top - 1), QPointF(x + 4, top - 1), QPointF(x, top + 5)]))


def _underline(painter: QPainter, rect: QRectF, color: QColor) -> None:
    # A dash length of 0 draws nothing, even with round caps.
    pen = QPen(color, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2])
    painter.setPen(pen)
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
