"""Handl: what is asked, what its replies mean, and what its answers say. All material is made up here."""

import json
from email import message_from_bytes

import httpx
import msgspec
import pytest

from reviewer.domain.bundle import Part
from reviewer.domain.field import Field, Value
from reviewer.domain.geometry import Box
from reviewer.errors import Forgotten, InputError, NotFinished, ProviderError, ReplyLost
from reviewer.providers._handl_options import HandlOptions
from reviewer.providers.base import Answer, Pending, Sent, Size, Ticket
from reviewer.providers.handl import Provider
from unit.providers.kit import (
    CANARY,
    PAGE,
    Network,
    answer,
    box,
    made,
    needs_samples,
    reply,
    sample,
    upload,
    value,
    values,
)

TAKEN = {"detail": [], "items": [], "task_id": "t/1", "code": None, "message": None, "errno": None, "fake": None}
NOT_DONE = {
    "detail": [{"msg": "Async task not done", "type": "result_error"}],
    "items": None,
    "task_id": None,
    "code": 202,
    "message": "Async task not done",
    "errno": 9,
    "traceback": None,
}
UNKNOWN = {**NOT_DONE, "detail": [{"msg": "Async task not found"}], "code": 404, "message": "Async task not found"}
UNKNOWN["errno"] = 8
SENT = Sent((PAGE,))


def envelope(*items, **more):
    return {"detail": [], "items": list(items), "task_id": None, "code": None, "message": None, "errno": None, **more}


def item(fields=None, **more):
    return {"doc_type": "passport_main", "fields": fields or {}, "color": True, "error": None, **more}


def field(text="Ada", confidence=0.97, coords=None, valid=None, **more):
    return {"text": text, "confidence": confidence, "valid": valid, "coords": coords, **more}


def handl(*replies, **options):
    network = Network(*replies)
    return made(Provider, network, "token", **options), network


def mapped(*items, sent=SENT, **more):
    return Provider.mapped(answer(envelope(*items, **more)), sent)


def parts(request):
    """The parts of a form: name, file name, type, content."""
    head = f"content-type: {request.headers['content-type']}\r\n\r\n".encode()
    return [
        (
            part.get_param("name", header="content-disposition"),
            part.get_filename(),
            part.get_content_type(),
            part.get_payload(decode=True),
        )
        for part in message_from_bytes(head + request.content).get_payload()
    ]


# Sending


def test_a_file_is_sent_as_it_is_described():
    provider, network = handl(reply(200, TAKEN))
    assert provider.submit(upload(), Ticket()) == Ticket(("t/1",))
    (request,) = network.requests
    assert (request.method, request.url.host, request.url.path) == ("POST", "latest.handl.io", "/recognize")
    assert network.params == [
        ("token", CANARY),
        ("async", "true"),
        ("quality", "75"),
        ("dpi", "300"),
        ("auto_pdf_raw_images", "true"),
        ("pdf_raw_images", "true"),
        ("return_crops", "false"),
    ]
    assert parts(request) == [("image", "document.jpg", "image/jpeg", b"the file")]


def test_booleans_are_written_in_small_letters_and_types_are_repeated():
    provider, network = handl(
        reply(200, TAKEN), pdf_raw_images=False, check_fake=True, return_crops=True, types={"id_card": "bank_card, pts"}
    )
    provider.submit(upload(sent=Sent((PAGE,), (), "id_card")), Ticket())
    assert [pair for pair in network.params if pair[0] == "doc_type"] == [
        ("doc_type", "bank_card"),
        ("doc_type", "pts"),
    ]
    assert {"pdf_raw_images": "false", "check_fake": "true", "return_crops": "true"}.items() <= dict(
        network.params
    ).items()


@pytest.mark.parametrize(
    ("kind", "wanted"), [("passport_main", ["passport_main"]), ("auto", ["snils_front"]), ("receipt", ["snils_front"])]
)
def test_what_is_looked_for_comes_from_the_document_type_else_from_the_setting(kind, wanted):
    provider, network = handl(reply(200, TAKEN), doc_types=["snils_front"])
    provider.submit(upload(sent=Sent((PAGE,), (), kind)), Ticket())
    assert [text for name, text in network.params if name == "doc_type"] == wanted


def test_every_named_setting_is_sent_when_it_is_set():
    provider, network = handl(
        reply(200, TAKEN),
        quality=80,
        dpi=200,
        mode="fast",
        gauss=2,
        simple_cropper=True,
        use_internal_api=True,
        priority=3,
        with_hitl=True,
        hitl_async=True,
        hitl_required_fields=["surname", "sex"],
        hitl_sla="day",
        further={"beta": "1"},
    )
    provider.submit(upload(), Ticket())
    wanted = [
        ("quality", "80"),
        ("dpi", "200"),
        ("mode", "fast"),
        ("gauss", "2"),
        ("simple_cropper", "true"),
        ("use_internal_api", "true"),
        ("priority", "3"),
        ("with_hitl", "true"),
        ("hitl_async", "true"),
        ("hitl_required_fields", "surname"),
        ("hitl_required_fields", "sex"),
        ("hitl_sla", "day"),
        ("beta", "1"),
    ]
    assert [pair for pair in network.params if pair in wanted] == wanted


def test_people_are_asked_only_when_that_is_wanted():
    provider, network = handl(reply(200, TAKEN), hitl_async=True, hitl_required_fields=["surname"])
    provider.submit(upload(), Ticket())
    assert not [name for name, _ in network.params if "hitl" in name]


def test_the_key_can_be_sent_in_a_header():
    provider, network = handl(reply(200, TAKEN), reply(202, NOT_DONE), token_in="header")
    provider.submit(upload(), Ticket())
    provider.poll(Ticket(("t1",)))
    for request in network.requests:
        assert request.headers["authorization"] == f"Token {CANARY}"
        assert CANARY not in str(request.url)


def test_any_host_will_do():
    provider, network = handl(reply(200, TAKEN), base_url="http://127.0.0.1:8080")
    provider.submit(upload(), Ticket())
    assert str(network.requests[0].url).startswith("http://127.0.0.1:8080/recognize?")


def test_texts_to_compare_with_are_sent_as_a_file():
    provider, network = handl(reply(200, TAKEN))
    sent = Sent((PAGE,), (), "passport_main", {"surname": "Ада", "2.surname": "Grace"})
    provider.submit(upload(sent=sent), Ticket())
    name, _, media_type, content = parts(network.requests[0])[1]
    assert (name, media_type, json.loads(content)) == ("verify_fields", "application/json", {"surname": "Ада"})


def test_classifying_has_its_own_parameters():
    provider, network = handl(reply(200, TAKEN), ask="classify", min_shape=100)
    provider.submit(upload(), Ticket())
    assert network.requests[0].url.path == "/classify"
    assert network.params[1:] == [
        ("async", "true"),
        ("min_shape", "100"),
        ("min_filesize", "10240"),
        ("return_crops", "false"),
    ]


@pytest.mark.parametrize("ask", ["fulltext", "fulltext_by_lines"])
def test_full_text_has_its_own_parameters(ask):
    provider, network = handl(reply(200, TAKEN), ask=ask, priority=2, doc2pdf=True)
    provider.submit(upload(), Ticket())
    assert network.requests[0].url.path == f"/{ask}"
    assert network.params[1:] == [("async", "true"), ("priority", "2"), ("doc2pdf", "true")]  # never `proprity`


def test_a_picture_of_a_kind_that_it_does_not_take_is_drawn():
    drawn = []
    provider, network = handl(reply(200, TAKEN))
    provider.submit(upload("image/webp", "document.webp", drawn=drawn), Ticket())
    assert drawn == [(0, 0, "image/png", 0)]
    assert parts(network.requests[0]) == [("image", "page.png", "image/png", b"drawn")]


def test_pages_of_a_kind_that_it_does_not_take_are_refused_before_sending():
    provider, network = handl()
    with pytest.raises(InputError):
        provider.submit(upload("image/webp", pages=2), Ticket())
    assert network.requests == []


def test_an_answer_at_once_is_taken():
    body = envelope(item({"surname": field()}))
    provider, _ = handl(reply(200, body))
    found = provider.submit(upload(), Ticket())
    assert isinstance(found, Answer)
    assert values(Provider.mapped(found, SENT)) == {"surname": ["Ada"]}


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (401, None, "key"),
        (403, {"detail": [{"msg": "License is not valid", "type": "license_error"}]}, "key"),
        (402, {"message": "No pages left"}, "quota"),
        (422, {"detail": [{"loc": ["query", "dpi"], "msg": "not a number", "type": "t", "ctx": {}}]}, "request"),
        (404, {"detail": "Not Found"}, "request"),
        (500, {"detail": [{"msg": "oops", "type": "t"}]}, "service"),
        (200, {"items": None, "task_id": None, "message": "no"}, "answer"),
        (200, [], "answer"),
    ],
)
def test_a_refusal_says_what_is_wrong(status, body, code):
    provider, _ = handl(reply(status, body))
    with pytest.raises(ProviderError) as caught:
        provider.submit(upload(), Ticket())
    assert not isinstance(caught.value, ReplyLost)
    assert caught.value.code == code
    assert caught.value.text.endswith(".")


def test_what_the_service_says_of_parameters_is_told():
    provider, _ = handl(reply(422, {"detail": [{"loc": ["query", "dpi"], "msg": "not a number", "type": "t"}]}))
    with pytest.raises(ProviderError, match=r"query\.dpi: not a number"):
        provider.submit(upload(), Ticket())


def test_a_service_that_repeats_the_key_does_not_make_us_tell_it():
    provider, _ = handl(reply(403, {"message": f"The key {CANARY} is\x00 bad"}), reply(500, text=CANARY))
    for call in (lambda: provider.submit(upload(), Ticket()), lambda: provider.poll(Ticket(("t1",)))):
        with pytest.raises(ProviderError) as caught:
            call()
        assert CANARY not in str(caught.value)


def test_a_lost_reply_is_uncertain():
    provider, _ = handl(httpx.ReadTimeout("late"))
    with pytest.raises(ReplyLost) as caught:
        provider.submit(upload(), Ticket())
    assert CANARY not in str(caught.value)


# Asking


def test_the_task_is_asked_for_by_its_quoted_id():
    provider, network = handl(reply(202, NOT_DONE))
    provider.poll(Ticket(("t/1",)))
    assert network.requests[0].url.raw_path.partition(b"?")[0] == b"/result/t%2F1"
    assert network.params == [("token", CANARY), ("return_crops", "false")]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (202, NOT_DONE),
        (202, None),
        (425, {"detail": [{"msg": "Async task not done", "type": "result_error"}]}),
        (200, {"code": 200, "message": "Async task not done", "errno": 9}),
        (200, {"code": 200, "message": "Async task not done"}),
        (200, NOT_DONE),
    ],
)
def test_not_done_in_all_its_versions(status, body):
    provider, _ = handl(reply(status, body))
    assert isinstance(provider.poll(Ticket(("t1",))), Pending)
    if body:
        with pytest.raises(NotFinished):
            Provider.mapped(answer(body), SENT)


@pytest.mark.parametrize(("status", "body"), [(404, UNKNOWN), (404, None), (200, UNKNOWN)])
def test_an_unknown_task_is_forgotten(status, body):
    provider, _ = handl(reply(status, body))
    with pytest.raises(Forgotten):
        provider.poll(Ticket(("t1",)))


def test_the_answer_is_kept_as_it_came():
    body = envelope(item({"surname": field()}))  # its task_id is null: the one from sending counts
    provider, _ = handl(reply(200, body))
    found = provider.poll(Ticket(("t1",)))
    assert json.loads(found.bodies[0]) == body


@pytest.mark.parametrize(
    ("status", "code", "again"), [(403, "key", False), (422, "request", False), (500, "service", True)]
)
def test_a_failure_while_asking(status, code, again):
    provider, _ = handl(reply(status, {"message": "oops"}))
    with pytest.raises(ProviderError) as caught:
        provider.poll(Ticket(("t1",)))
    assert (caught.value.code, caught.value.retryable) == (code, again)


def test_what_is_no_json_is_no_answer():
    provider, _ = handl(reply(200, text="<html>Sign in to the network</html>"))
    with pytest.raises(ProviderError) as caught:
        provider.poll(Ticket(("t1",)))
    assert caught.value.code == "answer"


# Testing the connection


def test_a_made_up_task_tells_that_the_key_is_accepted():
    provider, network = handl(reply(404, UNKNOWN))
    assert "accepted" in provider.test_connection()
    assert network.requests[0].method == "GET"


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [(403, None, "key"), (404, None, "answer"), (200, {}, "answer"), (500, None, "service"), (422, None, "request")],
)
def test_a_connection_that_does_not_work_says_why(status, body, code):
    provider, _ = handl(reply(status, body))
    with pytest.raises(ProviderError) as caught:
        provider.test_connection()
    assert caught.value.code == code


# Answers


def test_a_value_without_a_place_and_a_place_without_a_text_are_both_kept():
    found = mapped(
        item(
            {
                "series_and_number": field("00 00 000000", 0.97, None),
                "date_of_birth": field("", 0, [box(100, 200, 300, 400)]),
            }
        )
    )
    number, born = value(found, "series_and_number"), value(found, "date_of_birth")
    assert (number.text, number.confidence, number.regions) == ("00 00 000000", 0.97, ())
    assert (born.text, born.confidence, len(born.regions)) == ("", 0.0, 1)
    assert born.regions[0].polygon == ((0.1, 0.1), (0.3, 0.1), (0.3, 0.2), (0.1, 0.2))
    assert found.document_type == "passport_main"
    assert found.messages == ()


def test_all_polygons_of_a_value_are_kept():
    found = mapped(item({"place_of_birth": field(coords=[box(100, 200, 300, 400), box(400, 200, 600, 400)])}))
    assert len(value(found, "place_of_birth").regions) == 2


def test_a_flat_list_of_points_is_one_polygon():
    flat = mapped(item({"sex": field(coords=box(100, 200, 300, 400))}))
    deep = mapped(item({"sex": field(coords=[box(100, 200, 300, 400)])}))
    assert value(flat, "sex").regions == value(deep, "sex").regions != ()


@pytest.mark.parametrize(("given", "kept"), [(0, 0.0), (1, 1.0), (0.5, 0.5), (None, None), (2, None), ("x", None)])
def test_confidences(given, kept):
    assert value(mapped(item({"sex": field(confidence=given)})), "sex").confidence == kept


@pytest.mark.parametrize(("given", "kept"), [(None, None), (True, True), (False, False), ("yes", None), (1, None)])
def test_validity_has_three_states(given, kept):
    found = value(mapped(item({"sex": field(valid=given)})), "sex")
    assert found.valid is kept
    assert bool(found.messages) is (kept is False)


def test_further_documents_have_a_prefix():
    found = mapped(item({"surname": field("Ada")}), item({"surname": field("Grace")}), item({"surname": field("Joan")}))
    assert values(found) == {"surname": ["Ada"], "2.surname": ["Grace"], "3.surname": ["Joan"]}


def test_documents_on_one_page_are_parts_cut_between_them():
    one = item({"surname": field(coords=[box(100, 1400, 900, 1600)])})
    other = item({"surname": field(coords=[box(100, 200, 900, 600)])})
    assert mapped(one, other).parts == (Part((0,), Box(0.0, 0.5, 1.0, 1.0)), Part((0,), Box(0.0, 0.0, 1.0, 0.5)))


def test_documents_beside_each_other_are_parts_too():
    one = item({"surname": field(coords=[box(100, 200, 300, 600)])})
    other = item({"surname": field(coords=[box(500, 300, 900, 700)])})
    assert mapped(one, other).parts == (Part((0,), Box(0.0, 0.0, 0.4, 1.0)), Part((0,), Box(0.4, 0.0, 1.0, 1.0)))


@pytest.mark.parametrize("coords", [None, [box(100, 200, 300, 600)]])
def test_parts_that_cannot_be_told_are_not_guessed(coords):
    assert mapped(item({"surname": field(coords=coords)}), item({"surname": field(coords=coords)})).parts == ()


def test_pages_that_items_carry_count():
    sent = Sent((PAGE, PAGE, PAGE))
    found = mapped(
        item({"surname": field(coords=[box(0, 0, 10, 10)])}, page=0),
        item({"surname": field(coords=[box(0, 0, 10, 10)])}, document={"type": "passport_main", "page": 2}),
        sent=sent,
    )
    assert [one.values[0].regions[0].page for one in found.fields] == [0, 2]
    assert found.parts == (Part((0,)), Part((2,)))
    assert found.messages == ()


def test_pages_may_be_counted_from_one():
    found = mapped(
        *(item({"surname": field(coords=[box(0, 0, 10, 10)])}, page=page) for page in (1, 2)), sent=Sent((PAGE, PAGE))
    )
    assert [one.values[0].regions[0].page for one in found.fields] == [0, 1]


def test_without_a_page_a_document_of_several_pages_is_flagged():
    found = mapped(item({"surname": field(coords=[box(0, 0, 10, 10)])}), sent=Sent((PAGE, PAGE)))
    assert value(found, "surname").regions[0].page == 0
    assert ["page 1" in message for message in found.messages] == [True]


def test_places_are_left_out_and_told_once_when_sizes_are_not_known():
    found = mapped(item({name: field(coords=[box(0, 0, 10, 10)]) for name in ("surname", "sex")}), sent=Sent())
    assert not any(one.values[0].regions for one in found.fields)
    assert ["not known" in message for message in found.messages] == [True]


def test_places_of_a_pdf_are_pixels_at_the_resolution_that_was_asked_for():
    provider, _ = handl(reply(200, TAKEN), dpi=150)
    ticket = provider.submit(upload("application/pdf", "document.pdf"), Ticket())
    sent = msgspec.structs.replace(SENT, noted=ticket.data)
    found = mapped(item({"sex": field(coords=[box(50, 100, 150, 200)])}), sent=sent)
    assert value(found, "sex").regions[0].polygon == ((0.1, 0.1), (0.3, 0.1), (0.3, 0.2), (0.1, 0.2))


def test_a_place_a_little_outside_stays_and_one_far_away_is_left_out():
    found = mapped(
        item({"sex": field(coords=[box(900, 100, 1100, 200)]), "surname": field(coords=[box(9000, 1, 9100, 2)])})
    )
    assert value(found, "sex").regions[0].polygon[1] == (1.1, 0.05)
    assert value(found, "surname").regions == ()
    assert ["do not lie on the page" in message for message in found.messages] == [True]


def test_errors_of_documents_are_messages():
    found = mapped(item(error="blurred"), item(error={"msg": "cut off"}))
    assert found.messages == ("Document 1: blurred", "Document 2: cut off")


def test_nothing_found_is_told():
    found = mapped()
    assert (found.fields, found.messages) == ((), ("Handl found no documents in the file.",))


def test_what_the_envelope_says_of_the_whole_file_is_told():
    found = mapped(item(), fake=True, low_image_weight=True, pages_count=3, docs_count=1)
    assert len(found.messages) == 2
    assert found.page_count == 3
    assert found.extras["docs_count"] == 1


def test_what_has_no_place_is_kept():
    found = mapped(
        item({"sex": field(crop="x" * 9_000, hint=[1])}, rotation=1),
        item({"surname": field()}),
        fake=False,
        beta={"a": 1},
    )
    first, second = found.extras["items"]
    assert (first["color"], first["rotation"], second) == (True, 1, {"color": True})
    assert first["fields"]["sex"]["hint"] == [1]
    assert len(first["fields"]["sex"]["crop"]) < 100
    assert (found.extras["fake"], found.extras["beta"]) == (False, {"a": 1})


def test_several_readings_of_a_field_are_several_values():
    assert values(mapped(item({"sex": [field("M"), field("F")]}))) == {"sex": ["M", "F"]}


def test_fields_of_odd_shapes_are_read_as_far_as_they_go():
    found = mapped(item({"a": None, "b": "text", "c": 7, "d": {"text": 5}, "e": [], "f": {}}), {"fields": []}, None)
    assert values(found) == {"a": [""], "b": ["text"], "c": ["7"], "d": ["5"], "e": [""], "f": [""]}


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (TAKEN, NotFinished, "not_finished"),
        (NOT_DONE, NotFinished, "not_finished"),
        (UNKNOWN, Forgotten, "lost"),
        ({"detail": [{"msg": "License is not valid", "type": "license_error"}]}, ProviderError, "key"),
        ({"items": None, "message": "The file is damaged", "code": 500}, ProviderError, "failed"),
        ({}, ProviderError, "answer"),
        ([], ProviderError, "answer"),
        (b"{", ProviderError, "answer"),
    ],
)
def test_what_is_no_finished_answer_is_told(body, kind, code):
    with pytest.raises(kind) as caught:
        Provider.mapped(answer(body), SENT)
    assert caught.value.code == code


@pytest.mark.parametrize("bodies", [(), (b"{}", b"{}")])
def test_there_is_one_answer(bodies):
    with pytest.raises(ProviderError):
        Provider.mapped(Answer(bodies), SENT)


def test_classified_documents_become_parts():
    first = {"document": {"type": "bank_card", "rotation": 1, "page": 0, "coords": box(0, 0, 500, 1000)}}
    second = {"document": {"type": "snils_front", "page": 0, "coords": box(500, 0, 1000, 1000)}}
    empty = {"document": {"type": "empty", "page": 0}}
    found = mapped(first, second, empty)
    assert found.document_type == "bank_card"
    assert found.parts == (Part((0,), Box(0.0, 0.0, 0.5, 0.5)), Part((0,), Box(0.5, 0.0, 1.0, 0.5)))
    assert found.messages == ("Document 3: Handl sees an empty page.",)
    assert found.extras["items"][0]["document"]["rotation"] == 1


def test_words_become_running_text():
    found = mapped({"words": [{"text": "Some", "confidence": 0.9}, {"text": "words", "confidence": 0.8}]})
    assert (found.document_type, values(found), found.texts) == ("plain_text", {"text": ["Some words"]}, ())
    assert value(found, "text").confidence == 0.8


def test_lines_become_a_value_each():
    found = mapped({"lines": [{"text": "One", "confidence": 0.9}, {"text": "Two", "confidence": 0}]})
    assert values(found) == {"text": ["One", "Two"]}


def test_words_with_places_are_the_pages_text():
    words = [{"text": "Some words", "confidence": 0.9, "coords": box(100, 200, 600, 300)}]
    (text,) = mapped({"words": words}).texts
    assert [word.text for word in text.words] == ["Some", "words"]
    assert (text.page, text.aspect, len(text.lines)) == (0, 0.5, 1)


# Corrections


def test_corrections_are_kept_here_unless_an_address_is_set():
    assert not Provider.takes_feedback(Provider.Options())
    assert not Provider.takes_feedback(Provider.Options(feedback_url=" "))
    assert Provider.takes_feedback(Provider.Options(feedback_url="/corrections"))


FIELDS = (Field("surname", (Value("Ada"),)), Field("empty"))


def test_corrections_go_to_the_server_as_the_template_says():
    template = '{"id": "task {task_id}", "list": [{"values": "{fields}"}], "n": 1}'
    provider, network = handl(
        reply(204), feedback_url="/tasks/{task_id}/corrections", feedback_method="PUT", feedback_body=template
    )
    provider.send_feedback("t/1", provider.feedback(answer({}), FIELDS), "key-1")
    (request,) = network.requests
    assert (request.method, request.url.raw_path) == ("PUT", b"/tasks/t%2F1/corrections?token=canary-0451")
    assert json.loads(request.content) == {"id": "task t/1", "list": [{"values": {"surname": "Ada"}}], "n": 1}
    assert request.headers["idempotency-key"] == "key-1"
    assert request.headers["content-type"] == "application/json"


@pytest.mark.parametrize("place", ["query", "header"])
def test_corrections_elsewhere_go_without_the_key(place):
    provider, network = handl(reply(200), feedback_url="https://ours.example/in/{task_id}", token_in=place)
    provider.send_feedback("t1", provider.feedback(answer({}), FIELDS), "key-1")
    (request,) = network.requests
    assert str(request.url) == "https://ours.example/in/t1"
    assert CANARY not in str(request.headers)


@pytest.mark.parametrize("url", ["http://ours.example/in", "ftp://ours.example/in", "https://"])
def test_corrections_do_not_go_where_documents_would_not(url):
    provider, network = handl(reply(200), feedback_url=url)
    with pytest.raises(ProviderError):
        provider.send_feedback("t1", {"fields": {}}, "key-1")
    assert network.requests == []


def test_a_template_that_is_no_json_is_told():
    provider, network = handl(feedback_url="/in", feedback_body="{fields}")
    with pytest.raises(ProviderError) as caught:
        provider.send_feedback("t1", {"fields": {}}, "key-1")
    assert (caught.value.code, network.requests) == ("request", [])


def test_corrections_that_are_not_taken():
    provider, _ = handl(reply(500), feedback_url="/in/{task_id}/{other}")
    with pytest.raises(ProviderError) as caught:
        provider.send_feedback("t1", {"fields": {}}, "key-1")
    assert caught.value.retryable


# Recorded answers


@pytest.mark.shared
@needs_samples
def test_the_recorded_answer_is_mapped():
    found = Provider.mapped(Answer((sample("handl", "result_200_passport_trimmed.json"),)), Sent((Size(1700, 2400),)))
    assert found.document_type == "passport_main"
    assert len(found.fields) == 5
    assert found.messages == ()
    assert len(value(found, "place_of_birth").regions) == 2
    assert value(found, "series_and_number").regions == ()
    assert value(found, "date_of_birth").confidence == 0.0


@pytest.mark.shared
@needs_samples
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("submit_200.json", NotFinished),
        ("result_202_not_done.json", NotFinished),
        ("result_404_not_found.json", Forgotten),
    ],
)
def test_the_other_recorded_replies_are_no_answers(name, kind):
    with pytest.raises(kind):
        Provider.mapped(Answer((sample("handl", name),)), SENT)


def test_texts_are_compared_where_fields_are_read():
    assert Provider.checks(HandlOptions())
    assert not Provider.checks(HandlOptions(ask="classify"))
    assert not Provider.checks(HandlOptions(ask="fulltext"))
