"""Every shipped document type, picked up by itself."""

from datetime import date

import pytest

from paper import page
from reviewer import registry, rules
from reviewer.document_types import load
from reviewer.domain.document_type import Kind
from reviewer.extraction.extract import blank, extract
from reviewer.extraction.signs import OWN_LABELS, SIGNS

TYPES = load()
TODAY = date(2024, 6, 1)
ANYTHING = """
    Some Place Ltd           Page 1
    Date: 03.04.2024   Ref: AB-1207

    Name: Ada Example
    Total          12.50
"""


@pytest.fixture(params=sorted(TYPES))
def kind(request):
    return TYPES[request.param]


def test_it_has_a_title_and_labels_for_the_operator(kind):
    assert kind.title
    assert all(field.label and all(column.label for column in field.columns) for field in kind.fields)


def test_its_finder_exists(kind):
    assert kind.finder in registry.names("reviewer.extraction.finders")


def test_its_rules_exist_and_have_the_right_options(kind):
    assert rules.problems(kind) == ()


def test_its_signs_exist(kind):
    assert set(kind.signs) <= {*SIGNS, OWN_LABELS}


def test_a_field_that_is_found_by_candidates_has_label_words(kind):
    if kind.finder != "candidates":
        return
    needs = [field for field in kind.fields if not field.columns and field.kind is not Kind.MRZ]
    without = [field.name for field in needs if not (field.labels or field.choices or field.phrases or field.words)]
    assert without == []


@pytest.mark.parametrize("text", [ANYTHING, ""])
def test_extraction_returns_all_its_fields_in_its_order(kind, text):
    fields = extract([page(text)], kind, today=TODAY).fields

    assert [field.name for field in fields] == [field.name for field in kind.fields]
    for field, wanted in zip(fields, kind.fields, strict=True):
        assert bool(field.values) or bool(wanted.columns) or wanted.several
        assert not (field.rows and not wanted.columns)


def test_rows_have_all_their_columns(kind):
    for field in extract([page(ANYTHING)], kind, today=TODAY).fields:
        wanted = next(one for one in kind.fields if one.name == field.name)
        for row in field.rows:
            assert [cell.name for cell in row.fields] == [column.name for column in wanted.columns]


def test_a_document_without_pages_has_all_fields_blank(kind):
    assert [field.name for field in blank(kind)] == [field.name for field in kind.fields]
    assert [field.name for field in extract([], kind, today=TODAY).fields] == [field.name for field in kind.fields]
