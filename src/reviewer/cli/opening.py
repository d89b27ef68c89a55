"""What every command begins with: settings, and the workspace that is meant."""

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewer import settings as settings_file
from reviewer.cli.streams import say
from reviewer.errors import SettingsError, StoreError
from reviewer.processes import memory
from reviewer.services.desk import Desk
from reviewer.services.start import open_desk
from reviewer.settings import Settings


def load_settings() -> Settings:
    """The operator's settings; the defaults, and a sentence, when the file cannot be used."""
    try:
        return settings_file.load()
    except SettingsError as error:
        say(str(error))
        return Settings()


def named_workspace(arguments: argparse.Namespace) -> Path | None:
    """The workspace given on the command line."""
    found: Path | None = getattr(arguments, "workspace", None)
    return found


def workspace_folder(arguments: argparse.Namespace, settings: Settings) -> Path:
    """The workspace given on the command line, else that of the settings."""
    return named_workspace(arguments) or settings_file.workspace_of(settings)


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
