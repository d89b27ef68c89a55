"""Drives the window as an operator who knows what is printed, and counts the presses."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import mean
from time import monotonic, thread_time
from types import MappingProxyType
from typing import NamedTuple

import _figures
import _hand
import _twelve
import _words
from _hand import Press, Seen
from _scores import same
from _truth import truths
from _window import Window, opened
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer import document_types
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.normalize import normalized
from reviewer.ui.panels.value_edit import ValueEdit
from reviewer.ui.viewmodels.rows import FieldRow

TWELVE, TWELVE_AIM = 20, 8.0
MOST = 400
"""Presses for one document, after which it is given up."""
TAKE = 1
"""Presses that take what the operator has walked to in a list."""

TWELVE_PART, REAL_PART = "fields", "documents"


class Part(NamedTuple):
    """What another benchmark measures: its script, options, and what figures are called here."""

    name: str
    script: str
    options: tuple[str, ...] = ()
    renamed: Mapping[str, str] = MappingProxyType({})


PARTS = (
    Part("keys", "keys.py", renamed={"keys_p95": "key_p95_ms"}),
    Part("next", "opening.py", ("--next-only",), {"next_document_p95": "next_document_p95_ms"}),
    Part("canvas", "canvas.py"),
    Part("queue", "queues.py", renamed={"filter_100k_ms_p95": "filter_100k_ms"}),
    Part("sheet", "sheet.py"),
)

Truths = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass
class Counted:
    """What one document took.

    Attributes:
        name: of the document.
        seen: its fields as they came up.
        presses: all of them.
        right_sure, right_unsure, wrong: presses on fields of each kind, one number a field.
        seconds: that the program took to answer all presses.
        worked: those of them in which the window's own thread worked.
    """

    name: str
    seen: list[Seen] = field(default_factory=list)
    presses: int = 0
    right_sure: list[int] = field(default_factory=list)
    right_unsure: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    seconds: float = 0.0
    worked: float = 0.0


class Operator:
    """One pair of hands and eyes.

    Args:
        window: in front of it.
        kinds: the document types by name.
        truths: what is printed, by document and field; a field that is not named is taken as it is.
    """

    def __init__(self, window: Window, kinds: Mapping[str, DocumentType], truths: Truths) -> None:
        self._window = window
        self._kinds = kinds
        self._truths = truths
        self._today = date.today()
        self._counted = Counted("")
        self._spent: Counter[str] = Counter()

    def finish(self, document: str) -> Counted:
        """Review the document that is shown, by keys alone."""
        review = self._window.review
        assert review.review is not None
        self._document, self._counted = document, Counted(review.review.document.name)
        self._spent = Counter()
        rows = {row.id: row for row in review.rows()}
        looks = {entry: self._look(row) for entry, row in rows.items()}
        self._counted.seen = list(looks.values())
        for entry in [entry for entry, seen in looks.items() if not seen.right and not seen.unsure]:
            self._walk_to(entry)
            self._mend(entry)
        while self._here() and self._counted.presses < MOST:
            self._step()
        self._sum_up(looks)
        return self._counted

    # What is seen

    def _here(self) -> bool:
        shown = self._window.session.document
        return shown is not None and shown.id == self._document

    def _field(self, entry_id: str) -> FieldType | None:
        review, entry = self._window.review.review, self._window.review.entry(entry_id)
        return None if review is None or entry is None else review.field_type(entry)

    def _truth(self, entry_id: str) -> str | None:
        """What is printed there; None when that is not known. Of several values each counts that is one of them."""
        entry = self._window.review.entry(entry_id)
        wanted = () if entry is None or entry.row else self._truths[self._document].get(entry.field, ())
        if not wanted or entry is None:
            return None
        return next((one for one in wanted if self._is(entry_id, one, entry.value.text)), wanted[0])

    def _is(self, entry_id: str, wanted: str, text: str) -> bool:
        kind = self._field(entry_id)
        return kind is not None and same(wanted, text, normalized(text, kind, self._today), kind, self._today)

    def _look(self, row: FieldRow) -> Seen:
        truth = self._truth(row.id)
        weak = next((n for n, sure in enumerate(row.value.characters) if sure < 0.75), 0)
        right = truth is None or self._is(row.id, truth, row.value.text)
        unsure = row.judgement.unsure
        return Seen(truth, row.value.text, right, unsure, weak)

    # What is done

    def _step(self) -> None:
        review = self._window.review
        focus = QApplication.focusWidget()
        unsure = review.review.unsure() if review.review is not None else ()
        if isinstance(focus, ValueEdit) and review.current in unsure:
            self._mend(review.current)
        elif isinstance(focus, ValueEdit):
            self._press(Press("Ctrl+Return"))
        else:
            self._press(Press("Return"))

    def _walk_to(self, entry: str) -> None:
        review = self._window.review
        ids = [row.id for row in review.rows()]
        while review.current != entry and self._counted.presses < MOST:
            self._press(Press("Tab" if ids.index(entry) > ids.index(review.current) else "Shift+Tab"))

    def _mend(self, entry: str) -> None:
        """Make the active value right, if it is not, and confirm it; an error is confirmed twice."""
        before = self._counted.presses
        truth, editor = self._truth(entry), QApplication.focusWidget()
        assert isinstance(editor, ValueEdit)
        if truth is not None and not self._is(entry, truth, editor.text()):
            self._typed_until_listed(entry, truth, self._cheapest(entry, truth, editor))
        self._press(Press("Return"))
        if self._here() and self._window.review.current == entry and self._window.review.forcing(entry):
            self._press(Press("Return"))
        self._spent[entry] += self._counted.presses - before

    def _cheapest(self, entry: str, truth: str, editor: ValueEdit) -> list[Press]:
        """Type what differs, or take a candidate by its number, where it is listed."""
        _, typed = _hand.nearest(
            editor.text(), editor.textCursor().position(), truth, lambda text: self._is(entry, truth, text)
        )
        for number, other in enumerate(self._window.session.candidates.of(entry), 1):
            if self._is(entry, truth, other.text) and len(typed) > 1:
                return [Press(f"Alt+{number}")]
        return typed

    def _typed_until_listed(self, entry: str, truth: str, presses: Sequence[Press]) -> None:
        """Type, and take the place that is meant from the list as soon as that takes fewer presses than typing on."""
        locating = self._window.session.locating
        for number, press in enumerate(presses):
            right = (n for n, place in enumerate(locating.places, 1) if self._is(entry, truth, place.text))
            downs = next(right, 0) if locating.shown and number else 0
            if downs and downs + TAKE < len(presses) - number:
                for key in [*["Down"] * downs, *["Return"] * TAKE]:
                    self._press(Press(key))
                return
            self._press(press)

    def _press(self, press: Press) -> None:
        if not self._window.application.looked_at:  # a hand does not press before it sees what for
            self._window.wait(lambda: self._window.application.looked_at)
        self._counted.presses += 1
        began, worked = monotonic(), thread_time()
        self._send(press)
        self._counted.seconds += monotonic() - began
        self._counted.worked += thread_time() - worked

    def _send(self, press: Press) -> None:
        target = QApplication.focusWidget() or self._window.application.window
        if press.letter == "\n":
            QTest.keyClick(target, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        elif press.letter:
            QTest.keyClicks(target, press.letter)
        else:
            keys = QKeySequence(press.key)[0]
            QTest.keyClick(target, keys.key(), keys.keyboardModifiers())
        QApplication.processEvents()

    def _sum_up(self, looks: Mapping[str, Seen]) -> None:
        for entry, seen in looks.items():
            kind = "wrong" if not seen.right else "right_unsure" if seen.unsure else "right_sure"
            getattr(self._counted, kind).append(self._spent[entry])


def review_all(
    window: Window, documents: Sequence[str], truths: Truths, kinds: Mapping[str, DocumentType]
) -> list[Counted]:
    """Open the first, and go on as the window leads until all are reviewed."""
    operator, done, left = Operator(window, kinds, truths), [], set(documents)
    while left:
        shown = window.session.document
        if shown is None or shown.id not in left:
            window.session.open(next(document for document in documents if document in left))
            window.wait(lambda: window.session.document is not None and window.session.document.id in left)
        window.wait(window.focused)
        window.wait_idle()
        shown = window.session.document
        assert shown is not None
        done.append(operator.finish(shown.id))
        left.discard(shown.id)
    return done


def tell(name: str, counted: Sequence[Counted], figures: _figures.Figures, aim: float | None = None) -> None:
    """Presses per document, per field of each kind, and beside them the other ways."""
    figures.add(f"keys_{name}", mean(one.presses for one in counted), "presses", aim=aim, n=len(counted))
    figures.add(f"keys_{name}_most", max(one.presses for one in counted), "presses", n=len(counted))
    for kind in ("right_sure", "right_unsure", "wrong"):
        spent = [number for one in counted for number in getattr(one, kind)]
        if spent:
            figures.add(f"keys_{name}_{kind}", mean(spent), "presses a field", n=len(spent))
    figures.add(f"program_{name}_seconds", mean(one.seconds for one in counted), "s a document", n=len(counted))
    figures.add(f"program_{name}_own_seconds", mean(one.worked for one in counted), "s a document", n=len(counted))
    figures.add(f"keys_{name}_by_hand", mean(_hand.by_hand(one.seen) for one in counted), "presses", n=len(counted))
    for title, flow in _hand.FLOWS.items():
        figures.note(f"{name}, {title}: {mean(flow(one.seen) for one in counted):.1f} presses a document.")


def twelve(folder: Path, figures: _figures.Figures) -> None:
    _twelve.write_type(Path(os.environ["REVIEWER_SETTINGS"]))
    printed = _twelve.fill(folder / "twelve", TWELVE)
    truths = {document: {name: (text,) for name, text in fields.items()} for document, fields in printed.items()}
    with opened(folder / "twelve") as window:
        tell("12_fields", review_all(window, list(truths), truths, document_types.load()), figures, TWELVE_AIM)


def real(folder: Path, kept: Path | None, corpus: Path | None, figures: _figures.Figures) -> None:
    """Receipts and invoices whose truth is known."""
    documents = [one for one in truths(corpus) if one.kind in ("receipt", "invoice") and not one.parts]
    cache = (kept or folder / "words") / "rapidocr"
    read = [one for one in _words.read_all(documents, "rapidocr", cache, folder) if one.kind in ("receipt", "invoice")]
    workspace = folder / "real"
    shutil.copytree(cache, workspace)
    by_name = {one.path.name: one for one in read}
    with opened(workspace) as window:
        window.wait(lambda: window.session.desk is not None)
        desk = window.session.desk
        assert desk is not None
        with desk.workspace.read() as connection:
            rows = connection.exec_driver_sql("SELECT id, name FROM documents WHERE deleted_at IS NULL").all()
        ids = {row.id: by_name[row.name] for row in rows if row.name in by_name}
        for kind in ("receipt", "invoice"):
            wanted = {document: one.fields for document, one in ids.items() if one.kind == kind}
            if wanted:
                tell(f"per_{kind}", review_all(window, list(wanted), wanted, document_types.load()), figures)


def others(part: Part, folder: Path, corpus: Path | None, figures: _figures.Figures) -> None:
    """What another benchmark measures, in a process of its own: two windows would be in each other's way."""
    kept = folder / f"{part.name}.json"
    command = [sys.executable, str(Path(__file__).with_name(part.script)), *part.options, "--json", str(kept)]
    if corpus is not None:
        command += ["--corpus", str(corpus)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        figures.note(f"{part.name} could not be measured: {part.script} failed.")
    else:
        figures.take(kept, part.renamed)


def main(description: str | None) -> None:
    names = [TWELVE_PART, REAL_PART, *(part.name for part in PARTS)]
    parser = _figures.parser(description or "")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep what was read here, and use it the next time")
    parser.add_argument("--only", default=",".join(names), metavar="PARTS", help="of these: %(default)s")
    arguments = parser.parse_args()
    wanted = arguments.only.split(",")
    if unknown := set(wanted) - set(names):
        parser.error(f"there is no part {', '.join(sorted(unknown))}: there are {', '.join(names)}")
    figures = _figures.Figures(arguments)
    began = monotonic()
    with _figures.scratch() as folder:
        if TWELVE_PART in wanted:
            twelve(folder, figures)
        if REAL_PART in wanted:
            real(folder, arguments.keep, arguments.corpus, figures)
        for part in PARTS:
            if part.name in wanted:
                others(part, folder, arguments.corpus, figures)
    figures.note(f"{monotonic() - began:.0f} s. Chords are one press; a click of other programs counts as one, too.")
    figures.note(_figures.machine())
    figures.tell()
