"""The receiver as the process that it is: killed at the worst moments, and ended."""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest

from callbacks import KEY, about, mindee
from fakes import receipt
from reviewer.domain.recognition import TaskState
from reviewer.jobs import CancelToken, silent
from reviewer.receiver import spool
from reviewer.services.callbacks import CallbackJob
from reviewer.store import tasks

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills with signals")

DIES = """
import os, signal, sys
from pathlib import Path
from reviewer.receiver import spool
def dies(where, name):
    does = getattr(where, name)
    def then_dies(*arguments):
        if {before}: os.kill(os.getpid(), signal.SIGKILL)
        does(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(where, name, then_dies)
{dies}
from reviewer.__main__ import main
code = main(sys.argv[1:])
print(sorted({{"sqlalchemy", "sqlite3", "PySide6", "httpx", "pymupdf"}} & set(sys.modules)))
sys.exit(code)
"""
MOMENTS = {
    "before it is on the disk": ("os", "fsync", True),
    "before it has its name": ("Path", "replace", True),
    "before the name is on the disk": ("spool", "sync_folder", True),
    "before the answer": ("spool", "put", False),
}


@pytest.fixture
def credentials(tmp_path):
    path = tmp_path / "credentials.json"
    path.write_text(json.dumps({"mindee": {"webhook_secret": KEY}}), "utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def receiver(folder, credentials, tmp_path):
    """Starts a receiver, which dies at a moment if told so. Gives the process and its port."""

    @contextmanager
    def start(moment=""):
        where, name, before = MOMENTS.get(moment, ("", "", False))
        code = DIES.format(before=before, dies=f"dies({where}, '{name}')" if moment else "")
        command = [sys.executable, "-c", code, "receive", "--port", "0"]
        command += ["--workspace", str(folder), "--credentials", str(credentials)]
        environment = {**os.environ, "REVIEWER_SETTINGS": str(tmp_path / "settings")}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        try:
            address = process.stdout.readline().decode()
            yield process, int(address.split("/")[2].rpartition(":")[2])
        finally:
            process.kill()
            process.communicate()

    return start


def send(port, raw):
    """The answer, empty where the receiver dies."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(raw)
        try:
            while part := connection.recv(4096):
                answer += part
        except ConnectionError:
            return b""
    return answer


class Owner:
    """The owner of the workspace, with one task that waits for a remote job."""

    def __init__(self, bench, path):
        self.workspace = bench.desk.workspace
        self.hinted = []
        (taken,) = bench.take(receipt(path))

        def operation(connection):
            tasks.move(connection, taken.task, TaskState.SUBMITTED, ticket={"ticket": {"ids": ["j"]}})
            connection.exec_driver_sql("UPDATE tasks SET source = 'mindee'")

        self.workspace.lane.call(operation)
        self.task = taken.task.id

    def apply(self):
        return CallbackJob(self.workspace, self.hinted.append)(CancelToken(), silent)


@pytest.fixture
def owner(bench, tmp_path):
    return Owner(bench, tmp_path / "a.png")


@pytest.mark.parametrize("applied_between", [False, True])
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_before_the_answer_the_sender_repeats_and_there_is_one_effect(receiver, owner, moment, applied_between):
    raw = mindee(about("j"))
    with receiver(moment) as (process, port):
        assert send(port, raw) == b""
        assert process.wait(60) == -signal.SIGKILL
    if applied_between:
        assert owner.apply().refused == ()

    with receiver() as (_, port):
        assert send(port, raw).startswith(b"HTTP/1.1 200 ")
        assert send(port, raw).startswith(b"HTTP/1.1 200 ")

    assert owner.apply().refused == ()
    owner.apply()
    assert owner.hinted == [owner.task]
    assert spool.waiting(owner.workspace.inbox) == ()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_ends_when_asked_and_never_saw_the_database(receiver, owner, number):
    with receiver() as (process, port):
        assert send(port, mindee(about("j"))).startswith(b"HTTP/1.1 200 ")
        process.send_signal(number)
        out, err = process.communicate(timeout=60)

    assert process.returncode == 0
    assert out.decode().splitlines()[-1] == "[]"
    assert err.decode() == "mindee: 54 bytes, j, j-document, kept\n"


def test_its_files_are_for_their_owner_only(receiver, owner):
    with receiver() as (_, port):
        send(port, mindee(about("j")))

    (path,) = spool.waiting(owner.workspace.inbox)
    assert path.stat().st_mode & 0o777 == 0o600
