"""HTTP for providers: what is refused, what is limited, what is told; some of it over a real loopback socket."""

import gzip
import logging
import socket
import ssl
import threading
import zlib
from contextlib import contextmanager

import httpx
import pytest

from reviewer.errors import Busy, Cancelled, NotSent, ProviderError, ReplyLost
from reviewer.jobs import CancelToken
from reviewer.providers import _reply, _wire
from reviewer.providers._http import Http
from reviewer.providers._reply import Reply
from reviewer.providers._wire import Wire

CANARY = "canary-0451"
BASE = "https://service.example/api"


def opened(handler, base=BASE, **more):
    return Http("Service", base, transport=httpx.MockTransport(handler), **more)


def raising(error):
    def handler(_request):
        raise error

    return opened(handler)


class Streamed(httpx.SyncByteStream):
    """A body that comes in parts, as from the network."""

    def __init__(self, *parts):
        self._parts = parts

    def __iter__(self):
        yield from self._parts


@contextmanager
def listening(answer):
    """A loopback server for one connection; `answer` gets the connection and runs in a thread."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            connection, _ = server.accept()
            with connection:
                answer(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join(10)
        assert not thread.is_alive()


def replying(raw):
    def answer(connection):
        connection.recv(65_536)
        connection.sendall(raw)

    return answer


# Addresses


@pytest.mark.parametrize(
    "base",
    [
        "http://service.example",
        "http://10.0.0.5:8080",
        "http://127.evil.example",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://0.0.0.0",
    ],
)
def test_without_tls_only_this_computer_is_spoken_to(base):
    with pytest.raises(NotSent, match="http://") as caught:
        Http("Service", base)
    assert (caught.value.code, caught.value.retryable) == ("tls", False)


@pytest.mark.parametrize("base", ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "https://a.example"])
def test_this_computer_may_do_without_tls(base):
    Http("Service", base)


@pytest.mark.parametrize("base", ["", "service.example", "ftp://service.example", "https://", "//a"])
def test_an_incomplete_address_is_told(base):
    with pytest.raises(NotSent) as caught:
        Http("Service", base)
    assert (caught.value.code, caught.value.retryable) == ("address", False)


def test_an_address_with_a_password_is_refused():
    with pytest.raises(NotSent) as caught:
        Http("Service", f"https://me:{CANARY}@service.example")
    assert caught.value.code == "address"
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("5f57", "/api/result/5f57"),
        ("a/b?c#d", "/api/result/a%2Fb%3Fc%23d"),
        ("..", "/api/result/%2E%2E"),
        ("ä", "/api/result/%C3%A4"),
    ],
)
def test_an_id_is_one_segment_of_the_path(value, path):
    seen = []
    opened(lambda request: seen.append(request.url.raw_path) or httpx.Response(200)).call(
        "GET", "/result/{id}", ids={"id": value}
    )
    assert seen == [path.encode()]


def test_parameters_are_sent_in_order_and_repeated():
    seen = []
    http = opened(lambda request: seen.append(str(request.url)) or httpx.Response(200), "https://a.example/x/?old=1")
    http.call("GET", "/y", params=[("include", "ocr"), ("include", "service_fields")])
    assert seen == ["https://a.example/x/y?include=ocr&include=service_fields"]


# Redirects


def redirecting(status, place, seen):
    def handler(request):
        seen.append((request.method, request.url.host, request.content, request.headers.get("x-api-key")))
        if len(seen) == 1:
            return httpx.Response(status, headers={"location": place})
        return httpx.Response(200, json={})

    return handler


def test_a_redirect_elsewhere_is_refused_and_nothing_goes_there():
    seen = []
    http = opened(redirecting(302, "https://thief.example/x", seen))
    with pytest.raises(ProviderError, match=r"thief\.example") as caught:
        http.call("GET", "/a", headers={"x-api-key": "k"})
    assert caught.value.code == "redirect"
    assert [host for _, host, _, _ in seen] == ["service.example"]


@pytest.mark.parametrize("place", ["http://service.example/x", "https://service.example:444/x"])
def test_another_scheme_or_port_is_elsewhere(place):
    with pytest.raises(ProviderError) as caught:
        opened(redirecting(302, place, [])).call("GET", "/a")
    assert caught.value.code == "redirect"


def test_redirects_to_a_known_host_are_followed_with_the_key():
    seen = []
    http = opened(redirecting(307, "https://Other.example/x", seen), hosts=["other.example"])
    http.call("POST", "/a", headers={"x-api-key": "k"}, content=b"body")
    assert seen[1] == ("POST", "other.example", b"body", "k")


@pytest.mark.parametrize("status", [301, 302, 303])
def test_after_these_a_post_becomes_a_get(status):
    seen = []
    opened(redirecting(status, "/x", seen)).call("POST", "/a", headers={"x-api-key": "k"}, content=b"body")
    assert seen[1] == ("GET", "service.example", b"", "k")


def test_a_redirect_can_be_left_to_the_caller():
    reply = opened(redirecting(302, "/x", [])).call("GET", "/a", follow=False)
    assert (reply.status, reply.headers["location"]) == (302, "/x")


def test_endless_redirects_end():
    with pytest.raises(ProviderError, match="without end"):
        opened(lambda _request: httpx.Response(302, headers={"location": "/again"})).call("GET", "/a")


@pytest.mark.parametrize("place", ["https://[", "\x00", "ftp://service.example/x"])
def test_a_redirect_to_nowhere_is_an_error(place):
    with pytest.raises(ProviderError):
        opened(redirecting(302, place, [])).call("GET", "/a")


# Size


def test_what_is_larger_than_an_answer_is_not_read_on(monkeypatch):
    monkeypatch.setattr(_reply, "ANSWER_BYTES", 1_000)
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield b"x" * 100

    class Endless(httpx.SyncByteStream):
        def __iter__(self):
            return endless()

    with pytest.raises(ProviderError, match="larger than") as caught:
        opened(lambda _request: httpx.Response(200, stream=Endless())).call("GET", "/a")
    assert (caught.value.code, caught.value.retryable) == ("answer", False)
    assert len(taken) < 2_000


def test_a_bomb_is_not_unpacked(monkeypatch):
    sizes = []
    real = _reply._inflated

    def watched(parts):
        for part in real(parts):
            sizes.append(len(part))
            yield part

    monkeypatch.setattr(_reply, "_inflated", watched)
    bomb = gzip.compress(bytes(100_000_000))
    headers = {"content-encoding": "gzip"}
    with pytest.raises(ProviderError, match="larger than"):
        opened(lambda _request: httpx.Response(200, headers=headers, stream=Streamed(bomb))).call("GET", "/a")
    assert max(sizes) <= 65_536
    assert sum(sizes) <= _reply.ANSWER_BYTES + 65_536


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip, gzip", gzip.compress(gzip.compress(b"{}", mtime=0), mtime=0)),
        ("br", b"x"),
        ("gzip", b"no gzip"),
        ("gzip", gzip.compress(b"{}" * 1_000, mtime=0)[:-9]),
    ],
)
def test_what_cannot_be_unpacked_is_an_error(encoding, body):
    http = opened(lambda _request: httpx.Response(200, headers={"content-encoding": encoding}, stream=Streamed(body)))
    with pytest.raises(ProviderError, match="no proper reply"):
        http.call("GET", "/a")


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_packed_answers_are_unpacked_in_whatever_parts_they_come(encoding, pack):
    text = b'{"items": [' + b"1," * 100_000 + b"1]}"
    packed = pack(text)
    parts = [packed[at : at + 7] for at in range(0, len(packed), 7)]
    http = opened(lambda _request: httpx.Response(200, headers={"content-encoding": encoding}, stream=Streamed(*parts)))
    assert http.call("GET", "/a").body == text


def test_only_packing_that_is_understood_is_asked_for():
    seen = []
    opened(lambda request: seen.append(request.headers["accept-encoding"]) or httpx.Response(200)).call("GET", "/a")
    assert seen == ["gzip"]


@pytest.mark.parametrize(
    "body", [b"[" * 65 + b"]" * 65, b"[" + b"[]," * 1_000_001 + b"[]]", b"{", b"", b'"\\ud800"', b"NaN"]
)
def test_json_beyond_any_answer_is_refused(body):
    with pytest.raises(ProviderError) as caught:
        _ = Reply(200, {}, body, "/").json
    assert caught.value.code == "answer"
    assert Reply(500, {}, body, "/").any_json is None


def test_json_as_deep_as_allowed_is_read():
    assert Reply(200, {}, b"[" * 64 + b"]" * 64, "/").json


# Errors


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError(f"no way to https://service.example/?token={CANARY}"),
        httpx.ConnectTimeout("late"),
        httpx.PoolTimeout("late"),
        httpx.ProxyError("407"),
    ],
)
def test_before_anything_went_out_nothing_is_sent(error):
    with pytest.raises(NotSent) as caught:
        raising(error).call("POST", "/a/{id}", ids={"id": CANARY}, params=[("token", CANARY)], creates=True)
    assert caught.value.retryable
    assert CANARY not in str(caught.value)
    assert "service.example" in str(caught.value)


@pytest.mark.parametrize(
    "error",
    [
        httpx.ReadTimeout("late"),
        httpx.WriteTimeout("late"),
        httpx.ReadError("cut"),
        httpx.WriteError("cut"),
        httpx.RemoteProtocolError("cut"),
        httpx.DecodingError("odd"),
    ],
)
def test_what_broke_off_is_uncertain_when_it_makes_something(error):
    with pytest.raises(ReplyLost) as lost:
        raising(error).call("POST", "/a/{id}", ids={"id": CANARY}, params=[("token", CANARY)], creates=True)
    with pytest.raises(ProviderError) as asked:
        raising(error).call("GET", "/a/{id}", ids={"id": CANARY}, params=[("token", CANARY)])
    assert type(asked.value) is ProviderError
    assert asked.value.retryable
    assert CANARY not in f"{lost.value}{asked.value}"
    assert "POST service.example/a/{id}" in str(lost.value)


@pytest.mark.parametrize("status", [502, 504])
def test_a_gateways_word_is_not_the_services(status):
    http = opened(lambda _request: httpx.Response(status))
    with pytest.raises(ReplyLost):
        http.call("POST", "/a", creates=True)
    with pytest.raises(ProviderError) as caught:
        http.call("GET", "/a")
    assert caught.value.retryable


@pytest.mark.parametrize("status", [429, 503])
def test_a_service_that_is_full_says_for_how_long(status):
    with pytest.raises(Busy) as caught:
        opened(lambda _request: httpx.Response(status, headers={"retry-after": "7"})).call("POST", "/a", creates=True)
    assert caught.value.after == 7.0


@pytest.mark.parametrize("status", [200, 202, 400, 404, 500])
def test_every_other_status_is_the_callers(status):
    assert opened(lambda _request: httpx.Response(status, text="x")).call("GET", "/a").status == status


@pytest.mark.parametrize("value", [f"{CANARY}\r\nx: y", f"{CANARY}ä"])
def test_a_key_that_no_header_can_hold_is_told_and_not_shown(value):
    with listening(lambda connection: connection.recv(10)) as port:
        http = Http("Service", f"http://127.0.0.1:{port}")
        with pytest.raises(ProviderError, match="cannot be written") as caught:
            http.call("POST", "/a", headers={"x-api-key": value}, creates=True)
        assert not isinstance(caught.value, ReplyLost)
        assert CANARY not in str(caught.value)
        socket.create_connection(("127.0.0.1", port)).close()  # in case nothing connected


def test_a_certificate_that_cannot_be_trusted_is_told():
    error = httpx.ConnectError("failed")
    error.__cause__ = ssl.SSLCertVerificationError("self-signed")
    with pytest.raises(NotSent, match="certificate") as caught:
        raising(error).call("GET", "/a")
    assert (caught.value.code, caught.value.retryable) == ("tls", False)


def test_a_server_without_tls_is_told():
    with listening(replying(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n")) as port:
        with pytest.raises(NotSent, match="secure connection") as caught:
            Http("Service", f"https://127.0.0.1:{port}").call("GET", "/a")
        assert caught.value.code == "tls"


def test_a_host_without_a_name_is_told():
    with pytest.raises(NotSent, match="is not known") as caught:
        raising(_caused_by(socket.gaierror("no such name"))).call("GET", "/a")
    assert caught.value.code == "network"


def _caused_by(cause):
    error = httpx.ConnectError("failed")
    error.__cause__ = cause
    return error


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(NotSent, match="cannot be reached"):
        Http("Service", f"http://127.0.0.1:{port}").call("GET", "/a")


# Retry-After


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("1.5", 1.5),
        ("-3", 0.0),
        ("1e12", 3_600.0),
        ("inf", 3_600.0),
        ("nan", None),
        ("", None),
        ("soon", None),
        ("Thu, 01 Jan 1970 00:00:30 GMT", 20.0),
        ("Thu, 01 Jan 1970 00:00:30 -0000", 20.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("Thu, 99 Jan 1970 00:00:00 GMT", None),
    ],
)
def test_the_time_to_wait_is_a_number_or_a_date(monkeypatch, value, seconds):
    monkeypatch.setattr(_reply, "time", lambda: 10.0)
    assert Reply(429, {"retry-after": value}, b"", "/").after == seconds


# Proxies


def test_a_proxy_of_an_unusable_kind_is_told(monkeypatch):
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:1")
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    monkeypatch.delenv("https_proxy", raising=False)
    with pytest.raises(NotSent, match="proxy"):
        Http("Service", BASE).call("GET", "/a")


def test_a_proxy_that_refuses_is_told(monkeypatch):
    with listening(replying(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")) as port:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        with pytest.raises(NotSent, match="proxy of this computer"):
            Http("Service", BASE).call("GET", "/a")


def test_this_computer_needs_no_proxy(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with listening(replying(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")) as port:
        assert Http("Service", f"http://127.0.0.1:{port}").call("GET", "/a").json == {}


# Cancelling, and time


def test_cancelling_cuts_the_connection():
    token, asked, closed = CancelToken(), threading.Event(), []

    def silence(connection):
        connection.recv(65_536)
        asked.set()
        closed.append(connection.recv(1))  # empty when the other side has closed

    ended = []

    def call(port):
        with pytest.raises(Cancelled):
            Http("Service", f"http://127.0.0.1:{port}", token=token).call("POST", "/a", creates=True)
        ended.append(True)

    with listening(silence) as port:
        thread = threading.Thread(target=call, args=(port,))
        thread.start()
        assert asked.wait(10)
        token.cancel()
        thread.join(10)
    assert (ended, closed) == ([True], [b""])


def test_cancelling_cuts_the_agreement_on_tls_too():
    token, asked = CancelToken(), threading.Event()

    def silence(connection):
        connection.recv(65_536)
        asked.set()
        connection.recv(1)

    ended = []

    def call(port):
        with pytest.raises(Cancelled):
            Http("Service", f"https://127.0.0.1:{port}", token=token).call("GET", "/a")
        ended.append(True)

    with listening(silence) as port:
        thread = threading.Thread(target=call, args=(port,))
        thread.start()
        assert asked.wait(10)
        token.cancel()
        thread.join(10)
    assert ended == [True]


def test_a_cancelled_job_calls_nobody():
    token = CancelToken()
    token.cancel()
    calls = []
    with pytest.raises(Cancelled):
        opened(lambda request: calls.append(request) or httpx.Response(200), token=token).call("GET", "/a")
    assert calls == []


def test_cancelling_ends_a_connection_that_does_not_come_about(monkeypatch):
    token = CancelToken()
    wire = Wire(token, 600.0)
    tries = []

    def never(*_args):
        tries.append(1)
        if len(tries) == 3:
            token.cancel()
        raise _wire.httpcore.ConnectTimeout

    monkeypatch.setattr(wire._network, "connect_tcp", never)
    with pytest.raises(Cancelled):
        wire.connect_tcp("service.example", 443, 10.0)
    assert len(tries) == 3


def test_a_connection_that_comes_about_when_it_is_cancelled_is_closed(monkeypatch):
    token = CancelToken()
    wire = Wire(token, 600.0)
    here, there = socket.socketpair()

    def just_then(*_args):
        token.cancel()
        return _wire.httpcore._backends.sync.SyncStream(here)

    monkeypatch.setattr(wire._network, "connect_tcp", just_then)
    with pytest.raises(Cancelled):
        wire.connect_tcp("service.example", 443, 10.0)
    wire.forget()
    assert here.fileno() == -1
    assert there.recv(1) == b"", "nothing holds the other end"
    there.close()


def test_a_connection_that_does_not_come_about_ends(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(_wire, "monotonic", lambda: now[0])
    wire = Wire(CancelToken(), 600.0)

    def never(_host, _port, timeout, *_more):
        now[0] += timeout
        raise _wire.httpcore.ConnectTimeout

    monkeypatch.setattr(wire._network, "connect_tcp", never)
    with pytest.raises(_wire.httpcore.ConnectTimeout):
        wire.connect_tcp("service.example", 443, 5.0)
    assert now[0] == 5.0


def test_an_answer_that_trickles_in_ends(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(_wire, "monotonic", lambda: now[0])
    wire = Wire(CancelToken(), 600.0)
    assert wire.reading(60.0) == 60.0
    now[0] = 590.0
    assert wire.reading(60.0) == 10.0
    now[0] = 600.0
    with pytest.raises(httpx.ReadTimeout):
        wire.reading(60.0)
    wire.writing()
    assert wire.reading(60.0) == 60.0


def test_the_wire_is_what_the_network_goes_through(monkeypatch):
    used = []
    real = Wire.connect_tcp
    monkeypatch.setattr(Wire, "connect_tcp", lambda self, *args, **more: used.append(1) or real(self, *args, **more))
    with listening(replying(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")) as port:
        Http("Service", f"http://127.0.0.1:{port}").call("GET", "/a")
    assert used == [1]


def test_a_slow_answer_is_late():
    def silence(connection):
        connection.recv(65_536)
        connection.recv(1)

    with listening(silence) as port, pytest.raises(ReplyLost, match="in time"):
        Http("Service", f"http://127.0.0.1:{port}", seconds=0.05).call("POST", "/a", creates=True)


def test_no_log_has_the_address_of_a_request_also_when_everything_is_wanted(caplog):
    caplog.set_level(logging.DEBUG)
    opened(lambda _request: httpx.Response(404)).call("GET", "/result", params=[("token", CANARY)])
    assert CANARY not in caplog.text


def test_an_error_has_no_query_that_an_operator_wrote_into_a_path():
    with pytest.raises(ProviderError) as raised:
        raising(httpx.ReadError("x")).call("PUT", f"/corrections?token={CANARY}")
    assert CANARY not in str(raised.value)
