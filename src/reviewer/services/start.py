"""Opens a workspace with all that belongs to it; also when the program starts, so it is a job."""

from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import msgspec

from reviewer import document_types
from reviewer.domain.recognition import RecognitionTask
from reviewer.domain.step import Step
from reviewer.errors import StoreError
from reviewer.jobs import CancelToken, Report
from reviewer.services.clock import ago
from reviewer.services.desk import Desk
from reviewer.settings import Settings, type_folders
from reviewer.store import trash
from reviewer.store.workspace import Workspace


def open_desk(folder: Path, settings: Settings, *, write: bool = True, create: bool = True) -> Desk:
    """Open a workspace.

    Raises:
        WorkspaceBusy: another program owns it.
        StoreError: it cannot be opened.
    """
    workspace = Workspace.open(folder, write=write, create=create)
    return Desk(workspace, document_types.load(type_folders(settings)), settings)


def open_desk_anyhow(folder: Path, settings: Settings) -> Desk:
    """Open a workspace to work in it; where its folder cannot be written, to read it.

    Raises:
        WorkspaceBusy: another program owns it.
        StoreError: it cannot be opened.
    """
    try:
        return open_desk(folder, settings)
    except StoreError as error:
        if error.code != "read_only":
            raise
        with suppress(StoreError):
            return open_desk(folder, settings, write=False)
        raise


class Recovered(msgspec.Struct, frozen=True):
    """What was left when Reviewer stopped: tasks to do, and what the operator did last: a step in each document."""

    tasks: tuple[RecognitionTask, ...]
    last: tuple[Step, ...]


class RecoverJob(msgspec.Struct, frozen=True):
    """Bring back what was running, and remove what was deleted long ago. The workspace's lane must run already."""

    kind: ClassVar[str] = "recover"
    desk: Desk

    def __call__(self, token: CancelToken, report: Report) -> Recovered:
        found = Recovered(self.desk.tasks.recover(), self.desk.last_act())
        self.desk.empty_trash(ago(trash.DAYS))
        return found
