"""Who is believed, and who is not."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks import KEY, PASSWORD, USER, basic, signature
from reviewer.errors import SettingsError
from reviewer.receiver.checks import Mindee, Verihubs, from_secrets
from reviewer.secret import Secret

MINDEE = Mindee(Secret("new"), Secret("old"))
VERIHUBS = Verihubs(Secret(USER), Secret(PASSWORD))


def signed(value: str | bytes) -> list[tuple[bytes, bytes]]:
    return [(b"host", b"x"), (b"x-mindee-hmac-signature", value if isinstance(value, bytes) else value.encode())]


def authorized(value: str) -> list[tuple[bytes, bytes]]:
    return [(b"authorization", value.encode("latin-1"))]


@pytest.mark.parametrize("key", ["new", "old"])
@pytest.mark.parametrize("body", [b"", b"{}", b'{\r\n "a": "\xff"\n}', b"\n\r\n"])
def test_the_body_as_it_is_and_without_its_line_breaks_may_be_signed(key, body):
    for each in (body, body.replace(b"\r", b"").replace(b"\n", b"")):
        assert MINDEE.verifies(signed(signature(each, key)), body)


def test_the_signature_is_the_published_one():
    # RFC 4231, test case 2
    check = Mindee(Secret("Jefe"))
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"

    assert check.verifies(signed(expected), b"what do ya want for nothing?")


@given(st.binary(), st.binary(), st.text(min_size=1), st.binary(max_size=80))
def test_nothing_else_is_believed(body, other, key, junk):
    check = Mindee(Secret(KEY))
    same = body.translate(None, b"\r\n") == other.translate(None, b"\r\n")

    assert check.verifies(signed(signature(body)), body)
    assert same or not check.verifies(signed(signature(body)), other)
    assert key == KEY or not check.verifies(signed(signature(body, key)), body)
    assert not check.verifies(signed(junk), body)


@pytest.mark.parametrize(
    "headers",
    [
        [],
        signed(""),
        signed(signature(b"a").upper()),
        signed(signature(b"a")[:-1]),
        signed(signature(b"a") + "\n"),
        signed(signature(b"a") + "0"),
        signed("é" * 32),
        signed(signature(b"a")) * 2,
        signed(signature(b"b")) + signed(signature(b"a")),
    ],
)
def test_signatures_in_another_form_are_refused_before_the_body_is_read(headers):
    check = Mindee(Secret(KEY))
    assert not check.admits(headers)
    assert not check.verifies(headers, b"a")


def test_the_right_password_is_believed():
    for value in (basic(), basic().replace("Basic", "bAsIc"), basic().replace(" ", "  ")):
        assert VERIHUBS.admits(authorized(value))
        assert VERIHUBS.verifies(authorized(value), b"{}")


@given(st.text(max_size=20), st.text(max_size=20))
def test_other_passwords_are_not(user, password):
    right = (user, password) == (USER, PASSWORD)
    given_ = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
    # with a colon in the user, the two may be parted elsewhere
    assert VERIHUBS.admits(authorized(given_)) == (right or f"{user}:{password}" == f"{USER}:{PASSWORD}")
    assert not VERIHUBS.admits(authorized("Basic " + base64.b64encode(f"{USER}:{password}".encode()).decode()))


@pytest.mark.parametrize(
    "headers",
    [
        [],
        authorized(""),
        authorized("Basic"),
        authorized("Basic ="),
        authorized("Basic !" + basic()[6:]),
        authorized(basic()[6:]),
        authorized(basic().replace("Basic", "Bearer")),
        authorized("Basic " + base64.b64encode(b"nocolon").decode()),
        authorized("Basic é"),
        authorized(basic()) * 2,
    ],
)
def test_what_is_no_basic_authentication_is_refused(headers):
    assert not VERIHUBS.admits(headers)


def test_empty_secrets_are_none():
    for make in (
        lambda: Mindee(Secret("")),
        lambda: Verihubs(Secret("a"), Secret("")),
        lambda: Verihubs(Secret(""), Secret("b")),
    ):
        with pytest.raises(ValueError, match="empty"):
            make()


@pytest.fixture(autouse=True)
def no_secrets_around(monkeypatch):
    for name in ("MINDEE_WEBHOOK_SECRET", "VERIHUBS_CALLBACK_USER", "VERIHUBS_CALLBACK_PASSWORD"):
        monkeypatch.delenv(f"REVIEWER_{name}", raising=False)


def test_those_whose_secrets_are_known_are_taken(monkeypatch):
    known = {"mindee": {"webhook_secret": Secret("a"), "webhook_secret_2": Secret("b")}}
    (mindee,) = from_secrets((), known)
    for key in "ab":
        assert mindee.verifies(signed(signature(b"{}", key)), b"{}")

    monkeypatch.setenv("REVIEWER_VERIHUBS_CALLBACK_USER", USER)
    assert [check.provider for check in from_secrets((), known)] == ["mindee"]  # half of it is nothing
    monkeypatch.setenv("REVIEWER_VERIHUBS_CALLBACK_PASSWORD", PASSWORD)
    assert [check.provider for check in from_secrets((), known)] == ["mindee", "verihubs"]
    (only,) = from_secrets(("verihubs",), known)
    assert only.admits(authorized(basic()))


def test_missing_secrets_are_told_by_name():
    with pytest.raises(SettingsError, match="believe nobody"):
        from_secrets((), {})
    with pytest.raises(SettingsError, match=r"no secrets of verihubs.*REVIEWER_VERIHUBS_CALLBACK_USER"):
        from_secrets(("mindee", "verihubs"), {"mindee": {"webhook_secret": Secret("a")}})
