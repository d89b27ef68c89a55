"""One page of a file, as it is looked at for what begins on it: each thing found when it is first asked for."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from reviewer.domain.document_type import DocumentType
from reviewer.domain.normalize import folded
from reviewer.domain.text import PageText
from reviewer.extraction.answer import Classification
from reviewer.extraction.bundle.marks import Marks, marks_of, signs
from reviewer.extraction.classify import classify

_PAGE_OF = re.compile(
    r"(?<![^\W_])(?:page|pag|seite|blatt|pagina|p|pg|hal|halaman|стр|страница|лист)[.:]?\s*(\d{1,3})\s*"
    r"(?:of|von|de|sur|di|van|dari|из|/)\s*(\d{1,3})(?!\d)"
)


class Looker:
    """How the pages of one file are looked at.

    Attributes:
        types: the document types by name.
        named: the type that somebody named for the file, or None when each page tells its own.
        today: the day of reading.
    """

    def __init__(self, types: Mapping[str, DocumentType], named: DocumentType | None, today: date) -> None:
        self.types = types
        self.named = named
        self.today = today

    def classified(self, text: PageText) -> Classification:
        """The type of a page or of a part of it."""
        if self.named is not None:
            return Classification(self.named.name, 1.0, "")
        return classify([text], self.types)

    def kind(self, text: PageText) -> DocumentType | None:
        """The same, as a type."""
        return self.types.get(self.classified(text).name)

    def marks(self, text: PageText, kind: DocumentType | None) -> Marks:
        """What tells a page or a part of it from others of a type."""
        return {} if kind is None else marks_of([text], kind, self.today)


class Sheet:
    """A page.

    Args:
        text: its words.
        looker: how it is looked at.
        found: its type, where that is known already.
    """

    def __init__(self, text: PageText, looker: Looker, found: Classification | None = None) -> None:
        self.text = text
        self._looker = looker
        self._found = found
        self._marks: dict[str, Marks] = {}

    @cached_property
    def found(self) -> Classification:
        """Its type."""
        return self._found or self._looker.classified(self.text)

    @property
    def kind(self) -> DocumentType | None:
        return self._looker.types.get(self.found.name)

    @cached_property
    def numbered(self) -> tuple[int, int]:
        """The ``page 2 of 3`` that it says of itself, or zeros."""
        told = {
            (int(this), int(all_)) for line in self.text.lines for this, all_ in _PAGE_OF.findall(folded(line.text))
        }
        told = {(this, count) for this, count in told if 1 <= this <= count}
        return told.pop() if len(told) == 1 else (0, 0)

    @cached_property
    def signs(self) -> str:
        """All its letters and digits."""
        return signs(self.text.text)

    def marks(self, kind: DocumentType) -> Marks:
        """What tells it from others, looked at as a page of a type."""
        if kind.name not in self._marks:
            self._marks[kind.name] = self._looker.marks(self.text, kind)
        return self._marks[kind.name]
