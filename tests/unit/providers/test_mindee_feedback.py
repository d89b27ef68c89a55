"""Corrections for Mindee: in its own shape, typed as its prediction was, to the document and not to the task."""

import json

import httpx
import msgspec
import pytest
from msgspec.structs import replace

from mindee import BOX, CANARY, SERVER, Server, document_v1, error_v1, mapped, provider, result_v2, value
from reviewer.domain.field import Field, Mark, Row, Source, Value
from reviewer.errors import Busy, ProviderError
from reviewer.providers.base import Answer
from reviewer.providers.mindee import Provider
from reviewer.services.remote.answer import renamed

URL = f"{SERVER}/v1/documents/document-1/feedback"


def told(prediction, *fields):
    """What is sent for fields, after an answer with this prediction."""
    raw = Answer((msgspec.json.encode(document_v1(prediction)),))
    return provider(Server()).feedback(raw, fields)["feedback"]


def corrected(text, **more):
    return Value(text, recognized_text="before", source=Source.CORRECTED, **more)


def simple(name, *written):
    return Field(name, tuple(corrected(text) for text in written))


def row(**cells):
    return Row(tuple(simple(name, *([text] if isinstance(text, str) else text)) for name, text in cells.items()))


# Types


@pytest.mark.parametrize(
    ("old", "written", "sent"),
    [
        ("Acme", "Acme Ltd", "Acme Ltd"),
        (12.5, "13.75", 13.75),
        (12.5, "1.234,50", 1234.5),
        (12.5, "€ 13", 13.0),
        (12, "13", 13),
        (12, "13.5", 13.5),
        (True, "false", False),
        (False, "Yes", True),
        ("2026-01-02", "3 February 2026", "2026-02-03"),
        ("2026-01-02", "2026-02-03", "2026-02-03"),
        ("2026-01-02", "soon", "soon"),
        ("007", "008", "008"),
        (12.5, "", None),
        ("x", "", None),
    ],
)
def test_values_keep_their_type(old, written, sent):
    found = told({"thing": value(old)}, simple("thing", written))
    assert found == {"thing": {"value": sent}}
    assert type(found["thing"]["value"]) is type(sent)


def test_what_was_not_changed_is_sent_as_it_came():
    prediction = {"total_amount": value(12.0), "quantity": value(1.234), "date": value("2026-01-02")}
    assert told(prediction, *mapped(document_v1(prediction)).fields) == {
        "total_amount": {"value": 12.0},
        "quantity": {"value": 1.234},
        "date": {"value": "2026-01-02"},
    }


@pytest.mark.parametrize(
    ("name", "written", "sent"),
    [
        ("total_amount", "12.50", 12.5),
        ("invoice_date", "3 February 2026", "2026-02-03"),
        ("invoice_number", "12", "12"),
        ("quantity", "1.234", 1.234),
    ],
)
def test_what_was_missing_has_the_type_of_its_name(name, written, sent):
    assert told({name: value(None)}, simple(name, written)) == {name: {"value": sent}}


def test_a_normalized_form_counts_only_for_the_text_that_it_is_of():
    stale = Value("14.00", "13.00", recognized_text="13.00", source=Source.CORRECTED)
    assert told({"sum": value(13.0)}, Field("sum", (stale,))) == {"sum": {"value": 14.0}}


def test_blank_is_null_and_unreadable_is_not_told():
    prediction = {"a": value("x"), "b": value("y")}
    blank, unreadable = (
        Field(name, (replace(corrected("z"), mark=mark),)) for name, mark in (("a", Mark.BLANK), ("b", Mark.UNREADABLE))
    )
    assert told(prediction, blank, unreadable) == {"a": {"value": None}}


def test_what_is_no_number_is_not_told_as_one():
    assert told({"sum": value(1.0), "flag": value(True)}, simple("sum", "many"), simple("flag", "maybe")) == {}


# Shapes


def test_every_field_of_the_product_is_told_and_no_other():
    prediction = {
        "a": value("x"),
        "b": value("y"),
        "photo": {"polygon": BOX, "page_id": 0},
        "seals": [{"bounding_box": BOX}],
    }
    fields = (
        simple("a", "new"),
        Field("b", (Value("y"),)),
        Field("photo", (Value(""),)),
        Field("seals", (Value(""),)),
        simple("own", "z"),
    )
    assert told(prediction, *fields) == {"a": {"value": "new"}, "b": {"value": "y"}}


def test_lists_of_values_are_complete():
    prediction = {"regs": [value("1", type="VAT"), value("2", type="SIREN")], "names": [value("ANNA")]}
    assert told(prediction, simple("regs", "1", "3"), simple("names", "ANNA", "MARIA")) == {
        "regs": [{"type": "VAT", "value": "1"}, {"value": "3"}],
        "names": [{"value": "ANNA"}, {"value": "MARIA"}],
    }
    assert told(prediction, Field("names", (Value(""),))) == {"names": []}


def test_names_that_reviewer_has_in_one_are_apart():
    prediction = {"given_names": [value("ANNA MARIA"), value("LOU")]}
    assert told(prediction, simple("given_names", "ANNA MARIA LOU"))["given_names"] == [
        {"value": "ANNA MARIA"},
        {"value": "LOU"},
    ]
    assert told(prediction, simple("given_names", "ANNA LOU"))["given_names"] == [{"value": "ANNA"}, {"value": "LOU"}]


def test_rows_are_lists_of_objects_without_places():
    prediction = {
        "taxes": [value(8, rate=20, base=40.0, code="A")],
        "line_items": [{"description": "Rope", "quantity": 1.0, "confidence": 0.9, "polygon": BOX, "page_id": 0}],
    }
    found = told(
        prediction,
        Field(
            "taxes",
            rows=(row(value="8", rate="25", base="32", code=""), row(value="1", rate="5 %", base="20", code="B")),
        ),
        Field("line_items", rows=(row(description="Ropes", quantity="2"),)),
    )
    assert found == {
        "taxes": [
            {"value": 8, "rate": 25, "base": 32.0, "code": None},
            {"value": 1, "rate": 5, "base": 20.0, "code": "B"},
        ],
        "line_items": [{"description": "Ropes", "quantity": 2.0}],
    }


def test_rows_that_were_removed_leave_an_empty_list():
    prediction = {"line_items": [{"description": "Rope"}]}
    assert told(prediction, Field("line_items")) == {"line_items": []}


def test_rows_in_rows_are_lists_again():
    prediction = {"payments": [{"employee": "Ann", "taxes": [{"base": 10, "amount": 1}], "bank": {"name": "B"}}]}
    rows = Field(
        "payments",
        rows=(row(employee="Bea", **{"taxes.base": ["20", "30"], "taxes.amount": ["2", "3"], "bank.name": "C"}),),
    )
    assert told(prediction, rows) == {
        "payments": [
            {"employee": "Bea", "taxes": [{"base": 20, "amount": 2}, {"base": 30, "amount": 3}], "bank": {"name": "C"}}
        ]
    }


def test_lists_in_rows_are_lists_again():
    prediction = {"lines": [{"name": "Rope", "tags": ["a", "b"]}]}
    rows = Field("lines", rows=(row(name="Ropes", tags=["c", "d", ""]),))
    assert told(prediction, rows) == {"lines": [{"name": "Ropes", "tags": ["c", "d"]}]}


def test_an_address_keeps_its_parts_while_it_is_the_same():
    prediction = {"address": value("1 Quay St", city="Ardlough", state=None)}
    assert told(prediction, Field("address", (Value("1 Quay St"),))) == {
        "address": {"city": "Ardlough", "value": "1 Quay St"}
    }
    assert told(prediction, simple("address", "2 Quay St")) == {"address": {"value": "2 Quay St"}}


def test_parts_of_an_object_are_an_object_again():
    prediction = {
        "locale": {"value": "en-GB", "language": "en", "currency": "GBP"},
        "employee": {"name": "Ann", "age": 30},
    }
    fields = (Field("locale", (Value("en-GB"),)), simple("locale.currency", "EUR"), simple("employee.age", "31"))
    assert told(prediction, *fields) == {
        "locale": {"value": "en-GB", "language": "en", "currency": "EUR"},
        "employee": {"name": "Ann", "age": 31},
    }


def test_fields_of_own_products_have_content():
    prediction = {"thing": {"confidence": 0.9, "values": [{"content": "A"}]}}
    assert told(prediction, simple("thing", "A", "B")) == {"thing": {"values": [{"content": "A"}, {"content": "B"}]}}


# Names


def test_names_of_reviewer_find_their_way_back():
    prediction = {
        "invoice_number": value("A1"),
        "total_amount": value(1.0),
        "locale": {"value": None, "currency": "GBP"},
        "supplier_payment_details": [{"iban": "X1", "swift": "S", "polygon": BOX}],
        "line_items": [{"description": "Rope", "total_amount": 1.0}],
    }
    fields = (
        simple("number", "A2"),
        simple("total", "2.50"),
        simple("currency", "EUR"),
        simple("iban", "X2"),
        simple("supplier_vat", ""),
        Field("line_items", rows=(row(description="Ropes", amount="2.50"),)),
    )
    assert told(prediction, *fields) == {
        "invoice_number": {"value": "A2"},
        "total_amount": {"value": 2.5},
        "locale": {"currency": "EUR"},
        "supplier_payment_details": [{"iban": "X2", "swift": "S"}],
        "line_items": [{"description": "Ropes", "total_amount": 2.5}],
    }


def test_rows_of_a_zone_are_fields_of_their_own():
    prediction = {"mrz1": value("P<AAA"), "mrz2": value("1234"), "id_number": value("7"), "surname": value("LEE")}
    fields = (
        simple("mrz", "P<AAB\n1235"),
        simple("document_number", "8"),
        simple("personal_number", ""),
        simple("surname", "LEA"),
    )
    assert told(prediction, *fields) == {
        "mrz1": {"value": "P<AAB"},
        "mrz2": {"value": "1235"},
        "id_number": {"value": "8"},
        "surname": {"value": "LEA"},
    }


@pytest.mark.parametrize("kind", ["invoice", "receipt", "passport", "id_card"])
def test_nothing_gets_lost_on_the_way_through_reviewers_names(kind):
    products = {
        "invoice": {
            "invoice_number": value("A"),
            "supplier_name": value("B"),
            "total_net": value(1.0),
            "po_number": value("D"),
        },
        "receipt": {
            "receipt_number": value("A"),
            "supplier_name": value("B"),
            "total_tax": value(1.0),
            "supplier_address": value("D"),
        },
        "passport": {
            "id_number": value("A"),
            "surname": value("B"),
            "birth_date": value("2000-01-02"),
            "country": value("D"),
        },
        "id_card": {
            "document_number": value("A"),
            "surnames": [value("B")],
            "issue_date": value("2000-01-02"),
            "nationality": value("D"),
        },
    }
    prediction = products[kind]
    fields = renamed(mapped(document_v1(prediction)).fields, Provider.names[kind])
    found = told(prediction, *fields)
    assert found.keys() == prediction.keys()
    assert found == {
        name: [{"value": each["value"]} for each in node] if isinstance(node, list) else {"value": node["value"]}
        for name, node in prediction.items()
    }


# Sending


def send(*replies, **options):
    server = Server(*replies)
    provider(server, **options).send_feedback("document-1", {"feedback": {"date": {"value": None}}}, "key-1")
    return server


def test_corrections_are_put_to_the_document():
    server = send({"api_request": {"error": {}, "status_code": 200}, "feedback": {"date": None}})
    (request,) = server.requests
    assert (request.method, str(request.url)) == ("PUT", URL)
    assert request.headers["Authorization"] == f"Token {CANARY}"
    assert request.headers["Idempotency-Key"] == "key-1"
    assert json.loads(request.content) == {"feedback": {"date": {"value": None}}}


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_to_a_host_of_the_options_takes_the_corrections_along(status):
    place = "https://feedbacks.mindee.net/v1/documents/document-1/feedback"
    server = send(
        httpx.Response(status, headers={"Location": place}), {"feedback": {}}, hosts=("feedbacks.mindee.net",)
    )
    assert server.asked == [f"PUT {URL}", f"PUT {place}"]
    assert server.requests[1].content == server.requests[0].content


def test_a_redirect_to_another_host_gets_neither_key_nor_corrections():
    reply = httpx.Response(307, headers={"Location": "https://feedbacks.mindee.net/x"})
    with pytest.raises(ProviderError) as error:
        send(reply)
    assert error.value.code == "redirect"


@pytest.mark.parametrize("status", [403, 404])
@pytest.mark.parametrize("page", [True, False])
def test_where_there_is_no_feedback_corrections_are_kept_here(status, page):
    reply = httpx.Response(status, html="<p>No</p>") if page else httpx.Response(status, json=error_v1(status))
    with pytest.raises(ProviderError) as error:
        send(reply)
    assert error.value.code == "feedback_unavailable"
    assert not error.value.retryable
    assert "kept here" in error.value.advice


@pytest.mark.parametrize(
    ("status", "code", "retryable"),
    [(400, "request", False), (401, "key", False), (500, "service", True), (502, "service", True)],
)
def test_other_errors(status, code, retryable):
    with pytest.raises(ProviderError) as error:
        send(httpx.Response(status, json=error_v1(status)))
    assert (error.value.code, error.value.retryable) == (code, retryable)


def test_too_many_requests_are_tried_later():
    with pytest.raises(Busy):
        send(httpx.Response(429))


def test_corrections_of_version_2_go_nowhere():
    raw = Answer((msgspec.json.encode(result_v2({"fields": {}})),))
    with pytest.raises(ProviderError) as error:
        provider(Server()).feedback(raw, ())
    assert error.value.code == "feedback_unavailable"


def test_whether_it_takes_corrections_is_set_up():
    assert Provider.takes_feedback(Provider.Options())
    assert not Provider.takes_feedback(Provider.Options(send_corrections=False))
    assert not Provider.takes_feedback(Provider.Options(api="v2"))
