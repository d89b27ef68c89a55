"""A choice must be one of those that its field has."""

from collections.abc import Iterator

import msgspec

from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.issue import Issue, Level
from reviewer.domain.normalize import choice
from reviewer.domain.revision import Entry
from reviewer.domain.solving import proven
from reviewer.rules._solving import SHAPE, fixes, quoted, reading_of
from reviewer.rules.base import Context

_NAMED = 6
"""So many choices are named in a sentence."""


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Fields whose choices are all there are; empty: all choices of the document type."""

    fields: tuple[str, ...] = ()
    level: Level = Level.WARNING


class Rule:
    """Finds texts that name none of the choices of their field."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def check(self, context: Context) -> Iterator[Issue]:
        """One issue a text that is no choice. A mere dash says that there is nothing, which is right."""
        for name in context.names(self._options.fields, Kind.CHOICE):
            field = context.field(name)
            for entry in context.filled(name) if field is not None else ():
                assert field is not None
                said = any(sign.isalnum() for sign in entry.value.text)
                if said and context.normalized(entry, field) is None:
                    yield self._issue(entry, field)

    def _issue(self, entry: Entry, field: FieldType) -> Issue:
        more = ("and so on",) if len(field.choices) > _NAMED else ()
        named = ", ".join((*field.choices[:_NAMED], *more))
        text = f"{field.label} reads {quoted(entry.value.text)}, which is none of {named}."
        solutions = proven(reading_of(entry), lambda other: choice(other, field) is not None)
        found = fixes(entry, solutions, SHAPE, "{} is one of the choices.")
        return Issue("choice", self._options.level, text, (entry.id,), "no_choice", fixes=found)
