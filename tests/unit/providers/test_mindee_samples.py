"""Recorded answers of Mindee map, every one of them; and answers that nobody has written do no harm."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindee import BOX, by_name, document_v1, mapped, provider, result_v2
from reviewer import document_types
from reviewer.domain.document_type import DocumentType
from reviewer.errors import Busy, NotFinished, ProviderError, ReviewerError
from reviewer.providers.base import Answer, Mapped, Sent, Size
from reviewer.providers.mindee import Provider

_PLACES = (each / "shared" / "providers" / "samples" / "mindee" for each in Path(__file__).resolve().parents)
SAMPLES = next((place for place in _PLACES if place.is_dir()), None)
FILES = sorted(SAMPLES.glob("*.json")) if SAMPLES else []
TYPES = document_types.load()


def holding(*keys):
    return [path for path in FILES if any(key in json.loads(path.read_bytes()) for key in keys)]


DOCUMENTS = holding("document")
FINISHED = holding("document", "inference")

shared = [
    pytest.mark.shared,
    pytest.mark.skipif(not FILES, reason="there is no shared/providers/samples beside the checkout"),
]


def sample(path):
    return Provider.mapped(Answer((path.read_bytes(),)), Sent())


def said(found: Mapped):
    """Everything that a mapped answer has somewhere."""
    return json.dumps(msgspec.to_builtins(found), ensure_ascii=False)


def values_of(prediction):
    """The values of a prediction by the last key that leads to each."""
    if isinstance(prediction, list):
        for item in prediction:
            yield from values_of(item)
    elif isinstance(prediction, dict):
        for key, child in prediction.items():
            if key in ("polygon", "bounding_box", "quadrangle", "rectangle", "locations", "confidence", "page_id"):
                continue
            if isinstance(child, dict | list):
                yield from values_of(child)
            elif child not in (None, "") and not isinstance(child, bool):
                yield child


def each(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


class TestSamples:
    pytestmark = shared

    @each([path for path in FILES if path not in FINISHED])
    def test_what_is_not_finished_says_what_it_is(self, path):
        with pytest.raises((NotFinished, ProviderError, Busy)) as error:
            sample(path)
        assert error.value.text.endswith(".")

    @each(FINISHED)
    def test_no_value_is_lost(self, path):
        body = json.loads(path.read_bytes())
        inference = body["document"]["inference"] if "document" in body else body["inference"]["result"]
        found = sample(path)
        assert found.fields
        assert found.remote_id
        everything = said(found)
        for value in values_of(inference.get("prediction") or inference.get("fields")):
            text = f"{value:.15g}" if isinstance(value, float) else str(value)
            assert json.dumps(text, ensure_ascii=False)[1:-1] in everything

    @each(DOCUMENTS)
    def test_every_place_is_shown(self, path):
        prediction = json.loads(path.read_bytes())["document"]["inference"]["prediction"]
        found = by_name(sample(path))
        for name, node in prediction.items():
            if isinstance(node, dict) and node.get("polygon"):
                assert found[name].values[0].regions

    @each(DOCUMENTS)
    def test_corrections_can_be_told(self, path):
        prediction = json.loads(path.read_bytes())["document"]["inference"]["prediction"]
        made = provider(lambda _request: None)
        told = made.feedback(Answer((path.read_bytes(),)), sample(path).fields)["feedback"]
        assert told
        assert set(told) <= set(prediction)
        assert "polygon" not in str(told)


# Names


@pytest.mark.parametrize("name", sorted(Provider.names))
def test_names_lead_to_fields_and_columns_that_there_are(name):
    kind: DocumentType = TYPES[name]
    for theirs, ours in Provider.names[name].items():
        base, _, column = theirs.partition(".")
        rows = kind.field(Provider.names[name].get(base, base))
        known = {each.name for each in rows.columns} if rows is not None and column else set()
        assert kind.field(ours) is not None or ours in known, theirs


def test_default_products_are_for_types_that_there_are():
    assert set(Provider.Options().types) <= set(TYPES)


# What nobody has written

_scalars = (
    st.none() | st.booleans() | st.integers(-3, 300) | st.floats(width=32) | st.sampled_from(["", "x", "2026-01-02"])
)
_keys = st.sampled_from(
    ["value", "values", "content", "confidence", "polygon", "page_id", "bounding_box", "raw", "type", "rate", "fields",
     "items", "locations", "page", "page_indexes", "locale", "receipts", "all_words", "text", "a"]
)  # fmt: skip
_points = st.just(BOX) | st.lists(st.lists(_scalars, max_size=3), max_size=5)
_nodes = st.recursive(
    _scalars | _points,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=12,
)


@given(_nodes, _nodes, _nodes)
def test_any_answer_maps_or_is_told(one, two, three):
    bodies = (
        document_v1(
            {"a": one, "line_items": two, "locale": three, "receipts": one}, [{"id": two, "prediction": {"a": three}}]
        ),
        document_v1({}, ocr={"mvision-v1": {"pages": [{"all_words": one}, two]}}, is_rotation_applied=True),
        {"document": {"inference": {"prediction": {"a": one}, "pages": two, "extras": three, "product": one}}},
        result_v2(
            {
                "fields": {"a": one, "b": {"fields": two}, "c": {"items": three}},
                "crops": one,
                "splits": two,
                "pages": three,
            }
        ),
        {"job": one, "document": two, "api_request": three, "inference": one},
    )
    for body in bodies:
        try:
            raw = msgspec.json.encode(body)
            found = Provider.mapped(Answer((raw,)), Sent((Size(10, 20),)))
        except ReviewerError:
            continue
        for field in found.fields:
            for value in field.values:
                assert value.confidence is None or 0 <= value.confidence <= 1
                assert all(0 <= x <= 1 and 0 <= y <= 1 for region in value.regions for x, y in region.polygon)
        msgspec.json.encode(found)
        if "document" in body:
            provider(lambda _request: None).feedback(Answer((raw,)), found.fields)


def test_a_large_answer_takes_no_long_time():
    many = 5_000
    rows = [{"description": f"row {at}", f"column {at}": at} for at in range(many)]
    values = [{"value": f"value {at}"} for at in range(many)]
    found = mapped(document_v1({"line_items": rows, "values": values}, [{"id": 0, "prediction": {"values": values}}]))
    fields = by_name(found)
    assert len(fields["values"].values) == len(fields["line_items"].rows) == many
