"""Values of a service as the document type has them."""

import pytest

from reviewer import document_types
from reviewer.domain.field import Field, Region, Row, Value
from reviewer.domain.geometry import Box
from reviewer.services.remote.answer import renamed
from reviewer.services.remote.fitting import fitted

TYPES = document_types.load()
PASSPORT, INVOICE = TYPES["passport"], TYPES["invoice"]
HERE, THERE = (Region(0, Box(0.1, top, 0.9, top + 0.1).polygon()) for top in (0.7, 0.8))
ZONE = {"mrz1": "mrz", "mrz2": "mrz"}
ACCOUNT = {"account.iban": "iban"}


def field(name, *texts, **more):
    return Field(name, tuple(Value(text, **more) for text in texts))


def fit(fields, kind, names=None):
    return fitted(renamed(tuple(fields), names or {}), kind, names or {})


def test_rows_of_a_zone_are_one_value():
    first = Field("mrz1", (Value("P<AAA", confidence=0.9, regions=(HERE,)),))
    second = Field("mrz2", (Value("1234", confidence=0.8, regions=(THERE,)),))
    (zone,) = fit([first, second], PASSPORT, ZONE)
    assert zone == Field("mrz", (Value("P<AAA\n1234", confidence=0.8, regions=(HERE, THERE)),))


@pytest.mark.parametrize("names", [("mrz.line_1", "mrz.line_2"), ("mrz_1", "mrz_2"), ("mrz1", "mrz2")])
def test_rows_that_are_called_so_are_a_zone_without_being_told(names):
    (zone,) = fit([field(names[0], "P<AAA"), field(names[1], "1234")], PASSPORT)
    assert zone == field("mrz", "P<AAA\n1234")


def test_a_zone_in_one_line_has_its_rows_apart():
    rows = "P<UTOERIKSSON<<ANNA<MARIA".ljust(44, "<"), "L898902C36UTO7408122F1204159".ljust(44, "<")
    (zone,) = fit([field("mrz", " ".join(rows), confidence=0.9)], PASSPORT)
    assert zone == field("mrz", "\n".join(rows), confidence=0.9)


@pytest.mark.parametrize("text", ["P<AAA 1234", "P<" + "A" * 42, "A" * 44 + " " + "B" * 43])
def test_what_is_no_whole_zone_stays(text):
    assert fit([field("mrz", text)], PASSPORT) == (field("mrz", text),)


def test_a_row_without_confidence_makes_the_zone_unsure():
    fields = [Field("mrz1", (Value("P<AAA", confidence=0.9),)), Field("mrz2", (Value("1234"),))]
    assert fit(fields, PASSPORT, ZONE)[0].values[0].confidence is None


def test_rows_that_are_missing_add_nothing():
    (zone,) = fit([field("mrz1", "P<AAA"), field("mrz2", "")], PASSPORT, ZONE)
    assert zone == field("mrz", "P<AAA")
    (zone,) = fit([field("mrz1", ""), field("mrz2", "")], PASSPORT, ZONE)
    assert zone == field("mrz", "")


@pytest.mark.parametrize("texts", [("P<AAA\n1234",), ("P<AAA\n1234", "P<BBB\n5678"), ("1", "2", "3", "4")])
def test_whole_zones_stay(texts):
    assert fit([field("mrz", *texts)], PASSPORT) == (field("mrz", *texts),)


def test_names_of_a_person_are_one_value():
    (names,) = fit([field("given_names", "ANNA", "", "MARIA", confidence=0.9)], PASSPORT)
    assert names == field("given_names", "ANNA MARIA", confidence=0.9)


def test_fields_that_are_no_names_keep_their_values():
    assert fit([field("document_number", "1", "2")], PASSPORT) == (field("document_number", "1", "2"),)


def account(*rows):
    return Field("account", rows=tuple(Row((field("iban", iban), field("swift", swift))) for iban, swift in rows))


def test_a_single_row_becomes_fields_where_the_type_has_one():
    assert fit([account(("X1", "S1"))], INVOICE, ACCOUNT) == (field("iban", "X1"), field("account.swift", "S1"))


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ([account(("X1", "S1"), ("X2", "S2"))], ACCOUNT),
        ([account(("X1", "S1")), field("iban", "Y")], ACCOUNT),
        ([account(("X1", "S1"))], {}),
        ([Field("account")], ACCOUNT),
    ],
)
def test_other_rows_stay(fields, names):
    assert fit(fields, INVOICE, names) == tuple(fields)


def test_a_name_with_the_number_one_is_the_types_own():
    rows = (Row((field("line_items_price_1", "4.00"), field("line_items_extra_1", "x"))),)
    found = fit([field("total_1", "12.50"), Field("line_items_1", rows=rows)], TYPES["receipt"])
    assert found[0] == field("total", "12.50")
    assert found[1] == Field("line_items", rows=(Row((field("price", "4.00"), field("line_items_extra_1", "x"))),))


def test_a_number_stays_where_the_type_has_no_such_field_or_has_its_value():
    fields = [field("total", "1.00"), field("total_1", "2.00"), field("total_2", "3.00"), field("shelf_1", "B")]
    assert fit(fields, TYPES["receipt"]) == tuple(fields)
