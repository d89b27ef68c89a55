"""`reviewer add`: files into the workspace, or handed over to the window that owns it."""

import argparse
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from reviewer import document_types
from reviewer.cli.configuration import load_settings, workspace_folder
from reviewer.cli.runner import Runner, result_of
from reviewer.cli.streams import put, say
from reviewer.cli.tally import failure, labels
from reviewer.errors import PasswordNeeded, ReviewerError, WorkspaceBusy
from reviewer.jobs import CancelToken
from reviewer.lanes import INTAKE
from reviewer.pages.client import PageClient
from reviewer.services.desk import Desk
from reviewer.services.finding import Found, files_in
from reviewer.services.incoming import FOLDER, hand_over
from reviewer.services.intake import Taken, open_with
from reviewer.settings import type_folders
from reviewer.store.workspace import Workspace


class _Teller:
    """Tells what became of each file, and counts what failed."""

    def __init__(self, files: list[Found]) -> None:
        paths = [file.path for file in files]
        self._labels = dict(zip(paths, labels(paths), strict=True))
        self.failed = 0

    def added(self, path: Path, words: str) -> None:
        put(f"{self._label(path)}: {words}")

    def fail(self, path: Path, error: ReviewerError) -> None:
        self.failed += 1
        say(failure(self._label(path), error))

    def hear(self, taken: Taken) -> None:
        if taken.error is not None:
            self.fail(taken.path, taken.error)
        elif taken.known:
            parts = (
                f", split into {taken.parts} {'document' if taken.parts == 1 else 'documents'}" if taken.parts else ""
            )
            self.added(taken.path, f"there already{parts}.")
        elif taken.document is not None:
            count = len(taken.document.pages)
            words = f"added, {count} {'page' if count == 1 else 'pages'}."
            self.added(taken.path, " ".join((words, *taken.notices)))

    def _label(self, path: Path) -> str:
        return self._labels.get(path, path.name)


def run(arguments: argparse.Namespace) -> int:
    """Add the files that are named. Returns 1 when some could not be.

    Raises:
        StoreError: the workspace cannot be written.
    """
    settings = load_settings()
    folder = workspace_folder(arguments, settings)
    files = list(files_in(arguments.paths))
    teller = _Teller(files)
    pages = PageClient()
    try:
        try:
            workspace = Workspace.open(folder)
        except WorkspaceBusy:
            _each(files, teller, lambda path: _hand_over(path, folder / FOLDER, pages, teller))
        else:
            with workspace:
                desk = Desk(workspace, document_types.load(type_folders(settings)), settings)
                _take_in(files, desk, pages, teller)
    finally:
        pages.close()
    return 1 if teller.failed else 0


def _take_in(files: list[Found], desk: Desk, pages: PageClient, teller: _Teller) -> None:
    with Runner(desk, pages.close) as runner:
        result_of(runner.start(INTAKE, desk.arrivals.incoming(pages, teller.hear)))
        _each([file for file in files if file.error is not None], teller, lambda _: None)
        paths = tuple(file.path for file in files if file.error is None)
        result_of(runner.start(INTAKE, desk.arrivals.intake(paths, pages, teller.hear)))


def _each(files: list[Found], teller: _Teller, act: Callable[[Path], None]) -> None:
    for file in files:
        try:
            if file.error is not None:
                raise file.error
            act(file.path)
        except ReviewerError as error:
            teller.fail(file.path, error)


def _hand_over(path: Path, incoming: Path, pages: PageClient, teller: _Teller) -> None:
    """Look into the file here, so that the answer is clear; the owner takes it in.

    Raises:
        ReviewerError: it cannot be used, or not be handed over.
    """
    with suppress(PasswordNeeded):  # the window asks for it
        open_with(pages, path, (), CancelToken())
    hand_over(path, incoming)
    teller.added(path, "handed over to the Reviewer window.")
