"""What personal numbers say of their holders. Numbers are made up, or python-stdnum's own examples."""

from datetime import date

import pytest

from reviewer.document_types import load
from reviewer.domain.personal import codice_fiscale, nik
from reviewer.domain.personal.holder import Holder, coded, days
from reviewer.domain.personal.links import links

TODAY = date(2025, 6, 1)


def test_a_nik_has_place_birth_date_sex_and_serial():
    found = nik.parse("33 74 01 05 09 87 0003", TODAY)

    assert found == nik.Nik("33", "74", "01", (date(1987, 9, 5),), False, "0003")
    assert found.holder == Holder((date(1987, 9, 5),), "M", province="Jawa Tengah")


def test_forty_is_added_to_the_day_of_a_woman():
    found = nik.parse("9947124509870003", TODAY)

    assert found is not None
    assert (found.woman, found.born, found.holder.sex) == (True, (date(1987, 9, 5),), "F")
    assert found.holder.province == ""


@pytest.mark.parametrize(
    "text", ["", "123", "994712450987000", "99471245098700031", "O947124509870003", "٣" * 16, "9" * 5000]
)
def test_what_has_not_sixteen_digits_is_no_nik(text):
    assert nik.parse(text, TODAY) is None


@pytest.mark.parametrize("digits", ["320987", "000987", "711387", "300287"])
def test_a_nik_with_an_impossible_date_says_nothing(digits):
    number = f"337401{digits}0003"

    assert nik.parse(number, TODAY).born == ()
    assert nik.read(number, TODAY) is None


def test_letters_that_look_like_digits_are_mended():
    assert nik.repaired("99471245O987OOO3") == "9947124509870003"
    assert nik.repaired("9947124509870003X") is None
    assert nik.repaired("SEUMUR HIDUP") is None


def test_a_year_of_two_digits_may_mean_two_centuries_but_no_day_to_come():
    assert days(19, 5, 17, TODAY) == (date(2019, 5, 17), date(1919, 5, 17))
    assert days(87, 5, 17, TODAY) == (date(1987, 5, 17),)
    assert days(0, 2, 29, TODAY) == (date(2000, 2, 29),)
    assert days(25, 6, 2, TODAY) == (date(1925, 6, 2),)


def test_a_codice_fiscale_has_names_birth_date_and_sex():
    assert codice_fiscale.read("vntlcu 91C14 X999C", TODAY) == Holder((date(1991, 3, 14),), "M", "VNT", "LCU")
    assert codice_fiscale.read("CNTCHR83T41D969D", TODAY).sex == "F"
    assert codice_fiscale.read("CNTCHR83T41D969D", TODAY).born == (date(1983, 12, 1),)


def test_letters_may_stand_for_digits_where_two_people_would_have_the_same_code():
    plain = codice_fiscale.read("RCCMNL83S18D969H", TODAY)

    assert codice_fiscale.read("RCCMNLUPSMUDVSVO", TODAY) == plain


@pytest.mark.parametrize(
    "text", ["", "VNTLCU91C14X999D", "VNTLCU91C14X999", "00743110157", "VNTLCU91Z14X999C", "X" * 5000]
)
def test_what_the_check_letter_contradicts_says_nothing(text):
    assert codice_fiscale.read(text, TODAY) is None


def test_signs_that_look_alike_are_mended_by_their_places():
    assert codice_fiscale.repaired("VNTLCU9IC14X999C") == "VNTLCU91C14X999C"
    assert codice_fiscale.repaired("VN7LCU91C14X999C") == "VNTLCU91C14X999C"
    assert codice_fiscale.repaired("VNTLCU91C14X999C") is None
    assert codice_fiscale.repaired("VNTLCU91C14X999D") is None


@pytest.mark.parametrize(
    ("element", "text", "code"),
    [
        ("surname", "VENTORALE", "VNT"),
        ("surname", "D'Angelo", "DNG"),
        ("surname", "DE LUCA", "DLC"),
        ("surname", "FO", "FOX"),
        ("surname", "AIE", "AIE"),
        ("name", "LUCIO", "LCU"),
        ("name", "Anna Maria", "NMR"),
        ("name", "FRANCESCO", "FNC"),
        ("name", "Ugo", "GUO"),
        ("name", "NICCOLÒ", "NCL"),
        ("surname", "", "XXX"),
    ],
)
def test_names_are_coded_by_their_consonants(element, text, code):
    assert coded(element, text) == code


def test_printed_texts_agree_or_not_or_say_nothing():
    holder = Holder((date(1987, 9, 5),), "F", surname="RSS", province="Jawa Tengah")

    assert holder.agrees("date_of_birth", "05-09-1987", "1987-09-05") is True
    assert holder.agrees("date_of_birth", "05-09-1986", "1986-09-05") is False
    assert holder.agrees("date_of_birth", "?", None) is None
    assert holder.agrees("sex", "PEREMPUAN", "F") is True
    assert holder.agrees("sex", "LAKI-LAKI", "M") is False
    assert holder.agrees("surname", "Rossi", None) is True
    assert holder.agrees("surname", "Bianchi", None) is False
    assert holder.agrees("surname", "123", None) is None
    assert holder.agrees("name", "Mario", None) is None
    assert holder.agrees("province", "PROVINSI JAWA TENGAH", None) is True
    assert holder.agrees("province", "JAWA TENCAH", None) is True
    assert holder.agrees("province", "JAWA BARAT", None) is False
    assert holder.agrees("province", "", None) is None


def test_every_province_is_known_by_its_code():
    assert all(len(code) == 2 and code.isdigit() and name for code, name in nik.PROVINCES.items())
    assert nik.PROVINCES["95"] == "Papua"


def test_the_links_of_a_type_come_from_its_rules():
    types = load()
    (card,), (health,) = links(types["ktp"]), links(types["it_health_card"])

    assert (card.scheme, card.field, card.fields["sex"]) == ("nik", "nik", "gender")
    assert (health.scheme, health.field) == ("codice_fiscale", "fiscal_code")
    assert set(health.fields) == {"date_of_birth", "sex", "surname", "name"}
    assert list(links(types["receipt"])) == []
