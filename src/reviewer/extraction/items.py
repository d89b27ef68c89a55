"""Rows of a table without lines, for example what was bought: each has an amount at its right, and a description."""

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import chain, islice, pairwise

from reviewer.domain import amounts
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.geometry import Box
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.layout import Row, Span
from reviewer.extraction.scene import Scene
from reviewer.extraction.shapes.text import trim
from reviewer.extraction.table import ByRow, Cells, Head, amounts_by_row, head_at, heads_of, product, rows_below, under

LIMIT = 300
_UNIT = r"(?:pcs?|nos|pkts?|stk|st|pz|kg|ltr?|ml|ea|unit)"
_TIMES = re.compile(rf"(?<![\w.,])(\d{{1,5}}(?:[.,]\d{{1,3}})?)\s?{_UNIT}?\s?[x×@]", re.IGNORECASE)
_SIZE = re.compile(r"[\d.,]+\s?[x×]\s?\d+(?:[.,]\d+)?\s?(?:[a-z]{1,3}\b|[x×,]|[^\W\d_]{2})", re.IGNORECASE)
_COUNT = re.compile(rf"(?<![\w.,/-])(\d{{1,4}}(?:[.,]\d{{1,3}})?)(?:\s?{_UNIT}\.?)?(?![\w.,/%-])", re.IGNORECASE)
_SIGN = re.compile(r"\s?(?:[x×@]|pcs?)\s", re.IGNORECASE)
_RATE = re.compile(r"(?:\s\d{1,2}(?:[.,]\d{1,2})?\s?%)?[\s$€£¥₹%]*$")
"""Behind a description: a rate, the currency in front of the amount."""
_WORD = re.compile(r"[^\W\d_]{3,}|[^\W\d_]{2,}\s[^\W\d_]{2,}")


def find_rows(field: FieldType, scene: Scene) -> list[Cells]:
    """The rows of a field with columns: for each, a candidate by column name.

    The last column of kind amount is what a row costs; it is what makes a row of the page a row of the table.
    """
    costs = [column.name for column in field.columns if column.kind is Kind.AMOUNT]
    if not costs:
        return []
    by_row = amounts_by_row(scene)
    heads = heads_of(field, scene, by_row)
    table = list(islice(rows_below(field, scene, by_row, heads), LIMIT))
    places = {row.number: head_at(heads, row).columns.get(costs[-1]) for row in table}
    figures = _in_columns(table, by_row, places, scene)
    described_below = _described_below(table, scene)
    found: list[Cells] = []
    used: set[int] = set()
    for row in table:
        here = figures[row.number]
        if not here or (found and _detail(field, row, here, costs, found[-1])):
            continue
        head = head_at(heads, row)
        cells = _figures(field, row, here, costs, head, scene)
        if text := _description(row, scene, cells, used, below=described_below):
            cells |= _texts(field, text, head, scene)
        if len(cells) > 1:
            found.append(cells)
    for cell in (cell for cells in found for cell in cells.values()):
        cell.traits["in_table"] = 1.0
    return [{column.name: cells[column.name] for column in field.columns if column.name in cells} for cells in found]


def _in_columns(
    table: list[Row], by_row: ByRow, heads: dict[int, Box | None], scene: Scene
) -> dict[int, list[Candidate]]:
    """The amounts of each row up to the one in the column of costs; all of them where the heads do not say it."""
    whole = {row.number: list(by_row[row.number]) for row in table}
    cut: dict[int, list[Candidate]] = {}
    for number, found in whole.items():
        ends = [at for at, one in enumerate(found, 1) if under(heads[number], one.box, scene.layout.height)]
        cut[number] = found[: ends[-1]] if ends else []
    agree = sum(1 for found in cut.values() if found)
    return cut if agree > len(table) / 2 else whole


def _texts(field: FieldType, text: Candidate, head: Head, scene: Scene) -> Cells:
    """The description of a row, and the article number where the head has a column for it."""
    texts = [column.name for column in field.columns if column.kind is Kind.TEXT]
    codes = [column.name for column in field.columns if column.kind is Kind.CODE and column.name in head.columns]
    if not texts:
        return {}
    words, code = head.columns.get(texts[0]), head.columns[codes[0]] if codes else None
    edge = 0.5 * scene.layout.height
    if words is None or text.box.left > words.left - edge:
        return {texts[0]: text}
    starts = [
        (start, placed.box.left) for start, placed in zip(text.first.row.starts, text.first.row.words, strict=True)
    ]
    inside = [(start, left) for start, left in starts if text.first.start <= start < text.first.stop]
    begin = next((start for start, left in inside if left > words.left - edge), None)
    own = begin is not None and _text(Span(text.first.row, begin, text.first.stop))
    if begin is None or not own:
        return {texts[0]: text}
    found: Cells = {texts[0]: own}
    first = next((start for start, left in inside if code is not None and left > code.left - edge), begin)
    if code is not None and code.left < words.left and first < begin:
        span = Span(text.first.row, first, begin - 1)
        found[codes[0]] = Candidate((span,), span.text, span.text)
    return found


def _figures(field: FieldType, row: Row, found: list[Candidate], costs: list[str], head: Head, scene: Scene) -> Cells:
    cost = found[-1]
    cells: Cells = {costs[-1]: cost}
    price = found[-2] if len(found) > 1 and len(costs) > 1 else None
    count_column = next((column.name for column in field.columns if column.kind is Kind.NUMBER), None)
    if count_column is not None:
        place = head.columns.get(count_column)
        count = _count(row, cost, price, lambda one: place is None or under(place, one.box, scene.layout.height))
        if count is not None:
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
    if number is None or (known is not None and known.key != price.key) or not product(number, price, cost):
        return False
    above[count_column] = _number(row, times)
    above[costs[-2]] = price
    return True


def _count(row: Row, cost: Candidate, price: Candidate | None, fits: Callable[[Span], bool]) -> Candidate | None:
    """The number before a multiplication sign, one that times the price makes the amount, or a lone whole one.

    Args:
        row: of the table.
        cost: the amount that it costs.
        price: of one, or None.
        fits: whether a place may be in the column of counts.
    """
    stop = (price or cost).first.start
    matches = list(_COUNT.finditer(row.text, 0, stop))
    fitting = [
        _number(row, match, number)
        for match in (*_TIMES.finditer(row.text, 0, stop), *matches)
        for number in _readings(match[1])
        if price is not None and product(number, price, cost)
    ]
    if fitting:
        return next((one for one in fitting if fits(one.first)), fitting[0])
    if (times := _TIMES.search(row.text, 0, stop)) and not _SIZE.match(row.text, times.start()):
        return _number(row, times)
    lone = [match for match in matches if match[1].isdigit() and len(match[1]) <= 3]
    at_edge = [match for match in lone if match.start() == 0 or not _WORD.search(row.text, match.end(), stop)]
    placed = [match for match in at_edge if fits(Span(row, match.start(1), match.end(1)))]
    return _number(row, placed[0]) if len(placed) == 1 else None


def _readings(text: str) -> list[Decimal]:
    """What a count may mean: ``5,000`` is five thousand, or five measured closely."""
    plain = amounts.number(text)
    found = [] if plain is None else [plain]
    if re.fullmatch(r"\d+,\d{3}", text):
        found.append(Decimal(text.replace(",", ".")))
    return found


def _number(row: Row, match: re.Match[str], value: Decimal | None = None) -> Candidate:
    value = amounts.number(match[1]) if value is None else value
    shown = None if value is None else format(value, "f")
    return Candidate((Span(row, match.start(1), match.end(1)),), match[1], value, shown)


def _description(row: Row, scene: Scene, cells: Cells, used: set[int], *, below: bool) -> Candidate | None:
    """The longest text beside the figures of a row, else the text of the row above or below."""
    places = sorted((cell.first.start, cell.first.stop) for cell in cells.values())
    gaps = [Span(row, before, start) for before, start in pairwise([0, *chain.from_iterable(places)])][::2]
    found = [text for gap in gaps if (text := _text(_worded(gap, scene)))]
    if found:
        return max(found, key=lambda text: sum(sign.isalpha() for sign in text.text))
    number = row.number + (1 if below else -1)
    if 0 <= number < len(scene.layout.rows) and number not in used:
        near = scene.layout.rows[number]
        gap = max(near.box.top - row.box.bottom, row.box.top - near.box.bottom)
        if near.page == row.page and gap < scene.layout.height and not scene.labels[number]:
            used.add(number)
            return _text(Span(near, 0, len(near.text)))
    return None


def _worded(gap: Span, scene: Scene) -> Span:
    """Without what stands apart behind it and has no word: a measure, a rate."""
    parts = [part for part in scene.layout.segments[gap.row.number] if gap.start < part.stop and part.start < gap.stop]
    while len(parts) > 1 and not _WORD.search(gap.row.text, parts[-1].start, min(parts[-1].stop, gap.stop)):
        parts.pop()
    return Span(gap.row, gap.start, min(gap.stop, parts[-1].stop)) if parts else gap


def _described_below(table: list[Row], scene: Scene) -> bool:
    """Whether the descriptions stand under the figures: the first row of figures has none in or above it."""
    if not table or _WORD.search(table[0].text):
        return False
    above = table[0].number - 1
    return above < 0 or bool(scene.labels[above]) or not _WORD.search(scene.layout.rows[above].text)


def _text(span: Span) -> Candidate | None:
    start = span.start + (times.end() if (times := _SIGN.match(span.text)) else 0)
    bare = _RATE.sub("", span.row.text[start : span.stop])
    trimmed = trim(Span(span.row, start, start + len(bare)))
    if trimmed is None or not _WORD.search(trimmed.text):
        return None
    return Candidate((trimmed,), trimmed.text, trimmed.text)
