"""Several documents in one file: which pages, or which parts of a page, seem to be a document of their own."""

from collections import Counter

import msgspec

from reviewer.domain.geometry import Box

ANY = "documents"
"""What parts of several kinds are called."""


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """What seems to be one document.

    Attributes:
        pages: indexes in the document that it is a part of, in order.
        area: the part of its one page, as fractions of the page frame; None where it has whole pages.
    """

    pages: tuple[int, ...]
    area: Box | None = None


class Bundle(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document that seems to be several.

    Attributes:
        parts: at least two, in the order of their pages.
        what: what they are called, for example ``invoices``.
        reason: one sentence, why they seem to be several.
    """

    parts: tuple[Part, ...]
    what: str = ANY
    reason: str = ""

    @property
    def mixed(self) -> bool:
        """Whether they are not all of one kind."""
        return self.what == ANY

    @property
    def text(self) -> str:
        """In words: how many, where, and why."""
        count = f"{len(self.parts)} {self.what}"
        if all(part.pages == (0,) for part in self.parts):
            return f"This page seems to hold {count}. {self.reason}".strip()
        return f"This file seems to hold {count}: {self._places()}. {self.reason}".strip()

    def _places(self) -> str:
        """``pages 1–2, 3, 4–6``; where pages hold several of them, ``2 on page 1, 1 on pages 2–3``."""
        count = Counter(part.pages for part in self.parts)
        if max(count.values()) > 1:
            return ", ".join(f"{number} on {_named(pages)}" for pages, number in count.items())
        return f"pages {', '.join(_range(pages) for pages in count)}"


def _named(pages: tuple[int, ...]) -> str:
    return f"{'page' if len(pages) == 1 else 'pages'} {_range(pages)}"


def _range(pages: tuple[int, ...]) -> str:
    return str(pages[0] + 1) if len(pages) == 1 else f"{pages[0] + 1}–{pages[-1] + 1}"
