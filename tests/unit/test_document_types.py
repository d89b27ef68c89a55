from pathlib import Path

import pytest

from reviewer.document_types import load

TICKET = """
name = "ticket"
title = "Ticket"

[[fields]]
name = "seat"
label = "Seat"
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_shipped_types_load_without_problems():
    types = load()

    assert {"receipt", "form", "plain_text"} <= set(types)
    assert types.problems == ()


def test_own_types_stand_beside_the_shipped_ones(tmp_path):
    write(tmp_path, "ticket.toml", TICKET)

    types = load([tmp_path])

    assert types["ticket"].title == "Ticket"
    assert "receipt" in types


def test_an_own_type_overrides_a_shipped_one(tmp_path):
    write(tmp_path, "receipt.toml", TICKET.replace("ticket", "receipt"))

    assert [field.name for field in load([tmp_path])["receipt"].fields] == ["seat"]


def test_a_mistake_costs_only_its_own_type(tmp_path):
    write(tmp_path, "receipt.toml", "name = [")
    write(tmp_path, "ticket.toml", TICKET)

    types = load([tmp_path])

    assert types["receipt"].field("total") is not None, "the shipped type stays"
    assert "ticket" in types
    assert len(types.problems) == 1


def test_fields_that_mean_the_same_are_told_by_a_name_of_other_types(tmp_path):
    write(tmp_path, "ticket.toml", TICKET + 'means = "place"\n')

    seat = load([tmp_path])["ticket"].field("seat")

    assert seat.meaning == "place"
    assert load()["invoice"].field("supplier").meaning == load()["receipt"].field("company").meaning


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            TICKET + '[[fields]]\nname = "place"\nlabel = "Place"\nmeans = "seat"\n',
            "field “place” means the same as “seat”",
        ),
        (TICKET + 'kind = "phone"\ncountry = "Germany"\n', "“Germany” is no country's code"),
        ("name = ?", "line 1"),
        ('name = "ticket"', "title"),
        (TICKET.replace('label = "Seat"', "label = 7"), "line 7"),
        (TICKET + 'colour = "red"\n', "colour"),
        (TICKET + 'kind = "smell"\n', "smell"),
        (TICKET + 'patterns = ["("]\n', "“(”"),
        (TICKET + 'mrz = "shoe_size"\n', "“shoe_size”"),
        (TICKET + 'words = ["/[/"]\n', "“[”"),
        (TICKET.replace('"ticket"', '"tram"'), "“tram”"),
        (TICKET.replace('"seat"', '"Seat No"'), "“Seat No”"),
        (TICKET + '[[fields]]\nname = "seat"\nlabel = "Again"\n', "twice"),
        (TICKET + '[[rules]]\nrule = "date"\nfield = "day"\n', "“day”"),
        (TICKET + "[[rules]]\nresult = 'seat'\n", "Rule 1"),
        (TICKET + "[[rules]]\nrule = 'totals'\ntolerance = 'much'\n", "“much”"),
    ],
)
def test_a_problem_names_the_file_and_what_is_wrong(tmp_path, text, said):
    path = write(tmp_path, "ticket.toml", text)

    (problem,) = load([tmp_path]).problems

    assert str(path) in problem
    assert said in problem
    assert problem.endswith(".")


def test_a_file_in_another_encoding_is_told(tmp_path):
    (tmp_path / "ticket.toml").write_bytes(TICKET.replace("Seat", "Plätze").encode("latin-1"))

    assert "UTF-8" in load([tmp_path]).problems[0]


def test_a_folder_that_is_not_there_is_no_mistake(tmp_path):
    assert load([tmp_path / "none"]).problems == ()


def test_a_pattern_among_the_words_of_a_type_must_be_one(tmp_path):
    write(tmp_path, "ticket.toml", TICKET + '\n[words]\n"/(/" = 1.0\n')

    (problem,) = load([tmp_path]).problems

    assert "the pattern “(” of the type is none" in problem.lower()


def test_the_synonyms_of_a_date_stand_for_dates(tmp_path):
    text = TICKET + 'kind = "date"\nsynonyms = { "9999-12-31" = ["for ever"], never = ["none"] }\n'
    write(tmp_path, "ticket.toml", text)

    (problem,) = load([tmp_path]).problems

    assert "not for “never”" in problem
