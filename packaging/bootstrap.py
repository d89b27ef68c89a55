"""Set Reviewer up on this machine, and run, test or check it: python3 packaging/bootstrap.py COMMAND.

Standard library only, so that a fresh Linux, Windows or macOS machine with Python can start here.
The commands of the Makefile are the commands of this file; arguments after the command are passed on.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from typing import NoReturn

import system
from display import call, child_environment, has_display, virtual_display
from environment import BIN, LOCK, PYTHON, ROOT, SetupError, own_python, set_up
from progress import last_error, say, watch

OLDEST = (3, 11)
NO_TESTS = 5  # pytest's exit code when a filter leaves nothing

CHECKS = {
    "ruff format": ["ruff", "format", "--check"],
    "ruff check": ["ruff", "check"],
    "mypy": ["mypy"],
    "lint-imports": ["lint-imports"],
}
CLEANED = (
    ".venv",
    "build",
    "dist",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
)


def command_setup(arguments: list[str]) -> int:
    """Install what is missing, and nothing more."""
    set_up(system.PROGRAM, again=True)
    say("Reviewer is set up.")
    return 0


def command_run(arguments: list[str]) -> int:
    """Open the sample documents in the window; without a display read them without one."""
    lacking = set_up(system.PROGRAM)
    command = [PYTHON, "-m", "reviewer", "--samples", *arguments]
    if "--headless" not in arguments:
        if not has_display():
            say("There is no display, so the samples are read without a window.")
            command.append("--headless")
        elif not lacking.isdisjoint({"qt", "window"}):
            say("The window's libraries are missing, so the samples are read without a window.")
            command.append("--headless")
    return call(command, child_environment())


def command_test(arguments: list[str]) -> int:
    """Run all tests: first those without a window, then those in a real window under Xvfb."""
    lacking = set_up(system.TESTS, again=True)
    if "qt" in lacking:
        raise SetupError("The tests need the libraries of Qt: install what is missing, then try again.")
    pytest = [PYTHON, "-m", "pytest"]
    with tempfile.TemporaryDirectory(prefix="reviewer-run-") as folder:
        hidden = child_environment(QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=folder)
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            hidden.pop(name, None)
        code = call([*pytest, "-n", "auto", "--dist", "worksteal", "-m", "not e2e", *arguments], hidden)
        if code not in (0, 1, NO_TESTS):  # 1: some failed; others: stopped by hand, wrong arguments
            return code
        if not lacking.isdisjoint({"window", "xvfb"}) or os.name == "nt" or sys.platform == "darwin":
            say("The tests in a real window were not run: they need Linux with Xvfb and the libraries of Qt's windows.")
            return code or int(bool(os.environ.get("CI")))
        with virtual_display() as display:
            shown = {**hidden, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
            windowed = call([*pytest, "-m", "e2e", *arguments], shown)
    return test_verdict(code, windowed)


def test_verdict(first: int, windowed: int) -> int:
    """One exit code for both parts; a part that a filter left empty counts as passed, both do not."""
    if first == windowed == NO_TESTS:
        return NO_TESTS
    if first not in (0, NO_TESTS):
        say("The first part, without a window, failed: its summary is further up.")
        return first
    return 0 if windowed == NO_TESTS else windowed


def command_check(arguments: list[str]) -> int:
    """Run every check, and say which failed."""
    set_up()
    failed = []
    for name, (tool, *options) in CHECKS.items():
        say(f"--- {name}")
        if call([BIN / tool, *options], child_environment()):
            failed.append(name)
    say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def command_bench(arguments: list[str]) -> int:
    """Run every script of benchmarks/ and print what they measure."""
    set_up(system.PROGRAM)
    scripts = sorted(path for path in (ROOT / "benchmarks").glob("*.py") if not path.name.startswith("_"))
    environment = child_environment(QT_QPA_PLATFORM="offscreen")
    codes = []
    for script in scripts:
        say(f"--- {script.name}")
        codes.append(call([PYTHON, script, *arguments], environment))
    return max(map(abs, codes), default=0)


def command_calibrate(arguments: list[str]) -> int:
    """Measure how sure extraction may be, on documents whose truth is known: --corpus DIR."""
    set_up(system.PROGRAM)
    return call([PYTHON, ROOT / "benchmarks" / "_calibrate.py", *arguments], child_environment())


def command_pairing(arguments: list[str]) -> int:
    """Fit the weights that pair labels with values to made forms."""
    set_up(system.PROGRAM)
    return call([PYTHON, ROOT / "benchmarks" / "_pairs.py", *arguments], child_environment())


def command_samples(arguments: list[str]) -> int:
    """Make the sample documents of resources/samples/ again."""
    set_up()
    return call([PYTHON, ROOT / "packaging" / "samples", *arguments], child_environment())


def command_screenshots(arguments: list[str]) -> int:
    """Make the pictures of the window in docs/images/ again."""
    set_up()
    return call([PYTHON, ROOT / "packaging" / "screenshots", *arguments], child_environment())


def command_recording(arguments: list[str]) -> int:
    """Make the recording of the window in docs/images/ again."""
    set_up()
    return call([PYTHON, ROOT / "packaging" / "recording", *arguments], child_environment())


def command_lock(arguments: list[str]) -> int:
    """Make the hashed lock again, for every system; with --upgrade to the newest versions."""
    tools = ROOT / "build" / "lock-tools"
    python = tools / BIN.name / PYTHON.name
    if not python.exists():
        watch([own_python(), "-m", "venv", "--clear", str(tools)], "Making a place for uv")
        code, lines = watch([str(python), "-m", "pip", "install", "uv>=0.8"], "Fetching uv")
        if code:
            raise SetupError(f"uv, which makes the lock, could not be installed: {last_error(lines)}")
    options = ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest", "--group", "dev"]
    options += ["--generate-hashes", "--no-config", "--quiet", "--custom-compile-command", "make lock"]
    target = LOCK.relative_to(ROOT)
    return call([python, "-m", "uv", "pip", "compile", "pyproject.toml", *options, "-o", target, *arguments])


def command_vendor_clients(arguments: list[str]) -> int:
    """Drive the emulators with the vendors' own clients, in an environment of their own."""
    set_up(system.PROGRAM)
    folder = ROOT / "build" / "vendor-clients"
    python = folder / BIN.name / PYTHON.name
    if not python.exists():
        watch([own_python(), "-m", "venv", "--clear", str(folder)], "Making a place for the vendors' clients")
    listed = ROOT / "packaging" / "vendor_clients" / "requirements.txt"
    install = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "-r", str(listed)]
    code, lines = watch(install, "Fetching the vendors' clients")
    if code:
        raise SetupError(f"The vendors' clients could not be installed: {last_error(lines)}")
    return call([PYTHON, ROOT / "packaging" / "vendor_clients", python, *arguments], child_environment())


def command_clean(arguments: list[str]) -> int:
    """Delete what was made here: .venv, build with the samples' workspace, caches."""
    for name in CLEANED:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    say(f"Deleted {', '.join(CLEANED)}.")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    name.partition("_")[2].replace("_", "-"): value
    for name, value in list(globals().items())
    if name.startswith("command_")
}


def usage() -> str:
    """The commands with a line each."""
    lines = [f"  {name:<15} {(function.__doc__ or '').splitlines()[0]}" for name, function in COMMANDS.items()]
    return "\n".join(["usage: python3 packaging/bootstrap.py COMMAND [ARGUMENTS...]", "", *lines])


def too_old(version: Sequence[int]) -> str:
    """The sentence for a Python that is too old; empty when it is not."""
    if tuple(version) >= OLDEST:
        return ""
    found, oldest = (".".join(map(str, numbers)) for numbers in (version, OLDEST))
    return (
        f"Reviewer needs Python {oldest} or newer, and this is {found}: install it, or name it: PYTHON=python{oldest}."
    )


def _terminated(number: int, frame: object) -> NoReturn:
    sys.exit(128 + number)


def main(arguments: list[str]) -> int:
    """Run one command."""
    sentence = too_old(sys.version_info[:2])
    if sentence:
        say(sentence)
        return 1
    name, *rest = arguments or ["help"]
    if name not in COMMANDS:
        say(usage())
        return 0 if name in ("help", "-h", "--help") else 2
    signal.signal(signal.SIGTERM, _terminated)
    try:
        return COMMANDS[name](rest)
    except SetupError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(f"The set-up could not go on: {error}.")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
