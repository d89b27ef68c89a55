"""What any bytes on a connection come to; without a network."""

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from callbacks import CHECKS, KEY, PASSWORD, USER, about, basic, chunked, given, mindee, request, signature, verihubs
from reviewer.receiver import limits, spool
from reviewer.receiver.server import Receiver

BODY = about("j")
SIGNED = mindee(BODY)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory):
    return tmp_path_factory.mktemp("inbox")


@pytest.fixture
def told():
    return []


@pytest.fixture
def receiver(tmp_path, told):
    return Receiver(tmp_path, CHECKS, told.append)


def kept(tmp_path):
    return [spool.read(path).body for path in spool.waiting(tmp_path)]


@pytest.mark.parametrize(
    "raw",
    [
        SIGNED,
        chunked(SIGNED, 7),
        chunked(SIGNED, 1, b";a=b"),
        SIGNED + b"POST /callbacks/mindee HTTP/1.1\r\n",
        SIGNED.replace(b"/mindee", b"/mindee?a=b", 1),
        request("/callbacks/mindee", BODY, {"X-MINDEE-HMAC-SIGNATURE": signature(BODY)}, version="1.0"),
        request("/callbacks/mindee", BODY, {"X-Mindee-Hmac-Signature": signature(BODY), "X-Long": "x" * 15_000}),
        verihubs(BODY),
    ],
)
def test_what_is_proved_is_kept_and_answered_with_200(receiver, tmp_path, raw):
    assert given(receiver, raw).status == 200
    assert kept(tmp_path) == [BODY]


def test_a_sender_that_waits_is_told_to_go_on_once_it_is_worth_it(receiver, tmp_path):
    waits = mindee(BODY, Expect="100-continue")
    head, body = waits[: -len(BODY)], BODY
    assert given(receiver, head).written.startswith(b"HTTP/1.1 100 ")
    assert given(receiver, head.replace(b"X-Mindee", b"X-Other")).status == 401
    assert given(receiver, waits).status == 200
    assert kept(tmp_path) == [body]


FORGED = {
    "unsigned": request("/callbacks/mindee", BODY, {}),
    "another key": mindee(BODY, "other"),
    "another body": SIGNED[: -len(BODY)] + BODY.replace(b'"j"', b'"k"'),
    "cut": mindee(BODY)[: -len(BODY)].replace(str(len(BODY)).encode(), b"2") + b"{}",
    "signed twice": mindee(BODY, **{"x-mindee-hmac-signature": "0" * 64}),
    "upper case": request("/callbacks/mindee", BODY, {"X-Mindee-Hmac-Signature": signature(BODY).upper()}),
    "of the other": request("/callbacks/verihubs", BODY, {"X-Mindee-Hmac-Signature": signature(BODY)}),
    "basic for mindee": request("/callbacks/mindee", BODY, {"Authorization": basic()}),
    "no password": request("/callbacks/verihubs", BODY, {}),
    "wrong user": verihubs(BODY, user="x"),
    "wrong password": verihubs(BODY, password="x"),
    "key as password": verihubs(BODY, password=KEY),
    "bearer": request("/callbacks/verihubs", BODY, {"Authorization": basic().replace("Basic", "Bearer")}),
}


@pytest.mark.parametrize("name", FORGED)
def test_forgeries_get_401_and_leave_nothing(receiver, tmp_path, told, name):
    answer = given(receiver, FORGED[name])

    assert answer.status == 401
    assert answer.written.endswith(b"\r\n\r\n")  # no detail
    assert list(tmp_path.iterdir()) == []
    assert told == ["refused: 1 × 401"]


def test_only_who_needs_it_is_asked_for_a_password(receiver):
    assert b"WWW-Authenticate: Basic" in given(receiver, FORGED["no password"]).written
    assert b"WWW-Authenticate" not in given(receiver, FORGED["unsigned"]).written


BIG = b"x" * (limits.BODY_BYTES + 1)


@pytest.mark.parametrize(
    ("status", "raw"),
    [
        (404, request("/", BODY, {})),
        (404, request("/callbacks/", BODY, {})),
        (404, request("/callbacks/handl", BODY, {})),
        (404, request("/callbacks/mindee/", BODY, {"X-Mindee-Hmac-Signature": signature(BODY)})),
        (404, request("/callbacks/%6dindee", BODY, {"X-Mindee-Hmac-Signature": signature(BODY)})),
        (404, request("http://127.0.0.1/callbacks/mindee", BODY, {"X-Mindee-Hmac-Signature": signature(BODY)})),
        (405, request("/callbacks/mindee", b"", {"X-Mindee-Hmac-Signature": signature(b"")}, "GET")),
        (405, request("/callbacks/mindee", BODY, {"X-Mindee-Hmac-Signature": signature(BODY)}, "PUT")),
        (405, request("/callbacks/mindee", b"", {}, "HEAD")),
        (405, request("/callbacks/mindee", b"", {}, "CONNECT")),
        (411, mindee(b"", **{"Content-Length": ""})),
        (413, mindee(BODY, **{"Content-Length": str(limits.BODY_BYTES + 1)})),
        (413, mindee(BODY, **{"Content-Length": "9" * 19})),
        (413, mindee(BIG)),
        (413, verihubs(BIG)),
        (413, chunked(verihubs(BIG), 1 << 16)),
        (413, chunked(verihubs(BIG[:300_000]), 1, b";" + b"x" * 40)),
        (431, mindee(BODY, X=("y" * limits.HEADER_BYTES))),
        (431, mindee(BODY, **{f"X-{number}": "y" for number in range(5000)})),
        (431, b"POST /" + b"x" * limits.HEADER_BYTES),
        (400, mindee(BODY, **{"Transfer-Encoding": "chunked"})),
        (501, mindee(BODY, **{"Transfer-Encoding": "gzip"})),
        (501, mindee(BODY, **{"Transfer-Encoding": "chunked, chunked"})),
        (400, mindee(BODY, **{"Content-Length": "-1"})),
        (400, mindee(BODY, **{"Content-Length": "1_0"})),
        (400, mindee(BODY, **{"Content-Length": "5, 6"})),
        (400, mindee(BODY, **{"content-length": "5"})),
        (400, mindee(BODY, Host="")),
        (505, mindee(BODY).replace(b"HTTP/1.1", b"HTTP/2.0", 1)),
        (400, mindee(BODY).replace(b": ", b" : ", 1)),
        (400, mindee(BODY, **{"X-\x00": "a"})),
        (400, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20),
        (400, b"\x00" * 100 + b"\r\n\r\n"),
        (400, chunked(SIGNED, 7).replace(b"\r\n7\r\n", b"\r\n-7\r\n", 1)),
        (400, chunked(SIGNED, 7).replace(b"\r\n7\r\n", b"\r\nzz\r\n", 1)),
        (0, b""),
        (0, SIGNED[:-1]),
        (0, SIGNED[:40]),
        (0, chunked(SIGNED, 7)[:-5]),
    ],
)
def test_requests_that_are_wrong_are_answered_so_and_leave_nothing(receiver, tmp_path, status, raw):
    assert given(receiver, raw).status in ({0, 400} if status == 0 else {status})
    assert list(tmp_path.iterdir()) == []


def test_the_largest_body_is_taken(receiver, tmp_path):
    body = BIG[:-1]
    assert given(receiver, verihubs(body)).status == 200
    assert given(receiver, chunked(verihubs(body), 4096)).status == 200
    assert kept(tmp_path) == [body]


def test_a_full_disk_is_503_and_the_next_try_is_kept(receiver, tmp_path, monkeypatch, told):
    with monkeypatch.context() as patch:
        patch.setattr(spool.os, "fsync", lambda _file: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        answer = given(receiver, SIGNED)
        assert answer.status == 503
        assert b"Retry-After: " in answer.written
        assert list(tmp_path.iterdir()) == []

    assert given(receiver, SIGNED).status == 200
    assert kept(tmp_path) == [BODY]
    assert "not kept: No space left on device" in told[0]


def test_a_spool_that_is_gone_is_503(told, tmp_path):
    assert given(Receiver(tmp_path / "gone", CHECKS, told.append), SIGNED).status == 503


def test_a_mistake_of_ours_is_500_and_says_nothing_of_what_was_sent(receiver, monkeypatch, told):
    monkeypatch.setattr(spool, "received", lambda _provider, body: 1 / 0 if body else body)

    assert given(receiver, SIGNED).status == 500
    assert told == ["failed: ZeroDivisionError"]


def test_nothing_secret_and_no_body_is_told(receiver, told):
    body = about("j-1", name="CANARY OF A PERSON")
    for raw in (mindee(body), verihubs(body), *FORGED.values(), mindee(about("a\n\x1b[31mb"))):
        given(receiver, raw)
    receiver._refusals.flush()

    log = "\n".join(told)
    assert "mindee: 88 bytes, j-1, j-1-document, kept" in log
    for canary in (KEY, USER, PASSWORD, signature(body), basic(), "CANARY", "\x1b"):
        assert canary not in log
    assert len(log.splitlines()) == len(told) == 5


def mutated(raw):
    """Bytes taken out, put in, changed or doubled."""

    def change(draw_parts):
        out = raw
        for place, kind, junk in draw_parts:
            at = place % (len(out) + 1)
            out = {
                "cut": out[:at],
                "drop": out[:at] + out[at + len(junk) + 1 :],
                "insert": out[:at] + junk + out[at:],
                "replace": out[:at] + junk + out[at + len(junk) :],
                "double": out[:at] + out[at // 2 :],
            }[kind]
        return out

    part = st.tuples(
        st.integers(0, 1000),
        st.sampled_from(["cut", "drop", "insert", "replace", "double"]),
        st.binary(max_size=12)
        | st.sampled_from([b"\r\n", b"\r\n\r\n", b"\n", b" ", b":", b"0\r\n", b"\x00", b"9" * 30]),
    )
    return st.lists(part, min_size=1, max_size=4).map(change)


@settings(max_examples=400)
@over(
    st.one_of(
        st.binary(max_size=400),
        mutated(SIGNED),
        mutated(chunked(SIGNED, 9)),
        mutated(verihubs(BODY)),
        mutated(FORGED["another key"]),
    )
)
def test_no_bytes_bring_it_down_or_get_something_else_kept(tmp_path_factory, raw):
    folder, told = tmp_path_factory.mktemp("inbox"), []

    answer = given(Receiver(folder, CHECKS, told.append), raw)

    assert answer.closed
    assert not any(line.startswith("failed") for line in told), told
    bodies = kept(folder)
    assert answer.status != 200 or len(bodies) == 1
    assert bodies == [] or answer.status == 200
    if bodies and b"authorization" not in raw.lower():
        assert bodies[0].translate(None, b"\r\n") == BODY
