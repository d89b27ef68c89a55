"""Tax lines: a rate in percent, the base that it is taken of, and the amount, in one row of the page.

What they say of the amounts of the page (see `mark`) helps to tell the tax from its base:
``rate_base``: it is the base of a tax line; ``rate_amount``: it is the tax of one of several lines;
``rate_sum``: it is the tax of all lines; ``base_sum``: it is the base of all lines.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from reviewer.domain import amounts
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.equation import equations
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.labels import AGAINST
from reviewer.extraction.layout import Row, Span
from reviewer.extraction.scene import Scene
from reviewer.extraction.table import ALMOST, Cells, amounts_by_row, called, columns_of, head_at, heads_of

LIMIT = 40
_PERCENT = re.compile(r"(?<![\w.,])(\d{1,2}(?:[.,]\d{1,3})?)\s?%")
_BARE = re.compile(r"(?<![\w.,/-])(\d{1,2}(?:[.,]\d{1,2})?)(?![\w.,/%-])")
_HUNDRED = Decimal(100)
_BELOW = 8  # rows under the head of a table of taxes
_FEW = 6  # amounts of a row that are tried


def find_rows(field: FieldType, scene: Scene) -> list[Cells]:
    """The tax lines of a document: cells for the first number (the rate), the first amount (the base) and the last."""
    rates = [column.name for column in field.columns if column.kind is Kind.NUMBER]
    costs = [column.name for column in field.columns if column.kind is Kind.AMOUNT]
    if not rates or not costs:
        return []
    found: dict[tuple[object, ...], Cells] = {}
    for rate, base, tax in _lines(field, scene):
        cells = {rates[0]: rate, costs[-1]: tax}
        if base is not None and len(costs) > 1:
            cells[costs[0]] = base
        found.setdefault((rate.key, tax.key), cells)
        if len(found) == LIMIT:
            break
    return list(found.values())


def mark(field: FieldType, rows: Sequence[Cells], scene: Scene) -> None:
    """Give the amounts of the page the traits that the tax lines prove."""
    costs = [column.name for column in field.columns if column.kind is Kind.AMOUNT]
    if not rows or not costs:
        return
    bases = [cells[costs[0]] for cells in rows if costs[0] in cells and len(costs) > 1]
    taxes = [cells[costs[-1]] for cells in rows]
    whole, whole_base = _sum(taxes), _sum(bases)
    for one in scene.candidates.get(Kind.AMOUNT, []):
        one.traits["rate_base"] = float(one in bases)
        one.traits["rate_amount"] = float(len(rows) > 1 and one in taxes)
        one.traits["rate_sum"] = float(one.key == whole)
        one.traits["base_sum"] = float(bool(bases) and len(bases) == len(rows) and one.key == whole_base)


def _sum(found: Sequence[Candidate]) -> Decimal:
    return sum((one.key for one in found if isinstance(one.key, Decimal)), Decimal(0))


def _lines(field: FieldType, scene: Scene) -> Iterator[tuple[Candidate, Candidate | None, Candidate]]:
    """Rate, base and tax of each line; the base may be missing where a label calls the amount a tax."""
    by_row = amounts_by_row(scene)
    heads = heads_of(field, scene, by_row)
    wholes = {one.result for one in equations(scene.kind) if one.terms[0].name.startswith(f"{field.name}.")}
    for number, here in by_row.items():
        row = scene.layout.rows[number]
        labels = {name for label in scene.labels[number] for name in label.names}
        if AGAINST + field.name in labels:
            continue
        labeled = wholes & labels or any(columns_of(field, label) for label in scene.labels[number])
        head = head_at(heads, row)
        below = head.columns and number <= head.number + _BELOW
        if not labeled and not below:
            continue
        rates = list(_PERCENT.finditer(row.text)) or list(_BARE.finditer(row.text))
        proven = next((line for rate in rates if (line := _proven(row, rate, here))), None)
        if proven is not None:
            yield proven
        elif len(here) == 1 and rates and rates[0][0].endswith("%") and wholes & called(row, scene):
            yield _number(row, rates[0]), None, here[0]


def _proven(
    row: Row, rate: re.Match[str], here: Sequence[Candidate]
) -> tuple[Candidate, Candidate | None, Candidate] | None:
    """The first two amounts of a row of which one is the tax of the other."""
    percent = amounts.number(rate[1])
    if not percent:
        return None
    beside = [one for one in here[:_FEW] if one.first.stop <= rate.start(1) or one.first.start >= rate.end(1)]
    for base, tax in permutations(beside, 2):
        if _is_tax(percent, base.key, tax.key):
            return _number(row, rate), base, tax
    return None


def _is_tax(percent: Decimal, base: object, tax: object) -> bool:
    if not isinstance(base, Decimal) or not isinstance(tax, Decimal) or not tax:
        return False
    return abs(percent * base / _HUNDRED - tax) <= ALMOST


def _number(row: Row, match: re.Match[str]) -> Candidate:
    value = amounts.number(match[1])
    shown = None if value is None else format(value, "f")
    return Candidate((Span(row, match.start(1), match.end(1)),), match[1], value, shown)
