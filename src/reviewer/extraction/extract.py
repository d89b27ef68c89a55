"""The one entrance: words and a document type in, fields out."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from reviewer import registry
from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Field, Value
from reviewer.domain.text import PageText
from reviewer.extraction import finders
from reviewer.extraction.answer import Extraction

Finder = Callable[[Sequence[PageText], DocumentType, date], Extraction]


def extract(pages: Sequence[PageText], kind: DocumentType, *, today: date) -> Extraction:
    """Find the fields of a document.

    Args:
        pages: what was read, in order; may be empty or without words.
        kind: with a `finder` that exists.
        today: for years of two digits and plausible dates.

    Returns:
        Every field of the type in its order. A field without rows and without a value has one empty value.

    Raises:
        KeyError: the type's finder does not exist.
    """
    return _finder(kind.finder)(pages, kind, today)


@cache
def _finder(name: str) -> Finder:
    find: Finder = registry.load(finders.__name__, name).find
    return find


def blank(kind: DocumentType) -> tuple[Field, ...]:
    """The fields of a type without any value, for a document that has no words."""
    return tuple(Field(field.name, values=() if field.columns else (Value(text=""),)) for field in kind.fields)
