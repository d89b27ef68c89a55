"""What Reviewer needs from the operating system: finding it, and installing it with apt.

Only Linux has anything to find: on Windows and macOS Qt comes whole in its wheel, and the
program itself looks for Tesseract.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from progress import last_error, say, watch


class Missing(NamedTuple):
    """One thing that was not found, the Debian package that has it, and what it is for."""

    name: str
    package: str
    group: str


# What each group is for, in the order told; the sentence is what happens without it.
CONSEQUENCES = {
    "venv": "Python cannot make the environment .venv",
    "qt": "Qt does not load: the program writes JSON, but no window and no screenshot",
    "window": "no window opens, everything else works",
    "tesseract": "Tesseract does not read: the built-in engine RapidOCR does",
    "languages": "Tesseract does not read these languages",
    "font": "no font is installed: texts in the window are not legible",
    "xvfb": "the tests with a real window cannot run",
}
PROGRAM = ("venv", "qt", "window", "tesseract", "languages", "font")
TESTS = (*PROGRAM, "xvfb")

_LIBRARIES = {
    "qt": {
        "libEGL.so.1": "libegl1",
        "libGL.so.1": "libgl1",
        "libX11.so.6": "libx11-6",
        "libdbus-1.so.3": "libdbus-1-3",
        "libfontconfig.so.1": "libfontconfig1",
        "libglib-2.0.so.0": "libglib2.0-0",
        "libgthread-2.0.so.0": "libglib2.0-0",
        "libxkbcommon.so.0": "libxkbcommon0",
    },
    "window": {
        "libX11-xcb.so.1": "libx11-xcb1",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render.so.0": "libxcb-render0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-shm.so.0": "libxcb-shm0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-util.so.1": "libxcb-util1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    },
}
_LANGUAGES = ("deu", "fra", "ita", "nld", "ind", "rus")
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".pfb")


def find_missing(groups: Iterable[str]) -> list[Missing]:
    """What of these groups this machine lacks; takes some milliseconds."""
    if not sys.platform.startswith("linux"):
        return []
    found: list[Missing] = []
    for group in groups:
        found += _FINDERS[group]()
    return found


def packages(missing: Iterable[Missing], release: dict[str, str] | None = None) -> list[str]:
    """The packages that have these things, each once, under this system's names."""
    renamed = {"libglib2.0-0": "libglib2.0-0t64"} if _has_64_bit_time(release or _os_release()) else {}
    return sorted({renamed.get(thing.package, thing.package) for thing in missing})


def apt_command(names: Iterable[str]) -> list[str]:
    """The command that installs these packages, without ``sudo``."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *names]


def by_hand(names: Iterable[str]) -> str:
    """The same as one line for a person to copy."""
    return "sudo apt-get update && sudo " + " ".join(apt_command(names))


def install(missing: list[Missing]) -> None:
    """Install what is missing where apt and root allow it; never fails."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        _install_with_apt(packages(missing))


def explain(missing: list[Missing]) -> list[str]:
    """A sentence for each group that is not whole, saying what does not work, and how to install it all."""
    groups = {thing.group for thing in missing}
    if "tesseract" in groups:
        groups.discard("languages")
    if "qt" in groups:
        groups.discard("window")
    sentences = []
    for group, consequence in CONSEQUENCES.items():
        if group in groups:
            first, *others = packages(thing for thing in missing if thing.group == group)
            more = f" and {len(others)} more" if len(others) > 1 else "".join(f" and {name}" for name in others)
            sentences.append(f"Without {first}{more}: {consequence}.")
    return sentences


def how_to_install(missing: list[Missing]) -> str:
    """What to do about all that is missing."""
    names = packages(missing)
    if shutil.which("apt-get") is None:
        return f"There is no apt-get here: install what Debian calls {' '.join(names)} by this system's own means."
    return f"To install what is missing: {by_hand(names)}"


def _install_with_apt(names: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    options = ["-q", "-o", "Acquire::Retries=2", "-o", "DPkg::Lock::Timeout=120"]
    # A broken third-party source fails the update; the lists of the others are still good.
    watch(["apt-get", "update", *options], "Updating the package lists", environment=environment)
    while names:
        label = f"Installing {len(names)} system packages with apt, 1 to 3 minutes"
        code, lines = watch([*apt_command(names), *options], label, _unpacked, environment)
        if code == 0:
            return
        unknown = _unknown_packages(lines).intersection(names)
        if not unknown:
            say(f"apt-get could not install them, going on without: {_apt_error(lines)}")
            return
        say(f"apt-get does not know {' '.join(sorted(unknown))}; going on without.")
        names = [name for name in names if name not in unknown]


def _apt_error(lines: list[str]) -> str:
    unreachable = ("Failed to fetch", "Could not resolve", "Temporary failure resolving", "Could not connect")
    if any(words in line for line in lines for words in unreachable):
        return "it cannot reach its package servers."
    return last_error(lines)


def _unpacked(lines: list[str]) -> str:
    return f"{sum(line.startswith('Setting up ') for line in lines)} set up"


def _unknown_packages(lines: list[str]) -> set[str]:
    pattern = re.compile(r"^E: (?:Unable to locate package (\S+)|Package '(\S+)' has no installation candidate)")
    matches = (pattern.match(line) for line in lines)
    return {match.group(1) or match.group(2) for match in matches if match}


def _find_venv() -> list[Missing]:
    importlib.invalidate_caches()
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return []
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return [Missing("ensurepip", f"python{version}-venv", "venv")]


def _find_libraries(group: str) -> list[Missing]:
    return [Missing(name, package, group) for name, package in _LIBRARIES[group].items() if not _loads(name)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _find_tesseract() -> list[Missing]:
    return [] if _tesseract() else [Missing("tesseract", "tesseract-ocr", "tesseract")]


def _tesseract() -> str | None:
    return shutil.which(os.environ.get("REVIEWER_TESSERACT") or "tesseract")


def _find_languages() -> list[Missing]:
    program = _tesseract()
    known: list[str] = []
    if program:
        try:
            done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return []
        known = (done.stdout + done.stderr).split()
    return [Missing(name, f"tesseract-ocr-{name}", "languages") for name in _LANGUAGES if name not in known]


def _find_font() -> list[Missing]:
    for folder in _FONT_FOLDERS:
        for _, _, files in os.walk(Path(folder).expanduser()):
            if any(name.lower().endswith(_FONT_SUFFIXES) for name in files):
                return []
    return [Missing("a font", "fonts-dejavu-core", "font")]


def _find_xvfb() -> list[Missing]:
    programs = {"Xvfb": "xvfb", "xauth": "xauth"}
    return [Missing(name, package, "xvfb") for name, package in programs.items() if not shutil.which(name)]


_FINDERS = {
    "venv": _find_venv,
    "qt": lambda: _find_libraries("qt"),
    "window": lambda: _find_libraries("window"),
    "tesseract": _find_tesseract,
    "languages": _find_languages,
    "font": _find_font,
    "xvfb": _find_xvfb,
}


def _os_release() -> dict[str, str]:
    """This system's name and version; empty where it does not say."""
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def _has_64_bit_time(release: dict[str, str]) -> bool:
    """Whether packages are renamed for 64-bit time: since Debian 13 and Ubuntu 24.04."""
    first = {"debian": 13.0, "ubuntu": 24.04}.get(release.get("ID", ""))
    if first is None:
        return False
    try:
        return float(release["VERSION_ID"]) >= first
    except (KeyError, ValueError):
        return True  # Debian's testing and unstable have no number
