"""An invented document on the desk: a review, its words, and pages that are drawn without a page child."""

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QThread
from PySide6.QtGui import QColor, QImage

from reviewer.domain.document import Document, Original, Page
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.field import Region, Value
from reviewer.domain.geometry import Box
from reviewer.domain.issue import Issue
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.step import History, Step
from reviewer.domain.text import Line, PageText, Word
from reviewer.errors import ReviewerError
from reviewer.services.review import Review
from reviewer.ui.canvas.page_jobs import PageFile, PageKey
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.canvas.thumbnails import Thumbnails
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.workers.runner import Runner

FRAME = (800, 1000)
KIND = DocumentType(
    "invented",
    "Invented",
    fields=(
        FieldType("total", "Total"),
        FieldType("cash", "Cash"),
        FieldType("name", "Name"),
        FieldType("items", "Items"),
        FieldType("pairs", "Entries", columns=(FieldType("label", "Label"), FieldType("value", "Value"))),
    ),
)


class Drawn:
    """A picture as the page child would give it, with rows longer than needed."""

    def __init__(self, width: int, height: int, color: QColor) -> None:
        self.width, self.height = width, height
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(color)
        rows = memoryview(image.constBits())
        self.stride = 4 * width + 16
        self._bytes = bytearray(self.stride * height)
        for y in range(height):
            self._bytes[y * self.stride : y * self.stride + 4 * width] = rows[y * 4 * width : (y + 1) * 4 * width]
        self.view = memoryview(self._bytes)

    def __enter__(self) -> "Drawn":
        return self

    def __exit__(self, *_: object) -> None:
        self.view.release()


class FakePages:
    """Draws pages of one color. `calls` has what was asked for: file name, index, longest side.

    Attributes:
        gate: drawing waits until it is set.
        broken: names of files that cannot be drawn.
        threads: that drawing was done in.
    """

    def __init__(self, frame: tuple[int, int] = FRAME) -> None:
        self.frame = frame
        self.calls: list[tuple[str, int, int]] = []
        self.gate = threading.Event()
        self.gate.set()
        self.broken: set[str] = set()
        self.clips: list[Box] = []
        self.threads: set[QThread] = set()
        self.color = QColor("white")

    def size(self, path, index, password=None, *, area=None, token=None, interactive=False):
        return _Size(*self.frame)

    def render(
        self,
        path,
        index,
        *,
        width=0,
        height=0,
        clip=None,
        rotation=0,
        area=None,
        password=None,
        token=None,
        interactive=False,
    ):
        self.threads.add(QThread.currentThread())
        self.calls.append((path.name, index, width))
        while not self.gate.wait(0.01):
            token.check()
        if path.name in self.broken:
            raise ReviewerError("Page 1 is damaged and cannot be shown.", "Scan it again.", retryable=True)
        if clip is not None:
            self.clips.append(clip)
            return Drawn(
                max(1, round(clip.width * self.frame[0])), max(1, round(clip.height * self.frame[1])), self.color
            )
        scale = width / max(self.frame)
        return Drawn(max(1, round(self.frame[0] * scale)), max(1, round(self.frame[1] * scale)), self.color)


class _Size:
    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height


def value(text: str, confidence: float | None, *boxes: Box, page: int = 0, settled_by: str = "") -> Value:
    regions = tuple(Region(page, box.polygon()) for box in boxes)
    return Value(text, confidence=confidence, regions=regions, recognized_text=text, settled_by=settled_by)


def entry(name: str, what: Value, number: int = 0) -> Entry:
    return Entry(f"{name}:{number}", name, what, float(number))


def text(*lines: Sequence[tuple[str, Box]], page: int = 0, **more) -> PageText:
    """A page's words, line by line."""
    return PageText(
        page,
        tuple(
            Line(tuple(Word(word, box.polygon(), 0.98) for word, box in line), line[0][1].polygon()) for line in lines
        ),
        engine="rapidocr",
        aspect=FRAME[0] / FRAME[1],
        **more,
    )


def document(pages: int = 1, *, rotation: int = 0, name: str = "d", frame: tuple[int, int] = FRAME) -> Document:
    original = Original(f"{name}-sha", "application/pdf", 1, f"{name}.pdf", pages)
    made = tuple(Page(original.sha256, n, rotation, width=frame[0], height=frame[1]) for n in range(pages))
    return Document(name, f"{name}.pdf", (original,), made, KIND.name)


class Desk:
    """A view-model and the pictures for it.

    Args:
        drawing: whether pages are drawn at all; without, nothing runs in a thread.

    Attributes:
        found: what rules find.
    """

    def __init__(self, *, drawing: bool = False, frame: tuple[int, int] = FRAME) -> None:
        self.runner = Runner()
        if not drawing:
            self.runner.close(0.1)
        self.pages = FakePages(frame)
        self.thumbnails = Thumbnails(self.runner, self.pages)
        self.pictures = Pictures(self.runner, self.pages, self.thumbnails)
        self.model = ReviewViewModel()
        self.model.pages_changed.connect(self._draw)  # as `PageFiles` does
        self.steps: list[Step] = []
        self.found: tuple[Issue, ...] = ()

    def open(self, *entries: Entry, texts: Sequence[PageText] = (), of: Document | None = None) -> Review:
        """Put a document under review."""
        of = document() if of is None else of
        revision = Revision(of.id, document_type=KIND.name, entries={e.id: e for e in entries})
        review = Review(
            of,
            lambda _name: KIND,
            revision,
            History(),
            check=lambda _revision, _kind: self.found,
            keep=self.steps.append,
            operator="Ana",
        )
        self._show(of)
        self.model.open(review, {page.page: page for page in texts}, {})
        return review

    def _draw(self, _places: object) -> None:
        self._show(self.model.review.document)

    def _show(self, of: Document) -> None:
        self.pictures.open(of, lambda page: PageFile(Path(f"/{of.name}"), of.pages[page].index))

    def key(self, page: int = 0, name: str = "d") -> PageKey:
        return PageKey(f"{name}-sha", page)

    def close(self) -> None:
        self.pages.gate.set()
        self.runner.close(5)
