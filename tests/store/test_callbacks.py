"""Callbacks take effect once, on the tasks whose tickets hold their ids."""

import pytest

from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.store import callbacks, tasks
from workspaces import AT

HASH = "a" * 64


@pytest.fixture
def submit(workspace, taken):
    """Puts a task with a ticket into a state."""

    def put(task, ticket, source="mindee", state=TaskState.SUBMITTED):
        document = taken(f"{task}.jpg")
        wish = RecognitionTask(task, document.id, source=source)

        def operation(connection):
            tasks.enqueue(connection, wish)
            tasks.move(
                connection,
                tasks.get(connection, task),
                state,
                ticket=ticket and {"ticket": ticket, "sent": {"expected": {"number": "text"}}},
            )

        workspace.lane.call(operation)

    return put


@pytest.fixture
def apply(workspace):
    def call(*remote, provider="mindee", body_hash=HASH):
        return workspace.lane.call(lambda connection: callbacks.apply(connection, provider, remote, body_hash, AT))

    return call


def test_a_callback_hints_at_its_task_once(submit, apply):
    submit("t", {"job": "j-1"})
    submit("other", {"job": "j-2"})

    assert apply("j-1", "d-1") == ("t",)
    assert apply("j-1", "d-1") == ()
    assert apply("j-1", "d-1", body_hash="b" * 64) == ("t",)  # it says something else
    assert apply("j-2", body_hash=HASH) == ("other",)


@pytest.mark.parametrize(
    "ticket", [{"ids": ["j-1"]}, {"ids": ["j-0", "j-1"]}, {"ids": [], "data": {"document": "j-1"}, "n": 5, "x": None}]
)
def test_the_id_may_stand_anywhere_in_the_ticket(submit, apply, ticket):
    submit("t", ticket)
    assert apply("d-1", "j-1") == ("t",)


@pytest.mark.parametrize("remote", [(), ("",), ("j",), ("j-11",), ("J-1",), ("job",), ("5",), ("text",)])
def test_only_the_whole_id_counts(submit, apply, remote):
    submit("t", {"job": "j-1", "n": 5})
    assert apply(*remote) == ()


@pytest.mark.parametrize("state", list(TaskState))
def test_only_tasks_that_the_service_may_know_are_hinted_at(submit, apply, state):
    submit("t", {"job": "j-1"}, state=state)
    waits = state in (TaskState.RUNNING, TaskState.SUBMITTED, TaskState.UNCERTAIN)
    assert apply("j-1") == (("t",) if waits else ())


def test_a_service_does_not_hint_at_tasks_of_another(submit, apply):
    submit("v2", {"job": "j-1"}, source="mindee_v2")
    submit("v1", {"job": "j-1"}, source="mindee")
    submit("near", {"job": "j-1"}, source="mindeex")
    submit("other", {"reference": "j-1"}, source="verihubs")

    assert apply("j-1") == ("v2", "v1")
    assert apply("j-1", provider="verihubs") == ("other",)


def test_a_task_without_a_ticket_is_not_hinted_at(workspace, submit, apply):
    submit("t", None)
    submit("sending", {"ids": ["j-1"]})
    note = {"sending": True, "sent": {"document_type": "j-1"}}
    workspace.lane.call(lambda connection: tasks.note(connection, tasks.get(connection, "sending"), note))
    assert apply("j-1") == ()


def test_a_failure_in_the_same_operation_takes_the_note_back(workspace, submit, apply):
    submit("t", {"job": "j-1"})

    def operation(connection):
        callbacks.apply(connection, "mindee", ("j-1",), HASH, AT)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        workspace.lane.call(operation)
    assert apply("j-1") == ("t",)


def test_old_ones_are_forgotten(workspace, apply):
    apply("j-1")
    forget = lambda before: workspace.lane.call(lambda connection: callbacks.forget(connection, before))  # noqa: E731

    assert forget(AT) == 0
    assert forget("2027") == 1
    assert forget("2027") == 0
