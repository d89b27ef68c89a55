"""Sums that the amounts of a document must satisfy, as its type lists them under the rule ``totals``."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from reviewer.domain.document_type import DocumentType

ANY = "*"


class Term(msgspec.Struct, frozen=True):
    """A field (``cash``), a column whose amounts are summed (``line_items.amount``), or ``*``: any amount."""

    name: str
    negative: bool = False


class Equation(msgspec.Struct, frozen=True):
    """``result`` is the sum of the terms, within a tolerance.

    Attributes:
        result: name of a field.
        terms: what it is the sum of.
        tolerance: how far it may be off.
        single: the term that is the result where the document has no other one: net, where there is no tax.
        other_results: what the sum may be instead: the total, where the rows of a table have their tax in them.
    """

    result: str
    terms: tuple[Term, ...]
    tolerance: Decimal = Decimal(0)
    single: str = ""
    other_results: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it has an unknown term: good as evidence, no use as a rule."""
        return any(term.name == ANY for term in self.terms)

    def total(self, values: Sequence[Decimal]) -> Decimal:
        """The sum of the terms; values that are printed with the sign already (cash as -50.00) count without it."""
        signed = zip(self.terms, values, strict=True)
        return sum((-abs(value) if term.negative else value for term, value in signed), Decimal(0))

    def holds(self, result: Decimal, values: Sequence[Decimal]) -> bool:
        """Whether it is satisfied, also when terms are printed with the other sign (but not with an unknown term)."""
        if abs(self.total(values) - result) <= self.tolerance:
            return True
        return not self.open and abs(self.total([abs(value) for value in values]) - result) <= self.tolerance


def equations(kind: DocumentType) -> Iterator[Equation]:
    """The sums of a document type; a rule that names nothing to add up is none."""
    for rule in kind.rules:
        if rule.get("rule") == "totals" and rule.get("terms"):
            terms = tuple(Term(str(term).lstrip("-"), str(term).startswith("-")) for term in rule.get("terms", ()))
            tolerance, single = Decimal(str(rule.get("tolerance", "0"))), str(rule.get("single", ""))
            others = tuple(map(str, rule.get("other_results", ())))
            yield Equation(str(rule.get("result", "")), terms, tolerance, single, others)
