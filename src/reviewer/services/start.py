"""Opens a workspace with all that belongs to it; also when the program starts, so it is a job."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from reviewer import document_types
from reviewer.domain.recognition import RecognitionTask
from reviewer.jobs import CancelToken, Report
from reviewer.services.desk import Desk
from reviewer.services.review import ago
from reviewer.settings import Settings, type_folders
from reviewer.store import trash
from reviewer.store.steps import LastStep
from reviewer.store.workspace import Workspace


def open_desk(folder: Path, settings: Settings, *, write: bool = True, create: bool = True) -> Desk:
    """Open a workspace.

    Raises:
        WorkspaceBusy: another program owns it.
        StoreError: it cannot be opened.
    """
    workspace = Workspace.open(folder, write=write, create=create)
    return Desk(workspace, document_types.load(type_folders(settings)), settings)


@dataclass(frozen=True)
class Recovered:
    """What was left when Reviewer stopped: tasks to do, and the operator's last step."""

    tasks: tuple[RecognitionTask, ...]
    last: LastStep | None


@dataclass(frozen=True)
class RecoverJob:
    """Bring back what was running, and remove what was deleted long ago. The workspace's lane must run already."""

    kind: ClassVar[str] = "recover"
    desk: Desk

    def __call__(self, token: CancelToken, report: Report) -> Recovered:
        found = Recovered(self.desk.recover(), self.desk.last_step())
        self.desk.empty_trash(ago(trash.DAYS))
        return found
