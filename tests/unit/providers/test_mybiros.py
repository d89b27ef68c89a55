"""myBiros: what is asked, what its replies mean, and what its answers say. All material is made up here."""

import json

import httpx
import pytest

from reviewer.domain.revision import RevisionStatus
from reviewer.domain.text import TextSource
from reviewer.errors import Forgotten, InputError, NotFinished, ProviderError, ReplyLost
from reviewer.providers.base import Answer, Pending, Sent, Size, SupportsFeedback, SupportsStatus, Ticket
from reviewer.providers.mybiros import Provider
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

TAKEN = {"job": "j1", "resource": "d/1"}
RUNNING = {"service": "s1", "current_date": "x", "document": {"status": "RUNNING", "message": "in line"}}
SERVICE = {
    "service_id": "s1",
    "name": "Cards, new",
    "description": "Some cards.",
    "service_fields": {
        "holder_1": {"tag_alias": "Holder", "tag_multiple_values": True, "tag_aggregation": None},
        "code_1": {"tag_alias": "Code", "tag_multiple_values": False},
        "line_1": {
            "tag_alias": "Line",
            "tag_multiple_values": True,
            "tag_aggregation": {"aggregation_fields": ["part_1", "sum_1"]},
        },
        "part_1": {"tag_alias": "Part", "tag_multiple_values": True, "tag_aggregation": None},
    },
    "created_at": "2025-02-03T10:20:30.456000",
}
DONE = {"service": "s1", "document": {"id": "d1", "status": "ACTIVE", "revision_status": "pending"}}


def entity(text="Ada", confidence=99.0, boxes=None, number=0, **more):
    return {"id": number, "text": text, "confidence": confidence, "bounding_boxes": boxes or [], **more}


def page(entities=None, rows=None, index=0, **more):
    return {
        "page_index": index,
        "page_layout": {"height": 600, "width": 1000, "rotation_angle": 0},
        "ocr": [],
        "entities_index": 3,
        "entities": entities or {},
        "aggregated_entities": rows or {},
        "policy_violations": [],
        "errors": [],
        **more,
    }


def body(*pages, fields=None, **more):
    return {**DONE, "service_fields": fields or {}, "document_summary": {}, "document_pages": list(pages), **more}


def mapped(*pages, sent=None, **more):
    return Provider.mapped(answer(body(*pages, **more)), sent or Sent())


def mybiros(*replies, **options):
    network = Network(*replies)
    return made(Provider, network, "key", **{"service": "s1", **options}), network


# Sending


def test_a_file_is_sent_as_it_is_described():
    provider, network = mybiros(reply(200, TAKEN))
    assert provider.submit(upload(), Ticket()) == Ticket(("d/1",), data={"service": "s1", "job": "j1"})
    (request,) = network.requests
    assert (request.method, str(request.url)) == (
        "POST",
        "https://platform.mybiros.com/api/v1/inference/service/s1/async-predict",
    )
    assert (request.headers["x-api-key"], request.headers["accept"]) == (CANARY, "application/json")
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="file"; filename="document.jpg"\r\nContent-Type: image/jpeg\r\n\r\nthe file' in request.content


def test_colons_of_the_documentation_are_no_part_of_the_id():
    provider, network = mybiros(reply(200, TAKEN), service=" :s/1: ")
    provider.submit(upload(), Ticket())
    assert network.requests[0].url.raw_path == b"/api/v1/inference/service/s%2F1/async-predict"


def test_without_a_service_nothing_is_sent():
    provider, network = mybiros(service="")
    for call in (lambda: provider.submit(upload(), Ticket()), provider.test_connection):
        with pytest.raises(ProviderError, match="id of a service"):
            call()
    assert network.requests == []


def test_a_picture_of_a_kind_that_it_does_not_take_is_drawn():
    drawn = []
    provider, network = mybiros(reply(200, TAKEN))
    provider.submit(upload("image/tiff", drawn=drawn), Ticket())
    assert drawn == [(0, 0, "image/png", 0)]
    assert b"image/png\r\n\r\ndrawn" in network.requests[0].content


def test_pages_of_a_kind_that_it_does_not_take_are_refused_before_sending():
    provider, network = mybiros()
    with pytest.raises(InputError):
        provider.submit(upload("image/tiff", pages=2), Ticket())
    assert network.requests == []


@pytest.mark.parametrize(
    ("status", "told", "code"),
    [
        (401, None, "key"),
        (403, {"message": "no permission"}, "key"),
        (404, None, "request"),
        (422, {"detail": [{"loc": ["body", "file"], "msg": "missing"}]}, "request"),
        (500, None, "service"),
        (200, {"job": "j1"}, "answer"),
        (200, [], "answer"),
    ],
)
def test_a_refusal_says_what_is_wrong(status, told, code):
    provider, _ = mybiros(reply(status, told))
    with pytest.raises(ProviderError) as caught:
        provider.submit(upload(), Ticket())
    assert caught.value.code == code


def test_a_lost_reply_is_uncertain():
    provider, _ = mybiros(httpx.ReadError("cut"))
    with pytest.raises(ReplyLost):
        provider.submit(upload(), Ticket())


# Asking

TICKET = Ticket(("d/1",), data={"service": "s1"})


def test_each_part_is_included_by_itself():
    provider, network = mybiros(reply(202, RUNNING))
    provider.poll(TICKET)
    assert network.requests[0].url.raw_path.startswith(b"/api/v1/inference/service/s1/predicted-documents/d%2F1?")
    assert network.params == [
        ("document_details", "pages"),
        ("include", "ocr"),
        ("include", "service_fields"),
    ]


def test_policies_are_executed_once_when_the_document_is_read():
    checked = body(page(policy_violations=["Too old"]))
    provider, network = mybiros(reply(202, RUNNING), reply(200, body(page())), reply(200, checked), validation=True)
    assert isinstance(provider.poll(TICKET), Pending)
    found = provider.poll(TICKET)
    asked = [("include", "validation_errors") in request.url.params.multi_items() for request in network.requests]
    assert asked == [False, False, True]
    assert Provider.mapped(found, Sent()).messages == ("Too old",)


def test_policies_are_not_executed_by_themselves():
    provider, network = mybiros(reply(202, RUNNING), words=False, details="summary")
    provider.poll(TICKET)
    assert network.params == [("document_details", "summary"), ("include", "service_fields")]


def test_the_service_that_it_was_sent_to_is_asked_though_the_setting_changed():
    provider, network = mybiros(reply(202, RUNNING), service="s2")
    provider.poll(TICKET)
    assert "/service/s1/" in network.requests[0].url.path


@pytest.mark.parametrize(
    "found", [reply(202, RUNNING), reply(200, RUNNING), reply(202), reply(202, {"document": {"status": "Running"}})]
)
def test_it_is_not_done(found):
    provider, _ = mybiros(found)
    assert isinstance(provider.poll(TICKET), Pending)


@pytest.mark.parametrize("word", ["FAILED", "ERROR", "BROKEN"])
def test_accepted_and_not_running_has_failed(word):
    told = {"document": {"status": word, "message": f"The file is damaged, says {CANARY}"}}
    provider, _ = mybiros(reply(202, told))
    with pytest.raises(ProviderError, match="The file is damaged") as caught:
        provider.poll(TICKET)
    assert (caught.value.code, caught.value.retryable) == ("failed", False)
    assert CANARY not in str(caught.value)
    with pytest.raises(ProviderError, match="damaged") as caught:
        Provider.mapped(answer(told), Sent())
    assert caught.value.code == "failed"


def test_an_unknown_document_is_forgotten_and_the_service_may_be_why():
    provider, _ = mybiros(reply(404))
    with pytest.raises(Forgotten, match="service id"):
        provider.poll(TICKET)


@pytest.mark.parametrize(
    ("status", "code", "again"),
    [(401, "key", False), (403, "key", False), (422, "request", False), (500, "service", True), (204, "answer", False)],
)
def test_a_failure_while_asking(status, code, again):
    provider, _ = mybiros(reply(status))
    with pytest.raises(ProviderError) as caught:
        provider.poll(TICKET)
    assert (caught.value.code, caught.value.retryable) == (code, again)


def test_the_answer_is_kept_as_it_came():
    provider, _ = mybiros(reply(200, body(page())))
    assert json.loads(provider.poll(TICKET).bodies[0]) == body(page())


# The connection, and the service


def test_the_service_is_told_by_its_name():
    provider, network = mybiros(reply(200, SERVICE))
    assert "Cards, new" in provider.test_connection()
    assert (network.requests[0].method, network.requests[0].url.path) == ("GET", "/api/v1/inference/service/s1")


@pytest.mark.parametrize(
    ("status", "told", "code"),
    [(401, None, "key"), (403, None, "key"), (404, None, "request"), (200, {}, "answer"), (500, None, "service")],
)
def test_a_connection_that_does_not_work_says_why(status, told, code):
    provider, _ = mybiros(reply(status, told))
    with pytest.raises(ProviderError) as caught:
        provider.test_connection()
    assert caught.value.code == code


def test_a_service_is_a_document_type():
    provider, _ = mybiros(reply(200, SERVICE))
    kind = provider.described()
    assert (kind.name, kind.title) == ("cards_new", "Cards, new")
    assert [(field.name, field.label, field.several) for field in kind.fields] == [
        ("holder_1", "Holder", True),
        ("code_1", "Code", False),
        ("line_1", "Line", True),
    ]
    assert [(column.name, column.label) for column in kind.fields[2].columns] == [
        ("part_1", "Part"),
        ("sum_1", "sum_1"),
    ]


# Answers


def test_entities_are_a_list_or_one_object():
    found = mapped(page({"holder_1": [entity("Ada"), entity("Grace")], "code_1": entity("X1")}))
    assert values(found) == {"holder_1": ["Ada", "Grace"], "code_1": ["X1"]}
    assert (found.document_type, found.remote_id, found.status) == ("s1", "d1", RevisionStatus.PENDING)


@pytest.mark.parametrize("nothing", [[], {}, None, [None], [{}]])
def test_fields_without_entities_stay_empty(nothing):
    fields = SERVICE["service_fields"]
    found = mapped(page({"holder_1": nothing, "code_1": nothing}, {"line_1": nothing}), fields=fields)
    assert [field.name for field in found.fields] == list(fields)
    assert values(found) == {"code_1": [""]}
    assert value(found, "code_1").confidence is None


def test_labels_are_kept():
    found = mapped(page(), fields=SERVICE["service_fields"])
    assert found.extras["labels"] == {"holder_1": "Holder", "code_1": "Code", "line_1": "Line", "part_1": "Part"}


@pytest.mark.parametrize(("given", "kept"), [(99.43, 0.9943), (0, 0.0), (100, 1.0), (101, None), (None, None)])
def test_confidences_are_percent(given, kept):
    assert value(mapped(page({"code_1": entity(confidence=given)})), "code_1").confidence == kept


def test_places_are_pixels_of_the_page_that_comes_with_them():
    found = mapped(
        page({"code_1": entity(boxes=[box(100, 60, 200, 120), box(300, 60, 400, 120)])}, index=1),
        sent=Sent((Size(1, 1), Size(1, 1))),
    )
    one, other = value(found, "code_1").regions
    assert one.page == 1
    assert one.polygon == ((0.1, 0.1), (0.2, 0.1), (0.2, 0.2), (0.1, 0.2))
    assert other.polygon[0] == (0.3, 0.1)
    assert found.page_count == 2


def test_without_a_layout_the_size_that_was_sent_counts():
    entities = {"code_1": entity(boxes=[box(100, 200, 200, 400)])}
    known = mapped(page(entities, page_layout=None), sent=Sent((PAGE,)))
    assert value(known, "code_1").regions[0].polygon[0] == (0.1, 0.1)
    unknown = mapped(page(entities, page_layout={"width": 0, "height": None}))
    assert value(unknown, "code_1").regions == ()
    assert ["not known" in message for message in unknown.messages] == [True]


def test_a_field_may_stand_on_several_pages():
    found = mapped(page({"code_1": entity("A")}), page({"code_1": entity("B")}, index=1))
    assert values(found) == {"code_1": ["A", "B"]}


def test_aggregated_entities_are_rows_and_null_is_an_empty_cell():
    rows = [
        {"id": 19, "aggregated_fields": {"part_1": entity("P1", boxes=[box(0, 0, 10, 10)]), "sum_1": None}},
        {"id": 20, "aggregated_fields": {"part_1": {}, "sum_1": entity("2.00")}},
    ]
    found = mapped(page({}, {"line_1": rows}), fields=SERVICE["service_fields"])
    (lines,) = (field for field in found.fields if field.name == "line_1")
    assert [[(cell.name, cell.values[0].text) for cell in row.fields] for row in lines.rows] == [
        [("part_1", "P1"), ("sum_1", "")],
        [("part_1", ""), ("sum_1", "2.00")],
    ]
    assert lines.rows[0].fields[0].values[0].regions
    assert lines.values == ()


def test_words_are_the_pages_text():
    ocr = [
        {"Text": "CARD", "Confidence": 99.4, "BoundingBox": box(100, 60, 200, 90)},
        {"Text": "NUMBER", "Confidence": 98, "BoundingBox": box(210, 62, 400, 92)},
        {"Text": "two words", "Confidence": 97, "BoundingBox": box(100, 120, 190, 150)},
        {"Text": " ", "Confidence": 97, "BoundingBox": box(100, 120, 190, 150)},
    ]
    (text,) = mapped(page(ocr=ocr)).texts
    assert text.text == "CARD NUMBER\ntwo words"
    assert (text.page, text.source, text.engine) == (0, TextSource.PROVIDER, "mybiros")
    assert text.words[0].confidence == 0.994
    assert text.words[2].polygon == ((0.1, 0.2), (0.13, 0.2), (0.13, 0.25), (0.1, 0.25))
    assert text.aspect == 1000 / 600


def test_words_that_were_not_asked_for_are_not_an_empty_page():
    found = mapped(page(ocr=[]))
    assert (found.texts, found.messages) == ((), ())


def test_a_summary_has_no_places():
    summary = {
        "entities": {"holder_1": [{"text": "Ada", "confidence": 50.0}], "code_1": {"text": "X1", "confidence": 90}},
        "aggregated_entities": {"line_1": [{"aggregated_fields": {"part_1": {"text": "P1", "confidence": 80}}}]},
    }
    found = mapped(document_summary=summary)
    assert values(found) == {"holder_1": ["Ada"], "code_1": ["X1"]}
    assert value(found, "holder_1").confidence == 0.5
    (lines,) = (field for field in found.fields if field.name == "line_1")
    assert lines.rows[0].fields[0].values[0].confidence == 0.8
    assert found.messages == ()


@pytest.mark.parametrize(
    ("violation", "said"),
    [
        ({"message": "Expired", "field": "code_1"}, "Expired"),
        ({"description": "Expired", "fields": ["Code"]}, "Expired"),
        ({"name": "Expired", "entity_id": 7}, "Expired"),
        ({"code": 3, "where": {"entities": [7]}}, '{"code":3,"where":{"entities":[7]}}'),
    ],
)
def test_a_violation_is_told_and_tied_to_its_value(violation, said):
    labels = {"code_1": {"tag_alias": "Code", "tag_multiple_values": False}}
    entities = {"code_1": entity("X1", number=7), "holder_1": [entity("Ada", number=1)]}
    found = mapped(page(entities, policy_violations=[violation]), fields=labels)
    blamed, free = value(found, "code_1"), value(found, "holder_1")
    assert (blamed.valid, blamed.messages) == (False, (said,))
    assert (free.valid, free.messages) == (None, ())
    assert found.messages == (said,)
    assert found.extras["pages"][0]["policy_violations"] == [violation]


def test_a_violation_that_blames_nobody_is_only_told():
    found = mapped(page({"code_1": entity()}, policy_violations=["Too old"], errors=["No date", {"detail": "No sum"}]))
    assert found.messages == ("Too old", "No date", "No sum")
    assert value(found, "code_1").valid is None


def test_messages_of_several_pages_say_which():
    found = mapped(page(errors=["No date"]), page(index=1, errors=["No date"]))
    assert found.messages == ("Page 1: No date", "Page 2: No date")


def test_a_turned_page_is_told():
    found = mapped(page(page_layout={"width": 1000, "height": 600, "rotation_angle": 90}))
    assert ["turned by 90°" in message for message in found.messages] == [True]
    assert found.extras["pages"] == [{"page_index": 0, "rotation_angle": 90.0}]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("pending", RevisionStatus.PENDING),
        ("to_review", RevisionStatus.POSTPONED),
        ("review_required", RevisionStatus.POSTPONED),
        ("approved", RevisionStatus.REVIEWED),
        ("not_approved", RevisionStatus.REJECTED),
        ("reviewed", None),
        (None, None),
    ],
)
def test_the_status_that_it_has_there(told, status):
    document = {"id": "d1", "status": "ACTIVE", "revision_status": told}
    assert mapped(page(), document=document).status is status


def test_what_has_no_place_is_kept():
    found = mapped(
        page({"code_1": entity(beta=1)}, gamma=[2], page_layout={"width": 10, "height": 10, "skew": 1}),
        delta={"a": 1},
        service_name="Cards",
        document={"id": "d1", "original_name": "a.jpg"},
    )
    assert found.extras == {
        "delta": {"a": 1},
        "service_name": "Cards",
        "document": {"original_name": "a.jpg"},
        "pages": [
            {
                "page_index": 0,
                "gamma": [2],
                "page_layout": {"skew": 1},
                "entities": [{"field": "code_1", "beta": 1}],
            }
        ],
    }


def test_an_answer_without_pages_is_told():
    assert mapped().messages == ("The answer has no pages.",)


@pytest.mark.parametrize("number", [-1, 10**9, "0", None, 1.5])
def test_an_odd_page_number_is_the_position(number):
    found = mapped(page(), page({"code_1": entity(boxes=[box(0, 0, 10, 10)])}, index=number))
    assert value(found, "code_1").regions[0].page == 1


@pytest.mark.parametrize(
    ("told", "kind", "code"),
    [
        (RUNNING, NotFinished, "not_finished"),
        (TAKEN, NotFinished, "not_finished"),
        (SERVICE, NotFinished, "not_finished"),
        ({"message": "m", "fields_updated": {"revision_status": "approved"}}, NotFinished, "not_finished"),
        ({"message": "Unauthorized"}, ProviderError, "answer"),
        ({}, ProviderError, "answer"),
        ([], ProviderError, "answer"),
        (b"", ProviderError, "answer"),
    ],
)
def test_what_is_no_finished_answer_is_told(told, kind, code):
    with pytest.raises(kind) as caught:
        Provider.mapped(answer(told), Sent())
    assert caught.value.code == code


# Status


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (RevisionStatus.REVIEWED, "approved"),
        (RevisionStatus.REJECTED, "not_approved"),
        (RevisionStatus.POSTPONED, "to_review"),
        (RevisionStatus.PENDING, "pending"),
        (RevisionStatus.IN_REVIEW, "pending"),
    ],
)
def test_the_status_is_told_in_its_words(status, told):
    provider, network = mybiros(reply(200, {"message": "m", "fields_updated": {"revision_status": told}}))
    provider.set_status("d/1", status, "key-1")
    (request,) = network.requests
    assert request.method == "PATCH"
    assert request.url.raw_path == b"/api/v1/inference/service/s1/predicted-documents/d%2F1"
    assert request.headers["content-type"] == "application/json"
    assert json.loads(request.content) == {"revision_status": told}


@pytest.mark.parametrize(("status", "code"), [(401, "key"), (404, "lost"), (422, "request"), (500, "service")])
def test_a_status_that_is_not_taken(status, code):
    provider, _ = mybiros(reply(status))
    with pytest.raises(ProviderError) as caught:
        provider.set_status("d1", RevisionStatus.REVIEWED, "key-1")
    assert caught.value.code == code


def test_the_status_there_can_be_asked_for_without_executing_policies():
    provider, network = mybiros(reply(200, {"document": {"revision_status": "approved"}}), validation=True)
    assert provider.status_of("d1") is RevisionStatus.REVIEWED
    assert "include" not in dict(network.params)


def test_it_takes_statuses_and_no_values():
    assert issubclass(Provider, SupportsStatus)
    assert not issubclass(Provider, SupportsFeedback)


# Recorded answers


@pytest.mark.shared
@needs_samples
@pytest.mark.parametrize("name", ["predicted_document_200_pages.json", "predicted_document_200_summary.json"])
def test_recorded_answers_are_mapped(name):
    raw = sample("mybiros", name)
    told = json.loads(raw)["service_fields"]
    found = Provider.mapped(Answer((raw,)), Sent())
    assert [field.name for field in found.fields] == list(told)
    assert all(field.values[0].text and 0.9 < field.values[0].confidence < 1 for field in found.fields)
    assert all(bool(field.values[0].regions) is ("pages" in name) for field in found.fields)
    assert found.messages == ()
    assert found.extras["labels"] == {key: field["tag_alias"] for key, field in told.items()}


@pytest.mark.shared
@needs_samples
def test_a_recorded_fragment_is_mapped_without_places():
    raw = sample("mybiros", "aggregated_entities_fragment.json")
    ((name, (told,)),) = json.loads(raw)["aggregated_entities"].items()
    found = Provider.mapped(Answer((raw,)), Sent())
    (lines,) = found.fields
    assert lines.name == name
    assert [cell.values[0].text for cell in lines.rows[0].fields] == [
        cell["text"] if cell else "" for cell in told["aggregated_fields"].values()
    ]
    assert len(found.messages) == 1


@pytest.mark.shared
@needs_samples
@pytest.mark.parametrize("name", ["async_predict_200.json", "patch_revision_status_200.json", "service_info_200.json"])
def test_the_other_recorded_replies_are_no_answers(name):
    with pytest.raises(NotFinished):
        Provider.mapped(Answer((sample("mybiros", name),)), Sent())
