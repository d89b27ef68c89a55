"""A key that is known: after all that can go wrong with it, it is in no file, log, output or message; nor are names."""

import logging
import sqlite3
import zlib
from base64 import b64encode
from contextlib import closing

import pytest
from PySide6.QtWidgets import QApplication

from canned import KTP, RECEIPT
from e2e.services import ASPOSE, HANDL, MINDEE_V1, MINDEE_V2, MYBIROS, VERIHUBS, finish, player, printed
from reviewer import log_file
from reviewer import settings as settings_files
from reviewer.emulators._server import serving
from reviewer.services import feedback

CANARY = "canary-7c1f-0451"
NAME = "Kanarienvogel Piep"
TROUBLES = ("401", "403", "422", "429+retry-after=0", "500", "cut=10", "garbage=html", "garbage=types")
SERVICES = [HANDL, MINDEE_V1, MINDEE_V2, MYBIROS, VERIHUBS, ASPOSE]
IDS = ["handl", "mindee-v1", "mindee-v2", "mybiros", "verihubs", "aspose"]


class Elsewhere:
    """Another host: it counts who comes, and is none of the service's."""

    def __init__(self):
        self.came = 0

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            for _ in range(2):
                message = await receive()
                await send({"type": f"{message['type']}.complete"})
            return
        self.came += 1
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def play(monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr(feedback, "GRACE", 0.0)
    with player(monkeypatch) as made:
        yield made


@pytest.fixture
def log(tmp_path, monkeypatch):
    """The log of the window, with all in it that the program may log."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = logging.getLogger("reviewer")
    before = list(root.handlers)
    file = log_file.begin()
    root.setLevel(logging.DEBUG)
    root.info("The log is kept.")
    everything = logging.FileHandler(tmp_path / "everything.log", encoding="utf-8")  # libraries' too
    logging.getLogger().addHandler(everything)
    yield file
    logging.getLogger().removeHandler(everything)
    for handler in {everything, *root.handlers} - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(logging.NOTSET)


class Tries:
    """Takes papers in one after the other, and notes what became of them."""

    def __init__(self, desk, played, folder, text):
        self.desk, self.played, self._folder, self._text = desk, played, folder, text
        self._taken = []
        self.errors = []
        desk.session.intake.taken.connect(lambda taken: self._taken.append(taken.document.id))
        desk.session.reading.failed.connect(lambda _, error: self.errors.append(f"{error!r} {error} {vars(error)}"))

    def take(self):
        count = len(self._taken)
        self.desk.session.intake.take([printed(self._folder / f"{NAME} {count}.png", self._text, count)])
        self.desk.wait(lambda: len(self._taken) > count)
        return self._taken[-1]

    def suffer(self, fault):
        """A paper to which this happens; it is given up when that could be got over."""
        what, _, place = fault.partition("@")
        before = self._faults()  # first: a request that is on its way may be the one that it happens to
        self.played.emulator.faults.set([f"{what}+times=1@{place}"])
        document = self.take()
        self.desk.wait(lambda: self._faults() > before or not self._is_read(document))
        asked = self._asked()
        self.desk.wait(lambda: not self._is_read(document) or self._asked() > asked)
        self.stop(document)

    def stop(self, document):
        if self._is_read(document):
            self.desk.session.reading.cancel(document)
            self.desk.wait(lambda: not self._is_read(document))

    def _is_read(self, document):
        return self.desk.session.reading.is_reading(document)

    def _asked(self):
        return len(self.played.emulator.journal.requests)

    def _faults(self):
        return sum(bool(request.fault) for request in list(self.played.emulator.journal.requests))


@pytest.mark.parametrize("service", SERVICES, ids=IDS)
def test_a_key_is_in_no_file_log_output_or_message(play, open_window, tmp_path, log, capfd, service):
    text = KTP if service is VERIHUBS else RECEIPT
    played = play(service.keyed(CANARY), text)
    settings_files.save(played.settings())
    desk = open_window(settings=played.settings())
    desk.session.desk.connections.traffic(service.name).hasten(0.01, 0.05)
    papers = tmp_path / "papers"
    papers.mkdir()
    tries = Tries(desk, played, papers, text)

    for trouble in TROUBLES:
        for place in ("submit", "poll"):
            tries.suffer(f"{trouble}@{place}")
    played.emulator.faults.set([])
    elsewhere = Elsewhere()
    with serving(elsewhere) as url:
        played.door.to = url
        before = len(tries.errors)
        sent_elsewhere = tries.take()
        desk.wait(lambda: len(tries.errors) > before)
        assert "redirect" in tries.errors[-1]
        tries.stop(sent_elsewhere)
    played.door.to = ""
    assert elsewhere.came == 0

    last = tries.take()
    desk.session.open(last)
    desk.wait(lambda: desk.session.document is not None and desk.session.document.id == last)
    polls = played.asked("poll")
    desk.wait(lambda: played.asked("poll") > polls)
    played.answer()
    desk.wait_read()
    desk.wait(lambda: QApplication.focusWidget() is desk.editor)
    finish(desk)
    desk.wait(lambda: any((tmp_path / "workspace" / "export").glob("*.json")))
    said = [notice.text for notice in desk.application.notices.past]
    desk.application.close()

    out, err = capfd.readouterr()
    texts = [out, err, *said, *tries.errors]
    key = CANARY.encode()
    for form in (key, b64encode(key)[:-2], key.hex().encode()):
        assert [text for text in texts if form.decode() in text] == []
        assert [file for file in files(tmp_path) if form in file.read_bytes()] == []
        assert [place for place, content in rows(tmp_path / "workspace" / "workspace.db") if form in content] == []
    assert len(set(tries.errors)) >= 4
    assert b"The log is kept." in log.read_bytes()
    for logged in (log, tmp_path / "everything.log"):
        assert NAME.encode() not in logged.read_bytes()
    assert NAME not in out + err


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def rows(database):
    """Every value in a database, unpacked, and where it stands."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    yield table, unpacked(value)


def unpacked(value):
    if not isinstance(value, bytes):
        return str(value).encode()
    try:
        return zlib.decompress(value)
    except zlib.error:
        return value
