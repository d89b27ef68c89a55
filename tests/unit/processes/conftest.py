"""A child to try things on: `tests/unit/processes/children/echo.py`."""

import os
from pathlib import Path

import pytest

from reviewer.processes.child import Child

CHILDREN = Path(__file__).parent / "children"


@pytest.fixture(autouse=True)
def _children_importable(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(CHILDREN), os.environ.get("PYTHONPATH", "")))))


@pytest.fixture
def new_child():
    """Makes children and closes them at the end."""
    made = []

    def make(module="echo", *, seconds=20.0, **options):
        made.append(Child(module, seconds=seconds, **options))
        return made[-1]

    yield make
    for child in made:
        child.close()


@pytest.fixture
def child(new_child):
    return new_child()
