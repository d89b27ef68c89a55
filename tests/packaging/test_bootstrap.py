"""The set-up's decisions: nothing is installed here and no network is used."""

import ast
import importlib
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MODULES = ("progress", "system", "environment", "display", "bootstrap")
BOOKWORM = {"ID": "debian", "VERSION_ID": "12"}
TRIXIE = {"ID": "debian", "VERSION_ID": "13"}


class Setup:
    """The set-up's modules, which are scripts beside each other and not a package."""

    def __init__(self) -> None:
        self.progress, self.system, self.environment, self.display, self.bootstrap = (
            importlib.import_module(name) for name in MODULES
        )


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch) -> Iterator[Setup]:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    yield Setup()
    for name in MODULES:
        sys.modules.pop(name)


@pytest.fixture
def checkout(setup: Setup, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A small checkout with a lock and a finished .venv, and the set-up made to work on it."""
    environment = setup.environment
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "x"\n[build-system]\nrequires = []\n[tool.hatch]\n[tool.ruff]\nline-length = 120\n'
    )
    (tmp_path / "requirements.lock").write_text("six==1.0 \\\n    --hash=sha256:00\n")
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    (venv / "pyvenv.cfg").write_text(f"home = {tmp_path}\nversion = 3.11.2\n")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(environment, "STAMP", venv / "stamp.json")
    monkeypatch.setattr(environment, "LOCK", tmp_path / "requirements.lock")
    (venv / "stamp.json").write_text(json.dumps(environment.fingerprint()))
    return tmp_path


def commands_run(module: ModuleType, monkeypatch: pytest.MonkeyPatch, *codes: int) -> list[list[str]]:
    """Record what a module would run, and answer with these exit codes and then with 0."""
    answers = list(codes)
    seen: list[list[str]] = []

    def watch(command: list[str], *_: object, **__: object) -> tuple[int, list[str]]:
        seen.append(command)
        code = answers.pop(0) if answers else 0
        return code, ["E: Unable to locate package libegl1"] if code else []

    monkeypatch.setattr(module, "watch", watch)
    return seen


# --- packages of the system ---


@pytest.mark.parametrize(
    ("release", "name"),
    [
        (BOOKWORM, "libglib2.0-0"),
        (TRIXIE, "libglib2.0-0t64"),
        ({"ID": "debian"}, "libglib2.0-0t64"),
        ({"ID": "ubuntu", "VERSION_ID": "22.04"}, "libglib2.0-0"),
        ({"ID": "ubuntu", "VERSION_ID": "24.04"}, "libglib2.0-0t64"),
        ({"ID": "elsewhere", "VERSION_ID": "99"}, "libglib2.0-0"),
    ],
)
def test_packages_have_the_names_of_this_release(setup: Setup, release: dict[str, str], name: str) -> None:
    glib = [
        setup.system.Missing("libglib-2.0.so.0", "libglib2.0-0", "qt"),
        setup.system.Missing("libgthread-2.0.so.0", "libglib2.0-0", "qt"),
    ]
    assert setup.system.packages(glib, release) == [name]


def test_a_bare_machine_lacks_every_group(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    system = setup.system
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "_loads", lambda library: False)
    monkeypatch.setattr(system.shutil, "which", lambda program: None)
    monkeypatch.setattr(system.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(system, "_FONT_FOLDERS", ())
    missing = system.find_missing(system.TESTS)
    assert {thing.group for thing in missing} == set(system.CONSEQUENCES)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    expected = {version, "libegl1", "libglib2.0-0", "libxcb-cursor0", "tesseract-ocr", "tesseract-ocr-rus", "xvfb"}
    assert expected <= set(system.packages(missing, BOOKWORM))


def test_windows_and_mac_need_nothing_from_the_system(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup.system, "_loads", lambda library: False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert setup.system.find_missing(("qt", "window")) == []


def test_root_installs_with_apt(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    system = setup.system
    monkeypatch.setattr(system.shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(system.os, "geteuid", lambda: 0)
    seen = commands_run(system, monkeypatch)
    system.install([system.Missing("Xvfb", "xvfb", "xvfb"), system.Missing("libEGL.so.1", "libegl1", "qt")])
    assert [command[:2] for command in seen] == [["apt-get", "update"], ["apt-get", "install"]]
    assert seen[1][2:6] == ["-y", "--no-install-recommends", "libegl1", "xvfb"]


def test_a_package_that_apt_does_not_know_does_not_stop_the_others(
    setup: Setup, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system = setup.system
    seen = commands_run(system, monkeypatch, 0, 100, 0)
    system._install_with_apt(["libegl1", "xvfb"])
    assert "libegl1" in seen[1]
    assert "xvfb" in seen[2]
    assert "libegl1" not in seen[2]
    assert "apt-get does not know libegl1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("E: Failed to fetch some file", "it cannot reach its package servers."),
        ("E: Could not get lock", "E: Could not get lock"),
    ],
)
def test_apt_that_fails_is_told_in_one_sentence(
    setup: Setup, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, reason: str
) -> None:
    monkeypatch.setattr(setup.system, "watch", lambda *_, **__: (100, [line, ""]))
    setup.system._install_with_apt(["xvfb"])
    assert capsys.readouterr().out == f"apt-get could not install them, going on without: {reason}\n"


@pytest.mark.parametrize(("user", "apt"), [(1000, "/usr/bin/apt-get"), (0, None)])
def test_nothing_is_installed_without_root_and_apt(
    setup: Setup, monkeypatch: pytest.MonkeyPatch, user: int, apt: str | None
) -> None:
    system = setup.system
    monkeypatch.setattr(system.shutil, "which", lambda program: apt)
    monkeypatch.setattr(system.os, "geteuid", lambda: user, raising=False)
    seen = commands_run(system, monkeypatch)
    system.install([system.Missing("libEGL.so.1", "libegl1", "qt")])
    assert seen == []


def test_the_exact_command_is_told(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    system = setup.system
    missing = [system.Missing("libGL.so.1", "libgl1", "qt"), system.Missing("libEGL.so.1", "libegl1", "qt")]
    monkeypatch.setattr(system.shutil, "which", lambda program: f"/usr/bin/{program}")
    command = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    assert system.how_to_install(missing).endswith(f": {command}")
    monkeypatch.setattr(system.shutil, "which", lambda program: None)
    assert "no apt-get here: install what Debian calls libegl1 libgl1" in system.how_to_install(missing)


def test_each_group_says_what_does_not_work_without_it(setup: Setup) -> None:
    system = setup.system
    qt = [system.Missing(name, name, "qt") for name in ("libegl1", "libgl1", "libx11-6")]
    reading = [system.Missing("tesseract", "tesseract-ocr", "tesseract")]
    languages = [system.Missing(name, f"tesseract-ocr-{name}", "languages") for name in ("deu", "fra")]
    assert [sentence.split(":")[0] for sentence in system.explain([*qt, *reading, *languages])] == [
        "Without libegl1 and 2 more",
        "Without tesseract-ocr",
    ]
    assert "no screenshot" in system.explain(qt)[0]
    assert "RapidOCR" in system.explain(reading)[0]
    assert system.explain(languages)[0].startswith("Without tesseract-ocr-deu and tesseract-ocr-fra: ")


# --- the environment and its stamp ---


def test_a_finished_environment_is_current(setup: Setup, checkout: Path) -> None:
    assert setup.environment.is_current()


@pytest.mark.parametrize(
    ("file", "old", "new", "current"),
    [
        ("requirements.lock", "six==1.0", "six==1.1", False),
        ("pyproject.toml", 'name = "x"', 'name = "x"\ndependencies = ["six"]', False),
        ("pyproject.toml", "line-length = 120", "line-length = 100", True),
    ],
)
def test_the_environment_follows_the_lock_and_the_project(
    setup: Setup, checkout: Path, file: str, old: str, new: str, current: bool
) -> None:
    path = checkout / file
    path.write_text(path.read_text().replace(old, new))
    assert setup.environment.is_current() is current


@pytest.mark.parametrize("gone", [".venv/bin/python", ".venv/pyvenv.cfg", ".venv/stamp.json"])
def test_a_broken_or_unfinished_environment_is_not_current(setup: Setup, checkout: Path, gone: str) -> None:
    (checkout / gone).unlink()
    assert not setup.environment.is_current()


def test_an_environment_whose_python_was_removed_is_not_usable(setup: Setup, checkout: Path) -> None:
    (checkout / ".venv" / "pyvenv.cfg").write_text("home = /nowhere/bin\n")
    assert not setup.environment.is_usable()


def test_another_python_or_place_makes_the_environment_anew(
    setup: Setup, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = checkout / ".venv" / "stamp.json"
    stamp.write_text(stamp.read_text().replace(str(checkout), "/elsewhere"))
    seen = commands_run(setup.environment, monkeypatch)
    setup.environment.build_environment()
    assert seen[0][1:4] == ["-m", "venv", "--clear"]


def test_a_new_lock_is_installed_into_the_environment_there_is(
    setup: Setup, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / "requirements.lock").write_text("six==1.1 \\\n    --hash=sha256:00\n")
    seen = commands_run(setup.environment, monkeypatch)
    setup.environment.build_environment()
    assert all(command[1:4] == ["-m", "pip", "install"] for command in seen)
    assert {"--require-hashes", str(checkout / "requirements.lock")} <= set(seen[0])
    assert {"--no-deps", "--no-build-isolation", "-e"} <= set(seen[1])
    assert setup.environment.is_current()


def test_an_interrupted_installation_leaves_no_stamp(
    setup: Setup, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / "requirements.lock").write_text("six==1.1 \\\n    --hash=sha256:00\n")
    commands_run(setup.environment, monkeypatch, 0, 1)
    with pytest.raises(setup.environment.SetupError, match="could not install the packages"):
        setup.environment.build_environment()
    assert not setup.environment.is_current()
    assert setup.environment.read_stamp() == {}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("WARNING: ... connection broken by 'SSLError([SSL: CERTIFICATE_VERIFY_FAILED])'", "set PIP_CERT"),
        ("WARNING: ... connection broken by 'NewConnectionError'", "check the network"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "DO NOT MATCH THE HASHES"),
    ],
)
def test_the_reason_why_pip_failed_is_told(setup: Setup, line: str, sentence: str) -> None:
    lines = [line, "ERROR: No matching distribution found for six==1.0"] if "broken" in line else [line]
    assert sentence in setup.environment.pip_error(lines)


def test_what_apt_cannot_give_is_tried_once_and_again_by_setup(
    setup: Setup, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment, system = setup.environment, setup.system
    tried: list[list[str]] = []
    missing = [system.Missing("tesseract", "tesseract-ocr", "tesseract")]
    monkeypatch.setattr(system, "find_missing", lambda groups: missing if "tesseract" in groups else [])
    monkeypatch.setattr(system, "install", lambda things: tried.append(system.packages(things)))
    for _ in range(2):
        assert environment.set_up(("tesseract",)) == {"tesseract"}
    assert tried == [["tesseract-ocr"]]
    environment.set_up(("tesseract",), again=True)
    assert tried == [["tesseract-ocr"]] * 2
    assert environment.is_current()


def test_without_venv_the_set_up_ends_with_the_command(
    setup: Setup, checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment, system = setup.environment, setup.system
    (checkout / ".venv" / "stamp.json").unlink()
    monkeypatch.setattr(system, "find_missing", lambda groups: [system.Missing("ensurepip", "python3.11-venv", "venv")])
    monkeypatch.setattr(system, "install", lambda things: None)
    monkeypatch.setattr(system.shutil, "which", lambda program: f"/usr/bin/{program}")
    with pytest.raises(environment.SetupError, match="install what is missing"):
        environment.set_up()
    assert "sudo apt-get install -y --no-install-recommends python3.11-venv\n" in capsys.readouterr().out


# --- displays ---


@pytest.mark.parametrize(
    ("variables", "shown"),
    [
        ({}, False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":59999"}, False),
        ({"DISPLAY": "desk.example:0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_a_display_is_one_that_answers(
    setup: Setup, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], shown: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert setup.display.has_display() is shown


@pytest.mark.parametrize(
    ("display", "lacking", "arguments", "headless"),
    [
        (True, set(), [], False),
        (False, set(), [], True),
        (True, {"window"}, [], True),
        (True, {"tesseract"}, ["--engine", "rapidocr"], False),
        (False, set(), ["--headless"], True),
    ],
)
def test_run_opens_a_window_where_one_can_be_shown(
    setup: Setup,
    monkeypatch: pytest.MonkeyPatch,
    display: bool,
    lacking: set[str],
    arguments: list[str],
    headless: bool,
) -> None:
    bootstrap = setup.bootstrap
    seen: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "set_up", lambda groups: lacking)
    monkeypatch.setattr(bootstrap, "has_display", lambda: display)
    monkeypatch.setattr(bootstrap, "call", lambda command, environment: seen.append(command) or 3)
    assert bootstrap.main(["run", *arguments]) == 3
    assert seen[0][1:4] == ["-m", "reviewer", "--samples"]
    assert seen[0].count("--headless") == int(headless)
    assert set(arguments) <= set(seen[0])


# --- the commands and the files beside ---


@pytest.mark.parametrize(
    ("first", "windowed", "verdict"),
    [(0, 0, 0), (0, 5, 0), (5, 0, 0), (5, 5, 5), (1, 0, 1), (0, 1, 1), (1, 5, 1), (5, 1, 1), (0, 2, 2)],
)
def test_both_parts_of_the_tests_count(setup: Setup, first: int, windowed: int, verdict: int) -> None:
    assert setup.bootstrap.test_verdict(first, windowed) == verdict


def test_every_check_runs_even_when_one_fails(
    setup: Setup, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap = setup.bootstrap
    seen: list[str] = []
    monkeypatch.setattr(bootstrap, "set_up", lambda: set())
    monkeypatch.setattr(bootstrap, "call", lambda command, _: seen.append(command[0].name) or command[0].name == "mypy")
    assert bootstrap.main(["check"]) == 1
    assert seen == ["ruff", "ruff", "mypy", "lint-imports"]
    assert "Failed: mypy." in capsys.readouterr().out


def test_an_old_python_is_told_so_and_can_read_the_file(setup: Setup) -> None:
    sentence = setup.bootstrap.too_old((3, 9))
    assert "needs Python 3.11 or newer, and this is 3.9" in sentence
    assert setup.bootstrap.too_old((3, 11)) == ""
    for name in MODULES:
        source = (ROOT / "packaging" / f"{name}.py").read_text("utf-8")
        ast.parse(source, feature_version=(3, 8))
        assert "from __future__ import annotations" in source


def test_the_oldest_python_is_that_of_the_project(setup: Setup) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=" + ".".join(map(str, setup.bootstrap.OLDEST))


def test_the_makefile_has_the_commands_of_the_bootstrap(setup: Setup) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.search(r"(?m)^COMMANDS = (.+)$", makefile)
    assert targets
    assert sorted(targets.group(1).split()) == sorted(setup.bootstrap.COMMANDS)


def test_pre_commit_runs_what_check_runs(setup: Setup) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [repo["repo"] for repo in hooks] == ["local"]
    entries = [hook["entry"].replace(".venv/bin/", "").split() for hook in hooks[0]["hooks"]]
    assert entries == list(setup.bootstrap.CHECKS.values())


def test_the_lock_pins_every_dependency_by_hash_and_names_no_address() -> None:
    lock = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    assert not re.search(r"://|--(?:extra-)?index|--find-links|--trusted-host|^-e|@ file", lock, re.MULTILINE)
    entries = re.findall(
        r"(?m)^([A-Za-z0-9._-]+)==\S+(?: ; [^\\\n]+)? \\\n((?: +--hash=sha256:[0-9a-f]{64}.*\n)+)", lock
    )
    assert len(entries) == len(re.findall(r"(?m)^[A-Za-z0-9]", lock))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("_", "-") for requirement in wanted}
    assert names <= {name for name, _ in entries}
