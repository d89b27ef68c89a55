"""What jobs read with: children that draw pages, and children that read them."""

from contextlib import suppress

from reviewer.engines.client import ReaderClient
from reviewer.errors import ChildDied
from reviewer.pages.client import PageClient
from reviewer.settings import Reading

_DEFAULT = Reading()


class Tools:
    """The children that jobs share. Started when first used; any thread may use them.

    Args:
        reading: the operator's settings.
        readers: how many pages are read at a time.

    Attributes:
        readers: how many pages are read at a time.
        pages: draws pages; that takes little beside reading them, so that one child does it for all.
        reader: reads them.
    """

    def __init__(self, reading: Reading = _DEFAULT, *, readers: int = 1) -> None:
        self.readers = readers
        self.pages = PageClient()
        self.reader = ReaderClient({"tesseract_path": reading.tesseract}, children=readers)

    def start(self) -> None:
        """Start the children now, so that the first page need not wait so long."""
        with suppress(ChildDied):  # told when they are needed
            self.pages.start()
            self.reader.start()

    def close(self) -> None:
        """End the children, also in the middle of a call, which raises `Cancelled` then."""
        self.reader.close()
        self.pages.close()


class Passwords:
    """Passwords of encrypted files, by sha256: kept in memory, never written."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._tried: list[str] = []

    def put(self, sha256: str, password: str) -> None:
        """Remember what opened a file."""
        self._known[sha256] = password
        self.offer(password)

    def offer(self, password: str) -> None:
        """Remember a password that may open other files too (given on the command line, or for a file before)."""
        if password not in self._tried:
            self._tried.append(password)

    def of(self, sha256: str) -> str | None:
        return self._known.get(sha256)

    @property
    def offered(self) -> tuple[str, ...]:
        """All passwords known, the newest first."""
        return tuple(reversed(self._tried))
