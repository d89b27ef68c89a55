"""What one lane place reads with: a page child and a reader child of its own."""

from reviewer.engines.client import ReaderClient
from reviewer.pages.client import PageClient
from reviewer.settings import Reading

_DEFAULT = Reading()


class Tools:
    """The two children of one place. Started when first used; closed with the place.

    Args:
        reading: the operator's settings.
        pages: a page child to share with other places, which close it; else it has its own.
    """

    def __init__(self, reading: Reading = _DEFAULT, pages: PageClient | None = None) -> None:
        self._shared = pages is not None
        self.pages = pages or PageClient()
        self.reader = ReaderClient({"tesseract_path": reading.tesseract})

    def close(self) -> None:
        """End the children, also in the middle of a call, which raises `Cancelled` then."""
        self.reader.close()
        if not self._shared:
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
