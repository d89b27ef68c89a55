"""Rows of a table without lines, for example what was bought: each has an amount at its right, and a description."""

import re
from collections.abc import Iterator
from decimal import Decimal

from reviewer.domain import amounts
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.field import Field, Value
from reviewer.domain.field import Row as FieldRow
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.doubts import reading_doubts
from reviewer.extraction.evidence import UNSETTLED
from reviewer.extraction.labels import AGAINST
from reviewer.extraction.layout import Row, Span
from reviewer.extraction.scene import Scene
from reviewer.extraction.shapes import amount
from reviewer.extraction.shapes.text import trim
from reviewer.extraction.values import read_value

LIMIT = 300
_UNIT = r"(?:pcs?|nos|pkts?|stk|st|pz|kg|ltr?|ml|ea|unit)"
_TIMES = re.compile(rf"(?<![\w.,])(\d{{1,5}}(?:[.,]\d{{1,3}})?)\s?{_UNIT}?\s?[x×@]", re.IGNORECASE)
_COUNT = re.compile(rf"(?<![\w.,/-])(\d{{1,4}}(?:[.,]\d{{1,3}})?)(?:\s?{_UNIT})?(?![\w.,/%-])", re.IGNORECASE)
_SIGN = re.compile(r"\s?(?:[x×@]|pcs?)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}|[^\W\d_]{2,}\s[^\W\d_]{2,}")
_ALMOST = Decimal("0.02")
_SETTLED = 0.97

Cells = dict[str, Candidate]


def find_rows(field: FieldType, scene: Scene) -> list[Cells]:
    """The rows of a field with columns: for each, a candidate by column name.

    The last column of kind amount is what a row costs; it is what makes a row of the page a row of the table.
    """
    costs = [column.name for column in field.columns if column.kind is Kind.AMOUNT]
    if not costs:
        return []
    by_row: dict[int, list[Candidate]] = {}
    if Kind.AMOUNT not in scene.candidates:
        scene.candidates[Kind.AMOUNT] = amount.find(scene)
    for one in scene.candidates[Kind.AMOUNT]:
        if one.traits["decimals"] or one.traits["money"] or one.traits["grouped"]:
            by_row.setdefault(one.first.row.number, []).append(one)
    table = list(_table(field, scene, by_row))[:LIMIT]
    described_below = _described_below(table, scene)
    found: list[Cells] = []
    used: set[int] = set()
    for row in table:
        if found and _detail(field, row, by_row[row.number], costs, found[-1]):
            continue
        cells = _figures(field, row, by_row[row.number], costs)
        if text := _description(row, scene, cells, used, below=described_below):
            column = next((one.name for one in field.columns if one.kind is Kind.TEXT), None)
            if column is not None:
                cells[column] = text
        if len(cells) > 1:
            found.append(cells)
    return [{column.name: cells[column.name] for column in field.columns if column.name in cells} for cells in found]


def as_field(field: FieldType, rows: list[Cells], threshold: float, sums: frozenset[Decimal]) -> Field:
    """The rows as values for the review; without a sum or product that agrees they stay below the threshold.

    Args:
        field: with columns.
        rows: as `find_rows` found them.
        threshold: of the field.
        sums: amounts of the page that the rows may add up to: the total, before or after rounding and tax.
    """
    cost = [column.name for column in field.columns if column.kind is Kind.AMOUNT][-1:]
    count = _adding_up(rows, cost, sums)
    shown = rows[:count] if count else rows
    return Field(field.name, rows=tuple(_row(field, cells, threshold, bool(count)) for cells in shown))


def _adding_up(rows: list[Cells], cost: list[str], sums: frozenset[Decimal]) -> int:
    """How many rows from the first add up to a sum; 0 when none do. What stands below them is no row of the table."""
    whole = Decimal(0)
    for number, cells in enumerate(rows, 1):
        whole += sum(
            (key for name in cost if name in cells and isinstance(key := cells[name].key, Decimal)), Decimal(0)
        )
        if number > 1 and any(abs(whole - one) <= _ALMOST for one in sums):
            return number
    return 0


def _row(field: FieldType, cells: Cells, threshold: float, added: bool) -> FieldRow:
    evidence = _row_evidence(field, cells, added)
    return FieldRow(
        tuple(
            Field(column.name, values=(_value(cells.get(column.name), threshold, evidence.get(column.name, ())),))
            for column in field.columns
        )
    )


def _row_evidence(field: FieldType, cells: Cells, added: bool) -> dict[str, tuple[str, ...]]:
    """What settles the cells of a row: its amount by the sum of all, price and count by their product."""
    costs = [column.name for column in field.columns if column.kind is Kind.AMOUNT and column.name in cells]
    counts = [column.name for column in field.columns if column.kind is Kind.NUMBER and column.name in cells]
    found: dict[str, tuple[str, ...]] = {}
    if added and costs:
        found[costs[-1]] = ("sum",)
    if len(costs) > 1 and counts:
        number = cells[counts[0]].key
        if isinstance(number, Decimal) and _product(number, cells[costs[-2]], cells[costs[-1]]):
            for name in (counts[0], *costs[-2:]):
                found[name] = (*found.get(name, ()), "product")
    if found:  # the figures prove that this is a row, so what describes it is its description
        found |= {column.name: ("row",) for column in field.columns if column.kind is Kind.TEXT}
    return found


def _value(candidate: Candidate | None, threshold: float, evidence: tuple[str, ...]) -> Value:
    if candidate is None:
        return Value(text="")
    read = read_value(candidate)
    known = read.recognized_confidence
    score = _SETTLED if evidence else UNSETTLED
    return Value(
        text=read.text,
        normalized=read.normalized,
        confidence=score if known is None else min(known, score),
        evidence=evidence,
        recognized_text=read.text,
        recognized_confidence=known,
        regions=read.regions,
        characters=read.characters,
        edges=read.edges,
        doubts=reading_doubts(read.text, read.characters, known, threshold),
    )


def _table(field: FieldType, scene: Scene, by_row: dict[int, list[Candidate]]) -> Iterator[Row]:
    """The rows with amounts below the head of the table, to the first row that is labeled as something else."""
    columns = {f"{field.name}.{column.name}" for column in field.columns}
    head = -1
    for number, labels in enumerate(scene.labels):
        if sum(1 for label in labels if label.names & columns) >= 2 and number not in by_row:
            head = number
            break
    begun = False
    for row in scene.layout.rows[head + 1 :]:
        others = any(
            name not in columns and not name.startswith(AGAINST + field.name)
            for label in scene.labels[row.number]
            for name in label.names
        )
        if row.number not in by_row:
            continue
        if others:
            if begun:
                return
            continue
        begun = True
        yield row


def _figures(field: FieldType, row: Row, found: list[Candidate], costs: list[str]) -> Cells:
    cost = found[-1]
    cells: Cells = {costs[-1]: cost}
    price = found[-2] if len(found) > 1 and len(costs) > 1 else None
    count_column = next((column.name for column in field.columns if column.kind is Kind.NUMBER), None)
    if count_column is not None and (count := _count(row, cost, price)):
        cells[count_column] = count
    if price is not None:
        cells[costs[-2]] = price
    return cells


def _detail(field: FieldType, row: Row, amounts_here: list[Candidate], costs: list[str], above: Cells) -> bool:
    """Whether a row says only how the amount above it came about ("2 x 1.29"); the row above gets count and price."""
    times = _TIMES.search(row.text)
    count_column = next((column.name for column in field.columns if column.kind is Kind.NUMBER), None)
    price, cost = amounts_here[-1], above.get(costs[-1])
    if times is None or count_column is None or len(costs) < 2 or cost is None or price.first.start < times.end(1):
        return False
    number, known = amounts.number(times[1]), above.get(costs[-2])
    if number is None or (known is not None and known.key != price.key) or not _product(number, price, cost):
        return False
    above[count_column] = _number(row, times)
    above[costs[-2]] = price
    return True


def _count(row: Row, cost: Candidate, price: Candidate | None) -> Candidate | None:
    """The number before a multiplication sign, one that times the price makes the amount, or a lone whole one."""
    stop = (price or cost).first.start
    if times := _TIMES.search(row.text, 0, stop):
        return _number(row, times)
    matches = list(_COUNT.finditer(row.text, 0, stop))
    for match in matches:
        number = amounts.number(match[1])
        if price is not None and number is not None and _product(number, price, cost):
            return _number(row, match)
    lone = [match for match in matches if match[1].isdigit() and len(match[1]) <= 3]
    at_edge = [match for match in lone if match.start() == 0 or not _WORD.search(row.text, match.end(), stop)]
    return _number(row, at_edge[0]) if len(at_edge) == 1 else None


def _product(number: Decimal, price: Candidate, cost: Candidate) -> bool:
    one, whole = price.key, cost.key
    return isinstance(one, Decimal) and isinstance(whole, Decimal) and abs(number * one - whole) <= _ALMOST


def _number(row: Row, match: re.Match[str]) -> Candidate:
    value = amounts.number(match[1])
    shown = None if value is None else format(value, "f")
    return Candidate((Span(row, match.start(1), match.end(1)),), match[1], value, shown)


def _description(row: Row, scene: Scene, cells: Cells, used: set[int], *, below: bool) -> Candidate | None:
    first = min(cell.first.start for cell in cells.values())
    last = max(cell.first.stop for cell in cells.values())
    starts_with_count = any(cell.first.start == 0 for cell in cells.values())
    own = Span(row, 0, first)
    if starts_with_count:
        inner = sorted((cell.first.start, cell.first.stop) for cell in cells.values())
        start = inner[0][1]
        if times := _SIGN.match(row.text, start):
            start = times.end()
        own = Span(row, start, inner[1][0] if len(inner) > 1 else last)
    if candidate := _text(own):
        return candidate
    number = row.number + (1 if below else -1)
    if 0 <= number < len(scene.layout.rows) and number not in used:
        near = scene.layout.rows[number]
        gap = max(near.box.top - row.box.bottom, row.box.top - near.box.bottom)
        if near.page == row.page and gap < scene.layout.height and not scene.labels[number]:
            used.add(number)
            return _text(Span(near, 0, len(near.text)))
    return None


def _described_below(table: list[Row], scene: Scene) -> bool:
    """Whether the descriptions stand under the figures: the first row of figures has none in or above it."""
    if not table or _WORD.search(table[0].text):
        return False
    above = table[0].number - 1
    return above < 0 or bool(scene.labels[above]) or not _WORD.search(scene.layout.rows[above].text)


def _text(span: Span) -> Candidate | None:
    bare = span.text.rstrip(" $€£¥₹")  # the currency in front of the amount
    trimmed = trim(Span(span.row, span.start, span.start + len(bare)))
    if trimmed is None or not _WORD.search(trimmed.text):
        return None
    return Candidate((trimmed,), trimmed.text, trimmed.text)
