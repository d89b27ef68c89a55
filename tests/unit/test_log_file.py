"""The log of the window."""

import logging

from reviewer import log_file


def test_what_is_logged_is_in_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(log_file, "folder", lambda: tmp_path / "logs")
    root = logging.getLogger("reviewer")
    before, level = list(root.handlers), root.level
    try:
        path = log_file.begin()
        logging.getLogger("reviewer.somewhere").error("job %s crashed: %s", "read", "ValueError")
        assert path is not None
        assert "ERROR reviewer.somewhere: job read crashed: ValueError" in path.read_text("utf-8")
    finally:
        for handler in root.handlers[len(before) :]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(log_file, "folder", lambda: tmp_path / "file" / "logs")
    assert log_file.begin() is None
