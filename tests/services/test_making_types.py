"""A service says what it reads; a document type is made of it."""

import pytest

from canned import TYPES, CannedReader
from reviewer import document_types
from reviewer.emulators._emulator import emulate
from reviewer.emulators._server import serving
from reviewer.errors import ProviderError, SettingsError
from reviewer.jobs import CancelToken, silent
from reviewer.secret import Secret
from reviewer.services.remote.describe import MakeTypeJob, describe
from reviewer.settings import Settings


@pytest.fixture
def url():
    with serving(emulate("mybiros", CannedReader(), key="k", types=TYPES).app) as address:
        yield address


def job(url, folder, service="receipt", key="k"):
    table = {"base_url": f"{url}/api/v1", "service": service}
    return MakeTypeJob("mybiros", Settings(providers={"mybiros": table}), lambda *_: Secret(key), folder)


def test_its_fields_become_a_type_of_the_operators_own(url, tmp_path):
    made = job(url, tmp_path / "types")(CancelToken(), silent)

    loaded = document_types.load([tmp_path / "types"])
    assert loaded.problems == ()
    assert loaded[made.kind.name] == made.kind
    assert made.service == "receipt"
    assert {field.label for field in made.kind.fields} > {"Company", "Total"}


def test_one_that_is_there_stays(url, tmp_path):
    made = job(url, tmp_path)(CancelToken(), silent)
    made.path.write_text("mine")
    with pytest.raises(SettingsError, match="already"):
        job(url, tmp_path)(CancelToken(), silent)
    assert made.path.read_text() == "mine"


def test_a_wrong_key_is_told_and_nothing_is_written(url, tmp_path):
    with pytest.raises(ProviderError):
        job(url, tmp_path / "types", key="other")(CancelToken(), silent)
    assert not (tmp_path / "types").exists()


def test_only_who_describes_is_offered():
    assert describe("mybiros", lambda *_: None, False).describes
    assert not describe("handl", lambda *_: None, False).describes
