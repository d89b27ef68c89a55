"""Keys of services and options of this run, as a command is given them."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from reviewer import credentials, key_store
from reviewer.cli.guard import UsageError
from reviewer.secret import Secret
from reviewer.settings import Settings

FindSecret = Callable[[str, str], Secret | None]


def secrets_of(arguments: argparse.Namespace) -> FindSecret:
    """Finds secrets in the file that is named, else in the environment, else in the system's key store.

    Raises:
        SettingsError: the file cannot be used.
    """
    file: Path | None = getattr(arguments, "credentials", None)
    known = {} if file is None else credentials.read_file(file)

    def find(provider: str, name: str) -> Secret | None:
        return credentials.find(provider, name, known) or key_store.find(provider, name)

    return find


def with_options(settings: Settings, provider: str | None, options: list[str]) -> Settings:
    """The settings with options of a provider for this run: each ``name=value``; values as TOML has them, or text.

    Raises:
        UsageError: one has no name or no value.
    """
    if not options:
        return settings
    if provider is None:
        raise UsageError("--option is for a provider.", "Name it: --provider NAME.")
    table = dict(settings.providers.get(provider, {}))
    for option in options:
        name, equals, value = option.partition("=")
        if not name or not equals:
            raise UsageError(f"“{option}” is no option.", "Write it as name=value.")
        table[name.strip()] = _value(value)
    return replace(settings, providers={**settings.providers, provider: table})


def _value(text: str) -> Any:
    try:
        return msgspec.toml.decode(f"value = {text}".encode())["value"]
    except (msgspec.DecodeError, ValueError):
        return text
