"""What cards and passport pages need of the layout and of the shapes of values."""

from datetime import date

import pytest

from paper import page
from reviewer.document_types import load
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.normalize import normalized
from reviewer.domain.text import Line, PageText, Word
from reviewer.extraction.classify import classify
from reviewer.extraction.examine import examine
from reviewer.extraction.extract import extract
from reviewer.extraction.layout import build
from reviewer.extraction.scene import Scene
from reviewer.extraction.shapes import identifier, lines, text

TYPES = load()
TODAY = date(2025, 6, 1)


def box(left, top, right, bottom):
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def line(*words):
    made = tuple(Word(shown, box(*place)) for shown, place in words)
    return Line(made, box(*words[0][1]))


def scene(paper, *fields):
    return Scene([paper], DocumentType("slip", "Slip", fields=fields), TODAY)


def texts(candidates):
    return [candidate.text for candidate in candidates]


def test_print_that_runs_down_the_page_is_a_row_of_its_own_after_the_others():
    number = line(("00", (0.95, 0.10, 0.97, 0.14)), ("417236", (0.95, 0.16, 0.97, 0.30)))
    rows = [line((f"row{n}", (0.1, 0.1 + n / 20, 0.3, 0.13 + n / 20))) for n in range(4)]

    layout = build([PageText(0, (rows[0], number, *rows[1:]))])

    assert [row.text for row in layout.rows] == ["row0", "row1", "row2", "row3", "00 417236"]


def test_of_two_rows_that_fit_the_nearer_text_decides():
    """A photograph's perspective: the value stands between the heights of its label and of a text far to the right."""
    label = line(("Agama", (0.05, 0.500, 0.15, 0.530)))
    value = line(("HINDU", (0.25, 0.489, 0.35, 0.519)))
    other = line(("elsewhere", (0.85, 0.501, 0.98, 0.527)))

    layout = build([PageText(0, (other, value, label))])

    assert layout.rows[0].text.startswith("Agama HINDU")


def test_the_usual_distance_from_row_to_row():
    paper = PageText(0, tuple(line((f"row{n}", (0.1, n / 10, 0.3, n / 10 + 0.03))) for n in range(5)))

    assert build([paper]).pitch == pytest.approx(0.1)
    assert build([]).pitch == 0.0


def test_a_label_between_two_lines_of_a_text_is_no_part_of_it():
    field = FieldType("who", "Who", Kind.LINES, labels={"en": ("issued",)})
    paper = PageText(
        0,
        (
            line(("FIRST", (0.4, 0.100, 0.6, 0.130))),
            line(("issued", (0.1, 0.125, 0.2, 0.140))),
            line(("SECOND", (0.4, 0.150, 0.6, 0.180))),
        ),
    )

    assert "FIRST\nSECOND" in texts(lines.find(scene(paper, field)))


def test_specks_at_the_ends_of_a_text_are_left_out():
    words = (Word("а", box(0.1, 0.1, 0.12, 0.13), 0.2), Word("ANNA", box(0.15, 0.1, 0.3, 0.13), 0.9))
    paper = PageText(0, (Line(words, box(0.1, 0.1, 0.3, 0.13)),))

    assert texts(text.find(scene(paper))) == ["ANNA"]


@pytest.mark.parametrize("sure", [0.9, None])
def test_short_words_that_are_sure_stay(sure):
    words = (Word("LO", box(0.1, 0.1, 0.12, 0.13), sure), Word("PRESTI", box(0.14, 0.1, 0.3, 0.13), 0.9))
    paper = PageText(0, (Line(words, box(0.1, 0.1, 0.3, 0.13)),))

    assert texts(text.find(scene(paper))) == ["LO PRESTI"]


def test_a_place_is_parted_from_the_date_behind_it():
    field = FieldType("place", "Place", labels={"id": ("tempat/tgl lahir",)})

    assert "BANDUNG" in texts(text.find(scene(page("Tempat/Tgl Lahir : BANDUNG, 03-04-1990"), field)))
    assert "BANDUNG" in texts(text.find(scene(page("BANDUNG,03-04-1990"), field)))


def test_a_text_is_found_once_at_each_place():
    found = text.find(scene(page("Nama   : BUDI")))

    assert texts(found).count("BUDI") == 1
    assert all(one.traits["repeated"] == 0 for one in found)


def test_a_label_confirms_its_text_although_the_next_label_stands_below():
    kind = DocumentType(
        "slip",
        "Slip",
        fields=(
            FieldType("name", "Name", labels={"id": ("nama",)}),
            FieldType("job", "Job", labels={"id": ("kerja",)}),
        ),
    )

    fields = extract([page("Nama   : BUDI SANTOSO\nKerja  : GURU")], kind, today=TODAY).fields

    assert [field.values[0].text for field in fields] == ["BUDI SANTOSO", "GURU"]
    assert "label" in fields[0].values[0].evidence


def test_an_identifier_may_be_known_by_its_pattern_alone():
    field = FieldType("number", "Number", Kind.IDENTIFIER, patterns=(r"\d\d ?\d\d ?\d{6}",))

    found = identifier.find(scene(page("No 00 09 417236 (3)     12/03/2020"), field), field)

    assert "00 09 417236" in texts(found)
    assert {one.normalized for one in found if one.text == "00 09 417236"} == {"0009417236"}
    assert not any("417236 12" in one.text for one in found)


def test_an_identifier_that_stands_in_two_rows_is_repeated():
    field = FieldType("number", "Number", Kind.IDENTIFIER, patterns=(r"[A-Z]{2}\d{6}",))
    found = identifier.find(scene(page("AB123456\nAB123456\nCD999999"), field), field)

    assert {one.text: one.traits["repeated"] > 0 for one in found} == {"AB123456": True, "CD999999": False}


ENDLESS = FieldType(
    "until", "Until", Kind.DATE, labels={"id": ("berlaku",)}, synonyms={"9999-12-31": ("seumur hidup",)}
)


def test_a_word_may_stand_for_a_date():
    kind = DocumentType("slip", "Slip", fields=(ENDLESS,))

    (field,) = extract([page("Lahir 03-04-1990\nBerlaku : SEUMUR HIDUP")], kind, today=TODAY).fields

    assert (field.values[0].text, field.values[0].normalized) == ("SEUMUR HIDUP", "9999-12-31")
    assert normalized("Seumur hidup", ENDLESS, TODAY) == "9999-12-31"
    assert normalized("03-04-2030", ENDLESS, TODAY) == "2030-04-03"


def test_relations_count_only_rows_of_the_same_column():
    kind = DocumentType(
        "slip",
        "Slip",
        fields=(
            FieldType("second", "Second", words=("/vich$/",), weights={"words": 9.0}),
            FieldType("first", "First", weights={"over.second": 9.0, "upper": 2.0, "missing": 4.0}),
        ),
    )
    paper = page("                IVAN\nlabel\n             PETROVICH\n              MOSCOW")

    examined = {one.field.name: one for one in examine([paper], kind, TODAY)}

    assert examined["first"].chosen.candidate.text == "IVAN"
    assert examined["first"].chosen.features["over.second"] == 1.0


def test_a_pattern_may_speak_for_a_type():
    types = {
        "slip": DocumentType("slip", "Slip", words={r"/(?<!\d)\d{3}-\d{3}(?!\d)/": 3.0}),
        "plain_text": TYPES["plain_text"],
    }

    found = classify([page("one line\n000-017\nand another\nand a fourth")], types)

    assert (found.name, found.reason) == ("slip", "It has “000-017”.")
