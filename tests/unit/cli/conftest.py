"""The command line with children that are fakes."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from fakes import FakePages, FakeReader, FakeTools
from reviewer.cli import main, parser


@dataclass
class Ran:
    """What a command did."""

    code: int
    out: str
    lines: list[str]

    @property
    def json(self) -> list[dict]:
        """The JSON lines on stdout."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def reader() -> FakeReader:
    """Reads for all places."""
    return FakeReader()


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], reader: FakeReader
) -> Run:
    """Runs a command in a folder of its own."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    def tools(reading: object, *, readers: int) -> FakeTools:
        made = FakeTools(readers=readers)
        made.reader = reader
        return made

    for module in ("add", "checks"):
        monkeypatch.setattr(f"reviewer.cli.{module}.PageClient", FakePages)
    monkeypatch.setattr("reviewer.cli.recognize.Tools", tools)
    monkeypatch.setattr("reviewer.cli.checks.ReaderClient", lambda _options: reader)

    def run(*arguments: object) -> Ran:
        code = main.run(parser.build().parse_args([str(argument) for argument in arguments]))
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode("utf-8"), err.decode("utf-8").splitlines())

    return run
