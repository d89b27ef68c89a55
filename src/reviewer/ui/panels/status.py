"""The status bar: one notice, and on the right tasks, what stays here, and what was done today."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStatusBar, QWidget

from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box, paint_focus
from reviewer.ui.look.scaling import keep_scaled
from reviewer.ui.look.share import paint_share
from reviewer.ui.look.tokens import Height, Space
from reviewer.ui.look.ways import run_by_letters, side
from reviewer.ui.panels.arc import Arc
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.mark import Mark
from reviewer.ui.panels.notice_bar import NoticeLine
from reviewer.ui.panels.presence import show_in_parent

_BAR = 56
NARROW = 1120


class Tasks(QPushButton):
    """What is being read: an arc, a figure in words, a thin bar. Press it for the list of tasks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share: float | None = None
        self._short = ""
        self._words = ""
        self._arc = Arc(parent=self)
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_tasks(0, 0)

    def show_tasks(self, reading: int, waiting: int, share: float | None = None) -> None:
        """Say how many tasks run and wait, and how much of all is done (0 to 1, or None when not known)."""
        self._share = share if reading or waiting else None
        self._words = self._worded(reading, waiting)
        self._short = str(reading + waiting) if reading or waiting else self._words  # a bare nought says nothing
        self._arc.setVisible(reading > 0)
        self.setToolTip(self.tr("Show all tasks"))
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def set_short(self, short: bool) -> None:
        """Show only the number where there is little room."""
        self.setProperty("short", short)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = fonts.metrics(Use.SECOND).horizontalAdvance(self._shown()) + 2 * Space.GAP
        width += self._arc.sizeHint().width() + Space.GAP if self._arc.isVisibleTo(self) else 0
        width += _BAR + Space.GAP if self._share is not None else 0
        return QSize(width, fonts.scaled(Height.TARGET))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_arc()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._place_arc()
        painter, table = QPainter(self), colors()
        run_by_letters(painter)
        if self.underMouse():
            paint_box(painter, self.rect(), fill=table.line)
        rect = self._inner()
        painter.setFont(fonts.font(Use.SECOND))
        painter.setPen(table.text2)
        if self._share is not None:
            bar = QRect(rect.right() + 1 - _BAR, rect.center().y() - 1, _BAR, 3)
            paint_share(painter, self._mirrored(bar), self._share, direction=self.layoutDirection())
            rect.setRight(bar.left() - Space.GAP)
        words = self._mirrored(rect)
        painter.drawText(words, side(self.layoutDirection()), self._shown())
        paint_focus(painter, self.rect(), self)

    def _inner(self) -> QRect:
        rect = self.rect().adjusted(Space.GAP, 0, -Space.GAP, 0)
        if self._arc.isVisibleTo(self):
            rect.setLeft(rect.left() + self._arc.width() + Space.GAP)
        return rect

    def _mirrored(self, rect: QRect) -> QRect:
        if self.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
            return rect
        mirrored = QRect(rect)
        mirrored.moveLeft(self.width() - rect.right() - 1)
        return mirrored

    def _place_arc(self) -> None:
        self._arc.resize(self._arc.sizeHint())
        place = QRect(self._arc.rect())
        place.moveTo(Space.GAP, (self.height() - place.height()) // 2)
        self._arc.move(self._mirrored(place).topLeft())

    def _shown(self) -> str:
        return self._short if self.property("short") else self._words

    def _worded(self, reading: int, waiting: int) -> str:
        if reading and waiting:
            return self.tr("{reading} reading, {waiting} waiting").format(reading=reading, waiting=waiting)
        if reading:
            return self.tr("{reading} reading").format(reading=reading)
        return self.tr("{waiting} waiting").format(waiting=waiting) if waiting else self.tr("No tasks")


class Word(QWidget):
    """An icon and a word, with a hairline before it."""

    def __init__(self, text: str = "", icon: str = "", *, divided: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._divided = divided
        self._mark = Mark(icon)
        self._text = Label(text, Use.SECOND, "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE if divided else 0, 0, Space.WIDE, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(self._mark)
        row.addWidget(self._text)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._mark.set_icon(icon)

    def say(self, text: str) -> None:
        """Show another word; empty hides all of it."""
        self._text.setText(text)
        self.setAccessibleName(text)
        show_in_parent(self, bool(text))

    def text(self) -> str:
        """The word shown."""
        return self._text.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._divided:
            left = self.width() - 1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0
            QPainter(self).fillRect(left, (self.height() - 16) // 2, 1, 16, colors().line)


class Unsent(QPushButton):
    """How much services have not been told yet, in words. Press it for the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(fonts.font(Use.SECOND))
        self.setToolTip(self.tr("Show what is not sent"))
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.setFont(fonts.font(Use.SECOND))

    def show_unsent(self, count: int, *, offline: bool) -> None:
        """Say how much was tried in vain; nothing when nothing was."""
        self.setIcon(icons.icon("offline" if offline else "outbox", "text2"))
        self.setText(self.tr("{count} not sent").format(count=self.locale().toString(count)))
        self.setAccessibleName(self.text())
        show_in_parent(self, count > 0)


class StatusBar(QStatusBar):
    """All parts in their places.

    Signals:
        chosen: the notice's action.
        tasks_asked: the operator wants the list of tasks.
        unsent_asked: the operator wants the list of what is not sent.
    """

    chosen = Signal()
    tasks_asked = Signal()
    unsent_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = NoticeLine()
        self.tasks = Tasks()
        self.unsent = Unsent()
        self.here = Word(self.tr("Everything stays on this computer"), "lock", divided=False)
        self.reviewed = Word()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(Space.MARGIN, 0, Space.GAP, 0)
        keep_scaled(self, self.setMinimumHeight, Height.STATUS)
        self.addWidget(self.here)
        self.addWidget(self.notice, 1)
        self.addPermanentWidget(self.tasks)
        self.addPermanentWidget(self.unsent)
        self.addPermanentWidget(self.reviewed)
        self.notice.chosen.connect(self.chosen)
        self.tasks.clicked.connect(self.tasks_asked)
        self.unsent.clicked.connect(self.unsent_asked)
        self.reviewed.hide()
        self.setAccessibleName(self.tr("Status"))

    def show_notice(self, text: str, action: str = "", level: str = "info", icon: str = "") -> None:
        """Show a notice; while there is one, it stands in the place of what stays on this computer."""
        self.notice.show_notice(text, action, level, icon)
        self.here.hide()

    def clear_notice(self) -> None:
        """Show no notice."""
        self.notice.clear()
        self.here.show()

    def show_where(self, providers: tuple[str, ...]) -> None:
        """Say who gets pages: nobody, or the providers in use."""
        if providers:
            text = self.tr("Pages go to {providers} when they are read there")
            self.here.set_icon("cloud")
            self.here.say(text.format(providers=", ".join(providers)))
        else:
            self.here.set_icon("lock")
            self.here.say(self.tr("Everything stays on this computer"))
        if self.notice.told:
            self.here.hide()

    def show_reviewed(self, count: int) -> None:
        """Say how many documents the operator has reviewed today."""
        self.reviewed.say(self.tr("{count} reviewed today").format(count=self.locale().toString(count)))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        painter.fillRect(self.rect(), table.window)
        painter.fillRect(0, 0, self.width(), 1, table.line)

    def _fit(self) -> None:
        narrow = self.window().width() < fonts.scaled(NARROW)
        self.tasks.set_short(narrow)
        self.reviewed.setVisible(bool(self.reviewed.text()) and not narrow)
