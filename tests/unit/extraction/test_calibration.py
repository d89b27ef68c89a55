"""The shipped curves: figures only, and none that turns the order of choices around."""

import json
import re

import pytest

from reviewer import document_types, resources
from reviewer.domain.document_type import Kind
from reviewer.extraction import calibration

SHIPPED = json.loads(resources.path(calibration.FILE).read_text("utf-8"))
STEPS = [number / 100 for number in range(1, 100)]


def test_there_is_a_curve_for_everything():
    assert calibration.ANY in SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_a_surer_choice_is_never_called_less_sure(name):
    curve = calibration.Curve(*SHIPPED[name])
    shares = [curve(probability) for probability in STEPS]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]
    assert shares[0] > 0.0
    assert shares[-1] < 1.0


@pytest.mark.parametrize("name", SHIPPED)
def test_curves_are_named_by_engines_types_fields_and_kinds(name):
    fields = {f"{kind.name}/{field.name}" for kind in document_types.load().values() for field in kind.fields}
    known = {calibration.ANY, *(kind.value for kind in Kind), *fields}
    assert name in known or re.sub(r"^[a-z ]+/", "", name) in fields


def test_the_most_particular_curve_counts(monkeypatch):
    curves = {"*": calibration.Curve(1.0, 0.0), "text": calibration.Curve(1.0, 1.0)}
    monkeypatch.setattr(calibration, "_curves", lambda: curves)
    receipt = document_types.load()["receipt"]
    assert calibration.curve("rapidocr", "receipt", receipt.field("company")) is curves["text"]
    assert calibration.curve("rapidocr", "receipt", receipt.field("total")) is curves["*"]
