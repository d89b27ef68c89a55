"""`reviewer emulate NAME`: a service on this computer, until Ctrl+C."""

import argparse
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reviewer import document_types
from reviewer.document_types import DocumentTypes
from reviewer.errors import ReviewerError, SettingsError
from reviewer.settings import Settings, type_folders

if TYPE_CHECKING:  # Starlette and uvicorn are an extra
    from reviewer.emulators._emulator import Emulator
    from reviewer.emulators._reading import Reader

MISSING = ReviewerError(
    "The emulators need Starlette, uvicorn and python-multipart: install them with pip install 'reviewer[emulators]'.",
    code="extra",
)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until Ctrl+C. Returns the exit code.

    Raises:
        ReviewerError: the extra is missing, an option is wrong, or the port is taken.
    """
    try:
        from reviewer.emulators import _server
    except ImportError:
        raise MISSING from None
    from reviewer.emulators._local_reader import LocalReader

    types = document_types.load(type_folders(settings))
    reader = LocalReader(types, settings)
    emulator = _made(arguments, reader, types)
    try:
        listener = _server.listen(arguments.host, arguments.port)
    except OSError as error:
        text = f"The port {arguments.port} cannot be used: {error.strerror or error}."
        raise ReviewerError(text, "Choose another one with --port.", code="port") from None
    with listener, reader:
        reader.start()
        _introduce(emulator, _server.address(listener), arguments)
        try:
            _server.server_of(emulator.app, closing=reader.close).run(sockets=[listener])
        except KeyboardInterrupt:  # uvicorn has ended the server, and says so once more
            return 0
    return 0


def _made(arguments: argparse.Namespace, reader: "Reader", types: DocumentTypes) -> "Emulator":
    from reviewer.emulators._callbacks import CallbackOptions
    from reviewer.emulators._emulator import emulate

    callbacks = CallbackOptions(
        url=arguments.callback_url,
        secret=arguments.callback_secret or CallbackOptions.secret,
        user=arguments.callback_user or CallbackOptions.user,
        password=arguments.callback_password or CallbackOptions.password,
        allow_http=arguments.allow_http_callback,
    )
    try:
        return emulate(
            arguments.service,
            reader,
            key=arguments.key,
            latency=arguments.latency,
            retention=arguments.retention,
            faults=arguments.fault,
            seed=arguments.seed,
            callbacks=callbacks,
            options=_options(arguments.set),
            types=types,
        )
    except ValueError as error:
        raise SettingsError(f"The emulator cannot be made: {error}.", "See `reviewer emulate --help`.") from None


def _options(given: list[str]) -> Mapping[str, Any]:
    options: dict[str, Any] = {}
    for text in given:
        name, is_pair, value = text.partition("=")
        if not is_pair:
            raise SettingsError(f"“{text}” is no option of a service.", "Write it as NAME=VALUE.")
        options[name.replace("-", "_")] = value
    return options


def _introduce(emulator: "Emulator", url: str, arguments: argparse.Namespace) -> None:
    """Say what it is, where it is, and what opens it."""
    rows = {
        "Base URL": url + emulator.service.path,
        **emulator.service.credentials(),
        "Journal": f"{url}/_emulator/journal",
    }
    rows |= {"Faults": ", ".join(arguments.fault)} if arguments.fault else {}
    print(
        f"This plays {emulator.service.title} on this computer. Answers show the form of the service, not its quality."
    )
    for name, value in rows.items():
        print(f"  {name:<20}{value}")
    print("Ctrl+C ends it.")
    sys.stdout.flush()
