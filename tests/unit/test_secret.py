"""A secret shows itself to nobody who does not ask for it."""

import copy
import logging
import pickle

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.secret import Secret

CANARY = "canary-1b7e"


class Options(msgspec.Struct, frozen=True):
    key: Secret
    host: str = ""


def test_it_is_shown_as_stars(caplog):
    secret = Secret(CANARY)
    with caplog.at_level(logging.INFO):
        logging.getLogger("x").info("%s %r %s", secret, secret, Options(secret))

    shown = f"{secret} {secret!r} {secret:>9} {Options(secret)} {[secret]} {caplog.text}"

    assert CANARY not in shown
    assert f"{secret:>9}" == "      ***"
    assert secret.reveal() == CANARY


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_is_not_pickled(protocol):
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(Secret(CANARY), protocol)
    with pytest.raises(TypeError):
        Secret(CANARY).__getstate__()


def test_it_is_no_json_by_itself():
    for encode in (msgspec.json.encode, msgspec.msgpack.encode, msgspec.to_builtins):
        with pytest.raises(TypeError):
            encode(Options(Secret(CANARY)))


def test_it_does_not_change():
    secret = Secret("a")
    with pytest.raises(AttributeError):
        secret._text = "b"
    with pytest.raises(AttributeError):
        del secret._text
    with pytest.raises(AttributeError):
        secret.other = "b"
    assert copy.copy(secret) is secret
    assert copy.deepcopy([secret])[0] is secret


@given(st.text(), st.text())
def test_it_is_equal_to_the_same_secret_only(one, other):
    assert (Secret(one) == Secret(other)) == (one == other)
    assert Secret(one).matches(other) == (one == other)
    assert Secret(one) == Secret(one)
    assert hash(Secret(one)) == hash(Secret(one))
    assert Secret(one) != one
    assert bool(Secret(one)) == bool(one)


def test_bytes_match_as_utf8():
    assert Secret("zażółć").matches("zażółć".encode())
    assert not Secret("a").matches(b"\xff")
    assert Secret("\ud800") == Secret("\ud800")
