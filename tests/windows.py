"""The whole window with children that are none: what is added is read at once, pages are drawn white."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import desks
from fakes import FakeTools, pages_of
from reviewer import app
from reviewer.services.region import ReadRegionJob
from reviewer.services.start import open_desk
from reviewer.settings import Settings
from reviewer.ui.application import Application
from reviewer.ui.look.theme import Theme
from reviewer.ui.viewmodels.session import Workers

RECEIPT = """
    THE OLDE CHANDLERY
    12 Quay Street, Ardlough
    RECEIPT
    Date: 14/03/2025
    Candles          4.00
    Rope             8.50
    TOTAL           {total}
    CASH            20.00
    CHANGE           7.50
    Thank you, please come again
"""


class DrawnPages(desks.FakePages):
    """Draws white pages."""

    def start(self, *, interactive: bool = False) -> None:
        pass

    def close(self) -> None:
        self.gate.set()


def make(folder: Path, look: Theme, settings: Settings | None = None, **more: object) -> Application:
    """The window on a workspace; to be shown and closed by who asks for it."""
    given = {"start": started, "recover": app.recover, "pages": DrawnPages()} | more
    made = Application(folder / "workspace", settings or Settings(operator="Ana"), look, **given)
    made.window.resize(1600, 1000)
    return made


@contextmanager
def open_without_workspace(folder: Path, look: Theme) -> Iterator[Application]:
    """The window with page and fields in view, to be given a document by hand."""
    made = make(folder, look)
    made.window.stack.setCurrentWidget(made.panes.page)
    made.window.field_dock.show()
    made.window.show()
    made.window.activateWindow()
    try:
        yield made
    finally:
        made.close()
        made.window.deleteLater()


def started(folder: Path, settings: Settings):
    return open_desk(folder, settings), Workers([FakeTools()], ReadRegionJob)


def receipt(path: Path, total: str = "12.50") -> Path:
    """Write a receipt of one page; with another total than 12.50 it does not add up."""
    return pages_of(path, RECEIPT.format(total=total))
