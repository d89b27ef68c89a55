"""Applies what the receiver put into the inbox: each callback once, as a hint which task to poll now."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import msgspec
from sqlalchemy import Connection

from reviewer.errors import StoreError, UnreadableFile
from reviewer.jobs import CancelToken, Report
from reviewer.receiver import spool
from reviewer.receiver.spool import Callback
from reviewer.services.clock import ago, now
from reviewer.store import callbacks
from reviewer.store.problems import told
from reviewer.store.workspace import Workspace

DAYS = 90
"""How long it is remembered that a callback was applied."""

Hinted = Callable[[str], None]
"""Called with the id of a task that is to be polled now."""


class Heard(msgspec.Struct, frozen=True):
    """What was in the inbox.

    Attributes:
        hinted: ids of the tasks to be polled now, as they were told already.
        refused: files that were put aside.
    """

    hinted: tuple[str, ...] = ()
    refused: tuple[Path, ...] = ()

    @property
    def problem(self) -> StoreError | None:
        """What the operator should know, or nothing."""
        if not self.refused:
            return None
        count = len(self.refused)
        what = "A file in the inbox is no callback." if count == 1 else f"{count} files in the inbox are no callbacks."
        where = f"Nothing is done with what lies in {self.refused[0].parent}: look at it, then delete it."
        return StoreError(what, where, code="no_callback", retryable=False)


class CallbackJob(msgspec.Struct, frozen=True):
    """Apply the callbacks that wait, the oldest first. For the owner: at start, and when the inbox changes.

    A file goes when its effect is on the disk. After a crash between the two it is found to be applied already; what
    could not be written stays for the next time.

    Attributes:
        workspace: open for writing; its lane runs.
        hinted: told each task as soon as its callback is applied.
    """

    kind: ClassVar[str] = "callbacks"
    workspace: Workspace
    hinted: Hinted

    def __call__(self, token: CancelToken, report: Report) -> Heard:
        """Apply them.

        Raises:
            StoreError: the inbox or the database does not work.
        """
        hints: list[str] = []
        refused: list[Path] = []
        inbox, waiting = self.workspace.inbox, spool.waiting(self.workspace.inbox)
        for path in waiting:
            token.check()
            try:
                self._take(path, hints, refused)
            except FileNotFoundError:  # somebody took it out
                continue
            except OSError as error:
                raise told(error) from None
        spool.tidy(inbox)
        if waiting:
            self.workspace.lane.call(lambda connection: callbacks.forget(connection, ago(DAYS)))
        return Heard(tuple(dict.fromkeys(hints)), tuple(refused))

    def _take(self, path: Path, hints: list[str], refused: list[Path]) -> None:
        try:
            callback = spool.read(path)
        except UnreadableFile:
            refused.append(spool.refuse(path))
            return
        for task in self.workspace.lane.call(lambda connection: _apply(connection, callback)):
            hints.append(task)
            self.hinted(task)
        spool.remove(path)


def _apply(connection: Connection, callback: Callback) -> tuple[str, ...]:
    return callbacks.apply(connection, callback.provider, callback.remote, callback.body_hash, now())
