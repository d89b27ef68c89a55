"""What every provider keeps, found by itself: a new file in `providers/` is tested without a line here."""

import json
import logging
from typing import get_type_hints

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer import registry
from reviewer.document_types import load
from reviewer.domain.geometry import Box
from reviewer.errors import ReviewerError
from reviewer.providers import base
from reviewer.providers._http import Http
from reviewer.providers.base import Answer, Mapped, Pace, Picture, Section, Sent, SentRegion, Size, Ticket, Upload
from reviewer.secret import Secret

NAMES = registry.names(base.PACKAGE)
TYPES = load()
CANARY = "canary-0451"
SENT = Sent((Size(1000, 1400), Size(1000, 1400)), (SentRegion("total", 0, Box(0.1, 0.1, 0.5, 0.2)),), "receipt")

NAMES_OF_KEYS = """
    items fields text confidence coords doc_type document page words lines errno detail valid error message task_id
    document_pages document_summary entities aggregated_entities aggregated_fields service_fields bounding_boxes ocr
    Text Confidence BoundingBox page_layout width height page_index rotation_angle policy_violations errors
    tag_aggregation aggregation_fields tag_alias tag_multiple_values status revision_status
    inference prediction pages polygon value values content extras orientation id result results data locations
    api_request job reference_id nik full_name image_quality taskStatus resultType line_items a
"""
KEYS = st.sampled_from(NAMES_OF_KEYS.split())
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "Completed", "RUNNING", "processed", "empty", "0.5", "x" * 300, "\x00"]),
    st.text(max_size=8),
)
POLYGONS = st.lists(st.lists(st.integers(-100, 3_000), min_size=1, max_size=3), max_size=5)
JSON = st.recursive(
    st.one_of(SCALARS, POLYGONS, st.lists(POLYGONS, max_size=2)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=6)),
    max_leaves=40,
)
BODIES = st.one_of(JSON.map(lambda value: json.dumps(value).encode()), st.binary(max_size=20))


@pytest.fixture(scope="module", params=NAMES)
def kind(request):
    return registry.load(base.PACKAGE, request.param).Provider


def opened(kind, handler):
    """A provider whose ids of services and models are set to something."""
    fields = msgspec.structs.fields(kind.Options)
    ids = {field.name: "s1" for field in fields if field.default == "" and "url" not in field.name}
    chosen = msgspec.convert(ids, kind.Options)
    secrets = {need.name: Secret(CANARY) for need in kind.needs}
    http = Http(kind.title, chosen.base_url, transport=httpx.MockTransport(handler))
    return kind(http, chosen, secrets)


def upload():
    return Upload("ref-1", "a.png", "image/png", b"x", SENT, lambda *_: Picture(b"x", Size(1000, 1400), "image/png"))


def test_it_says_what_it_is(kind):
    assert kind.title
    assert kind.reads.endswith(".")
    assert isinstance(kind.pace, Pace)
    assert kind.pace.first > 0
    assert kind.pace.growth >= 1
    assert isinstance(kind.places, bool)
    assert all(need.name.isidentifier() and need.label for need in kind.needs)
    assert issubclass(kind.Options, base.Options)


def test_its_settings_have_defaults_that_work(kind):
    chosen = msgspec.convert({}, kind.Options)
    assert not chosen.use
    assert chosen.base_url.startswith("https://")
    assert msgspec.convert(msgspec.to_builtins(chosen), kind.Options) == chosen


def test_each_setting_has_a_title_a_section_and_a_hint_in_sentences(kind):
    for field in msgspec.structs.fields(kind.Options):
        if field.name == "use":
            continue
        (meta,) = (one for one in get_type_hints(kind.Options, include_extras=True)[field.name].__metadata__)
        assert meta.title, field.name
        assert isinstance(meta.extra["section"], Section), field.name
        assert not meta.description or meta.description.endswith("."), field.name


def test_its_names_are_those_of_document_types(kind):
    for name, names in kind.names.items():
        ours = {field.name for field in TYPES[name].fields}
        ours |= {column.name for field in TYPES[name].fields for column in field.columns}
        assert set(names.values()) <= ours, name


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(body=BODIES, sizes=st.booleans())
def test_no_answer_makes_it_stumble(kind, body, sizes):
    sent = SENT if sizes else Sent()
    try:
        found = kind.mapped(Answer((body,)), sent)
    except ReviewerError:
        return
    assert isinstance(found, Mapped)
    assert msgspec.convert(msgspec.to_builtins(found), Mapped) == found  # it can be kept


@pytest.mark.parametrize("bodies", [(), (b"",), (b"[" * 100_000,), (b"{}",) * 3])
def test_answers_that_are_none_are_told(kind, bodies):
    with pytest.raises(ReviewerError):
        kind.mapped(Answer(bodies), SENT)


def raising(error):
    def handler(_request):
        raise error

    return handler


HANDLERS = {
    "refused": lambda _request: httpx.Response(403, json={"message": f"bad key {CANARY}", "detail": CANARY}),
    "failed": lambda _request: httpx.Response(500, text=f"bad key {CANARY}"),
    "odd": lambda _request: httpx.Response(200, json={"message": CANARY}),
    "garbage": lambda _request: httpx.Response(200, text=f"<html>{CANARY}"),
    "busy": lambda _request: httpx.Response(429, text=CANARY),
    "elsewhere": lambda _request: httpx.Response(302, headers={"location": f"https://thief.example/{CANARY}"}),
    "cut": raising(httpx.ReadError(f"cut at {CANARY}")),
    "unreachable": raising(httpx.ConnectError(f"no way to {CANARY}")),
}


@pytest.mark.parametrize("handler", HANDLERS)
@pytest.mark.parametrize("call", ["submit", "poll", "test_connection"])
def test_its_errors_never_tell_the_key(kind, handler, call, caplog):
    caplog.set_level(logging.DEBUG, "reviewer")
    provider = opened(kind, HANDLERS[handler])
    calls = {
        "submit": lambda: provider.submit(upload(), Ticket()),
        "poll": lambda: provider.poll(Ticket(("t1",))),
        "test_connection": provider.test_connection,
    }
    told = ""
    try:
        calls[call]()
    except ReviewerError as error:
        told = f"{error} {error!r}"
    assert CANARY not in told
    assert CANARY not in repr(provider)
    assert CANARY not in repr(vars(provider))
    assert CANARY not in caplog.text
