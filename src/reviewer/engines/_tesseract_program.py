"""Where Tesseract is, which version it is, and which languages it has."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.errors import EngineError

_OLDEST = 5
_SECONDS = 10.0
_FOLDERS = {
    "win32": (
        r"%ProgramFiles%\Tesseract-OCR",
        r"%LOCALAPPDATA%\Programs\Tesseract-OCR",
        r"%ProgramFiles(x86)%\Tesseract-OCR",
    ),
    "darwin": ("/opt/homebrew/bin", "/usr/local/bin", "/opt/local/bin"),
}
_USUAL = ("/usr/bin", "/usr/local/bin")
_WINDOWS = "github.com/UB-Mannheim/tesseract"
_DEFAULT = "eng"


@dataclass(frozen=True)
class Program:
    """An installed Tesseract.

    Attributes:
        path: absolute.
        version: for example ``5.3.0``.
        data: names of its language data, ``osd`` among them.
    """

    path: Path
    version: str
    data: tuple[str, ...]


def find(path: str = "") -> Program:
    """Find Tesseract.

    Args:
        path: of the program or its folder, as the operator set it; empty to look for it.

    Raises:
        EngineError: none, too old, or it does not run.
    """
    for candidate in _candidates(path):
        found = shutil.which(candidate)
        if found:
            return _asked(Path(found))
    if path:
        raise EngineError(f"There is no Tesseract at {path}.", "Correct the path in the settings, or leave it empty.")
    raise EngineError("Tesseract is not installed.", install((), program=True))


def install(data: Sequence[str], *, program: bool = False) -> str:
    """A sentence on how to install language data, and the program itself."""
    if sys.platform == "win32":
        return f"Run Tesseract's installer ({_WINDOWS}) and choose the data {' '.join(data) or _DEFAULT}."
    if sys.platform == "darwin":
        return f"Install {'tesseract and ' if program else ''}tesseract-lang: brew install tesseract-lang."
    packages = [*(["tesseract-ocr"] if program else []), *(f"tesseract-ocr-{each.replace('_', '-')}" for each in data)]
    return f"Install {' and '.join(packages)} (apt install {' '.join(packages)})."


def _candidates(path: str) -> Iterator[str]:
    """Files that may be it, likeliest first. Never one in the current folder: that is whoever's the documents are."""
    name = "tesseract.exe" if sys.platform == "win32" else "tesseract"
    for given in (path, os.environ.get("REVIEWER_TESSERACT", "")):
        if given:
            place = Path(given).expanduser().absolute()
            yield str(place / name if place.is_dir() else place)
            if given == path:
                return
    folders = (*os.environ.get("PATH", "").split(os.pathsep), *_FOLDERS.get(sys.platform, ()), *_USUAL)
    for folder in folders:
        place = Path(os.path.expandvars(folder))
        if place.is_absolute():
            yield str(place / name)


def _asked(path: Path) -> Program:
    version = re.search(r"tesseract v?(\d+)(\.[\w.]+)?", _run(path, "--version"))
    if version is None:
        raise EngineError(f"{path} is not Tesseract.", "Correct the path in the settings.")
    if int(version[1]) < _OLDEST:
        raise EngineError(
            f"Tesseract {version[1]}{version[2] or ''} is too old.", f"Install version {_OLDEST} or later."
        )
    data = tuple(line.strip() for line in _run(path, "--list-langs").splitlines()[1:] if line.strip())
    return Program(path, f"{version[1]}{version[2] or ''}", data)


def _run(path: Path, argument: str) -> str:
    try:
        done = subprocess.run(
            [str(path), argument],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            encoding="utf-8",
            errors="replace",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError):
        raise EngineError(f"{path} does not run.", "Install Tesseract 5 again, or correct the path.") from None
    return done.stdout + done.stderr
