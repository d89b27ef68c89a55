"""`reviewer recognize --provider`, with a service that is played by a script."""

import threading
from contextlib import suppress
from queue import Empty
from typing import ClassVar

import pytest

from fakes import receipt
from reviewer.cli import recognizing
from reviewer.domain.recognition import TaskState
from reviewer.errors import Forgotten, ProviderError, ReplyLost
from reviewer.providers import handl
from reviewer.providers.base import Answer, Pace, Pending, Ticket
from reviewer.services.remote import upload
from reviewer.store import tasks
from reviewer.store.workspace import Workspace
from scripted import Scripted, quick


class Called(Scripted):
    """Stands in for Handl."""

    title = "Handl"
    pace = Pace(0.0, 1.0, 0.0)
    submits: ClassVar[list] = []
    polls: ClassVar[list] = []
    calls: ClassVar[list] = []


@pytest.fixture
def service(monkeypatch):
    """Give it what the service answers; it returns the calls."""
    made = type("Provider", (Called,), {"submits": [], "polls": [], "calls": []})
    monkeypatch.setattr(handl, "Provider", made)
    monkeypatch.setattr(upload.Uploads, "__call__", lambda self, *asked: quick()(*asked))

    def script(submits=(), polls=()):
        made.submits[:], made.polls[:], made.calls[:] = submits, polls, ()
        return made.calls

    return script


@pytest.fixture
def recognize(run, tmp_path):
    picture = receipt(tmp_path / "a.png")
    options = ("--option", "base_url=http://127.0.0.1:9", "--option", "per_minute=60000")

    def again(*more):
        return run("recognize", picture, "--provider", "handl", *options, "--workspace", tmp_path / "work", *more)

    return again


def states(tmp_path):
    with Workspace.open(tmp_path / "work", write=False) as workspace, workspace.read() as connection:
        return [task.state for task in tasks.listed(connection)]


def submitted(calls):
    return [name for name, _ in calls].count("submit")


def test_a_document_is_sent_and_becomes_json(service, recognize):
    service([Ticket(("r1",))], [Pending(), Answer((b"12.50",))])
    ran = recognize("--output", "-")
    assert (ran.code, len(ran.json)) == (0, 1)
    assert ran.json[0]["recognition"]["provider"] == "handl"


def test_what_went_wrong_while_it_waited_goes_on_with_the_next_run(service, recognize, tmp_path):
    service([Ticket(("r1",))], [ProviderError("The key is not accepted.", code="key")])
    assert recognize().code == 1
    calls = service([Ticket(("r2",))], [Answer((b"12.50",))])
    assert recognize().code == 0
    assert calls == [("poll", ("r1",))]
    assert states(tmp_path) == [TaskState.DONE]


def test_ctrl_c_leaves_it_at_the_service_and_the_next_run_goes_on(service, recognize, tmp_path, monkeypatch):
    asked = threading.Event()

    def poll():
        asked.set()
        polls.append(poll)
        return Pending()

    polls = [poll]
    calls = service([Ticket(("r1",))])
    handl.Provider.polls = polls

    def stopped(self):
        while not asked.is_set():
            with suppress(Empty):
                self._events.get(timeout=0.05)()
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(recognizing.Recognizing, "run", stopped)
        ran = recognize()
    assert (ran.code, ran.lines[-1]) == (130, "Stopped.")
    assert states(tmp_path) == [TaskState.SUBMITTED]

    handl.Provider.polls = []
    calls = service([Ticket(("r2",))], [Answer((b"12.50",))])
    assert recognize().code == 0
    assert calls == [("poll", ("r1",))]


@pytest.mark.parametrize("error", [ReplyLost("It broke off.", "Decide."), None])
def test_what_may_have_arrived_is_not_sent_by_running_the_command_again(service, recognize, tmp_path, error):
    lost = Forgotten("It does not know the task.", "Send it again.")
    service([error or Ticket(("r1",))], [lost])
    assert recognize().code == 1
    calls = service([Ticket(("r2",))], [Answer((b"12.50",))])
    ran = recognize()
    assert ran.code == 1
    assert str(error or lost) in ran.lines[-1]
    assert calls == []

    assert recognize("--send-again").code == 0
    assert submitted(calls) == 1
    assert states(tmp_path) == [TaskState.DONE]
