"""Which files are meant by paths: files, and folders with all they hold."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reviewer.errors import InputError, UnreadableFile
from reviewer.store.layout import DATABASE

LEFT_OUT = (".json", ".txt", ".md", ".toml", ".ini", ".log", ".db")
"""Files in folders that are no documents: JSON is what Reviewer writes, the others lie there for other reasons."""


@dataclass(frozen=True)
class Found:
    """A file, or why there is none.

    Attributes:
        path: of the file, or of the folder that cannot be looked through.
        error: why it cannot be taken in; None for a file, of which nothing is known yet.
    """

    path: Path
    error: InputError | None = None


def files_in(paths: Iterable[Path]) -> Iterator[Found]:
    """The files named, and those in the folders named, at any depth, in order of their names.

    In folders, hidden files, those of `LEFT_OUT` and workspaces are left out; a file that is named is always taken.
    """
    for path in paths:
        try:
            is_folder = path.is_dir()
        except (OSError, ValueError):  # not allowed to look; a name that the system does not take
            is_folder = False
        if is_folder:
            yield from _inside(path)
        elif _is_absent(path):
            yield Found(path, UnreadableFile("There is no such file or folder.", "Check its name.", code="absent"))
        else:
            yield Found(path)


def _is_absent(path: Path) -> bool:
    """Whether it was never there: what vanishes later, or a link that leads nowhere, is told when it is opened."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _not_opened(error: OSError) -> InputError:
    if isinstance(error, PermissionError):
        return InputError("You are not allowed to look into this folder.", "Ask its owner.", code="permission")
    return InputError("This folder cannot be read.", "Check the disk or the network, and try again.", code="disk")


def _inside(folder: Path) -> Iterator[Found]:
    nothing = True
    for found in _below(folder):
        nothing = False
        yield found
    if nothing:
        yield Found(folder, UnreadableFile("There are no documents in this folder.", "Choose another one."))


def _below(folder: Path) -> Iterator[Found]:
    closed: list[Found] = []

    def note(error: OSError) -> None:
        closed.append(Found(Path(error.filename), _not_opened(error)))

    for place, folders, names in os.walk(folder, onerror=note):
        if DATABASE in names:  # a workspace: what it holds was taken in from elsewhere
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.lower().endswith(LEFT_OUT):
                yield Found(Path(place) / name)
    yield from closed
