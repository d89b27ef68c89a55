"""Handl and myBiros over a real socket, against their emulators: sent, waited for, answered, told of the review."""

from contextlib import contextmanager

import msgspec
import pytest

from canned import SIZE, TYPES, CannedReader
from reviewer import registry
from reviewer.domain.revision import RevisionStatus
from reviewer.emulators._emulator import emulate
from reviewer.emulators._server import serving
from reviewer.errors import Busy, Forgotten, ProviderError, ReplyLost
from reviewer.providers._http import Http
from reviewer.providers.base import PACKAGE, Answer, Sent, Size, Ticket
from reviewer.secret import Secret
from unit.providers.kit import upload

POLLS = 20_000
SENT = Sent((Size(*SIZE),), (), "receipt")
PATHS = {"handl": "", "mybiros": "/api/v1"}
NEEDS = {"handl": "token", "mybiros": "key"}


@contextmanager
def playing(name, *faults, options=None, key=None, set_to=None):
    """A provider, and the emulator that it speaks to."""
    emulator = emulate(name, CannedReader(), types=TYPES, faults=faults, options=set_to or {})
    kind = registry.load(PACKAGE, name).Provider
    with serving(emulator.app) as url:
        chosen = msgspec.convert({"base_url": url + PATHS[name], **(options or {})}, kind.Options)
        secret = Secret(key or f"emulated-{name}-{NEEDS[name]}")
        yield kind(Http(kind.title, chosen.base_url), chosen, {NEEDS[name]: secret}), emulator


def answered(provider, sent=SENT):
    ticket = provider.submit(upload(sent=sent), Ticket())
    for _ in range(POLLS):
        found = provider.poll(ticket)
        if isinstance(found, Answer):
            return provider.mapped(found, msgspec.structs.replace(sent, noted=ticket.data)), ticket
    raise AssertionError("the task does not end")


def texts(mapped):
    return {field.name: field.values[0].text for field in mapped.fields if field.values}


@pytest.mark.parametrize(
    "set_to", [{}, {"pending": "425", "flat_coords": "true"}, {"pending": "200", "envelope": "false", "pages": "true"}]
)
@pytest.mark.parametrize("place", ["query", "header"])
def test_a_round_with_handl(set_to, place):
    with playing("handl", set_to=set_to, options={"token_in": place}) as (provider, emulator):
        assert "accepted" in provider.test_connection()
        mapped, _ = answered(provider)
    assert mapped.document_type == "receipt"
    assert texts(mapped)["total"] == "12.50"
    (region,) = next(field for field in mapped.fields if field.name == "total").values[0].regions
    assert all(0.0 < side < 1.0 for point in region.polygon for side in point)
    assert len(emulator.journal.submissions) == 1


def test_handl_compares_with_what_it_is_given():
    sent = msgspec.structs.replace(SENT, expected={"total": "12.50", "date": "never"})
    with playing("handl") as (provider, _):
        mapped, _ = answered(provider, sent)
    valid = {field.name: field.values[0].valid for field in mapped.fields}
    assert (valid["total"], valid["date"]) == (True, False)


@pytest.mark.parametrize("ask", ["classify", "fulltext", "fulltext_by_lines"])
def test_the_other_calls_of_handl(ask):
    with playing("handl", options={"ask": ask}) as (provider, _):
        mapped, _ = answered(provider)
    assert mapped.document_type == ("receipt" if ask == "classify" else "plain_text")
    assert bool(mapped.fields) is (ask != "classify")


@pytest.mark.parametrize("details", ["pages", "summary"])
def test_a_round_with_mybiros(details):
    with playing("mybiros", options={"service": "receipt", "details": details, "validation": True}) as (provider, _):
        assert "accepted" in provider.test_connection()
        mapped, ticket = answered(provider)
        assert mapped.remote_id == ticket.ids[0]
        provider.set_status(mapped.remote_id, RevisionStatus.REVIEWED, "key-1")
        assert provider.status_of(mapped.remote_id) is RevisionStatus.REVIEWED
        kind = provider.described()
    assert {field.name for field in kind.fields} >= set(texts(mapped))
    assert "12.50" in texts(mapped).values()
    assert bool(mapped.texts) is (details == "pages")
    assert mapped.status is RevisionStatus.PENDING


@pytest.mark.parametrize("name", ["handl", "mybiros"])
def test_a_wrong_key_is_told(name):
    with playing(name, key="wrong-key", options={"service": "receipt"}) as (provider, _):
        for call in (provider.test_connection, lambda: provider.submit(upload(), Ticket())):
            with pytest.raises(ProviderError) as caught:
                call()
            assert caught.value.code == "key"
            assert "wrong-key" not in str(caught.value)


FAULTS = [
    ("cut=0@submit", ReplyLost, "uncertain"),
    ("cut-request=100000", ReplyLost, "uncertain"),
    ("422@submit", ProviderError, "request"),
    ("500@submit", ProviderError, "service"),
    ("429+retry-after=7@submit", Busy, "full"),
    ("503@poll", Busy, "full"),
    ("500@poll", ProviderError, "service"),
    ("lost", Forgotten, "lost"),
    ("cut=100@poll", ProviderError, "service"),
    ("huge=21MB@poll", ProviderError, "answer"),
    ("huge=50MB+gzip@poll", ProviderError, "answer"),
    *((f"garbage={kind}@poll", ProviderError, "answer") for kind in ("bytes", "html", "empty", "deep", "half")),
]


@pytest.mark.parametrize("name", ["handl", "mybiros"])
@pytest.mark.parametrize(("fault", "kind", "code"), FAULTS)
def test_each_fault_ends_in_its_error(name, fault, kind, code):
    with playing(name, fault, options={"service": "receipt"}) as (provider, _), pytest.raises(kind) as caught:
        answered(provider) if "request" not in fault else provider.submit(large(), Ticket())
    assert caught.value.code == code
    if isinstance(caught.value, Busy) and "after" in fault:
        assert caught.value.after == 7.0


def large():
    return msgspec.structs.replace(upload(), data=bytes(5_000_000))
