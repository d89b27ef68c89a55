"""What an operator did as one: the steps of it that stand, or that were taken back, found in the log."""

from typing import ClassVar

import msgspec
from sqlalchemy import Connection

from reviewer.domain.step import Step
from reviewer.jobs import CancelToken, Report
from reviewer.store import steps
from reviewer.store.workspace import Workspace

_FEW = 50


def last_act(connection: Connection) -> tuple[Step, ...]:
    """What the operator did last and did not take back: a step in one document, or one in each of several; or nothing.

    Documents in which something else was done since are left out.
    """
    last = steps.last(connection)
    if last is None:
        return ()
    if not last.step.bulk or steps.count_of_bulk(connection, last.step.bulk) > _FEW:
        return (last.step,)  # of very many, one is enough to know which act it was
    return tuple(steps.of_bulk(connection, last.step.bulk, standing=True))


class LastActJob(msgspec.Struct, frozen=True):
    """Find what the operator did last, after all that is on its way to the disk."""

    kind: ClassVar[str] = "last act"
    workspace: Workspace

    def __call__(self, token: CancelToken, report: Report) -> tuple[Step, ...]:
        return self.workspace.lane.call(last_act)


class UndoneWithJob(msgspec.Struct, frozen=True):
    """Find what was done as one with a step and taken back, and can be done again: the steps, and their undo steps."""

    kind: ClassVar[str] = "undone with"
    workspace: Workspace
    step: Step

    def __call__(self, token: CancelToken, report: Report) -> tuple[tuple[Step, Step], ...]:
        return self.workspace.lane.call(self._find)

    def _find(self, connection: Connection) -> tuple[tuple[Step, Step], ...]:
        found = []
        for step in steps.of_bulk(connection, self.step.bulk):
            _, history = steps.load(connection, step.document)
            if history.undone and history.undone[-1].id == step.id:
                found.append((step, history.undos[-1]))
        return tuple(found)
