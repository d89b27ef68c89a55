"""`reviewer recognize`: files in, JSON out."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace

from reviewer import document_types
from reviewer.cli.opening import load_settings, named_workspace, throw_away
from reviewer.cli.outlet import Filed, Outlet, Printed
from reviewer.cli.recognizing import Asked, Recognizing
from reviewer.cli.runner import Places, Runner
from reviewer.cli.tally import Tally
from reviewer.document_types import DocumentTypes
from reviewer.domain.document import AUTO
from reviewer.errors import InputError, SettingsError
from reviewer.exporters.base import Dossier
from reviewer.jobs import CancelToken, Report
from reviewer.lanes import VIEW
from reviewer.pages.client import PageClient
from reviewer.services.desk import Desk
from reviewer.services.export import dossier
from reviewer.services.finding import files_in
from reviewer.services.tools import Tools
from reviewer.services.wishes import Wish
from reviewer.settings import Settings, type_folders
from reviewer.store.workspace import Workspace

_STDOUT = "-"


def run(arguments: argparse.Namespace) -> int:
    """Recognize the files that are named. Returns 1 when some could not be.

    Raises:
        ReviewerError: nothing can be recognized as it was asked.
    """
    settings = _settings(arguments)
    types = document_types.load(type_folders(settings))
    _check_type(arguments.type or AUTO, types)
    passwords = _passwords(arguments)
    asked = _asked(arguments)
    outlet: Outlet = Printed() if arguments.output == _STDOUT else Filed(Path(arguments.output))
    with _workspace(arguments) as workspace:
        desk = Desk(workspace, types, settings)
        for password in passwords:
            desk.passwords.offer(password)
        return _recognize(asked, desk, outlet)


def _recognize(asked: Asked, desk: Desk, outlet: Outlet) -> int:
    pages = PageClient()
    places = Places([Tools(desk.settings.reading, pages) for _ in range(max(1, desk.settings.reading.readers))])
    tally = Tally([file.path for file in asked.files], outlet, lambda document: _dossier(desk, document))

    def end_children() -> None:
        places.close()
        pages.close()

    with Runner(desk, end_children) as runner:
        if asked.keep:
            desk.recover()
        run = Recognizing(asked, desk, runner, pages, places, tally)
        run.begin()
        _prepare(asked.wish, runner, places)
        run.run()
    return 1 if tally.failed else 0


def _dossier(desk: Desk, document: str) -> Dossier:
    with desk.workspace.read() as connection:
        return dossier(connection, document, desk.ledger)


@dataclass(frozen=True)
class _StartJob:
    """Start the reader of a place while the first files are taken in."""

    kind: ClassVar[str] = "start reader"
    places: Places

    def __call__(self, token: CancelToken, report: Report) -> None:
        with self.places.borrowed() as tools:
            tools.reader.start()


def _prepare(wish: Wish, runner: Runner, places: Places) -> None:
    """Start the readers, and ask one of them whether it can do what is wished.

    Raises:
        EngineError: the engine is not installed, or lacks a language.
    """
    for _ in range(len(places) - 1):
        runner.start(VIEW, _StartJob(places))
    with places.borrowed() as tools:
        if wish.source != AUTO or wish.languages:
            tools.reader.choose(wish.source, wish.languages)
        else:
            tools.reader.start()


# What is asked


def _settings(arguments: argparse.Namespace) -> Settings:
    settings = load_settings()
    if arguments.engine == AUTO:  # said aloud, it counts more than what is set
        return replace(settings, reading=replace(settings.reading, engine=AUTO))
    return settings


def _asked(arguments: argparse.Namespace) -> Asked:
    languages = tuple(code.strip() for given in arguments.language for code in given.split(",") if code.strip())
    return Asked(
        files=list(files_in(arguments.paths)),
        wish=Wish(arguments.engine or AUTO, arguments.type or AUTO, languages),
        again=arguments.engine is not None or arguments.type is not None,
        keep=named_workspace(arguments) is not None,
    )


def _check_type(name: str, types: DocumentTypes) -> None:
    if name == AUTO or name in types:
        return
    reasons = [problem for problem in types.problems if Path(problem.partition(": ")[0]).stem == name]
    if reasons:
        raise SettingsError(f"The document type “{name}” cannot be used. {reasons[-1]}")
    raise SettingsError(f"There is no document type “{name}”.", f"Choose one of: {', '.join((AUTO, *types))}.")


def _passwords(arguments: argparse.Namespace) -> list[str]:
    if arguments.password is not None:
        return [os.fsencode(arguments.password).decode("utf-8", "replace")]
    if arguments.password_file is None:
        return []
    try:
        with arguments.password_file.open("rb") as file:
            first: bytes = file.readline()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"The password file {arguments.password_file} cannot be read: {reason}.") from None
    return [first.rstrip(b"\r\n").decode("utf-8-sig", "replace")]


@contextmanager
def _workspace(arguments: argparse.Namespace) -> Iterator[Workspace]:
    """The workspace that is named, else one that is thrown away."""
    named = named_workspace(arguments)
    if named is not None:
        with Workspace.open(named) as workspace:
            yield workspace
        return
    with throw_away() as folder, Workspace.open(folder) as workspace:
        yield workspace
