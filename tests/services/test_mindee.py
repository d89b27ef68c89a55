"""A document goes to Mindee and comes back: sent, asked for, shown, corrected, and the corrections told."""

import json

import httpx
import pytest
from msgspec.structs import replace

from fakes import receipt
from mindee import CANARY, Server, document_v1, job_v1, value
from reviewer.domain.document import AUTO
from reviewer.domain.recognition import TaskState
from reviewer.jobs import CancelToken, silent
from reviewer.providers.base import Pace
from reviewer.providers.mindee import Provider
from reviewer.secret import Secret
from reviewer.services import feedback
from reviewer.store import outbox, tasks
from reviewer.store.outbox import OutboxState
from scripted import Office

DOCUMENT = document_v1(
    {
        "supplier_name": value("Olde Chandlery", 0.95),
        "total_amount": value(12.5, 0.99),
        "date": value("2025-03-14", 0.99),
        "locale": {"value": "en-GB", "currency": "GBP", "confidence": 0.9},
        "line_items": [{"description": "Rope", "quantity": 1.0, "total_amount": 8.5, "confidence": 0.9}],
    },
    product="mindee/expense_receipts",
    version="5.3",
)
PLACE = "/v1/products/mindee/expense_receipts/v5/documents/document-1"


class MindeeOffice(Office):
    """Documents that wait for Mindee, which answers with its replies."""

    def __init__(self, bench, server):
        self.bench = bench
        desk = bench.desk
        desk.settings = replace(desk.settings, providers={"mindee": {"use": True, "per_minute": 60_000}})
        desk.connections._transport = httpx.MockTransport(server)
        desk.connections._secret = lambda _provider, _name: Secret(CANARY)
        traffic = desk.connections.traffic("mindee")
        traffic._pause = traffic._longest = traffic._interval = 0.0

    def wish(self, path, document_type="receipt"):
        (taken,) = self.bench.take(receipt(path))
        self.bench.desk.workspace.lane.call(lambda connection: tasks.move(connection, taken.task, TaskState.CANCELLED))
        return self.bench.desk.tasks.wish(taken.document.id, source="mindee", document_type=document_type).result()


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(Provider, "pace", Pace(first=0.0, growth=1.0, most=0.0))
    return Server(
        httpx.Response(202, json=job_v1()),
        job_v1("processing"),
        httpx.Response(302, json=job_v1("completed"), headers={"Location": PLACE}),
        DOCUMENT,
    )


@pytest.fixture
def office(bench, server):
    return MindeeOffice(bench, server)


def test_an_answer_becomes_values_under_our_names(office, server, tmp_path):
    recognition = office.run(office.wish(tmp_path / "a.png"))

    assert [request.method for request in server.requests] == ["POST", "GET", "GET", "GET"]
    assert (recognition.name, recognition.document_type) == ("mindee", "receipt")
    assert recognition.remote_id == "document-1"  # not the task's
    values = {field.name: field.values[0].text for field in recognition.fields if field.values}
    assert {
        "company": "Olde Chandlery",
        "total": "12.5",
        "date": "2025-03-14",
        "currency": "GBP",
    }.items() <= values.items()
    (items,) = (field for field in recognition.fields if field.name == "line_items")
    assert {cell.name: cell.values[0].text for cell in items.rows[0].fields} == {
        "description": "Rope",
        "quantity": "1",
        "amount": "8.5",
    }


def test_the_answer_tells_the_type_where_nobody_did(office, tmp_path):
    assert office.run(office.wish(tmp_path / "a.png", AUTO)).document_type == "receipt"


def test_corrections_are_told_in_mindees_own_shape(office, server, tmp_path):
    task = office.wish(tmp_path / "a.png")
    office.run(task)
    desk, review = office.bench.desk, office.bench.review(task.document)
    review.correct("total:0", "12.59")
    review.correct("line_items:0:amount:0", "8.59")
    for entry in review.errors:
        review.confirm(entry, force=True)
    review.finish()
    desk.workspace.lane.call(
        lambda connection: [
            outbox.revive(connection, each.id, "2000-01-01T00:00:00.000Z")
            for each in outbox.listed(connection, (OutboxState.WAITING,))
        ]
    )
    server.replies.append({"api_request": {"status_code": 200}, "feedback": {}})

    desk.deliveries.deliver()(CancelToken(), silent)

    request = server.requests[-1]
    assert (request.method, request.url.path) == ("PUT", "/v1/documents/document-1/feedback")
    assert json.loads(request.content)["feedback"] == {
        "supplier_name": {"value": "Olde Chandlery"},
        "total_amount": {"value": 12.59},
        "date": {"value": "2025-03-14"},
        "locale": {"value": "en-GB", "currency": "GBP"},
        "line_items": [{"description": "Rope", "quantity": 1.0, "total_amount": 8.59}],
    }
    with desk.workspace.read() as connection:
        told = outbox.listed(connection, tuple(OutboxState), document=task.document)
    assert [each.state for each in told if each.kind == feedback.VALUES] == [OutboxState.DELIVERED]
