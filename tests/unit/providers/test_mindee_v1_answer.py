"""Answers of version 1: every shape of a prediction, at both levels."""

import pytest

from mindee import BOX, OTHER_BOX, by_name, document_v1, error_v1, job_v1, mapped, table, texts, value
from reviewer.domain.bundle import Part
from reviewer.domain.geometry import Box
from reviewer.errors import NotFinished, ProviderError
from reviewer.providers._mindee_values import plain
from reviewer.providers.base import Answer, Sent, Size
from reviewer.providers.mindee import Provider

POLYGON = tuple(map(tuple, BOX))
OTHER = tuple(map(tuple, OTHER_BOX))


def field_of(node, name="thing", pages=None, **more):
    return by_name(mapped(document_v1({name: node}, pages, **more)))[name]


def one(node, **more):
    (found,) = field_of(node, **more).values
    return found


def regions(found):
    return [(region.page, region.polygon) for region in found.regions]


# Values


@pytest.mark.parametrize(
    ("raw", "text", "normalized"),
    [
        ("Acme", "Acme", None),
        (335.18, "335.18", "335.18"),
        (12.0, "12", "12"),
        (20, "20", "20"),
        (-0.5, "-0.5", "-0.5"),
        (1e-7, "0.0000001", "0.0000001"),
        (0.1 + 0.2, "0.3", "0.3"),
        (99_999_999.99, "99999999.99", "99999999.99"),
        (1e20, "100000000000000000000", "100000000000000000000"),
        (0, "0", "0"),
        (True, "true", "true"),
        (False, "false", "false"),
        ("2026-02-03", "2026-02-03", "2026-02-03"),
        ("2026-02-31", "2026-02-31", None),
        (None, "", None),
    ],
)
def test_values_as_text(raw, text, normalized):
    found = one(value(raw))
    assert (found.text, found.normalized) == (text, normalized)


def test_numbers_as_plain_text():
    assert plain(1234567.891) == ("1234567.891", "1234567.891")
    assert plain(float("nan")) == ("", None)


def test_a_value_has_its_confidence_and_place():
    found = one(value("x", 1, BOX, 0))
    assert (found.confidence, regions(found)) == (1.0, [(0, POLYGON)])


@pytest.mark.parametrize("node", [{"value": "x"}, value("x", None), value("x", "high"), value("x", 7)])
def test_unknown_confidence_stays_unknown(node):
    assert one(node).confidence is None


@pytest.mark.parametrize(
    "node", [{"value": None}, {"value": None, "confidence": 0.0, "page_id": None, "polygon": []}, {}, None]
)
def test_a_missing_value_is_empty_and_has_no_confidence(node):
    found = one(node)
    assert (found.text, found.confidence, found.regions) == ("", None, ())


@pytest.mark.parametrize("raw", [{"raw_value": "Acme Ltd"}, {"raw": "Acme Ltd"}, {"raw": ["Acme", "Ltd"]}])
def test_what_is_printed_is_offered_beside_the_value(raw):
    (offered,) = one(value("ACME", **raw)).alternatives
    assert offered.text == "Acme Ltd"


def test_the_same_text_is_not_offered_again():
    assert one(value("Acme", raw_value="Acme")).alternatives == ()


def test_a_computed_value_says_so():
    assert "not printed" in one(value("2026-01-01", is_computed=True)).messages[0]
    assert one(value("2026-01-01", is_computed=False)).messages == ()
    assert one(value(None, is_computed=True)).messages == ()


def test_an_address_is_its_text_and_its_parts_are_kept():
    node = value("1 Quay St, Ardlough", city="Ardlough", street_number="1", country=None)
    found = mapped(document_v1({"billing_address": node}))
    assert texts(by_name(found)["billing_address"]) == ["1 Quay St, Ardlough"]
    path = "document.inference.prediction.billing_address"
    assert found.extras[f"{path}.city"] == "Ardlough"
    assert f"{path}.country" not in found.extras


def test_the_kinds_of_registrations_are_kept_and_are_no_issues():
    found = mapped(document_v1({"registrations": [value("123", type="VAT NUMBER"), value("456", type="SIREN")]}))
    (field,) = found.fields
    assert [(each.text, each.messages) for each in field.values] == [("123", ()), ("456", ())]
    assert sorted(kept for name, kept in found.extras.items() if name.endswith(".type")) == ["SIREN", "VAT NUMBER"]


def test_the_same_registration_at_two_places_is_one_value_with_two_regions():
    field = field_of([value("123", 0.7, BOX, type="VAT"), value("123", 0.9, OTHER_BOX, type="VAT")])
    (found,) = field.values
    assert (found.confidence, regions(found)) == (0.9, [(0, POLYGON), (0, OTHER)])


def test_a_locale_has_its_currency_apart():
    found = mapped(
        document_v1(
            {"locale": {"value": "en-GB", "language": "en", "country": "GB", "currency": "GBP", "confidence": 0.8}}
        )
    )
    fields = by_name(found)
    assert (texts(fields["locale"]), texts(fields["locale.currency"])) == (["en-GB"], ["GBP"])
    assert fields["locale.currency"].values[0].confidence == 0.8
    assert found.extras["document.inference.prediction.locale.country"] == "GB"


def test_an_older_locale_has_no_value():
    fields = by_name(mapped(document_v1({"locale": {"language": "en", "currency": "GBP", "confidence": 0.8}})))
    assert {name: texts(field) for name, field in fields.items()} == {
        "locale.language": ["en"],
        "locale.currency": ["GBP"],
    }


def test_a_list_of_values_is_several_values():
    field = field_of([value("ANNA", 0.9), value("MARIA", 0.8, OTHER_BOX, 0)])
    assert [(each.text, each.confidence, regions(each)) for each in field.values] == [
        ("ANNA", 0.9, [(0, POLYGON)]),
        ("MARIA", 0.8, [(0, OTHER)]),
    ]


def test_an_empty_list_is_an_empty_value_or_no_row():
    fields = by_name(mapped(document_v1({"given_names": [], "line_items": [], "taxes": []})))
    assert texts(fields["given_names"]) == [""]
    assert fields["line_items"].values == fields["line_items"].rows == fields["taxes"].values == ()


# Rows


def test_tax_rows_have_their_value_as_a_column():
    field = field_of([value(8, 0.9, rate=20, base=40.0, code=None)], "taxes")
    assert table(field) == [{"value": "8", "rate": "20", "base": "40", "code": ""}]
    assert {cell.name: cell.values[0].confidence for cell in field.rows[0].fields} == {
        "value": 0.9,
        "rate": 0.9,
        "base": 0.9,
        "code": None,
    }
    assert regions(field.rows[0].fields[0].values[0]) == [(0, POLYGON)]


def test_an_empty_cell_has_not_the_place_of_its_row():
    items = [{"description": "Rope", "product_code": None, "polygon": BOX, "confidence": 0.9}]
    (row,) = field_of(items, "line_items").rows
    places = {cell.name: len(cell.values[0].regions) for cell in row.fields}
    assert places == {"description": 1, "product_code": 0}


def test_an_empty_value_with_a_place_of_its_own_keeps_it():
    (value,) = field_of({"value": None, "confidence": 0.2, "polygon": BOX}).values
    assert (value.text, len(value.regions)) == ("", 1)


def test_line_items_have_no_value():
    items = [
        {"description": "Rope", "quantity": 2.0, "unit_price": 4.25, "confidence": 0.9, "polygon": BOX, "page_id": 0},
        {"description": "Candle", "total_amount": 1.5, "confidence": 0.8, "polygon": [], "page_id": 0},
    ]
    field = field_of(items, "line_items")
    assert table(field) == [
        {"description": "Rope", "quantity": "2", "unit_price": "4.25", "total_amount": ""},
        {"description": "Candle", "quantity": "", "unit_price": "", "total_amount": "1.5"},
    ]
    assert field.rows[0].fields[1].values[0].normalized == "2"


def test_payment_details_are_rows():
    field = field_of(
        [{"iban": "X1", "swift": None, "confidence": 0.9, "polygon": BOX, "page_id": 0}], "supplier_payment_details"
    )
    assert table(field) == [{"iban": "X1", "swift": ""}]


def test_a_row_that_says_nothing_is_none():
    assert field_of([{"description": None, "quantity": None}], "line_items").rows == ()


def test_rows_in_rows_are_several_values_of_dotted_columns():
    payments = [
        {"employee": "Ann", "taxes": [{"base": 10, "amount": 1}, {"base": None, "amount": 2}], "confidence": 0.9}
    ]
    assert table(field_of(payments, "payments")) == [
        {"employee": "Ann", "taxes.base": ["10", ""], "taxes.amount": ["1", "2"]}
    ]


def test_objects_in_rows_are_dotted_columns_and_cells_may_have_their_own_place():
    rows = [
        {"who": {"first": "Ann", "last": "Lee"}, "sum": value(3, 0.5, OTHER_BOX, 0), "confidence": 0.9, "polygon": BOX}
    ]
    field = field_of(rows)
    assert table(field) == [{"who.first": "Ann", "who.last": "Lee", "sum": "3"}]
    assert regions(field.rows[0].fields[2].values[0]) == [(0, OTHER)]
    assert field.rows[0].fields[2].values[0].confidence == 0.5


def test_an_object_without_a_value_is_a_field_for_each_part():
    node = {"first_name": "Ann", "born": "1990-01-02", "confidence": 0.9, "polygon": BOX, "page_id": 0}
    fields = by_name(mapped(document_v1({"employee": node})))
    assert {name: texts(field) for name, field in fields.items()} == {
        "employee.first_name": ["Ann"],
        "employee.born": ["1990-01-02"],
    }
    assert regions(fields["employee.born"].values[0]) == [(0, POLYGON)]


# Places without text, own products


@pytest.mark.parametrize(
    "node",
    [
        {"polygon": BOX, "page_id": 0},
        {"bounding_box": BOX, "confidence": 0.9, "page_id": 0},
        {"bounding_box": [0.1, 0.2, 0.3, 0.25], "page_id": 0},
        {"polygon": [], "quadrangle": BOX, "rectangle": OTHER_BOX, "bounding_box": OTHER_BOX, "page_id": 0},
    ],
)
def test_a_place_without_text_is_shown(node):
    found = one(node)
    assert (found.text, regions(found)) == ("", [(0, POLYGON)])
    assert regions(field_of([node]).values[0]) == [(0, POLYGON)]


def test_fields_of_own_products_have_their_content_in_values():
    node = {
        "confidence": 0.9,
        "page_id": 1,
        "values": [
            {"content": "AB", "polygon": BOX, "page_id": 1},
            {"content": "12", "confidence": 0.4, "polygon": OTHER_BOX},
        ],
    }
    pages = [{"id": 0, "prediction": {}}, {"id": 1, "prediction": {}}]
    field = field_of(node, pages=pages)
    assert [(each.text, each.confidence, regions(each)) for each in field.values] == [
        ("AB", 0.9, [(1, POLYGON)]),
        ("12", 0.4, [(1, OTHER)]),
    ]
    assert texts(field_of({"confidence": 0.0, "values": []})) == [""]
    assert one({"value": "type_a", "confidence": 0.9}).text == "type_a"


# Polygons


def test_points_without_numbers_do_not_count():
    assert one(value("x", polygon=[[None, None]] * 4)).regions == ()
    assert len(one(value("x", polygon=[*BOX, [None, 0.3]])).regions[0].polygon) == 4


def test_pixels_where_fractions_should_be_are_kept_as_they_came():
    pixels = [[713.1, 208.3], [900.0, 208.3], [900.0, 230.0], [713.1, 230.0]]
    found = mapped(document_v1({"mrz1": value("P<", polygon=pixels)}))
    assert by_name(found)["mrz1"].values[0].regions == ()
    assert found.extras["document.inference.prediction.mrz1.polygon"] == pixels


def test_what_lies_a_little_outside_is_moved_onto_the_page():
    (region,) = one(value("x", polygon=[[-0.046, 0.1], [1.045, 0.1], [1.045, 0.3], [-0.046, 0.3]])).regions
    assert region.polygon == ((0.0, 0.1), (1.0, 0.1), (1.0, 0.3), (0.0, 0.3))


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 3, 0, 1), (0, 3, 1, 2)])
def test_four_points_come_in_any_order(order):
    assert regions(one(value("x", polygon=[BOX[at] for at in order]))) == [(0, POLYGON)]


def test_more_than_four_points_are_fine():
    star = [[0.1, 0.1], [0.2, 0.05], [0.3, 0.1], [0.3, 0.2], [0.2, 0.25], [0.1, 0.2]]
    assert len(one(value("x", polygon=star)).regions[0].polygon) == 6


# Levels


def pages_with(prediction, page=1):
    return [{"id": at, "prediction": prediction if at == page else {}} for at in range(2)]


def test_both_levels_say_the_same_once():
    node = {key: each for key, each in value("x").items() if key != "page_id"}
    field = field_of(value("x"), pages=[{"id": 0, "prediction": {"thing": node}}])
    assert len(field.values) == 1


@pytest.mark.parametrize("node", [{"value": "x", "confidence": 0.9}, value("x", polygon=[], page_id=None)])
def test_a_page_tells_where_the_document_does_not(node):
    field = field_of(node, pages=pages_with({"thing": {"value": "x", "confidence": 0.5, "polygon": BOX}}))
    assert regions(field.values[0]) == [(1, POLYGON)]
    assert field.values[0].confidence != 0.5


def test_a_page_with_another_value_tells_nothing():
    field = field_of({"value": "x"}, pages=pages_with({"thing": {"value": "y", "polygon": BOX}}))
    assert field.values[0].regions == ()


def test_a_page_tells_where_rows_are():
    there = {"line_items": [{"description": "Rope", "quantity": 1, "polygon": BOX}]}
    field = field_of([{"description": "Rope", "quantity": 1, "confidence": 0.9}], "line_items", pages_with(there))
    assert regions(field.rows[0].fields[0].values[0]) == [(1, POLYGON)]


def test_what_only_pages_have_is_not_lost():
    pages = [
        {"id": at, "prediction": {"note": value(f"on {at}", page_id=None), "orientation": {"degrees": 0}}}
        for at in range(2)
    ]
    fields = by_name(mapped(document_v1({}, pages)))
    assert [(each.text, each.regions[0].page) for each in fields["note"].values] == [("on 0", 0), ("on 1", 1)]
    assert "orientation" not in fields


@pytest.mark.parametrize("page", [7, -1])
def test_a_page_that_is_not_there_is_no_place(page):
    assert all(region.page in (0, 1) for region in one(value("x", page_id=page), pages=pages_with({})).regions)


# Rotation, words, extras


@pytest.mark.parametrize(
    ("applied", "degrees", "turns"),
    [(True, 90, {0: 90}), (True, 270, {0: 270}), (True, 0, {}), (True, None, {}), (False, 90, {}), (None, 90, {})],
)
def test_pages_that_were_turned_upright(applied, degrees, turns):
    pages = [{"id": 0, "orientation": {"value": degrees}, "prediction": {}}]
    assert mapped(document_v1({}, pages, is_rotation_applied=applied)).turns == turns


def test_words_of_pages_are_texts():
    words = [
        {"text": "Ardlough", "confidence": 0.9, "polygon": [[0.1, 0.1], [0.2, 0.1], [0.2, 0.12], [0.1, 0.12]]},
        {"text": "Harbour Office", "confidence": 0.8, "polygon": [[0.3, 0.1], [0.5, 0.1], [0.5, 0.12], [0.3, 0.12]]},
        {"text": "below", "polygon": [[0.1, 0.2], [0.2, 0.2], [0.2, 0.22], [0.1, 0.22]]},
        {"text": "nowhere", "polygon": []},
    ]
    ocr = {"mvision-v1": {"pages": [{"all_words": words}]}, "other": {"kept": True}}
    found = mapped(document_v1({}, ocr=ocr), Sent((Size(100, 200),)))
    (page,) = found.texts
    assert page.text == "Ardlough Harbour Office\nbelow"
    assert [word.confidence for word in page.words] == [0.9, 0.8, 0.8, None]
    assert (page.page, page.aspect) == (0, 0.5)
    assert page.words[1].polygon[1][0] == pytest.approx(0.4)
    assert found.extras["document.ocr.other"] == {"kept": True}


def test_words_that_the_product_is_there_for_are_texts():
    pages = [{"id": at, "prediction": {"all_words": [{"text": f"word{at}", "polygon": BOX}]}} for at in range(2)]
    found = mapped(document_v1({}, pages))
    assert [(page.page, page.text) for page in found.texts] == [(0, "word0"), (1, "word1")]
    assert found.fields == ()


def test_what_was_asked_for_besides_is_kept():
    extras = {"cropper": {"cropping": [{"bounding_box": BOX}]}, "full_text_ocr": {"content": "All of it"}}
    pages = [{"id": 0, "prediction": {}, "extras": extras}]
    found = mapped(document_v1({}, pages))
    assert found.extras["document.inference.pages[0].extras.cropper"] == extras["cropper"]
    assert found.extras["document.inference.pages[0].extras.full_text_ocr"] == {"content": "All of it"}
    assert found.parts == ()


def test_what_nobody_knows_is_kept_with_its_path():
    body = document_v1({"thing": value("x", mood="good")}, surprise=1)
    body["document"]["inference"]["surprise"] = [2]
    body["surprise"] = {"a": 3}
    found = mapped(body).extras
    assert found["document.inference.prediction.thing.mood"] == "good"
    assert (found["document.surprise"], found["document.inference.surprise"], found["surprise"]) == (1, [2], {"a": 3})


def test_a_value_of_no_known_shape_is_kept():
    found = mapped(document_v1({"thing": {"value": {"deep": 1}}, "list": {"value": ["a", 2]}}))
    assert found.extras["document.inference.prediction.thing.value"] == {"deep": 1}
    assert texts(by_name(found)["list"]) == ["a", "2"]


# Several documents


def test_groups_of_pages_are_parts():
    groups = [{"confidence": 0.9, "page_indexes": [0]}, {"confidence": 0.8, "page_indexes": [1, 2, 99]}]
    pages = [{"id": at, "prediction": {}} for at in range(3)]
    found = mapped(document_v1({"invoice_page_groups": groups}, pages))
    assert found.parts == (Part((0,)), Part((1, 2)))
    assert found.fields == ()


def test_several_receipts_are_parts_of_the_page():
    receipts = [
        {"bounding_box": BOX, "confidence": 0.9, "page_id": 0},
        {"bounding_box": OTHER_BOX, "confidence": 0.9, "page_id": 0},
    ]
    assert mapped(document_v1({"receipts": receipts})).parts == (
        Part((0,), Box(0.1, 0.2, 0.3, 0.25)),
        Part((0,), Box(0.5, 0.6, 0.7, 0.65)),
    )


def test_parts_are_parts_of_the_page_as_it_is():
    pages = [{"id": 0, "orientation": {"value": 90}, "prediction": {"cropping": [{"bounding_box": BOX}]}}]
    ((part),) = mapped(document_v1({}, pages, is_rotation_applied=True)).parts
    assert (part.area.left, part.area.top, part.area.right, part.area.bottom) == pytest.approx((0.2, 0.7, 0.25, 0.9))


# What it is


@pytest.mark.parametrize(
    ("product", "url", "prediction", "name"),
    [
        ("mindee/Invoice", "", {}, "invoice"),
        ("mindee/Invoice", "https://api.mindee.net/v1/products/mindee/invoices/v4/predict_async", {}, "invoice"),
        ("mindee/expense_receipts", "", {}, "receipt"),
        ("mindee/passport", "", {}, "passport"),
        ("mindee/financial_document", "", {"document_type": {"value": "EXPENSE RECEIPT"}}, "receipt"),
        ("mindee/financial_document", "", {"document_type": {"value": "INVOICE"}}, "invoice"),
        ("mindee/financial_document", "", {}, "mindee/financial_document/v4"),
        ("acme/slips", "https://api.mindee.net/v1/products/acme/slips/v1/documents/x", {}, "acme/slips/v1"),
        ("", "", {}, ""),
    ],
)
def test_kinds_of_paper(product, url, prediction, name):
    assert mapped(document_v1(prediction, product=product, url=url)).document_type == name


def test_the_document_has_another_id_than_its_task():
    body = {**document_v1({}), "job": {"id": "job-1", "status": "completed"}}
    found = mapped(body)
    assert (found.remote_id, found.version, found.page_count) == ("document-1", "mindee/invoices 4.11", 1)


def test_bodies_of_webhooks_have_no_request():
    body = {**document_v1({"thing": value("x")}), "job": {"status": "completed", "error": {}}}
    del body["api_request"]
    assert texts(by_name(mapped(body))["thing"]) == ["x"]


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (job_v1("waiting"), NotFinished, "waiting"),
        ({"job": job_v1("processing")["job"]}, NotFinished, "processing"),
        (job_v1("completed"), NotFinished, "ready"),
        (job_v1("failed", error={"message": "Blank pages"}), ProviderError, "Blank pages"),
        ({"job": {"status": "failed"}}, ProviderError, "does not say why"),
        (error_v1(401), ProviderError, "key"),
        ({"api_request": {"error": {"details": {"document": ["bad"]}}, "status_code": 400}}, ProviderError, "bad"),
        ({"api_request": {"error": {}, "status_code": 200}, "feedback": {"date": None}}, NotFinished, "feedback"),
        ({}, ProviderError, "no answer"),
        ([], ProviderError, "no answer"),
        ("hello", ProviderError, "no answer"),
        ({"document": {"inference": {}}}, ProviderError, "no prediction"),
        ({"document": {"inference": None}}, ProviderError, "no prediction"),
    ],
)
def test_what_is_no_finished_answer_says_what_it_is(body, kind, words):
    with pytest.raises(kind, match=words):
        mapped(body)


@pytest.mark.parametrize("bodies", [(), (b"",), (b"<html>",), (b"\xff\xfe",)])
def test_what_is_no_json_is_told(bodies):
    with pytest.raises(ProviderError) as error:
        Provider.mapped(Answer(bodies), Sent())
    assert error.value.code == "answer"
