"""The training set has what people settled, and nothing else."""

import base64
import json

from msgspec.structs import replace

from dossiers import SQUARE, dossier, entry, full
from journals import human, machine
from reviewer.domain.field import Mark, Region, Value
from reviewer.exporters.training_set import PERSONAL, SCHEMA, Exporter


def lines(*dossiers):
    head, *rest = [json.loads(line) for line in b"".join(Exporter().export(dossiers)).splitlines()]
    assert head == {"schema": SCHEMA, "personal_data": PERSONAL}
    return rest


def test_each_settled_value_is_a_line_with_what_was_read_and_what_it_is():
    corrected = replace(human("12.50", machine("72.50", 0.4)), regions=(Region(0, SQUARE),))
    (line,) = lines(replace(dossier(entry("total:0", "total", corrected)), snippet=lambda region: b"PNG"))
    assert line["recognized"] == "72.50"
    assert line["corrected"] == "12.50"
    assert line["recognized_confidence"] == 0.4
    assert (line["document_type"], line["field"], line["engine"], line["provider"]) == (
        "receipt",
        "total",
        "rapidocr",
        None,
    )
    (region,) = line["regions"]
    assert base64.b64decode(region["image"]) == b"PNG"
    assert region["polygon"][0] == [0.0, 0.1]


def test_what_nobody_settled_is_left_out():
    assert lines(dossier(entry("total:0", "total", machine("12.50")))) == []


def test_a_confirmed_value_is_what_was_read():
    confirmed = replace(machine("12.50", 0.7), settled_by="Ada")
    (line,) = lines(dossier(entry("total:0", "total", confirmed)))
    assert (line["recognized"], line["corrected"], line["recognized_confidence"]) == ("12.50", "12.50", 0.7)


def test_marks_and_cells_say_what_they_are():
    found = lines(full())
    assert {line["mark"] for line in found} >= {Mark.UNREADABLE.value}
    cell = replace(machine("7"), settled_by="Ada")
    (line,) = lines(dossier(entry("i:1:amount:0", "line_items", cell, "i:1", "amount")))
    assert (line["field"], line["row"], line["column"]) == ("line_items", "i:1", "amount")


def test_a_provider_is_named_as_one():
    settled = replace(machine("7"), settled_by="Ada")
    (line,) = lines(replace(dossier(entry("total:0", "total", settled)), provider=True))
    assert (line["engine"], line["provider"]) == (None, "rapidocr")


def test_no_names_of_files_or_people_are_in_it():
    text = b"".join(Exporter().export([full()])).decode()
    assert "receipt.jpg" not in text
    assert "Ada" not in text


def test_a_place_without_a_picture_is_told_without_one():
    placed = Value("7", settled_by="Ada", regions=(Region(0, SQUARE), Region(0, ((0, 0), (1, 1)))))
    (line,) = lines(replace(dossier(entry("total:0", "total", placed)), snippet=lambda region: b""))
    assert [region["image"] for region in line["regions"]] == [None]
