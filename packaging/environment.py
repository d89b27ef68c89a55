"""The environment .venv: making it from the hashed lock, and knowing when it is up to date."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import system
from progress import last_error, say, watch

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "reviewer-setup.json"
LOCK = ROOT / "packaging" / "requirements.lock"


class SetupError(Exception):
    """What stops the set-up, as one sentence for the person at the terminal."""


def set_up(groups: Sequence[str] = (), again: bool = False) -> set[str]:
    """Make the machine and .venv ready, and return the groups that are not whole; costs milliseconds when ready.

    ``groups`` are those of ``system.CONSEQUENCES``. What apt could not install is tried again only
    with ``again``, so that a machine without network starts as fast as others.
    """
    if not is_current():
        groups = ("venv", *groups)
    missing = system.find_missing(groups)
    known = set(read_stamp().get("unavailable", ()))
    news = again or not known.issuperset(system.packages(missing))
    if missing and news:
        system.install(missing)
        missing = system.find_missing(groups)
    for sentence in system.explain(missing):
        say(sentence)
    if missing:
        say(system.how_to_install(missing) if news else "`make setup` says how to install what is missing.")
    if not is_current():
        if any(thing.group == "venv" for thing in missing):
            raise SetupError("This Python cannot make environments: install what is missing, then try again.")
        with one_at_a_time():
            if not is_current():
                build_environment()
    note_unavailable(known.union(system.packages(missing)))
    return {thing.group for thing in missing}


def build_environment() -> None:
    """Bring .venv to the lock; made anew unless the last set-up of it was finished."""
    wanted = fingerprint()
    stamp = read_stamp()
    if not is_usable() or any(stamp.get(name) != wanted[name] for name in ("python", "root")):
        if VENV.exists():
            say("Making .venv anew: it is incomplete, or made by another Python or in another folder.")
        make_venv()
    STAMP.unlink(missing_ok=True)
    total = len(re.findall(r"(?m)^\S+==", LOCK.read_text("utf-8")))
    pip(
        f"Installing {total} packages, 1 to 5 minutes the first time",
        # Wheels only: nothing is built, so nothing outside the lock is fetched to build with.
        ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)],
        lambda lines: pip_status(lines, total),
    )
    pip("Installing Reviewer itself", ["--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    STAMP.write_text(json.dumps(wanted), "utf-8")  # last: without it the next set-up starts anew


def make_venv() -> None:
    """Make an empty .venv."""
    code, lines = watch([own_python(), "-m", "venv", "--clear", str(VENV)], "Making the environment .venv")
    if code:
        raise SetupError(f"Python could not make .venv: {last_error(lines)}")


def own_python() -> str:
    """The Python to make environments with: also when this one is that of an environment."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def pip(label: str, arguments: list[str], status: Callable[[list[str]], str] | None = None) -> None:
    """Run ``pip install`` of .venv."""
    quiet = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    environment["PIP_USER"] = "0"
    code, lines = watch([str(PYTHON), "-m", "pip", "install", *quiet, *arguments], label, status, environment)
    if code:
        raise SetupError(pip_error(lines))


def pip_error(lines: list[str]) -> str:
    """Why pip failed, and what to do."""
    output = "\n".join(lines)
    if "CERTIFICATE_VERIFY_FAILED" in output:
        return "pip does not trust the package index's certificate: set PIP_CERT to this network's certificate file."
    if "No space left" in output:
        return "The disk is full: about 1.5 GB must be free for .venv; make room, then try again."
    if "connection broken" in output:
        return "pip cannot reach the package index: check the network, then try again."
    return f"pip could not install the packages: {last_error(lines)}"


def pip_status(lines: Sequence[str], total: int) -> str:
    """How far pip is, from what it printed."""
    if any(line.startswith("Installing collected") for line in lines):
        return "unpacking"
    fetched = sum(line.startswith(("Collecting ", "Processing ", "Requirement already")) for line in lines)
    return f"{fetched} of {total} fetched"


def fingerprint() -> dict[str, str]:
    """What .venv depends on; when the stamp holds the same, .venv is up to date."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    parts = [project["project"], project["build-system"], project["tool"]["hatch"]]
    installed = LOCK.read_bytes() + json.dumps(parts, sort_keys=True).encode()
    return {
        "installed": hashlib.sha256(installed).hexdigest(),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "root": str(ROOT),
    }


def read_stamp() -> dict[str, Any]:
    """What the last finished set-up wrote; empty when there was none."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def note_unavailable(names: set[str]) -> None:
    """Remember the packages that cannot be had here."""
    stamp = read_stamp()
    if stamp.get("unavailable", []) != sorted(names):
        STAMP.write_text(json.dumps({**stamp, "unavailable": sorted(names)}), "utf-8")


def is_usable() -> bool:
    """Whether .venv's Python and the one it was made from are still there."""
    try:
        settings = (VENV / "pyvenv.cfg").read_text("utf-8")
    except OSError:
        return False
    home = re.search(r"(?m)^home\s*=\s*(.+?)\s*$", settings)
    return PYTHON.exists() and home is not None and Path(home.group(1)).exists()


def is_current() -> bool:
    """Whether nothing has to be installed."""
    stamp = read_stamp()
    return is_usable() and all(stamp.get(name) == value for name, value in fingerprint().items())


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second set-up of this checkout wait for the first (where the system has such locks)."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    with (folder / "setup.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up of this checkout is at work: waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
