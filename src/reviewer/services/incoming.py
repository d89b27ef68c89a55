"""Files handed over to whoever owns the workspace: `reviewer add` puts them there, the owner takes each in once.

Each lies in a folder of its own, so that it keeps its name: ``incoming/<time>-<id>/<name>``. The folder gets that name
when the file is whole and on the disk.
"""

import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from reviewer.disk import sync_folder
from reviewer.errors import InputError, PasswordNeeded
from reviewer.jobs import CancelToken, Report
from reviewer.services.intake import IntakeJob, Taken
from reviewer.store.originals import unreadable
from reviewer.store.problems import told

FOLDER = "incoming"
"""Of a workspace; the name is for those who cannot open it."""

_UNFINISHED = ".part"
_STALE_SECONDS = 24 * 3600.0
_CHUNK = 1 << 20

Intake = Callable[[tuple[Path, ...], Callable[[Taken], None]], IntakeJob]


def hand_over(path: Path, incoming: Path) -> Path:
    """Copy a file to the incoming folder of a workspace that another program owns. Returns where it lies.

    Raises:
        UnreadableFile: the file cannot be read.
        StoreError: the folder cannot be written.
    """
    try:
        source = path.open("rb")
    except OSError as error:
        raise unreadable(error) from None
    name = f"{time.time_ns():020d}-{uuid.uuid4().hex[:8]}"
    unfinished, folder = incoming / (name + _UNFINISHED), incoming / name
    with source:
        try:
            incoming.mkdir(mode=0o700, exist_ok=True)
            unfinished.mkdir(mode=0o700)
            with (unfinished / path.name).open("xb") as copy:
                shutil.copyfileobj(source, copy, _CHUNK)
                copy.flush()
                os.fsync(copy.fileno())
            sync_folder(unfinished)
            unfinished.rename(folder)
            sync_folder(incoming)
        except OSError as error:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise told(error) from None
    return folder / path.name


@dataclass(frozen=True)
class IncomingJob:
    """Take in what was handed over, in the order of handing over. For the owner: at start, and when told.

    What cannot be used is told and removed; what needs a password, or could not be written, stays for the next time.

    Attributes:
        folder: ``incoming`` of the workspace.
        intake: makes the job that takes paths in.
        taken: called with each outcome.
        but: paths that are left where they lie.
    """

    kind: ClassVar[str] = "incoming"
    folder: Path
    intake: Intake
    taken: Callable[[Taken], None]
    but: frozenset[Path] = frozenset()

    def __call__(self, token: CancelToken, report: Report) -> tuple[Taken, ...]:
        outcomes: list[Taken] = []
        for path in tuple(handed_over(self.folder)):
            token.check()
            if path in self.but:
                continue
            for outcome in self.intake((path,), self.taken)(token, report):
                outcomes.append(outcome)
                if _is_done(outcome):
                    shutil.rmtree(path.parent, ignore_errors=True)
        _tidy(self.folder)
        return tuple(outcomes)


def handed_over(folder: Path) -> Iterator[Path]:
    """The files that wait in an incoming folder, the oldest first."""
    with suppress(OSError):
        for place in sorted(folder.iterdir()):
            if place.is_dir() and not place.is_symlink() and place.suffix != _UNFINISHED:
                yield from sorted(path for path in place.iterdir() if path.is_file() and not path.is_symlink())


def _is_done(outcome: Taken) -> bool:
    return outcome.error is None or (
        isinstance(outcome.error, InputError) and not isinstance(outcome.error, PasswordNeeded)
    )


def _tidy(folder: Path) -> None:
    """Remove what was never whole and is old, and folders that are empty."""
    with suppress(OSError):
        for place in folder.iterdir():
            unfinished = place.suffix == _UNFINISHED
            if unfinished and time.time() - place.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(place, ignore_errors=True)
            elif place.is_dir() and not unfinished:
                with suppress(OSError):
                    place.rmdir()
