"""A desk with a real workspace in a temporary folder, and children that are fakes."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fakes import FakeTools
from reviewer import document_types
from reviewer.domain.recognition import Recognition, RecognitionTask
from reviewer.domain.step import Step
from reviewer.jobs import CancelToken, silent
from reviewer.services.desk import Desk
from reviewer.services.intake import Taken
from reviewer.services.opening import Opened
from reviewer.services.review import Review
from reviewer.settings import Settings
from reviewer.store.workspace import Workspace
from workspaces import running


class Bench:
    """What tests do with a desk, in one call each."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.tools = FakeTools()
        self.merges: list[Step] = []

    def take(self, *paths: Path) -> list[Taken]:
        told: list[Taken] = []
        self.desk.arrivals.intake(tuple(paths), self.tools.pages, told.append)(CancelToken(), silent)
        return told

    def read(self, task: RecognitionTask, token: CancelToken | None = None) -> Recognition:
        job = self.desk.recognize(task, self.tools, self.merges.append, lambda _document, _text: None)
        return job(token or CancelToken(), silent)

    def taken(self, path: Path) -> str:
        """Take a file in and recognize it. Returns the document's id."""
        (taken,) = self.take(path)
        assert taken.document is not None
        assert taken.task is not None
        self.read(taken.task)
        return taken.document.id

    def again(self, document: str, **wish: str) -> Recognition:
        """Recognize a document as a person asks for it."""
        return self.read(self.desk.tasks.wish(document, **wish).result())

    def opened(self, document: str) -> Opened:
        return self.desk.open(document)(CancelToken(), silent)

    def review(self, document: str) -> Review:
        """The document under review; its steps are on the disk when a verb returns."""
        return self.desk.review(self.opened(document), lambda step: self.desk.append(step).result())

    def export(self) -> int:
        return self.desk.export()(CancelToken(), silent)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace as it is made; copying it is faster than making one."""
    folder = tmp_path_factory.mktemp("template") / "workspace"
    Workspace.open(folder).close()
    return folder


@pytest.fixture
def folder(tmp_path: Path, template: Path) -> Path:
    return shutil.copytree(template, tmp_path / "workspace")


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[[], Bench]]:
    """Opens the workspace, anew each time, as a start of the program does."""
    opened: list[Iterator[Bench]] = []

    def make() -> Bench:
        for before in opened:
            next(before, None)
        opened.append(_bench(folder))
        return next(opened[-1])

    yield make
    for bench in opened:
        next(bench, None)


def _bench(folder: Path) -> Iterator[Bench]:
    with running(folder) as workspace:
        yield Bench(Desk(workspace, document_types.load(), Settings(operator="Ada")))


@pytest.fixture
def bench(start: Callable[[], Bench]) -> Bench:
    return start()
