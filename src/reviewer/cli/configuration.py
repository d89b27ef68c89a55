"""What a command is told besides its own arguments: the settings, and which workspace is meant."""

import argparse
from pathlib import Path

from reviewer import settings as settings_file
from reviewer.cli.streams import say
from reviewer.errors import SettingsError
from reviewer.settings import Settings


def load_settings() -> Settings:
    """The operator's settings; the defaults, and a sentence, when the file cannot be used."""
    try:
        return settings_file.load()
    except SettingsError as error:
        say(str(error))
        return Settings()


def named_workspace(arguments: argparse.Namespace) -> Path | None:
    """The workspace given on the command line."""
    found: Path | None = getattr(arguments, "workspace", None)
    return found


def workspace_folder(arguments: argparse.Namespace, settings: Settings) -> Path:
    """The workspace given on the command line, else that of the settings."""
    return named_workspace(arguments) or settings_file.workspace_of(settings)
