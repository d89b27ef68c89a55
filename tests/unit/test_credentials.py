"""Secrets from a private file or the environment."""

import json
import os
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer import credentials
from reviewer.errors import SettingsError
from reviewer.secret import Secret

CANARY = "canary-1b7e"


@pytest.fixture
def file(tmp_path):
    def write(content, name="credentials.toml", mode=0o600):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        path.chmod(mode)
        return path

    return write


def test_toml_and_json_say_the_same(file):
    toml = file('[mindee]\napi_key = "k"\nwebhook_secret = ["new", "old"]\n[verihubs]\ncallback_user = "u"\n')
    values = {"mindee": {"api_key": "k", "webhook_secret": ["new", "old"]}, "verihubs": {"callback_user": "u"}}
    wanted = {
        "mindee": {"api_key": Secret("k"), "webhook_secret": Secret("new"), "webhook_secret_2": Secret("old")},
        "verihubs": {"callback_user": Secret("u")},
    }

    assert credentials.read_file(toml) == wanted
    assert credentials.read_file(file(json.dumps(values), "a.json")) == wanted
    assert credentials.read_file(file("\ufeff" + json.dumps(values), "without_suffix")) == wanted


@pytest.mark.skipif(os.name == "nt", reason="the mode says nothing there")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601, 0o777])
def test_a_file_that_others_can_read_is_refused(file, mode):
    path = file(f'[mindee]\napi_key = "{CANARY}"', mode=mode)

    with pytest.raises(SettingsError, match="Others can read") as caught:
        credentials.read_file(path)
    assert str(path) in str(caught.value)

    path.chmod(0o400)
    assert credentials.read_file(path)["mindee"]["api_key"].reveal() == CANARY


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (f'[mindee]\napi_key = "{CANARY}', "TOML"),
        (f"[mindee]\napi_key = {CANARY}", "TOML (line 2, column 11)"),
        (f'{{"mindee": {{"api_key": "{CANARY}"', "JSON (line 1"),
        (f'api_key = "{CANARY}"', "outside the table"),
        ("[mindee]\napi_key = 5", "no text at “api_key” of “mindee”"),
        ('[mindee]\napi_key = ""', "no text"),
        (f'[mindee]\napi_key = ["{CANARY}", 5]', "no text"),
        (CANARY.encode() + b"\xff", "UTF-8"),
        ("[" * 5000, "TOML"),
        ('{"a":' * 5000, "JSON"),
        (b"#" * (credentials.BYTES + 1), "too large"),
    ],
)
def test_what_is_wrong_is_said_without_the_contents(file, content, says):
    path = file(content)

    with pytest.raises(SettingsError) as caught:
        credentials.read_file(path)

    assert says in str(caught.value)
    error = caught.value
    assert CANARY not in "".join(traceback.format_exception(error))
    assert error.__context__ is None or isinstance(error.__context__, OSError)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        credentials.read_file(tmp_path / "gone")


@given(st.binary(max_size=300))
def test_any_contents_are_read_or_told(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("c") / "credentials"
    path.write_bytes(content)
    path.chmod(0o600)
    try:
        found = credentials.read_file(path)
    except SettingsError:
        return
    assert all(isinstance(secret, Secret) for table in found.values() for secret in table.values())


def test_the_environment_has_them_by_provider_and_name(monkeypatch):
    monkeypatch.setenv("REVIEWER_MINDEE_WEBHOOK_SECRET", "a")
    monkeypatch.setenv("REVIEWER_MINDEE_WEBHOOK_SECRET_2", "b")
    monkeypatch.setenv("REVIEWER_MINDEE_WEBHOOK_SECRET_4", "never")
    monkeypatch.setenv("REVIEWER_MINDEE_API_KEY", "")

    assert credentials.from_environment("mindee", "webhook_secret") == Secret("a")
    assert credentials.from_environment("mindee", "api_key") is None
    assert credentials.from_environment("mindee", "other") is None
    assert credentials.find_all("mindee", "webhook_secret") == (Secret("a"), Secret("b"))
    assert credentials.variable("aspose-ocr", "client id") == "REVIEWER_ASPOSE_OCR_CLIENT_ID"


def test_the_file_goes_first(monkeypatch):
    monkeypatch.setenv("REVIEWER_MINDEE_API_KEY", "environment")
    monkeypatch.setenv("REVIEWER_MINDEE_OTHER", "environment")
    secrets = {"mindee": {"api_key": Secret("file")}}

    assert credentials.find("mindee", "api_key", secrets) == Secret("file")
    assert credentials.find("mindee", "other", secrets) == Secret("environment")
    assert credentials.find("handl", "other", secrets) is None
