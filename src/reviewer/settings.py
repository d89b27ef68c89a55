"""Settings of one operator on one machine: a frozen tree, kept as TOML, unknown keys kept."""

import os
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

from reviewer.errors import SettingsError

APPLICATION = "reviewer"


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How documents are read on this computer.

    Attributes:
        engine: ``auto`` or the name of an engine.
        languages: BCP 47, as hints; empty means that the document type's languages count.
        tesseract: path of the program, empty to look for it.
        threshold: below it a value is unsure; 0 takes the document type's.
        readers: pages read at a time.
        second: a second engine, where it is installed, reads the places of the values once more.
        provider: that reads all documents; empty: this computer does.
        region_engine: reads what is drawn on a page; empty: `engine`.
        region_languages: BCP 47, that what is drawn is in; empty: as for documents.
    """

    engine: str = "auto"
    languages: tuple[str, ...] = ()
    tesseract: str = ""
    threshold: float = 0.0
    readers: int = 2
    second: bool = True
    provider: str = ""
    region_engine: str = ""
    region_languages: tuple[str, ...] = ()


class Appearance(msgspec.Struct, frozen=True, kw_only=True):
    """How the window looks.

    Attributes:
        scheme: ``system``, ``light``, ``dark`` or ``contrast``.
        text_size: factor on the system's text size.
        dim_page: the page is drawn a little darker in the dark scheme.
    """

    scheme: str = "system"
    text_size: float = 1.0
    dim_page: bool = True


class Folders(msgspec.Struct, frozen=True, kw_only=True):
    """Where things lie; empty means the usual place.

    Attributes:
        workspace: the workspace opened at start.
        export: where corrected JSON goes; empty is ``export`` inside the workspace.
        document_types: own document types.
        recent: workspaces opened before, newest first.
    """

    workspace: str = ""
    export: str = ""
    document_types: str = ""
    recent: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings.

    Attributes:
        operator: name written to each step; empty until asked.
        keys: own keys by action name; an empty list switches an action's keys off.
        providers: options by provider, as each provider's own `Options` have them; never a secret.
    """

    operator: str = ""
    reading: Reading = Reading()
    appearance: Appearance = Appearance()
    folders: Folders = Folders()
    keys: dict[str, tuple[str, ...]] = {}
    providers: dict[str, dict[str, Any]] = {}


def folder() -> Path:
    """Where settings lie; `REVIEWER_SETTINGS` names another folder (tests, portable use)."""
    named = os.environ.get("REVIEWER_SETTINGS")
    return Path(named) if named else Path(platformdirs.user_config_dir(APPLICATION, appauthor=False))


def default_workspace() -> Path:
    """The workspace of an operator who has chosen none."""
    return Path(platformdirs.user_documents_dir()) / "Reviewer"


def workspace_of(settings: Settings) -> Path:
    return Path(settings.folders.workspace) if settings.folders.workspace else default_workspace()


def type_folders(settings: Settings) -> tuple[Path, ...]:
    """Folders of the operator's own document types."""
    named = settings.folders.document_types
    return (folder() / "document_types", *((Path(named),) if named else ()))


def load(file: Path | None = None) -> Settings:
    """The settings, or the defaults when there is no file.

    Raises:
        SettingsError: the file cannot be read; it names the file and what is wrong.
    """
    file = file or folder() / "settings.toml"
    try:
        raw = tomllib.loads(file.read_text("utf-8"))
        return msgspec.convert(raw, Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SettingsError(
            f"The settings in {file} cannot be used: {error}.", "The defaults are used until the file is mended."
        ) from error


def save(settings: Settings, file: Path | None = None) -> None:
    """Write the settings: comments and unknown keys stay; the old file stays whole if writing fails.

    Raises:
        SettingsError: the folder cannot be written.
    """
    file = file or folder() / "settings.toml"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _replace(file, _edited(file, settings))
    except OSError as error:
        raise SettingsError(
            f"The settings cannot be saved in {file.parent}: {error.strerror}.", "Check the folder's permissions."
        ) from error


def _edited(file: Path, settings: Settings) -> str:
    """The text of the file with these settings in it."""
    import tomlkit  # 15 ms; whoever only reads settings does not wait for it
    from tomlkit.exceptions import TOMLKitError

    def edited(document: tomlkit.TOMLDocument) -> str:
        _update(document, msgspec.to_builtins(settings))
        return tomlkit.dumps(document)

    try:
        return edited(tomlkit.parse(file.read_text("utf-8")))
    except (FileNotFoundError, ValueError, TOMLKitError):  # not all of its errors are ValueErrors
        return edited(tomlkit.document())


def _update(table: Any, values: dict[str, Any]) -> None:
    for key, value in values.items():
        if isinstance(value, dict):
            if not isinstance(table.get(key), dict):
                table[key] = {}
            _update(table[key], value)
        else:
            table[key] = list(value) if isinstance(value, tuple) else value
    if "keys" in values:
        for gone in set(table["keys"]) - set(values["keys"]):
            del table["keys"][gone]


def _replace(file: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".settings-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
