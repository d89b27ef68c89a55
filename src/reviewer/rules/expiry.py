"""What has expired is told."""

from collections.abc import Iterator
from datetime import date

import msgspec

from reviewer.domain.dates import in_words
from reviewer.domain.issue import Issue, Level
from reviewer.rules.base import Context


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The field with the last day on which the document is valid."""

    field: str = ""
    level: Level = Level.WARNING


class Rule:
    """Compares a date with today."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def check(self, context: Context) -> Iterator[Issue]:
        """At most one issue a date."""
        field = context.field(self._options.field)
        for entry in context.filled(self._options.field) if field is not None else ():
            iso = context.normalized(entry, field) if field is not None else None
            try:
                day = date.fromisoformat(iso or "")
            except ValueError:
                continue
            if day < context.today:
                text = f"The document was valid until {in_words(day)}."
                yield Issue("expiry", self._options.level, text, (entry.id,), "expired")
