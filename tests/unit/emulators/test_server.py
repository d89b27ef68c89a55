"""A real socket: what only it can show."""

import httpx
import pytest

from canned import TYPES, CannedReader
from reviewer.emulators._emulator import emulate
from reviewer.emulators._server import serving

TOKEN = {"token": "emulated-handl-token"}


def handl(*faults):
    return emulate("handl", CannedReader(), types=TYPES, faults=faults)


def submit(url, content=b"x"):
    params = {**TOKEN, "async": "true"}
    return httpx.post(
        f"{url}/recognize", params=params, files={"image": ("a.jpg", content)}, trust_env=False, verify=False
    )


def test_a_whole_round():
    with serving(handl().app) as url:
        task = submit(url).json()["task_id"]
        for _ in range(20_000):
            answer = httpx.get(f"{url}/result/{task}", params=TOKEN, trust_env=False, verify=False)
            if answer.status_code != 202:
                break

    assert answer.json()["items"][0]["doc_type"] == "receipt"


def test_a_connection_that_is_cut_before_the_answer():
    emulator = handl("cut=0@submit")

    with serving(emulator.app) as url, pytest.raises(httpx.RemoteProtocolError):
        submit(url)

    assert len(emulator.journal.submissions) == 1


def test_a_connection_that_is_cut_in_the_answer():
    emulator = handl("cut=30@submit")

    with serving(emulator.app) as url, pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
        submit(url)


def test_a_connection_that_is_cut_in_the_request():
    emulator = handl("cut-request=100000@submit")

    with serving(emulator.app) as url, pytest.raises(httpx.TransportError):
        submit(url, b"x" * 5_000_000)

    assert emulator.journal.submissions == []


def test_the_server_lives_on_after_a_cut():
    emulator = handl("cut=0+times=1@submit")

    with serving(emulator.app) as url:
        with pytest.raises(httpx.RemoteProtocolError):
            submit(url)
        assert submit(url).status_code == 200


def test_garbage_and_huge_answers_cross_the_socket():
    emulator = handl("garbage")

    with serving(emulator.app) as url:
        assert len(submit(url).content) == 2_000
        emulator.faults.set(["huge=3MB"])
        assert len(submit(url).content) > 3_000_000
