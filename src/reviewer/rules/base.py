"""What a rule sees and what it answers."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.earlier import NOTHING, Earlier
from reviewer.domain.issue import Issue
from reviewer.domain.normalize import normalized
from reviewer.domain.revision import Entry, Revision


class Context:
    """The values of one document as they stand now.

    Attributes:
        revision: the values under review.
        kind: type of the document.
        today: the day of checking.
        earlier: what reviewed documents of the same sender have had, as far as it is known.
        agreeing: ids of entries whose sums were found to agree: they are hardly what is wrong in another one.
    """

    def __init__(self, revision: Revision, kind: DocumentType, today: date, earlier: Earlier = NOTHING) -> None:
        self.revision = revision
        self.kind = kind
        self.today = today
        self.earlier = earlier
        self.agreeing: set[str] = set()
        self._normalized: dict[str, str | None] = {}
        self._entries: dict[str, tuple[Entry, ...]] = {}  # many rules ask for the same, at every key press

    def field(self, name: str) -> FieldType | None:
        """A field by name, or a column as ``line_items.amount``."""
        name, _, column = name.partition(".")
        field = self.kind.field(name)
        if field is None or not column:
            return field
        return next((one for one in field.columns if one.name == column), None)

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The entries of a field or of a column, in their order."""
        if name not in self._entries:
            field, _, column = name.partition(".")
            found = self.revision.of_field(field)
            self._entries[name] = tuple(entry for entry in found if entry.column == column)
        return self._entries[name]

    def filled(self, name: str) -> tuple[Entry, ...]:
        """The entries that have a text and no mark."""
        return tuple(entry for entry in self.entries(name) if entry.value.text and entry.value.mark is None)

    def names(self, wanted: tuple[str, ...], *kinds: Kind) -> tuple[str, ...]:
        """The fields that a rule is meant for: those named, else all of some kinds."""
        if wanted:
            return wanted
        fields = tuple(field.name for field in self.kind.fields if field.kind in kinds and not field.columns)
        columns = (
            f"{field.name}.{one.name}" for field in self.kind.fields for one in field.columns if one.kind in kinds
        )
        return fields + tuple(columns)

    def normalized(self, entry: Entry, field: FieldType) -> str | None:
        """The normalized form: extraction's as long as its text stands, else that of the text as it is now."""
        value = entry.value
        if value.normalized is not None and value.text == value.recognized_text:
            return value.normalized
        if entry.id not in self._normalized:
            self._normalized[entry.id] = normalized(value.text, field, self.today)
        return self._normalized[entry.id]


class Rule(Protocol):
    """One kind of rule, made with its options from the document type."""

    def check(self, context: Context) -> Iterable[Issue]:
        """What is wrong with the values; nothing when all is well or nothing can be said."""
        ...
