"""Opening the workspace that is meant, or one that is thrown away."""

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewer.cli.configuration import load_settings, named_workspace, workspace_folder
from reviewer.errors import StoreError
from reviewer.processes import memory
from reviewer.services.desk import Desk
from reviewer.services.start import open_desk
from reviewer.store.workspace import Workspace


@contextmanager
def reading_desk(arguments: argparse.Namespace) -> Iterator[Desk]:
    """The workspace that is meant, for reading only; works beside the open window.

    Raises:
        StoreError: it cannot be read, or there is none.
    """
    settings = load_settings()
    desk = open_desk(workspace_folder(arguments, settings), settings, write=False, create=False)
    with desk.workspace:
        yield desk


@contextmanager
def throw_away() -> Iterator[Path]:
    """A folder for a workspace that nobody needs afterwards.

    Raises:
        StoreError: there is no room for it.
    """
    memory.sweep()
    try:
        folder = memory.private_folder()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(f"There is no room for temporary files: {reason}.", "Free some space.") from None
    try:
        yield folder / "workspace"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def writing_workspace(arguments: argparse.Namespace) -> Iterator[Workspace]:
    """The workspace that is named, else one that is thrown away; ours while it is open.

    Raises:
        WorkspaceBusy: the window has it open.
        StoreError: it cannot be opened.
    """
    named = named_workspace(arguments)
    if named is not None:
        with Workspace.open(named) as workspace:
            yield workspace
        return
    with throw_away() as folder, Workspace.open(folder) as workspace:
        yield workspace
