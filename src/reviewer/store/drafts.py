"""What was typed and not yet confirmed: kept within a second, dropped when it becomes a step."""

from sqlalchemy import Connection, delete, insert, select

from reviewer.store.schema import drafts


def put(connection: Connection, document: str, entry: str, text: str, at: str) -> None:
    """Keep the text of an editor, in place of the draft before."""
    clear(connection, document, entry)
    connection.execute(insert(drafts).values(document=document, entry=entry, text=text, at=at))


def get(connection: Connection, document: str) -> dict[str, str]:
    """The drafts of a document: text by entry id."""
    rows = connection.execute(select(drafts.c.entry, drafts.c.text).where(drafts.c.document == document))
    return {row.entry: row.text for row in rows}


def clear(connection: Connection, document: str, entry: str | None = None) -> None:
    """Drop the draft of an entry, or all of a document."""
    statement = delete(drafts).where(drafts.c.document == document)
    if entry is not None:
        statement = statement.where(drafts.c.entry == entry)
    connection.execute(statement)
