"""Options that several commands have."""

import argparse
from pathlib import Path

from reviewer import registry

PROVIDERS = tuple(registry.names("reviewer.providers"))


def path(text: str) -> Path:
    """A path, as it is given."""
    if not text:  # of a variable that is not set; it would be the current folder
        raise argparse.ArgumentTypeError("an empty name is no path")
    return Path(text)


def add_workspace(parser: argparse.ArgumentParser, text: str = "the workspace folder (default: the settings')") -> None:
    """Where the workspace is."""
    # SUPPRESS: a subcommand's absent option must not overwrite the one given before it.
    parser.add_argument("--workspace", type=path, metavar="DIR", default=argparse.SUPPRESS, help=text)


def add_credentials(parser: argparse.ArgumentParser) -> None:
    """Keys and options of services."""
    parser.add_argument(
        "--credentials",
        type=path,
        metavar="FILE",
        help="private file with the keys of services (default: the environment, then the system's key store)",
    )
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an option of the service for this run, as base_url=https://…; repeatable",
    )
