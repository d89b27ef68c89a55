"""The dialog of the settings."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.document_types import DocumentTypes as Types
from reviewer.engines.base import EngineInfo
from reviewer.settings import Settings
from reviewer.ui.dialogs.settings.appearance import Appearance
from reviewer.ui.dialogs.settings.document_types import DocumentTypes
from reviewer.ui.dialogs.settings.general import General
from reviewer.ui.dialogs.settings.keys.keys_page import Keys
from reviewer.ui.dialogs.settings.page import Page
from reviewer.ui.dialogs.settings.page_list import PageList
from reviewer.ui.dialogs.settings.reading import Reading
from reviewer.ui.dialogs.settings.workspace import Workspace
from reviewer.ui.dialogs.veil import VeiledDialog
from reviewer.ui.look.current import colors
from reviewer.ui.look.plain import tip
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.link import Link

SIZE = QSize(1060, 832)
LEAST = QSize(760, 560)
_MARGIN = 40


class SettingsDialog(VeiledDialog):
    """All pages. `open()` it; `applied` brings the settings when the operator says OK.

    Args:
        settings: as they are.
        types: the document types at hand.

    Signals:
        applied: the new Settings.
        engines_wanted: a path of Tesseract; whoever describes the engines does so, then calls `set_engines`.
    """

    applied = Signal(object)
    engines_wanted = Signal(str)

    def __init__(self, settings: Settings, types: Types, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._pages: dict[str, Page] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._wrong = ""
        self.setWindowTitle(self.tr("Settings"))
        self.list = PageList()
        self._stack = QStackedWidget()
        self._footer = _Footer()
        self._reading = Reading()
        for page in (General(), Appearance(), Keys(), Workspace(), DocumentTypes(types), self._reading):
            self.add_page(page)
        self._lay_out()
        self._connect()
        self.open_page("general")

    # Called from outside

    def settings(self) -> Settings:
        """The settings as the dialog shows them now."""
        result = self._settings
        for page in self._pages.values():
            result = page.store(result)
        return result

    def open_page(self, name: str) -> None:
        """Show a page by name; an unknown or empty name changes nothing."""
        if name not in self._pages:
            return
        self.list.search.clear()
        self.list.choose(name)
        entry = self._pages[name].entry
        (entry or self.list.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def add_page(self, page: Page) -> None:
        """Add a page at the end of its group, such as a provider's."""
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for ground in (area.viewport(), page):
            ground.setBackgroundRole(QPalette.ColorRole.Base)
            ground.setAutoFillBackground(True)
        self._pages[page.name] = page
        self._areas[page.name] = area
        self._stack.addWidget(area)
        self.list.add(page)
        page.load(self._settings)
        page.changed.connect(self._on_changed)

    def page(self, name: str) -> Page:
        """A page by name."""
        return self._pages[name]

    def set_engines(self, engines: tuple[EngineInfo, ...]) -> None:
        """Show what the engines of this computer say of themselves."""
        self._reading.set_engines(engines)

    # Within

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        body.addWidget(_Edge())
        body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(self._footer)
        self.setMinimumSize(LEAST)
        size = SIZE
        if (parent := self.parentWidget()) is not None:
            size = size.boundedTo(parent.window().size() - QSize(_MARGIN, _MARGIN))
        if (screen := self.screen()) is not None:
            size = size.boundedTo(screen.availableSize() - QSize(_MARGIN, _MARGIN))
        self.resize(size.expandedTo(LEAST))

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.searched.connect(self._on_searched)
        self._reading.look_asked.connect(self.engines_wanted)
        self._footer.box.accepted.connect(self._on_accepted)
        self._footer.box.rejected.connect(self.reject)
        self._footer.defaults.clicked.connect(self._on_defaults)
        self._footer.show_problem.clicked.connect(self._on_show_problem)

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        self._stack.setCurrentWidget(self._areas[name])
        text = self.tr("Sets everything on the page “{title}” back. Nothing is kept before OK.")
        self._footer.defaults.setToolTip(tip(text.format(title=self._pages[name].title)))

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        words = text.casefold().split()
        found = [
            name for name, page in self._pages.items() if all(word in page.words().casefold() for word in words)
        ]
        self.list.narrow(found)
        if found and self.list.current() not in found:
            self.list.choose(found[0])

    @Slot()
    def _on_changed(self) -> None:
        problems = {name: page.problem() for name, page in self._pages.items()}
        for name, problem in problems.items():
            self.list.mark(name, "error" if problem else "", problem)
        self._wrong = next((name for name, problem in problems.items() if problem), "")
        self._footer.say(problems.get(self._wrong, ""))

    @Slot()
    def _on_show_problem(self) -> None:
        self.open_page(self._wrong)

    @Slot()
    def _on_defaults(self) -> None:
        self._pages[self.list.current()].load(Settings())

    @Slot()
    def _on_accepted(self) -> None:
        self._settings = self.settings()
        self.accept()
        self.applied.emit(self._settings)


class _Footer(QWidget):
    """Defaults at the left, what keeps from OK in the middle, the buttons at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.defaults = QPushButton(self.tr("Restore defaults"))
        self.defaults.setFlat(True)
        self.defaults.setAutoDefault(False)
        self.problem = ElidedLabel("", tone="error")
        self.show_problem = Link(self.tr("Show"))
        self.ok = QPushButton(self.tr("OK"))
        self.ok.setDefault(True)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.box = QDialogButtonBox()
        self.box.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self.box.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, 13, Space.FIELD, Space.WIDE)
        row.setSpacing(Space.WIDE)
        row.addWidget(self.defaults)
        row.addStretch(1)
        row.addWidget(self.problem, 1000)
        row.addWidget(self.show_problem)
        row.addWidget(self.box)
        self.say("")

    def say(self, problem: str) -> None:
        """Say what must be put right before OK; empty when nothing must."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.show_problem.setVisible(bool(problem))
        self.ok.setEnabled(not problem)
        self.ok.setAccessibleDescription(problem)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        painter.fillRect(self.rect(), table.window)
        painter.fillRect(0, 0, self.width(), 1, table.line)


class _Edge(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colors().line)
