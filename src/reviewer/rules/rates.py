"""In each tax line, the amount must be the rate of the base."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

import msgspec

from reviewer.domain import amounts
from reviewer.domain.issue import Fix, Issue, Level
from reviewer.domain.revision import Entry
from reviewer.domain.solving import proven
from reviewer.rules._solving import RATE, fixes, reading_of
from reviewer.rules.base import Context

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The columns compared, as ``taxes.rate``: percent, what it is taken of, and what it is.

    Attributes:
        rate, base, amount: columns of one field; without them nothing is checked.
        tolerance: a decimal.
    """

    rate: str = ""
    base: str = ""
    amount: str = ""
    tolerance: str = "0.02"
    level: Level = Level.WARNING


class Rule:
    """Computes one line after the other; says nothing of a line that lacks a part."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._tolerance = Decimal(options.tolerance)

    def check(self, context: Context) -> Iterator[Issue]:
        """One issue a line that does not agree; its proposal is the computed amount."""
        rates, bases = self._by_row(self._options.rate, context), self._by_row(self._options.base, context)
        for row, (entry, amount) in self._by_row(self._options.amount, context).items():
            if row not in rates or row not in bases:
                continue
            (rate_entry, rate), (base_entry, base) = rates[row], bases[row]
            wanted = (base * rate / _HUNDRED).quantize(_CENT)
            if self._agree(rate, base, amount):
                context.agreeing.update(one.id for one in (entry, rate_entry, base_entry))
            else:
                text = f"{rate:f} % of {base} is {wanted}, but {amount} is printed."
                ids = (entry.id, rate_entry.id, base_entry.id)
                found = (
                    *self._fixes(entry, partial(self._agree, rate, base)),
                    *self._fixes(base_entry, partial(self._agree, rate, amount=amount)),
                    *self._fixes(rate_entry, partial(self._agree, base=base, amount=amount)),
                )
                proposal = format(wanted, "f")
                yield Issue("rates", self._options.level, text, ids, "rate_differs", proposal, fixes=found)

    def _agree(self, rate: Decimal, base: Decimal, amount: Decimal) -> bool:
        wanted = (base * rate / _HUNDRED).quantize(_CENT)
        return abs(abs(wanted) - abs(amount)) <= self._tolerance

    def _fixes(self, entry: Entry, agrees: Callable[[Decimal], bool]) -> tuple[Fix, ...]:
        """Digits that were taken for others."""

        def holds(text: str) -> bool:
            plain = amounts.plain(text)
            return plain is not None and agrees(Decimal(plain))

        found = proven(reading_of(entry), holds, digits=True)
        return fixes(entry, found, RATE, "With {} rate, base and amount agree.")

    def _by_row(self, name: str, context: Context) -> dict[str, tuple[Entry, Decimal]]:
        field = context.field(name) if name else None
        if field is None:
            return {}
        plain = ((entry, context.normalized(entry, field)) for entry in context.filled(name))
        return {entry.row: (entry, Decimal(text)) for entry, text in plain if text is not None}
