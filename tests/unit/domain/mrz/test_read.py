"""Clean zones: the published specimens, and round trips of invented ones."""

from datetime import date

import pytest

from reviewer.domain.mrz.formats import ELEMENTS
from reviewer.domain.mrz.read import read
from reviewer.domain.mrz.states import STATES
from zones import MRV_A, PUBLISHED, TD1, TD1_LONG, TD2, TD3, Person, digit

TODAY = date(2024, 6, 1)
ERIKSSON = {
    "issuing_state": "UTO",
    "surname": "ERIKSSON",
    "given_names": "ANNA MARIA",
    "nationality": "UTO",
    "date_of_birth": "1974-08-12",
    "sex": "F",
    "date_of_expiry": "2012-04-15",
}


def values(rows: tuple[str, ...]) -> dict[str, str]:
    found = read(rows)
    assert found is not None
    return {name: found.mrz.value(name, TODAY) for name in ELEMENTS}


@pytest.mark.parametrize(("name", "rows"), PUBLISHED.items(), ids=PUBLISHED)
def test_the_published_specimens_are_read_and_right(name, rows):
    mrz = read(rows).mrz

    assert mrz.format == name
    assert mrz.rows == rows
    assert mrz.valid
    assert mrz.repairs == ()


def test_the_elements_of_a_passport():
    passport = {"document_code": "P", "document_number": "L898902C3", "personal_number": "ZE184226B"}
    assert values(TD3) == ERIKSSON | passport


@pytest.mark.parametrize("rows", [TD1, TD2])
def test_the_elements_of_a_card(rows):
    card = {"document_code": "I", "document_number": "D23145890", "personal_number": ""}
    assert values(rows) == ERIKSSON | card


def test_the_elements_of_a_visa():
    found = values(MRV_A)

    assert (found["document_number"], found["nationality"]) == ("L8988901C", "XXX")
    assert (found["date_of_birth"], found["date_of_expiry"]) == ("1940-09-07", "1996-12-10")


def test_a_visa_has_no_composite_digit():
    assert [check.element for check in read(MRV_A).mrz.checks] == ["document_number", "date_of_birth", "date_of_expiry"]


def test_a_long_number_of_a_card_runs_on_in_the_optional_data():
    mrz = read(TD1_LONG).mrz

    assert mrz.valid
    assert mrz.value("document_number", TODAY) == "D23145890734"
    assert mrz.value("personal_number", TODAY) == ""
    assert len(mrz.element("document_number").places) == 2


def test_a_long_number_with_one_sign_more():
    rows = ("IDUTO123456789<07<<<<<<<<<<<<<", "8601012M3001019UTO<<<<<<<<<<<6", "SPECIMEN<<JANE<<<<<<<<<<<<<<<<")

    mrz = read(rows).mrz

    assert mrz.valid
    assert mrz.value("document_number", TODAY) == "1234567890"


@pytest.mark.parametrize("format_", PUBLISHED)
@pytest.mark.parametrize("seed", range(25))
def test_round_trip(format_, seed):
    person = Person(seed)

    found = read(person.zone(format_))

    assert found is not None
    mrz = found.mrz
    assert (mrz.format, mrz.rows) == (format_, person.zone(format_))
    assert mrz.valid
    assert not mrz.forced
    assert mrz.value("document_number", TODAY) == person.number.rstrip("<")
    assert mrz.value("nationality", TODAY) == person.nationality.rstrip("<")
    assert mrz.value("sex", TODAY) == person.sex.replace("<", "X")
    assert mrz.value("date_of_birth", TODAY)[2:].replace("-", "") == person.birth
    assert mrz.value("surname", TODAY) == " ".join(person.surname)
    assert [sources == tuple(range(len(sources))) for sources in found.sources] == [True] * len(mrz.rows)


@pytest.mark.parametrize("seed", range(25))
def test_every_place_belongs_to_the_element_that_is_told(seed):
    mrz = read(Person(seed).zone("TD3")).mrz

    for name in ELEMENTS:
        element = mrz.element(name)
        if element is not None:
            assert "".join(place.of(mrz.rows) for place in element.places).replace("<", " ").split() == (
                element.text.split()
            )


# Check digits


@pytest.mark.parametrize(
    ("at", "element"), [(3, "document_number"), (15, "date_of_birth"), (23, "date_of_expiry"), (30, "optional")]
)
def test_a_wrong_digit_is_told_by_its_element_and_the_composite(at, element):
    wrong = "7" if TD3[1][at] != "7" else "8"
    rows = (TD3[0], TD3[1][:at] + wrong + TD3[1][at + 1 :])

    mrz = read(rows).mrz

    assert not mrz.valid
    assert [check.element for check in mrz.checks if not check.right] == [element, "composite"]


def test_a_wrong_composite_digit_alone_makes_it_invalid():
    mrz = read((TD3[0], TD3[1][:43] + "5")).mrz

    assert not mrz.valid
    assert [check.element for check in mrz.checks if not check.right] == ["composite"]
    assert not any(mrz.proven(name) for name in ELEMENTS)


@pytest.mark.parametrize("stands", ["0", "<"])
def test_an_empty_personal_number_has_a_zero_or_a_filler(stands):
    second = "0070070071HRV8212258F1407019" + "<" * 14 + stands
    rows = (TD3[0], second + digit(second[:10] + second[13:20] + second[21:]))

    assert read(rows).mrz.valid


# Dates


@pytest.mark.parametrize(
    ("birth", "iso"),
    [("240601", "2024-06-01"), ("240602", "1924-06-02"), ("000229", "2000-02-29"), ("741312", ""), ("74<<<<", "")],
)
def test_a_birth_lies_in_the_past(birth, iso):
    assert exact_with("date_of_birth", birth).value("date_of_birth", TODAY) == iso


@pytest.mark.parametrize(
    ("expiry", "iso"), [("340601", "2034-06-01"), ("991231", "1999-12-31"), ("690101", "2069-01-01")]
)
def test_an_expiry_is_near(expiry, iso):
    assert exact_with("date_of_expiry", expiry).value("date_of_expiry", TODAY) == iso


def exact_with(element: str, six: str):
    at = {"date_of_birth": 13, "date_of_expiry": 21}[element]
    return read((TD3[0], TD3[1][:at] + six + TD3[1][at + 6 :]), exact=True).mrz


# What is none


@pytest.mark.parametrize(
    "rows",
    [
        (),
        ("",),
        ("", ""),
        (TD3[0],),
        (TD3[0], "short"),
        ("TOTAL 12.50", "CASH 20.00"),
        ("<" * 44, "<" * 44),
        ("A" * 44, "A" * 44),
        ("P<UTO" + "X" * 100_000, "9" * 100_000),
        (TD3[0][:20], TD3[1][:20]),
        ("\x00" * 44, "ß" * 44),
    ],
)
def test_what_is_no_zone(rows):
    assert read(rows) is None


def test_a_mere_look_at_what_stands_there_puts_nothing_right():
    rows = (TD3[0], TD3[1].replace("L898902C3", "L8989O2C3"))

    assert read(rows).mrz.valid
    assert not read(rows, exact=True).mrz.valid


def test_states_are_those_of_the_standard():
    assert {"D", "EUE", "UTO", "XXA", "XXB", "XXX", "RKS", "UNO", "GBD", "XPO", "SVN"} <= STATES.keys()
    assert all(1 <= len(code) <= 3 and code.isupper() for code in STATES)
