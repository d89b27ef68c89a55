"""What the actions of the menu Page do, and those that make documents of pages."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QInputDialog

from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.commands.panes import Group, Handlers, Panes
from reviewer.ui.viewmodels.session import Session

if TYPE_CHECKING:  # 0.1 s to import: not before a dialog is asked for
    from reviewer.ui.dialogs.desk import DialogsDesk


class PagesCommands(Group):
    """Turning, straightening, moving and deleting pages; splitting and merging documents by hand.

    What is done to pages is done to those chosen in the strip, or to the shown one.
    """

    changing = (
        "page.rotate",
        "page.rotate_left",
        "page.rotate_all",
        "page.straighten",
        "page.straighten_all",
        "page.tilt_left",
        "page.tilt_right",
        "page.tilt_far_left",
        "page.tilt_far_right",
        "page.level",
        "page.move_up",
        "page.move_down",
        "page.move_to",
        "page.split_here",
        "page.take_out",
        "page.delete",
        "page.delete_here",
        "document.append",
    )
    looking = ("page.choose_all", "document.merge")

    def __init__(
        self, session: Session, panes: Panes, pictures: Pictures, dialogs: "Callable[[], DialogsDesk]", parent: QObject
    ) -> None:
        super().__init__(session, panes, pictures, dialogs, parent)
        panes.page.strip.dropped.connect(self._on_dropped)

    def handlers(self) -> Handlers:
        session, paging, strip = self._session, self._session.paging, self._panes.page.strip
        return {
            "page.rotate": lambda: paging.turn(strip.pages, 90),
            "page.rotate_left": lambda: paging.turn(strip.pages, -90),
            "page.rotate_all": lambda: paging.turn(range(paging.count), 90),
            "page.straighten": lambda: paging.straighten(strip.pages),
            "page.straighten_all": lambda: paging.straighten(range(paging.count)),
            "page.tilt_left": lambda: paging.tilt(strip.pages, -0.1),
            "page.tilt_right": lambda: paging.tilt(strip.pages, 0.1),
            "page.tilt_far_left": lambda: paging.tilt(strip.pages, -1.0),
            "page.tilt_far_right": lambda: paging.tilt(strip.pages, 1.0),
            "page.level": lambda: paging.level(strip.pages),
            "page.move_up": lambda: paging.move_by(strip.pages, -1),
            "page.move_down": lambda: paging.move_by(strip.pages, 1),
            "page.move_to": self.move_to,
            "page.choose_all": strip.selectAll,
            "page.split_here": lambda: paging.split_here(session.review.page),
            "page.take_out": lambda: paging.take_out(strip.pages),
            "page.delete": lambda: paging.delete(strip.pages),
            "page.delete_here": lambda: paging.delete(strip.pages),
            "document.merge": self.merge,
            "document.append": session.append,
        }

    @Slot()
    def merge(self) -> None:
        """Make one document of those that are chosen in the queue."""
        queue = self._panes.queue
        chosen = queue.chosen()
        if len(chosen) < queue.chosen_count:  # rows that were never in view are not at hand
            self._tell(self.tr("That is more than can be merged at once. Choose fewer documents."))
            return
        self._session.join(chosen)

    @Slot()
    def move_to(self) -> None:
        """Ask for the place of the first of the pages."""
        pages, count = self._panes.page.strip.pages, self._session.paging.count
        last = count - len(pages) + 1
        if last < 2:
            self._tell(self.tr("There is no other place for it."))
            return
        title = self.tr("Move the page") if len(pages) == 1 else self.tr("Move %n page(s)", "", len(pages))
        text = self.tr("Number that the page is to have (1 to {last})").format(last=last)
        if len(pages) > 1:
            text = self.tr("Number that the first of them is to have (1 to {last})").format(last=last)
        wanted, given = QInputDialog.getInt(self._panes.window, title, text, pages[0] + 1, 1, last)
        if given:
            others = [page for page in range(count) if page not in set(pages)]
            before = [*others, count][wanted - 1]
            self._session.paging.move(pages, before)

    @Slot(int)
    def _on_dropped(self, before: int) -> None:
        self._session.paging.move(self._panes.page.strip.pages, before)
