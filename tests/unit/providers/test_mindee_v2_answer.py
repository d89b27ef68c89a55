"""Answers of version 2: nested fields, words of certainty, the other products."""

import pytest

from mindee import BOX, OTHER_BOX, by_name, field_v2, job_v2, mapped, result_v2, table, texts
from reviewer.domain.bundle import Part
from reviewer.domain.geometry import Box
from reviewer.errors import NotFinished, ProviderError
from reviewer.providers.base import Sent, Size

POLYGON = tuple(map(tuple, BOX))


def fields_of(nodes):
    return by_name(mapped(result_v2({"fields": nodes})))


def one(node):
    (found,) = fields_of({"thing": node})["thing"].values
    return found


@pytest.mark.parametrize(
    ("raw", "text", "normalized"),
    [
        ("Acme", "Acme", None),
        (12.5, "12.5", "12.5"),
        (0, "0", "0"),
        (True, "true", "true"),
        ("2026-01-02", "2026-01-02", "2026-01-02"),
        (None, "", None),
    ],
)
def test_simple_values(raw, text, normalized):
    found = one(field_v2(raw))
    assert (found.text, found.normalized) == (text, normalized)


@pytest.mark.parametrize(
    ("word", "figure"),
    [
        ("Certain", 1.0),
        ("High", 0.9),
        ("Medium", 0.6),
        ("Low", 0.3),
        ("medium", 0.6),
        ("Sublime", None),
        (None, None),
        (0.7, None),
    ],
)
def test_words_of_certainty_are_figures(word, figure):
    assert one(field_v2("x", word)).confidence == figure


def test_the_words_are_kept():
    rows = {"items": [{"fields": {"rate": field_v2(5, "Low")}}]}
    nodes = {"date": field_v2("2026-01-02", "Medium"), "empty": field_v2(None, "High"), "taxes": rows}
    assert mapped(result_v2({"fields": nodes})).extras["confidence"] == {"date": "Medium", "taxes[0].rate": "Low"}


def test_a_value_may_stand_at_several_places():
    found = one(field_v2("x", None, (0, BOX), (2, OTHER_BOX)))
    assert [(region.page, region.polygon) for region in found.regions] == [
        (0, POLYGON),
        (2, tuple(map(tuple, OTHER_BOX))),
    ]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 0, 3, 2), (3, 2, 1, 0)])
def test_polygons_begin_anywhere_and_run_either_way(order):
    found = one(field_v2("x", None, (0, [BOX[at] for at in order])))
    assert found.regions[0].polygon == POLYGON


@pytest.mark.parametrize("node", [{"value": "x"}, {"value": "x", "locations": None, "confidence": None}, "x"])
def test_a_field_may_have_neither_place_nor_certainty(node):
    found = one(node)
    assert (found.text, found.regions, found.confidence) == ("x", (), None)


def test_a_place_that_cannot_be_is_kept():
    found = mapped(result_v2({"fields": {"a": field_v2("x", None, (0, [[700, 1], [800, 1], [800, 9]]), (9, BOX))}}))
    assert by_name(found)["a"].values[0].regions == ()
    assert "inference.result.fields.a.locations[0]" in found.extras
    assert "inference.result.fields.a.locations[1]" in found.extras


def test_objects_are_dotted_fields():
    address = {
        "confidence": "Low",
        "locations": [{"page": 0, "polygon": BOX}],
        "fields": {
            "city": field_v2("Ardlough", "High"),
            "zip": {"value": "1"},
            "geo": {"fields": {"lat": field_v2(1.5)}},
        },
    }
    found = fields_of({"address": address})
    assert {name: texts(field) for name, field in found.items()} == {
        "address.city": ["Ardlough"],
        "address.zip": ["1"],
        "address.geo.lat": ["1.5"],
    }
    assert found["address.zip"].values[0].confidence == 0.3
    assert found["address.zip"].values[0].regions[0].polygon == POLYGON


def test_lists_of_values_are_several_values():
    names = {"confidence": "High", "items": [field_v2("ANNA", "Low"), {"value": "MARIA"}, "LOU"]}
    found = fields_of({"names": names})["names"]
    assert [(each.text, each.confidence) for each in found.values] == [("ANNA", 0.3), ("MARIA", 0.9), ("LOU", None)]
    assert fields_of({"names": {"items": []}})["names"].values == ()


def test_lists_of_objects_are_rows():
    items = [
        {
            "confidence": "High",
            "locations": [{"page": 1, "polygon": BOX}],
            "fields": {"name": field_v2("Rope"), "sum": field_v2(4.5, "Low")},
        },
        {
            "fields": {
                "name": field_v2("Candle"),
                "more": {"fields": {"a": field_v2(1)}},
                "tags": {"items": [field_v2("x"), field_v2("y")]},
            }
        },
        {"fields": {"name": field_v2(None)}},
    ]
    field = fields_of({"lines": {"items": items}})["lines"]
    assert table(field) == [
        {"name": "Rope", "sum": "4.5", "more.a": "", "tags": ""},
        {"name": "Candle", "sum": "", "more.a": "1", "tags": ["x", "y"]},
    ]
    name, amount = (cell.values[0] for cell in field.rows[0].fields[:2])
    assert (name.confidence, amount.confidence) == (0.9, 0.3)
    assert [region.page for region in name.regions] == [1]


def test_objects_in_rows_of_rows_are_several_values():
    rows = {
        "items": [
            {
                "fields": {
                    "who": field_v2("Ann"),
                    "taxes": {"items": [{"fields": {"sum": field_v2(1)}}, {"fields": {"sum": field_v2(2)}}]},
                }
            }
        ]
    }
    assert table(fields_of({"pay": rows})["pay"]) == [{"who": "Ann", "taxes.sum": ["1", "2"]}]


def tax(rate, base, amount):
    return {"items": [{"fields": {"rate": field_v2(rate), "base": field_v2(base), "amount": field_v2(amount)}}]}


def test_a_rate_that_is_a_fraction_is_one_in_percent_too():
    rate = fields_of({"taxes": tax(0.05, 200.0, 10.0)})["taxes"].rows[0].fields[0].values[0]
    assert (rate.text, rate.normalized) == ("0.05", "5")


@pytest.mark.parametrize("values", [(5, 200, 10), (0.05, 200, 0.1), (0.05, None, 10), (0.05, "2026-01-02", 10)])
def test_other_rates_stay(values):
    rate = fields_of({"taxes": tax(*values)})["taxes"].rows[0].fields[0].values[0]
    assert rate.normalized == str(values[0])
    assert rate.messages == ()


# The other products, what is left


def test_text_of_pages_is_kept():
    raw = {"pages": [{"content": "First page"}, {"content": "Second page"}]}
    assert mapped(result_v2({"fields": {}, "raw_text": raw})).extras["inference.result.raw_text"] == raw


def test_words_of_pages_are_texts():
    words = [{"content": "Ardlough", "polygon": BOX}, {"content": "Harbour", "polygon": OTHER_BOX}, {"content": " "}]
    found = mapped(
        result_v2({"pages": [{"words": words, "content": "all"}, {"words": []}]}), Sent((Size(100, 200), Size(1, 1)))
    )
    (page,) = found.texts
    assert (page.page, page.text, page.aspect) == (0, "Ardlough\nHarbour", 0.5)
    assert page.words[0].confidence is None
    assert found.extras["inference.result.pages[0].content"] == "all"


def test_crops_are_parts_of_pages():
    crops = [
        {"object_type": "receipt", "location": {"page": 0, "polygon": BOX}},
        {"object_type": "invoice", "location": {"page": 1, "polygon": OTHER_BOX}},
        {"object_type": "ghost", "location": {}},
    ]
    found = mapped(result_v2({"crops": crops}))
    assert found.parts == (Part((0,), Box(0.1, 0.2, 0.3, 0.25)), Part((1,), Box(0.5, 0.6, 0.7, 0.65)))
    assert found.extras["inference.result.crops"] == crops


def test_splits_are_parts_of_whole_pages():
    splits = [
        {"document_type": "invoice", "page_range": [0, 0]},
        {"document_type": "receipt", "page_range": [1, 2]},
        {"page_range": [5, 1]},
        {},
    ]
    assert mapped(result_v2({"splits": splits})).parts == (Part((0,)), Part((1, 2)))


def test_pages_that_are_not_there_are_no_part():
    assert mapped(result_v2({"splits": [{"page_range": [1, 10**9]}, {"page_range": [3, 4]}]})).parts == (Part((1, 2)),)


def test_a_classification_is_the_kind_of_paper_and_a_field():
    found = mapped(result_v2({"classification": {"document_type": "payslip"}}))
    assert found.document_type == "payslip"
    assert texts(by_name(found)["document_type"]) == ["payslip"]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("invoice", "invoice"),
        ("Expense Receipt", "receipt"),
        ("credit_note", "invoice"),
        ("poem", "model-1"),
        (None, "model-1"),
    ],
)
def test_kinds_of_paper(told, name):
    assert mapped(result_v2({"fields": {"document_type": field_v2(told)}})).document_type == name


def test_what_it_is_and_what_nobody_knows():
    found = mapped(result_v2({"fields": {"a": {"value": "x", "mood": 1}}, "rag": {"id": "r"}}, surprise=2))
    assert (found.remote_id, found.version, found.page_count) == ("inference-1", "model-1", 3)
    assert found.extras["inference.result.fields.a.mood"] == 1
    assert found.extras["inference.result.rag"] == {"id": "r"}
    assert found.extras["inference.surprise"] == 2
    assert found.extras["inference.active_options"] == {"polygon": True}


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (job_v2(), NotFinished, "processing"),
        (job_v2("Processed", result_url="x"), NotFinished, "ready"),
        (job_v2("Failed", error={"detail": "Damaged", "errors": []}), ProviderError, "Damaged"),
        (
            {"status": 401, "title": "No", "detail": "Bad key", "code": "401-001", "errors": []},
            ProviderError,
            "Bad key",
        ),
        ({"inference": {"id": "x"}}, ProviderError, "no answer"),
        ({"inference": None}, ProviderError, "no answer"),
    ],
)
def test_what_is_no_finished_answer_says_what_it_is(body, kind, words):
    with pytest.raises(kind, match=words):
        mapped(body)
