"""`reviewer receive`: what it refuses before it listens, and where it listens."""

import asyncio
import json
import os

import pytest

from callbacks import KEY, PASSWORD, USER, about, mindee, sent, status, verihubs
from reviewer.cli import parser, receive
from reviewer.receiver import spool
from reviewer.store.workspace import Workspace


@pytest.fixture(autouse=True)
def no_secrets_around(monkeypatch):
    for name in list(os.environ):
        if name.startswith(("REVIEWER_MINDEE", "REVIEWER_VERIHUBS")):
            monkeypatch.delenv(name)
    monkeypatch.setattr(receive.sandbox, "enter", lambda address_space: None)  # it would hold for all tests


@pytest.fixture
def workspace(tmp_path):
    Workspace.open(tmp_path / "ws").close()
    return tmp_path / "ws"


@pytest.fixture
def credentials(tmp_path):
    path = tmp_path / "credentials.json"
    secrets = {"mindee": {"webhook_secret": KEY}, "verihubs": {"callback_user": USER, "callback_password": PASSWORD}}
    path.write_text(json.dumps(secrets), "utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def receive_with(run, monkeypatch):
    """Runs the command until `talk`, which gets its port, is done."""

    def start(talk, *arguments):
        answers = []
        original = receive.Receiver.run

        async def both(receiver, host, port, stopped, listening):
            async def conversation(addresses):
                answers.append(await talk(int(addresses[0].rpartition(":")[2])))
                stopped.set()

            def heard(addresses):
                listening(addresses)
                talks.append(asyncio.create_task(conversation(addresses)))

            talks = []
            await original(receiver, host, port, stopped, heard)
            await asyncio.gather(*talks)

        monkeypatch.setattr(receive.Receiver, "run", both)
        return run("receive", "--port", 0, *arguments), *answers

    return start


def test_it_listens_for_those_whose_secrets_it_has(receive_with, workspace, credentials):
    async def talk(port):
        return [status(await sent(port, raw)) for raw in (mindee(about("j")), verihubs(b"{}"), verihubs(b"{}", "x"))]

    ran, answers = receive_with(talk, "--workspace", workspace, "--credentials", credentials)

    assert answers == [200, 200, 401]
    assert ran.code == 0
    assert [line.partition("/callbacks/")[2] for line in ran.out.splitlines()] == ["mindee", "verihubs"]
    assert all(line.startswith("http://127.0.0.1:") for line in ran.out.splitlines())
    assert ran.lines[0] == "mindee: 54 bytes, j, j-document, kept"
    assert len(spool.waiting(workspace / "inbox")) == 2
    shown = ran.out + "\n".join(ran.lines)
    assert not any(secret in shown for secret in (KEY, USER, PASSWORD))


def test_only_a_provider_that_is_named_is_taken(receive_with, workspace, credentials):
    async def talk(port):
        return [status(await sent(port, raw)) for raw in (mindee(about("j")), verihubs(b"{}"))]

    _, answers = receive_with(talk, "--workspace", workspace, "--credentials", credentials, "--provider", "verihubs")

    assert answers == [404, 200]


def test_it_takes_secrets_from_the_environment_beside_the_owner(receive_with, workspace, monkeypatch):
    monkeypatch.setenv("REVIEWER_MINDEE_WEBHOOK_SECRET", "other")
    monkeypatch.setenv("REVIEWER_MINDEE_WEBHOOK_SECRET_2", KEY)

    async def talk(port):
        return status(await sent(port, mindee(about("j"))))

    with Workspace.open(workspace):
        _, answer = receive_with(talk, "--workspace", workspace)

    assert answer == 200


def test_without_secrets_or_a_workspace_it_does_not_listen(run, workspace, credentials, tmp_path):
    ran = run("receive", "--port", 0, "--workspace", workspace)
    assert (ran.code, ran.out) == (1, "")
    assert ran.lines == [
        "The receiver has no secrets, so it could believe nobody. "
        "Name a file with --credentials, or set REVIEWER_MINDEE_WEBHOOK_SECRET."
    ]

    ran = run("receive", "--port", 0, "--workspace", tmp_path / "none", "--credentials", credentials)
    assert ran.code == 1
    assert ran.lines == [f"There is no workspace in {tmp_path / 'none'}. Choose another folder."]
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(os.name == "nt", reason="the mode says nothing there")
def test_credentials_that_others_can_read_are_refused(run, workspace, credentials):
    credentials.chmod(0o644)
    ran = run("receive", "--port", 0, "--workspace", workspace, "--credentials", credentials)

    assert ran.code == 1
    assert ran.lines == [f"Others can read the credentials in {credentials}. Make the file yours alone: chmod 600."]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "", "example.invalid"])
def test_a_password_does_not_cross_a_network_in_plain(run, workspace, credentials, host):
    ran = run("receive", "--port", 0, "--host", host, "--workspace", workspace, "--credentials", credentials)

    assert ran.code == 2
    assert "--behind-tls" in ran.lines[0]


def test_behind_tls_another_host_is_the_operators_matter(run, workspace, credentials):
    ran = run(
        "receive", "--port", 0, "--host", "192.0.2.1", "--behind-tls", "--workspace", workspace,
        "--credentials", credentials,
    )  # fmt: skip

    assert ran.code == 1  # an address for documentation, which no computer has
    assert ran.lines[0].startswith("The receiver cannot listen on 192.0.2.1, port 0: ")
    assert ran.lines[0].endswith(". Choose another --port or --host.")


def test_signatures_may_cross_but_that_others_can_reach_it_is_said(run, workspace, credentials):
    ran = run(
        "receive", "--port", 0, "--host", "192.0.2.1", "--provider", "mindee", "--workspace", workspace,
        "--credentials", credentials,
    )  # fmt: skip

    assert ran.lines[0].startswith("Others can reach 192.0.2.1")


@pytest.mark.parametrize("port", ["-1", "65536", "x", "", "٣", "1.5"])
def test_a_port_is_a_number(port, capsys):
    with pytest.raises(SystemExit) as ended:
        parser.parse(("receive", "--port", port))

    assert ended.value.code == 2
    assert "--port" in capsys.readouterr().err
