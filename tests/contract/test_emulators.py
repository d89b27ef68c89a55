"""Every emulator, found by itself: options, credentials, faults and the journal."""

import asyncio
from pathlib import Path

import httpx
import msgspec
import pytest

from canned import TYPES, CannedReader
from reviewer import registry
from reviewer.cli.emulate_options import EMULATE_MORE
from reviewer.emulators._emulator import PACKAGE, emulate, names
from reviewer.emulators._faults import GARBAGE, OTHERS, STATUSES

NAMES = names()


def ask(emulator, method="GET", path="/nowhere", **arguments):
    async def run():
        transport = httpx.ASGITransport(app=emulator.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://emulator") as client:
            return await client.request(method, path, **arguments)

    return asyncio.run(run())


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


def made(name, **arguments):
    return emulate(name, CannedReader(), types=TYPES, **arguments)


def test_the_five_services_are_there():
    assert set(NAMES) == {"aspose", "handl", "mindee", "mybiros", "verihubs"}


def test_options_have_defaults_and_are_checked(name):
    kind = registry.load(PACKAGE, name).Options

    assert kind.__struct_config__.frozen
    for option in msgspec.structs.fields(kind):
        assert not option.required, option.name
    with pytest.raises(ValueError, match="nothing_of_the_kind"):
        made(name, options={"nothing_of_the_kind": "1"})


def test_every_option_is_explained(name):
    page = (Path(__file__).parents[2] / "docs" / "emulators.md").read_text("utf-8")
    section = next(part for part in page.split("\n## ") if f"`reviewer emulate {name}`" in part)

    for option in msgspec.structs.fields(registry.load(PACKAGE, name).Options):
        assert f"`{option.name}`" in section, option.name


def test_every_fault_is_explained():
    page = (Path(__file__).parents[2] / "docs" / "emulators.md").read_text("utf-8")

    for what in (*map(str, STATUSES), *OTHERS, *GARBAGE):
        assert what in page, what
        assert what in EMULATE_MORE, what


def test_credentials_name_the_key(name):
    emulator = made(name, key="one-part:other-part")

    told = " ".join(emulator.service.credentials().values())

    assert "one-part" in told
    assert "other-part" in told


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_status_is_answered_in_the_form_of_the_service(name, status, method):
    emulator = made(name, faults=[f"{status}+retry-after=3"])
    path = {"GET": "/result/1", "POST": "/x"}[method]
    emulator.service.kind = lambda *_: "submit"

    answer = ask(emulator, method, path)

    assert answer.status_code == status
    assert answer.headers["retry-after"] == "3"
    assert answer.json()


def test_an_unknown_path_and_method_are_refused_in_the_form_of_the_service(name):
    assert ask(made(name)).status_code == 404
    assert isinstance(ask(made(name)).json(), dict)


def test_the_journal_is_there_and_knows_requests(name):
    emulator = made(name)
    ask(emulator, path="/nowhere?token=hidden")

    answer = ask(emulator, path="/_emulator/journal")

    assert answer.json()["service"] == name
    assert [(each["path"], each["status"]) for each in answer.json()["requests"]] == [("/nowhere", 404)]
    assert "hidden" not in answer.text


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b'{"half": '),
        ("application/json", b"[" * 100_000),
        ("application/json", b'"\xff"'),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"<html>"),
        ("application/x-www-form-urlencoded", b"%zz=%"),
        ("", b"\x00"),
    ],
)
def test_broken_bodies_are_no_mistakes_of_ours(name, content_type, body):
    emulator = made(name)
    for route in emulator.service.routes():
        path = route.path.replace("{", "").replace("}", "")
        for method in sorted(route.methods or {"GET"}):
            for key in ("", "Token emulated-mindee-key", "emulated-mindee-key", "Token emulated-handl-token"):
                headers = {
                    "Content-Type": content_type,
                    "Authorization": key,
                    "x-api-key": "emulated-mybiros-key",
                    "App-ID": "emulated-app-id",
                    "API-Key": "emulated-api-key",
                }
                answer = ask(emulator, method, path, content=body, headers=headers)
                assert answer.status_code < 500, (path, method)
    assert emulator.journal.submissions == []
