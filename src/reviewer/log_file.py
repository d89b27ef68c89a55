"""The log of the window: what went wrong and where, never what documents say.

Documents are named by id; exceptions by type and place. Libraries that log addresses or contents are silenced.
"""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

NAME = "reviewer.log"
BYTES = 1_000_000
KEPT = 3
_SILENT = ("httpx", "httpcore", "PIL", "rapidocr")


def folder() -> Path:
    """Where the log lies."""
    return Path(platformdirs.user_log_dir("reviewer", appauthor=False))


def begin() -> Path | None:
    """Write what the program logs into the file from now on. Returns it, or None when it cannot be written."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder() / NAME, maxBytes=BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("reviewer")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return folder() / NAME
