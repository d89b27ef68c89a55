"""How faults are written, and what they do to requests and tasks."""

import json

import pytest

from reviewer.emulators._faults import Fault, Faults, parse
from reviewer.emulators._faulty import ConnectionCut

TOKEN = {"token": "emulated-handl-token"}


def submit(client):
    return client.post("/recognize", params={**TOKEN, "async": "true"}, files={"image": ("a.jpg", b"x")})


def poll(client, task):
    return client.get(f"/result/{task}", params=TOKEN)


# How they are written


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("429:0.9", Fault("429", share=0.9)),
        ("429+retry-after=2", Fault("429", retry_after=2.0)),
        ("503+times=3@poll", Fault("503", where="poll", times=3)),
        ("500+accepted@submit", Fault("500", where="submit", accepted=True)),
        ("cut=1000", Fault("cut", low=1000.0, high=1000.0)),
        ("cut=0-900@submit:0.5", Fault("cut", low=0.0, high=900.0, where="submit", share=0.5)),
        ("slow=5", Fault("slow", low=5.0, high=5.0)),
        ("garbage", Fault("garbage", "bytes")),
        ("garbage=deep", Fault("garbage", "deep")),
        ("huge=50MB", Fault("huge", low=50e6, high=50e6)),
        ("huge=1MB+gzip", Fault("huge", low=1e6, high=1e6, packed=True)),
        ("never", Fault("never")),
        ("duplicate-callbacks=10", Fault("duplicate-callbacks", low=10.0, high=10.0)),
        ("shuffled-callbacks", Fault("shuffled-callbacks", low=2.0, high=2.0)),
    ],
)
def test_a_fault_as_it_is_written(text, fault):
    assert parse(text) == fault


@pytest.mark.parametrize(
    "text", ["", "418", "slower=2", "429:2", "429@elsewhere", "429+often", "garbage=odd", "cut=much"]
)
def test_what_is_no_fault_is_told(text):
    with pytest.raises(ValueError, match=r"."):
        parse(text)


def test_a_share_is_a_share():
    faults = Faults(["429:0.25"], seed=1)

    count = sum(faults.of_request("poll") is not None for _ in range(4_000))

    assert 850 < count < 1_150


def test_the_same_seed_has_the_same_faults():
    one, other = Faults(["429:0.5"], seed=7), Faults(["429:0.5"], seed=7)

    assert [one.of_request("poll") for _ in range(50)] == [other.of_request("poll") for _ in range(50)]


def test_it_happens_where_it_was_wished_and_no_oftener():
    faults = Faults(["429+times=2@poll"])

    assert faults.of_request("submit") is None
    assert [faults.of_request("poll") is not None for _ in range(3)] == [True, True, False]


# What they do


@pytest.mark.parametrize("status", [401, 403, 404, 422, 429, 500, 503])
def test_a_refused_request_is_answered_in_the_form_of_the_service_and_not_carried_out(play, status):
    client = play("handl", faults=[str(status)])

    answer = submit(client)

    assert answer.status_code == answer.json()["code"] == status
    assert "retry-after" not in answer.headers
    assert client.journal.submissions == []


def test_a_refusal_may_name_the_time_to_wait(play):
    assert submit(play("handl", faults=["429+retry-after=2"])).headers["retry-after"] == "2"


def test_a_refusal_may_come_after_the_request_was_carried_out(play):
    client = play("handl", faults=["500+accepted@submit"])

    assert submit(client).status_code == 500
    assert len(client.journal.submissions) == 1


@pytest.mark.parametrize(("fault", "accepted"), [("cut=0@submit", 1), ("cut=20@submit", 1), ("cut-request=0", 0)])
def test_a_connection_is_cut_before_or_after_a_file_was_accepted(play, fault, accepted):
    client = play("handl", faults=[fault])

    with pytest.raises(ConnectionCut):
        submit(client)

    assert len(client.journal.submissions) == accepted


@pytest.mark.parametrize("which", ["bytes", "html", "empty", "deep", "types", "half"])
def test_garbage_is_answered_with_200(play, which):
    client = play("handl", faults=[f"garbage={which}@poll"])

    answer = poll(client, submit(client).json()["task_id"])

    assert answer.status_code == 200
    if which == "types":
        assert answer.json()["items"] == {"a": None}
    else:
        with pytest.raises((ValueError, RecursionError)):
            json.loads(answer.content)


@pytest.mark.parametrize("fault", ["huge=1MB@poll", "huge=1MB+gzip@poll"])
def test_a_huge_answer_is_json(play, fault):
    client = play("handl", faults=[fault])

    answer = poll(client, submit(client).json()["task_id"])

    assert len(answer.json()["padding"]) == 1_000_000


def test_a_task_that_is_never_done_stays_pending(play):
    client = play("handl", faults=["never"], stopped=True)
    task = submit(client).json()["task_id"]
    client.clock.now += 10_000

    assert poll(client, task).status_code == 202


def test_a_lost_task_is_not_found(play):
    client = play("handl", faults=["lost"])

    assert poll(client, submit(client).json()["task_id"]).status_code == 404


def test_a_slow_answer_is_the_answer(play):
    assert submit(play("handl", faults=["slow=0"])).json()["task_id"]


def test_faults_can_be_changed_while_it_runs(play):
    client = play("handl")
    client.emulator.faults.set(["503"])
    assert submit(client).status_code == 503
    client.emulator.faults.set([])

    assert submit(client).status_code == 200


# The journal


def test_the_journal_knows_what_was_accepted_twice(play):
    client = play("handl")
    submit(client)
    submit(client)

    journal = client.get("/_emulator/journal").json()

    assert journal["service"] == "handl"
    assert [each["kind"] for each in journal["requests"]] == ["submit", "submit"]
    assert list(journal["submitted_twice"].values()) == [2]
    assert "token" not in json.dumps(journal)


def test_the_journal_notes_what_was_done_to_a_request(play):
    client = play("handl", faults=["429"])
    submit(client)

    entry = client.journal.requests[0]

    assert (entry.status, entry.fault, entry.path) == (429, "429", "/recognize")


def test_the_rate_is_that_of_the_fullest_window(play):
    client = play("handl", stopped=True)
    for wait in (0.0, 0.4, 0.4, 5.0):
        client.clock.now += wait
        client.get("/result/1")

    assert client.journal.rate(1.0) == 3
    assert client.journal.rate(1.0, kind="submit") == 0
