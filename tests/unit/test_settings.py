"""Settings: read, written, and what the operator's own hand put into the file stays."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer import settings
from reviewer.errors import SettingsError
from reviewer.settings import Reading, Settings


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings" / "settings.toml"


def test_what_is_saved_is_loaded(file):
    wanted = Settings(operator="Ana", reading=Reading(languages=("de", "en")), keys={"file.open": ("F2",)})
    settings.save(wanted, file)
    assert settings.load(file) == wanted


def test_without_a_file_there_are_the_defaults(file):
    assert settings.load(file) == Settings()


def test_comments_and_unknown_keys_stay(file):
    file.parent.mkdir()
    file.write_text('# mine\noperator = "Ana" # me\nfuture = 3\n\n[reading]\nengine = "auto" # any\n', "utf-8")
    settings.save(Settings(operator="Ben"), file)
    text = file.read_text("utf-8")
    assert text.startswith('# mine\noperator = "Ben" # me\nfuture = 3\n')
    assert 'engine = "auto" # any\n' in text


def test_an_own_key_that_was_given_up_goes(file):
    settings.save(Settings(keys={"file.open": ("F2",), "edit.undo": ()}), file)
    settings.save(Settings(keys={"edit.undo": ()}), file)
    assert settings.load(file).keys == {"edit.undo": ()}


def test_a_file_that_cannot_be_used_is_named(file):
    file.parent.mkdir()
    file.write_text("operator = 3\n", "utf-8")
    with pytest.raises(SettingsError, match=r"settings\.toml cannot be used"):
        settings.load(file)


def test_a_folder_that_cannot_be_written_is_named(file):
    file.parent.parent.joinpath("settings").write_text("", "utf-8")
    with pytest.raises(SettingsError, match="cannot be saved"):
        settings.save(Settings(), file)


def test_who_only_reads_settings_does_not_wait_for_the_writer(file):
    program = "import sys; from reviewer import settings; settings.load(); assert 'tomlkit' not in sys.modules"
    source = str(Path(settings.__file__).parents[1])
    environment = os.environ | {"PYTHONPATH": source, "REVIEWER_SETTINGS": str(file.parent)}
    assert subprocess.run([sys.executable, "-c", program], env=environment, timeout=60, check=False).returncode == 0


@pytest.mark.parametrize(
    "text",
    ['[reading]\nengine = "auto"\nengine = "auto"\n', "reading = 5\n", "[reading\n", "[[reading]]\nengine = 1\n"],
    ids=["a key twice", "no table", "no TOML", "several tables"],
)
def test_a_file_that_cannot_be_edited_is_written_anew(file, text):
    file.parent.mkdir()
    file.write_text(text)
    settings.save(Settings(operator="Ana"), file)

    assert settings.load(file) == Settings(operator="Ana")
