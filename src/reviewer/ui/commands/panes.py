"""What commands speak to."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from PySide6.QtCore import QObject

from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.main_window import MainWindow
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.page_panel import PagePanel
from reviewer.ui.panels.queue_panel import QueuePanel
from reviewer.ui.panels.table_panel import TablePanel
from reviewer.ui.viewmodels.notice import Notice
from reviewer.ui.viewmodels.session import Session

if TYPE_CHECKING:  # 0.1 s to import: not before a dialog is asked for
    from reviewer.ui.dialogs.desk import DialogsDesk

Handlers = dict[str, Callable[..., Any]]


class Panes(msgspec.Struct, frozen=True):
    """The parts of the window that commands speak to."""

    window: MainWindow
    queue: QueuePanel
    page: PagePanel
    fields: FieldSide
    table: TablePanel


class Group(QObject):
    """The commands of one file of the table. Each is a few lines that ask, then call a view-model.

    Args:
        session: the view-models.
        panes: the parts of the window.
        pictures: of the pages.
        dialogs: gives the dialogs, which are made when the first is asked for.

    Attributes:
        changing: names of actions that change the open document: there must be one, and it must not be finished.
        looking: names of actions that need an open document and change nothing.
        of_document: whether the actions are about the open document, its page and its fields: they wait while another
            mode is on.
    """

    changing: ClassVar[tuple[str, ...]] = ()
    looking: ClassVar[tuple[str, ...]] = ()
    of_document: ClassVar[bool] = True

    def __init__(
        self, session: Session, panes: Panes, pictures: Pictures, dialogs: "Callable[[], DialogsDesk]", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._panes = panes
        self._pictures = pictures
        self._dialogs = dialogs

    def handlers(self) -> Handlers:
        """What does it, by the action's name."""
        raise NotImplementedError

    def _tell(self, text: str) -> None:
        self._session.told.emit(Notice(text, key="command"))
