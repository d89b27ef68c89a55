"""The state of a document in an icon and words, as the queue shows it."""

from dataclasses import dataclass, replace
from time import monotonic

from PySide6.QtCore import QCoreApplication

from reviewer.domain.queue import QueueRow
from reviewer.domain.recognition import TaskState
from reviewer.domain.revision import RevisionStatus


@dataclass(frozen=True)
class Progress:
    """How far the reading of a document is: share done (0..1) and words.

    Attributes:
        waits: it has not begun.
        away: a service reads it.
        since: `monotonic` seconds when that was begun, or None; then `shown` tells how long it takes.
    """

    share: float
    words: str
    waits: bool = False
    away: bool = False
    since: float | None = None

    @property
    def shown(self) -> str:
        """The words, and for how long already: "Sent to Handl, 12 s". A sentence stays a sentence."""
        if self.since is None or not self.words or self.words.endswith("."):
            return self.words
        return f"{self.words}, {_lasting(monotonic() - self.since)}"


@dataclass(frozen=True)
class State:
    """An icon of the set (or none), words, and whether it is a failure."""

    icon: str
    words: str
    failed: bool = False


def state_of(row: QueueRow, progress: Progress | None, *, failed: bool = False) -> State:
    """What the second line of a row says.

    Args:
        row: as the store has it.
        progress: of its reading, None when it is not read now.
        failed: its last reading failed, which the store may not know.
    """
    if progress is not None:
        icon = "hourglass" if progress.waits else "cloud" if progress.away else "arc"
        return State(icon, progress.shown or _tr("Reading"))
    if failed and row.task not in _UNDECIDED:
        return _translated(_TASKS[TaskState.FAILED])
    if row.status is not RevisionStatus.PENDING:
        return _with_reason(_translated(_STATUSES[row.status]), row)
    if row.task in _TASKS:
        return _translated(_TASKS[row.task])
    return _translated(_ALL_SURE if row.unsure == 0 else _STATUSES[row.status])


def _with_reason(state: State, row: QueueRow) -> State:
    """Why it was put aside; of what was reopened the status says enough."""
    why = row.reason if row.status in (RevisionStatus.POSTPONED, RevisionStatus.REJECTED) else ""
    return replace(state, words=f"{state.words}: {why}") if why else state


def _translated(state: State) -> State:
    return replace(state, words=_tr(state.words))


_ALL_SURE = State("ring-tick", "Pending, all sure")
_TASKS = {
    TaskState.QUEUED: State("hourglass", "Waiting"),
    TaskState.RUNNING: State("arc", "Reading"),
    TaskState.SUBMITTED: State("cloud", "With the service"),
    TaskState.FAILED: State("error", "Not read. Try again", failed=True),
    TaskState.LOST: State("error", "Lost by the service. Send again", failed=True),
    TaskState.UNCERTAIN: State("ring-question", "Unclear whether it arrived"),
    TaskState.CANCELLED: State("cancel", "Cancelled"),
}
_UNDECIDED = frozenset({TaskState.LOST, TaskState.UNCERTAIN})
"""Failures of which the store knows more than that."""

_STATUSES = {
    RevisionStatus.PENDING: State("", "Pending"),
    RevisionStatus.IN_REVIEW: State("pen", "In review"),
    RevisionStatus.POSTPONED: State("clock", "Postponed"),
    RevisionStatus.REVIEWED: State("filled-tick", "Reviewed"),
    RevisionStatus.REJECTED: State("reject", "Rejected"),
}


def _lasting(seconds: float) -> str:
    minutes, rest = divmod(max(0, int(seconds)), 60)
    if minutes >= 60:
        return _tr("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
    return _tr("{minutes} min").format(minutes=minutes) if minutes else _tr("{seconds} s").format(seconds=rest)


def _tr(text: str) -> str:
    return QCoreApplication.translate("queue", text)


def status_words() -> dict[str, str]:
    """What each status is called, by its stored name."""
    return {status.value: _tr(state.words) for status, state in _STATUSES.items()}
