"""Tables without figures to go by: a row of heads, and rows whose texts stand under them."""

from collections.abc import Callable, Mapping, Sequence

from reviewer.extraction.pairing.across import Across
from reviewer.extraction.pairing.traits import Traits
from reviewer.extraction.pairing.unit import Unit
from reviewer.extraction.pairing.units import Units

_ROW_GAP = 2.6  # heights between two rows
_MOST_ROWS = 60
_ALIGNED = 0.8  # heights
_MANY = 3
_LIKE_LABEL, _CONTRAST = 0.6, 0.3


class Table:
    """Heads and what stands under them.

    Attributes:
        heads: from left to right.
        cells: the head of each unit of the body.
        contrast: how much more the heads look like labels than the cells do, -1..1.
        figures: share of the columns with figures in most cells.
        labels: share of the columns with labels in most cells: then labels stand beside values.
    """

    __slots__ = ("cells", "contrast", "figures", "heads", "labels")

    def __init__(
        self, heads: Sequence[Unit], rows: Sequence[Sequence[tuple[Unit, Unit]]], traits: Mapping[Unit, Traits]
    ) -> None:
        self.heads = tuple(heads)
        self.cells = {cell: head for row in rows for cell, head in row}
        labels = [_label(traits[head]) for head in heads]
        below = [_label(traits[cell]) for cell in self.cells]
        self.contrast = sum(labels) / len(labels) - sum(below) / len(below)
        under: dict[Unit, list[Unit]] = {head: [] for head in heads}
        for cell, head in self.cells.items():
            under[head].append(cell)
        columns = list(under.values())
        self.figures = _share(columns, lambda cell: traits[cell]["digits"] > 0)
        self.labels = _share(columns, lambda cell: _label(traits[cell]) > _LIKE_LABEL)

    @property
    def sure(self) -> bool:
        """Whether nothing but a table looks like this."""
        return self.many and not self.labels and (self.contrast > _CONTRAST or self.figures >= 0.5)

    @property
    def many(self) -> bool:
        return len(self.heads) >= _MANY


def tables_of(units: Units, traits: Mapping[Unit, Traits]) -> dict[Unit, Table]:
    """The table of each unit that stands in one; heads are in it too. The first row that may be of heads counts."""
    found: dict[Unit, Table] = {}
    for number, heads in enumerate(units.rows):
        if len(heads) < 2 or heads[0] in found or not _may_be_heads(heads, traits):
            continue
        rows = _body(units, number)
        if rows:
            table = Table(heads, rows, traits)
            if table.labels < 1 and (table.contrast > 0 or table.figures > 0):
                found.update(dict.fromkeys([*heads, *table.cells], table))
    return found


def _may_be_heads(heads: Sequence[Unit], traits: Mapping[Unit, Traits]) -> bool:
    return all(
        not traits[head]["figures"] and traits[head]["digits"] < 0.3 and not traits[head]["colon"] for head in heads
    )


def _body(units: Units, number: int) -> list[list[tuple[Unit, Unit]]]:
    heads = units.rows[number]
    across = Across(heads)
    rows: list[list[tuple[Unit, Unit]]] = []
    full, last = 0, heads
    for row in units.rows[number + 1 : number + 1 + _MOST_ROWS]:
        if not row or row[0].page != heads[0].page or row[0].box.top - last[0].box.bottom > _ROW_GAP * units.height:
            break
        under = [(cell, _head(cell, across, units.height)) for cell in row]
        placed = [(cell, head) for cell, head in under if head is not None]
        count = len({id(head) for _, head in placed})
        beside = row[0].box.right < heads[0].box.left  # the head of the row stands left of all heads of columns
        if len(placed) < len(row) - beside - (len(placed) > 1) or (count < max(2, len(heads) - 1) and len(rows) > full):
            break  # a second row with hardly a text in it
        rows.append(placed)
        if count >= max(2, len(heads) - 1):
            full = len(rows)
        last = row
    return rows[:full]


def _head(cell: Unit, heads: Across, height: float) -> Unit | None:
    """The one head that a text stands under."""
    near = [
        head
        for head in heads.near(cell.box.left, cell.box.right, _ALIGNED * height)
        if min(head.box.right, cell.box.right) - max(head.box.left, cell.box.left) > 0
        or abs(head.box.left - cell.box.left) < _ALIGNED * height
    ]
    return near[0] if len(near) == 1 else None


def _share(columns: Sequence[Sequence[Unit]], holds: Callable[[Unit], bool]) -> float:
    """The share of the columns in which something holds for most cells."""
    filled = [column for column in columns if column]
    return sum(sum(map(holds, column)) > len(column) / 2 for column in filled) / len(filled)


def _label(traits: Traits) -> float:
    return max(traits["known"], traits["colon"])
