"""Which remote task a body is about."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.receiver.remote import ids


@pytest.mark.parametrize(
    ("provider", "body", "found"),
    [
        ("mindee", {"job": {"id": "j"}, "document": {"id": "d"}, "api_request": {"error": {}}}, ("j", "d")),
        ("mindee", {"document": {"id": "d"}}, ("d",)),
        ("mindee", {"inference": {"id": "i", "job": {"id": "j"}, "result": {"fields": {}}}}, ("j", "i")),
        ("mindee", {"job": {"id": "j", "status": "Failed", "error": {"status": 500}}}, ("j",)),
        ("mindee", {"job": {"id": "j"}, "inference": {"id": "j"}}, ("j",)),
        ("mindee", {"id": "x", "reference_id": "r"}, ()),
        ("verihubs", {"message": "ok", "data": {"nik": "1", "reference_id": "r"}}, ("r",)),
        ("verihubs", {"reference_id": "top", "data": {"reference_id": "r"}}, ("top", "r")),
        ("verihubs", {"job": {"id": "j"}}, ()),
    ],
)
def test_ids_are_found_where_the_services_have_them(provider, body, found):
    assert ids(provider, json.dumps(body).encode()) == found


@pytest.mark.parametrize(
    "job",
    ["", " ", "a\nb", "a b", "\x1b[31m", "é", "a" * 201, "-rf", "../x", "\u202e", 5, None, True, ["j"], {"id": "j"}],
)
def test_what_could_do_harm_in_a_log_is_no_id(job):
    assert ids("mindee", json.dumps({"job": {"id": job}, "document": {"id": "d"}}).encode()) == ("d",)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"job"',
        b"{",
        b'{"job": 5}',
        b'{"job": {"id": "\xff"}}',
        b'{"job": {"id": "\\ud800"}}',
        b'{"job":' * 100_000,
        b"[" * 1_000_000,
        b'{"a":' + b"[" * 1_000_000,
    ],
)
def test_a_body_that_is_no_json_has_none(body):
    assert ids("mindee", body) == ()
    assert ids("verihubs", body) == ()


_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["job", "id", "data", "inference", "x"]), inner),
    max_leaves=20,
)


@given(st.binary() | _json.map(lambda value: json.dumps(value).encode()), st.sampled_from(["mindee", "verihubs"]))
def test_any_body_is_looked_at_without_a_mishap(body, provider):
    assert all(isinstance(each, str) and each.isascii() and each.isprintable() for each in ids(provider, body))
