import sys

import pytest

from reviewer.errors import ChildDied
from reviewer.processes import limits, spawn


def test_a_bundle_starts_itself(monkeypatch):
    assert spawn.command("reviewer.pages.worker") == [sys.executable, "-m", "reviewer.pages.worker"]

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert spawn.command("reviewer.pages.worker") == [sys.executable, "--child", "reviewer.pages.worker"]


def test_what_cannot_be_started_leaves_nothing(new_child, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))

    with pytest.raises(ChildDied, match="could not be started"):
        new_child().start()
    assert list(tmp_path.iterdir()) == []


def test_the_table_of_limits_names_every_limit():
    names = [name for name in vars(limits) if name.isupper() and name != "MB"]

    assert all(f"| `{name}` |" in limits.__doc__ for name in names)
