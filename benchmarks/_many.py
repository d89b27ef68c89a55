"""A workspace of very many documents, written as rows in bulk: to measure lists with, not reading."""

from __future__ import annotations

import random
import sqlite3
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from _documents import desk_of
from PIL import Image

from reviewer.domain.queue import sort_name
from reviewer.store import layout

COMMON, RARE, SOME = "eur", "quokka", "amsterdam"
"""A word of nearly every document, of a few, and of one in a hundred."""
TYPES = ("invoice", "receipt", "passport", "id_card", "form", "health_card")
_TYPE_SHARES = (40, 30, 12, 10, 7, 1)
_STATUSES = ("pending", "in_review", "postponed", "reviewed", "rejected")
_STATUS_SHARES = (58, 3, 3, 34, 2)
_SOURCES = ("tesseract", "rapidocr", "handl", "mindee")
_SOURCE_SHARES = (70, 20, 9, 1)
_CITIES = 100
_SYLLABLES = ("ba", "lo", "ken", "ri", "mu", "tas", "wen", "dor", "fi", "gal", "hu", "sim")


def fill(folder: Path, count: int, *, seed: int = 1) -> None:
    """Make a workspace of so many documents, all with the picture of one page."""
    with desk_of(folder) as desk:
        content = BytesIO()
        Image.new("RGB", (320, 440), "white").save(content, "JPEG")
        content.seek(0)
        kept = desk.workspace.originals.keep(content)
    connection = sqlite3.connect(folder / layout.DATABASE, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        connection.execute(
            "INSERT INTO originals VALUES (?, 'image/jpeg', ?, 'page.jpg', 1, 0)", (kept.sha256, kept.size)
        )
        _insert(connection, kept.sha256, count, random.Random(seed))
        connection.execute("COMMIT")
    finally:
        connection.close()


def _insert(connection: sqlite3.Connection, sha256: str, count: int, chance: random.Random) -> None:
    rows = list(_documents(count, chance))
    connection.executemany(
        "INSERT INTO documents (sequence, id, name, sort_name, document_type, status, added_at, page_count, steps,"
        " unsure, issues, warnings, lowest, source, reviewed_by, reviewed_at, reason, rev)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 1, 0, ?, ?, ?, ?, ?, ?, ?, '', 0)",
        rows,
    )
    connection.executemany(
        "INSERT INTO pages VALUES (?, 0, ?, 0, 0, 0, 320, 440, NULL)", ((row[1], sha256) for row in rows)
    )
    connection.executemany(
        "INSERT INTO tasks (sequence, id, document, source, document_type, languages, read_anyway, asked, pages, state,"
        " error, advice, code, attempts, created_at, claimed_by, rev)"
        " VALUES (?, ?, ?, 'auto', 'auto', '[]', 0, 0, '[]', ?, '', '', '', 1, '', '', 0)",
        (
            (row[0], str(uuid.UUID(int=chance.getrandbits(128))), row[1], "failed" if row[0] % 101 == 0 else "done")
            for row in rows
        ),
    )
    words = [_word(chance) for _ in range(3000)]
    connection.executemany(
        "INSERT INTO search (rowid, name, document_type, text) VALUES (?, ?, ?, ?)",
        ((row[0], row[2], row[4], _text(row[0], words, chance)) for row in rows),
    )


def _documents(count: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    begin = datetime(2025, 1, 1, tzinfo=UTC)
    for number in range(1, count + 1):
        (status,) = chance.choices(_STATUSES, _STATUS_SHARES)
        (kind,) = chance.choices(TYPES, _TYPE_SHARES)
        (source,) = chance.choices(_SOURCES, _SOURCE_SHARES)
        added = begin + timedelta(minutes=6 * number)
        name = chance.choice((f"IMG_{chance.randrange(10**6)}.jpg", f"{kind} {number}.pdf", f"scan{number:07}.tif"))
        unsure = 0 if status == "reviewed" else min(20, int(chance.expovariate(0.5)))
        reviewed = (added + timedelta(hours=5)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        yield (
            number,
            str(uuid.UUID(int=chance.getrandbits(128))),
            name,
            sort_name(name),
            kind,
            status,
            added.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            unsure,
            int(chance.random() < 0.05),
            int(chance.random() < 0.1),
            None if status == "reviewed" else round(1 - chance.expovariate(9) % 1, 3),
            source,
            "Ana" if status == "reviewed" else "",
            reviewed if status == "reviewed" else "",
        )


def _text(number: int, words: list[str], chance: random.Random) -> str:
    found = [words[min(len(words) - 1, int(chance.expovariate(0.004)))] for _ in range(10)]
    found += [
        f"{chance.randrange(10**5)}.{chance.randrange(100):02}",
        f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
    ]
    found += [COMMON] if number % 50 else []
    found += [RARE] if number % 20_011 == 7 else []
    found += [SOME] if number % 97 == 0 else []
    return " ".join(found)


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4)))
