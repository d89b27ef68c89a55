"""Recognition tasks: the wishes to have a document recognized. They survive a restart."""

from collections.abc import Collection
from typing import Any

from msgspec import UNSET, UnsetType
from sqlalchemy import Connection, Row, func, insert, select, update

from reviewer.domain.recognition import OPEN_STATES, RecognitionTask, TaskState
from reviewer.errors import ReviewerError
from reviewer.store.problems import Conflict
from reviewer.store.schema import documents, tasks

ATTEMPTS = 3
"""How often a task is begun before a document that brings Reviewer down is left alone."""

CUT_OFF = (
    "Reviewer was stopped while this document was sent. It may have arrived.",
    "Decide whether to send it again.",
)
"""What is said of a task whose request nobody saw the end of, and what to do."""

Ticket = dict[str, Any]
"""What a provider needs to find its remote task again; plain JSON."""


def enqueue(connection: Connection, task: RecognitionTask) -> None:
    """Add a task.

    Raises:
        Conflict: its document is gone, or a task of that id is there already.
    """
    connection.execute(
        insert(tasks).values(
            id=task.id,
            document=task.document,
            source=task.source,
            document_type=task.document_type,
            languages=list(task.languages),
            read_anyway=task.read_anyway,
            asked=task.asked,
            pages=list(task.pages),
            state=task.state.value,
            error=task.error,
            advice=task.advice,
            code=task.code,
            attempts=task.attempts,
            created_at=task.created_at,
            bulk=task.bulk,
        )
    )


def claim(connection: Connection, sources: Collection[str], *, by: str = "") -> RecognitionTask | None:
    """Make the next queued task of these sources ours: running, one attempt more.

    What a person asked for goes first, then the order of queueing; tasks of deleted documents wait.
    """
    row = connection.execute(
        update(tasks)
        .where(tasks.c.sequence == _next(sources).scalar_subquery())
        .values(
            state=TaskState.RUNNING.value,
            attempts=tasks.c.attempts + 1,
            claimed_by=by,
            error="",
            advice="",
            code="",
            rev=tasks.c.rev + 1,
        )
        .returning(*tasks.c)
    ).one_or_none()
    return None if row is None else _task(row)


def _next(sources: Collection[str]) -> Any:
    return (
        select(tasks.c.sequence)
        .join(documents, documents.c.id == tasks.c.document)
        .where(
            tasks.c.state == TaskState.QUEUED.value,
            tasks.c.source.in_(sorted(sources)),
            documents.c.deleted_at.is_(None),
        )
        .order_by(tasks.c.asked.desc(), tasks.c.sequence)
        .limit(1)
        .with_for_update(skip_locked=True, of=tasks)  # PostgreSQL; SQLite has one writer
    )


def move(
    connection: Connection,
    task: RecognitionTask,
    state: TaskState,
    *,
    error: ReviewerError | None = None,
    ticket: Ticket | UnsetType | None = UNSET,
) -> RecognitionTask:
    """Bring a task to another state; running counts as an attempt. Returns it as it is now.

    Args:
        connection: of the operation.
        task: as it was read; only its id and rev count.
        state: where it goes.
        error: why, for `failed` and `lost`; without one the last error is cleared.
        ticket: of the remote task; left as it is unless given.

    Raises:
        Conflict: somebody else moved it first.
    """
    values: dict[str, Any] = {
        "state": state.value,
        "error": error.text if error else "",
        "advice": error.advice if error else "",
        "code": error.code if error else "",
    }
    if state is TaskState.RUNNING:
        values["attempts"] = tasks.c.attempts + 1
    if ticket is not UNSET:
        values["ticket"] = ticket
    return _moved(connection, task, values)


def note(connection: Connection, task: RecognitionTask, ticket: Ticket | None) -> RecognitionTask:
    """Keep the ticket of a remote task, and leave its state as it is. Returns it as it is now.

    Raises:
        Conflict: somebody else moved it first.
    """
    return _moved(connection, task, {"ticket": ticket})


def give_back(connection: Connection, task: RecognitionTask) -> RecognitionTask:
    """Queue a task again that was begun and cannot be ended now: that was no attempt. Returns it as it is now.

    Raises:
        Conflict: somebody else moved it first.
    """
    return _moved(connection, task, {"state": TaskState.QUEUED.value, "attempts": tasks.c.attempts - 1})


def _moved(connection: Connection, task: RecognitionTask, values: dict[str, Any]) -> RecognitionTask:
    values["rev"] = task.rev + 1
    row = connection.execute(
        update(tasks).where(tasks.c.id == task.id, tasks.c.rev == task.rev).values(**values).returning(*tasks.c)
    ).one_or_none()
    if row is None:
        raise Conflict("This task was changed in the meantime.", "Look at the list of tasks.")
    return _task(row)


def newest(connection: Connection) -> int:
    """The sequence of the task that came last, 0 without any."""
    return connection.execute(select(func.max(tasks.c.sequence))).scalar() or 0


def requeue(connection: Connection, up_to: int | None = None) -> list[RecognitionTask]:
    """At start-up: see to what was running when Reviewer stopped.

    What was being sent to a service is uncertain. The others are queued again (a ticket says what is sent already);
    what was begun `ATTEMPTS` times fails.

    Args:
        connection: of the operation.
        up_to: sequence of the last task of that time: what was taken in since may be running already. None: all.

    Returns:
        Those that fail.
    """
    running = tasks.c.state == TaskState.RUNNING.value
    if up_to is not None:
        running &= tasks.c.sequence <= up_to
    again = {"rev": tasks.c.rev + 1, "claimed_by": ""}
    remote = connection.execute(select(tasks.c.id, tasks.c.ticket).where(running, tasks.c.ticket.isnot(None))).all()
    for row in remote:
        values: dict[str, Any] = {"state": TaskState.QUEUED.value}
        if row.ticket.get("sending"):
            text, advice = CUT_OFF
            values = {"state": TaskState.UNCERTAIN.value, "error": text, "advice": advice, "code": "uncertain"}
        connection.execute(update(tasks).where(tasks.c.id == row.id).values(**values, **again))
    connection.execute(
        update(tasks).where(running, tasks.c.attempts < ATTEMPTS).values(state=TaskState.QUEUED.value, **again)
    )
    failed = connection.execute(
        update(tasks)
        .where(running)
        .values(
            state=TaskState.FAILED.value,
            error=f"Reviewer stopped {ATTEMPTS} times while this document was read.",
            advice="Read it again, or with another engine.",
            code="stopped",
            **again,
        )
        .returning(*tasks.c)
    ).all()
    return [_task(row) for row in failed]


def get(connection: Connection, task: str) -> RecognitionTask:
    """One task.

    Raises:
        Conflict: it is not there.
    """
    row = connection.execute(select(tasks).where(tasks.c.id == task)).one_or_none()
    if row is None:
        raise Conflict("This task is not there any more.", "Look at the list of tasks.")
    return _task(row)


def ticket(connection: Connection, task: str) -> Ticket | None:
    """The ticket of a remote task, None before it is submitted."""
    found: Ticket | None = connection.execute(select(tasks.c.ticket).where(tasks.c.id == task)).scalar_one_or_none()
    return found


def listed(
    connection: Connection, states: Collection[TaskState] = (), *, offset: int = 0, limit: int = 100
) -> list[RecognitionTask]:
    """Tasks of some states (all when empty), the newest first."""
    statement = select(tasks).order_by(tasks.c.sequence.desc()).offset(offset).limit(limit)
    if states:
        statement = statement.where(tasks.c.state.in_(sorted(states)))
    return [_task(row) for row in connection.execute(statement)]


def of_document(connection: Connection, document: str, *, only_open: bool = False) -> list[RecognitionTask]:
    """The tasks of a document, the oldest first; those that have not ended, when asked for."""
    statement = select(tasks).where(tasks.c.document == document).order_by(tasks.c.sequence)
    if only_open:
        statement = statement.where(tasks.c.state.in_(sorted(OPEN_STATES)))
    return [_task(row) for row in connection.execute(statement)]


def withdraw(connection: Connection, bulk: str) -> int:
    """Cancel what was asked for as one and was not begun. Returns how many tasks."""
    waiting = update(tasks).where(tasks.c.bulk == bulk, tasks.c.state == TaskState.QUEUED.value)
    return connection.execute(waiting.values(state=TaskState.CANCELLED.value, rev=tasks.c.rev + 1)).rowcount


def _task(row: Row[Any]) -> RecognitionTask:
    return RecognitionTask(
        id=row.id,
        document=row.document,
        source=row.source,
        document_type=row.document_type,
        languages=tuple(row.languages),
        read_anyway=row.read_anyway,
        asked=row.asked,
        pages=tuple(row.pages),
        state=TaskState(row.state),
        error=row.error,
        advice=row.advice,
        code=row.code,
        attempts=row.attempts,
        created_at=row.created_at,
        rev=row.rev,
        bulk=row.bulk,
    )
