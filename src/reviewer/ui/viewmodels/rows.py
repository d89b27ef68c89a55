"""The rows of the field panel, made from the document under review."""

from dataclasses import dataclass, replace

from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.doubt import Judgement
from reviewer.domain.field import Value
from reviewer.domain.hidden import visible
from reviewer.domain.revision import Entry
from reviewer.services.review import Review

LABEL, VALUE = "label", "value"
"""The columns of a field whose rows are pairs."""


@dataclass(frozen=True)
class FieldRow:
    """One row of the field panel.

    Attributes:
        id: of the entry.
        label: of the field or column, for the operator.
        number: 1, 2, 3 ... of several values or of the row it stands in; 0 for a single value.
        first: whether it is the first of its table row (a caption stands above, where rows are numbered).
        caption: what stands above: the label of the table.
        kind: what the type says of it, or None.
        value, judgement: what stands there and how sure it is.
        table, row, column: name of the table that it is a cell of, id of its row there, and name of its column; empty
            for what stands alone, and for pairs.
    """

    id: str
    label: str
    number: int
    first: bool
    caption: str
    kind: FieldType | None
    value: Value
    judgement: Judgement
    table: str = ""
    row: str = ""
    column: str = ""


class Rows:
    """Makes the rows once for each step, whoever asks; those that it left alone stay the same objects."""

    def __init__(self) -> None:
        self._entries: tuple[Entry, ...] = ()
        self._kind: DocumentType | None = None
        self._labels: dict[tuple[str, str], str] = {}
        self._quiet: frozenset[str] = frozenset()
        self._passing = ""
        self._rows: tuple[FieldRow, ...] = ()
        self._placed: tuple[FieldRow, ...] = ()
        self._places: dict[str, int] = {}

    def of(self, review: Review | None, current: str) -> tuple[FieldRow, ...]:
        """The rows of a document, in order.

        All entries have one but the labels of pairs, which stand as the label of their value: those are rows of
        their own only while they need a human, were changed by one, or are the active one.

        Args:
            review: the document, or None.
            current: id of the active entry.
        """
        if review is None:
            return ()
        entries = review.entries()
        same = entries is self._entries
        if not same:
            self._entries = entries
            self._quiet = _quiet(review)
        passing = current if current in self._quiet else ""
        if not same or passing != self._passing:
            self._passing = passing
            shown = [entry for entry in entries if entry.id not in self._quiet or entry.id == passing]
            self._rows = self._made(review, shown)
        return self._rows

    def row(self, review: Review | None, current: str, entry_id: str) -> FieldRow | None:
        """The row of an entry, None when it has none of its own."""
        rows = self.of(review, current)
        if rows is not self._placed:
            self._placed, self._places = rows, {row.id: number for number, row in enumerate(rows)}
        number = self._places.get(entry_id)
        return None if number is None else rows[number]

    def _made(self, review: Review, shown: list[Entry]) -> tuple[FieldRow, ...]:
        kind, labels, judgements = review.kind, _pair_labels(review), review.judgements
        same = labels == self._labels and kind == self._kind
        self._kind, self._labels = kind, labels
        if same and [row.id for row in self._rows] == [entry.id for entry in shown]:
            return tuple(
                [  # a list is made in half the time of a generator
                    row
                    if row.value is entry.value and row.judgement is judgements[row.id]
                    else replace(row, value=entry.value, judgement=judgements[row.id])
                    for row, entry in zip(self._rows, shown, strict=True)
                ]
            )
        known = {row.id: row for row in self._rows}
        made = _rows(kind, shown, labels, judgements)
        return tuple(old if (old := known.get(row.id)) == row else row for row in made)


def _pairs_of(kind: DocumentType) -> frozenset[str]:
    """Names of the fields whose rows are a label and its value."""
    return frozenset(f.name for f in kind.fields if [column.name for column in f.columns] == [LABEL, VALUE])


def _pair_labels(review: Review) -> dict[tuple[str, str], str]:
    """What stands as the label of each pair's value, by field and row."""
    pairs = _pairs_of(review.kind)
    found: dict[tuple[str, str], str] = {}
    for entry in review.entries() if pairs else ():
        if entry.column == LABEL and entry.field in pairs and entry.value.text:
            found.setdefault((entry.field, entry.row), visible(" ".join(entry.value.text.split())))
    return found


def spoken(name: str) -> str:
    """A field's name as words, for fields that no type describes."""
    return name.replace("_", " ").capitalize()


def _quiet(review: Review) -> frozenset[str]:
    """Ids of the labels of pairs that are no rows of their own."""
    pairs, judgements = _pairs_of(review.kind), review.judgements
    return frozenset(
        entry.id
        for entry in (review.entries() if pairs else ())
        if entry.column == LABEL and entry.field in pairs
        if not entry.value.settled and not judgements[entry.id].unsure
    )


def _rows(
    kind: DocumentType, shown: list[Entry], labels: dict[tuple[str, str], str], judgements: dict[str, Judgement]
) -> list[FieldRow]:
    numbers, pairs = _numbers(shown), _pairs_of(kind)
    fields = {field.name: field for field in kind.fields}
    columns = {(field.name, column.name): column for field in kind.fields for column in field.columns}
    rows: list[FieldRow] = []
    before: tuple[str, str] | None = None
    for entry in shown:
        here = (entry.field, entry.row)
        field = fields.get(entry.field)
        own = columns.get((entry.field, entry.column)) if entry.column else field
        label = own.label if own is not None else spoken(entry.column or entry.field)
        caption = field.label if field is not None else spoken(entry.field)
        number = numbers[entry.id]
        is_cell = bool(entry.row) and entry.field not in pairs
        if entry.field in pairs:  # a pair says itself what it is about: it needs no caption and no number
            number = 0
            label = labels.get(here, label) if entry.column == VALUE else label
        rows.append(
            FieldRow(
                entry.id,
                label,
                number,
                bool(entry.row) and here != before,
                caption,
                own,
                entry.value,
                judgements[entry.id],
                *((entry.field, entry.row, entry.column) if is_cell else ()),
            )
        )
        before = here
    return rows


def _numbers(entries: list[Entry]) -> dict[str, int]:
    """The number that each entry shows: of its row, or of its value where a field has several; else 0."""
    places: dict[str, dict[str, int]] = {}
    for entry in entries:
        known = places.setdefault(entry.field, {})
        known.setdefault(entry.row or entry.id, len(known) + 1)
    return {
        entry.id: places[entry.field][entry.row or entry.id] if entry.row or len(places[entry.field]) > 1 else 0
        for entry in entries
    }
