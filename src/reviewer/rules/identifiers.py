"""Identifiers must have the right check digits."""

from collections.abc import Iterator

import msgspec

from reviewer.domain.document_type import Kind
from reviewer.domain.identifier import is_valid, known
from reviewer.domain.issue import Issue, Level
from reviewer.rules.base import Context


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which identifiers; empty: all of the document type."""

    fields: tuple[str, ...] = ()
    level: Level = Level.ERROR


class Rule:
    """Asks python-stdnum."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def check(self, context: Context) -> Iterator[Issue]:
        """One issue an identifier that is not valid; a kind of identifier that nobody knows is left alone."""
        for name in context.names(self._options.fields, Kind.IDENTIFIER):
            field = context.field(name)
            if field is None or not known(field.identifier):
                continue
            for entry in context.filled(name):
                if not is_valid(field.identifier, entry.value.text):
                    text = f"{field.label} reads “{entry.value.text}”, which its check digits contradict."
                    yield Issue("identifiers", self._options.level, text, (entry.id,), "check_digit")
