"""All commands together, and which of them can be given now."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from reviewer.domain.revision import RevisionStatus
from reviewer.ui import actions
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.commands.adjudicate import AdjudicateCommands
from reviewer.ui.commands.around import AroundCommands
from reviewer.ui.commands.document import DocumentCommands
from reviewer.ui.commands.field import FieldCommands
from reviewer.ui.commands.locate import LocateCommands
from reviewer.ui.commands.modes import ModeCommands
from reviewer.ui.commands.page import PageCommands
from reviewer.ui.commands.pages import PagesCommands
from reviewer.ui.commands.palette import PaletteCommands
from reviewer.ui.commands.panes import Group, Handlers, Panes
from reviewer.ui.commands.picture import PictureCommands
from reviewer.ui.commands.queue import QueueCommands
from reviewer.ui.commands.region import RegionCommands
from reviewer.ui.commands.sheets import SheetCommands
from reviewer.ui.commands.table import TableCommands
from reviewer.ui.commands.window import WindowCommands
from reviewer.ui.key_names import KEYS
from reviewer.ui.table.action import Context
from reviewer.ui.table.queue import CHOSEN
from reviewer.ui.table.rows import ACTIONS
from reviewer.ui.viewmodels.session import Session

if TYPE_CHECKING:  # 0.1 s to import: not before a dialog is asked for
    from reviewer.ui.dialogs.desk import DialogsDesk

_TAKING = ("file.open", "file.open_folder", "file.paste")


class Commands(QObject):
    """Handlers by action name.

    Args:
        session: the view-models.
        panes: the parts of the window.
        pictures: of the pages.
        dialogs: gives the dialogs, which are made when the first is asked for.
        made: the actions, to enable and disable.
    """

    def __init__(
        self,
        session: Session,
        panes: Panes,
        pictures: Pictures,
        dialogs: "Callable[[], DialogsDesk]",
        made: Mapping[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._panes = panes
        self._made = made
        self.window = WindowCommands(session, panes, pictures, dialogs, self)
        self.document = DocumentCommands(session, panes, pictures, dialogs, self)
        self.field = FieldCommands(session, panes, pictures, dialogs, self)
        self.page = PageCommands(session, panes, pictures, dialogs, self)
        self.table = TableCommands(session, panes, pictures, dialogs, self)
        self.palette = PaletteCommands(session, panes, pictures, dialogs, self)
        self.around = AroundCommands(session, panes, pictures, dialogs, self)
        self.region = RegionCommands(session, panes, pictures, dialogs, self)
        self.picture = PictureCommands(session, panes, pictures, dialogs, self)
        self.locate = LocateCommands(session, panes, pictures, dialogs, self)
        self.pages = PagesCommands(session, panes, pictures, dialogs, self)
        self.queue = QueueCommands(session, panes, pictures, dialogs, self)
        self.modes = ModeCommands(session, panes, pictures, dialogs, self)
        self.pairs = AdjudicateCommands(session, panes, pictures, dialogs, self)
        self.sheets = SheetCommands(session, panes, pictures, dialogs, self)
        self._groups: tuple[Group, ...] = (
            self.window,
            self.document,
            self.field,
            self.page,
            self.table,
            self.palette,
            self.around,
            self.region,
            self.picture,
            self.locate,
            self.pages,
            self.queue,
            self.modes,
            self.pairs,
            self.sheets,
        )
        self._instead = self.sheets.instead()
        self._away = ""
        session.modes.changed.connect(self._on_mode_changed)
        session.queue.counted.connect(self._on_counted)

    def handlers(self) -> Handlers:
        """What the actions do, by their names."""
        found = {name: handler for group in self._groups for name, handler in group.handlers().items()}
        return self.queue.instead(
            found | {name: self._either(found[name], sheet) for name, sheet in self._instead.items()}
        )

    def _either(self, of_document: Callable[..., Any], of_sheet: Callable[..., Any]) -> Callable[[], None]:
        """The same action of a field, in the document or in the sheet that is shown."""

        def act() -> None:
            (of_sheet if self.sheets.of_values else of_document)()

        return act

    @property
    def changing(self) -> frozenset[str]:
        """Names of the actions that change the open document, or lead from value to value in it."""
        named = {name for group in self._groups for name in group.changing}
        within = {row.name for row in ACTIONS if row.context in (Context.FIELD, Context.TABLE)}
        return frozenset(named | within | {"document.delete", "document.split"})

    @Slot()
    def refresh(self) -> None:
        """Enable what can be done now; the others say why not."""
        review = self._session.review.review
        none = self.tr("No document is open.")
        status = None if review is None else review.revision.status
        finished = status in (RevisionStatus.REVIEWED, RevisionStatus.REJECTED)
        locked, away = self._locked, self._away
        why = none if review is None else self.tr("This document is finished. Reopen it first.") if finished else ""
        for group in self._groups:
            hidden = away if group.of_document else ""
            for name in group.changing:
                self._allow(name, locked if self._in_sheet(name) else hidden or locked or why)
            for name in group.looking:
                self._allow(name, "" if self._in_sheet(name) else hidden or (none if review is None else ""))
        for name in _TAKING:
            self._allow(name, locked)
        self._allow("document.delete", away or locked)
        reopen = (
            "" if finished or status is RevisionStatus.POSTPONED else self.tr("Only finished documents are reopened.")
        )
        self._allow("document.reopen", away or (none if review is None else locked or reopen))
        self._allow("document.forget_lesson", away or (none if review is None else locked))
        several = review is not None and review.revision.bundle is not None
        one = "" if several else self.tr("This document seems to be one.")
        self._allow("document.split", away or locked or why or one)
        nothing = "" if self._session.adjudicating.shown is not None else self.tr("Nothing is to be decided.")
        for name in self.pairs.handlers():
            self._allow(name, nothing)
        self.refresh_undo()
        filtered = self._session.filter.active or self._session.filter.said()
        self._allow("queue.clear_filter", "" if filtered else self.tr("Nothing is filtered."))
        if self.queue.others:
            for name in (name for group in CHOSEN for name in group):
                self._allow(name, away or locked)

    @Slot()
    def refresh_undo(self) -> None:
        """Enable undo and redo where there is something: all that a step on its way to the disk changes."""
        locked, worker = self._locked, self._session.modes.worker
        undo = self._session.acting.can_undo if worker is None else worker.can_undo
        self._allow("edit.undo", locked if undo else self.tr("Nothing to undo."))
        redo = self._session.acting.can_redo if worker is None else worker.can_redo
        self._allow("edit.redo", locked if redo else self.tr("Nothing to do again."))

    @property
    def _locked(self) -> str:
        """Why nothing can be changed in the workspace; empty when it can."""
        desk = self._session.desk
        return self.tr("This workspace can only be read here.") if desk and desk.workspace.read_only else ""

    def _in_sheet(self, name: str) -> bool:
        """Whether an action of a field is about the sheet that is shown."""
        return self.sheets.of_values and name in self._instead

    @Slot()
    def _on_mode_changed(self) -> None:
        """Let what is about the open document wait while another mode is on: its keys would change what nobody sees."""
        text = self.tr("This is for the document view. {keys[mode.document]} leads back to it.").format(keys=KEYS)
        self._away = text if self._session.modes.on else ""
        for group in self._groups:
            for name in group.handlers() if group.of_document else ():
                self._allow(name, "" if self._in_sheet(name) else self._away)
        self._allow("document.export", self._away)
        self._panes.page.set_away(self._away)  # which pages there are, it knows
        self.modes.mark(self._made)
        self.sheets.mark(self._made)
        self.refresh()

    @Slot()
    def _on_counted(self) -> None:
        self.modes.mark(self._made)

    def _allow(self, name: str, why_not: str) -> None:
        actions.set_available(self._made[name], why_not)
