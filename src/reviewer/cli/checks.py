"""What `reviewer doctor` looks at, besides the libraries of the window."""

import importlib.metadata
import platform
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reviewer import document_types, rules
from reviewer import settings as settings_file
from reviewer.cli.findings import Finding
from reviewer.engines.base import EngineInfo
from reviewer.engines.client import ReaderClient
from reviewer.errors import Cancelled, ReviewerError, SettingsError, StoreError, WorkspaceBusy
from reviewer.pages.client import PageClient
from reviewer.settings import Settings, type_folders
from reviewer.store.database import wal_reset_bug
from reviewer.store.lock import LOCK, Lock
from reviewer.store.workspace import Workspace

PACKAGES = (
    "PySide6-Essentials",
    "pillow",
    "pymupdf",
    "rapidocr",
    "onnxruntime",
    "opencv-python-headless",
    "numpy",
    "pytesseract",
    "msgspec",
    "sqlalchemy",
    "alembic",
)
_LITTLE = 1e9  # bytes: a day of scanning
_PICTURE = b"P5 8 8 255 " + bytes(range(0, 256, 4))


def program() -> Iterator[Finding]:
    """Python, the system, and the packages."""
    yield Finding("Python", f"{platform.python_version()} on {platform.platform(terse=True)}")
    for name in PACKAGES:
        try:
            yield Finding(name, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(name, "not installed.", False, "Install Reviewer again: python3 packaging/bootstrap.py setup")
    if not _has("pillow-heif"):
        yield Finding("HEIC photos", "cannot be opened: pillow-heif is not installed.", None, "pip install pillow-heif")


def pages() -> Finding:
    """Whether files can be opened, by opening one."""
    client = PageClient()
    try:
        with tempfile.TemporaryDirectory(prefix="reviewer-doctor-") as folder:
            picture = Path(folder) / "picture.pgm"
            picture.write_bytes(_PICTURE)
            client.probe(picture)
            with client.render(picture, 0):
                return Finding("Files", "can be opened.", True)
    except (ReviewerError, Cancelled, OSError) as error:
        return Finding("Files", f"cannot be opened. {error}", False, "Install Reviewer again.")
    finally:
        client.close()


def engines(settings: Settings) -> list[EngineInfo] | ReviewerError:
    """What reads here; or why that cannot even be asked."""
    reader = ReaderClient({"tesseract_path": settings.reading.tesseract})
    try:
        return list(reader.describe())
    except ReviewerError as error:
        return error
    finally:
        reader.close()


def of_engine(info: EngineInfo) -> Finding:
    if not info.available:
        return Finding(info.title, info.reason, False, info.advice)
    return Finding(info.title, f"{info.version}: {', '.join(info.languages)}", True)


def languages(settings: Settings, found: list[EngineInfo]) -> Iterator[Finding]:
    """The languages that settings and document types name, and that no engine reads."""
    types = document_types.load(type_folders(settings))
    wanted = dict.fromkeys((*settings.reading.languages, *(tag for kind in types.values() for tag in kind.languages)))
    offered = {tag for info in found if info.available for tag in info.languages}
    lacking = [tag for tag in wanted if tag not in offered and tag.partition("-")[0] not in offered]
    if not lacking:
        return
    reader = ReaderClient({"tesseract_path": settings.reading.tesseract})
    try:
        for tag in lacking:
            try:
                reader.choose("auto", (tag,))
            except ReviewerError as error:
                yield Finding("Language", error.text, False, error.advice)
    finally:
        reader.close()


def workspace(folder: Path) -> Iterator[Finding]:
    """The folder, what is in it, and the room that is left."""
    try:
        with Workspace.open(folder, write=False, create=False):
            yield Finding("Workspace", f"{folder}{_use(folder)}", True)
    except StoreError as error:
        if error.code == "absent":
            yield Finding("Workspace", f"{folder} (is made when it is first needed)")
        else:
            yield Finding("Workspace", f"{folder}: {error.text}", False, error.advice)
    free = _free(folder)
    if free is not None:
        advice = "Free some space, or choose another workspace." if free < _LITTLE else ""
        yield Finding("Free space", f"{free / 1e9:,.1f} GB", free >= _LITTLE, advice)
    note = " (has the WAL-reset bug; it takes two writers, and Reviewer has one)" if wal_reset_bug() else ""
    yield Finding("SQLite", f"{sqlite3.sqlite_version}{note}")


def settings_of(file: Path) -> tuple[Settings, Finding]:
    """The settings that count, and what is to be said of their file."""
    try:
        settings = settings_file.load(file)
    except SettingsError as error:
        return Settings(), Finding("Settings", error.text, False, error.advice)
    return settings, Finding("Settings", f"{file}{'' if file.exists() else ' (not there: the defaults count)'}")


def types_of(settings: Settings) -> Iterator[Finding]:
    """The document types, and what is wrong with their files."""
    types = document_types.load(type_folders(settings))
    yield Finding("Document types", ", ".join(types), bool(types))
    mistakes = (*types.problems, *(each for kind in types.values() for each in rules.problems(kind)))
    for mistake in mistakes:
        yield Finding("", mistake, False)


def _has(package: str) -> bool:
    try:
        importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _use(folder: Path) -> str:
    """What hinders writing into a workspace, in brackets; empty when nothing does."""
    lock = Lock(folder / LOCK)
    try:
        lock.take()
    except WorkspaceBusy:
        return " (open in the window)"
    except OSError:
        return " (can only be read)"
    lock.release()
    return ""


def _free(folder: Path) -> int | None:
    """Bytes that are free where the folder is, or will be."""
    for place in (folder, *folder.absolute().parents):
        try:
            return shutil.disk_usage(place).free
        except OSError:
            continue
    return None
