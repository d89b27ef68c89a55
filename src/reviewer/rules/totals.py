"""Sums that must agree, for example cash minus change is the total."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from reviewer.domain.equation import Equation, Term
from reviewer.domain.issue import Fix, Issue, Level
from reviewer.domain.revision import Entry
from reviewer.domain.solving import Part, balanced
from reviewer.rules._solving import SUM, reading_of
from reviewer.rules.base import Context


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An equation: `result` is the sum of `terms`.

    Attributes:
        result: name of a field.
        terms: names of fields or columns; a minus before a name subtracts it. With ``*``, any amount on the page,
            the equation is evidence for extraction only.
        tolerance: a decimal.
        single: the term that is the result where the others are missing; for extraction only.
        other_results: fields that the sum may be instead of `result`: the total, where rows have their tax in them.
    """

    result: str
    terms: tuple[str, ...]
    tolerance: str = "0"
    single: str = ""
    other_results: tuple[str, ...] = ()
    level: Level = Level.ERROR


class Rule:
    """Computes one equation of the document type; says nothing while a part of it is missing or unreadable."""

    def __init__(self, options: Options) -> None:
        self._options = options
        terms = tuple(Term(term.lstrip("-"), term.startswith("-")) for term in options.terms)
        self._equation = Equation(options.result, terms, Decimal(options.tolerance))

    def check(self, context: Context) -> Iterator[Issue]:
        """One issue when the sum differs from the result; its proposal is the sum, its fixes are misread digits."""
        equation = self._equation
        results = context.filled(equation.result)
        if equation.open or len(results) != 1:
            return
        result = _amounts(results, equation.result, context)
        parts = [_amounts(context.filled(term.name), term.name, context) for term in equation.terms]
        if not result or not all(parts):
            return
        values = [sum(part, Decimal(0)) for part in parts]
        others = [found[0] for name in self._options.other_results if (found := _amounts_of(name, context))]
        terms = [entry for term in equation.terms for entry in context.filled(term.name)]
        held = [one for one, amount in ((results[0], result[0]), *others) if equation.holds(amount, values)]
        if held:
            context.agreeing.update(entry.id for entry in (held[0], *terms))
            return
        total = equation.total(values)
        entries = [results[0], *terms]
        yield Issue(
            "totals",
            self._options.level,
            f"{_sum(equation, parts, context)} {total}, but {_label(equation.result, context)} reads {result[0]}.",
            tuple(entry.id for entry in entries),
            "sum_differs",
            proposal=format(total, "f"),
            fixes=self._fixes(context, [(results[0], result[0]), *others]),
        )

    def _fixes(self, context: Context, results: Sequence[tuple[Entry, Decimal]]) -> tuple[Fix, ...]:
        """Digits that were taken for others, in the terms or in what they may add up to."""
        terms = [
            (entry, amount, 1 if amount < 0 or not term.negative else -1)
            for term in self._equation.terms
            for entry, amount in _amounts_of(term.name, context)
        ]
        found: dict[Fix, None] = {}
        for entry, amount in results:
            whole = [*terms, (entry, amount, -1)]
            parts = tuple(Part(reading_of(one), value, factor) for one, value, factor in whole)
            for solution in balanced(parts, self._equation.tolerance):
                says = f"{solution.text} balances the sum."
                fix = Fix(whole[solution.part][0].id, solution.text, SUM, says)
                if solution.besides is not None:
                    there, other = whole[solution.besides[0]][0], solution.besides[1]
                    says = f"{solution.text} balances the sum if {there.value.text} is {other}."
                    fix = replace(fix, says=says, besides=there.id)
                found[fix] = None
        return tuple(found)


def _amounts_of(name: str, context: Context) -> list[tuple[Entry, Decimal]]:
    """The entries of a field or column with their amounts; empty as `_amounts`."""
    entries = context.filled(name)
    return list(zip(entries, _amounts(entries, name, context), strict=False))


def _amounts(entries: tuple[Entry, ...], name: str, context: Context) -> list[Decimal]:
    """The amounts of entries; empty when there is none, or one that cannot be read."""
    field = context.field(name)
    if field is None:
        return []
    plain = [context.normalized(entry, field) for entry in entries]
    return [Decimal(one) for one in plain if one is not None] if None not in plain else []


def _sum(equation: Equation, parts: list[list[Decimal]], context: Context) -> str:
    """In words: ``Cash 50.00 minus change 41.05 is``, ``The 3 amounts of Items are together``."""
    if len(parts) == 1 and "." in equation.terms[0].name:
        rows = _label(equation.terms[0].name.partition(".")[0], context)
        return f"The {len(parts[0])} amounts of {rows} are together"
    words = []
    for number, (term, part) in enumerate(zip(equation.terms, parts, strict=True)):
        label = _label(term.name, context)
        named = label if number == 0 else label[:1].lower() + label[1:]
        sign = ("minus " if number == 0 else " minus ") if term.negative else (" plus " if number else "")
        words.append(f"{sign}{named} {sum(part, Decimal(0))}")
    return f"{''.join(words)} is"


def _label(name: str, context: Context) -> str:
    field = context.field(name)
    return name if field is None else field.label
