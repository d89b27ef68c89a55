"""The command line itself, and what every command begins with."""

import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.__main__ import main
from reviewer.cli import libraries, parser, streams
from reviewer.cli.findings import Finding, Section, lines

COMMANDS = ("recognize", "add", "list", "export", "receive", "schema", "doctor")


def parsed(*arguments: str):
    return parser.parse(arguments)


def test_without_a_command_the_window_is_meant():
    assert parsed().command is None
    assert parsed().files == []


@pytest.fixture
def scans(tmp_path, monkeypatch):
    """A folder with files, some with names that say something else to the program."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.png", "list", "-x.png", "ü 1.pdf"):
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (("a.png",), ["a.png"]),
        ((".", "gone.png"), [".", "gone.png"]),
        (("ü 1.pdf", "a.png"), ["ü 1.pdf", "a.png"]),
        (("./list",), ["list"]),
        (("--", "-x.png"), ["-x.png"]),
        (("a.png", "list"), ["a.png", "list"]),
    ],
)
def test_files_without_a_command_are_for_the_window(scans, arguments, files):
    for workspace in ((), ("--workspace", "w"), ("--workspace=w",)):
        options = parsed(*workspace, *arguments)

        assert options.command is None
        assert [str(path) for path in options.files] == files
        assert getattr(options, "workspace", None) == (Path("w") if workspace else None)


def test_a_command_stays_one_where_a_file_is_called_so(scans):
    assert parsed("list").command == "list"
    assert parsed("--workspace", "a.png", "list").command == "list"


@pytest.mark.parametrize("word", ["recognise", "gone.png", "x" * 5000, "\x1b[31m"])
def test_what_is_neither_a_command_nor_a_file_is_told(scans, capsys, word):
    with pytest.raises(SystemExit) as ended:
        parsed(word, "a.png")

    assert ended.value.code == 2
    assert (
        f"“{streams.shown(word)}” is neither a command nor a file. Commands: recognize, explain, add,"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize("arguments", [("recognize", ""), ("",), ("--workspace", "", "list")])
def test_an_empty_name_is_not_taken_for_the_current_folder(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        parsed(*arguments)

    assert ended.value.code == 2
    assert "an empty name is no path" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as ended:
        parsed(command, "--help")

    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: reviewer {command}")


def test_the_workspace_may_stand_before_or_behind_the_command():
    assert parsed("--workspace", "w", "list").workspace == Path("w")
    assert parsed("list", "--workspace", "w").workspace == Path("w")
    assert not hasattr(parsed("list"), "workspace")


def test_engines_are_found_by_their_files():
    assert parsed("recognize", "a", "--engine", "tesseract").engine == "tesseract"
    with pytest.raises(SystemExit) as ended:
        parsed("recognize", "a", "--engine", "nonsense")
    assert ended.value.code == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ("recognize",),
        ("nonsense",),
        ("--headless",),
        ("--work", "w"),
        ("recognize", "a", "--password", "x", "--password-file", "y"),
    ],
)
def test_a_wrong_command_ends_with_two(wrong, capsys):
    with pytest.raises(SystemExit) as ended:
        parsed(*wrong)

    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: ")


def test_the_program_runs_a_command(capfd):
    assert main(["schema"]) == 0
    assert capfd.readouterr().out.startswith("{")


def test_a_window_that_cannot_open_says_what_to_do(monkeypatch, capsys):
    def broken(_options):
        raise ImportError("libEGL.so.1: cannot open shared object file")

    monkeypatch.setattr("reviewer.app.run_window", broken)
    monkeypatch.setenv("DISPLAY", ":0")

    assert main([]) == 1
    assert "reviewer doctor" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_the_window_says_so_instead_of_crashing(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert main([]) == 1
    assert capsys.readouterr().err.startswith("The window cannot open: there is no display here.")


def test_commands_and_services_load_no_qt():
    code = """
import importlib, pkgutil, sys
import reviewer.cli, reviewer.services
for package in (reviewer.cli, reviewer.services):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
loaded = {name.split(".")[0] for name in sys.modules}
sys.exit(" ".join(loaded & {"PySide6", "shiboken6", "pymupdf", "cv2", "onnxruntime", "PIL"}) or 0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)

    assert (done.returncode, done.stderr) == (0, "")


def test_texts_stay_on_their_line():
    assert streams.shown("a\nb\x1b[1m\u202egnp.\udcff") == r"a\nb\x1b[1m\u202egnp.\udcff"
    assert streams.shown("日本 é😀") == "日本 é😀"


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_names_print_on_any_terminal(locale):
    code = r"from reviewer.cli import streams; streams.prepare(); streams.put('\u65e5 \udcff'); streams.say('\xe9')"
    environment = {"LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONPATH": str(SOURCE)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=environment, timeout=60)

    assert done.returncode == 0
    assert done.stdout == rb"\u65e5 \udcff" + b"\n"


SOURCE = Path(parser.__file__).parents[2]


def test_findings_are_told_with_what_to_do():
    found = [Section("Reading", [Finding("A", "works", True), Finding("Long", "does not", False, "Install it.")])]

    assert lines(found) == [
        "Reading",
        "  ok A     works",
        "  !! Long  does not",
        "           Install it.",
    ]


def test_libraries_that_are_missing_are_told_with_their_packages(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(libraries, "QT", {"libnonsense.so.1": "libnonsense1"})

    (found,) = libraries.check()

    assert found.good is False
    assert "libnonsense.so.1" in found.text
    assert "apt-get install libnonsense1" in found.advice


def test_the_tables_of_libraries_are_those_of_the_set_up():
    sys.path.insert(0, str(SOURCE.parent / "packaging"))
    try:
        import system
    finally:
        sys.path.pop(0)

    assert {"qt": libraries.QT, "window": libraries.WINDOW} == system._LIBRARIES
