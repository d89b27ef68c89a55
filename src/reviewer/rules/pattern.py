"""A text must look as its document type says."""

import re
from collections.abc import Iterator

import msgspec

from reviewer.domain.issue import Issue, Level
from reviewer.domain.solving import proven
from reviewer.rules._solving import SHAPE, fixes, quoted, reading_of
from reviewer.rules.base import Context


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Fields to check (empty: all that have patterns), and whether small and capital letters differ."""

    fields: tuple[str, ...] = ()
    level: Level = Level.WARNING
    case: bool = False


class Rule:
    """Compares texts with the patterns of their fields."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def check(self, context: Context) -> Iterator[Issue]:
        """One issue a text that matches none of its field's patterns as a whole."""
        flags = 0 if self._options.case else re.IGNORECASE
        for name in self._options.fields or tuple(field.name for field in context.kind.fields if field.patterns):
            field = context.field(name)
            if field is None or not field.patterns:
                continue
            patterns = [re.compile(pattern, flags) for pattern in field.patterns]

            def holds(text: str, patterns: list[re.Pattern[str]] = patterns) -> bool:
                return any(pattern.fullmatch(text) for pattern in patterns)

            for entry in context.filled(name):
                if not holds(entry.value.text):
                    text = f"{field.label} reads {quoted(entry.value.text)}, which does not look like one."
                    found = fixes(entry, proven(reading_of(entry), holds), SHAPE, "{} looks like one.")
                    yield Issue("pattern", self._options.level, text, (entry.id,), "pattern", fixes=found)
