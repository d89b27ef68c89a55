"""`reviewer receive`: takes callbacks and puts them into the workspace's inbox, until it is stopped."""

import argparse
import asyncio
import ipaddress
import os
import signal
from contextlib import suppress

from reviewer import credentials
from reviewer.cli.configuration import load_settings, workspace_folder
from reviewer.cli.guard import UsageError
from reviewer.cli.streams import put, say
from reviewer.errors import ReviewerError, StoreError
from reviewer.processes import sandbox
from reviewer.receiver import checks, spool
from reviewer.receiver.checks import Check
from reviewer.receiver.server import PATH, Receiver

_STOP = ("SIGINT", "SIGTERM", "SIGHUP")


def run(arguments: argparse.Namespace) -> int:
    """Receive until stopped, which is its usual end: returns 0.

    Raises:
        SettingsError: there are no secrets, or others can read them.
        StoreError: there is no workspace.
        UsageError: secrets would cross a network that others hear.
    """
    sandbox.enter(address_space=None)  # no core dump of a program with secrets in it
    known = {} if arguments.credentials is None else credentials.read_file(arguments.credentials)
    found = checks.from_secrets(arguments.provider, known)
    _check_host(arguments, found)
    inbox = workspace_folder(arguments, load_settings()).absolute() / spool.FOLDER
    if not inbox.is_dir():
        raise StoreError(
            f"There is no workspace in {inbox.parent}.", "Choose another folder.", code="absent", retryable=False
        )
    asyncio.run(_receive(Receiver(inbox, found, say), found, arguments.host, arguments.port))
    return 0


async def _receive(receiver: Receiver, found: tuple[Check, ...], host: str, port: int) -> None:
    stopped = asyncio.Event()
    for name in _STOP:
        with suppress(AttributeError, NotImplementedError):  # Windows: the guard hears Ctrl+C
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), stopped.set)

    def listening(addresses: tuple[str, ...]) -> None:
        for address in addresses:
            for check in found:
                put(f"{address}{PATH}{check.provider}")

    try:
        await receiver.run(host, port, stopped, listening)
    except OSError as error:
        number = error.errno or 0  # asyncio's own text has it all twice; names that are not found have numbers below 0
        reason = os.strerror(number) if number > 0 else error.strerror or type(error).__name__
        raise ReviewerError(
            f"The receiver cannot listen on {host}, port {port}: {reason}.", "Choose another --port or --host."
        ) from None


def _check_host(arguments: argparse.Namespace, found: tuple[Check, ...]) -> None:
    """Beyond this computer, plain secrets need TLS around them, and all callbacks hold what documents say."""
    if _is_loopback(arguments.host) or arguments.behind_tls:
        return
    plain = [check.provider for check in found if check.plain]
    if plain:
        raise UsageError(
            f"On {arguments.host}, the password of {' and '.join(plain)} could be heard on the network.",
            "Leave --host out, or say --behind-tls if only a proxy with TLS reaches it.",
        )
    say(f"Others can reach {arguments.host}: callbacks hold what documents say, so let only a proxy with TLS reach it.")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
