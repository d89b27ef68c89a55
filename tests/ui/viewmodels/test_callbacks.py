"""The window applies what is in the inbox, at start and while it is open."""

from callbacks import about
from reviewer.domain.recognition import TaskState
from reviewer.receiver import spool
from reviewer.store import tasks
from reviewer.ui.letterbox import Letterbox


def put(operator, job):
    return spool.put(operator.desk.workspace.inbox, spool.received("mindee", about(job)))


def submitted(operator, job):
    """A task that waits for a remote job. Returns its id."""
    (document,) = operator.take("a")

    def operation(connection):
        task = tasks.of_document(connection, document)[0]
        tasks.move(connection, task, TaskState.SUBMITTED, ticket={"ticket": {"ids": [job]}})
        connection.exec_driver_sql("UPDATE tasks SET source = 'mindee' WHERE id = ?", (task.id,))
        return task.id

    return operator.desk.workspace.lane.submit(operation).result()


def test_a_callback_that_comes_hints_at_its_task(operator, monkeypatch):
    task = submitted(operator, "j")
    hinted = []
    monkeypatch.setattr(operator.desk.nudges, "nudge", hinted.append)
    box = Letterbox(operator.desk.workspace.inbox, operator.session)
    box.changed.connect(operator.session.callbacks.apply)

    path = put(operator, "j")

    operator.wait(lambda: hinted == [task])
    operator.rest()
    assert not path.exists()
    assert operator.told == []


def test_what_came_while_it_was_closed_is_applied_at_the_start(start):
    path = put(start(), "j")

    start()

    assert not path.exists()


def test_what_is_no_callback_is_told_once(operator):
    (operator.desk.workspace.inbox / "a.json").write_bytes(b"{}")

    operator.session.callbacks.apply()
    operator.rest()
    operator.session.callbacks.apply()
    operator.rest()

    (notice,) = operator.told
    assert notice.text.startswith("A file in the inbox is no callback.")
