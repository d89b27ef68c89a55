"""A value must be there, unless a person said that it is blank or unreadable."""

from collections.abc import Iterator

import msgspec

from reviewer.domain.issue import Issue, Level
from reviewer.rules.base import Context


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Fields that must have a value; empty: those that the document type calls required."""

    fields: tuple[str, ...] = ()
    level: Level = Level.ERROR


class Rule:
    """Finds missing values."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def check(self, context: Context) -> Iterator[Issue]:
        """One issue a missing field."""
        wanted = self._options.fields or tuple(field.name for field in context.kind.fields if field.required)
        for name in wanted:
            field = context.field(name)
            entries = context.entries(name)
            if field is None or any(entry.value.text or entry.value.mark for entry in entries):
                continue
            text = f"{field.label} is required, but nothing was found."
            yield Issue("required", self._options.level, text, tuple(entry.id for entry in entries[:1]), "missing")
