"""What a person has chosen for a document, which no machine changes by itself."""

from sqlalchemy import Connection

from reviewer.store import steps


def chosen_type(connection: Connection, document: str) -> str:
    """The document type that a person chose or works with. Empty: none."""
    revision, history = steps.load(connection, document)
    works = any(entry.value.settled for entry in revision.entries.values())
    return revision.document_type if works or any(step.type_after for step in history.done) else ""
