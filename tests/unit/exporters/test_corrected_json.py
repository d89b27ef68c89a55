"""Corrected JSON says what was reviewed."""

import json

import pytest
from msgspec.structs import replace

from dossiers import KIND, dossier, entry, full
from journals import human, machine
from reviewer.domain.field import Mark, Source, Value
from reviewer.domain.geometry import Box
from reviewer.domain.revision import Revision
from reviewer.exporters import corrected_json


def exported(made):
    return json.loads(b"".join(corrected_json.Exporter().export([made])))


def value(found, field="total"):
    (only,) = found["fields"][field]
    return only


def test_the_document():
    assert exported(full())["document"] == {
        "id": "0b9f1f3e-6b1c-4a5e-9f0e-1d2c3b4a5968",
        "name": "receipt.jpg",
        "originals": [{"sha256": "a" * 64, "media_type": "image/jpeg", "name": "receipt.jpg", "size": 1234}],
        "page_count": 1,
        "document_type": "receipt",
        "revision_status": "reviewed",
        "reviewed_by": "Ada",
        "reviewed_at": "2026-01-02T03:04:05.678Z",
    }


def test_pages_count_from_nought():
    assert exported(full())["pages"] == [
        {
            "index": 0,
            "width": 800,
            "height": 1200,
            "rotation": 90,
            "original": "a" * 64,
            "original_index": 0,
            "area": None,
        }
    ]


def test_a_part_of_a_page_says_which():
    whole = full()
    page = replace(whole.document.pages[0], index=3, area=Box(0.5, 0.0, 1.0, 1 / 3))
    made = replace(whole, document=replace(whole.document, pages=(page,)))

    (told,) = exported(made)["pages"]
    assert (told["original_index"], told["area"]) == (3, [0.5, 0.0, 1.0, 0.333333])


def test_where_it_was_read():
    assert exported(full())["recognition"] == {
        "engine": "rapidocr",
        "provider": None,
        "version": "3.10",
        "languages": ["en", "de"],
        "task": "t",
        "pages": [
            {
                "page": 0,
                "source": "engine",
                "engine": "rapidocr",
                "reason": "No text of its own.",
                "turn": 90,
                "skew": 0.13,
                "words": 12,
            }
        ],
    }
    remote = exported(replace(full(), provider=True))["recognition"]
    assert (remote["engine"], remote["provider"]) == (None, "rapidocr")


def test_a_recognized_value():
    assert value(exported(full()), "company") == {
        "text": "Café “Zürich”",
        "normalized": None,
        "confidence": 0.9123,
        "recognized_text": "Café “Zürich”",
        "recognized_confidence": 0.9123,
        "source": "recognized",
        "mark": None,
        "valid": None,
        "messages": [],
        "regions": [{"page": 0, "polygon": [[0.0, 0.1], [0.5, 0.1], [0.5, 0.2], [0.0, 0.212346]]}],
    }


def test_a_corrected_value_keeps_what_was_read():
    found = value(exported(full()))

    assert (found["text"], found["normalized"], found["source"]) == ("12.50", "12.50", "corrected")
    assert (found["confidence"], found["recognized_text"], found["recognized_confidence"]) == (None, "72.50", 0.4)


def test_a_manual_value_has_nothing_recognized():
    found = value(exported(full()), "sender")

    assert (found["source"], found["recognized_text"], found["confidence"]) == ("manual", None, None)


def test_a_confirmed_value_keeps_its_confidence():
    found = value(exported(dossier(entry("t", "total", replace(machine("1", 0.5), settled_by="Ada")))))

    assert (found["source"], found["confidence"]) == ("recognized", 0.5)


def test_a_confidence_that_a_person_made_void_is_null_whatever_stands_there():
    odd = replace(machine("1", 0.5), source=Source.CORRECTED)

    assert value(exported(dossier(entry("t", "total", odd))))["confidence"] is None


@pytest.mark.parametrize("confidence", [None, float("nan"), float("inf"), 1.5, -0.1])
def test_a_confidence_that_is_none_is_null(confidence):
    assert value(exported(dossier(entry("t", "total", machine("1", confidence)))))["confidence"] is None


def test_what_was_read_is_the_text_where_nothing_else_is_kept():
    assert value(exported(dossier(entry("t", "total", Value("1")))))["recognized_text"] == "1"


def test_a_field_without_values_is_an_empty_list():
    assert exported(full())["fields"]["date"] == []


def test_the_fields_stand_in_the_order_of_their_type_then_the_others():
    assert list(exported(full())["fields"]) == ["company", "date", "total", "line_items", "note", "sender"]


def test_without_a_type_the_fields_stand_as_they_appear():
    found = exported(replace(full(), document_type=None))

    assert set(found["fields"]) == {"company", "date", "total", "line_items", "note", "sender"}


def test_rows_have_values_by_column():
    rows = exported(full())["fields"]["line_items"]

    assert [{column: [v["text"] for v in values] for column, values in row.items()} for row in rows] == [
        {"description": ["Tea"], "amount": ["5.5"]},
        {"description": [], "amount": ["7"]},
    ]


def test_an_empty_value_stays_when_a_person_said_so():
    blank = Value("", settled_by="Ada", mark=Mark.BLANK)
    found = value(exported(dossier(entry("t", "total", blank))))

    assert (found["text"], found["mark"], found["recognized_text"]) == ("", "blank", None)
    assert value(exported(full()), "note")["mark"] == "unreadable"
    assert value(exported(dossier(entry("t", "total", human("")))))["mark"] is None


def test_rules_decide_on_validity_and_give_their_reasons():
    found = exported(full())

    assert (value(found)["valid"], value(found)["messages"]) == (False, ["The items are not the total."])
    assert found["fields"]["line_items"][1]["amount"][0]["valid"] is False
    assert found["fields"]["line_items"][0]["amount"][0]["valid"] is None


def test_a_warning_leaves_validity_as_it_is():
    (rule,) = [issue for issue in full().issues if issue.rule == "dates"]
    made = dossier(
        entry("t", "total", replace(machine("1"), valid=True, messages=("Said before.",))),
        issues=(replace(rule, values=("t",)),),
    )

    assert value(exported(made))["valid"] is True
    assert value(exported(made))["messages"] == ["Said before.", "The date is missing."]


def test_who_kept_a_value_against_an_error_is_told():
    made = dossier(entry("t", "total", replace(machine("1"), settled_by="Ana", forced=True)))

    assert value(exported(made))["messages"] == ["Kept by Ana against an error."]


def test_messages_of_the_whole_document():
    assert exported(full())["messages"] == [
        "The picture is blurred.",
        "The date is missing.",  # its value is not there to carry it
        "The receipt is old.",
    ]


def test_what_an_answer_had_besides():
    assert exported(full())["extras"] == {"raw": {"a": [1, None]}}


def test_a_document_that_nobody_read_or_reviewed():
    made = full()
    empty = replace(made, recognition=None, revision=Revision(made.document.id), document_type=KIND, issues=())
    found = exported(empty)

    assert found["recognition"] is None
    assert (found["extras"], found["messages"]) == ({}, [])
    assert set(map(tuple, found["fields"].values())) == {()}
    assert found["document"]["revision_status"] == "pending"
    assert (found["document"]["reviewed_by"], found["document"]["reviewed_at"]) == (None, None)


def test_the_file_is_readable_and_the_line_is_one_line():
    (content,) = corrected_json.Exporter().export([full()])
    line = corrected_json.line(full())

    assert content.startswith(b'{\n  "schema": "reviewer/corrected-json/1",\n')
    assert "Café “Zürich”".encode() in content
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert json.loads(line) == json.loads(content)


def test_half_a_surrogate_pair_does_not_stop_an_export():
    made = dossier(entry("t", "total", machine("a\ud800b")), name="rechnung-\udcfc.pdf")
    odd = replace(made, recognition=replace(made.recognition, extras={"\udcfc": ["\udcfc"]}))

    assert value(exported(odd))["text"] == "a?b"
    assert exported(odd)["extras"] == {"?": ["?"]}
