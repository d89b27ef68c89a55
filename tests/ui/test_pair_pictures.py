"""The pages of pairs are drawn while Adjudicate is on, and again when it is entered again."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal

from desks import Desk, document
from reviewer.lanes import VIEW
from reviewer.ui.canvas.page_jobs import PageFile
from reviewer.ui.pair_pictures import PairPictures


class Model(QObject):
    """Stands for `Adjudicating`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: object = None
        self.looking = False

    def ahead(self) -> tuple[()]:
        return ()

    def show(self, shown: object) -> None:
        self.shown = shown
        self.changed.emit()


@pytest.fixture
def desk(qtbot, look):
    made = Desk(drawing=True)
    yield made
    made.close()


def test_the_same_pair_is_drawn_again_after_the_mode_was_left(desk, qtbot):
    model, shown = Model(), SimpleNamespace(document=document(2), page=1)
    _between = PairPictures(model, desk.pictures, SimpleNamespace(file=lambda _page: PageFile(Path("/d"), 1)))
    for _ in range(2):
        model.show(shown)
        qtbot.waitUntil(lambda: not desk.runner.runs(VIEW))
        assert desk.pictures.ready(1)
        desk.pictures.close()  # as the page does when the mode is left
        assert not desk.pictures.ready(1)
    model.show(None)
    assert desk.pictures.here == ""
