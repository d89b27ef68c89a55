"""Children that are none: files of a made-up format are "opened" and "read" at once, in this process.

A fake file is JSON, see `FakeFile`. Everything else about intake and recognition is real.
"""

import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from paper import page
from reviewer.domain.geometry import Box, bounds
from reviewer.domain.text import Line, PageText, TextSource
from reviewer.engines._choose import Choice
from reviewer.engines.base import EngineInfo, Hints
from reviewer.errors import Cancelled, ChildDied, EngineError, PasswordNeeded, ReviewerError, UnreadableFile
from reviewer.jobs import CancelToken, Report
from reviewer.pages.area import cut_size, cut_text
from reviewer.pages.calls import Embedded, PageSize, Probe, TextLayer
from reviewer.processes.memory import Pixels
from reviewer.settings import Reading

SIZE = (1000, 1400)
VERSION = "1.0"


class FakeFile(msgspec.Struct):
    """What a fake file says of itself.

    Attributes:
        words: the print on each page.
        own: the text layer of each page, empty for none; without any the file is a picture.
        password: that opens it.
        damaged: why it cannot be opened.
        damaged_page: this page cannot be drawn.
        notices: about the file.
        embedded: the electronic invoice in it.
        salt: makes files with the same words differ.
    """

    words: tuple[str, ...] = ("",)
    own: tuple[str, ...] = ()
    password: str | None = None
    damaged: str = ""
    damaged_page: int | None = None
    notices: tuple[str, ...] = ()
    embedded: Embedded = Embedded()
    salt: str = ""

    def write(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(msgspec.json.encode(self))
        return path


RECEIPT = """
    THE OLDE CHANDLERY
    12 Quay Street, Ardlough
    RECEIPT
    Date: 14/03/2025
    Candles          4.00
    Rope             8.50
    TOTAL           12.50
    CASH            20.00
    CHANGE           7.50
    Thank you, please come again
"""


def receipt(path: Path, total: str = "12.50", **values: object) -> Path:
    """Write a receipt of one page."""
    return FakeFile((RECEIPT.replace("12.50", total),), **values).write(path)


def pages_of(path: Path, *words: str, **values: object) -> Path:
    """Write a document with these words on its pages."""
    return FakeFile(words, **values).write(path)


class FakePicture:
    """A drawn page, or a part of it: its file, area and index, in place of pixels."""

    def __init__(self, path: Path, index: int, notices: tuple[str, ...], area: Box | None = None) -> None:
        size = cut_size(PageSize(*SIZE), area)
        self.width, self.height = size.width, size.height
        self.notices = notices
        place = str(path) if area is None else f"{path}#{msgspec.json.encode(area).decode()}"
        self.pixels = Pixels(place, self.width, self.height, index)

    def __enter__(self) -> "FakePicture":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        pass


class FakePages:
    """Stands for `PageClient`.

    Attributes:
        asked: the calls, in order: name of the call and of the file.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.closed = False

    def probe(self, path: Path, password: str | None = None, **_: object) -> Probe:
        file = self._open("probe", path, password)
        media_type = "application/pdf" if file.own else "image/png"
        return Probe(media_type, len(file.words), file.password is not None, tuple(file.notices))

    def size(
        self, path: Path, index: int, password: str | None = None, *, area: Box | None = None, **_: object
    ) -> PageSize:
        self._open("size", path, password)
        return cut_size(PageSize(*SIZE), area)

    def text(
        self, path: Path, index: int, password: str | None = None, *, area: Box | None = None, **_: object
    ) -> TextLayer:
        file = self._open("text", path, password)
        if not file.own[index]:
            return TextLayer(None, "This page has no text of its own.")
        text = replace(page(file.own[index], number=index, source=TextSource.TEXT_LAYER), engine="text layer")
        return cut_text(TextLayer(text, "The page has its own text."), area)

    def embedded(self, path: Path, password: str | None = None, **_: object) -> Embedded:
        return self._open("embedded", path, password).embedded

    def render(
        self, path: Path, index: int, *, password: str | None = None, area: Box | None = None, **_: object
    ) -> FakePicture:
        file = self._open("render", path, password)
        if index == file.damaged_page:
            raise UnreadableFile(f"Page {index + 1} is damaged and cannot be shown.", "Scan it again.")
        return FakePicture(path, index, (), area)

    def close(self) -> None:
        self.closed = True

    def _open(self, call: str, path: Path, password: str | None) -> FakeFile:
        self.asked.append((call, path.name))
        try:
            file = msgspec.json.decode(path.read_bytes(), type=FakeFile)
        except FileNotFoundError:
            raise UnreadableFile("This file is no longer there.", "Add it again.", code="vanished") from None
        except msgspec.MsgspecError:
            raise UnreadableFile("This is no document that Reviewer knows.", "Save it as a PDF.") from None
        if file.damaged:
            raise UnreadableFile(file.damaged, "Scan it again.")
        if file.password is not None and password is None:
            raise PasswordNeeded("This PDF is protected by a password.", "Enter its password.")
        if password != file.password:
            raise PasswordNeeded("The password is wrong.", "Enter it again.", code="wrong_password")
        return file


class FakeReader:
    """Stands for `ReaderClient`.

    Attributes:
        confidence: of every word.
        engines: what is installed.
        reads: the pages read, in order: index and the hints.
        errors: raised before a page is read, by its index, each once.
        second: what the second engine reads otherwise, by word; None when there is no second engine.
        leaning: degrees clockwise by which the print of the pages of a file leans, by their index.
        held: when set, reading waits for it; then `waiting` is set.
    """

    def __init__(self, options: Mapping[str, str] | None = None) -> None:
        del options
        self.confidence = 0.97
        self.engines: tuple[str, ...] = ("rapidocr", "tesseract")
        self.reads: list[tuple[int, Hints]] = []
        self.errors: dict[int, list[BaseException]] = {}
        self.change = lambda words: words
        self.second: dict[str, str] | None = None
        self.leaning: dict[int, float] = {}
        self.held: threading.Event | None = None
        self.waiting = threading.Event()
        self._closed = threading.Event()

    def describe(self, engine: str = "", **_: object) -> tuple[EngineInfo, ...]:
        names = (engine,) if engine else ("rapidocr", "tesseract")
        return tuple(self._info(name) for name in names)

    def choose(self, engine: str = "auto", languages: tuple[str, ...] = (), **_: object) -> Choice:
        if engine != "auto" and engine not in self.engines:
            raise EngineError(f"{engine} is not installed.", "Install it.")
        if "xx" in languages:
            raise EngineError("There is no language xx.", "Choose another language.")
        return Choice(self.engines[0] if engine == "auto" else engine, "It is there.")

    def read(
        self,
        pixels: Pixels,
        page_index: int = 0,
        engine: str = "auto",
        hints: Hints | None = None,
        *,
        region: Box | None = None,
        token: CancelToken | None = None,
        on_progress: Report | None = None,
    ) -> PageText:
        hints = hints or Hints()
        chosen = self.choose(engine, hints.languages)
        self._wait(token or CancelToken())
        if self.errors.get(page_index):
            raise self.errors[page_index].pop(0)
        self.reads.append((page_index, hints))
        path, _, area = pixels.path.partition("#")
        words = msgspec.json.decode(Path(path).read_bytes(), type=FakeFile).words[pixels.stride]
        if not words.strip():
            return PageText(page_index, (), engine=chosen.engine, version=VERSION)
        read = page(self.change(words), number=page_index, confidence=self.confidence)
        read = read.cut(msgspec.json.decode(area, type=Box)) if area else read
        return replace(read, engine=chosen.engine, version=VERSION, languages=hints.languages, reason=chosen.reason)

    def hold(self) -> None:
        """Let reading wait until `held` is set."""
        self.held = threading.Event()
        self.waiting.clear()

    def read_regions(
        self,
        pixels: Pixels,
        regions: tuple[Box, ...],
        engine: str,
        hints: Hints | None = None,
        *,
        token: CancelToken | None = None,
    ) -> tuple[tuple[Line, ...], ...]:
        del hints
        (token or CancelToken()).check()
        if self.second is None:
            raise EngineError(f"{engine} is not installed.", "Install it.")
        words = msgspec.json.decode(Path(pixels.path).read_bytes(), type=FakeFile).words[pixels.stride]
        return tuple(tuple(self._seen_again(words, region)) for region in regions)

    def _seen_again(self, words: str, region: Box) -> Iterator[Line]:
        for line in page(words, confidence=self.confidence).lines:
            x, y = bounds(line.polygon).center
            if region.left <= x <= region.right and region.top <= y <= region.bottom:
                said = (replace(word, text=(self.second or {}).get(word.text, word.text)) for word in line.words)
                yield Line(tuple(said), line.polygon)

    def skew(self, pixels: Pixels, turn: int = 0, *, token: CancelToken | None = None) -> float:
        del turn
        self._wait(token or CancelToken())
        return self.leaning.get(pixels.stride, 0.0)

    def start(self) -> None:
        """A fake that was closed may be used again by the next command."""
        self._closed.clear()

    def close(self) -> None:
        self._closed.set()
        if self.held is not None:
            self.held.set()

    def _wait(self, token: CancelToken) -> None:
        if self.held is not None:
            forget = token.on_cancel(self.held.set)
            self.waiting.set()
            self.held.wait(30)
            forget()
        token.check()
        if self._closed.is_set():
            raise Cancelled

    def _info(self, name: str) -> EngineInfo:
        if name in self.engines:
            return EngineInfo(name, name.capitalize(), True, version=VERSION, languages=("en",), scripts=("Latn",))
        return EngineInfo(name, name.capitalize(), False, reason=f"{name} is not installed.", advice="Install it.")


class FakeTools:
    """Stands for `Tools`."""

    def __init__(self, reading: Reading | None = None, *, readers: int = 1) -> None:
        del reading
        self.readers = readers
        self.pages = FakePages()
        self.reader = FakeReader()

    def start(self) -> None:
        self.reader.start()

    def close(self) -> None:
        self.pages.close()
        self.reader.close()


class PowerCut(BaseException):
    """The program dies here; nothing of it may handle this."""


def died() -> ReviewerError:
    return ChildDied("The text reader stopped unexpectedly.", "Try again.")
