from collections.abc import Iterator

import pytest

from desks import Desk
from reviewer.ui.canvas.page_view import PageView


@pytest.fixture
def desk(qtbot, look) -> Iterator[Desk]:
    """A desk on which nothing is drawn by threads."""
    made = Desk()
    yield made
    made.close()


@pytest.fixture
def drawing_desk(qtbot, look) -> Iterator[Desk]:
    """A desk whose pages are drawn, white."""
    made = Desk(drawing=True)
    yield made
    made.close()


@pytest.fixture
def view(desk, qtbot) -> PageView:
    """A shown view, 700 x 600."""
    made = PageView(desk.model, desk.pictures)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    return made
