"""The page child: keeps one file open and answers about its pages."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from reviewer.jobs import Report
from reviewer.pages import invoices, sniff
from reviewer.pages.calls import (
    ComposeCall,
    DrawCall,
    Drawn,
    Embedded,
    EncodeCall,
    PageCall,
    PageSize,
    Probe,
    Snippet,
    SnippetCall,
    Source,
    Stored,
    TextLayer,
    View,
    Written,
)
from reviewer.pages.encode import fitted
from reviewer.pages.frame import at_most
from reviewer.pages.image import PictureFile
from reviewer.pages.raster import Raster, encoded
from reviewer.processes.memory import SharedMemory
from reviewer.processes.serve import serve


class OpenFile(Protocol):
    """What `PdfFile` and `PictureFile` have in common."""

    page_count: int
    encrypted: bool
    notices: tuple[str, ...]

    @property
    def as_shown(self) -> bool: ...
    def size(self, index: int) -> PageSize: ...
    def draw(self, index: int, view: View) -> tuple[Raster, tuple[str, ...]]: ...
    def text(self, index: int) -> TextLayer: ...
    def attachments(self) -> Iterable[tuple[str, bytes]]: ...
    def close(self) -> None: ...


class KeptFile:
    """The last file asked for, open as long as it does not change; and the handlers of all calls."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._file: OpenFile | None = None
        self._media_type = ""

    def open(self, source: Source) -> OpenFile:
        """The file, opened or open already.

        Raises:
            InputError: it cannot be used; the sentence says why.
        """
        path = Path(os.fsdecode(source.path))
        media_type = sniff.check(path)
        status = path.stat()
        key = (source, status.st_mtime_ns, status.st_size, status.st_ino)
        if self._file is None or key != self._key:
            self.clear()
            self._file = _opened(path, media_type, source.password)
            self._key, self._media_type = key, media_type
        return self._file

    def clear(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file, self._key = None, ()

    def probe(self, call: PageCall, _report: Report) -> Probe:
        file = self.open(call.source)
        return Probe(self._media_type, file.page_count, file.encrypted, file.notices)

    def size(self, call: PageCall, _report: Report) -> PageSize:
        return self.open(call.source).size(call.index)

    def text(self, call: PageCall, _report: Report) -> TextLayer:
        return self.open(call.source).text(call.index)

    def embedded(self, call: PageCall, _report: Report) -> Embedded:
        return invoices.found(self.open(call.source).attachments())

    def draw(self, call: DrawCall, _report: Report) -> Drawn:
        """Into the program's memory; it is asked first whether there is room, a full disk would kill this process."""
        raster, notices = self.open(call.source).draw(call.index, call.view)
        with SharedMemory.attach(call.path, writable=True) as memory:
            memory.reserve(raster.stride * raster.height)
            raster.copy(memory.view)
        return Drawn(raster.width, raster.height, raster.stride, notices)

    def snippet(self, call: SnippetCall, _report: Report) -> Snippet:
        raster, _ = self.open(call.source).draw(call.index, call.view)
        return Snippet(encoded(raster, call.format))

    def stored(self, call: PageCall, _report: Report) -> Stored:
        return Stored(self.open(call.source).as_shown)

    def encode(self, call: EncodeCall, report: Report) -> Written:
        file = self.open(call.source)
        view = at_most(call.view, file.size(call.index), call.dpi)
        raster, _ = file.draw(call.index, view)
        picture = fitted(raster.image(), call.format, call.most, report)
        _write(picture.data, call.path)
        return Written(len(picture.data), *picture.size)

    def compose(self, call: ComposeCall, report: Report) -> Written:
        from reviewer.pages.compose import composed  # MuPDF, see below

        self.clear()  # there may not be room for more than what is put together
        data = composed(call.leaves, report)
        _write(data, call.path)
        return Written(len(data))


def _write(data: bytes, path: str) -> None:
    with SharedMemory.attach(path, writable=True) as memory:
        memory.reserve(len(data))
        memory.view[: len(data)] = data


def _opened(path: Path, media_type: str, password: str | None) -> OpenFile:
    if media_type != sniff.PDF:
        return PictureFile(path, media_type)
    from reviewer.pages.pdf import PdfFile  # MuPDF takes as long to import as all the rest; pictures need none of it

    return PdfFile(path, password)


def main() -> None:
    kept = KeptFile()
    serve(
        {
            "probe": (PageCall, kept.probe),
            "size": (PageCall, kept.size),
            "text": (PageCall, kept.text),
            "embedded": (PageCall, kept.embedded),
            "draw": (DrawCall, kept.draw),
            "snippet": (SnippetCall, kept.snippet),
            "stored": (PageCall, kept.stored),
            "encode": (EncodeCall, kept.encode),
            "compose": (ComposeCall, kept.compose),
        }
    )


if __name__ == "__main__":
    main()
