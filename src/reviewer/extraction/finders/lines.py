"""Every line of the document is one value, in reading order."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Field, Value
from reviewer.domain.geometry import bounds
from reviewer.domain.text import Line, PageText, TextSource
from reviewer.extraction.answer import Extraction
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.doubts import reading_doubts
from reviewer.extraction.layout import Row, Span
from reviewer.extraction.rows import Placed
from reviewer.extraction.values import read_value


def find(pages: Sequence[PageText], kind: DocumentType, today: date) -> Extraction:
    """The lines of all pages as the values of the type's first field; `today` does not matter here."""
    if not kind.fields:
        return Extraction(())
    threshold = kind.threshold_of(kind.fields[0].name)
    values = tuple(_value(line, page, threshold) for page in pages for line in page.lines if line.words)
    return Extraction(tuple(Field(field.name, values if field is kind.fields[0] else ()) for field in kind.fields))


def _value(line: Line, page: PageText, threshold: float) -> Value:
    placed = [Placed(word, bounds(word.polygon)) for word in line.words]
    row = Row(0, page.page, placed, page.source is TextSource.TEXT_LAYER)
    candidate = Candidate((Span(row, 0, len(row.text)),), row.text, row.text)
    value = read_value(candidate)
    doubts = reading_doubts(candidate, value.characters, value.recognized_confidence, threshold)
    return replace(value, doubts=doubts)
