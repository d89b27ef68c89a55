"""What is printed must be what the electronic invoice in the file says."""

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from reviewer.domain.agreement import agrees
from reviewer.domain.dates import in_words
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.embedded import ORIGIN
from reviewer.domain.issue import Issue, Level
from reviewer.domain.revision import Entry
from reviewer.rules.base import Context

_LONGEST = 40


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which fields; empty: all without rows."""

    fields: tuple[str, ...] = ()
    level: Level = Level.ERROR


class Rule:
    """Compares values with what recognition found in the electronic invoice, as long as they differ."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def check(self, context: Context) -> Iterator[Issue]:
        """One issue a value that differs; its proposal is what the electronic invoice says."""
        names = self._options.fields or tuple(field.name for field in context.kind.fields if not field.columns)
        for name in names:
            field = context.field(name)
            for entry in context.filled(name) if field is not None else ():
                if field is not None and (said := _said(entry, field, context)):
                    printed, other = _shown(entry.value.text, field), _shown(said, field)
                    text = f"{field.label} reads {printed}, but the electronic invoice says {other}."
                    yield Issue("embedded", self._options.level, text, (entry.id,), "differs", proposal=said)


def _shown(text: str, field: FieldType) -> str:
    if field.kind is Kind.DATE and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return in_words(date.fromisoformat(text))
    if field.kind is Kind.AMOUNT:
        return text
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[: _LONGEST - 1]}…”"


def _said(entry: Entry, field: FieldType, context: Context) -> str:
    """What the electronic invoice says otherwise, or nothing."""
    value = entry.value
    said = next((one.text for one in value.alternatives if one.origin == ORIGIN), "")
    return "" if not said or agrees(field, value.text, context.normalized(entry, field), said) else said
