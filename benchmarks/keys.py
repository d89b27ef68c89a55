"""Keys: from a key press to the painted answer, with 2,000 regions on the page."""

from __future__ import annotations

import random
import statistics
import uuid
from collections.abc import Callable
from pathlib import Path
from time import monotonic, thread_time
from typing import NamedTuple

import _documents
import _figures
from _window import Painted, Turns, Window, opened
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer.domain.field import Field, Region, Row, Value
from reviewer.domain.geometry import Box
from reviewer.domain.recognition import Recognition
from reviewer.domain.text import Line, PageText, Word
from reviewer.services.clock import now

REGIONS = 2000
PRESSES, FEW, UNDOS = 40, 10, 14
COLUMNS = 20
WORDS, ACROSS, OPENED = 50_000, 200, 3
TEXTS = ("total", "the", "12.50", "12/03/2024", "Rechnung", "o0O1l", "rn", "1.234,50")
TYPED = "12.50 total 1o0 rech"
AIM, UNDO_AIM = 50.0, 16.0
ROWS = 8
RECEIPT = {
    "company": "Alder & Sons", "company_number": "1029384-K", "address": "4 Quay Street", "date": "2026-03-04",
    "time": "12:45", "number": "A-10293", "total": "64.00", "cash": "64.00",
}  # fmt: skip
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def main() -> None:
    parser = _figures.parser(__doc__ or "")
    parser.add_argument("--regions", type=int, default=REGIONS, help="on the page (default %(default)s)")
    arguments = parser.parse_args()
    figures = _figures.Figures(arguments)
    with _figures.scratch() as folder:
        document = full_page(folder / "workspace", arguments.regions, _documents.images(arguments.corpus)[0])
        with opened(folder / "workspace") as window:
            window.wait(lambda: window.shows(document) and window.sharp())
            window.wait(window.focused)
            window.wait_idle()
            measure(window, figures)
        document = ordinary(folder / "receipt", _documents.images(arguments.corpus)[0])
        with opened(folder / "receipt") as window:
            window.wait(lambda: window.shows(document) and window.sharp())
            window.wait(window.focused)
            window.wait_idle()
            measure_undo(window, figures)
        first = ordinary(folder / "words", _documents.images(arguments.corpus)[0])
        document = crowded(folder / "words", _documents.images(arguments.corpus)[1])
        with opened(folder / "words") as window:
            window.wait(lambda: window.shows(first) or window.shows(document))
            window.wait_idle()
            measure_words(window, figures, first, document)
    figures.note(f"{arguments.regions} values with a region each, and as many words, on one page.")
    figures.note(_figures.machine())
    figures.tell()


def full_page(workspace: Path, count: int, picture: Path) -> str:
    """A workspace with one document whose page is full of regions. Returns its id."""
    rows = -(-count // COLUMNS)
    boxes = [
        Box(c / COLUMNS, r / rows, (c + 0.85) / COLUMNS, (r + 0.7) / rows) for r in range(rows) for c in range(COLUMNS)
    ][:count]
    texts = [f"w{number:04}" for number in range(count)]
    sure = [0.6 if number % 3 == 0 else 0.97 for number in range(count)]
    words = [Word(t, box.polygon(), s) for t, box, s in zip(texts, boxes, sure, strict=True)]
    lines = tuple(Line((word,), word.polygon) for word in words)
    values = tuple(
        Value(t, confidence=s, recognized_text=t, recognized_confidence=s, regions=(Region(0, box.polygon()),))
        for t, box, s in zip(texts, boxes, sure, strict=True)
    )
    return kept(workspace, picture, "plain_text", (Field("text", values),), lines)


def ordinary(workspace: Path, picture: Path) -> str:
    """A workspace with one receipt of 40 values: 8 of its own, and a table of 8 rows. Returns its id."""
    words: list[Word] = []

    def value(text: str, left: float, top: float, sure: float) -> Value:
        place = Box(left, top, left + 0.15, top + 0.015).polygon()
        words.append(Word(text, place, sure))
        return Value(
            text, confidence=sure, recognized_text=text, recognized_confidence=sure, regions=(Region(0, place),)
        )

    fields = [Field(name, (value(text, 0.1, 0.05 + 0.03 * n, 0.6),)) for n, (name, text) in enumerate(RECEIPT.items())]
    rows = []
    for number in range(ROWS):
        cells = {
            "description": f"Item {number}",
            "quantity": "2",
            "price": f"{number}.50",
            "amount": f"{number * 2 + 1}.00",
        }
        top, sure = 0.35 + 0.03 * number, 0.6 if number % 3 == 0 else 0.97
        placed = enumerate(cells.items())
        rows.append(Row(tuple(Field(name, (value(text, 0.1 + 0.2 * c, top, sure),)) for c, (name, text) in placed)))
    fields.append(Field("line_items", rows=tuple(rows)))
    return kept(workspace, picture, "receipt", tuple(fields), tuple(Line((word,), word.polygon) for word in words))


def crowded(workspace: Path, picture: Path) -> str:
    """A workspace with one more document, its page of very many words. Returns its id."""
    chance = random.Random(3)
    rows = -(-WORDS // ACROSS)
    boxes = [
        Box(c / ACROSS, r / rows, (c + 0.85) / ACROSS, (r + 0.7) / rows) for r in range(rows) for c in range(ACROSS)
    ]
    words = [Word(f"{chance.choice(TEXTS)}{n % 97}", box.polygon(), 0.9) for n, box in enumerate(boxes[:WORDS])]
    lines = tuple(Line(tuple(words[n : n + ACROSS]), words[n].polygon) for n in range(0, WORDS, ACROSS))
    values = tuple(
        Value(word.text, confidence=0.5, recognized_text=word.text, regions=(Region(0, word.polygon),))
        for word in words[:: WORDS // 10]
    )
    return kept(workspace, picture, "plain_text", (Field("text", values),), lines)


def kept(workspace: Path, picture: Path, kind: str, fields: tuple[Field, ...], lines: tuple[Line, ...]) -> str:
    """A workspace with one recognized document. Returns its id."""
    with _documents.desk_of(workspace) as desk, Image.open(picture) as image:
        document = _documents.document_of(desk, picture.read_bytes(), picture.name, image.size)
        recognition = Recognition(str(uuid.uuid4()), document.id, kind, "bench", fields=fields, created_at=now())
        text = PageText(0, lines, engine="bench", aspect=image.width / image.height)
        return desk.workspace.lane.call(lambda c: _documents.add(c, desk, document, recognition, text))


def measure(window: Window, figures: _figures.Figures) -> None:
    """Each kind of key, several times; what is typed is confirmed, as an operator would."""

    def moved() -> Callable[[], bool]:
        before = window.review.current
        return lambda: window.review.current != before

    def typed() -> Callable[[], bool]:
        before = window.editor.text()
        return lambda: window.editor.text() != before

    def at_once() -> Callable[[], bool]:
        return lambda: True

    both = (window.fields, window.page)
    every: list[float] = []
    for name, key, modifiers, condition, seen, presses in (
        ("key_next_field", Qt.Key.Key_Tab, NONE, moved, both, PRESSES),
        ("key_confirm", Qt.Key.Key_Return, NONE, moved, both, PRESSES),
        ("key_letter", Qt.Key.Key_X, NONE, typed, (window.editor,), PRESSES),
        ("key_undo", Qt.Key.Key_Z, CTRL, at_once, both, FEW),
        ("key_overlay", Qt.Key.Key_H, CTRL, at_once, (window.page,), FEW),
    ):
        measured = [pressed(window, key, modifiers, condition(), seen) for _ in range(presses)]
        times = [one.ms for one in measured]
        figures.add_many(name, times, "ms", aim=AIM)
        figures.add(f"{name}_cpu_median", statistics.median(one.cpu for one in measured), "ms", n=presses)
        every += times
        if key == Qt.Key.Key_X:  # confirmed, as an operator would: an undo is about what was typed first
            pressed(window, Qt.Key.Key_Return, NONE, moved(), both)
    figures.add("keys_p95", _figures.percentile(every, 95), "ms", aim=AIM, n=len(every))
    figures.note("cpu: of the window's own thread, which what else the machine does hardly changes.")


def measure_undo(window: Window, figures: _figures.Figures) -> None:
    """Undo as often as something was done, on an ordinary document."""
    both = (window.fields, window.page)
    for _ in range(UNDOS):
        pressed(window, Qt.Key.Key_Return, NONE, lambda: True, both)
        window.wait_idle()
    undone = [pressed(window, Qt.Key.Key_Z, CTRL, lambda: True, both) for _ in range(UNDOS)]
    figures.add("undo_p95_ms", _figures.percentile([one.cpu for one in undone], 95), "ms", aim=UNDO_AIM, n=UNDOS)
    figures.add("undo_median_ms", statistics.median(one.cpu for one in undone), "ms", n=UNDOS)
    figures.add("undo_seen_p95_ms", _figures.percentile([one.ms for one in undone], 95), "ms", n=UNDOS)
    figures.note(
        "undo: on a receipt of 40 values with a table; what the window's own thread works until it is painted."
    )


def measure_words(window: Window, figures: _figures.Figures, first: str, document: str) -> None:
    """Open a page of very many words, and type what is looked for among them."""
    turns, worst, computed = Turns(), [], []
    for _ in range(OPENED):
        window.session.open(first)
        window.wait(lambda: window.shows(first))
        window.wait_idle()
        turns.take()
        window.session.open(document)
        window.wait(lambda: window.shows(document) and window.sharp())
        window.wait_idle()
        taken = turns.take()
        worst.append(max(turn.ms for turn in taken))
        computed.append(max(turn.cpu for turn in taken))
    window.wait(window.focused)
    window.run(1.0)
    window.wait_idle()  # its words are made ready to be looked through
    window.editor.selectAll()
    typed = [written(window, letter) for letter in TYPED]
    figures.add(f"open_{WORDS}_words_worst_turn_ms", max(worst), "ms", aim=AIM, n=OPENED)
    figures.add(f"open_{WORDS}_words_worst_turn_cpu_ms", max(computed), "ms", n=OPENED)
    figures.add(
        f"key_{WORDS}_words_p95_ms", _figures.percentile([one.ms for one in typed], 95), "ms", aim=AIM, n=len(TYPED)
    )
    figures.add(f"key_{WORDS}_words_cpu_median", statistics.median(one.cpu for one in typed), "ms", n=len(TYPED))
    figures.add(f"key_{WORDS}_words_cpu_p95", _figures.percentile([one.cpu for one in typed], 95), "ms", n=len(TYPED))
    figures.note(f"words: a page of {WORDS} words; typing looks for what is typed among them at each key.")


def written(window: Window, letter: str) -> Pressed:
    """Type a letter, and wait until the editor shows it."""
    before = window.editor.text()
    painted = Painted(lambda: window.editor.text() != before, window.editor)
    began, computed = monotonic(), thread_time()
    QTest.keyClick(window.editor, letter)
    at = painted.wait()
    computed = thread_time() - computed
    window.run(0.1)  # an operator is no faster
    return Pressed((at - began) * 1000, computed * 1000)


class Pressed(NamedTuple):
    """How long an answer took: milliseconds, and those of them that the window's thread was computing."""

    ms: float
    cpu: float


def pressed(
    window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier, done: Callable[[], bool], seen: tuple
) -> Pressed:
    """Press a key, and wait until the answer is painted."""
    painted = Painted(done, *seen)
    began, computed = monotonic(), thread_time()
    window.press(key, modifiers)
    at = painted.wait()
    computed = thread_time() - computed
    window.run(0.03)  # an operator is no faster
    return Pressed((at - began) * 1000, computed * 1000)


if __name__ == "__main__":
    main()
