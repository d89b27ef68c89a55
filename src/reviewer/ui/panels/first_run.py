"""The first screen of an empty workspace: where to drop, what happens then, where things are kept."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.scaling import keep_scaled
from reviewer.ui.look.tokens import Height, Radius, Space
from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.panels.elided import NAME, ElidedLabel
from reviewer.ui.panels.hairline import Hairline
from reviewer.ui.panels.label import Label, paragraph
from reviewer.ui.panels.link import Link
from reviewer.ui.panels.mark import Mark
from reviewer.ui.panels.presence import show_in_parent

_WIDTH: Final = 660
_PICTURE: Final = QSize(54, 72)


class FirstRun(QScrollArea):
    """A page of the central stack. The window takes the drops; tell it by `set_dropping`.

    Signals:
        reading_asked: the operator wants to change what reads.
        workspace_asked: the operator wants another workspace.
    """

    reading_asked = Signal()
    workspace_asked = Signal()

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drop = DropArea(actions)
        self.samples = Samples(actions["help.samples"])
        self.reading = Kept("computer", self.tr("Reading:"))
        self.workspace = Kept("open", self.tr("Workspace:"))
        self.reading.change.clicked.connect(self.reading_asked)
        self.workspace.change.clicked.connect(self.workspace_asked)
        self.reading.change.setAccessibleName(self.tr("Change what reads"))
        self.workspace.change.setAccessibleName(self.tr("Change the workspace"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._page())

    def focus_first(self) -> None:
        """Put the keyboard on the first thing to do."""
        self._drop.files.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_dropping(self, dropping: bool) -> None:
        """Show that what is being dragged can be dropped."""
        self._drop.set_dropping(dropping)

    def _page(self) -> QWidget:
        middle = QWidget()
        middle.setMaximumWidth(fonts.scaled(_WIDTH))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, Space.SECTION)
        column.setSpacing(0)
        column.addWidget(self._drop)
        column.addSpacing(Space.BIG)
        column.addLayout(self._steps())
        column.addSpacing(Space.BIG)
        column.addWidget(Hairline())
        column.addSpacing(Space.SECTION)
        column.addWidget(self.samples)
        column.addSpacing(Space.SECTION)
        column.addWidget(Hairline())
        column.addSpacing(Space.WIDE)
        column.addWidget(self.reading)
        column.addWidget(self.workspace)
        page = QWidget()
        across = QHBoxLayout(page)
        across.setContentsMargins(Space.SECTION, 0, Space.SECTION, 0)
        across.addStretch(1)
        across.addLayout(_lowered(middle), 100)
        across.addStretch(1)
        return page

    def _steps(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(Space.GAP, 0, Space.GAP, 0)
        row.setSpacing(Space.SECTION)
        texts = (
            (self.tr("Add"), self.tr("A file becomes a document in the queue.")),
            (self.tr("Read"), self.tr("It is read in the background.")),
            (self.tr("Check"), self.tr("You see only what is unsure.")),
        )
        for number, (title, text) in enumerate(texts, 1):
            row.addWidget(Step(number, title, text), 1)
        return row


class DropArea(QWidget):
    """The dashed frame with the three ways to add something."""

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._dropping = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SECTION, 48, Space.SECTION, 48)
        column.setSpacing(Space.GAP)
        middle = Qt.AlignmentFlag.AlignHCenter
        title = Label(self.tr("Drop documents here"), Use.FIRST)
        text = paragraph(
            self.tr("Images and PDFs, single files or whole folders. The originals stay unchanged."), Use.BODY, "text2"
        )
        text.setAlignment(middle)
        column.addWidget(Mark("drop", "accent", 40), 0, middle)
        column.addSpacing(Space.STEP)
        column.addWidget(title, 0, middle)
        column.addWidget(text)
        column.addSpacing(Space.WIDE)
        column.addLayout(self._buttons(actions))

    def set_dropping(self, dropping: bool) -> None:
        """Light up, or go back to rest."""
        self._dropping = dropping
        self.update()

    def _buttons(self, actions: Mapping[str, QAction]) -> QHBoxLayout:
        self.files, self.folder, self.paste = CapButton(), CapButton(), CapButton()
        self.files.follow(actions["file.open"], icon=False)
        self.files.set_primary(True)
        self.folder.follow(actions["file.open_folder"], icon=False)
        self.folder.set_capped(False)
        self.paste.follow(actions["file.paste"], self.tr("Paste"))
        row = QHBoxLayout()
        row.setSpacing(Space.GAP + 2)
        row.addStretch(1)
        for button in (self.files, self.folder, self.paste):
            keep_scaled(button, button.setMinimumHeight, Height.CONTROL_BIG)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        paint_box(painter, self.rect(), fill=table.accent_soft if self._dropping else table.base, radius=Radius.DIALOG)
        pen = QPen(table.accent if self._dropping else table.control, 2 if self._dropping else 1)
        pen.setDashPattern([3, 3] if not self._dropping else [4, 2])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        inset = 1.0 if self._dropping else 0.5
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(inset, inset, -inset, -inset), Radius.DIALOG, Radius.DIALOG
        )


class Step(QWidget):
    """One of the three steps: a ringed number, a word, a sentence."""

    def __init__(self, number: int, title: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(Number(number), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(Label(title, Use.HEAD))
        words.addWidget(paragraph(text, Use.BODY, "text2"))
        words.addStretch(1)
        row.addLayout(words, 1)


class Number(QWidget):
    """A number in a ring."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = fonts.scaled(20)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        paint_box(painter, self.rect(), frame=table.text2, radius=self.width() / 2)
        painter.setFont(fonts.font(Use.SMALL))
        painter.setPen(table.text2)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), str(self._number))


class Samples(QWidget):
    """An offer for somebody who has nothing at hand."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._pictures = Pictures()
        self.button = CapButton()
        self.button.follow(action, icon=False)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Label(self.tr("Nothing at hand?"), Use.HEAD))
        words.addWidget(
            paragraph(self.tr("Sample documents show every key you need, in about two minutes."), Use.BODY, "text2")
        )
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.GAP, 0, Space.GAP, 0)
        row.setSpacing(Space.SECTION)
        row.addWidget(self._pictures)
        row.addLayout(words, 1)
        row.addWidget(self.button)

    def set_pictures(self, pictures: Sequence[QPixmap]) -> None:
        """Show small pictures of the samples."""
        self._pictures.set_pictures(pictures)


class Pictures(QWidget):
    """Up to three small pages side by side."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Sequence[QPixmap] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_pictures(self, pictures: Sequence[QPixmap]) -> None:
        """Show others; none hides it."""
        self._shown = pictures[:3]
        show_in_parent(self, bool(self._shown))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        count = len(self._shown)
        return QSize(count * _PICTURE.width() + max(0, count - 1) * Space.MARGIN, _PICTURE.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place, picture in enumerate(self._shown):
            rect = QRect(place * (_PICTURE.width() + Space.MARGIN), 0, _PICTURE.width(), _PICTURE.height())
            painter.drawPixmap(rect.adjusted(1, 1, -1, -1), picture, _top_of(picture))
            paint_box(painter, rect, frame=colors().line, radius=Radius.PICTURE)


class Kept(QWidget):
    """A line that says what is in use, and a link to change it."""

    def __init__(self, icon: str, label: str) -> None:
        super().__init__()
        self._text = ElidedLabel("", cut=NAME)
        self.change = Link(self.tr("Change…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.GAP, 2, Space.STEP, 2)
        row.setSpacing(Space.GAP)
        row.addWidget(Mark(icon, "text2", 18))
        row.addSpacing(2)
        row.addWidget(Label(label, Use.BODY, "text2"))
        row.addWidget(self._text, 1)
        row.addWidget(self.change)
        self.hide()

    def say(self, text: str) -> None:
        """Say what is in use now; empty hides the line."""
        self._text.setText(text)
        show_in_parent(self, bool(text))


def _lowered(middle: QWidget) -> QVBoxLayout:
    """Keep the page a little above the middle of the window, and let the space above it shrink first."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addSpacing(Space.SECTION)
    column.addStretch(2)
    column.addWidget(middle)
    column.addStretch(5)
    return column


def _top_of(picture: QPixmap) -> QRect:
    """The part of a page picture that the frame shows: its whole width from the top, as high as the frame is."""
    height = min(picture.height(), picture.width() * _PICTURE.height() // _PICTURE.width())
    return QRect(0, 0, picture.width(), height)
