"""Reads uploads with the local engines, as `reviewer recognize` does, without a workspace."""

import hashlib
import tempfile
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Self

from reviewer.domain.document import AUTO, Document, Original, Page
from reviewer.domain.document_type import DocumentType
from reviewer.domain.recognition import RecognitionTask
from reviewer.emulators._documents import documents_in
from reviewer.emulators._reading import Reading, ReadPage, Unreadable
from reviewer.errors import ReviewerError
from reviewer.jobs import CancelToken
from reviewer.services.reading import PageReader
from reviewer.services.tools import Passwords, Tools
from reviewer.settings import Settings
from reviewer.store.originals import Originals

KEPT = 200
"""Readings that are remembered: the same file again is answered at once."""


class LocalReader:
    """Reads with children of its own; close it, or use it as a context.

    Args:
        types: the document types by name.
        settings: the operator's.
    """

    def __init__(self, types: Mapping[str, DocumentType], settings: Settings) -> None:
        self._types = types
        self._reading = settings.reading
        self._tools = Tools(settings.reading)
        self._token = CancelToken()
        self._known: OrderedDict[tuple[str, tuple[str, ...]], Reading] = OrderedDict()
        self._lock = Lock()

    def start(self) -> None:
        """Start the children now, so that the first page need not wait so long."""
        self._tools.start()

    def close(self) -> None:
        """End the children, also in the middle of a page."""
        self._token.cancel()
        self._tools.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, content: bytes, name: str, kinds: tuple[str, ...] = ()) -> Reading:
        """Read a file; see `Reader`.

        Raises:
            Unreadable: it cannot be.
            Cancelled: the reader is closed.
        """
        key = (hashlib.sha256(content).hexdigest(), kinds)
        with self._lock:  # one page at a time, and none twice
            if key not in self._known:
                self._known[key] = self._read(content, name, kinds)
                if len(self._known) > KEPT:
                    self._known.popitem(last=False)
            return self._known[key]

    def _read(self, content: bytes, name: str, kinds: tuple[str, ...]) -> Reading:
        with tempfile.TemporaryDirectory(prefix="reviewer-emulator-") as folder:
            path = Path(folder) / "upload"
            path.write_bytes(content)
            try:
                return self._pages_of(path, name, kinds)
            except ReviewerError as error:
                raise Unreadable(error.text) from None

    def _pages_of(self, path: Path, name: str, kinds: tuple[str, ...]) -> Reading:
        probe = self._tools.pages.probe(path, token=self._token)
        originals = Originals(path.parent, path.parent)
        kept = originals.keep(path, self._token)
        original = Original(kept.sha256, probe.media_type, kept.size, name, probe.page_count)
        pages = tuple(Page(kept.sha256, index) for index in range(probe.page_count))
        document = Document("emulator", name, (original,), pages)
        task = RecognitionTask("emulator", document.id, document_type=kinds[0] if len(kinds) == 1 else AUTO)
        reader = PageReader(document, task, originals, Passwords(), self._types, self._tools, self._reading)
        read = [reader.read(page, self._token) for page in range(probe.page_count)]
        texts = [page.text for page in read]
        return Reading(
            probe.media_type,
            tuple(ReadPage(page.text, *page.size) for page in read),
            documents_in(texts, self._types, kinds),
        )
