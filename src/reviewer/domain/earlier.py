"""What reviewed documents of the same sender have had: what is new in this one is worth a look."""

import msgspec

from reviewer.domain.document_type import DocumentType
from reviewer.domain.field_value import key_of
from reviewer.domain.revision import Revision


class Earlier(msgspec.Struct, frozen=True):
    """One sender's reviewed documents.

    Attributes:
        sender: its key, see `field_value.key_of`; empty for nobody.
        documents: how many there are.
        texts: what a field has had, by its name: the texts by their keys, the most frequent first.
    """

    sender: str = ""
    documents: int = 0
    texts: dict[str, dict[str, str]] = {}


NOTHING = Earlier()


def sender_of(revision: Revision, kind: DocumentType) -> str:
    """Key of whoever a document is from; empty where that is not known."""
    entries = revision.of_field(kind.sender) if kind.sender else ()
    return key_of(entries[0].value) if entries and entries[0].value.mark is None else ""


def steady(kind: DocumentType) -> tuple[str, ...]:
    """The fields whose values seldom change from one document of a sender to the next."""
    return tuple(field.name for field in kind.fields if field.steady)
