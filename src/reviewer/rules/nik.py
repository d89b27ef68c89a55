"""A NIK, the Indonesian personal number, must be one, and say the same as the printed fields."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from reviewer.domain.issue import Issue, Level
from reviewer.domain.personal import nik
from reviewer.domain.revision import Entry
from reviewer.rules import _personal
from reviewer.rules._personal import Options
from reviewer.rules.base import Context

__all__ = ["Options", "Rule"]


class Rule:
    """Looks at form, date and province of the number, and compares the fields that the options name."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def check(self, context: Context) -> Iterator[Issue]:
        """Issues of the number itself, else of each field that differs."""
        for entry in context.filled(self._options.field or "nik"):
            number = nik.parse(entry.value.text, context.today)
            if number is None or not number.born:
                yield self._wrong(entry, number, context.today)
                continue
            if number.province not in nik.PROVINCES:
                text = f"The NIK begins with {number.province}, which is the code of no province."
                yield Issue("nik", Level.WARNING, text, (entry.id,), "no_province")
            options = replace(self._options, field=self._options.field or "nik")
            for element, issue in _personal.differing(context, options, "nik", entry, number.holder):
                # who moves away keeps the number
                yield replace(issue, level=Level.WARNING) if element == "province" else issue

    def _wrong(self, entry: Entry, number: nik.Nik | None, today: date) -> Issue:
        if number is not None:
            digits = nik.compact(entry.value.text)[6:12]
            text = f"The NIK's digits 7 to 12, {digits}, are no date of birth."
            return Issue("nik", self._options.level, text, (entry.id,), "no_date")
        compact = nik.compact(entry.value.text)
        repaired = nik.repaired(entry.value.text)
        proposal = repaired if repaired is not None and nik.read(repaired, today) else None
        if compact.isdigit():
            text = f"The NIK has {len(compact)} digits; {nik.LENGTH} would be right."
        else:
            text = f"The NIK reads “{entry.value.text[:40]}”; it must have {nik.LENGTH} digits and nothing else."
        return Issue("nik", self._options.level, text, (entry.id,), "no_number", proposal)
