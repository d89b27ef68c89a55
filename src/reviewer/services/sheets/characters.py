"""Finds all characters that were read as one sign, over many documents."""

from collections.abc import Iterator
from typing import ClassVar

import msgspec
from sqlalchemy import select

from reviewer.domain.document import Page
from reviewer.domain.field import Region, Value
from reviewer.domain.revision import Entry
from reviewer.errors import StoreError
from reviewer.jobs import CancelToken, Report
from reviewer.services.sheets.cells import Among
from reviewer.store import documents, steps
from reviewer.store.schema import documents as rows
from reviewer.store.workspace import Workspace

MOST_DOCUMENTS = 1_000
MOST = 5_000
_WIDEST = 2.5
"""Times the width that characters have on average: what is wider are the edges of a whole word."""


class Character(msgspec.Struct, frozen=True):
    """One character of a value.

    Attributes:
        document, entry: where the value is.
        field, column: what the value is about.
        name: of the document.
        text: of the value.
        at: which character of it.
        confidence: 0..1.
        edges: left and right edge within the region's bounds, as fractions of its width.
        region, page: where the value stands.
        odd: a person marked it.
    """

    document: str
    entry: str
    field: str
    column: str
    name: str
    text: str
    at: int
    confidence: float
    edges: tuple[float, float]
    region: Region
    page: Page
    odd: bool = False


class Sign(msgspec.Struct, frozen=True):
    """A sign, the characters read as it (the least certain first), and how many of them are uncertain."""

    sign: str
    characters: tuple[Character, ...]
    weak: int


class Signs(msgspec.Struct, frozen=True):
    """The signs that were found: digits first, those with the most uncertain characters before the others.

    Attributes:
        signs: in that order.
        whole: whether all documents were looked at.
    """

    signs: tuple[Sign, ...]
    whole: bool = True


class CharactersJob(msgspec.Struct, frozen=True):
    """Look through the values that nobody settled."""

    kind: ClassVar[str] = "characters"
    workspace: Workspace
    among: Among
    threshold: float

    def __call__(self, token: CancelToken, report: Report) -> Signs:
        found: dict[str, list[Character]] = {}
        with self.workspace.read() as connection:
            listed = self.among.sequences().subquery()
            wanted = select(rows.c.id).join(listed, listed.c.sequence == rows.c.sequence)
            ids = list(connection.execute(wanted.limit(MOST_DOCUMENTS + 1)).scalars())
            for number, document in enumerate(ids[:MOST_DOCUMENTS]):
                token.check()
                report(number / len(ids), "")
                try:
                    known = documents.get(connection, document)
                    revision, _ = steps.load(connection, document)
                except StoreError:
                    continue  # damaged: said when it is opened
                for entry in revision.entries.values():
                    for sign, character in _characters(known.id, known.name, known.pages, entry):
                        found.setdefault(sign, []).append(character)
        signs = [self._sign(sign, characters) for sign, characters in found.items()]
        ordered = sorted(signs, key=lambda each: (not each.sign.isdigit(), -each.weak, each.sign))
        return Signs(tuple(ordered), len(ids) <= MOST_DOCUMENTS)

    def _sign(self, sign: str, found: list[Character]) -> Sign:
        ordered = sorted(found, key=lambda each: (each.confidence, each.document, each.entry, each.at))
        weak = sum(1 for each in ordered if each.confidence < self.threshold or each.odd)
        return Sign(sign, tuple(ordered[:MOST]), weak)


def readable(value: Value) -> bool:
    """Whether it is known where each of its characters stands."""
    count = len(value.text)
    same = value.recognized_text == value.text and len(value.characters) == count
    return same and len(value.edges) == 2 * count and len(value.regions) == 1 and not value.settled


def _characters(document: str, name: str, pages: tuple[Page, ...], entry: Entry) -> Iterator[tuple[str, Character]]:
    value = entry.value
    if not value.text or not readable(value) or not 0 <= value.regions[0].page < len(pages):
        return
    region = value.regions[0]
    odd = {doubt.at for doubt in value.doubts if doubt.code == "odd_character"}
    widest = max(0.02, _WIDEST / len(value.text))
    for at, sign in enumerate(value.text):
        if not sign.isspace() and value.edges[2 * at + 1] - value.edges[2 * at] <= widest:
            yield (
                sign,
                Character(
                    document,
                    entry.id,
                    entry.field,
                    entry.column,
                    name,
                    value.text,
                    at,
                    value.characters[at],
                    (value.edges[2 * at], value.edges[2 * at + 1]),
                    region,
                    pages[region.page],
                    at in odd,
                ),
            )
