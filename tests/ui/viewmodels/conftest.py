"""A session with a real workspace in a temporary folder, and children that are fakes."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fakes import FakeTools, pages_of
from reviewer.domain.queue import QueueRow
from reviewer.domain.revision import Revision
from reviewer.domain.step import Step
from reviewer.jobs import CancelToken, silent
from reviewer.lanes import ALL, STORE
from reviewer.services.region import ReadRegionJob
from reviewer.services.start import RecoverJob, open_desk
from reviewer.settings import Settings
from reviewer.store import queue, steps
from reviewer.store.lane import WriteLane
from reviewer.ui.viewmodels.notice import Notice
from reviewer.ui.viewmodels.queue import Role
from reviewer.ui.viewmodels.queue_state import State
from reviewer.ui.viewmodels.session import Session, Workers
from reviewer.ui.workers.runner import Runner


class Operator:
    """What tests do with a session, in one call each."""

    def __init__(self, qtbot, folder: Path) -> None:
        self._qtbot = qtbot
        self._folder = folder
        self.desk = open_desk(folder / "workspace", Settings(operator="Ana"))
        self.tools = FakeTools()
        self.runner = Runner()
        self.session = Session(self.runner)
        self.review = self.session.review
        self.told: list[Notice] = []
        self.outdated: list[str] = []
        self.session.told.connect(self.told.append)
        self.session.acting.outdated.connect(self.outdated.append)
        self.session.use(self.desk, Workers([self.tools], ReadRegionJob))

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition)

    def rest(self) -> None:
        """Until nothing is written, read, saved, listed or exported any more."""
        for _ in range(2):  # what is written may ask for more
            written = self.desk.workspace.lane.submit(lambda _connection: None)
            self.wait(written.done)
            self.wait(lambda: not self._busy())

    def _busy(self) -> bool:
        session = self.session
        reading = session.reading.running or session.reading.waiting
        running = any(self.runner.runs(lane) for lane in ALL if lane is not STORE)
        return bool(
            reading
            or running
            or session.saving.pending
            or session.sheets.settling.waiting
            or session.queue.waiting
            or session.ahead.waiting
            or session.exporting.waiting
        )

    def take(self, *names: str) -> list[str]:
        """Take notes in and have them read. Returns their ids in the order of the queue."""
        paths = [pages_of(self._folder / f"{name}.png", f"A note about {name}") for name in names]
        self.session.intake.take(paths)
        self.wait(lambda: self.session.queue.rowCount() == len(names))
        self.rest()
        return [row.id for row in self.rows()]

    def rows(self) -> list[QueueRow]:
        model = self.session.queue
        return [row for number in range(model.rowCount()) if (row := model.at(number)) is not None]

    def state(self, document: str) -> State:
        """What a row of the queue says."""
        state: State = self.session.queue.index(self.session.queue.row_of(document)).data(Role.STATE)
        return state

    def shown(self) -> str:
        """Name of the document on the desk, without its suffix."""
        return Path(self.session.document.name).stem if self.session.document is not None else ""

    def stored(self, document: str) -> Revision:
        with self.desk.workspace.read() as connection:
            return steps.load(connection, document)[0]

    def log(self, document: str) -> list[Step]:
        """The steps of a document, in the store."""
        with self.desk.workspace.read() as connection:
            return steps.log(connection, document)

    def stored_bulk(self, document: str) -> str:
        """The id that the last step of a document shares with those of others."""
        return self.log(document)[-1].bulk

    def kept(self) -> list[str]:
        """The names of what is not deleted, in the store."""
        with self.desk.workspace.read() as connection:
            return [Path(row.name).stem for row in queue.listed(connection)]

    def close(self) -> None:
        self.session.close()
        for tools in self.session.tools_in_use():
            tools.close()
        lane = self.desk.workspace.lane
        assert self.runner.close(10, last=STORE, before_last=lane.close)
        self.desk.workspace.close()


@pytest.fixture
def start(qtbot, tmp_path, monkeypatch) -> Iterator[Callable[[], Operator]]:
    """Opens the workspace, anew each time, as a start of the program does."""
    monkeypatch.setattr("reviewer.services.desk.Tools", FakeTools)
    started: list[Operator] = []

    def start_() -> Operator:
        if started:
            started.pop().close()
        operator = Operator(qtbot, tmp_path)
        started.append(operator)
        operator.session.recover(RecoverJob(operator.desk)(CancelToken(), silent))
        operator.rest()
        return operator

    yield start_
    for operator in started:
        operator.close()


@pytest.fixture
def operator(start) -> Operator:
    return start()


@pytest.fixture
def full_disk(monkeypatch) -> Iterator[Callable[[bool], None]]:
    """Says whether the disk is full from now on: then nothing at all can be written."""
    commit, full = WriteLane._committed, [False]

    def committed(lane: WriteLane, operation):
        if full[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return commit(lane, operation)

    def set_full(now: bool) -> None:
        full[0] = now

    monkeypatch.setattr(WriteLane, "_committed", committed)
    yield set_full
    set_full(False)
