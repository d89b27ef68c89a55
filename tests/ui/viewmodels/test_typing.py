"""How what is typed is read, before anything is confirmed."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale

from desks import Desk
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.doubt import Band, Judgement
from reviewer.domain.field import Value
from reviewer.ui.viewmodels.rows import FieldRow
from reviewer.ui.viewmodels.typing import Typing


def row(kind, text="", normalized=None, name="x", **more):
    field = FieldType(name, "X", kind, **more)
    return FieldRow(f"{name}:0", "X", 0, False, "", field, Value(text, normalized), Judgement(Band.CHECK))


@pytest.fixture
def typing(qapp):
    QLocale.setDefault(QLocale("en_US"))
    return Typing(Desk().model)


def test_a_date_is_told_in_words(typing):
    assert typing.reading(row(Kind.DATE, "03/04/2025", "2025-04-03"), "03/04/2025") == "3 April 2025"
    assert typing.reading(row(Kind.DATE, "x"), "5/3/2024") == "5 March 2024"
    assert typing.reading(row(Kind.DATE, "x"), "31/02/2024") == ""
    assert typing.reading(row(Kind.TEXT, "x"), "5/3/2024") == ""


def test_a_date_without_its_year_says_what_enter_makes_of_it(typing, monkeypatch):
    others = (row(Kind.DATE, "1.2.2019", "2019-02-01", name="other"),)
    monkeypatch.setattr(typing._review, "rows", lambda: others)
    here = row(Kind.DATE, "9.9.2019", "2019-09-09")

    assert typing.reading(here, "5/3") == "Enter makes it 5 March 2019"
    assert typing.whole(here, "5/3") == "5/3/2019"
    assert typing.whole(here, "31/13") == "31/13"


def test_what_was_read_without_a_year_is_kept_as_it_is(typing):
    here = row(Kind.DATE, "5/3")

    assert typing.reading(here, "5/3") == ""
    assert typing.whole(here, "5/3") == "5/3"


def test_without_another_date_the_year_is_the_present_one(typing):
    assert typing.whole(row(Kind.DATE), "1/1").startswith("1/1/")
    assert abs(int(typing.whole(row(Kind.DATE), "1/1")[-4:]) - date.today().year) <= 1


def test_a_sum_is_told_where_its_marks_may_be_taken_otherwise(typing):
    assert typing.reading(row(Kind.AMOUNT), "1.234,50") == "1,234.50"
    assert typing.reading(row(Kind.AMOUNT), "€ 8,95") == "8.95 EUR"
    assert typing.reading(row(Kind.AMOUNT), "8.95") == ""
    assert typing.reading(row(Kind.AMOUNT), "8.9S") == ""


def test_a_choice_is_named_and_goes_on_as_its_type_says(typing):
    here = row(Kind.CHOICE, choices=("EUR", "EGP", "USD"), synonyms={"EUR": ("€",)})

    assert typing.reading(here, "€") == "EUR"
    assert typing.reading(here, "e") == "EUR, EGP"
    assert typing.begun(here, "E") == "EUR"
    assert typing.begun(here, "EUR") == ""
    assert typing.begun(here, "x") == ""
    assert typing.begun(row(Kind.TEXT), "E") == ""
