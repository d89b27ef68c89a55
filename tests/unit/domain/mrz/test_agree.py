from datetime import date

import pytest

from reviewer.domain.mrz.agree import agrees
from reviewer.domain.mrz.read import read
from zones import TD1, TD3, Person

TODAY = date(2024, 6, 1)
PASSPORT = read(TD3).mrz


@pytest.mark.parametrize(
    ("element", "printed"),
    [
        ("document_code", "P"),
        ("issuing_state", "UTO"),
        ("issuing_state", "Utopia"),
        ("document_number", "L898902C3"),
        ("document_number", "L 898902 C3"),
        ("surname", "Eriksson"),
        ("surname", "ЭРИКССОН / ERIKSSON"),
        ("given_names", "Anna Maria"),
        ("nationality", "Utopienne/Utopia"),
        ("nationality", "Utopian"),
        ("date_of_birth", "12.08.1974"),
        ("date_of_birth", "12 AUG/AOÛT 74"),
        ("date_of_birth", "1974-08-12"),
        ("date_of_birth", "08/12/1974"),
        ("date_of_expiry", "15 April 2012"),
        ("sex", "F"),
        ("sex", "Ж/F"),
        ("sex", "female"),
        ("personal_number", "ZE 184226 B"),
    ],
)
def test_the_same(element, printed):
    assert agrees(PASSPORT, element, printed, TODAY) is True


@pytest.mark.parametrize(
    ("element", "printed"),
    [
        ("document_code", "PD"),
        ("issuing_state", "FRA"),
        ("document_number", "L898902C4"),
        ("surname", "Erikson"),
        ("nationality", "Germany"),
        ("date_of_birth", "13.08.1974"),
        ("sex", "M"),
        ("personal_number", "ZE184226"),
    ],
)
def test_something_else(element, printed):
    assert agrees(PASSPORT, element, printed, TODAY) is False


@pytest.mark.parametrize(
    ("element", "printed"),
    [
        ("document_code", "Passport"),
        ("nationality", "of no state"),
        ("date_of_birth", "soon"),
        ("sex", "?"),
        ("surname", "123"),
        ("document_number", "--"),
        ("surname", ""),
    ],
)
def test_what_says_nothing(element, printed):
    assert agrees(PASSPORT, element, printed, TODAY) is None


def test_an_empty_element_says_nothing():
    assert agrees(read(TD1).mrz, "personal_number", "123", TODAY) is None


def test_germany_is_d():
    person = Person(1)
    person.nationality = "D<<"
    mrz = read(person.zone("TD3")).mrz

    assert [agrees(mrz, "nationality", text, TODAY) for text in ("D", "DEU", "Germany", "FRA")] == [
        True,
        True,
        True,
        False,
    ]


def test_a_birth_a_hundred_years_ago_in_two_digits():
    person = Person(1)
    person.birth = "260312"

    assert agrees(read(person.zone("TD3")).mrz, "date_of_birth", "12 MAR 26", TODAY)
