"""A date must exist and lie in a window of years."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from reviewer.domain.dates import in_words
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.issue import Fix, Issue, Level
from reviewer.domain.normalize import normalized
from reviewer.domain.revision import Entry
from reviewer.domain.solving import proven
from reviewer.rules._solving import SHAPE, fixes, quoted, reading_of
from reviewer.rules.base import Context


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which dates, and how far from today they may be; None is no limit.

    Attributes:
        field, fields: empty: all dates of the document type.
        years_back: older dates are told.
        days_ahead: later dates are told.
    """

    field: str = ""
    fields: tuple[str, ...] = ()
    years_back: int | None = None
    days_ahead: int | None = None
    level: Level = Level.ERROR


class Rule:
    """Finds texts that are no dates, and dates that cannot be meant."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def check(self, context: Context) -> Iterator[Issue]:
        """At most one issue a date."""
        options = self._options
        for name in context.names((options.field,) if options.field else options.fields, Kind.DATE):
            field = context.field(name)
            for entry in context.filled(name) if field is not None else ():
                if field is not None and (found := self._wrong(entry, field, context)):
                    mended = self._mended(entry, field, context)
                    yield Issue("date", options.level, found[1], (entry.id,), found[0], fixes=mended)

    def _mended(self, entry: Entry, field: FieldType, context: Context) -> tuple[Fix, ...]:
        """With digits for letters that look like them, or one digit taken for another."""

        def holds(text: str) -> bool:
            iso = normalized(text, field, context.today)
            return iso is not None and not self._off(date.fromisoformat(iso), context)

        return fixes(entry, proven(reading_of(entry), holds, digits=True), SHAPE, "{} is a date.")

    def _wrong(self, entry: Entry, field: FieldType, context: Context) -> tuple[str, str] | None:
        iso = context.normalized(entry, field)
        if iso is None:
            return "no_date", f"{field.label} reads {quoted(entry.value.text)}, which is no date."
        day = date.fromisoformat(iso)
        match self._off(day, context):
            case "future":
                return "future", f"{field.label} reads {in_words(day)}, which is still to come."
            case "too_old":
                back = self._options.years_back
                return "too_old", f"{field.label} reads {in_words(day)}, which is more than {back} years ago."
        return None

    def _off(self, day: date, context: Context) -> str:
        """Whether a day lies outside the window, and on which side."""
        back, ahead = self._options.years_back, self._options.days_ahead
        if ahead is not None and day > context.today + timedelta(days=ahead):
            return "future"
        return "too_old" if back is not None and day.year < context.today.year - back else ""
