"""Killed at any moment: all of an operation is there, or nothing; and what was confirmed is there."""

import os
import signal
import threading
from contextlib import suppress

import pytest
from sqlalchemy import event

from journals import Journal, receipt
from reviewer.domain.recognition import Recognition, RecognitionTask, TaskState
from reviewer.domain.revision import RevisionStatus
from reviewer.jobs import CancelToken
from reviewer.store import database, documents, layout, outbox, queue, queue_rows, recognitions, steps, tasks
from reviewer.store.outbox import Delivery
from reviewer.store.workspace import Workspace
from workspaces import AT, prepared, running

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


def killed(act):
    """Run `act` in a process of its own, which must kill itself."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            act()
        os._exit(3)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def writing(folder, operation, kill_at):
    """Run an operation whose process dies before the statement of that number."""
    workspace = Workspace.open(folder)
    seen = 0

    def count(*_):
        nonlocal seen
        seen += 1
        if seen == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(workspace.lane._engine, "before_cursor_execute", count)
    workspace.lane.submit(operation)
    workspace.lane.close()
    workspace.lane.run(CancelToken())


def finish(journal, *, document):
    """Finish a document: the step and its delivery in one operation."""
    step = journal.status(RevisionStatus.REVIEWED)
    revision = journal.revision

    def operation(connection):
        steps.append(connection, step, revision, unsure=0, issues=0)
        outbox.put(connection, Delivery("delivery", document, "export", AT))

    return operation


def recognized(journal, *, document, task):
    """Commit a recognition: the answer, the merge and the task in one operation."""
    step = journal.merge(receipt("12", "5", "7"))
    revision = journal.revision

    def operation(connection):
        recognitions.add(connection, Recognition("r", document, "receipt", "rapidocr"))
        steps.append(connection, step, revision, unsure=3, issues=0)
        tasks.move(connection, task, TaskState.DONE)

    return operation


@pytest.mark.parametrize("make", [finish, recognized])
def test_an_operation_killed_between_two_writes_leaves_nothing_half(folder, make):
    with running(folder) as workspace:
        found = prepared(workspace, "a.jpg", b"a")
        document = found.id
        workspace.lane.call(lambda connection: documents.add(connection, found, workspace.originals))
        wish = RecognitionTask("t", document)
        workspace.lane.call(lambda connection: tasks.enqueue(connection, wish))
        task = workspace.lane.call(lambda connection: tasks.claim(connection, {"auto"}))
    values = {"document": document} | ({"task": task} if make is recognized else {})

    killed_times = 0
    while True:
        operation = make(Journal(document), **values)
        if not killed(lambda: writing(folder, operation, killed_times + 2)):  # noqa: B023
            break
        killed_times += 1
        with running(folder) as workspace, workspace.read() as connection:
            row = queue_rows.row(connection, document)
            assert steps.log(connection, document) == []
            assert steps.last(connection) is None
            assert (row.status, row.unsure) == (RevisionStatus.PENDING, None)
            assert outbox.waiting(connection) == 0
            assert recognitions.latest(connection, document) is None
            assert tasks.get(connection, "t").state is TaskState.RUNNING
            assert queue.listed(connection, queue.Filter(words="5")) == []
    assert killed_times >= 6

    with running(folder) as workspace, workspace.read() as connection:
        assert len(steps.log(connection, document)) == 1
        if make is finish:
            assert outbox.waiting(connection) == 1
        else:
            assert tasks.get(connection, "t").state is TaskState.DONE


@pytest.mark.parametrize("acknowledged", [1, 2, 7, 15])
def test_what_was_confirmed_is_there_after_a_kill(folder, acknowledged):
    with running(folder) as workspace:
        document = prepared(workspace, "a.jpg", b"a")
        workspace.lane.call(lambda connection: documents.add(connection, document, workspace.originals))
    heard, tell = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            _type_on(folder, document.id, tell)
        os._exit(3)
    os.close(tell)
    for _ in range(acknowledged):
        assert os.read(heard, 1) == b"."
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    more = len(os.read(heard, 1000))
    os.close(heard)

    with running(folder) as workspace, workspace.read() as connection:
        log = steps.log(connection, document.id)
        revision, _ = steps.load(connection, document.id)
        assert acknowledged + more <= len(log) <= acknowledged + more + 1
        assert revision.entries["total:0"].value.text == str(len(log))
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def _type_on(folder, document, tell):
    """Correct a value again and again, and tell of each that is confirmed."""
    workspace = Workspace.open(folder)
    threading.Thread(target=workspace.lane.run, args=(CancelToken(),), daemon=True).start()
    journal = Journal(document)
    for number in range(1, 100_000):
        step, revision = journal.edit("total:0", str(number)), journal.revision
        workspace.lane.call(lambda connection, s=step, r=revision: steps.append(connection, s, r))
        os.write(tell, b".")


def test_a_start_that_is_killed_between_two_tables_is_begun_again(folder):
    killed_times = 0

    def start():
        seen = 0

        def count(*_):
            nonlocal seen
            seen += 1
            if seen == 1 + 7 * killed_times:
                os.kill(os.getpid(), signal.SIGKILL)

        make = database.writer

        def counted(path):
            engine = make(path)
            event.listen(engine, "before_cursor_execute", count)
            return engine

        database.writer = counted
        Workspace.open(folder)

    while killed(start):
        killed_times += 1
    assert killed_times >= 5
    with running(folder) as workspace, workspace.read() as connection:
        assert queue.count(connection) == 0
        assert layout.version(connection) == layout.VERSION
