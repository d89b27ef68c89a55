"""An amount must be one."""

from collections.abc import Iterator

import msgspec

from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.issue import Fix, Issue, Level
from reviewer.domain.normalize import normalized
from reviewer.domain.revision import Entry
from reviewer.domain.solving import proven
from reviewer.rules._solving import SHAPE, fixes, quoted, reading_of
from reviewer.rules.base import Context


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which amounts; empty: all of the document type. `negative`: whether one below zero is right."""

    fields: tuple[str, ...] = ()
    negative: bool = True
    level: Level = Level.ERROR


class Rule:
    """Finds texts that cannot be read as an amount."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def check(self, context: Context) -> Iterator[Issue]:
        """One issue a text that is no amount."""
        for name in context.names(self._options.fields, Kind.AMOUNT):
            field = context.field(name)
            for entry in context.filled(name) if field is not None else ():
                assert field is not None
                plain = context.normalized(entry, field)
                if plain is None:
                    text = f"{field.label} reads {quoted(entry.value.text)}, which is no amount."
                    found = _mended(entry, field, context)
                    yield Issue("amount", self._options.level, text, (entry.id,), "no_amount", fixes=found)
                elif plain.startswith("-") and not self._options.negative:
                    text = f"{field.label} reads {plain}, which is below zero."
                    yield Issue("amount", self._options.level, text, (entry.id,), "negative")


def _mended(entry: Entry, field: FieldType, context: Context) -> tuple[Fix, ...]:
    """With digits for letters that look like them."""

    def holds(text: str) -> bool:
        return normalized(text, field, context.today) is not None

    return fixes(entry, proven(reading_of(entry), holds, digits=True), SHAPE, "{} is an amount.")
