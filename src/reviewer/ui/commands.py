"""What each action of the table does."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QMenu, QWidget

from reviewer import __version__, log_file
from reviewer.domain.field import Mark
from reviewer.domain.revision import RevisionStatus
from reviewer.ui import actions
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.dialogs.about import About
from reviewer.ui.dialogs.ask import AskReason
from reviewer.ui.dialogs.key_sheet import KeySheet
from reviewer.ui.main_window import MainWindow
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.page_panel import PagePanel
from reviewer.ui.panels.queue_panel import QueuePanel
from reviewer.ui.viewmodels.notice import Notice
from reviewer.ui.viewmodels.review import Went
from reviewer.ui.viewmodels.session import Session

FILES = "*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp *.bmp *.gif *.jp2 *.j2k *.heic *.heif"


@dataclass(frozen=True)
class Panes:
    """The parts of the window that commands speak to."""

    window: MainWindow
    queue: QueuePanel
    page: PagePanel
    fields: FieldSide


class Commands(QObject):
    """Handlers by action name. Each is a few lines that ask, then call a view-model."""

    def __init__(self, session: Session, panes: Panes, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pictures = pictures
        self._panes = panes
        self._sheet: KeySheet | None = None
        self.made: dict[str, QAction] = {}
        self.open_settings: Callable[[str], None] = lambda _page: None
        self.open_samples: Callable[[], None] = lambda: None

    def handlers(self) -> dict[str, Callable[..., Any]]:
        """What to give to `actions.build`."""
        review, session = self._session.review, self._session
        fields, page = self._panes.fields, self._panes.page
        view = page.view
        return {
            "file.open": self.open_files,
            "file.open_folder": self.open_folder,
            "file.paste": self.paste,
            "document.export": session.export_now,
            "window.settings": lambda: self.open_settings(""),
            "window.quit": self._panes.window.close,
            "edit.undo": session.undo,
            "edit.redo": session.redo,
            "queue.find": self.find_in_queue,
            "view.zoom_in": view.zoom_in,
            "view.zoom_out": view.zoom_out,
            "view.fit_page": view.fit_page,
            "view.fit_width": view.fit_width,
            "view.contrast": self._pictures.set_stretched,
            "view.overlay": view.show_fields,
            "view.words": view.show_words,
            "view.filter_below": self.filter_below,
            "view.next_pane": lambda: self.next_pane(1),
            "view.previous_pane": lambda: self.next_pane(-1),
            "page.rotate": lambda: review.turn(90),
            "page.previous": lambda: review.show_page(review.page - 1),
            "page.next": lambda: review.show_page(review.page + 1),
            "region.draw": view.begin_drawing,
            "region.draw_here": view.begin_drawing,
            "region.reread": self.reread_region,
            "document.postpone": self.postpone,
            "document.reject": self.reject,
            "document.finish": self.finish,
            "document.reopen": self.reopen,
            "document.next": lambda: session.step_document(1),
            "document.previous": lambda: session.step_document(-1),
            "document.reread": lambda: session.reread(),
            "document.read_anyway": lambda: session.reread(read_anyway=True),
            "document.change_type": self.change_type,
            "document.show_original": self.show_original,
            "document.delete": lambda: session.delete(self._panes.queue.chosen()),
            "task.retry": lambda: session.reread(),
            "task.cancel": lambda: session.reading.cancel(session.queue.current),
            "field.confirm": fields.list.confirm,
            "field.next": lambda: review.next_field(1),
            "field.previous": lambda: review.next_field(-1),
            "issue.next": self.next_issue,
            "field.why": self.why,
            "field.blank": lambda: review.mark(Mark.BLANK),
            "field.add": self.add_value,
            "field.remove": self.remove_value,
            "field.unreadable": lambda: review.mark(Mark.UNREADABLE),
            **{f"field.take_{number}": self._taker(number) for number in range(1, 10)},
            "help.keys": self.show_keys,
            "help.samples": lambda: self.open_samples(),
            "help.logs": self.show_logs,
            "help.about": self.show_about,
        }

    # Files

    @Slot()
    def open_files(self) -> None:
        title = self.tr("Open files")
        kinds = self.tr("Documents ({});;All files (*)").format(FILES)
        names, _ = QFileDialog.getOpenFileNames(self._panes.window, title, "", kinds)
        self._session.take([Path(name) for name in names])

    @Slot()
    def open_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._panes.window, self.tr("Open a folder"))
        if name:
            self._session.take([Path(name)])

    @Slot()
    def paste(self) -> None:
        """Take files or a picture from the clipboard."""
        held: QMimeData = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
        if paths:
            self._session.take(paths)
            return
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            self._tell(self.tr("There is no picture and no file in the clipboard. Copy one, then paste."))
            return
        self._session.take_picture(lambda folder: _saved(image, folder))

    @Slot()
    def show_original(self) -> None:
        document, desk = self._session.document, self._session.desk
        if document is not None and desk is not None:
            path = desk.workspace.originals.path_of(document.originals[0].sha256)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    @Slot()
    def show_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file.folder())))

    # Documents

    @Slot()
    def finish(self) -> None:
        """Mark reviewed; what keeps it from that is told by the view-model."""
        if self._session.saving.held:
            self._tell(self.tr("A change is not saved yet. Nothing is finished before it is."))
            return
        if not self._session.review.rows() and self._session.reading.is_reading(self._session.queue.current):
            self._tell(self.tr("This document is still being read. It can be finished when its values are here."))
            return
        went = self._session.review.finish()
        if went is not Went.FINISHED:
            self._panes.fields.list.focus_editor()

    @Slot()
    def postpone(self) -> None:
        review = self._session.review
        question = self.tr("Put this document aside. Why?")
        self._ask(question, self.tr("Postpone"), self.tr("Go on"), review.postpone, needed=False)

    @Slot()
    def reject(self) -> None:
        document = self._session.document
        if document is not None:
            question = self.tr("Reject “{}”? It leaves the queue.").format(document.name)
            self._ask(question, self.tr("Reject"), self.tr("Keep"), self._session.review.reject)

    @Slot()
    def reopen(self) -> None:
        question = self.tr("Put this document back into the queue. Why?")
        self._ask(question, self.tr("Reopen"), self.tr("Leave it"), self._session.review.reopen)

    def _ask(self, question: str, yes: str, no: str, answer: Callable[[str], None], *, needed: bool = True) -> None:
        if self._session.document is None:
            return
        dialog = AskReason(question, yes, no, needed=needed, parent=self._panes.window)
        dialog.accepted.connect(lambda: answer(dialog.answer()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def change_type(self) -> None:
        """Offer the document types as a menu under the page bar."""
        desk, review = self._session.desk, self._session.review.review
        if desk is None or review is None:
            return
        menu = QMenu(self._panes.window)
        for kind in desk.types.values():
            action = menu.addAction(kind.title)
            action.setData(kind.name)
            action.setCheckable(True)
            action.setChecked(kind.name == review.revision.document_type)
        chosen = menu.exec(self._panes.fields.mapToGlobal(self._panes.fields.rect().topLeft()))
        menu.deleteLater()
        if chosen is not None and chosen.data() != review.revision.document_type:
            self._session.change_type(chosen.data())

    # Fields

    @Slot()
    def next_issue(self) -> None:
        self._session.review.next_issue()
        self._panes.fields.list.focus_editor()

    @Slot()
    def why(self) -> None:
        """Say all reasons for doubt of the active value."""
        review = self._session.review
        judgement = review.judgement(review.current)
        if judgement is None:
            return
        reasons = " ".join(reason.text for reason in judgement.reasons)
        self._tell(reasons or self.tr("Nothing speaks against this value."))

    @Slot()
    def add_value(self) -> None:
        """Add a value or a row where the field may have several."""
        review = self._session.review
        if not review.can_add:
            self._tell(self.tr("This field has one value only."))
            return
        review.add_value()
        self._panes.fields.list.focus_editor()

    @Slot()
    def remove_value(self) -> None:
        """Remove the value or row, where the field may have several."""
        review = self._session.review
        if not review.can_add:
            self._tell(self.tr("This field always has one value. Ctrl+B says that it is blank."))
            return
        review.remove_value()
        self._panes.fields.list.focus_editor()

    @Slot()
    def reread_region(self) -> None:
        """Read the place of the active value again, as a proposal."""
        review = self._session.review
        entry = review.entry(review.current)
        if entry is None or not entry.value.regions:
            self._tell(self.tr("This value has no place on the page. Draw one with Alt+R."))
            return
        review.draw(*entry.value.regions)

    def _taker(self, number: int) -> Callable[[], None]:
        return lambda: self._panes.fields.list.take_alternative(number)

    # View

    @Slot()
    def filter_below(self) -> None:
        text = self.tr("Show only values with a confidence below (per cent, 100 shows all)")
        title = self.tr("Only values below")
        limit, given = QInputDialog.getInt(self._panes.window, title, text, 90, 1, 100, 5)
        if given:
            self._panes.page.show_below(None if limit == 100 else limit / 100)

    @Slot()
    def find_in_queue(self) -> None:
        if self._panes.window.queue_dock is not None:
            self._panes.window.queue_dock.show()
        self._panes.queue.focus_search()

    def next_pane(self, by: int) -> None:
        """Walk queue, page, fields."""
        queue, page, fields = self._panes.queue, self._panes.page, self._panes.fields
        panes: list[tuple[QWidget, Callable[[], None]]] = [
            (queue, queue.focus_list),
            (page, lambda: page.view.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            (fields, fields.list.focus_editor),
        ]
        panes = [pane for pane in panes if pane[0].isVisible()]
        focus = QApplication.focusWidget()
        here = next((n for n, (pane, _) in enumerate(panes) if focus is not None and pane.isAncestorOf(focus)), -by)
        panes[(here + by) % len(panes)][1]()

    # Help

    @Slot()
    def show_keys(self) -> None:
        if self._sheet is not None and self._sheet.isVisible():
            self._sheet.close_sheet()
            return
        self._sheet = KeySheet(self._panes.window, self.made)
        self._sheet.change_asked.connect(self._on_change_keys)
        self._sheet.closed.connect(self._panes.fields.list.focus_editor)
        self._sheet.open()

    @Slot()
    def _on_change_keys(self) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()
        self.open_settings("keys")

    @Slot()
    def show_about(self) -> None:
        dialog = About(__version__, parent=self._panes.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # State

    @Slot()
    def refresh(self) -> None:
        """Enable what can be done now; the others say why not."""
        review = self._session.review.review
        none = self.tr("No document is open.")
        status = None if review is None else review.revision.status
        finished = status in (RevisionStatus.REVIEWED, RevisionStatus.REJECTED)
        why = none if review is None else self.tr("This document is finished. Reopen it first.") if finished else ""
        for name in ("document.finish", "document.postpone", "document.reject", "field.blank", "field.unreadable"):
            actions.set_available(self.made[name], why)
        for name in ("region.draw", "region.draw_here", "region.reread", "page.rotate", "field.confirm"):
            actions.set_available(self.made[name], why)
        reopen = (
            "" if finished or status is RevisionStatus.POSTPONED else self.tr("Only finished documents are reopened.")
        )
        actions.set_available(self.made["document.reopen"], none if review is None else reopen)
        actions.set_available(self.made["edit.undo"], "" if self._session.can_undo else self.tr("Nothing to undo."))
        redo = review is not None and bool(review.history.undone)
        actions.set_available(self.made["edit.redo"], "" if redo else self.tr("Nothing to do again."))

    def _tell(self, text: str) -> None:
        self._session.told.emit(Notice(text, key="command"))


def _saved(image: QImage, folder: Path) -> Path:
    """Write a pasted picture into a folder; in a worker thread."""
    path = folder / "pasted.png"
    image.save(str(path), "PNG")  # type: ignore[call-overload]  # the stub wants bytes, PySide takes str
    return path
