"""A task at a service that is torn off at every point of its way: it ends, nothing is sent twice, no answer is lost."""

from collections import Counter
from typing import ClassVar

import pytest

from reviewer.domain.recognition import TaskState
from reviewer.errors import Forgotten, ReviewerError, StoreError
from reviewer.providers.base import Answer, Pending, Ticket
from reviewer.services import desk, errands, tasks
from reviewer.services.remote import connection as connections
from scripted import Looking, Office, Scripted


class Torn(BaseException):
    """The process is gone."""


class Points:
    """Everything that a run does with the store and the service; one of them is where it is torn off."""

    def __init__(self) -> None:
        self.at = -1
        self.passed = 0
        self.error: BaseException = Torn()

    def arm(self, at: int, error: BaseException) -> None:
        self.at, self.passed, self.error = at, 0, error

    def through(self, what, *, remote=False):
        """Do something, torn off before or after it; a disk that is full is so before, and not at the service."""
        full = isinstance(self.error, StoreError)
        if full and remote:
            return what()
        self.point()
        found = what()
        if not full:
            self.point()
        return found

    def point(self) -> None:
        self.passed += 1
        if self.passed - 1 == self.at:
            raise self.error


class Service(Scripted):
    """Takes what it is sent, and counts it."""

    points: ClassVar[Points]
    taken: ClassVar[Counter]
    whole: ClassVar[int] = 1

    def submit(self, upload, ticket):
        return self.points.through(lambda: self._take(upload, ticket), remote=True)

    def _take(self, upload, ticket):
        part = len(ticket.ids)
        self.taken[upload.reference, part] += 1
        return Ticket((*ticket.ids, f"{upload.reference}/{part}"), self.whole)

    def poll(self, ticket):
        return self.points.through(lambda: self._tell(ticket), remote=True)

    def _tell(self, ticket):
        assert all(self.taken[tuple(_named(each))] for each in ticket.ids), "asked for what was never sent"
        if ticket.data.get("asked"):
            return Answer((b"12.50",))
        return Pending("in line", Ticket(ticket.ids, ticket.parts, data={"asked": "once"}))


class AtOnce(Service):
    """Answers at once."""

    def _take(self, upload, ticket):
        super()._take(upload, ticket)
        return Answer((b"12.50",))


class InParts(Service):
    """Is sent two parts."""

    whole = 2


class Known(Service, Looking):
    """Knows our reference."""

    def look_up(self, reference):
        return Ticket((f"{reference}/0",))

    def _tell(self, ticket):
        if not self.taken[tuple(_named(ticket.ids[0]))]:
            raise Forgotten("It does not know the task.")
        return super()._tell(ticket)


def _named(remote):
    reference, _, part = remote.rpartition("/")
    return reference, int(part)


@pytest.fixture
def at_service(bench, monkeypatch, tmp_path):
    """An office whose service is of a kind, and whose store and service can be torn off."""

    def make(kind):
        points = Points()
        made = type("Provider", (kind,), {"points": points, "taken": Counter(), "calls": []})
        monkeypatch.setattr(connections, "kind", lambda _name: made)
        for module in (errands, tasks, desk):
            monkeypatch.setattr(module, "is_provider", lambda name: name == "scripted")
        office = Office(bench)
        office.points, office.service = points, made
        office.document = office.wish(tmp_path / "a.png").document
        lane = bench.desk.workspace.lane
        call = lane.call
        monkeypatch.setattr(lane, "call", lambda operation: points.through(lambda: call(operation)))
        return office

    return make


def begun(office):
    """A new task of the one document."""
    task = office.bench.desk.tasks.wish(office.document, source="scripted").result()
    assert task.state is TaskState.QUEUED
    return task


def restarted(office):
    """What a start of the program goes on with."""
    office.points.at = -1
    was = office.bench.desk
    again = desk.Desk(was.workspace, was.types, was.settings)
    return [office.run(task) for task in again.tasks.recover()]


def settled(office, task):
    """The task after a restart; what is uncertain is left by the operator, as it must be before the next one."""
    found, _ = office.task(task)
    if found.state is TaskState.UNCERTAIN:
        office.bench.desk.tasks.let_be(found).result()
    return found


def every_point(office, error):
    """Tear off a run at each of its points, one after the other, until one comes through."""
    for at in range(1_000):
        task = begun(office)
        office.points.arm(at, error())
        try:
            office.run(task)
        except (Torn, ReviewerError):
            yield at, task
        else:
            assert at > 4
            return


@pytest.mark.parametrize("kind", [Service, AtOnce, InParts, Known])
def test_torn_off_anywhere_it_ends_after_the_next_start(at_service, kind):
    office = at_service(kind)
    for at, task in every_point(office, Torn):
        restarted(office)
        found = settled(office, task)
        twice = [part for part, count in office.service.taken.items() if count > 1]
        assert twice == [], f"sent twice when torn off at {at}"
        allowed = {TaskState.DONE} if kind is Known else {TaskState.DONE, TaskState.UNCERTAIN}
        assert found.state in allowed, f"{found.state} when torn off at {at}"
        if found.state is TaskState.UNCERTAIN:
            assert office.bodies(task) is None, "uncertain, though its answer is here"
            assert not office.bench.desk.tasks.can_ask(found).result()


@pytest.mark.parametrize("kind", [Service, AtOnce, InParts, Known])
@pytest.mark.parametrize("again", ["retry", "restart"])
def test_a_full_disk_anywhere_sends_nothing_twice(at_service, kind, again):
    """The disk is full for one write, and has room again."""
    office = at_service(kind)
    for at, task in every_point(office, lambda: StoreError("The disk is full.", code="full")):
        office.points.at = -1
        if again == "restart":
            restarted(office)
        found, _ = office.task(task)
        if found.state is not TaskState.DONE:
            found = office.bench.desk.tasks.wish(office.document).result()
            assert found.id == task.id, f"another task when the disk was full at {at}"
            if found.state is not TaskState.UNCERTAIN:
                office.run(found)
        found = settled(office, task)
        assert [part for part, count in office.service.taken.items() if count > 1] == [], f"sent twice at {at}"
        assert found.state in (TaskState.DONE, TaskState.UNCERTAIN), f"{found.state} at {at}"
