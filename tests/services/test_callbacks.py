"""What the receiver put into the inbox is applied once by the owner of the workspace."""

import os
import random
import signal
import threading
from contextlib import suppress

import pytest

from callbacks import about
from fakes import receipt
from reviewer.domain.recognition import TaskState
from reviewer.errors import Cancelled, StoreError
from reviewer.jobs import CancelToken, silent
from reviewer.providers.base import Answer, Pace, Ticket
from reviewer.receiver import spool
from reviewer.services import callbacks as service
from reviewer.services.callbacks import CallbackJob
from reviewer.services.remote import connection as connections
from reviewer.store import callbacks, tasks
from scripted import Office, Scripted


class Inbox:
    """The inbox of a bench, and what the poller hears of it."""

    def __init__(self, bench):
        self.bench = bench
        self.folder = bench.desk.workspace.inbox
        self.hinted = []

    def submitted(self, tmp_path, *jobs):
        """Tasks that wait for these remote jobs. Returns their ids."""
        found = []
        for number, job in enumerate(jobs):
            (taken,) = self.bench.take(receipt(tmp_path / f"{number}.png", f"{number}.00"))

            def operation(connection, task=taken.task, job=job):
                tasks.move(connection, task, TaskState.SUBMITTED, ticket={"ticket": {"ids": [job]}})
                # its source is what the wish says; here it is the provider's
                connection.exec_driver_sql("UPDATE tasks SET source = 'mindee' WHERE id = ?", (task.id,))

            self.bench.desk.workspace.lane.call(operation)
            found.append(taken.task.id)
        return found

    def put(self, body, provider="mindee"):
        return spool.put(self.folder, spool.received(provider, body))

    def apply(self, token=None):
        return CallbackJob(self.bench.desk.workspace, self.hinted.append)(token or CancelToken(), silent)


@pytest.fixture
def inbox(bench):
    return Inbox(bench)


def test_the_task_of_a_callback_is_hinted_at_and_the_file_goes(inbox, tmp_path):
    first, second = inbox.submitted(tmp_path, "j-1", "j-2")
    inbox.put(about("j-2"))

    heard = inbox.apply()

    assert heard.hinted == (second,) == tuple(inbox.hinted)
    assert (heard.refused, heard.problem) == ((), None)
    assert list(inbox.folder.iterdir()) == []
    inbox.put(about("j-1"))
    assert inbox.apply().hinted == (first,)


def test_copies_in_any_order_have_one_effect(inbox, tmp_path):
    jobs = [f"j-{number}" for number in range(20)]
    ids = inbox.submitted(tmp_path, *jobs)
    sent = [about(job) + b"\n" * copy for job in jobs for copy in range(5)]
    random.Random(7).shuffle(sent)

    for start in range(0, len(sent), 9):
        for body in sent[start : start + 9]:
            inbox.put(body)
        inbox.apply()

    assert sorted(inbox.hinted) == sorted(ids)


def test_a_callback_of_no_open_task_has_no_effect(inbox, tmp_path):
    (task,) = inbox.submitted(tmp_path, "j-1")
    inbox.put(about("unknown"))
    inbox.put(b"no JSON")
    assert inbox.apply().hinted == ()

    lane = inbox.bench.desk.workspace.lane
    lane.call(lambda connection: tasks.move(connection, tasks.get(connection, task), TaskState.DONE))
    inbox.put(about("j-1"))
    assert inbox.apply().hinted == ()
    assert list(inbox.folder.iterdir()) == []


def test_what_is_no_callback_is_put_aside_with_one_notice(inbox, tmp_path):
    (task,) = inbox.submitted(tmp_path, "j-1")
    for name in ("a.json", "b.txt"):
        (inbox.folder / name).write_bytes(b"CANARY")
    inbox.put(about("j-1"))

    heard = inbox.apply()

    assert heard.hinted == (task,)
    assert sorted(path.name for path in (inbox.folder / "refused").iterdir()) == ["a.json", "b.txt"]
    assert heard.problem is not None
    assert str(heard.problem).startswith("2 files in the inbox are no callbacks. ")
    assert "CANARY" not in str(heard.problem)
    assert inbox.apply().problem is None


def test_a_crash_between_effect_and_removal_repeats_nothing(inbox, tmp_path, monkeypatch):
    inbox.submitted(tmp_path, "j-1")
    path = inbox.put(about("j-1"))
    with monkeypatch.context() as patch:
        patch.setattr(spool, "remove", lambda _path: None)
        assert len(inbox.apply().hinted) == 1
    assert path.exists()

    assert inbox.apply().hinted == ()
    assert not path.exists()


def test_what_cannot_be_written_stays_for_the_next_time(inbox, tmp_path, monkeypatch):
    (task,) = inbox.submitted(tmp_path, "j-1")
    path = inbox.put(about("j-1"))

    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(callbacks, "apply", fail)
        with pytest.raises(StoreError, match="disk is full"):
            inbox.apply()
    assert path.exists()
    assert inbox.hinted == []

    assert inbox.apply().hinted == (task,)


def test_a_file_that_vanishes_or_cannot_be_read_is_no_mishap(inbox, tmp_path, monkeypatch):
    (task,) = inbox.submitted(tmp_path, "j-1")
    path = inbox.put(about("j-1"))
    with monkeypatch.context() as patch:
        patch.setattr(spool, "waiting", lambda folder: (folder / "gone.json", path))
        patch.setattr(spool.Path, "read_bytes", lambda _path: (_ for _ in ()).throw(PermissionError(13, "no")))
        with pytest.raises(StoreError):
            inbox.apply()
    assert path.exists()

    monkeypatch.setattr(spool, "waiting", lambda folder: (folder / "gone.json", path))
    assert inbox.apply().hinted == (task,)


def test_a_cancelled_job_keeps_what_it_hinted_at(inbox, tmp_path):
    inbox.submitted(tmp_path, "j-1", "j-2")
    for job in ("j-1", "j-2"):
        inbox.put(about(job))
    token = CancelToken()

    class Stopping(list):
        def append(self, task):
            super().append(task)
            token.cancel()

    inbox.hinted = Stopping()
    with pytest.raises(Cancelled):
        inbox.apply(token)

    assert len(inbox.hinted) == 1
    assert len(spool.waiting(inbox.folder)) == 1
    assert len(inbox.apply().hinted) == 1


def test_a_task_that_waits_for_an_hour_is_asked_for_at_once(inbox, tmp_path, monkeypatch):
    """The whole round: sent, called back, asked for, done."""
    asked = type("Provider", (Scripted,), {"submits": [Ticket(("j-1",))], "polls": [Answer((b"1.00",))], "calls": []})
    asked.pace = Pace(first=3600.0, growth=1.0, most=3600.0)
    monkeypatch.setattr(connections, "kind", lambda _name: asked)
    office = Office(inbox.bench)
    task = office.wish(tmp_path / "a.png")
    lane = inbox.bench.desk.workspace.lane
    lane.call(lambda connection: connection.exec_driver_sql("UPDATE tasks SET source = 'mindee_scripted'"))
    sent, job = threading.Event(), office.job(task)
    wait = job.nudges.wait
    monkeypatch.setattr(job.nudges, "wait", lambda *arguments: sent.set() or wait(*arguments))
    token, done = CancelToken(), []
    waiting = threading.Thread(target=lambda: done.append(job(token, silent)))
    waiting.start()
    try:
        assert sent.wait(30)
        inbox.put(about("j-1"))
        assert inbox.bench.desk.callbacks()(CancelToken(), silent).hinted == (task.id,)
        waiting.join(30)
    finally:
        token.cancel()
        waiting.join(30)

    assert [call for call, _ in asked.calls] == ["submit", "poll"]
    assert done[0].remote_id == "j-1"
    assert office.task(task)[0].state is TaskState.DONE


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")
def test_killed_at_any_statement_each_callback_has_its_effect_once(folder, start, tmp_path):
    """The effect is what `apply` returned in a transaction that is on the disk."""
    inbox = Inbox(start())
    (task,) = inbox.submitted(tmp_path, "j-1")
    path = inbox.put(about("j-1"))
    inbox.bench.desk.workspace.close()

    from sqlalchemy import event

    from reviewer.store.workspace import Workspace

    def child(kill_at):
        workspace, seen = Workspace.open(folder), 0

        def count(*_):
            nonlocal seen
            seen += 1
            if seen == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(workspace.lane._engine, "before_cursor_execute", count)
        workspace.lane.submit(lambda connection: service._apply(connection, spool.read(path)))
        workspace.lane.close()
        workspace.lane.run(CancelToken())

    killed = 0
    while True:
        forked = os.fork()
        if forked == 0:
            with suppress(BaseException):
                child(killed + 2)
                os._exit(0)
            os._exit(3)
        if not os.WIFSIGNALED(os.waitpid(forked, 0)[1]):
            break
        killed += 1
        with Workspace.open(folder, write=False) as workspace, workspace.read() as connection:
            noted = connection.exec_driver_sql("SELECT count(*) FROM callbacks").scalar()
        assert noted == 0
    assert killed >= 2
    assert path.exists()
    with Workspace.open(folder, write=False) as workspace, workspace.read() as connection:
        assert connection.exec_driver_sql("SELECT remote FROM callbacks").scalars().all() == ["j-1"]
        assert tasks.get(connection, task).state is TaskState.SUBMITTED
