import sys

import pytest

from reviewer.engines import _tesseract_program
from reviewer.errors import EngineError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs here are shell scripts")


@pytest.fixture
def program(tmp_path):
    """Makes a program that answers as Tesseract does."""

    def make(version="tesseract 5.3.0", folder="bin", data=("eng", "osd")):
        path = tmp_path / folder / "tesseract"
        path.parent.mkdir()
        languages = "\\n".join(("List of available languages (2):", *data))
        path.write_text(f'#!/bin/sh\ncase $1 in --version) echo "{version}";; *) printf "{languages}\\n";; esac\n')
        path.chmod(0o700)
        return path

    return make


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch):
    monkeypatch.delenv("REVIEWER_TESSERACT", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(_tesseract_program, "_USUAL", ())
    monkeypatch.setattr(_tesseract_program, "_FOLDERS", {})


def test_it_is_found_by_its_path_or_folder(program):
    path = program()
    found = _tesseract_program.find(str(path))
    assert (found.path, found.version, found.data) == (path, "5.3.0", ("eng", "osd"))
    assert _tesseract_program.find(str(path.parent)).path == path


def test_it_is_found_by_variable_then_by_path(program, monkeypatch):
    by_path, by_variable = program(folder="a"), program(folder="b")
    monkeypatch.setenv("PATH", f"relative:{by_path.parent}")
    assert _tesseract_program.find().path == by_path
    monkeypatch.setenv("REVIEWER_TESSERACT", str(by_variable))
    assert _tesseract_program.find().path == by_variable


def test_a_path_in_the_settings_is_not_replaced_by_another_program(program, monkeypatch):
    monkeypatch.setenv("PATH", str(program().parent))
    with pytest.raises(EngineError, match="There is no Tesseract at /nowhere"):
        _tesseract_program.find("/nowhere")


def test_the_current_folder_is_never_searched(program, monkeypatch):
    monkeypatch.chdir(program().parent)
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(EngineError, match="not installed"):
        _tesseract_program.find()


@pytest.mark.parametrize(
    ("version", "text"),
    [("tesseract 4.1.1", "Tesseract 4.1.1 is too old."), ("some other program", "is not Tesseract.")],
)
def test_old_or_other_programs_are_refused(program, version, text):
    with pytest.raises(EngineError) as told:
        _tesseract_program.find(str(program(version)))
    assert text in told.value.text
    assert told.value.advice


def test_versions_of_windows_builds_are_understood(program):
    assert _tesseract_program.find(str(program("tesseract v5.4.0.20240606"))).version == "5.4.0.20240606"


def test_a_program_that_does_not_run_is_refused(tmp_path):
    path = tmp_path / "tesseract"
    path.write_text("#!/nowhere/at/all\n")
    path.chmod(0o700)
    with pytest.raises(EngineError, match="does not run"):
        _tesseract_program.find(str(path))


@pytest.mark.parametrize(
    ("platform", "sentence"),
    [
        ("linux", "Install tesseract-ocr and tesseract-ocr-chi-sim (apt install tesseract-ocr tesseract-ocr-chi-sim)."),
        ("darwin", "Install tesseract and tesseract-lang: brew install tesseract-lang."),
        ("win32", "Run Tesseract's installer (github.com/UB-Mannheim/tesseract) and choose the data chi_sim."),
    ],
)
def test_what_to_install_depends_on_the_system(monkeypatch, platform, sentence):
    monkeypatch.setattr(_tesseract_program.sys, "platform", platform)
    assert _tesseract_program.install(["chi_sim"], program=True) == sentence
