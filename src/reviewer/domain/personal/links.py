"""Which fields of a document type a personal number says something of, as its rules list them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import msgspec

from reviewer.domain.document_type import DocumentType
from reviewer.domain.personal import codice_fiscale, nik
from reviewer.domain.personal.holder import ELEMENTS, Holder

READ: Mapping[str, Callable[[str, date], Holder | None]] = {"nik": nik.read, "codice_fiscale": codice_fiscale.read}
"""By the name of the rule."""
_REPAIRED: Mapping[str, Callable[[str], str | None]] = {
    "nik": nik.repaired,
    "codice_fiscale": codice_fiscale.repaired,
}


class Link(msgspec.Struct, frozen=True):
    """A field with a number, and the fields that it says something of.

    Attributes:
        scheme: one of `READ`.
        field: that holds the number.
        fields: names of the others by element, see `holder.ELEMENTS`.
    """

    scheme: str
    field: str
    fields: dict[str, str]

    def holder(self, text: str, today: date) -> Holder | None:
        """What a text says when it is such a number."""
        return READ[self.scheme](text, today)

    def mended(self, text: str, today: date) -> Holder | None:
        """What a text says once signs are put right that engines take for one another."""
        repaired = _REPAIRED[self.scheme](text)
        return None if repaired is None else self.holder(repaired, today)


def links(kind: DocumentType) -> Iterator[Link]:
    """The links of a document type."""
    for rule in kind.rules:
        scheme = rule.get("rule")
        if isinstance(scheme, str) and scheme in READ:
            fields = {element: str(rule[element]) for element in ELEMENTS if rule.get(element)}
            yield Link(scheme, str(rule.get("field", scheme)), fields)
