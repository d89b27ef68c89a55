"""The field sheet: how long until one field of 500 documents is on screen, its pictures, and the answer to Enter."""

from __future__ import annotations

import argparse
import random
import uuid
from io import BytesIO
from pathlib import Path
from time import monotonic, thread_time

import _documents
import _figures
from _window import Painted, Window, opened
from PIL import Image
from PySide6.QtCore import Qt

from reviewer.domain.field import Field, Region, Value
from reviewer.domain.geometry import Box
from reviewer.domain.recognition import Recognition
from reviewer.domain.text import PageText
from reviewer.services.clock import now

VALUES, ROUNDS, SCREENFULS = 500, 5, 10
AIM, KEY_AIM = 500.0, 50.0
_BATCH = 50
_PLACE = Box(0.62, 0.40, 0.80, 0.43)


def main() -> None:
    parser = _figures.parser(__doc__ or "")
    parser.add_argument("--values", type=int, default=VALUES, help="documents, one value each (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="times it is opened (default %(default)s)")
    arguments = parser.parse_args()
    figures = _figures.Figures(arguments)
    with _figures.scratch() as folder:
        fill(folder / "workspace", arguments.values, _documents.images(arguments.corpus))
        with opened(folder / "workspace") as window:
            window.wait_idle()
            measure(window, figures, arguments)
    figures.note("From the key to all cells in view painted with their texts; the first time it is made.")
    figures.note("cpu: of the window's own thread, which what else the machine does hardly changes.")
    figures.note("pictures: until all of the first screen have theirs, drawn from pages that nobody has looked at.")
    figures.note(_figures.machine())
    figures.tell()


def fill(folder: Path, count: int, pictures: list[Path]) -> None:
    """A workspace of documents with a picture and an amount each."""
    chance = random.Random(7)
    with _documents.desk_of(folder) as desk:
        shapes = [_picture(path) for path in pictures[:8]]
        for first in range(0, count, _BATCH):
            made = []
            for number in range(first, min(first + _BATCH, count)):
                content, size = shapes[number % len(shapes)]
                own = content + str(number).encode()  # behind the end of the picture: each is another file
                document = _documents.document_of(desk, own, f"receipt-{number:04}.jpg", size)
                made.append((document, _recognition(document.id, chance), PageText(0, (), engine="bench")))
            desk.workspace.lane.call(lambda c, made=made: [_documents.add(c, desk, *one) for one in made])


def _picture(path: Path) -> tuple[bytes, tuple[int, int]]:
    with Image.open(path) as image:
        plain = image.convert("RGB")
        plain.thumbnail((1600, 1600))
    content = BytesIO()
    plain.save(content, "JPEG", quality=85)
    return content.getvalue(), plain.size


def _recognition(document: str, chance: random.Random) -> Recognition:
    text = f"{chance.choice((1, 10, 100)) * chance.random() + 1:.2f}"
    sure = chance.random() < 0.8
    confidence = 0.97 if sure else 0.6
    total = Value(
        text,
        normalized=text,
        confidence=confidence,
        recognized_text=text,
        recognized_confidence=confidence,
        regions=(Region(0, _PLACE.polygon()),),
        characters=tuple(confidence for _ in text),
        edges=tuple(edge / len(text) for number in range(len(text)) for edge in (number, number + 1)),
    )
    return Recognition(
        str(uuid.uuid4()), document, "receipt", "bench", fields=(Field("total", (total,)),), created_at=now()
    )


def measure(window: Window, figures: _figures.Figures, arguments: argparse.Namespace) -> None:
    """Open the sheet several times, then confirm several screenfuls."""
    sheet, modes = window.session.sheets.field, window.session.modes
    times, computed, pictures = [], [], []
    for number in range(arguments.rounds):
        if number:
            modes.leave()
            window.wait_idle()
        began, cpu = monotonic(), thread_time()
        window.application.actions["mode.field"].trigger()
        page = window.application.window.stack.currentWidget()
        ready = Painted(lambda: len(sheet.cells) == arguments.values, page.grid.viewport())
        times.append((ready.wait() - began) * 1000)
        computed.append((thread_time() - cpu) * 1000)
        window.wait(lambda page=page: _has_pictures(page))
        pictures.append((monotonic() - began) * 1000)
        window.wait_idle()
    name = f"field_sheet_{arguments.values}"
    figures.add(f"{name}_ms", max(times), "ms", aim=AIM, n=len(times))
    figures.add(f"{name}_first_ms", times[0], "ms")
    figures.add(f"{name}_again_ms", min(times), "ms", n=len(times))
    figures.add(f"{name}_cpu_ms", max(computed), "ms", n=len(computed))
    figures.add(f"{name}_pictures_ms", pictures[0], "ms")
    figures.add_many("field_sheet_confirm", confirmed(window), "ms", aim=KEY_AIM)


def confirmed(window: Window) -> list[float]:
    """From each Enter to the painted answer: what was in view is confirmed, and the next screenful stands there."""
    page, sheet = window.application.window.stack.currentWidget(), window.session.sheets.field
    times, bar = [], page.grid.verticalScrollBar()
    for _ in range(SCREENFULS):
        before = bar.value()
        window.wait(lambda: sheet.tally().counting and not page.grid.coming and not sheet.look.pause.isActive())
        painted = Painted(lambda before=before: bar.value() != before, page.grid.viewport())
        began = monotonic()
        window.press(Qt.Key.Key_Return)
        times.append((painted.wait() - began) * 1000)
        window.wait_idle()
    return times


def _has_pictures(page) -> bool:
    grid = page.grid
    ratio, height = page.devicePixelRatioF(), 44
    return all(
        page._clips.clip(key) is not None
        for number in grid.seen()
        for key in page._strips.keys(page.sheet.cells[number], height, ratio)
    )


if __name__ == "__main__":
    main()
