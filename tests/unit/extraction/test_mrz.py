"""Travel documents: printed fields beside a machine-readable zone, which confirms, fills in or contradicts them."""

from datetime import date

import pytest
from msgspec.structs import replace

from paper import page
from reviewer import rules
from reviewer.document_types import load
from reviewer.domain.doubt import judge
from reviewer.domain.field import Value
from reviewer.domain.geometry import bounds, turned
from reviewer.domain.revision import Revision, entries_of
from reviewer.domain.text import Line, PageText
from reviewer.extraction import zones
from reviewer.extraction.classify import classify
from reviewer.extraction.extract import extract
from zones import MRV_A, TD1, TD2, TD3, Person

TYPES = load()
TODAY = date(2010, 6, 1)
PRINT = """
    PASSPORT          Type          Code             Passport No.
    Utopia            P             UTO              L898902C3

                      Surname / Nom
                      Eriksson

                      Given names / Prénoms
                      Anna Maria

                      Nationality            Personal No.
                      Utopian                ZE184226B

                      Date of birth          Sex
                      12 AUG/AOÛT 74         F

                      Place of birth
                      Zenith

                      Date of issue          Authority
                      15.04.2007             Passport Office

                      Date of expiry
                      15.04.2012

"""
PASSPORT = PRINT + "".join(f"    {row}\n" for row in TD3)


def values(text: str | PageText, name: str = "passport", **changes: str) -> dict[str, Value]:
    read = page(text, **changes) if isinstance(text, str) else text
    return {field.name: field.values[0] for field in extract([read], TYPES[name], today=TODAY).fields}


def reasons(text: str, name: str = "passport") -> dict[str, list[str]]:
    fields = extract([page(text)], TYPES[name], today=TODAY).fields
    revision = Revision("d", document_type=name, entries={entry.id: entry for entry in entries_of(fields)})
    issues = rules.check(revision, TYPES[name], TODAY)
    judged = judge(revision, TYPES[name], issues)
    return {entry: [reason.text for reason in one.reasons] for entry, one in judged.items() if one.unsure}


# Agreement


def test_print_that_the_zone_confirms_is_sure():
    found = values(PASSPORT)

    texts = {name: value.text for name, value in found.items()}
    assert texts == {
        "document_code": "P",
        "issuing_state": "UTO",
        "document_number": "L898902C3",
        "surname": "Eriksson",
        "given_names": "Anna Maria",
        "nationality": "Utopian",
        "date_of_birth": "12 AUG/AOÛT 74",
        "sex": "F",
        "place_of_birth": "Zenith",
        "personal_number": "ZE184226B",
        "date_of_issue": "15.04.2007",
        "date_of_expiry": "15.04.2012",
        "authority": "Passport Office",
        "mrz": "\n".join(TD3),
    }
    assert {name: value.normalized for name, value in found.items() if value.normalized} == {
        "document_code": "P",
        "issuing_state": "UTO",
        "nationality": "UTO",
        "date_of_birth": "1974-08-12",
        "sex": "F",
        "date_of_issue": "2007-04-15",
        "date_of_expiry": "2012-04-15",
    }
    confirmed = ("document_number", "surname", "given_names", "date_of_birth", "sex", "date_of_expiry")
    assert all("mrz" in found[name].evidence and found[name].confidence >= 0.9 for name in confirmed)


def test_only_what_stands_in_no_zone_is_to_be_checked():
    assert set(reasons(PASSPORT)) <= {"place_of_birth:0", "authority:0"}


def test_names_stay_as_printed_with_the_form_of_the_zone_beside_them():
    value = values(PASSPORT)["surname"]

    assert (value.text, value.normalized) == ("Eriksson", None)
    assert [(other.text, other.origin) for other in value.alternatives if other.origin == "MRZ"] == [
        ("ERIKSSON", "MRZ")
    ]


def test_the_zone_settles_the_order_of_day_and_month():
    value = values(PASSPORT.replace("15.04.2012    ", "04/15/2012").replace("12 AUG/AOÛT 74", "08/12/1974    "))[
        "date_of_birth"
    ]

    assert (value.text, value.normalized) == ("08/12/1974", "1974-08-12")
    assert value.doubts == ()


def test_the_date_of_issue_is_an_anniversary():
    assert "anniversary" in values(PASSPORT)["date_of_issue"].evidence


# Print that is missing, or something else


def test_what_is_not_printed_comes_from_the_zone_with_its_place():
    found = values("\n".join(TD3))

    assert found["date_of_birth"].text == "1974-08-12"
    assert found["document_number"].text == "L898902C3"
    assert found["document_number"].evidence == ("check_digit",)
    assert found["document_number"].confidence >= 0.9
    box = bounds(found["document_number"].regions[0].polygon)
    row = bounds(found["mrz"].regions[1].polygon)
    assert box.left == pytest.approx(row.left)
    assert box.width == pytest.approx(row.width * 9 / 44)
    assert box.top == pytest.approx(row.top)


def test_names_that_no_check_digit_covers_are_not_sure_alone():
    found = values("\n".join(TD3))

    assert (found["surname"].text, found["given_names"].text) == ("ERIKSSON", "ANNA MARIA")
    assert found["surname"].confidence < TYPES["passport"].threshold
    assert found["place_of_birth"].text == ""


def test_a_state_that_stands_in_the_zone_twice_is_sure():
    assert values("\n".join(TD3))["nationality"].confidence >= 0.9


def test_a_contradiction_is_an_issue_with_both_texts():
    found = reasons(PASSPORT.replace("     L898902C3\n", "     L898902C8\n"))

    assert any("L898902C8" in text and "L898902C3" in text for text in found["document_number:0"])


def test_the_zones_reading_is_offered_where_the_print_differs():
    value = values(PASSPORT.replace("Eriksson", "Erikson"))["surname"]

    assert value.text == "Erikson"
    assert ("ERIKSSON", "MRZ") in [(other.text, other.origin) for other in value.alternatives]


def test_letters_of_the_state_are_a_proposal_only():
    person = Person(2)
    person.surname, person.state = ["MUELLER"], "D<<"

    value = values("\n".join(person.zone("TD3")))["surname"]

    assert value.text == "MUELLER"
    assert [(other.text, other.origin) for other in value.alternatives] == [("MÜLLER", "MRZ, in the state's letters")]


# Misread zones


def test_repairs_are_told():
    value = values("\n".join(TD3).replace("UTO7", "UT07"))["mrz"]

    assert value.text == "\n".join(TD3)
    assert value.messages == ("Row 2, character 13 was read as “0”, but only “O” can stand there.",)
    assert "check_digit" in value.evidence


def test_a_zone_with_a_wrong_check_digit_settles_nothing():
    wrong = "\n".join((TD3[0], TD3[1].replace("7408122", "7408123")))

    found = values(wrong)

    assert not any({"check_digit", "repeated"} & set(value.evidence) for value in found.values())
    assert all(value.confidence < 0.9 for value in found.values() if value.text)
    assert any("check digit of the date of birth is 3" in text for text in reasons(wrong)["mrz:0"])


def test_what_a_check_digit_put_right_is_to_be_checked():
    found = values("\n".join(TD3).replace("L898902C3", "L8989O2C3"))

    assert found["document_number"].text == "L898902C3"
    assert found["document_number"].confidence < 0.9
    assert [doubt.code for doubt in found["mrz"].doubts][:1] == ["repaired"]


def test_the_readers_doubt_in_what_check_digits_prove_does_not_matter():
    found = values("\n".join(TD3), confidence=0.5)

    assert found["document_number"].confidence >= 0.9
    assert found["surname"].confidence == 0.5


def test_a_zone_that_is_cut_off():
    cut = PRINT + f"    {TD3[0]}\n"

    assert "one row only" in reasons(cut)["mrz:0"][0]
    assert values(cut)["surname"].text == "Eriksson"


def test_two_zones_on_a_page():
    other = Person(4).zone("TD3")
    text = "\n".join((*TD3, "", "", "", "", "", *other))

    (field,) = (one for one in extract([page(text)], TYPES["passport"], today=TODAY).fields if one.name == "mrz")

    assert [value.text for value in field.values] == ["\n".join(TD3), "\n".join(other)]
    assert any("2 machine-readable zones" in reason for reason in reasons(text)["mrz:0"])


def test_two_cards_side_by_side():
    other = Person(4).zone("TD1")
    text = "\n".join(f"{left}          {right}" for left, right in zip(TD1, other, strict=True))

    assert [zone.reading.mrz.rows for zone in zones.find([page(text)])] == [TD1, other]


# Place and turn


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("engine_turned", [True, False])
def test_a_zone_is_found_at_any_quarter_turn(turn, engine_turned):
    upright = page(PASSPORT)
    lines = upright.lines if engine_turned else upright.lines[-2:]
    kept = () if engine_turned else upright.lines[:-2]
    moved = tuple(_turned(line, turn) for line in lines)
    aspect = upright.aspect if turn % 180 == 0 or not engine_turned else 1 / upright.aspect
    found = replace(upright, lines=(*kept, *moved), turn=-turn % 360 if engine_turned else 0, aspect=aspect)

    (zone,) = zones.find([found])

    assert zone.valid
    assert zone.turn == -turn % 360
    assert values(found)["surname"].text == "Eriksson"
    assert values(found)["document_number"].evidence[:1] == ("mrz",)


def _turned(line: Line, degrees: int) -> Line:
    """A line of a page that was turned clockwise; its polygons go on to begin at the text's own top left."""
    words = tuple(replace(word, polygon=_around(word.polygon, degrees)) for word in line.words)
    return Line(words, _around(line.polygon, degrees))


def _around(polygon, degrees):
    points = turned(polygon, degrees)
    quarter = degrees // 90
    return points[quarter:] + points[:quarter]


# Kinds


@pytest.mark.parametrize(
    ("rows", "kind", "said"),
    [
        (TD3, "passport", "the machine-readable zone of a passport"),
        (TD1, "id_card", "the machine-readable zone of an identity card"),
        (TD2, "id_card", "the machine-readable zone of an identity card"),
        (MRV_A, "visa", "the machine-readable zone of a visa"),
    ],
)
def test_the_zone_tells_the_kind(rows, kind, said):
    found = classify([page("Some words\nof no kind\n\n" + "\n".join(rows))], TYPES)

    assert found.name == kind
    assert found.confidence > 0.9
    assert said in found.reason


def test_a_passport_whose_zone_cannot_be_read_is_known_by_its_words():
    assert classify([page(PRINT)], TYPES).name == "passport"


def test_a_zone_with_a_wrong_check_digit_tells_the_kind_too():
    assert classify([page("\n".join((TD3[0], TD3[1][:43] + "7")))], TYPES).name == "passport"


# Bad input


def test_many_rows_that_look_like_zones():
    text = "\n".join(f"P<UTO{'<' * 20}{number:04}{'<' * 15}" for number in range(400))

    assert len(zones.find([page(text)])) <= 60


def test_fifty_thousand_words_of_fillers():
    text = "\n".join(" ".join(["<<<"] * 25) for _ in range(2_000))

    assert extract([page(text)], TYPES["passport"], today=TODAY).fields


def test_a_page_of_nothing_but_a_row_of_fillers():
    assert values("<" * 44)["mrz"].evidence == ()
