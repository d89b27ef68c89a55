"""Label–value pairs of any form, by geometry: a colon, the text to the right, the text below; and boxes to tick."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.field import Doubt, Field, Region, Value
from reviewer.domain.field import Row as FieldRow
from reviewer.domain.text import PageText
from reviewer.extraction.answer import Extraction, not_searched
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.doubts import reading_doubts
from reviewer.extraction.evidence import UNSETTLED
from reviewer.extraction.layout import Span
from reviewer.extraction.pairing.drawn import Tick
from reviewer.extraction.pairing.pairs import Pair, pairs_of
from reviewer.extraction.values import polygon_of, read_value

_ONLY_PLACE = Doubt("no_evidence", "Nothing but its place says that this answers the label.")

TICKED, OPEN = "☒", "☐"
"""The states of a box to tick that is no answer to a question."""


def find(pages: Sequence[PageText], kind: DocumentType, today: date) -> Extraction:
    """The pairs of all pages as rows of the type's first field with two columns; `today` does not matter here."""
    pairs, left_out = pairs_of(pages, kind)
    fields = []
    for field in kind.fields:
        columns = [column.name for column in field.columns]
        if len(columns) < 2:
            fields.append(Field(field.name, values=(Value(text=""),)))
            continue
        threshold = kind.threshold_of(field.name)
        fields.append(Field(field.name, rows=tuple(_row(pair, field, threshold) for pair in pairs)))
    return Extraction(tuple(fields), (not_searched(left_out),) if left_out else ())


def _row(pair: Pair, field: FieldType, threshold: float) -> FieldRow:
    label, value = (column.name for column in field.columns[:2])
    return FieldRow(
        (
            Field(label, values=(_value(pair.label, 1.0, threshold),)),
            Field(value, values=(_answer(pair, threshold),)),
        )
    )


def _answer(pair: Pair, threshold: float) -> Value:
    ticks = [option.tick for option in pair.options]
    sure = min((tick.confidence for tick in ticks if tick.confidence is not None), default=1.0)
    score = min(pair.probability, sure, UNSETTLED)
    if len(ticks) == 1 and not pair.value:
        return _state(ticks[0], pair.label[0].row.page, score)
    value = _value(pair.value, score, threshold)
    return replace(value, doubts=(*value.doubts, _ONLY_PLACE)) if value.text and score < threshold else value


def _state(tick: Tick, page: int, score: float) -> Value:
    """Of a box that stands for itself, as a sign."""
    text = TICKED if tick.checked else OPEN
    polygon = tick.polygon or (polygon_of(tick.span) if tick.span is not None else ())
    return Value(
        text=text,
        confidence=round(score, 4),
        recognized_text=text,
        recognized_confidence=tick.confidence,
        regions=(Region(page, polygon),) if polygon else (),
    )


def _value(spans: tuple[Span, ...], score: float, threshold: float) -> Value:
    if not spans:
        return Value(text="")
    text = "".join(
        span.text if number == 0 else (" " if span.row is spans[number - 1].row else "\n") + span.text
        for number, span in enumerate(spans)
    )
    candidate = Candidate(spans, text, text)
    read = read_value(candidate)
    known = read.recognized_confidence
    return replace(
        read,
        confidence=round(score if known is None else min(known, score), 4),
        doubts=reading_doubts(candidate, read.characters, known, threshold),
    )
