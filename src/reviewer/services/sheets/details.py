"""Reads all that is known of some values: what the light rows of a sheet leave out."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import ClassVar

import msgspec
from sqlalchemy import Connection

from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.doubt import Judgement, judge
from reviewer.domain.field import Value
from reviewer.domain.issue import Issue
from reviewer.domain.revision import Entry, Revision, RevisionStatus
from reviewer.errors import StoreError
from reviewer.jobs import CancelToken, Report
from reviewer.store import documents, drafts, steps
from reviewer.store.workspace import Workspace

Place = tuple[str, str]
"""Id of a document and of an entry in it."""

FINISHED = frozenset({RevisionStatus.REVIEWED, RevisionStatus.REJECTED})


class Detail(msgspec.Struct, frozen=True):
    """A value as it is now.

    Attributes:
        document, entry: where it is.
        value: None when it is gone, or its document is.
        judgement: how sure it is, and why not.
        finished: its document is reviewed or rejected.
        draft: what was typed into it and not confirmed, or None.
        kind: what the document type says of it, or None.
        issues: what the rules say of it.
    """

    document: str
    entry: str
    value: Value | None = None
    judgement: Judgement | None = None
    finished: bool = False
    draft: str | None = None
    kind: FieldType | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def place(self) -> Place:
        return (self.document, self.entry)

    @property
    def error(self) -> bool:
        """Whether a rule's error points to it, and nobody forced it."""
        return self.judgement is not None and self.judgement.error


class Rules(msgspec.Struct, frozen=True):
    """What decides how sure a value is: the document types by name, and the rules."""

    kind: Callable[[str], DocumentType]
    check: Callable[[Revision, DocumentType], tuple[Issue, ...]]


class DetailsJob(msgspec.Struct, frozen=True):
    """Read some values; those that are gone are among the answers."""

    kind: ClassVar[str] = "details"
    workspace: Workspace
    rules: Rules
    places: tuple[Place, ...]

    def __call__(self, token: CancelToken, report: Report) -> tuple[Detail, ...]:
        found: list[Detail] = []
        with self.workspace.read() as connection:
            for document, entries in by_document(self.places).items():
                token.check()
                found += read(connection, self.rules, document, entries)
        return tuple(found)


def by_document(places: Iterable[Place]) -> dict[str, list[str]]:
    """The entries of each document, in order."""
    found: dict[str, list[str]] = {}
    for document, entry in places:
        found.setdefault(document, []).append(entry)
    return found


def read(connection: Connection, rules: Rules, document: str, entries: Iterable[str]) -> list[Detail]:
    """Values of one document as they are now."""
    with suppress(StoreError):  # it went, or is damaged
        if not documents.get(connection, document).deleted:
            revision, _ = steps.load(connection, document)
            return details_of(rules, revision, entries, drafts.get(connection, document))
    return [Detail(document, entry) for entry in entries]


def details_of(rules: Rules, revision: Revision, entries: Iterable[str], typed: Mapping[str, str]) -> list[Detail]:
    """Values of a revision."""
    kind = rules.kind(revision.document_type)
    issues = rules.check(revision, kind)
    judgements = judge(revision, kind, issues)
    found = []
    for entry_id in entries:
        entry = revision.entries.get(entry_id)
        if entry is None:
            found.append(Detail(revision.document, entry_id))
            continue
        found.append(
            Detail(
                revision.document,
                entry_id,
                entry.value,
                judgements[entry_id],
                revision.status in FINISHED,
                typed.get(entry_id),
                field_of(kind, entry),
                tuple(issue for issue in issues if entry_id in issue.values),
            )
        )
    return found


def field_of(kind: DocumentType, entry: Entry) -> FieldType | None:
    """What a document type says of an entry; None for a field that it does not know."""
    field = kind.field(entry.field)
    if field is None or not entry.column:
        return field
    return next((column for column in field.columns if column.name == entry.column), None)
