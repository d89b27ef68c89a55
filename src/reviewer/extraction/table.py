"""Tables without lines: their heads, and which rows of the page are rows of a table."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.geometry import Box
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.labels import AGAINST, Match
from reviewer.extraction.layout import Row
from reviewer.extraction.scene import Scene
from reviewer.extraction.shapes import amount

_LEAST = 2  # labels that make a head
_MOSTLY = 0.5
_NEAR = 2.0  # heights that figures may stand beside the label of their column

ALMOST = Decimal("0.02")
"""By this much a sum or a product of printed amounts may differ."""

Cells = dict[str, Candidate]
ByRow = Mapping[int, Sequence[Candidate]]


class Head:
    """The head of a table.

    Attributes:
        number: of its last row; -1 when there is none.
        columns: the place of each column's label.
    """

    def __init__(self, number: int, columns: dict[str, Box]) -> None:
        self.number = number
        self.columns = columns


def amounts_by_row(scene: Scene) -> ByRow:
    """The amounts of the page that look like money, by the number of their row, from left to right."""
    if Kind.AMOUNT not in scene.candidates:
        scene.candidates[Kind.AMOUNT] = amount.find(scene)
    found: dict[int, list[Candidate]] = {}
    for one in scene.candidates[Kind.AMOUNT]:
        if one.traits["decimals"] or one.traits["money"] or one.traits["grouped"]:
            found.setdefault(one.first.row.number, []).append(one)
    return found


def heads_of(field: FieldType, scene: Scene, by_row: ByRow) -> list[Head]:
    """Rows that name two columns or more and have no amounts, with the rows next to them that name others.

    A table that goes on has a head on each page.
    """
    found: list[Head] = []
    for number in range(len(scene.labels)):
        if number in by_row or (found and number <= found[-1].number):
            continue
        if sum(1 for label in scene.labels[number] if columns_of(field, label)) >= _LEAST:
            found.append(_head(field, scene, by_row, number))
    return found


def head_at(heads: Sequence[Head], row: Row) -> Head:
    """The head that a row stands under."""
    return next((head for head in reversed(heads) if head.number < row.number), Head(-1, {}))


def _head(field: FieldType, scene: Scene, by_row: ByRow, number: int) -> Head:
    columns: dict[str, Box] = {}
    last = number
    for near in (number, number + 1, number - 1):
        if 0 <= near < len(scene.labels) and near not in by_row and _close(scene, number, near):
            named = _named(field, scene, near)
            columns = {**named, **columns}
            last = max(last, near) if named else last
    return Head(last, columns)


def _close(scene: Scene, number: int, near: int) -> bool:
    row, other = scene.layout.rows[number], scene.layout.rows[near]
    return row.page == other.page and abs(row.box.top - other.box.top) < 2.5 * scene.layout.height


def _named(field: FieldType, scene: Scene, number: int) -> dict[str, Box]:
    """The columns that a row names. What a row costs stands at its right; a word may name the count on its left too."""
    labels = [(label.span.box, columns_of(field, label)) for label in scene.labels[number]]
    costs = [column.name for column in field.columns if column.kind is Kind.AMOUNT][-1:]
    last = next((box for box, names in reversed(labels) if set(costs) & set(names)), None)
    found = {name: box for box, names in reversed(labels) if box is not last for name in names if name not in costs}
    return found if last is None else {**found, **dict.fromkeys(costs, last)}


def columns_of(field: FieldType, label: Match) -> list[str]:
    """The columns of a field that a label names."""
    prefix = f"{field.name}."
    return [name.removeprefix(prefix) for name in label.names if name.startswith(prefix)]


def rows_below(field: FieldType, scene: Scene, by_row: ByRow, heads: Sequence[Head]) -> Iterator[Row]:
    """The rows with amounts below the first head, to the first one that is called as another field, such as the total.

    A row labeled as none of them (a subtotal, a sum carried to the next page) is passed over.
    """
    amounts = {one.name for one in scene.kind.fields if one.kind is Kind.AMOUNT and not one.columns}
    not_own = AGAINST + field.name
    passed = {not_own, *(AGAINST + name for name in amounts)}
    begun = False
    for row in scene.layout.rows[heads[0].number + 1 if heads else 0 :]:
        if row.number not in by_row:
            continue
        names = called(row, scene)
        if names & amounts and not_own not in names and begun:
            return
        if not names & (amounts | passed):
            begun = True
            yield row


def called(row: Row, scene: Scene) -> set[str]:
    """What a row is called by its labels: a word within a longer text is no label."""
    found: set[str] = set()
    for segment in scene.layout.segments[row.number]:
        inside = [label for label in scene.labels[row.number] if segment.start <= label.start < segment.stop]
        letters = sum(sign.isalpha() for sign in segment.text)
        if sum(sign.isalpha() for label in inside for sign in label.span.text) >= _MOSTLY * letters:
            found |= {name for label in inside for name in label.names}
    return found


def under(label: Box | None, figure: Box, height: float) -> bool:
    """Whether a figure stands in the column of a label."""
    near = _NEAR * height
    return label is not None and label.left - near < figure.right and figure.left < label.right + near


def product(number: Decimal, one: Candidate, whole: Candidate) -> bool:
    """Whether so many times one amount is the other."""
    a, b = one.key, whole.key
    return isinstance(a, Decimal) and isinstance(b, Decimal) and abs(number * a - b) <= ALMOST
