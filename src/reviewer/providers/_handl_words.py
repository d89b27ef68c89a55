"""Answers of Handl to ``/fulltext`` and ``/fulltext_by_lines``: words or lines, as documented without places."""

from collections.abc import Mapping, Sequence
from typing import Any

from reviewer.domain.field import Field, Value
from reviewer.domain.text import PageText
from reviewer.providers._handl_places import Pages
from reviewer.providers._json import mapping, sequence, share, text
from reviewer.providers._refusals import plain
from reviewer.providers._texts import Piece, page_text
from reviewer.providers.base import Mapped

PLAIN_TEXT, TEXT = "plain_text", "text"
"""Reviewer's document type for running text, and its field."""
Json = Mapping[str, Any]


def is_words(items: Sequence[Json]) -> bool:
    """Whether it is an answer with words or lines in place of fields."""
    return any("words" in item or "lines" in item for item in items) and not any("fields" in item for item in items)


def words_of(items: Sequence[Json], pages: Pages, extras: dict[str, Any]) -> Mapped:
    """One value for each line, or for all words of an item; the words on their pages where they have places."""
    values = [value for at, item in enumerate(items) for value in _values(item, at, pages)]
    texts = [_text(item, at, pages) for at, item in enumerate(items)]
    errors = [plain(text(item["error"])) for item in items if text(item.get("error"))]
    return Mapped(
        (Field(TEXT, tuple(values)),),
        document_type=PLAIN_TEXT,
        messages=(*errors, *pages.messages()),
        extras=extras,
        texts=tuple(found for found in texts if found is not None),
    )


def _values(item: Json, at: int, pages: Pages) -> list[Value]:
    lines = [mapping(line) for line in sequence(item.get("lines"))]
    if lines:
        return [_value([line], pages.page(at), pages) for line in lines if text(line.get("text"))]
    words = [mapping(word) for word in sequence(item.get("words"))]
    return [_value(words, pages.page(at), pages)] if words else []


def _value(pieces: Sequence[Json], page: int, pages: Pages) -> Value:
    said = " ".join(filter(None, (text(piece.get("text")) for piece in pieces)))
    shares = [share(piece.get("confidence")) for piece in pieces]
    known = [found for found in shares if found is not None]
    confidence = min(known) if known and len(known) == len(shares) else None
    places = tuple(region for piece in pieces for region in pages.regions(piece.get("coords"), page))
    return Value(said, confidence=confidence, recognized_text=said, recognized_confidence=confidence, regions=places)


def _text(item: Json, at: int, pages: Pages) -> PageText | None:
    page = pages.page(at)
    pieces = []
    for piece in map(mapping, sequence(item.get("words")) or sequence(item.get("lines"))):
        found = pages.regions(piece.get("coords"), page)
        if found and text(piece.get("text")).strip():
            pieces.append(Piece(text(piece.get("text")), found[0].polygon, share(piece.get("confidence"))))
    if not pieces:
        return None
    width, height = pages.sizes[page]
    return page_text(page, pieces, width / height, "handl")
