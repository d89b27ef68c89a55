"""Secrets from where commands find them: a private file, or the environment.

The file is TOML, or JSON, with a table for each provider::

    [mindee]
    api_key = "…"
    webhook_secret = ["new", "old"]

A list stands for several secrets that hold at a time, while one takes the place of another: they are called
``webhook_secret``, ``webhook_secret_2`` and so on, as in the environment ``REVIEWER_MINDEE_WEBHOOK_SECRET_2``.
Nothing that the file says is ever in an error.
"""

import json
import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reviewer.errors import SettingsError
from reviewer.secret import Secret

BYTES = 1 << 20
"""A longer file is none of credentials."""

PRIVATE = 0o077
"""What the mode of a file must not have: access for the group or for others."""

Secrets = dict[str, dict[str, Secret]]
"""By provider and name."""


def read_file(path: Path) -> Secrets:
    """All secrets of a file, by provider and name.

    Raises:
        SettingsError: it cannot be read, others can read it, or it is no file of credentials.
    """
    text = _text(path)
    problem, raw = _parsed(text, path.suffix.lower() == ".json" or text.lstrip().startswith("{"))
    if problem:  # raised here, not in an `except`: the parsers' errors hold the whole text
        raise _unusable(path, f"is not valid {problem}")
    if not isinstance(raw, dict):
        raise _unusable(path, "has no tables")
    found: Secrets = {}
    for provider, table in raw.items():
        if not isinstance(table, dict):
            raise _unusable(path, f"has “{provider}” outside the table of a provider")
        found[provider] = dict(_named(path, provider, table))
    return found


def from_environment(provider: str, name: str) -> Secret | None:
    """The secret in ``REVIEWER_<PROVIDER>_<NAME>``; None where it is absent or empty."""
    value = os.environ.get(variable(provider, name), "")
    return Secret(value) if value else None


def variable(provider: str, name: str) -> str:
    """What the environment calls a secret."""
    return re.sub(r"[^A-Z0-9]", "_", f"REVIEWER_{provider}_{name}".upper())


def find(provider: str, name: str, secrets: Mapping[str, Mapping[str, Secret]] | None = None) -> Secret | None:
    """A secret of the file, else of the environment."""
    return (secrets or {}).get(provider, {}).get(name) or from_environment(provider, name)


def find_all(provider: str, name: str, secrets: Mapping[str, Mapping[str, Secret]] | None = None) -> tuple[Secret, ...]:
    """A secret, and those that hold beside it: ``name``, ``name_2`` and so on, up to the first that is absent."""

    def each() -> Iterator[Secret]:
        number = 1
        while (found := find(provider, name if number == 1 else f"{name}_{number}", secrets)) is not None:
            yield found
            number += 1

    return tuple(each())


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name != "nt" and stat.S_IMODE(mode) & PRIVATE:
                raise SettingsError(
                    f"Others can read the credentials in {path}.",
                    "Make the file yours alone: chmod 600.",
                    code="credentials_open",
                )
            content = file.read(BYTES + 1)
    except OSError as error:
        raise _unusable(path, f"cannot be read: {error.strerror or type(error).__name__}") from None
    if len(content) > BYTES:
        raise _unusable(path, "is too large")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass  # its error holds the whole content
    raise _unusable(path, "is not UTF-8 text")


def _parsed(text: str, is_json: bool) -> tuple[str, Any]:
    """What is wrong, or nothing, and the contents."""
    try:
        return "", json.loads(text) if is_json else tomllib.loads(text)
    except json.JSONDecodeError as error:
        return f"JSON (line {error.lineno}, column {error.colno})", None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at (line \d+, column \d+|end of document)\)$", str(error))
        return f"TOML ({place[1]})" if place else "TOML", None
    except (ValueError, RecursionError):
        return "JSON" if is_json else "TOML", None


def _named(path: Path, provider: str, table: dict[str, Any]) -> Iterator[tuple[str, Secret]]:
    for name, value in table.items():
        several = value if isinstance(value, list) else [value]
        for number, text in enumerate(several, start=1):
            if not isinstance(text, str) or not text:
                raise _unusable(path, f"has no text at “{name}” of “{provider}”")
            yield (name if number == 1 else f"{name}_{number}"), Secret(text)


def _unusable(path: Path, what: str) -> SettingsError:
    return SettingsError(
        f"The credentials in {path} cannot be used: the file {what}.",
        "Mend the file, or name another one.",
        code="credentials",
    )
