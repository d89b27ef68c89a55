"""Dates must come one after the other."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import combinations
from operator import ge, le

import msgspec

from reviewer.domain.dates import in_words, readings
from reviewer.domain.issue import Fix, Issue, Level
from reviewer.domain.revision import Entry
from reviewer.rules._solving import OTHER_READING
from reviewer.rules.base import Context


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fields, the earliest first; those without a date are passed over, and equal dates are right."""

    fields: tuple[str, ...] = ()
    level: Level = Level.ERROR


class Rule:
    """Compares the dates of fields two by two."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def check(self, context: Context) -> Iterator[Issue]:
        """One issue a pair in the wrong order."""
        dated = [found for name in self._options.fields if (found := _dated(name, context))]
        for (first, before, entry), (second, after, other) in combinations(dated, 2):
            if before > after:
                text = f"{first} reads {in_words(before)}, which is after {second.lower()}, {in_words(after)}."
                fixes = (
                    *_otherwise(entry, partial(ge, after), context),
                    *_otherwise(other, partial(le, before), context),
                )
                yield Issue("order", self._options.level, text, (entry.id, other.id), "order", fixes=fixes)


def _otherwise(entry: Entry, fits: Callable[[date], bool], context: Context) -> Iterator[Fix]:
    """A date that may be read in two ways, in the way in which it fits."""
    for day in readings(entry.value.text, context.today)[1:]:
        if fits(day):
            says = f"As {in_words(day)} it would be in order."
            yield Fix(entry.id, day.isoformat(), OTHER_READING, says)


def _dated(name: str, context: Context) -> tuple[str, date, Entry] | None:
    """Label, date and entry of a field with exactly one value that is a date."""
    field, entries = context.field(name), context.filled(name)
    if field is None or len(entries) != 1:
        return None
    iso = context.normalized(entries[0], field)
    try:
        return None if iso is None else (field.label, date.fromisoformat(iso), entries[0])
    except ValueError:
        return None
