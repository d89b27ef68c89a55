"""`reviewer list`: the documents of the workspace."""

import argparse
from collections.abc import Iterable

import msgspec

from reviewer.cli.opening import reading_desk
from reviewer.cli.streams import put, put_bytes
from reviewer.domain.queue import QueueRow
from reviewer.domain.recognition import TaskState
from reviewer.services.listing import all_rows

_HEADER = ("STATUS", "TYPE", "TO CHECK", "PAGES", "ADDED", "NAME")


def run(arguments: argparse.Namespace) -> int:
    """List the documents.

    Raises:
        StoreError: there is no workspace, or it cannot be read.
    """
    with reading_desk(arguments) as desk, desk.workspace.read() as connection:
        rows = all_rows(connection)
        if arguments.json:
            for row in rows:
                put_bytes(msgspec.json.encode(_plain(row)) + b"\n")
        else:
            _print(rows)
    return 0


def _plain(row: QueueRow) -> dict[str, object]:
    """In the words of corrected JSON."""
    return {
        "id": row.id,
        "name": row.name,
        "document_type": row.document_type,
        "revision_status": row.status,
        "page_count": row.page_count,
        "to_check": row.unsure,
        "errors": row.issues,
        "added_at": row.added_at,
        "reviewed_by": row.reviewed_by or None,
        "reviewed_at": row.reviewed_at or None,
        "reason": row.reason or None,
        "task": row.task,
        "task_error": row.task_error or None,
    }


def _print(rows: Iterable[QueueRow]) -> None:
    lines = [_HEADER, *(_cells(row) for row in rows)]
    if len(lines) == 1:
        put("There are no documents in this workspace.")
        return
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADER) - 1)]
    for *cells, name in lines:
        put("  ".join((*(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)), name)))


def _cells(row: QueueRow) -> tuple[str, ...]:
    to_check = "-" if row.unsure is None else str(row.unsure)
    name = f"{row.name}  ({_trouble(row)})" if _trouble(row) else row.name
    added = row.added_at[:16].replace("T", " ")
    return (row.status.value, row.document_type, to_check, str(row.page_count), added, name)


def _trouble(row: QueueRow) -> str:
    """What keeps a document from being ready for review."""
    if row.task is TaskState.FAILED:
        return row.task_error or "could not be read"
    if row.task in (TaskState.QUEUED, TaskState.RUNNING):
        return "waits to be read" if row.task is TaskState.QUEUED else "being read"
    return ""
