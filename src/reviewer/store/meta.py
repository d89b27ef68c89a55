"""Small facts about the workspace, by name."""

from sqlalchemy import Connection, delete, insert, select

from reviewer.store.schema import meta


def get(connection: Connection, key: str) -> str | None:
    """A fact, None when it was never set."""
    return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()


def put(connection: Connection, key: str, value: str) -> None:
    """Set a fact."""
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=value))


def drop(connection: Connection, key: str) -> None:
    """Forget a fact."""
    connection.execute(delete(meta).where(meta.c.key == key))
