"""Version 1 of Mindee: what is sent, what is asked, what is refused."""

import json

import httpx
import pytest

from mindee import CANARY, SERVER, Server, document_v1, error_v1, job_v1, provider, ticket, upload, value
from reviewer.errors import Busy, Forgotten, InputError, NotSent, ProviderError, ReplyLost
from reviewer.providers._mindee_file import Encoded, File, Web
from reviewer.providers.base import Answer, Pending, SupportsFeedback, SupportsLookup, Ticket
from reviewer.providers.mindee import Provider

P = f"{SERVER}/v1/products/mindee/invoices/v4"


def taken(status=202):
    return httpx.Response(status, json=job_v1())


def client(server, **options):
    return provider(server, **options)._v1


# Sending


def test_the_file_is_sent_to_the_product_of_the_type_with_the_token():
    server = Server(taken())
    found = provider(server).submit(upload(data=b"the file"), Ticket())

    (request,) = server.requests
    assert str(request.url) == f"{P}/predict_async"
    assert request.method == "POST"
    assert request.headers["Authorization"] == f"Token {CANARY}"
    assert b'name="document"; filename="document.pdf"' in request.content
    assert b"the file" in request.content
    assert found == Ticket(("job-1",), data={"api": "v1", "product": "mindee/invoices/v4"})
    assert found.whole


@pytest.mark.parametrize("status", [200, 201, 202])
def test_any_status_of_success_is_one(status):
    assert provider(Server(taken(status))).submit(upload(), Ticket()).ids == ("job-1",)


def test_nothing_extra_is_asked_for_by_default():
    server = Server(taken())
    provider(server).submit(upload(), Ticket())
    assert server.requests[0].url.query == b""
    assert b"include_mvision" not in server.requests[0].content


def test_what_is_asked_for_besides():
    server = Server(taken())
    provider(server, words=True, full_text=True, cropper=True, rag=True).submit(upload(), Ticket())
    (request,) = server.requests
    assert dict(request.url.params) == {"full_text_ocr": "true", "cropper": "true", "rag": "true"}
    assert b'name="include_mvision"\r\n\r\ntrue' in request.content


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("acme/payslips/v1", "acme/payslips/v1"),
        ("acme/payslips/1", "acme/payslips/v1"),
        (" mindee/us_mail/v3/ ", "mindee/us_mail/v3"),
    ],
)
def test_products_are_written_as_account_name_and_version(written, path):
    server = Server(taken())
    provider(server, types={"invoice": written}).submit(upload(), Ticket())
    assert server.asked == [f"POST {SERVER}/v1/products/{path}/predict_async"]


@pytest.mark.parametrize(
    "written", ["invoices", "mindee/invoices", "a/b/c/d", "../../v1", "0d8e1d2e-0000-4000-8000-000000000000"]
)
def test_what_is_no_product_is_said_before_anything_is_sent(written):
    server = Server()
    with pytest.raises(InputError) as error:
        provider(server, types={"invoice": written}).submit(upload(), Ticket())
    assert error.value.code == "request"
    assert "Settings" in error.value.advice


def test_before_the_type_is_known_a_product_for_any_paper_is_used():
    server = Server(taken())
    provider(server).submit(upload("auto"), Ticket())
    assert "/mindee/financial_document/v1/" in server.asked[0]


def test_another_product_for_the_rest_is_for_all_of_it():
    server = Server(taken(), taken())
    made = provider(server, otherwise="acme/anything/v2")
    made.submit(upload("auto"), Ticket())
    made.submit(upload("ktp"), Ticket())
    assert all("/acme/anything/v2/" in asked for asked in server.asked)


def test_of_several_names_of_a_product_the_first_is_used():
    server = Server(taken())
    provider(server, types={"invoice": "acme/bills/v2, acme/bills/v1"}).submit(upload(), Ticket())
    assert "/acme/bills/v2/" in server.asked[0]


@pytest.mark.parametrize(("document_type", "options"), [("ktp", {}), ("auto", {"otherwise": ""})])
def test_a_type_without_a_product_is_not_sent(document_type, options):
    with pytest.raises(InputError):
        provider(Server(), **options).submit(upload(document_type), Ticket())


def test_base64_text_and_addresses_are_sent_as_json():
    server = Server(taken(), taken())
    made = client(server, words=True)
    made.predict_async("mindee/invoices/v4", Encoded.of(File("a.png", b"abc", "image/png")))
    made.predict_async("mindee/invoices/v4", Web("https://papers.example/a.pdf"))
    first, second = (json.loads(request.content) for request in server.requests)
    assert first == {"document": "YWJj", "include_mvision": "true"}
    assert second["document"] == "https://papers.example/a.pdf"
    assert server.requests[0].headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "url", ["http://papers.example/a.pdf", "file:///etc/passwd", "https://", "https://me:word@a.example/", "https://["]
)
def test_only_https_addresses_are_sent(url):
    with pytest.raises(InputError):
        Web(url)


# Limits


def test_too_many_bytes_are_said_before_sending():
    with pytest.raises(InputError, match="20 MB") as error:
        provider(Server()).submit(upload(data=b"x" * 20_000_001), Ticket())
    assert error.value.code == "request"
    assert "Split" in error.value.advice


def test_too_many_pages_are_said_before_sending():
    with pytest.raises(InputError, match="21 pages"):
        provider(Server()).submit(upload(pages=21), Ticket())


def test_an_account_may_have_higher_limits():
    made = provider(Server(taken()), most_megabytes=30, most_pages=50)
    assert made.submit(upload(data=b"x" * 20_000_001, pages=50), Ticket()).ids == ("job-1",)


def test_a_picture_of_another_kind_is_sent_as_png():
    server = Server(taken())
    provider(server).submit(upload(media_type="image/bmp", name="document.bmp"), Ticket())
    assert b'filename="document.png"\r\nContent-Type: image/png\r\n\r\npicture' in server.requests[0].content


def test_several_pages_of_another_kind_are_refused():
    with pytest.raises(InputError, match="image/gif"):
        provider(Server()).submit(upload(media_type="image/gif", pages=2), Ticket())


# Refused


@pytest.mark.parametrize(
    ("status", "body", "code", "words"),
    [
        (
            401,
            error_v1(401, "Unauthorized", "Authorization required", "Invalid token provided"),
            "key",
            "Invalid token",
        ),
        (402, error_v1(402), "quota", "used up"),
        (
            403,
            error_v1(403, "Forbidden", "This product does not support asynchronous mode"),
            "request",
            "mindee/invoices/v4",
        ),
        (403, error_v1(403, "Forbidden", "Access blocked"), "key", "Access blocked"),
        (404, error_v1(404), "request", "mindee/invoices/v4"),
        (
            400,
            error_v1(400, details={"document": ["too many pages", "too big"]}),
            "request",
            "document: too many pages, too big",
        ),
        (
            400,
            {"api_request": {"error": {"details": {"document": ["bad"]}}, "status": "success", "status_code": 400}},
            "request",
            "bad",
        ),
        (500, error_v1(500, "failure", "Inference failed", ""), "service", "Inference failed"),
        (200, error_v1(401, "Unauthorized", "Authorization required", None), "key", "Authorization required"),
    ],
)
def test_errors_are_told_in_words(status, body, code, words):
    with pytest.raises(ProviderError) as error:
        provider(Server(httpx.Response(status, json=body))).submit(upload(), Ticket())
    assert error.value.code == code
    assert words in str(error.value)
    assert error.value.advice


@pytest.mark.parametrize("status", [400, 404, 500])
def test_a_page_in_place_of_json_is_an_error_too(status):
    with pytest.raises(ProviderError) as error:
        provider(Server(httpx.Response(status, html="<h1>Oh no</h1>"))).submit(upload(), Ticket())
    assert "<" not in str(error.value)


def test_too_many_requests_are_tried_later():
    reply = httpx.Response(429, json=error_v1(429, "TooManyRequests"), headers={"Retry-After": "7"})
    with pytest.raises(Busy) as error:
        provider(Server(reply)).submit(upload(), Ticket())
    assert error.value.after == 7.0


@pytest.mark.parametrize(
    "reply", [httpx.Response(200, html="<p>Hello</p>"), httpx.Response(202, json={"job": {}}), httpx.ReadTimeout("")]
)
def test_a_reply_without_a_task_is_uncertain(reply):
    with pytest.raises(ReplyLost):
        provider(Server(reply)).submit(upload(), Ticket())


def test_a_redirect_is_not_followed_with_the_document():
    server = Server(httpx.Response(302, headers={"Location": f"{P}/elsewhere"}))
    with pytest.raises(ProviderError) as error:
        provider(server).submit(upload(), Ticket())
    assert error.value.code == "redirect"
    assert len(server.requests) == 1


def test_without_a_network_nothing_was_sent():
    with pytest.raises(NotSent):
        provider(Server(httpx.ConnectError("no"))).submit(upload(), Ticket())


@pytest.mark.parametrize("place", ["message", "details", "code"])
def test_a_key_that_the_service_repeats_is_not_told(place):
    body = error_v1(400, **{place: f"The key {CANARY} is wrong"})
    body["api_request"]["error"] = {place: body["api_request"]["error"][place]}
    with pytest.raises(ProviderError) as error:
        provider(Server(httpx.Response(400, json=body))).submit(upload(), Ticket())
    assert CANARY not in str(error.value)
    assert "is wrong" in str(error.value)


def test_the_service_does_not_fill_the_window_with_words():
    body = error_v1(400, details="no\nno\x07 " * 10_000)
    with pytest.raises(ProviderError) as error:
        provider(Server(httpx.Response(400, json=body))).submit(upload(), Ticket())
    assert len(str(error.value)) < 400
    assert str(error.value).isprintable()


# Asking


@pytest.mark.parametrize("status", ["waiting", "processing"])
@pytest.mark.parametrize("more", [{"error": {}}, {"error": None}, {}])
def test_a_task_on_its_way_is_pending(status, more):
    server = Server(job_v1(status, **more))
    assert provider(server).poll(ticket()) == Pending(status)
    assert server.asked == [f"GET {P}/documents/queue/job-1"]
    assert server.requests[0].headers["Authorization"] == f"Token {CANARY}"


def test_the_redirect_of_a_finished_task_leads_to_the_document():
    document = document_v1({"total_amount": value(12.5)})
    server = Server(
        httpx.Response(302, json=job_v1("completed"), headers={"Location": f"{P}/documents/document-1"}), document
    )
    found = provider(server).poll(ticket())
    assert isinstance(found, Answer)
    assert json.loads(found.bodies[0]) == document
    assert server.asked == [f"GET {P}/documents/queue/job-1", f"GET {P}/documents/document-1"]
    assert [request.headers["Authorization"] for request in server.requests] == [f"Token {CANARY}"] * 2


def test_a_relative_redirect_is_one_too():
    server = Server(httpx.Response(302, headers={"Location": "/v1/products/a/b/v1/documents/d"}), document_v1({}))
    assert isinstance(provider(server).poll(ticket()), Answer)
    assert server.asked[1] == f"GET {SERVER}/v1/products/a/b/v1/documents/d"


def test_a_redirect_to_another_host_does_not_get_the_key():
    server = Server(httpx.Response(302, headers={"Location": "https://evil.example/documents/d"}))
    with pytest.raises(ProviderError) as error:
        provider(server).poll(ticket())
    assert error.value.code == "redirect"
    assert len(server.requests) == 1


def test_a_redirect_without_a_place_is_told():
    with pytest.raises(ProviderError) as error:
        provider(Server(httpx.Response(302))).poll(ticket())
    assert error.value.code == "redirect"


def test_a_document_at_once_is_the_answer():
    assert isinstance(provider(Server(document_v1({}))).poll(ticket()), Answer)


def test_a_failed_task_comes_with_status_200():
    error = {"code": "ServerError", "details": "Pages are blank", "message": "An error occurred"}
    with pytest.raises(ProviderError, match="An error occurred; Pages are blank") as raised:
        provider(Server(job_v1("failed", error=error))).poll(ticket())
    assert raised.value.code == "failed"
    assert not raised.value.retryable


@pytest.mark.parametrize("body", [error_v1(404), None])
def test_a_task_that_is_not_known_is_lost(body):
    reply = httpx.Response(404, json=body) if body else httpx.Response(404, html="<p>Not found</p>")
    with pytest.raises(Forgotten):
        provider(Server(reply)).poll(ticket())


@pytest.mark.parametrize(
    "reply",
    [
        httpx.Response(500, html="<p>Oh</p>"),
        httpx.Response(200, html="<p>Maintenance</p>"),
        httpx.Response(200, json={"job": {}}),
    ],
)
def test_what_may_get_better_is_asked_again(reply):
    with pytest.raises(ProviderError) as error:
        provider(Server(reply)).poll(ticket())
    assert error.value.retryable


@pytest.mark.parametrize("body", [b'{"document": ', b'{"a":' * 500 + b"1" + b"}" * 500])
def test_broken_json_ends_the_task(body):
    with pytest.raises(ProviderError) as error:
        provider(Server(httpx.Response(200, content=body))).poll(ticket())
    assert (error.value.code, error.value.retryable) == ("answer", False)


def test_a_task_of_the_other_version_can_be_asked_for_later():
    with pytest.raises(Forgotten, match="version 2") as error:
        provider(Server()).poll(ticket(api="v2"))
    assert "version" in error.value.advice


def test_ids_cannot_lead_elsewhere():
    server = Server(job_v1())
    provider(server).poll(ticket("../../../v1/me?x="))
    assert (
        server.requests[0].url.raw_path
        == b"/v1/products/mindee/invoices/v4/documents/queue/..%2F..%2F..%2Fv1%2Fme%3Fx%3D"
    )


# Connection and options


def test_the_connection_is_tried_without_a_document():
    server = Server(httpx.Response(404, json=error_v1(404)))
    assert "takes the key" in provider(server).test_connection()
    assert server.requests[0].method == "GET"
    assert "/documents/queue/00000000-" in server.asked[0]


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (httpx.Response(401, json=error_v1(401)), "key"),
        (httpx.Response(403, json=error_v1(403)), "key"),
        (httpx.Response(404, html="<p>Not found</p>"), "address"),
        (httpx.Response(200, json={"hello": "world"}), "address"),
        (httpx.Response(500), "service"),
        (httpx.ConnectError("no"), "network"),
    ],
)
def test_what_is_wrong_with_the_connection_is_told(reply, code):
    with pytest.raises(ProviderError) as error:
        provider(Server(reply)).test_connection()
    assert error.value.code == code
    assert error.value.advice


def test_the_server_follows_the_version_unless_it_is_ones_own():
    assert Provider.Options().base_url == "https://api.mindee.net"
    assert Provider.Options(api="v2").base_url == "https://api-v2.mindee.net"
    assert Provider.Options(api="v2", base_url="https://api.mindee.net/").base_url == "https://api-v2.mindee.net"
    assert Provider.Options(api="v2", base_url="http://127.0.0.1:9").base_url == "http://127.0.0.1:9"


def test_the_products_of_version_1_are_none_of_version_2():
    assert Provider.Options().types["invoice"] == "mindee/invoices/v4"
    assert Provider.Options(api="v2").types == {}
    assert Provider.Options(api="v2").otherwise == ""
    assert Provider.Options(api="v2", types={"invoice": "x"}).types == {"invoice": "x"}


def test_it_takes_feedback_and_has_no_lookup():
    made = provider(Server())
    assert isinstance(made, SupportsFeedback)
    assert not isinstance(made, SupportsLookup)
