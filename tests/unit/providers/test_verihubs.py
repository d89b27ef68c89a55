import base64
import json
from contextlib import suppress

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from networks import CANARY, Network, answer, provider, reply, samples, texts, upload
from reviewer.domain.field import Field, Region, Value
from reviewer.domain.geometry import Box
from reviewer.errors import Forgotten, InputError, NotFinished, ProviderError, ReplyLost, ReviewerError, TooLarge
from reviewer.providers import verihubs
from reviewer.providers._verihubs_answer import KEYS
from reviewer.providers._verihubs_errors import CODES
from reviewer.providers.base import (
    Answer,
    Pending,
    Sent,
    Size,
    SupportsCancel,
    SupportsFeedback,
    SupportsLookup,
    SupportsRemarks,
    Ticket,
)
from reviewer.providers.verihubs import Provider

RESULT = "/ktp/id/extract-async/result"
CARD = {
    "nik": "3171041203980007",
    "full_name": "ADA CONTOH",
    "place_of_birth": "KOTA LAMA",
    "blood_type": "-",
    "image_quality": {"blur": True, "dark": False, "flashlight": "true", "grayscale": False, "blur_score": 0.4},
    "reference_id": "r-9",
}
ACCEPTED = {"message": "accepted", "data": {"reference_id": "r-9"}}


def of(*replies, **options):
    network = Network(*replies)
    return provider(Provider, network, **options), network


@pytest.fixture
def clock(monkeypatch):
    now = [1_000.0]
    monkeypatch.setattr(verihubs.time, "time", lambda: now[0])
    return now


# Sending


@pytest.mark.parametrize("status", [200, 201])
def test_a_picture_is_sent_as_bare_base64_with_our_reference(clock, status):
    service, network = of(reply(status, ACCEPTED))
    ticket = service.submit(upload(b"\xff\xd8picture"), Ticket())
    assert network.asked == ["POST /ktp/id/extract-async"]
    assert network.sent == {
        "image": base64.b64encode(b"\xff\xd8picture").decode(),
        "validate_quality": False,
        "reference_id": "ref-1",
    }
    headers = network.requests[0].headers
    assert (headers["App-ID"], headers["API-Key"]) == (f"{CANARY}-app_id", f"{CANARY}-api_key")
    assert ticket == Ticket(("r-9",), data={"at": "1000"})


def test_options_are_sent():
    service, network = of(reply(200, ACCEPTED), validate_quality=True, callback_url="https://example.com/back")
    service.submit(upload(), Ticket())
    assert network.sent["validate_quality"] is True
    assert network.sent["callback_url"] == "https://example.com/back"


@pytest.mark.parametrize("body", [{"message": "accepted"}, {"reference_id": "ref-1"}, []])
def test_without_an_id_in_the_reply_our_own_counts(body):
    service, _ = of(reply(200, body))
    assert service.submit(upload(), Ticket()).ids == ("ref-1",)


def test_what_arrived_before_counts_as_submitted():
    service, _ = of(reply(400, {"message": "x", "error_code": "INVALID_PAYLOAD_REFERENCE_ID_EXISTS"}))
    assert service.submit(upload(), Ticket()).ids == ("ref-1",)


def test_a_lost_reply_is_uncertain_and_can_be_looked_up(clock):
    service, _ = of(httpx.ReadTimeout("slow"))
    with pytest.raises(ReplyLost):
        service.submit(upload(), Ticket())
    assert service.look_up("ref-1") == Ticket(("ref-1",), data={"at": "1000"})


@pytest.mark.parametrize("kind", ["application/pdf", "image/tiff"])
def test_other_files_become_pictures(kind):
    service, network = of(reply(200, ACCEPTED))
    drawn = []
    service.submit(upload(media_type=kind, drawn=drawn), Ticket())
    assert drawn == [(0, 0, "image/jpeg", 5_000_000)]
    assert base64.b64decode(network.sent["image"]) == b"drawn"


@pytest.mark.parametrize("size", [Size(720, 480), Size(480, 720), Size(4000, 3000)])
def test_large_enough_either_way_up(size):
    service, network = of(reply(200, ACCEPTED))
    service.submit(upload(sizes=(size,)), Ticket())
    assert len(network.requests) == 1


@pytest.mark.parametrize("size", [Size(719, 480), Size(720, 479), Size(480, 719), Size(4000, 479)])
def test_a_small_picture_is_refused_before_it_is_sent(size):
    service, network = of()
    with pytest.raises(InputError, match="at least 720 × 480") as caught:
        service.submit(upload(sizes=(size,)), Ticket())
    assert f"{size.width} × {size.height}" in caught.value.text
    assert network.requests == []


def test_a_large_file_is_only_made_smaller_when_the_operator_wants_it():
    large = upload(b"x" * 5_000_001)
    service, network = of()
    with pytest.raises(TooLarge, match="at most 5 MB") as caught:
        service.submit(large, Ticket())
    assert "Make large pictures smaller" in caught.value.advice
    assert network.requests == []

    service, network = of(reply(200, ACCEPTED), reduce=True)
    drawn = []
    service.submit(upload(b"x" * 5_000_001, drawn=drawn), Ticket())
    assert drawn == [(0, 0, "image/jpeg", 5_000_000)]
    service, network = of(reply(200, ACCEPTED))
    service.submit(upload(b"x" * 5_000_000), Ticket())
    assert len(base64.b64decode(network.sent["image"])) == 5_000_000


def test_what_becomes_too_small_by_that_is_refused_too():
    service, network = of(reduce=True)
    with pytest.raises(InputError, match="720 × 480"):
        service.submit(upload(b"x" * 5_000_001, picture=Size(600, 400)), Ticket())
    assert network.requests == []


def test_several_pages_are_refused_with_advice():
    service, network = of()
    with pytest.raises(InputError, match="2 pages") as caught:
        service.submit(upload(sizes=(Size(900, 900),) * 2), Ticket())
    assert "Split" in caught.value.advice
    assert network.requests == []


# Refusals


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_told_in_words(code):
    why = CODES[code]
    if code == "INVALID_PAYLOAD_REFERENCE_ID_EXISTS":
        service, _ = of(reply(400, {"error_code": code}))
        with pytest.raises(ProviderError) as caught:
            service.poll(Ticket(("r",)))
    else:
        service, _ = of(reply(400, {"message": "m", "error_code": code}))
        with pytest.raises(ProviderError) as caught:
            service.submit(upload(), Ticket())
    assert (caught.value.text, caught.value.code) == (why.text, why.code)
    assert caught.value.advice
    assert code not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "body", "code", "retryable"),
    [
        (401, {"message": "Authorization failed"}, "key", False),
        (403, {"message": "Insufficient quota", "error_code": "INSUFFICIENT_QUOTA"}, "quota", False),
        (403, None, "quota", False),
        (422, {"message": "Invalid Payload", "error_code": "BAD_PAYLOAD"}, "request", False),
        (
            400,
            {"message": "m", "error_code": "NEW", "error_fields": [{"field": "image", "message": "odd"}]},
            "request",
            False,
        ),
        (400, [1], "request", False),
        (500, {"message": "Internal server error"}, "service", True),
        (302, None, "answer", False),
    ],
)
def test_refusals_have_their_kinds(status, body, code, retryable):
    for ask in (lambda service: service.submit(upload(), Ticket()), lambda service: service.poll(Ticket(("r",)))):
        service, _ = of(reply(status, body))
        with pytest.raises(ProviderError) as caught:
            ask(service)
        assert (caught.value.code, caught.value.retryable) == (code, retryable)
        assert CANARY not in str(caught.value)


def test_unknown_codes_are_told_in_the_services_words_without_the_key():
    words = f"we do not like {CANARY}-api_key"
    service, _ = of(reply(400, {"message": words, "error_code": "NEW"}))
    with pytest.raises(ProviderError, match="we do not like") as caught:
        service.submit(upload(), Ticket())
    assert CANARY not in str(caught.value)
    assert "NEW" in str(caught.value)


# Asking


def test_the_reference_is_in_the_query(clock):
    service, network = of(reply(200, {"data": CARD}))
    found = service.poll(Ticket(("a/b c",), data={"at": "1000"}))
    assert network.asked == [f"GET {RESULT}?reference_id=a%2Fb%20c"] or network.asked == [
        f"GET {RESULT}?reference_id=a%2Fb+c"
    ]
    assert isinstance(found, Answer)
    assert json.loads(found.bodies[0])["data"]["nik"] == CARD["nik"]


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, {}), (200, {"message": "processing", "data": {"reference_id": "r"}}), (202, None), (200, None), (202, [])],
)
def test_a_reply_without_values_is_not_ready(status, body):
    service, _ = of(reply(status, body))
    assert isinstance(service.poll(Ticket(("r",))), Pending)


def test_unknown_is_not_ready_for_half_a_minute(clock):
    missing = reply(404, {"error_code": "INVALID_PAYLOAD_REFERENCE_ID_NOT_FOUND"})
    service, _ = of(missing, missing, missing)
    ticket = Ticket(("r",), data={"at": "1000"})
    clock[0] = 1_029.0
    assert isinstance(service.poll(ticket), Pending)
    clock[0] = 1_031.0
    with pytest.raises(Forgotten):
        service.poll(ticket)
    with pytest.raises(Forgotten):
        service.poll(Ticket(("r",), data={"at": "soon"}))


@pytest.mark.parametrize("code", ["FAIL_ON_1", "KTP_NOT_DETECTED", "INTERNAL_SERVER_ERROR", "SOMETHING_NEW"])
def test_failures_come_with_status_200(code):
    service, _ = of(reply(200, {"message": "no", "error_code": code, "data": {"image_quality": {"blur": True}}}))
    with pytest.raises(ProviderError) as caught:
        service.poll(Ticket(("r",)))
    assert caught.value.code == "failed"
    assert not caught.value.retryable


def test_why_a_picture_is_too_poor_is_told():
    with pytest.raises(ProviderError, match="The picture is blurred"):
        Provider.mapped(answer({"error_code": "FAIL_ON_1", "data": {"image_quality": {"blur": True}}}), Sent())


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, {"error_code": "INVALID_PAYLOAD_REFERENCE_ID_NOT_FOUND"}),
        (400, {"error_code": "INVALID_PAYLOAD_REFERENCE_ID"}),
    ],
)
def test_the_connection_is_tried_without_a_document(status, body):
    service, network = of(reply(status, body))
    assert "accepts" in service.test_connection()
    assert network.requests[0].method == "GET"


@pytest.mark.parametrize(("status", "code"), [(401, "key"), (403, "quota"), (500, "service"), (200, "answer")])
def test_what_is_wrong_with_the_connection_is_said(status, code):
    service, _ = of(reply(status, {}))
    with pytest.raises(ProviderError) as caught:
        service.test_connection()
    assert caught.value.code == code


# What an answer says


def test_values_have_neither_places_nor_certainty():
    mapped = Provider.mapped(answer({"message": "ok", "status_code": "B1", "data": CARD}), Sent())
    assert texts(mapped) == {
        "nik": ["3171041203980007"],
        "full_name": ["ADA CONTOH"],
        "place_of_birth": ["KOTA LAMA"],
        "blood_type": ["-"],
    }
    values = [value for field in mapped.fields for value in field.values]
    assert {(value.confidence, value.regions, value.valid) for value in values} == {(None, (), None)}
    assert (mapped.document_type, mapped.remote_id, mapped.page_count) == ("ktp", "r-9", 1)
    assert mapped.messages == ("The picture is blurred.", "The picture shows the glare of a flash.")
    assert mapped.extras["status_code"] == "B1"
    assert mapped.extras["image_quality"]["blur_score"] == 0.4
    assert not Provider.places


@pytest.mark.parametrize(
    "body", [CARD, {"data": [CARD]}, {"data": {}, **CARD}, {"data": {"reference_id": "r-9"}, **CARD}]
)
def test_values_are_found_where_they_are(body):
    mapped = Provider.mapped(answer(body), Sent())
    assert texts(mapped)["full_name"] == ["ADA CONTOH"]
    assert mapped.remote_id == "r-9"


def test_what_has_no_place_is_kept():
    body = {"data": {"nik": "1", "valid_until": "SEUMUR HIDUP", "new": {"a": [1]}}, "trace": 7, "message": "ok"}
    mapped = Provider.mapped(answer(body), Sent())
    assert mapped.extras == {"valid_until": "SEUMUR HIDUP", "new": {"a": [1]}, "trace": 7}


@pytest.mark.parametrize("nik", ["317104120398000", "31710412039800O7", "3171 0412 0398 0007", "٣١٧١٠٤١٢٠٣٩٨٠٠٠٧"])
def test_a_nik_of_another_kind_is_not_valid(nik):
    (field,) = Provider.mapped(answer({"data": {"nik": nik}}), Sent()).fields
    assert (field.values[0].valid, field.values[0].messages) == (False, ("A NIK has 16 digits.",))


def test_values_beside_a_failure_are_kept_and_the_failure_is_said():
    mapped = Provider.mapped(answer({"data": CARD, "error_code": "FAIL_ON_1", "message": "hm"}), Sent())
    assert texts(mapped)["nik"]
    assert CODES["FAIL_ON_1"].text in mapped.messages
    assert "Verihubs says: “hm”" in mapped.messages


def test_what_is_said_of_a_success_is_kept_and_is_no_warning():
    mapped = Provider.mapped(answer({"data": CARD, "message": "Request processed."}), Sent())
    assert not any("Request processed" in message for message in mapped.messages)
    assert mapped.extras["message"] == "Request processed."


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (ACCEPTED, "receipt"),
        ({"message": "Authorization failed"}, "Authorization failed"),
        ({"data": {"nik": None, "full_name": ""}}, "no value of a card"),
        ({}, "no value of a card"),
    ],
)
def test_what_is_no_result_is_said(body, words):
    with pytest.raises(NotFinished, match=words):
        Provider.mapped(answer(body), Sent())


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"null", b'"text"', b"{", b"\xff"])
def test_garbage_is_said(body):
    with pytest.raises(ProviderError):
        Provider.mapped(Answer((body,)), Sent())


def test_no_body_at_all():
    with pytest.raises(ProviderError):
        Provider.mapped(Answer(()), Sent())


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [*KEYS, "data", "image_quality", "error_code", "message", "error_fields", "reference_id", "x"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=300)
@given(ANYTHING)
def test_nothing_breaks_it(body):
    with suppress(ReviewerError):
        assert Provider.mapped(answer(body), Sent((Size(800, 600),))).fields


# A small card in a large picture


LARGE = Size(3000, 2000)


def card(pitch, *, lying=False):
    """Fields in the rows of a card, so many pixels apart, on a large page; `lying` on its side."""
    fields = []
    for row, name in enumerate(("rt_rw", "administrative_village", "district", "religion", "marital_status")):
        top = (300 + pitch * row) / LARGE.height
        polygon = Box(0.3, top, 0.3 + 0.02 * (row + 1), top + 0.8 * pitch / LARGE.height).polygon()
        if lying:
            polygon = tuple((1 - y, x) for x, y in polygon)  # each word still from its own top left
        fields.append(Field(name, (Value("x", regions=(Region(0, polygon),)),)))
    return tuple(fields)


def test_a_small_card_in_a_large_picture_is_warned_about():
    (warning,) = Provider.remarks(Sent((LARGE,)), card(12))
    assert "about 240 pixels high" in warning
    assert "720 × 480" in warning
    (warning,) = Provider.remarks(Sent((Size(2000, 3000),)), card(12, lying=True))
    assert "about 240 pixels high" in warning


def test_a_page_that_was_turned_for_sending_is_measured_as_it_is():
    (warning,) = Provider.remarks(Sent((Size(2000, 3000),), turns=(90,)), card(12))
    assert "about 240 pixels high" in warning


def test_a_large_card_is_not():
    assert Provider.remarks(Sent((LARGE,)), card(40)) == ()


def test_without_places_nothing_is_said_of_its_size():
    sent = Sent((LARGE,))
    assert Provider.remarks(sent, card(12)[:1]) == ()
    assert Provider.remarks(sent, (Field("rt_rw", (Value("x"),)), Field("religion"))) == ()
    assert Provider.remarks(Sent(), card(12)) == ()


def test_what_it_can():
    assert isinstance(Provider, type)
    service, _ = of()
    assert isinstance(service, SupportsLookup)
    assert issubclass(Provider, SupportsRemarks)
    assert not isinstance(service, SupportsCancel)
    assert not isinstance(service, SupportsFeedback)


# Recorded answers

_RECORDED = samples("verihubs")


@pytest.mark.shared
@pytest.mark.skipif(not _RECORDED, reason="there is no shared/providers/samples beside the checkout")
@pytest.mark.parametrize("name", sorted(_RECORDED))
def test_recorded_answers_map_or_say_why_not(name):
    body = Answer((_RECORDED[name],))
    if "success" in name:
        mapped = Provider.mapped(body, Sent())
        assert {field.name for field in mapped.fields} == set(KEYS)
    else:
        with pytest.raises(ProviderError) as caught:
            Provider.mapped(body, Sent())
        assert caught.value.text.endswith((".", "”"))
