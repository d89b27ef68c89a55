import base64
import json

import httpx
import msgspec
import pytest

from networks import CANARY, Network, answer, provider, reply, samples, texts, upload
from reviewer.domain.geometry import Box
from reviewer.errors import Busy, Forgotten, InputError, NotFinished, ProviderError, ReplyLost
from reviewer.providers import aspose
from reviewer.providers.aspose import Provider
from reviewer.providers.base import Answer, Pending, Sent, SentRegion, Size, SupportsCancel, SupportsLookup, Ticket

TOKEN = {"access_token": "made-token", "expires_in": 3600, "token_type": "Bearer"}
TASK = "7d1c90e4-3b52-4f0a-8c66-1f20a95be7d3"
PAGE = Size(1000, 700)
NAME = SentRegion("name", 0, Box(0.1, 0.2, 0.5, 0.3))
TOTAL = SentRegion("total", 0, Box(0.6, 0.8, 0.9, 0.9))


def b64(words):
    return base64.b64encode(words if isinstance(words, bytes) else words.encode()).decode()


def done(*words, **more):
    results = [{"type": "Text", "data": b64(each)} for each in words]
    return {
        "id": TASK,
        "taskStatus": "Completed",
        "responseStatusCode": "Ok",
        "results": results,
        "error": None,
        **more,
    }


def state(name):
    return reply(200, {"id": TASK, "taskStatus": name, "results": None})


def of(*replies, kept=None, **options):
    """A service that gives a token first, unless one is kept."""
    network = Network(*([] if kept else [reply(200, TOKEN)]), *replies)
    return provider(Provider, network, kept=kept, **options), network


@pytest.fixture
def clock(monkeypatch):
    now = [1_000.0]
    monkeypatch.setattr(aspose.time, "time", lambda: now[0])
    return now


# Tokens


def test_a_token_is_asked_for_once_and_kept(clock):
    kept = {}
    network = Network(reply(200, TOKEN), state("Pending"))
    first = provider(Provider, network, kept=kept)
    first.poll(Ticket(("t1",)))
    assert network.asked == ["POST /connect/token", "GET /v5.0/ocr/Utilities/GetTaskStatus?id=t1"]
    form = dict(pair.split("=") for pair in network.requests[0].content.decode().split("&"))
    assert form == {
        "grant_type": "client_credentials",
        "client_id": f"{CANARY}-client_id",
        "client_secret": f"{CANARY}-client_secret",
    }
    assert network.requests[1].headers["authorization"] == "Bearer made-token"
    assert "made-token" not in repr(kept)

    second, network = of(state("Pending"), kept=kept)
    second.poll(Ticket(("t1",)))
    assert network.asked == ["GET /v5.0/ocr/Utilities/GetTaskStatus?id=t1"]

    clock[0] += 3_590
    third, network = of(reply(200, TOKEN), state("Pending"), kept=kept)
    third.poll(Ticket(("t1",)))
    assert network.asked[0] == "POST /connect/token"


@pytest.mark.parametrize("body", [{"type": "x", "title": "Unauthorized", "status": 401}, None])
def test_a_token_that_is_not_accepted_is_renewed_once(body):
    service, network = of(reply(401, body), reply(200, TOKEN), state("Processing"))
    assert service.poll(Ticket(("t1",))) == Pending("processing")
    assert [each.split()[1].split("?")[0] for each in network.asked] == [
        "/connect/token",
        "/v5.0/ocr/Utilities/GetTaskStatus",
        "/connect/token",
        "/v5.0/ocr/Utilities/GetTaskStatus",
    ]
    service, _ = of(reply(401, body), reply(200, TOKEN), reply(401, body))
    with pytest.raises(ProviderError) as caught:
        service.poll(Ticket(("t1",)))
    assert caught.value.code == "key"


@pytest.mark.parametrize(("status", "body"), [(400, {"error": "invalid_client"}), (401, None), (403, {})])
def test_credentials_that_are_not_accepted_are_said(status, body):
    network = Network(reply(status, body))
    with pytest.raises(ProviderError, match="client ID and secret") as caught:
        provider(Provider, network).submit(upload(), Ticket())
    assert caught.value.code == "key"
    assert len(network.requests) == 1


@pytest.mark.parametrize("body", [{}, {"access_token": ""}, {"access_token": {}}, [], None])
def test_a_reply_without_a_token_is_said(body):
    network = Network(reply(200, body))
    with pytest.raises(ProviderError, match="no access token"):
        provider(Provider, network).poll(Ticket(("t1",)))


# Sending


def test_a_page_is_sent_with_its_regions_in_pixels():
    service, network = of(reply(200, text=TASK), language="German", rotate=90)
    sent = Sent((PAGE,), (NAME, TOTAL))
    ticket = service.submit(upload(b"\xff\xd8picture", sent=sent), Ticket())
    assert ticket == Ticket((TASK,), parts=1)
    assert network.asked[1] == "POST /v5.0/ocr/RecognizeRegions"
    assert base64.b64decode(network.sent["image"]) == b"\xff\xd8picture"
    assert network.sent["settings"] == {
        "language": "German",
        "makeSkewCorrect": True,
        "rotate": 90,
        "makeBinarization": False,
        "makeContrastCorrection": True,
        "makeUpsampling": False,
        "makeSpellCheck": False,
        "dsrMode": "Regions",
        "dsrConfidence": "Default",
        "resultType": "Text",
        "regions": [
            {"rect": {"topLeftX": 100, "topLeftY": 140, "bottomRightX": 500, "bottomRightY": 210}, "order": 0},
            {"rect": {"topLeftX": 600, "topLeftY": 560, "bottomRightX": 900, "bottomRightY": 630}, "order": 1},
        ],
    }


@pytest.mark.parametrize("body", [TASK, f'"{TASK}"', f"{TASK}\n", f' "{TASK}" \r\n', json.dumps({"id": TASK})])
def test_the_id_comes_with_or_without_quotes(body):
    service, _ = of(reply(200, text=body))
    assert service.submit(upload(), Ticket()).ids == (TASK,)


@pytest.mark.parametrize("body", ["", "<html>", "[]", "a b c d e f g h"])
def test_a_reply_without_an_id_is_said(body):
    service, _ = of(reply(200, text=body))
    with pytest.raises(ProviderError, match="no task"):
        service.submit(upload(), Ticket())


def test_without_regions_each_page_is_one():
    sent = Sent((PAGE, Size(600, 800)))
    service, network = of(reply(200, text="task-0001"), reply(200, text="task-0002"))
    drawn = []
    file = upload(media_type="application/pdf", sent=sent, sizes=sent.pages, drawn=drawn)
    ticket = service.submit(file, Ticket())
    assert (ticket.parts, ticket.whole) == (2, False)
    assert network.sent["settings"]["regions"] == [
        {"rect": {"topLeftX": 0, "topLeftY": 0, "bottomRightX": 1000, "bottomRightY": 700}, "order": 0}
    ]
    ticket = service.submit(file, ticket)
    assert (ticket.ids, ticket.whole) == (("task-0001", "task-0002"), True)
    assert drawn == [(0, 300, "image/jpeg", 0), (1, 300, "image/jpeg", 0)]
    assert network.sent["settings"]["regions"][0]["rect"]["bottomRightY"] == 800


def test_pages_without_regions_are_not_sent_where_others_have_some():
    last = msgspec.structs.replace(NAME, page=2)
    sent = Sent((PAGE,) * 3, (last,))
    service, _ = of(reply(200, text=TASK))
    drawn = []
    ticket = service.submit(upload(media_type="image/tiff", sent=sent, sizes=sent.pages, drawn=drawn), Ticket())
    assert ticket.whole
    assert [page for page, *_ in drawn] == [2]


def test_regions_are_whole_pixels_of_the_picture_that_is_sent():
    tiny = SentRegion("name", 0, Box(0.9999, -0.2, 1.5, 0.00001))
    service, network = of(reply(200, text=TASK))
    service.submit(upload(media_type="image/webp", sent=Sent((PAGE,), (tiny,)), picture=Size(500, 350)), Ticket())
    assert network.sent["settings"]["regions"][0]["rect"] == {
        "topLeftX": 499,
        "topLeftY": 0,
        "bottomRightX": 500,
        "bottomRightY": 1,
    }


def test_a_lost_reply_is_uncertain():
    service, _ = of(httpx.ReadTimeout("slow"))
    with pytest.raises(ReplyLost):
        service.submit(upload(), Ticket())


@pytest.mark.parametrize("sent", [Sent(), Sent((PAGE,), (msgspec.structs.replace(NAME, page=4),))])
def test_without_a_page_nothing_is_sent(sent):
    network = Network()
    with pytest.raises(InputError):
        provider(Provider, network).submit(upload(sent=sent), Ticket())
    assert network.requests == []


# Asking


@pytest.mark.parametrize(("name", "words"), [("Pending", "pending"), ("Processing", "processing"), ("New one", "")])
def test_states_that_are_no_end(name, words):
    service, _ = of(state(name))
    assert service.poll(Ticket((TASK,))) == Pending(words)


def test_the_result_is_fetched_when_it_is_there():
    service, network = of(state("Completed"), reply(200, done("Ada")))
    found = service.poll(Ticket((TASK,)))
    assert isinstance(found, Answer)
    assert json.loads(found.bodies[0])["taskStatus"] == "Completed"
    assert network.asked[2] == f"GET /v5.0/ocr/RecognizeRegions?id={TASK}"


def test_of_several_pages_those_that_are_done_are_not_asked_about_again():
    ticket = Ticket(("a", "b", "c"), parts=3)
    service, network = of(state("Completed"), state("Processing"))
    found = service.poll(ticket)
    assert found == Pending("processing, 1 of 3 pages done", Ticket(("a", "b", "c"), 3, 1))
    service, network = of(
        state("Completed"), state("Error"), reply(200, done("1")), reply(200, done("2")), reply(200, done("3"))
    )
    answered = service.poll(found.ticket)
    assert len(answered.bodies) == 3
    assert [each.partition("id=")[2] for each in network.asked[1:]] == ["b", "c", "a", "b", "c"]


def test_what_is_known_is_not_lost_when_the_service_is_busy_then():
    service, _ = of(state("Completed"), reply(429))
    assert service.poll(Ticket(("a", "b"), 2)).ticket.done == 1
    service, _ = of(reply(429))
    with pytest.raises(Busy):
        service.poll(Ticket(("a", "b"), 2))


def test_a_task_that_does_not_exist_is_forgotten():
    service, _ = of(state("NotExist"))
    with pytest.raises(Forgotten):
        service.poll(Ticket((TASK,)))
    service, _ = of(state("Completed"), state("NotExist"))
    with pytest.raises(Forgotten):
        service.poll(Ticket((TASK,)))


def test_a_failed_task_is_told_in_the_services_words():
    failure = {"taskStatus": "Error", "results": None, "error": {"messages": ["Image is broken"], "warnings": None}}
    service, _ = of(state("Error"), reply(200, failure))
    with pytest.raises(ProviderError, match="Image is broken") as caught:
        service.poll(Ticket((TASK,)))
    assert caught.value.code == "failed"


@pytest.mark.parametrize(
    ("status", "code", "retryable"),
    [
        (400, "request", False),
        (402, "quota", False),
        (403, "quota", False),
        (404, "request", False),
        (500, "service", True),
    ],
)
def test_refusals_have_their_kinds(status, code, retryable):
    problem = {"title": "One or more errors", "status": status, "errors": {"Image": ["too odd", f"{CANARY}-client_id"]}}
    service, _ = of(reply(status, problem))
    with pytest.raises(ProviderError, match="too odd") as caught:
        service.poll(Ticket((TASK,)))
    assert (caught.value.code, caught.value.retryable) == (code, retryable)
    assert CANARY not in str(caught.value)


def test_cancelling_deletes_each_task_that_is_not_done():
    service, network = of(reply(200), reply(200))
    service.cancel(Ticket(("a", "b", "c"), 3, 1))
    assert network.asked[1:] == ["DELETE /v5.0/ocr/RecognizeRegions?id=b", "DELETE /v5.0/ocr/RecognizeRegions?id=c"]
    assert isinstance(service, SupportsCancel)
    assert not isinstance(service, SupportsLookup)


def test_the_connection_is_tried_with_a_task_that_is_none():
    service, network = of(state("NotExist"))
    assert "accepts" in service.test_connection()
    assert "GetTaskStatus" in network.asked[1]
    service, _ = of(reply(200, {}))
    with pytest.raises(ProviderError, match="not as Aspose"):
        service.test_connection()


# What an answer says


def mapped(*bodies, sent=None):
    return Provider.mapped(answer(*bodies), sent or Sent((PAGE,), (NAME, TOTAL), regions_of="receipt"))


def test_texts_go_to_their_regions():
    found = mapped(done("Ada Lovelace\n", "12.50\r\n"))
    assert texts(found) == {"name": ["Ada Lovelace"], "total": ["12.50"]}
    (name, total) = (field.values[0] for field in found.fields)
    assert [region.polygon for region in name.regions] == [NAME.box.polygon()]
    assert (name.confidence, name.valid, name.recognized_text) == (None, None, "Ada Lovelace")
    assert total.regions[0].polygon == TOTAL.box.polygon()
    assert (found.document_type, found.remote_id, found.messages) == ("receipt", TASK, ())


def test_each_page_has_a_body():
    later = msgspec.structs.replace(NAME, page=2)
    sent = Sent((PAGE,) * 3, (TOTAL, later))
    found = mapped(done("12.50"), done("Ada"), sent=sent)
    assert texts(found) == {"total": ["12.50"], "name": ["Ada"]}
    assert [field.values[0].regions[0].page for field in found.fields] == [0, 2]
    assert found.page_count == 3


def test_one_name_may_have_several_regions_and_cells_come_in_rows():
    regions = tuple(
        SentRegion(name, 0, NAME.box) for name in ("name", "name", "items:0:what", "items:1:what", "items:0:sum")
    )
    found = mapped(done("a", "b", "Rope", "Lamp", "8.50"), sent=Sent((PAGE,), regions))
    assert texts(found) == {"name": ["a", "b"]}
    (items,) = (field for field in found.fields if field.name == "items")
    assert [{cell.name: cell.values[0].text for cell in row.fields} for row in items.rows] == [
        {"what": "Rope", "sum": "8.50"},
        {"what": "Lamp"},
    ]


@pytest.mark.parametrize(
    ("words", "expected", "said"),
    [
        (("a",), {"text": ["a"]}, "1 text for 2 regions"),
        (("a", "b", "c"), {"name": ["a"], "total": ["b"], "text": ["c"]}, "3 texts for 2 regions"),
        ((), {}, "0 texts for 2 regions"),
    ],
)
def test_other_counts_are_said_and_nothing_is_shifted(words, expected, said):
    found = mapped(done(*words))
    assert texts(found) == expected
    assert any(said in message for message in found.messages)
    unplaced = [value for field in found.fields if field.name == "text" for value in field.values]
    assert not any(value.regions for value in unplaced)


def test_fewer_texts_than_regions_are_paired_in_order():
    three = Sent((PAGE,), (NAME, TOTAL, SentRegion("date", 0, NAME.box)))
    found = mapped(done("a", "b"), sent=three)
    assert texts(found) == {"name": ["a"], "total": ["b"]}


@pytest.mark.parametrize("sent", [Sent(), Sent((PAGE,))])
def test_without_regions_lines_are_texts_without_a_place(sent):
    found = mapped(done("First line\r\n\r\nSecond line"), sent=sent)
    assert texts(found) == {"text": ["First line", "Second line"]}
    assert found.document_type == "plain_text"
    assert any("No regions are known" in message for message in found.messages)


@pytest.mark.parametrize(
    ("data", "text", "exact"),
    [
        (b64("café"), "café", True),
        (b64("\ufeffAda"), "Ada", True),
        (b64("Ada").rstrip("="), "Ada", True),
        (b64("Ada L")[:4] + "\n" + b64("Ada L")[4:], "Ada L", True),
        (base64.urlsafe_b64encode("ÿþ?>~~".encode()).decode(), "ÿþ?>~~", True),
        (b64(b"caf\xe9"), "caf�", False),
        ("!!!", "", False),
        (None, "", True),
        (7, "", False),
    ],
)
def test_base64_is_read_strictly_then_leniently(data, text, exact):
    body = done()
    body["results"] = [{"type": "Text", "data": data}, {"type": "Text", "data": b64("12.50")}]
    found = mapped(body)
    assert texts(found) == {"name": [text], "total": ["12.50"]}
    assert (found.fields[0].values[0].messages == ()) is exact
    assert ("results" in found.extras) is (data in ("!!!", 7))


def test_warnings_and_other_results_are_kept():
    body = done(
        "a", "b", error={"messages": ["odd"], "warnings": ["small"]}, responseStatusCode="PartiallyNotFound", more=1
    )
    body["results"].append({"type": "Hocr", "data": b64("<html>")})
    found = mapped(body)
    assert texts(found) == {"name": ["a"], "total": ["b"]}
    assert [message.partition(": ")[2] for message in found.messages[:2]] == ["“odd”", "“small”"]
    assert "a part of the result was not found" in found.messages[2]
    assert found.extras["more"] == 1
    assert found.extras["results"] == [{"type": "Hocr", "data": b64("<html>")}]


@pytest.mark.parametrize(
    "error", ["it is a text", {"messages": "it is a text"}, {"warnings": ["it is a text", 3, None]}]
)
def test_errors_of_other_shapes_are_messages_too(error):
    assert any("it is a text" in message for message in mapped(done("a", "b", error=error)).messages)


def test_a_page_that_failed_does_not_lose_the_others():
    sent = Sent((PAGE,) * 2, (TOTAL, msgspec.structs.replace(NAME, page=1)))
    failure = {"taskStatus": "Error", "results": None, "error": {"messages": ["broken"]}}
    found = mapped(done("12.50"), failure, sent=sent)
    assert texts(found) == {"total": ["12.50"]}
    assert any("could not read page 2" in message for message in found.messages)
    with pytest.raises(ProviderError, match="broken"):
        mapped(failure, failure, sent=sent)


def test_regions_that_were_found_are_places_without_text():
    body = {"taskStatus": "Completed", "results": [{"type": "Other", "data": b64("[[100, 70, 500, 350], [1, 2]]")}]}
    found = mapped(body, sent=Sent((PAGE,)))
    (field,) = found.fields
    assert [value.text for value in field.values] == [""]
    assert field.values[0].regions[0].polygon == Box(0.1, 0.1, 0.5, 0.5).polygon()
    unknown = mapped(body, sent=Sent())
    assert unknown.fields == ()
    assert unknown.extras["regions"] == [[100, 70, 500, 350]]
    assert any("left out" in message for message in unknown.messages)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"taskStatus": "Pending"}, NotFinished),
        ({"taskStatus": "Brewing"}, NotFinished),
        ({"taskStatus": "NotExist"}, Forgotten),
        ({"title": "Unauthorized", "status": 401}, ProviderError),
        ([], ProviderError),
        (TOKEN, ProviderError),
    ],
)
def test_what_is_no_result_is_said(body, kind):
    with pytest.raises(kind) as caught:
        mapped(body)
    assert type(caught.value) is kind


# Recorded answers

_RECORDED = samples("aspose")


@pytest.mark.shared
@pytest.mark.skipif(not _RECORDED, reason="there is no shared/providers/samples beside the checkout")
@pytest.mark.parametrize("name", sorted(_RECORDED))
def test_recorded_answers_map_or_say_why_not(name):
    body = Answer((_RECORDED[name],))
    if name.startswith("recognize_regions_completed"):
        ((text,),) = texts(Provider.mapped(body, Sent())).values()
        assert len(text.split()) > 3
        found = Provider.mapped(body, Sent((PAGE,), (NAME,)))
        assert texts(found) == {"name": [text]}
    elif name.startswith("detect_regions"):
        (field,) = Provider.mapped(body, Sent((Size(800, 500),))).fields
        assert field.values[0].regions[0].polygon[0] == (0.0, 8 / 500)
    else:
        with pytest.raises(ProviderError):
            Provider.mapped(body, Sent())
