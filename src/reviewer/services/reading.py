"""Reads one page of a document: its own text where it has some, else its pixels by an engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from reviewer.domain.document import AUTO, Document, Page
from reviewer.domain.document_type import DocumentType
from reviewer.domain.geometry import Box
from reviewer.domain.recognition import RecognitionTask
from reviewer.domain.text import Line, PageText
from reviewer.engines.base import Hints
from reviewer.errors import ChildDied, InputError
from reviewer.jobs import CancelToken, Report, silent
from reviewer.pages.calls import Embedded, TextLayer
from reviewer.processes.memory import Pixels
from reviewer.services.tools import Passwords, Tools
from reviewer.services.zones import ZoneReader
from reviewer.settings import Reading
from reviewer.store.originals import Originals

_PDF = "application/pdf"
_WORDS = "lines"
"""The finder of types that are nothing but words: as the engine lays them out, and as fast as it can."""


@dataclass(frozen=True)
class ReadPage:
    """What was read on a page.

    Attributes:
        text: the words.
        size: width and height of the page frame, pixels.
        notices: sentences for the operator.
    """

    text: PageText
    size: tuple[int, int]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageReader:
    """Reads the pages of one document for one task.

    Attributes:
        document, task: what is read, and how it is wished.
        originals, passwords: where the files are.
        types: the document types by name.
        tools: the children that read.
        reading: the operator's settings.
    """

    document: Document
    task: RecognitionTask
    originals: Originals
    passwords: Passwords
    types: Mapping[str, DocumentType]
    tools: Tools
    reading: Reading

    def read(self, page: int, token: CancelToken, report: Report = silent) -> ReadPage:
        """Read a page; once more when a child died of it, since another one may live.

        Raises:
            InputError, EngineError, ChildDied: it cannot be read.
            Cancelled: the token asked to stop.
        """
        try:
            return self._read(page, token, report)
        except ChildDied as error:
            if error.code == "timeout":
                raise
            return self._read(page, token, report)

    def read_again(
        self, text: PageText, regions: tuple[Box, ...], engine: str, token: CancelToken
    ) -> tuple[tuple[Line, ...], ...]:
        """Read rectangles (fractions of the page) of a page that was read, by another engine. Returns their lines.

        Raises:
            InputError, EngineError, ChildDied: they cannot be read.
            Cancelled: the token asked to stop.
        """
        hints = replace(self._hints(text.page), turn=text.turn, upright=True, skew=text.skew)
        path, index, area = self._place(text.page)
        password = self._password(text.page)
        with self.tools.pages.render(path, index, area=area, password=password, token=token) as picture:
            return self.tools.reader.read_regions(picture.pixels, regions, engine, hints, token=token)

    def notices(self, token: CancelToken) -> tuple[str, ...]:
        """What there is to know of the files, for example that a damaged one was repaired.

        Raises:
            InputError, ChildDied: one of them cannot be opened.
            Cancelled: the token asked to stop.
        """
        found: list[str] = []
        for original in self.document.originals:
            path, password = self.originals.path_of(original.sha256), self.passwords.of(original.sha256)
            found += self.tools.pages.probe(path, password=password, token=token).notices
        return tuple(found)

    @property
    def engine(self) -> str:
        """The engine asked for, or ``auto``."""
        return self.task.source if self._by_name else self.reading.engine

    @property
    def _by_name(self) -> bool:
        """Whether an engine was named for this task: it is obeyed, also over a page's own text."""
        return self.task.source != AUTO

    def _read(self, page: int, token: CancelToken, report: Report) -> ReadPage:
        read = self._words(page, token, report)
        if self.document.original(page).media_type != _PDF or self._page(page).index > 0:
            return read
        found = self._embedded(page, token)
        return ReadPage(replace(read.text, embedded=found.invoice), read.size, (*read.notices, *found.notices))

    def _embedded(self, page: int, token: CancelToken) -> Embedded:
        """The electronic invoice in the file of a page; whatever is wrong with it, the page stays."""
        path, *_ = self._place(page)
        try:
            return self.tools.pages.embedded(path, password=self._password(page), token=token)
        except (InputError, ChildDied):
            return Embedded(notices=("The electronic invoice in this PDF cannot be read.",))

    def _words(self, page: int, token: CancelToken, report: Report) -> ReadPage:
        own = self._own_text(page, token)
        if own is None:
            return self._by_engine(page, "", token, report)
        if own.text is None:
            return self._by_engine(page, own.reason, token, report)
        return ReadPage(replace(own.text, page=page, reason=own.reason), self._size(page, token))

    def _own_text(self, page: int, token: CancelToken) -> TextLayer | None:
        """The page's own text; None when nobody asks for it."""
        if self._by_name or self.task.read_anyway or self.document.original(page).media_type != _PDF:
            return None
        path, index, area = self._place(page)
        return self.tools.pages.text(path, index, area=area, password=self._password(page), token=token)

    def _size(self, page: int, token: CancelToken) -> tuple[int, int]:
        known = self._page(page)
        if known.width:
            return known.width, known.height
        path, index, area = self._place(page)
        found = self.tools.pages.size(path, index, area=area, password=self._password(page), token=token)
        return found.width, found.height

    def _by_engine(self, page: int, why: str, token: CancelToken, report: Report) -> ReadPage:
        path, index, area = self._place(page)
        with self.tools.pages.render(path, index, area=area, password=self._password(page), token=token) as picture:
            size, notices = (picture.width, picture.height), picture.notices
            text = self.tools.reader.read(
                picture.pixels, page, self.engine, self._hints(page), token=token, on_progress=report
            )
            text = self._zones(picture.pixels, token).improved(text)
        return ReadPage(replace(text, reason=f"{why} {text.reason}".strip()), size, (*notices, *text.notices))

    def _zones(self, pixels: Pixels, token: CancelToken) -> ZoneReader:
        return ZoneReader(self.tools.reader, pixels, self.types, self.task.document_type, token)

    def _hints(self, page: int) -> Hints:
        kind = self.types.get(self.task.document_type)
        return Hints(
            languages=self.task.languages or self.reading.languages,
            possible=kind.languages if kind is not None else (),
            turn=self._page(page).rotation,
            skew=-self._page(page).skew or None,
            thorough=kind is None or kind.finder != _WORDS,
        )

    def _place(self, page: int) -> tuple[Path, int, Box | None]:
        """The file that a page comes from, its index in it, and which part of that page it is."""
        found = self._page(page)
        return self.originals.path_of(found.original), found.index, found.area

    def _page(self, page: int) -> Page:
        return self.document.pages[page]

    def _password(self, page: int) -> str | None:
        return self.passwords.of(self._page(page).original)
