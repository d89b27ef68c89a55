"""Version 2 of Mindee: another host, another header, another way to the result."""

import httpx
import pytest

from mindee import CANARY, Server, field_v2, job_v2, provider, result_v2, ticket, upload
from reviewer.errors import Busy, Forgotten, InputError, ProviderError, ReplyLost
from reviewer.providers._mindee_file import Encoded, File, Web
from reviewer.providers.base import Answer, Pending, Ticket
from reviewer.providers.mindee import Provider

SERVER = "https://api-v2.mindee.net"
MODEL = "0d8e1d2e-1111-4222-8333-444455556666"
RESULT = f"{SERVER}/v2/inferences/inference-1"


def made(*replies, **options):
    server = Server(*replies)
    return provider(server, **{"api": "v2", "types": {"invoice": MODEL}, **options}), server


def taken():
    return httpx.Response(202, json=job_v2())


def problem(status, code="", detail="It is wrong.", errors=()):
    body = {
        "status": status,
        "title": "Wrong",
        "detail": detail,
        "code": code or f"{status}-001",
        "errors": list(errors),
    }
    return httpx.Response(status, json=body)


def part(request, name):
    """A field of a form that was sent, of one or several parts."""
    head = f'name="{name}"\r\n\r\n'.encode()
    return [piece.partition(b"\r\n")[0].decode() for piece in request.content.split(head)[1:]]


# Sending


def test_the_file_is_sent_to_the_model_with_the_bare_key():
    v2, server = made(taken())
    found = v2.submit(upload(data=b"the file"), Ticket())
    (request,) = server.requests
    assert str(request.url) == f"{SERVER}/v2/inferences/enqueue"
    assert request.headers["Authorization"] == CANARY  # version 1 has “Token” in front
    assert part(request, "model_id") == [MODEL]
    assert part(request, "alias") == ["our-reference"]
    assert b'name="file"; filename="document.pdf"' in request.content
    assert b"the file" in request.content
    assert found == Ticket(("job-1",), data={"api": "v2"})


def test_places_and_certainty_are_asked_for_and_the_rest_is_as_the_model_is_set_up():
    v2, server = made(taken())
    v2.submit(upload(), Ticket())
    (request,) = server.requests
    assert (part(request, "polygon"), part(request, "confidence")) == (["true"], ["true"])
    for name in ("raw_text", "rag", "text_context", "data_schema", "webhook_ids"):
        assert part(request, name) == []


def test_what_is_asked_for_besides():
    v2, server = made(
        taken(),
        full_text=True,
        rag=True,
        polygon=False,
        confidence=False,
        text_context="Bills of a harbour",
        data_schema='{"replace": {}}',
        webhooks=("w1", "w2"),
    )
    v2.submit(upload(), Ticket())
    (request,) = server.requests
    names = ("raw_text", "rag", "polygon", "confidence", "text_context", "data_schema", "webhook_ids")
    assert [part(request, name) for name in names] == [
        ["true"],
        ["true"],
        [],
        [],
        ["Bills of a harbour"],
        ['{"replace": {}}'],
        ["w1", "w2"],
    ]


def test_base64_text_and_addresses_are_sent_too():
    v2, server = made(taken(), taken())
    v2._v2.enqueue(MODEL, Encoded.of(File("a.png", b"0123456789ab", "image/png")))
    v2._v2.enqueue(MODEL, Web("https://papers.example/a.pdf"))
    first, second = (httpx.QueryParams(request.content.decode()) for request in server.requests)
    assert (first["file_base64"], first["filename"], first["model_id"]) == ("MDEyMzQ1Njc4OWFi", "a.png", MODEL)
    assert second["url"] == "https://papers.example/a.pdf"
    assert "file_base64" not in second


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"types": {"invoice": "mindee/invoices/v4"}}, "no id of a model"),
        ({"types": {}}, "No model"),
        ({"data_schema": "{"}, "no JSON"),
    ],
)
def test_what_cannot_be_sent_is_said_before(options, words):
    v2, _ = made(**options)
    with pytest.raises(InputError, match=words):
        v2.submit(upload(), Ticket())


def test_it_takes_more_than_version_1():
    v2, _ = made(taken(), taken())
    assert v2.submit(upload(data=b"x" * 20_000_001, pages=200), Ticket()).ids
    with pytest.raises(InputError, match="201 pages"):
        v2.submit(upload(pages=201), Ticket())


@pytest.mark.parametrize(
    ("reply", "code", "words"),
    [
        (problem(401, detail="The provided API key is invalid"), "key", "API key is invalid"),
        (problem(402), "quota", "used up"),
        (problem(403), "key", MODEL),
        (problem(404), "request", MODEL),
        (
            problem(
                422, errors=[{"pointer": "#/model_id", "detail": "must be a UUID"}, {"pointer": None, "detail": "bad"}]
            ),
            "request",
            "model_id: must be a UUID; bad",
        ),
        (problem(500), "service", "failed"),
        (httpx.Response(413, html="<p>Too large</p>"), "request", "does not take"),
        (httpx.Response(307, headers={"Location": "https://evil.example/"}), "redirect", "redirects"),
    ],
)
def test_errors_are_told_in_words(reply, code, words):
    v2, server = made(reply)
    with pytest.raises(ProviderError) as error:
        v2.submit(upload(), Ticket())
    assert error.value.code == code
    assert words in str(error.value)
    assert len(server.requests) == 1


def test_too_many_requests_are_tried_later():
    v2, _ = made(problem(429))
    with pytest.raises(Busy):
        v2.submit(upload(), Ticket())


def test_a_reply_without_a_task_is_uncertain():
    v2, _ = made({"job": {}})
    with pytest.raises(ReplyLost):
        v2.submit(upload(), Ticket())


# Asking


def poll(*replies, **options):
    v2, server = made(*replies, **options)
    return v2.poll(ticket(api="v2")), server


def test_a_task_on_its_way_is_pending():
    found, server = poll(job_v2())
    assert found == Pending("processing")
    assert server.asked == [f"GET {SERVER}/v2/jobs/job-1?redirect=false"]
    assert server.requests[0].headers["Authorization"] == CANARY


def test_the_result_is_fetched_when_it_is_there():
    result = result_v2({"fields": {"date": field_v2("2026-01-02")}})
    found, server = poll(job_v2("Processed", result_url=RESULT), result)
    assert isinstance(found, Answer)
    assert server.asked[1] == f"GET {RESULT}"
    assert [field.name for field in Provider.mapped(found, upload().sent).fields] == ["date"]


def test_a_redirect_that_was_not_asked_for_is_no_harm():
    reply = httpx.Response(302, json=job_v2("Processed", result_url=RESULT), headers={"Location": RESULT})
    found, server = poll(reply, result_v2({"fields": {}}))
    assert isinstance(found, Answer)
    assert len(server.requests) == 2


def test_without_an_address_of_the_result_the_redirect_tells_it():
    reply = httpx.Response(302, json=job_v2("Processed"), headers={"Location": RESULT})
    _, server = poll(reply, result_v2({"fields": {}}))
    assert server.asked[1] == f"GET {RESULT}"


def test_a_server_of_ones_own_may_have_a_path():
    options = {"base_url": "http://127.0.0.1:8080/mindee"}
    url = "http://127.0.0.1:8080/mindee/v2/products/extraction/results/a%2Fb"
    _, server = poll(job_v2("Processed", result_url=url), result_v2({"fields": {}}), **options)
    assert server.asked[1] == f"GET {url}"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/v2/inferences/1",
        "http://api-v2.mindee.net/v2/inferences/1",
        f"{SERVER}:444/v2/inferences/1",
        "",
        "https://[",
    ],
)
def test_a_result_on_another_server_does_not_get_the_key(url):
    v2, server = made(job_v2("Processed", result_url=url))
    with pytest.raises(ProviderError) as error:
        v2.poll(ticket(api="v2"))
    assert error.value.code == "redirect"
    assert len(server.requests) == 1


def test_a_result_on_a_host_of_the_options_is_reached_by_redirect():
    url = "https://results.mindee.example/v2/inferences/1"
    redirect = httpx.Response(302, headers={"Location": url})
    found, server = poll(
        job_v2("Processed", result_url=url), redirect, result_v2({"fields": {}}), hosts=("results.mindee.example",)
    )
    assert isinstance(found, Answer)
    assert server.asked[1:] == [f"GET {SERVER}/v2/jobs/job-1?redirect=true", f"GET {url}"]


def test_a_failed_task_comes_with_status_200():
    error = {"status": 422, "title": "Invalid", "detail": "The file is damaged.", "code": "422-002", "errors": []}
    with pytest.raises(ProviderError, match="The file is damaged") as raised:
        poll(job_v2("Failed", error=error))
    assert raised.value.code == "failed"


@pytest.mark.parametrize("replies", [(problem(404),), (job_v2("Processed", result_url=RESULT), problem(404))])
def test_what_is_not_there_any_more_is_lost(replies):
    with pytest.raises(Forgotten):
        poll(*replies)


@pytest.mark.parametrize(
    "reply", [httpx.Response(500), httpx.Response(200, html="<p>Hello</p>"), httpx.Response(200, json={"job": {}})]
)
def test_what_may_get_better_is_asked_again(reply):
    with pytest.raises(ProviderError) as error:
        poll(reply)
    assert error.value.retryable


def test_a_task_of_version_1_can_be_asked_for_later():
    v2, _ = made()
    with pytest.raises(Forgotten, match="version 1"):
        v2.poll(ticket(api="v1"))


# Connection and feedback


def test_the_connection_is_tried_with_the_list_of_models():
    v2, server = made({"models": [{"id": MODEL, "name": "Bills"}]})
    assert v2.test_connection().endswith("it has 1 model.")
    assert server.asked == [f"GET {SERVER}/v2/search/models"]


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (problem(401), "key"),
        (problem(500), "service"),
        (httpx.Response(404), "address"),
        (httpx.Response(200, html="<p>Hello</p>"), "address"),
        (httpx.Response(200, json={"models": [{"id": "another"}]}), "request"),
    ],
)
def test_what_is_wrong_with_the_connection_is_told(reply, code):
    v2, _ = made(reply)
    with pytest.raises(ProviderError) as error:
        v2.test_connection()
    assert error.value.code == code


def test_there_is_no_feedback():
    v2, server = made()
    assert not Provider.takes_feedback(Provider.Options(api="v2"))
    with pytest.raises(ProviderError) as error:
        v2.send_feedback("inference-1", {}, "key-1")
    assert error.value.code == "feedback_unavailable"
    assert server.requests == []
