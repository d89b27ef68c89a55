"""Callbacks over a real socket: what proves them, and how often and in which order they come."""

import asyncio
import base64
import hashlib
import hmac
import threading

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from canned import KTP, TYPES, CannedReader, png
from reviewer.emulators._callbacks import CallbackOptions, Callbacks
from reviewer.emulators._emulator import emulate
from reviewer.emulators._faults import Faults
from reviewer.emulators._journal import Journal
from reviewer.emulators._server import serving

KEYS = {"App-ID": "emulated-app-id", "API-Key": "emulated-api-key"}
PATIENCE = 20.0


class Receiver:
    """Takes callbacks."""

    def __init__(self, status=200):
        self.got = []
        self._new = threading.Condition()
        self._status = status
        self.app = Starlette(routes=[Route("/hook", self._take, methods=["POST"])])

    async def _take(self, request):
        body = await request.body()
        with self._new:
            self.got.append((request.headers, body, await request.json()))
            self._new.notify_all()
        return Response(status_code=self._status)

    def wait_for(self, count):
        with self._new:
            assert self._new.wait_for(lambda: len(self.got) >= count, PATIENCE), len(self.got)
        return self.got


@pytest.fixture
def receiver():
    made = Receiver()
    with serving(made.app) as url:
        made.url = f"{url}/hook"
        yield made


def submit_card(url, hook, reference):
    body = {"image": base64.b64encode(png()).decode(), "reference_id": reference, "callback_url": hook}
    return httpx.post(f"{url}/ktp/id/extract-async", json=body, headers=KEYS, trust_env=False, verify=False)


def verihubs(*faults, latency=0.0):
    options = CallbackOptions(allow_http=True, user="hook", password="secret")
    return emulate("verihubs", CannedReader(KTP), types=TYPES, faults=faults, latency=latency, callbacks=options)


def test_a_finished_card_is_sent_with_basic_authentication(receiver):
    emulator = verihubs()
    with serving(emulator.app) as url:
        assert submit_card(url, receiver.url, "card-0001").status_code == 200
        headers, _, body = receiver.wait_for(1)[0]

    assert headers["authorization"] == "Basic " + base64.b64encode(b"hook:secret").decode()
    assert body["data"]["reference_id"] == "card-0001"
    assert body["data"]["nik"]


def test_callbacks_are_repeated_on_demand(receiver):
    emulator = verihubs("duplicate-callbacks=3")
    with serving(emulator.app) as url:
        for name in ("card-0001", "card-0002"):
            submit_card(url, receiver.url, name)
        got = [body["data"]["reference_id"] for _, _, body in receiver.wait_for(6)]

    assert sorted(got) == ["card-0001"] * 3 + ["card-0002"] * 3


def test_callbacks_are_shuffled_on_demand(receiver):
    numbers = list(range(12))

    async def send_all():
        callbacks = Callbacks(CallbackOptions(), Faults(["shuffled-callbacks=0.3"], seed=3), Journal())
        for number in numbers:
            callbacks.send(str(number), receiver.url, str(number).encode(), {})
        await callbacks.sent()
        await callbacks.close()

    asyncio.run(send_all())

    got = [body for _, _, body in receiver.wait_for(len(numbers))]
    assert sorted(got) == numbers
    assert got != numbers


@pytest.mark.parametrize("signed", ["raw", "stripped"])
def test_a_webhook_is_signed(receiver, signed):
    options = CallbackOptions(url=receiver.url, secret="whispered")
    emulator = emulate("mindee", CannedReader(), types=TYPES, callbacks=options, options={"signed": signed})
    with serving(emulator.app) as url:
        httpx.post(
            f"{url}/v1/products/mindee/expense_receipts/v5/predict_async",
            files={"document": ("a.png", png())},
            headers={"Authorization": "Token emulated-mindee-key"},
            trust_env=False,
            verify=False,
        )
        headers, content, body = receiver.wait_for(1)[0]

    over = content.replace(b"\n", b"")
    assert headers["x-mindee-hmac-signature"] == hmac.new(b"whispered", over, hashlib.sha256).hexdigest()
    assert (over == content) is (signed == "raw")
    assert body.keys() == {"document", "job"}
    assert body["job"]["status"] == "completed"


def test_a_lost_or_endless_task_calls_nobody_back(receiver):
    emulator = verihubs("lost+times=1", "never+times=1")
    with serving(emulator.app) as url:
        for name in ("card-0001", "card-0002", "card-0003"):
            submit_card(url, receiver.url, name)
        got = receiver.wait_for(1)

    assert [body["data"]["reference_id"] for _, _, body in got] == ["card-0003"]


def test_a_receiver_that_is_not_there_is_noted():
    emulator = verihubs()
    with serving(Receiver().app) as gone:
        pass
    with serving(emulator.app) as url:
        submit_card(url, f"{gone}/hook", "card-0001")
        for _ in range(20_000):
            if emulator.journal.callbacks:
                break
            httpx.get(f"{url}/_emulator/journal", trust_env=False, verify=False)

    assert [sent.status for sent in emulator.journal.callbacks] == [0]
