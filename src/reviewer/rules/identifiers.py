"""Identifiers must have the right check digits."""

from collections.abc import Iterator
from functools import lru_cache, partial

import msgspec

from reviewer.domain.document_type import Kind
from reviewer.domain.identifier import expected, is_valid, known
from reviewer.domain.issue import Issue, Level
from reviewer.domain.solving import Reading, Solution, proven
from reviewer.rules._solving import CHECK_DIGIT, fixes, quoted, reading_of
from reviewer.rules.base import Context

_AGREES = "With {} the check digits agree."


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
                if is_valid(field.identifier, entry.value.text):
                    continue
                text = f"{field.label} reads {quoted(entry.value.text)}, {_why(field.identifier, entry.value.text)}."
                found = fixes(entry, _solved(field.identifier, reading_of(entry)), CHECK_DIGIT, _AGREES)
                yield Issue("identifiers", self._options.level, text, (entry.id,), "check_digit", fixes=found)


@lru_cache(64)  # rules are checked with every key press, and this takes some milliseconds
def _solved(kind: str, reading: Reading) -> tuple[Solution, ...]:
    letters = 2 if reading.text[:2].isalpha() else 0
    return proven(reading, partial(is_valid, kind), letters=letters)


def _why(kind: str, text: str) -> str:
    """What is wrong with it: an IBAN says itself which digits it should have."""
    wanted = expected(kind, text)
    if wanted is None:
        return "which its check digits contradict"
    return f"whose check digits {wanted[0]} should be {wanted[1]}"
