"""Finding documents by words: whole words and beginnings of words in names, types and values.

The only file that knows how: SQLite's FTS5 now, a tsvector column in PostgreSQL later.
"""

import json
from collections.abc import Sequence

from sqlalchemy import Column, Connection, Integer, MetaData, Select, Table, Text, literal_column, select, text

from reviewer.domain.revision import Revision

LONGEST = 100_000
"""Letters of values that are indexed of one document."""
AT_ONCE = 10_000
"""Letters that are indexed with every correction; of a longer document when it is read or its status changes."""

_PREFIX = 3
"""Letters of the longest beginning of words that has an entry in the index."""
_SOME = 150
"""Documents that are looked up one by one."""
_GIVEN = text("search.rowid IN (SELECT value FROM json_each(:sequences))")
_GIVEN_ONE_BY_ONE = text("+search.rowid IN (SELECT value FROM json_each(:sequences))")

_index = Table(  # not in `schema.metadata`: a virtual table is made by `schema.SEARCH_DDL`
    "search",
    MetaData(),
    Column("rowid", Integer, primary_key=True),
    Column("name", Text),
    Column("document_type", Text),
    Column("text", Text),
)


def put(connection: Connection, sequence: int, name: str, document_type: str, text: str) -> None:
    """Index a document, in place of what was indexed of it before."""
    connection.execute(_index.delete().where(_index.c.rowid == sequence))
    values = {"rowid": sequence, "name": name, "document_type": document_type, "text": text}
    connection.execute(_index.insert().values(values))


def update(connection: Connection, sequence: int, revision: Revision, *, long_too: bool) -> None:
    """Index the values of a revision, when they differ from what is indexed.

    Args:
        connection: of the operation.
        sequence: of the document.
        revision: as it is now.
        long_too: also when there are more than `AT_ONCE` letters, which takes too long for every correction.
    """
    row = connection.execute(select(_index).where(_index.c.rowid == sequence)).one()
    text = text_of(revision)
    same = (row.text, row.document_type) == (text, revision.document_type)
    if not same and (long_too or len(text) <= AT_ONCE):
        put(connection, sequence, row.name, revision.document_type, text)


def remove(connection: Connection, sequence: int) -> None:
    """Forget a document."""
    connection.execute(_index.delete().where(_index.c.rowid == sequence))


def text_of(revision: Revision) -> str:
    """The words of all values, as far as they are indexed."""
    parts: list[str] = []
    length = 0
    for entry in revision.entries.values():
        if entry.value.text:
            parts.append(entry.value.text)
            length += len(entry.value.text) + 1
        if length > LONGEST:
            break
    return "\n".join(parts)[:LONGEST]


def matching(words: str) -> Select[tuple[int]]:
    """The sequences of the documents that hold all the words, in ascending order when read as it is."""
    return select(_index.c.rowid).where(literal_column("search").op("MATCH")(expression(words)))


def few(connection: Connection, words: str, most: int) -> list[int] | None:
    """The sequences of the documents that hold all the words; None when there are more than `most`."""
    more = connection.execute(matching(words).limit(1).offset(most)).first()
    return None if more is not None else list(connection.scalars(matching(words)))


def among(connection: Connection, words: str, sequences: Sequence[int]) -> list[int]:
    """Those of some documents that hold all the words, in the same order.

    The words are looked up once and held against the documents: looking them up for each takes up to 5 ms a document.
    """
    if not sequences:
        return []
    near = _index.c.rowid.between(min(sequences), max(sequences))
    return _kept(connection, matching(words).where(near, _GIVEN_ONE_BY_ONE), sequences)


def some_among(connection: Connection, words: str, sequences: Sequence[int]) -> list[int]:
    """The same of the first of them; nothing when it cannot be said in little time.

    One short beginning of a word has an entry of its own in the index, so documents are quickly looked up in it: it is
    what is typed first, and what nearly all documents hold.
    """
    short = len(words) <= _PREFIX and words.isalnum()
    return _kept(connection, matching(words).where(_GIVEN), sequences[:_SOME]) if short else []


def _kept(connection: Connection, statement: Select[tuple[int]], sequences: Sequence[int]) -> list[int]:
    given = {"sequences": json.dumps(list(sequences))}
    kept: frozenset[int] = frozenset(connection.scalars(statement, given))
    return [sequence for sequence in sequences if sequence in kept]


def expression(words: str) -> str:
    """What was typed, as an FTS5 expression: every word is the beginning of one, "quoted text" is meant as it is."""
    parts = words.split('"')
    terms = [f'"{term}"*' for typed in parts[::2] for term in typed.split()]
    terms += [f'"{phrase.strip()}"' for phrase in parts[1::2] if phrase.strip()]
    return " ".join(terms) or '""'
