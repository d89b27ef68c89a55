"""The dialog of the settings."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.document_types import DocumentTypes as Types
from reviewer.domain.document_type import DocumentType
from reviewer.engines.base import EngineInfo
from reviewer.services.remote.info import ProviderInfo
from reviewer.services.sources import PROVIDERS, in_use, title_of
from reviewer.settings import Settings
from reviewer.ui.dialogs.settings.appearance import Appearance
from reviewer.ui.dialogs.settings.document_types import DocumentTypes
from reviewer.ui.dialogs.settings.footer import Footer
from reviewer.ui.dialogs.settings.general import General
from reviewer.ui.dialogs.settings.keys.keys_page import Keys
from reviewer.ui.dialogs.settings.page import Group, Page, heading
from reviewer.ui.dialogs.settings.page_list import PageList
from reviewer.ui.dialogs.settings.provider import Given, Provider
from reviewer.ui.dialogs.settings.reading import Reading
from reviewer.ui.dialogs.settings.workspace import Workspace
from reviewer.ui.dialogs.veil import VeiledDialog
from reviewer.ui.look import fonts
from reviewer.ui.look.plain import tip
from reviewer.ui.look.stops import stops
from reviewer.ui.panels.hairline import Hairline

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
        keys_given: secrets by provider and name that the operator typed, or wants to be forgotten (None), with OK.
        test_wanted: name of a provider; whoever tries it does so with `settings()` and `given()`, then calls
            `set_tried`.
        type_wanted: name of a provider; whoever makes a document type of what it says of itself calls `set_made`.
        engines_wanted: a path of Tesseract; whoever describes the engines does so, then calls `set_engines`.
    """

    applied = Signal(object)
    keys_given = Signal(object)
    test_wanted = Signal(str)
    type_wanted = Signal(str)
    engines_wanted = Signal(str)

    def __init__(
        self, settings: Settings, types: Types, parent: QWidget | None = None, *, workspace: Path | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._engines: tuple[EngineInfo, ...] | None = None
        self._infos: tuple[ProviderInfo, ...] = ()
        self._makers: dict[str, Callable[[QWidget], Page]] = {}
        self._pages: dict[str, Page] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._wrong = ""
        self.setWindowTitle(self.tr("Settings"))
        self.list = PageList(self)
        self._stack = QStackedWidget(self)
        self._footer = Footer(self)
        self._lay_out()
        self._connect()
        for kind in (General, Appearance, Keys):
            self.add_page(kind.name, heading(kind), kind.group, kind)
        self.add_page(Workspace.name, heading(Workspace), Workspace.group, partial(Workspace, workspace))
        self.add_page(DocumentTypes.name, heading(DocumentTypes), DocumentTypes.group, partial(DocumentTypes, types))
        self.add_page(Reading.name, heading(Reading), Reading.group, Reading)
        for name in PROVIDERS:
            self.add_page(f"provider.{name}", title_of(name), Group.PROVIDERS, partial(Provider, name, types.values()))
        self.open_page(General.name)
        # A page takes up to 50 ms to make: only the first is there at once, the others when nothing else is to do.
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._on_idle)

    # Called from outside

    def settings(self) -> Settings:
        """The settings as the dialog shows them now."""
        result = self._settings
        for page in self._pages.values():
            result = page.store(result)
        return result

    def open_page(self, name: str) -> None:
        """Show a page by name; an unknown or empty name changes nothing."""
        if name not in self._makers:
            return
        self.list.search.clear()
        self.list.choose(name)
        (self.page(name).entry or self.list.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def add_page(self, name: str, title: str, group: Group, make: Callable[[QWidget], Page]) -> None:
        """Add a page at the end of its group, such as a provider's. It is made when it is needed, in its parent."""
        self._makers[name] = make
        self.list.add(name, title, group)

    def page(self, name: str) -> Page:
        """A page by name."""
        if name not in self._pages:
            self._make(name)
        return self._pages[name]

    def set_engines(self, engines: tuple[EngineInfo, ...]) -> None:
        """Show what the engines of this computer say of themselves; none says that they did not answer."""
        self._engines = engines
        page = self._pages.get(Reading.name)
        if isinstance(page, Reading):
            page.set_engines(engines)

    def set_providers(self, infos: tuple[ProviderInfo, ...]) -> None:
        """Show what there is to set of providers."""
        self._infos = infos
        for page in self._pages.values():
            if isinstance(page, Provider):
                page.set_info(infos)
        self._on_changed()

    def set_tried(self, provider: str, text: str, fine: bool) -> None:
        """Show how the test of a connection went."""
        page = self._pages.get(f"provider.{provider}")
        if isinstance(page, Provider):
            page.set_tested(text, fine=fine)

    def set_made(self, provider: str, kind: DocumentType | None, called: str, text: str) -> None:
        """Show that a document type was made of what a provider says of itself, or in words why not."""
        page = self._pages.get(f"provider.{provider}")
        if isinstance(page, Provider):
            page.set_made(kind, called, text)

    def given(self) -> Given:
        """Secrets that were typed, or are to be forgotten."""
        found: Given = {}
        for page in self._pages.values():
            if isinstance(page, Provider):
                found.update(page.given())
        return found

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._idle.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._idle.stop()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks list, page, footer: the order in which they are read, not the one in which they were made."""
        found = [stop for part in (self.list, self._stack, self._footer) for stop in stops(part)]
        now = self.focusWidget()
        place = found.index(now) + (1 if forward else -1) if now in found else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stop = found[place % len(found)]
        stop.setFocus(reason)
        area = self._stack.currentWidget()
        if isinstance(area, QScrollArea) and area.isAncestorOf(stop):
            area.ensureWidgetVisible(stop)
        return True

    # Within

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        body.addWidget(Hairline(upright=True))
        body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(self._footer)
        edge = QSize(_MARGIN, _MARGIN)
        # `self.screen()` would bind the screen to this dialog, and now and then it was deleted with it.
        room = QGuiApplication.primaryScreen().availableSize() - edge
        least = _scaled(LEAST).boundedTo(room)
        size = _scaled(SIZE).boundedTo(room)
        if (parent := self.parentWidget()) is not None:
            size = size.boundedTo(parent.window().size() - edge)
        self.setMinimumSize(least)
        self.resize(size.expandedTo(least))

    def _make(self, name: str) -> None:
        area = QScrollArea(self._stack)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = self._makers[name](area.viewport())
        for ground in (area.viewport(), page):
            ground.setBackgroundRole(QPalette.ColorRole.Base)
            ground.setAutoFillBackground(True)
        area.setWidget(page)
        self._stack.addWidget(area)
        self._pages[name], self._areas[name] = page, area
        page.load(self._settings)
        if isinstance(page, Reading):
            page.look_asked.connect(self.engines_wanted)
            page.set_used(in_use(self.settings()))
            if self._engines is not None:
                page.set_engines(self._engines)
        if isinstance(page, Provider):
            page.test_asked.connect(self.test_wanted)
            page.type_asked.connect(self.type_wanted)
            page.set_info(self._infos)
        page.changed.connect(self._on_changed)
        if page.problem() or isinstance(page, Provider):
            self._on_changed()

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.searched.connect(self._on_searched)
        self._footer.box.accepted.connect(self._on_accepted)
        self._footer.box.rejected.connect(self.reject)
        self._footer.defaults.clicked.connect(self._on_defaults)
        self._footer.show_problem.clicked.connect(self._on_show_problem)

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        page = self.page(name)
        self._stack.setCurrentWidget(self._areas[name])
        text = self.tr("Sets everything on the page “{title}” back. Nothing is kept before OK.")
        self._footer.defaults.setToolTip(tip(text.format(title=heading(page))))

    @Slot()
    def _on_idle(self) -> None:
        missing = next((name for name in self._makers if name not in self._pages), None)
        if missing is None:
            self._idle.stop()
        else:
            self._make(missing)

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        words = text.casefold().split()
        found = [name for name in self._makers if all(word in self.page(name).words().casefold() for word in words)]
        self.list.narrow(found)
        if found and self.list.current() not in found:
            self.list.choose(found[0])
        if words and found:
            self.page(self.list.current()).reveal(words)

    @Slot()
    def _on_changed(self) -> None:
        problems = {name: page.problem() for name, page in self._pages.items()}
        for name, problem in problems.items():
            page = self._pages[name]
            used = isinstance(page, Provider) and page.use.isChecked()
            icon, words = ("error", problem) if problem else ("ring-tick", self.tr("in use")) if used else ("", "")
            self.list.mark(name, icon, words)
        reading = self._pages.get(Reading.name)
        if isinstance(reading, Reading):
            reading.set_used(in_use(self.settings()))
        self._wrong = next((name for name, problem in problems.items() if problem), "")
        self._footer.say(problems.get(self._wrong, ""))

    @Slot()
    def _on_show_problem(self) -> None:
        self.open_page(self._wrong)

    @Slot()
    def _on_defaults(self) -> None:
        self.page(self.list.current()).load(Settings())

    @Slot()
    def _on_accepted(self) -> None:
        self._settings, given = self.settings(), self.given()
        self.accept()
        self.keys_given.emit(given)
        self.applied.emit(self._settings)


def _scaled(size: QSize) -> QSize:
    return QSize(fonts.scaled(size.width()), fonts.scaled(size.height()))
