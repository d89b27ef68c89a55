"""The fields of an Italian health card, on invented ones."""

from datetime import date

import pytest

from paper import page
from reviewer.document_types import load
from reviewer.extraction.classify import classify
from reviewer.extraction.extract import extract

TYPES = load()
TODAY = date(2025, 6, 1)
FRONT = """
                 TESSERA SANITARIA
                 REPUBBLICA DI NESSUNO

    Codice Fiscale    VNTLCU91C14X999C      Data di scadenza  22/08/2027

    Cognome           VENTORALE

    Nome              LUCIO                 Sesso             M

    Luogo di nascita  BORGO CHIARANTE

    Provincia         XQ

    Data di nascita   14/03/1991
"""
BACK = """
    TESSERA EUROPEA DI ASSICURAZIONE MALATTIA

    3 Cognome
    VENTORALE

    4 Nome                                   5 Data di nascita
    LUCIO                                    14/03/1991

    6 Numero di identificazione personale    7 Numero di identificazione dell'istituzione
    VNTLCU91C14X999C                         SSN-MIN SALUTE - 500001

    8 Numero di identificazione della tessera     9 Scadenza
    80380009999100417236                          22/08/2027
"""
PERSON = {
    "fiscal_code": "VNTLCU91C14X999C",
    "surname": "VENTORALE",
    "name": "LUCIO",
    "date_of_birth": "14/03/1991",
    "expiry_date": "22/08/2027",
}


def values(text):
    fields = extract([page(text)], TYPES["it_health_card"], today=TODAY).fields
    return {field.name: field.values[0] for field in fields}


@pytest.mark.parametrize(
    ("text", "others"),
    [
        (FRONT, {"sex": "M", "place_of_birth": "BORGO CHIARANTE", "province": "XQ", "card_number": ""}),
        (BACK, {"card_number": "80380009999100417236", "institution": "SSN-MIN SALUTE - 500001", "province": ""}),
        (FRONT + BACK, {"sex": "M", "card_number": "80380009999100417236", "province": "XQ"}),
    ],
)
def test_every_field_is_found_on_either_side(text, others):
    found = values(text)
    wanted = PERSON | others

    assert {name: found[name].text for name in wanted} == wanted


@pytest.mark.parametrize("text", [FRONT, BACK, FRONT + BACK])
def test_the_kind_of_card_is_told(text):
    assert classify([page(text)], TYPES).name == "it_health_card"


def test_the_code_and_what_is_printed_confirm_each_other():
    found = values(FRONT)

    for name in ("fiscal_code", "surname", "name", "date_of_birth"):
        assert "personal" in found[name].evidence, name
    assert "check_digit" in found["fiscal_code"].evidence


def test_a_code_with_a_wrong_check_letter_confirms_nothing():
    found = values(FRONT.replace("X999C", "X998C"))

    assert found["fiscal_code"].text == "VNTLCU91C14X998C"
    assert found["surname"].text == "VENTORALE"
    assert "personal" not in found["surname"].evidence + found["fiscal_code"].evidence


def test_without_labels_the_code_still_finds_names_and_birth_date():
    bare = FRONT
    for label in ("Cognome", "Nome   ", "Data di nascita"):
        bare = bare.replace(label, " " * len(label))

    found = values(bare)

    assert (found["surname"].text, found["date_of_birth"].text) == ("VENTORALE", "14/03/1991")


def test_a_code_with_a_misread_sign_still_tells_of_the_others():
    found = values(FRONT.replace("VNTLCU91C14", "VNTLCU9IC14"))

    assert "personal" in found["surname"].evidence
    assert "personal" in found["date_of_birth"].evidence
    assert "personal" not in found["fiscal_code"].evidence
