"""The append-only log of each document, and what is derived from it: the revision, and what the queue shows.

The log is the truth. The snapshot in `revisions` may be some steps behind: a long document grows page by page, and
writing all of it with each page would cost the square of its length.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, exists, func, insert, select, update

from reviewer.domain.doubt import lowest
from reviewer.domain.revision import Revision
from reviewer.domain.step import History, Step, StepKind, advanced
from reviewer.store import search
from reviewer.store.documents import gone
from reviewer.store.packing import packed_revision, packed_step, unpacked_revision, unpacked_step
from reviewer.store.problems import Conflict
from reviewer.store.schema import documents, revisions, steps

SMALL = 32_768
"""Bytes of a snapshot that is written with every step."""

_TAKES_BACK = (StepKind.UNDO.value, StepKind.REDO.value)
_GOING = (StepKind.DELETE.value, StepKind.SPLIT.value, StepKind.JOIN.value)


class LastStep(msgspec.Struct, frozen=True):
    """What the operator did last: the step, and its place in the log of all documents."""

    sequence: int
    step: Step


def append(
    connection: Connection,
    step: Step,
    revision: Revision,
    *,
    unsure: int | None = None,
    issues: int | None = None,
    warnings: int | None = None,
    same_values: bool = False,
) -> int:
    """Append a step with all that follows from it; compose with others in one operation of the lane.

    Args:
        connection: of the operation.
        step: the next of its document.
        revision: as it is after the step.
        unsure: how many values need a human after it.
        issues: how many errors the rules tell after it.
        warnings: what else they tell.
        same_values: no value is another one, nor the type: those three are left as they are, and so is what is
            indexed, but for what is indexed only when the status changes.

    Returns:
        The step's sequence over all documents.

    Raises:
        Conflict: another step has that number, or an undo names no step of the document.
    """
    facts: dict[str, float | None] = {}
    if not same_values:
        facts = {"unsure": unsure, "issues": issues, "warnings": warnings, "lowest": lowest(revision)}
    document = _advance(connection, step, revision, facts)
    body = packed_step(step)
    sequence: int = connection.execute(
        insert(steps)
        .values(
            id=step.id,
            document=step.document,
            number=step.number,
            kind=step.kind.value,
            action=step.action,
            at=step.at,
            by=step.by,
            cancels=step.cancels,
            bulk=step.bulk,
            undoable=step.undoable,
            standing=step.undoable and step.kind.value not in _TAKES_BACK,
            body=body,
        )
        .returning(steps.c.sequence)
    ).scalar_one()
    if step.kind.value in _TAKES_BACK:
        _cancel(connection, step)
    _snapshot(connection, step, revision, len(body))
    long_too = step.status is not None or step.kind in (StepKind.MERGE, StepKind.TYPE)
    if long_too or not same_values:
        search.update(connection, document, revision, long_too=long_too)
    return sequence


def log(connection: Connection, document: str) -> list[Step]:
    """All steps of a document in order: the audit trail."""
    return [unpacked_step(row.body) for row in connection.execute(_log(document))]


def has_arranged(connection: Connection, document: str) -> bool:
    """Whether pages of a document were ever put into another order or left out."""
    found = select(steps.c.id).where(steps.c.document == document, steps.c.kind == StepKind.PAGES.value)
    return connection.execute(found.limit(1)).one_or_none() is not None


def load(connection: Connection, document: str) -> tuple[Revision, History]:
    """A document's revision and what can be undone in it.

    Raises:
        Conflict: the document is not there.
        StoreError: what is stored is damaged.
    """
    if connection.execute(select(documents.c.id).where(documents.c.id == document)).one_or_none() is None:
        raise gone()
    row = connection.execute(select(revisions).where(revisions.c.document == document)).one_or_none()
    revision = Revision(document) if row is None else unpacked_revision(row.body)
    past, known = History(), revision.steps
    # Merges of machines that the snapshot has already are the bulk of a long log, and cannot be undone.
    needed = _log(document).where(steps.c.undoable | steps.c.kind.in_(_TAKES_BACK) | (steps.c.number > known))
    log = [unpacked_step(found.body) for found in connection.execute(needed)]
    for step in log:
        if step.number <= known:
            past = past.after(step)
    revision = _with_removed(revision, past)
    for step in log:
        if step.number > known:
            revision, past = advanced(revision, past, step)
    return revision, past


def newest(connection: Connection, document: str) -> str:
    """Id of a document's last step, or empty: as long as it is the same, so is all that follows from the log."""
    last_first = select(steps.c.id).where(steps.c.document == document).order_by(steps.c.number.desc())
    return connection.execute(last_first.limit(1)).scalar_one_or_none() or ""


def last(connection: Connection) -> LastStep | None:
    """What the operator did last in any document and did not take back: the step that `Ctrl+Z` is about.

    Nothing of a document that is gone, unless it went by that step.
    """
    there = exists().where(
        documents.c.id == steps.c.document, documents.c.deleted_at.is_(None) | steps.c.kind.in_(_GOING)
    )
    row = connection.execute(
        select(steps.c.sequence, steps.c.body).where(steps.c.standing, there).order_by(steps.c.sequence.desc()).limit(1)
    ).one_or_none()
    return None if row is None else LastStep(row.sequence, unpacked_step(row.body))


def of_bulk(connection: Connection, bulk: str, *, standing: bool = False) -> list[Step]:
    """The steps of one bulk action, one a document; only those that can be undone, when asked for."""
    later = steps.alias("later")
    after = exists().where(later.c.document == steps.c.document, later.c.number > steps.c.number, later.c.standing)
    # Looked at row by row: in the condition, SQLite would go through all that stands instead of the few of this id.
    last = (steps.c.standing & ~after).label("last")
    rows = connection.execute(select(steps.c.body, last).where(steps.c.bulk == bulk).order_by(steps.c.sequence))
    return [unpacked_step(row.body) for row in rows if row.last or not standing]


def meant(connection: Connection, step: Step) -> Step:
    """The step that an undo or redo in the log is about.

    Raises:
        Conflict: it names none.
    """
    while step.cancels:
        body = connection.execute(select(steps.c.body).where(steps.c.id == step.cancels)).scalar_one_or_none()
        if body is None:
            raise Conflict("There is nothing to take back.", "Open the document again.")
        step = unpacked_step(body)
    return step


class Brief(msgspec.Struct, frozen=True):
    """A step without what it changed."""

    sequence: int
    id: str
    document: str


def of_bulk_after(connection: Connection, bulk: str, after: int, limit: int) -> list[Brief]:
    """Steps of one bulk action after a sequence, in order."""
    wanted = select(steps.c.sequence, steps.c.id, steps.c.document).where(
        steps.c.bulk == bulk, steps.c.sequence > after
    )
    return [Brief(*row) for row in connection.execute(wanted.order_by(steps.c.sequence).limit(limit))]


def bulk_taken_back(connection: Connection, undos: str) -> str:
    """The id that the steps share which some undo steps took back, by the id that those share; empty for none."""
    undone = steps.alias("undone")
    meant = select(undone.c.bulk).join(steps, steps.c.cancels == undone.c.id).where(steps.c.bulk == undos)
    return connection.execute(meant.limit(1)).scalar_one_or_none() or ""


def count_of_bulk(connection: Connection, bulk: str) -> int:
    """How many steps one bulk action has made."""
    return connection.execute(select(func.count()).select_from(steps).where(steps.c.bulk == bulk)).scalar_one()


def _with_removed(revision: Revision, past: History) -> Revision:
    """With what stood at the removed ids: snapshots of older workspaces have only the ids."""
    missing = revision.removed - revision.removed_entries.keys()
    if not missing:
        return revision
    there = {change.id: change.before for step in past.done for change in step.changes if change.after is None}
    found = {entry_id: entry for entry_id, entry in there.items() if entry_id in missing and entry is not None}
    return replace(revision, removed_entries=revision.removed_entries | found)


def _log(document: str) -> Any:
    return select(steps.c.number, steps.c.body).where(steps.c.document == document).order_by(steps.c.number)


def _advance(connection: Connection, step: Step, revision: Revision, facts: Mapping[str, float | None]) -> int:
    if revision.steps != step.number or revision.document != step.document:
        raise ValueError("the revision is not the one after the step")
    sequence: int | None = connection.execute(
        update(documents)
        .where(documents.c.id == step.document, documents.c.steps == step.number - 1)
        .values(
            steps=step.number,
            status=revision.status.value,
            document_type=revision.document_type,
            source="" if revision.origin is None else revision.origin.source,
            reviewed_by=revision.reviewed_by,
            reviewed_at=revision.reviewed_at,
            reason=revision.reason,
            rev=documents.c.rev + 1,
            **facts,
        )
        .returning(documents.c.sequence)
    ).scalar_one_or_none()
    if sequence is None:
        raise Conflict("This document was changed in the meantime.", "Open it again.")
    return sequence


def _cancel(connection: Connection, step: Step) -> None:
    """Note what an undo or redo cancels, so that `last` need not read the log."""
    target = connection.execute(
        select(steps.c.id, steps.c.kind, steps.c.cancels).where(
            steps.c.id == step.cancels, steps.c.document == step.document
        )
    ).one_or_none()
    undo = step.kind is StepKind.UNDO
    if target is None or (target.kind in _TAKES_BACK) is undo:
        raise Conflict("There is nothing to take back.", "Open the document again.")
    meant = target.id if undo else target.cancels
    connection.execute(update(steps).where(steps.c.id == meant).values(standing=not undo))


def _snapshot(connection: Connection, step: Step, revision: Revision, size_of_step: int) -> None:
    row = connection.execute(
        select(revisions.c.size, revisions.c.behind).where(revisions.c.document == step.document)
    ).one_or_none()
    behind = size_of_step + (row.behind if row else 0)
    mine = revisions.c.document == step.document
    if row is not None and row.size > SMALL and behind < row.size:
        connection.execute(update(revisions).where(mine).values(behind=behind))
        return
    body = packed_revision(revision)
    values = {"number": step.number, "size": len(body), "behind": 0, "body": body}
    if row is None:
        connection.execute(insert(revisions).values(document=step.document, **values))
    else:
        connection.execute(update(revisions).where(mine).values(**values))
