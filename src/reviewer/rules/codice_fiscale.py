"""A codice fiscale, the Italian tax code, must be right, and say the same as the printed fields."""

from collections.abc import Iterator

from msgspec.structs import replace

from reviewer.domain.issue import Issue
from reviewer.domain.personal import codice_fiscale
from reviewer.domain.solving import proven
from reviewer.rules import _personal
from reviewer.rules._personal import Options
from reviewer.rules._solving import CHECK_DIGIT, fixes, reading_of
from reviewer.rules.base import Context

_AGREES = "With {} the check letter agrees."

__all__ = ["Options", "Rule"]


class Rule:
    """Asks python-stdnum for the check letter, and compares the fields that the options name."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def check(self, context: Context) -> Iterator[Issue]:
        """An issue of the code itself, else of each field that differs."""
        options = replace(self._options, field=self._options.field or "codice_fiscale")
        for entry in context.filled(options.field):
            holder = codice_fiscale.read(entry.value.text, context.today)
            if holder is None:
                label, read = _personal.named(context, options.field), entry.value.text
                text = f"The {label} reads “{read[:40]}”, {_why(read)}."
                proposal = codice_fiscale.repaired(read)
                solved = () if proposal else proven(reading_of(entry), codice_fiscale.is_valid)
                found = fixes(entry, solved, CHECK_DIGIT, _AGREES)
                yield Issue("codice_fiscale", options.level, text, (entry.id,), "check_digit", proposal, fixes=found)
                continue
            for _, issue in _personal.differing(context, options, "codice_fiscale", entry, holder):
                yield issue


def _why(text: str) -> str:
    length = len(codice_fiscale.compact(text))
    if length != codice_fiscale.LENGTH:
        return f"which has {length} signs instead of {codice_fiscale.LENGTH}"
    return "which its check letter contradicts"
