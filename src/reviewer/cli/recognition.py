"""Recognizing what a command names."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from reviewer import document_types
from reviewer.cli.configuration import named_workspace
from reviewer.cli.credentials import secrets_of
from reviewer.cli.opening import writing_workspace
from reviewer.cli.outlet import Filed, Outlet, Printed
from reviewer.cli.recognizing import Asked, Recognizing
from reviewer.cli.runner import Runner
from reviewer.cli.tally import Tally
from reviewer.document_types import DocumentTypes
from reviewer.domain.document import AUTO
from reviewer.errors import InputError, SettingsError
from reviewer.exporters.base import Dossier
from reviewer.services.desk import Desk
from reviewer.services.export import dossier
from reviewer.services.finding import files_in
from reviewer.services.sources import is_provider
from reviewer.services.tools import Tools
from reviewer.services.wishes import Wish
from reviewer.settings import Settings, type_folders

_STDOUT = "-"


def recognize(
    arguments: argparse.Namespace,
    settings: Settings,
    tools: Tools,
    outlet: Callable[[Desk], Outlet] | None = None,
) -> int:
    """Recognize the files that are named. Returns 1 when some could not be.

    Args:
        arguments: of the command.
        settings: the operator's.
        tools: the children that read.
        outlet: takes what was read; by default the one that the arguments name.

    Raises:
        ReviewerError: nothing can be recognized as it was asked.
    """
    types = document_types.load(type_folders(settings))
    check_type(arguments.type or AUTO, types)
    passwords = _passwords(arguments)
    asked = _asked(arguments)
    make = outlet or _named_outlet(arguments)
    with writing_workspace(arguments) as workspace:
        desk = Desk(workspace, types, settings)
        desk.find_secret = secrets_of(arguments)
        for password in passwords:
            desk.passwords.offer(password)
        return _recognize(asked, desk, make(desk), tools)


def _named_outlet(arguments: argparse.Namespace) -> Callable[[Desk], Outlet]:
    """The outlet that the arguments name, made before anything is read: its folder may be impossible."""
    made: Outlet = Printed() if arguments.output == _STDOUT else Filed(Path(arguments.output))
    return lambda _desk: made


def _recognize(asked: Asked, desk: Desk, outlet: Outlet, tools: Tools) -> int:
    tally = Tally([file.path for file in asked.files], outlet, lambda document: _dossier(desk, document))
    with Runner(desk, tools.close) as runner:
        if asked.keep:
            desk.tasks.recover()
        run = Recognizing(asked, desk, runner, tools, tally)
        run.begin()
        _check_source(asked.wish, desk, tools)
        run.run()
    return 1 if tally.failed else 0


def _dossier(desk: Desk, document: str) -> Dossier:
    with desk.workspace.read() as connection:
        return dossier(connection, document, desk.ledger)


# What is asked


def _asked(arguments: argparse.Namespace) -> Asked:
    languages = tuple(code.strip() for given in arguments.language for code in given.split(",") if code.strip())
    return Asked(
        files=list(files_in(arguments.paths)),
        wish=Wish(_source(arguments), arguments.type or AUTO, languages),
        again=_source(arguments) != AUTO or arguments.engine is not None or arguments.type is not None,
        keep=named_workspace(arguments) is not None,
        send_again=getattr(arguments, "send_again", False),
    )


def _source(arguments: argparse.Namespace) -> str:
    """What reads: an engine, a provider, or ``auto``."""
    source: str | None = getattr(arguments, "provider", None) or arguments.engine
    return source or AUTO


def _check_source(wish: Wish, desk: Desk, tools: Tools) -> None:
    """Ask for what can be known before anything is read: one sentence is better than one for each document.

    Raises:
        ProviderError, SettingsError: the provider lacks a key, or its settings are wrong.
        EngineError: the engine is not installed, or lacks a language.
    """
    if is_provider(wish.source):
        desk.connections.open(wish.source)
    else:
        _check_engine(wish, tools)


def _check_engine(wish: Wish, tools: Tools) -> None:
    """Ask a reader whether it can do what is wished: one sentence is better than one for each document.

    Raises:
        EngineError: the engine is not installed, or lacks a language.
    """
    if wish.source != AUTO or wish.languages:
        tools.reader.choose(wish.source, wish.languages)


def check_type(name: str, types: DocumentTypes) -> None:
    """See whether a document type is there.

    Raises:
        SettingsError: it is not, or it cannot be used.
    """
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
