"""The fields of the main pages of a Russian internal passport, with its labels and without them; all invented."""

from datetime import date

import pytest

from paper import page
from reviewer.document_types import load
from reviewer.domain.text import Line, Word
from reviewer.extraction.classify import classify
from reviewer.extraction.extract import extract

TYPES = load()
TODAY = date(2025, 6, 1)
LABELED = """
    Паспорт выдан    ОТДЕЛОМ ВНУТРЕННИХ ДЕЛ
                       ЗАРЕЧНОГО РАЙОНА
                       ГОР. НЕБЫВАЛЬСКА

    Дата выдачи   19.06.2009     Код подразделения   000-017

    Личный код
                                     Личная подпись

                     Фамилия     ВЫДУМАНСКАЯ

                     Имя           ГЛАФИРА

                     Отчество     ЕРОФЕЕВНА

                     Пол  ЖЕН.   Дата рождения  27.02.1986

                     Место рождения  ГОР. НЕБЫВАЛЬСК
                                   ТРИДЕВЯТОЙ ОБЛАСТИ
"""
BARE = """
                     ОТДЕЛЕНИЕМ УФМС РОССИИ
                       ПО ГОР. НЕБЫВАЛЬСКУ

                  19.06.2009                          000-017



                                 ЖУК

                                  ЯН

                               ТИМУРОВИЧ

                          МУЖ.        27.02.1986

                               С. МАЛОЕ ПОЛЕ
                             ТРИДЕВЯТОЙ ОБЛАСТИ
"""
NUMBER = "00 09 417236"


def down(text, left=0.93, top=0.08, step=0.02):
    """Words that run down the page."""
    words = []
    for part in text.split():
        bottom = top + step * len(part)
        polygon = ((left + 0.02, top), (left + 0.02, bottom), (left, bottom), (left, top))
        words.append(Word(part, polygon, 0.95))
        top = bottom + step
    return Line(tuple(words), (*words[0].polygon[:1], *words[-1].polygon[1:3], words[0].polygon[3]))


def paper(text, number=NUMBER):
    made = page(text, languages=("ru",))
    lines = (*made.lines, down(number), down(number, top=0.55)) if number else made.lines
    return type(made)(made.page, lines, made.source, made.engine, languages=made.languages, aspect=made.aspect)


def values(text, number=NUMBER):
    fields = extract([paper(text, number)], TYPES["passport_main"], today=TODAY).fields
    return {field.name: field.values[0] for field in fields}


def test_every_field_is_found_by_its_label():
    found = values(LABELED)

    assert {name: value.text.replace(".", "") for name, value in found.items()} == {
        "surname": "ВЫДУМАНСКАЯ",
        "first_name": "ГЛАФИРА",
        "other_names": "ЕРОФЕЕВНА",
        "sex": "ЖЕН",
        "date_of_birth": "27021986",
        "place_of_birth": "ГОР НЕБЫВАЛЬСК\nТРИДЕВЯТОЙ ОБЛАСТИ",
        "date_of_issue": "19062009",
        "issuing_authority": "ОТДЕЛОМ ВНУТРЕННИХ ДЕЛ\nЗАРЕЧНОГО РАЙОНА\nГОР НЕБЫВАЛЬСКА",
        "subdivision_code": "000-017",
        "series_and_number": NUMBER,
    }


def test_without_labels_places_and_patterns_tell():
    found = values(BARE)

    assert {name: value.text.replace(".", "") for name, value in found.items()} == {
        "surname": "ЖУК",
        "first_name": "ЯН",
        "other_names": "ТИМУРОВИЧ",
        "sex": "МУЖ",
        "date_of_birth": "27021986",
        "place_of_birth": "С МАЛОЕ ПОЛЕ\nТРИДЕВЯТОЙ ОБЛАСТИ",
        "date_of_issue": "19062009",
        "issuing_authority": "ОТДЕЛЕНИЕМ УФМС РОССИИ\nПО ГОР НЕБЫВАЛЬСКУ",
        "subdivision_code": "000-017",
        "series_and_number": NUMBER,
    }


@pytest.mark.parametrize("text", [LABELED, BARE])
def test_the_kind_of_page_is_told(text):
    assert classify([paper(text)], TYPES).name == "passport_main"


def test_values_are_normalized_but_names_are_not():
    found = values(LABELED)

    assert found["date_of_birth"].normalized == "1986-02-27"
    assert found["sex"].normalized == "F"
    assert found["series_and_number"].normalized == "0009417236"
    assert found["surname"].normalized is None


def test_a_number_that_stands_there_twice_is_evidence():
    assert "repeated" in values(LABELED)["series_and_number"].evidence


def test_a_number_across_the_page_is_found_too():
    assert values(LABELED + "\n                 00 09 417236", number="")["series_and_number"].text == NUMBER


def test_a_page_without_its_number_has_none():
    assert values(LABELED, number="")["series_and_number"].text == ""
