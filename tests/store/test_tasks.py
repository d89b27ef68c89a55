"""Recognition tasks survive a restart and are claimed once."""

import pytest

from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.errors import EngineError
from reviewer.store import tasks, trash
from reviewer.store.problems import Conflict
from workspaces import AT, running


@pytest.fixture
def queued(workspace, taken):
    """Queues a task for a document of its own."""

    def queue(name, **values):
        task = RecognitionTask(name, taken(name).id, created_at=AT, **values)
        workspace.lane.call(lambda connection: tasks.enqueue(connection, task))
        return task

    return queue


def claim(workspace, *sources):
    return workspace.lane.call(lambda connection: tasks.claim(connection, sources or ("auto",), by="lane 1"))


def move(workspace, task, state, **values):
    return workspace.lane.call(lambda connection: tasks.move(connection, task, state, **values))


def test_a_task_comes_back_as_it_was(workspace, queued):
    task = queued(
        "a",
        source="tesseract",
        document_type="form",
        languages=("de", "en"),
        read_anyway=True,
        asked=True,
        pages=(0, 2),
    )
    with workspace.read() as connection:
        assert tasks.get(connection, "a") == task


def test_tasks_are_claimed_once_in_the_order_of_queueing(workspace, queued):
    for name in "abc":
        queued(name)

    assert [claim(workspace).id for _ in range(3)] == ["a", "b", "c"]
    assert claim(workspace) is None


def test_a_claimed_task_runs(workspace, queued):
    queued("a")
    task = claim(workspace)

    assert (task.state, task.attempts, task.rev) == (TaskState.RUNNING, 1, 1)


def test_a_lane_claims_of_its_sources_only(workspace, queued):
    queued("a", source="handl")
    queued("b", source="tesseract")

    assert claim(workspace, "auto", "tesseract").id == "b"
    assert claim(workspace, "auto", "tesseract") is None
    assert claim(workspace, "handl").id == "a"


def test_what_a_person_asked_for_goes_first(workspace, queued):
    queued("a")
    queued("b", asked=True)

    assert claim(workspace).id == "b"


def test_tasks_of_deleted_documents_wait(workspace, queued):
    task = queued("a")
    workspace.lane.call(lambda connection: trash.put(connection, task.document, AT))
    assert claim(workspace) is None
    workspace.lane.call(lambda connection: trash.restore(connection, task.document))
    assert claim(workspace).id == "a"


def test_moving_tells_why_and_the_next_try_forgets_it(workspace, queued):
    queued("a")
    failed = move(
        workspace,
        claim(workspace),
        TaskState.FAILED,
        error=EngineError("It is missing.", "Install it.", code="missing"),
    )
    assert (failed.error, failed.advice, failed.code) == ("It is missing.", "Install it.", "missing")
    again = move(workspace, failed, TaskState.QUEUED)

    assert (again.error, again.advice, again.code) == ("", "", "")
    assert claim(workspace).attempts == 2


def test_running_counts_an_attempt_however_it_begins(workspace, queued):
    assert move(workspace, queued("a"), TaskState.RUNNING).attempts == 1


def test_giving_a_task_back_is_no_attempt(workspace, queued):
    queued("a")
    running_one = claim(workspace)

    given = workspace.lane.call(lambda connection: tasks.give_back(connection, running_one))

    assert (given.state, given.attempts) == (TaskState.QUEUED, 0)
    with pytest.raises(Conflict):
        workspace.lane.call(lambda connection: tasks.give_back(connection, running_one))
    assert claim(workspace).id == "a"


def test_who_comes_second_is_told(workspace, queued):
    queued("a")
    task = claim(workspace)
    move(workspace, task, TaskState.CANCELLED)
    with pytest.raises(Conflict):
        move(workspace, task, TaskState.DONE)
    with workspace.read() as connection:
        assert tasks.get(connection, "a").state is TaskState.CANCELLED


def test_a_ticket_stays_until_it_is_taken_away(workspace, queued):
    queued("a")
    ticket = {"ids": ["1", "2"], "host": "eu"}
    task = move(workspace, claim(workspace), TaskState.SUBMITTED, ticket=ticket)
    task = move(workspace, task, TaskState.UNCERTAIN)
    with workspace.read() as connection:
        assert tasks.ticket(connection, "a") == ticket
    move(workspace, task, TaskState.QUEUED, ticket=None)
    with workspace.read() as connection:
        assert tasks.ticket(connection, "a") is None


def test_a_restart_goes_on_with_what_was_running(folder, workspace, queued):
    for name in "abcd":
        queued(name)
    running_task, submitted, done = claim(workspace), claim(workspace), claim(workspace)
    move(workspace, submitted, TaskState.SUBMITTED, ticket={"id": "1"})
    move(workspace, done, TaskState.DONE)
    workspace.close()

    with running(folder) as again:
        assert again.lane.call(tasks.requeue) == []
        with again.read() as connection:
            states = {task.id: task.state for task in tasks.listed(connection)}
    assert states == {
        running_task.id: TaskState.QUEUED,
        submitted.id: TaskState.SUBMITTED,
        done.id: TaskState.DONE,
        "d": TaskState.QUEUED,
    }


@pytest.mark.parametrize(
    ("ticket", "state"),
    [({"sending": True}, TaskState.UNCERTAIN), ({"sending": False}, TaskState.QUEUED), ({}, TaskState.QUEUED)],
)
def test_what_was_being_sent_when_reviewer_stopped_is_uncertain(workspace, queued, ticket, state):
    queued("a")
    task = claim(workspace)
    workspace.lane.call(lambda connection: tasks.note(connection, task, ticket))
    workspace.lane.call(tasks.requeue)
    with workspace.read() as connection:
        assert tasks.get(connection, "a").state is state
        assert tasks.ticket(connection, "a") == ticket


def test_what_was_taken_in_since_the_start_goes_on(workspace, queued):
    queued("a")
    claim(workspace)
    with workspace.read() as connection:
        left = tasks.newest(connection)
    queued("b")
    mine = claim(workspace)

    workspace.lane.call(lambda connection: tasks.requeue(connection, left))
    with workspace.read() as connection:
        states = [tasks.get(connection, name).state for name in "ab"]
    assert states == [TaskState.QUEUED, TaskState.RUNNING]
    move(workspace, mine, TaskState.DONE)


def test_what_is_submitted_stays_so(workspace, queued):
    queued("a")
    move(workspace, claim(workspace), TaskState.SUBMITTED, ticket={"ids": ["1"]})
    workspace.lane.call(tasks.requeue)
    with workspace.read() as connection:
        assert tasks.get(connection, "a").state is TaskState.SUBMITTED


def test_a_document_that_brings_reviewer_down_again_and_again_is_left_alone(workspace, queued):
    queued("a")
    for _ in range(tasks.ATTEMPTS - 1):
        claim(workspace)
        assert workspace.lane.call(tasks.requeue) == []
    claim(workspace)
    (failed,) = workspace.lane.call(tasks.requeue)

    assert (failed.id, failed.state, failed.code) == ("a", TaskState.FAILED, "stopped")
    assert "3 times" in failed.error


def test_lists_of_tasks(workspace, queued):
    first, second = queued("a"), queued("b")
    move(workspace, first, TaskState.FAILED)
    with workspace.read() as connection:
        assert [task.id for task in tasks.listed(connection)] == ["b", "a"]
        assert [task.id for task in tasks.listed(connection, {TaskState.FAILED})] == ["a"]
        assert [task.id for task in tasks.listed(connection, limit=1, offset=1)] == ["a"]
        assert tasks.of_document(connection, second.document) == [second]
        assert tasks.of_document(connection, first.document, only_open=True) == []
        with pytest.raises(Conflict):
            tasks.get(connection, "gone")


def test_a_task_needs_its_document(workspace):
    with pytest.raises(Conflict):
        workspace.lane.call(lambda connection: tasks.enqueue(connection, RecognitionTask("a", "gone")))
