"""What extraction answers."""

import msgspec

from reviewer.domain.field import Field


class Extraction(msgspec.Struct, frozen=True):
    """The fields of a document, in the order of its type, and sentences about the whole."""

    fields: tuple[Field, ...]
    messages: tuple[str, ...] = ()


def not_searched(words: int) -> str:
    """A sentence about words of an endless document that nobody looked at."""
    return f"{words} words of this very long document were not searched for fields. Look there for what is missing."


class Classification(msgspec.Struct, frozen=True):
    """What kind of paper a document is: name of the type, how sure (0..1), and why in words."""

    name: str
    confidence: float
    reason: str
