"""Puts together what fills the window, connects it, and ends it."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from reviewer.domain.hidden import visible
from reviewer.lanes import STORE, VIEW
from reviewer.pages.client import PageClient
from reviewer.services.sources import in_use, title_of
from reviewer.settings import Settings
from reviewer.ui import actions, keys
from reviewer.ui.asked_first import AskedFirst
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.canvas.thumbnails import Thumbnails
from reviewer.ui.commands.commands import Commands
from reviewer.ui.commands.panes import Panes
from reviewer.ui.commands.table import SHOWN
from reviewer.ui.engines import Engines
from reviewer.ui.frame import Frame, kept
from reviewer.ui.garbage import Garbage
from reviewer.ui.held_keys import HeldKeys
from reviewer.ui.locator import Locator
from reviewer.ui.look import fonts, theme
from reviewer.ui.main_window import LOW
from reviewer.ui.middle import Middle
from reviewer.ui.notices import Notices
from reviewer.ui.page_files import PageFiles
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.page_panel import PagePanel
from reviewer.ui.panels.queue_delegate import Shape
from reviewer.ui.panels.queue_panel import QueuePanel
from reviewer.ui.panels.strips import Strips
from reviewer.ui.panels.table_panel import TablePanel
from reviewer.ui.preferences import Preferences
from reviewer.ui.providers import Providers
from reviewer.ui.sample_pictures import SamplePicturesJob
from reviewer.ui.seen_first import SeenFirst
from reviewer.ui.sheet_pages import SheetPages
from reviewer.ui.starting import Recover, Start, Starting
from reviewer.ui.table.action import Context
from reviewer.ui.table.queue import QUEUE_MENU
from reviewer.ui.telling import Telling
from reviewer.ui.viewmodels.modes import Mode
from reviewer.ui.viewmodels.session import Session
from reviewer.ui.viewmodels.tasks import TasksViewModel
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import, dialogs 0.1 s; the first paint does not wait for them
    from reviewer.services.opening import Opened
    from reviewer.ui.dialogs.desk import DialogsDesk
    from reviewer.ui.panels.mode_page import ModePage

CLOSE_SECONDS = 2.5
STORE_SECONDS = 20.0
"""How much longer the store may write what was done: seldom anything, after a sheet of 500 values some seconds."""
_SHAPES = {"wide": Shape.WIDE, "narrow": Shape.NARROW, "small": Shape.RAIL}


class Application(QObject):
    """One window with everything behind it.

    Args:
        folder: of the workspace.
        settings: of the operator.
        look: of the application.
        start: opens a workspace; runs in a worker thread.
        recover: brings back what was left; runs in a worker thread.
        takes: paths to take in as soon as the workspace is open.
        opens: likewise, and the first document they become is shown.
        frame: the window, where it is shown already.
        pages: draws pages, where it is started already.
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        look: theme.Theme,
        start: Start,
        recover: Recover,
        takes: tuple[Path, ...] = (),
        opens: tuple[Path, ...] = (),
        frame: Frame | None = None,
        pages: PageClient | None = None,
    ) -> None:
        super().__init__()
        self.samples: Callable[[], tuple[Path, ...]] = tuple
        self._closed = False
        self._nameless = not settings.operator
        self._frame = frame or Frame(settings)
        self.window = self._frame.window
        self.actions = self._frame.actions
        self._garbage = Garbage(self)
        self.runner = Runner(self)
        self.session = Session(self.runner, self)
        self._pages = pages or PageClient()
        self.starting = Starting(self.runner, self.session, folder, start, recover, takes, opens, self)
        self.tasks = TasksViewModel(self.session.reading, self.session.queue, self.window)
        self.engines = Engines(self.runner, self)
        self.providers = Providers(self.runner, self.session, self)
        self.notices = Notices(self.window.status, self.window.notice_bar, self)
        self.preferences = Preferences(settings, look, self.actions, self.session, self)
        self._build(folder)
        self._connect()

    def _build(self, folder: Path) -> None:
        session, review, made = self.session, self.session.review, self.actions
        thumbnails = Thumbnails(self.runner, self._pages, self)
        self.pictures = Pictures(self.runner, self._pages, thumbnails, self)
        files = PageFiles(session, self.pictures, thumbnails, self)
        self._strips = Strips(review, self.pictures, self)
        page = PagePanel(review, self.pictures, parent=self.window)
        fields = FieldSide(review, self._strips, self.window, candidates=session.candidates)
        table = TablePanel(review, self._strips, self.window)
        page.add_below(table)
        queue = QueuePanel(session.queue, files.thumbnail, self._type_title, self.window, filter_=session.filter)
        self.panes = Panes(self.window, queue, page, fields, table)
        self.commands = Commands(session, self.panes, self.pictures, lambda: self.dialogs, made, self)
        fields.list.choices.follow(made)
        keys.follow(made["issue.next"], fields.issues.key.set_key)
        keys.follow(made["document.finish"], fields.panel.finish.set_key)
        self.commands.palette.restore(kept())
        self.commands.around.use(self.notices, self.preferences)
        fields.panel.narrowed.connect(made["view.only_unsure"].setChecked)
        self._frame.answer(self.commands.handlers())
        page.password_asked.connect(files.ask_password)
        page.view.set_dimmed(self.preferences.settings.appearance.dim_page)
        self._give_actions()
        self._files, self._thumbnails = files, thumbnails
        self.middle = Middle(self.window, page, session.queue, session.modes, self.engines, folder, made)
        sheets = SheetPages(session.sheets, self.runner, self._pages, files.file, made, self)
        self.middle.pages = {Mode.ADJUDICATE: self._adjudicate, **sheets.makers()}
        session.adjudicating.changed.connect(self.commands.refresh)
        session.modes.chosen = lambda: session.queue.sequences(queue.list.chosen())
        session.modes.changed.connect(self._on_mode_changed)
        self.commands.modes.mark(made)
        self.commands.sheets.mark(made)
        self.window.fill_docks(queue, queue.head, fields, fields.head)
        thumbnails.arrived.connect(self._on_thumbnail)
        found = (session.locating, session.finding)
        self.locator = Locator(review, *found, fields.list, table.grid, page.view, self.pictures)
        clicked = (*fields.presses, table.grid.viewport(), page.view.viewport())
        shown = (fields.list.viewport(), table.grid.viewport(), page.view.viewport())
        self.asked_first = AskedFirst(review, shown[:2], self)
        self.seen_first = SeenFirst(session, (fields, page, table), clicked, shown, self.commands.changing, self)
        Telling(session, self.tasks, self.notices, page, fields, self.window.status, self.window)
        self._on_resized()
        self._on_preferences()

    def _give_actions(self) -> None:
        """Let the actions answer where they belong, and the panes show them."""
        made, panes = self.actions, self.panes
        queue, page, fields, table = panes.queue, panes.page, panes.fields, panes.table
        page.set_actions(made)
        for name in ("view.overlay", "view.words"):
            made[name].setChecked(True)
        actions.attach(made, Context.FIELD, fields.list)
        actions.attach(made, Context.FIELD, table.grid)
        actions.attach(made, Context.TABLE, table.grid)
        actions.attach(made, Context.PAGE, page.view)
        page.view.hands.use(made)
        actions.attach(made, Context.STRIP, page.strip)
        actions.attach(made, Context.QUEUE, queue.list)
        queue.context_actions = [made[name] if name else None for name in _queue_menu()]
        queue.searching.button.clicked.connect(made["queue.filter"].trigger)
        table.set_actions(made)
        arranged = bool(kept().value(SHOWN, True, bool))
        made["view.table"].setChecked(arranged)
        self.commands.table.arrange(arranged)

    def _connect(self) -> None:
        session, window = self.session, self.window
        for teller in (self.starting, self.preferences, self.providers, self.seen_first):
            teller.told.connect(self.notices.tell)
        session.opening.shown.connect(self._on_shown)
        session.ahead.changed.connect(self._on_ahead)
        session.intake.locked.connect(lambda locked: self.dialogs.ask_password(locked))
        review = session.review
        typing = (review.drafted, review.retyped, review.selected, review.proposal_changed)  # can be undone, too
        for changed in (session.saving.changed, session.acting.changed, *typing):
            changed.connect(self.commands.refresh_undo)
        moments = (review.changed, review.opened, review.held_changed)
        for changed in (*moments, session.sheets.settling.kept):
            changed.connect(self.commands.refresh)  # at once: the next key may be there already
        for changed in (self.panes.queue.chosen_changed, session.filter.changed):
            changed.connect(self.commands.refresh)
        for changed in (session.bulk.begun, session.bulk.done):
            changed.connect(lambda _what: self.commands.refresh())
        self.tasks.retry_asked.connect(session.rereading.read)
        session.rereading.undecided.connect(lambda task, can_ask: self.dialogs.decide(task, can_ask))
        for seen in (self.pictures.arrived, self.pictures.failed):
            seen.connect(self.starting.see)
        self.starting.done.connect(self._on_done)
        self.starting.called.connect(self._on_called)
        self.middle.settings_asked.connect(lambda page: self.dialogs.open_settings(page))
        self.middle.engines_asked.connect(self._on_engines_asked)
        self.middle.samples_asked.connect(self._on_samples_asked)
        self.preferences.dressed.connect(self._on_dressed)
        self.preferences.changed.connect(self._on_preferences)
        self.panes.queue.asked.connect(session.open)
        self.panes.fields.finish_asked.connect(self.commands.document.finish)
        self.panes.fields.issues.acted.connect(lambda name: self.actions[name].trigger())
        self.panes.page.read_anyway_asked.connect(self.actions["document.read_anyway"].trigger)
        self.panes.page.view.picked.connect(self.panes.fields.list.focus_editor)
        self.panes.fields.list.elsewhere.connect(self.panes.table.grid.focus_editor)
        self.panes.table.grid.elsewhere.connect(self.panes.fields.list.focus_editor)
        self.panes.table.ready.connect(self.panes.fields.list.ready)
        window.status.tasks_asked.connect(lambda: self.dialogs.open_tasks())
        window.status.unsent_asked.connect(lambda: self.dialogs.show_feedback())
        session.delivering.list_asked.connect(lambda: self.dialogs.show_feedback())
        self.notices.all_asked.connect(lambda: self.dialogs.show_notices())
        window.dropped.connect(self._on_dropped)
        window.resized.connect(self._on_resized)
        window.close_asked.connect(self.close)

    def _adjudicate(self) -> "ModePage":
        """The page of that mode, with pictures of its own: its documents are not the open one."""
        from reviewer.ui.pair_pictures import PairPictures  # like all modes, not before it is entered
        from reviewer.ui.panels.adjudicate_page import AdjudicatePage

        pictures = Pictures(self.runner, self._pages, self._thumbnails, self)
        PairPictures(self.session.adjudicating, pictures, self._files, self)
        page = AdjudicatePage(self.session.adjudicating, pictures, self.actions, self.window)
        page.left.connect(self.session.modes.leave)
        AskedFirst(self.session.adjudicating, (page,), page)
        return page

    @cached_property
    def dialogs(self) -> "DialogsDesk":
        """The dialogs."""
        from reviewer.ui.dialogs.desk import DialogsDesk  # 0.1 s: not before the first document

        made = DialogsDesk(
            self.window,
            self.session,
            self.tasks,
            self.notices,
            self.engines,
            self.providers,
            self.actions,
            lambda: self.preferences.settings,
        )
        made.settings_changed.connect(self.preferences.change)
        made.closed.connect(self.panes.fields.list.focus_editor)
        return made

    # Running

    @property
    def looked_at(self) -> bool:
        """Whether all is on the screen that a key may be about: what it does counts from now on."""
        waits = self.seen_first.active or self.asked_first.waits
        return not waits and self.panes.fields.panel.finish.looked_at

    def show(self) -> None:
        """Show the window, and open the workspace."""
        self.window.show()
        finish = self.panes.fields.panel.finish
        held = HeldKeys(self.window.windowHandle(), lambda: self.session.review.asks_again or finish.hasFocus(), self)
        held.too_soon.connect(self.panes.fields.panel.tell_overtaken)
        self.commands.refresh()
        self.starting.begin(self.preferences.settings)

    @Slot()
    def _on_done(self) -> None:
        self._garbage.keep()
        self.commands.refresh()
        if self._nameless:
            self.dialogs.ask_name()

    @Slot()
    def _on_called(self) -> None:
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    # Closing

    @Slot()
    def close(self) -> None:
        """End everything within three seconds; what was going on goes on at the next start."""
        if self._closed:
            return
        self._closed = True
        self.notices.close()
        self.session.modes.leave()  # the docks are kept as they are in the document view
        self.window.keep(kept())
        self.commands.palette.keep(kept())
        self.session.close()
        desk = self.session.desk
        # Children first: a job that waits for its child ends at once.
        self._pages.close()
        for tools in self.session.tools_in_use():
            tools.close()
        last = desk.workspace.lane.close if desk else None
        ended = self.runner.close(CLOSE_SECONDS, last=STORE, before_last=last, patience=STORE_SECONDS)
        if ended and desk is not None:
            desk.workspace.close()
        self._garbage.close(threads=not ended)

    # What is shown

    def _type_title(self, name: str) -> str:
        desk = self.session.desk
        return desk.kind(name).title if desk is not None else name

    @Slot(object)
    def _on_shown(self, opened: "Opened | None") -> None:
        self.window.setWindowTitle("Reviewer" if opened is None else f"{visible(opened.document.name)} – Reviewer")
        self.panes.page.set_done(opened is None)
        # Whoever works in the queue stays there while documents come and go: the next key is about the queue, too.
        in_queue = self.panes.queue.isAncestorOf(self.window.focusWidget() or self.window)
        if opened is not None and not (in_queue and self.session.opening.unasked):
            QTimer.singleShot(0, self._take_up)

    @Slot()
    def _take_up(self) -> None:
        """Put the keyboard where the shown document is worked at: its value, *Mark reviewed*, or else its page."""
        self.panes.fields.list.focus_editor()
        here, valueless = self.window.focusWidget(), not self.session.review.rows()
        lost = here is None or self.window.status.isAncestorOf(here)
        if not self.session.modes.on and (lost or (valueless and not self.panes.fields.panel.finish.hasFocus())):
            self.panes.page.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_mode_changed(self) -> None:
        if not self.session.modes.on:
            self.panes.fields.list.focus_editor()

    @Slot()
    def _on_ahead(self) -> None:
        self.panes.fields.set_next(self.session.ahead.next_name)

    @Slot(object)
    def _on_thumbnail(self, _key: object) -> None:
        self.panes.queue.list.viewport().update()

    @Slot()
    def _on_dressed(self) -> None:
        self.panes.page.view.set_dimmed(self.preferences.settings.appearance.dim_page)

    @Slot()
    def _on_preferences(self) -> None:
        used = in_use(self.preferences.settings)
        self.window.status.show_where(tuple(map(title_of, used)))

    @Slot()
    def _on_resized(self) -> None:
        self.panes.queue.set_shape(_SHAPES[self.window.size_class()])
        self.panes.fields.issues.set_folded(self.window.height() < fonts.scaled(LOW))
        self._strips.ratio = self.window.devicePixelRatioF()

    # What is asked for

    @Slot(list)
    def _on_dropped(self, paths: list[str]) -> None:
        self.session.intake.take([Path(path) for path in paths])

    @Slot()
    def _on_samples_asked(self) -> None:
        self.runner.start(VIEW, SamplePicturesJob(self.samples()), succeeded=self.middle.show_samples)

    @Slot()
    def _on_engines_asked(self) -> None:
        self.engines.describe(self.preferences.settings.reading.tesseract)


def _queue_menu() -> list[str]:
    """Names of actions; an empty one is a line between groups."""
    return [name for group in QUEUE_MENU for name in ("", *group)][1:]
