"""The rows of the list of documents: what is seen of a document without opening it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from reviewer.domain.document import Page
from reviewer.domain.queue import QueueRow
from reviewer.domain.recognition import TaskState
from reviewer.domain.revision import RevisionStatus
from reviewer.store.documents import read_area
from reviewer.store.schema import documents, pages, tasks


def rows(connection: Connection, sequences: Iterable[int]) -> list[QueueRow]:
    """The rows of documents by their sequences, in that order; those that are gone are left out."""
    ordered = list(sequences)
    found = {row.sequence: row for row in connection.execute(_full(documents.c.sequence.in_(ordered)))}
    return [_queue_row(found[sequence]) for sequence in ordered if sequence in found]


def row(connection: Connection, document: str) -> QueueRow | None:
    """The row of one document."""
    found = connection.execute(_full(documents.c.id == document)).one_or_none()
    return None if found is None else _queue_row(found)


def _full(condition: ColumnElement[bool]) -> Select[Any]:
    all_tasks = tasks.alias("all_tasks")
    last = select(func.max(all_tasks.c.sequence)).where(all_tasks.c.document == documents.c.id).scalar_subquery()
    return (
        select(
            documents,
            tasks.c.state.label("task"),
            tasks.c.error.label("task_error"),
            *(
                pages.c[name].label(f"page_{name}")
                for name in ("original", "original_index", "rotation", "skew", "area")
            ),
            pages.c.width.label("page_width"),
            pages.c.height.label("page_height"),
        )
        .select_from(documents)
        .outerjoin(tasks, tasks.c.sequence == last)
        .outerjoin(pages, (pages.c.document == documents.c.id) & (pages.c.position == 0))
        .where(condition)
    )


def _queue_row(row: Row[Any]) -> QueueRow:
    page = None
    if row.page_original is not None:
        page = Page(
            row.page_original,
            row.page_original_index,
            row.page_rotation,
            row.page_skew,
            row.page_width,
            row.page_height,
            read_area(row.page_area),
        )
    return QueueRow(
        id=row.id,
        name=row.name,
        document_type=row.document_type,
        status=RevisionStatus(row.status),
        sequence=row.sequence,
        added_at=row.added_at,
        page_count=row.page_count,
        first_page=page,
        unsure=row.unsure,
        issues=row.issues,
        reviewed_by=row.reviewed_by,
        reviewed_at=row.reviewed_at,
        reason=row.reason,
        task=None if row.task is None else TaskState(row.task),
        task_error=row.task_error or "",
        deleted=row.deleted_at is not None,
        rev=row.rev,
    )
