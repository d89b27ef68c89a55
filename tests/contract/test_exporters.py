"""What every exporter keeps to, found by itself."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker
from msgspec.structs import replace

from dossiers import dossier, full
from journals import Journal, actions
from reviewer import registry
from reviewer.exporters import corrected_json

NAMES = registry.names("reviewer.exporters")
SCHEMA = json.loads(corrected_json.schema())


def exporter(name):
    return registry.load("reviewer.exporters", name).Exporter()


def errors(document):
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


def test_the_formats_of_the_command_line_are_there():
    assert {exporter(name).suffix for name in NAMES} >= {".json", ".csv", ".xlsx"}


@pytest.mark.parametrize("name", NAMES)
def test_an_exporter_tells_what_it_is(name):
    found = exporter(name)

    assert found.title
    assert found.suffix == found.suffix.strip().lower()
    assert isinstance(found.together, bool)
    assert registry.load("reviewer.exporters", name).__doc__


@pytest.mark.parametrize("name", NAMES)
def test_an_exporter_gives_bytes_for_any_number_of_documents(name):
    for dossiers in ([], [full()], [full(), dossier()]):
        assert all(isinstance(piece, bytes) for piece in exporter(name).export(dossiers))


@pytest.mark.parametrize("name", NAMES)
def test_an_exporter_takes_documents_as_they_come(name):
    assert b"".join(exporter(name).export(iter([full()])))


@pytest.mark.parametrize("name", NAMES)
def test_an_exporter_takes_a_document_of_which_nothing_is_known(name):
    bare = replace(dossier(), recognition=None, document_type=None)

    assert b"".join(exporter(name).export([bare]))


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_in_docs_is_the_one_that_is_installed():
    docs = Path(__file__).parents[2] / "docs" / "corrected-json.schema.json"

    assert docs.read_text("utf-8") == corrected_json.schema(), "run: reviewer schema > docs/corrected-json.schema.json"


def test_the_example_in_docs_keeps_to_the_schema():
    text = (Path(__file__).parents[2] / "docs" / "corrected-json.md").read_text("utf-8")
    example = json.loads(text.split("```json\n")[1].split("```")[0])

    assert errors(example) == []


def test_exported_json_keeps_to_the_schema():
    for made in (full(), dossier(), replace(full(), recognition=None, document_type=None)):
        assert errors(json.loads(corrected_json.line(made))) == []


@given(actions())
def test_json_keeps_to_the_schema_whatever_was_done(done):
    journal = Journal()
    for act in done:
        act(journal)
    made = replace(full(), revision=journal.revision)

    assert errors(json.loads(corrected_json.line(made))) == []


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("document", "revision_status"), "done"),
        (("document", "more"), 1),
        (("pages", 0, "rotation"), 45),
        (("pages", 0, "area"), [0.0, 0.0, 1.0]),
        (("pages", 0, "area"), [0.0, 0.0, 1.0, 1.5]),
        (("fields", "company", 0, "confidence"), 1.1),
        (("fields", "company", 0, "regions", 0, "polygon"), [[0, 0], [1, 1]]),
        (("fields", "company", 0, "regions", 0, "polygon", 0), [0, 0, 0]),
        (("fields", "company", 0, "source"), "guessed"),
        (("fields", "line_items", 0, "amount"), "5.50"),
        (("schema",), "reviewer/corrected-json/2"),
        (("more",), 1),
    ],
)
def test_the_schema_is_strict(path, wrong):
    document = json.loads(corrected_json.line(full()))
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = wrong

    assert errors(document)


def test_every_key_is_required():
    document = json.loads(corrected_json.line(full()))
    for key in document:
        assert errors({name: value for name, value in document.items() if name != key})
