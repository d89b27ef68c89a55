"""Where the JSON of recognized documents goes: a file each, or a line each on stdout."""

import os
from pathlib import Path
from typing import Protocol

from reviewer.cli import streams
from reviewer.errors import StoreError
from reviewer.exporters import atomic, corrected_json
from reviewer.exporters.base import Dossier
from reviewer.services import naming
from reviewer.services.export import json_of, make_folder


class Outlet(Protocol):
    """Takes the JSON of one path after the other."""

    def group(self, path: Path) -> str:
        """Paths of one group must come in the order in which they were named; others may overtake each other."""

    def write(self, path: Path, dossier: Dossier) -> None:
        """Write the JSON of what a path became.

        Raises:
            StoreError: it cannot be written.
        """


class Printed:
    """Prints a line each, in the order of the paths."""

    def group(self, path: Path) -> str:
        del path
        return ""

    def write(self, path: Path, dossier: Dossier) -> None:
        del path
        streams.put_bytes(corrected_json.line(dossier))


class Filed:
    """Writes a file each into a folder, in place of an older one of that name.

    Only documents that clash wait for each other: the first keeps the short name, whichever is ready first.

    Args:
        folder: made when it is missing.

    Raises:
        StoreError: it cannot be made, or not be written: one sentence is better than one for each document.
    """

    def __init__(self, folder: Path) -> None:
        make_folder(folder)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise StoreError(
                f"The folder {folder.absolute()} cannot be written.", "Choose another one with --output.", code="folder"
            )
        self._folder = folder
        self._names: dict[Path, str] = {}
        self._taken: set[str] = set()

    def group(self, path: Path) -> str:
        return naming.folded(path.name.split(".")[0])

    def write(self, path: Path, dossier: Dossier) -> None:
        atomic.write(self._folder / self._name(path.absolute()), [json_of(dossier)])

    def _name(self, path: Path) -> str:
        """A path that was named twice keeps its file."""
        if path not in self._names:
            name = naming.first_free(path.name, self._taken.__contains__)
            self._names[path] = name
            self._taken.add(naming.folded(name))
        return self._names[path]
