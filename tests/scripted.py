"""A provider that has no network but a script, and documents that wait for it."""

from typing import ClassVar

from msgspec.structs import replace

from fakes import receipt
from reviewer.domain.field import Field, Region, Value
from reviewer.domain.geometry import Box
from reviewer.domain.recognition import TaskState
from reviewer.jobs import CancelToken, silent
from reviewer.providers.base import Mapped, Options, Pace, Sent, Size, Ticket, Upload
from reviewer.services.remote.recognize import RemoteJob
from reviewer.store import answers, tasks

BOX = Box(0.1, 0.1, 0.4, 0.2)


class Scripted:
    """Does what its script says, one entry a call: an exception is raised, everything else returned."""

    title = "Scripted"
    reads = "Reads what tests want."
    Options = Options
    needs = ()
    pace = Pace(first=0.0, growth=1.0, most=0.0)
    names: ClassVar = {"receipt": {"total_amount": "total", "items": "line_items", "items.sum": "amount"}}
    places = True

    submits: ClassVar[list] = []
    polls: ClassVar[list] = []
    calls: ClassVar[list] = []
    lookup = None

    def __init__(self, http, options, secrets):
        self.http = http

    def submit(self, upload, ticket):
        type(self).calls.append(("submit", ticket.ids))
        return self._next(self.submits)

    def poll(self, ticket):
        type(self).calls.append(("poll", ticket.ids))
        return self._next(self.polls)

    @staticmethod
    def _next(script):
        found = script.pop(0)
        if callable(found) and not isinstance(found, type):
            found = found()
        if isinstance(found, BaseException):
            raise found
        return found

    @staticmethod
    def mapped(answer, sent):
        (body,) = answer.bodies
        if body == b"garbage":
            raise TypeError("nobody thought of this")
        value = Value(body.decode(), confidence=0.97, regions=(Region(0, BOX.polygon()),))
        return Mapped((Field("total_amount", (value,)),), document_type="receipt")


class Looking(Scripted):
    """The same, and it can look up."""

    def look_up(self, reference):
        return Ticket((reference,))


class Stopping(Scripted):
    """The same, and it can cancel."""

    def cancel(self, ticket):
        type(self).calls.append(("cancel", ticket.ids))


def quick(_upload=None):
    def make(document, task, token):
        sent = Sent((Size(100, 200),), (), task.document_type)
        return Upload(task.id, "a.png", "image/png", b"x", sent, lambda *_: None)

    return make


class Office:
    """A bench with documents that wait for the service."""

    def __init__(self, bench):
        self.bench = bench
        desk = bench.desk
        desk.settings = replace(
            desk.settings, providers={"scripted": {"use": True, "base_url": "http://127.0.0.1:1", "per_minute": 60_000}}
        )
        traffic = desk.connections.traffic("scripted")
        traffic._pause = traffic._longest = traffic._interval = 0.0

    def wish(self, path):
        (taken,) = self.bench.take(receipt(path))
        self.bench.desk.workspace.lane.call(lambda connection: tasks.move(connection, taken.task, TaskState.CANCELLED))
        return self.bench.desk.tasks.wish(taken.document.id, source="scripted").result()

    def job(self, task, patience=None):
        desk = self.bench.desk
        return RemoteJob(
            task,
            desk.workspace,
            desk.ledger,
            desk.connections,
            quick(),
            lambda _document, _task, fields, _kind, _token: fields,
            desk.nudges,
            self.bench.merges.append,
            lambda _document, _text: None,
            lambda: desk.closing,
            patience,
        )

    def run(self, task, token=None, patience=None):
        return self.job(task, patience)(token or CancelToken(), silent)

    def task(self, task):
        with self.bench.desk.workspace.read() as connection:
            return tasks.get(connection, task.id), tasks.ticket(connection, task.id)

    def bodies(self, task):
        """Of the answer that is kept, None without one."""
        with self.bench.desk.workspace.read() as connection:
            return answers.of_task(connection, task.id)
