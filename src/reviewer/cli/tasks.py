"""`reviewer tasks`: what waits to be read, what is with a service, what failed; and what is not delivered yet."""

import argparse

import msgspec

from reviewer.cli.opening import reading_desk
from reviewer.cli.streams import put, put_bytes
from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.services.feedback import KINDS
from reviewer.store import documents, outbox, tasks
from reviewer.store.outbox import Delivery, OutboxState

_MOST = 1_000_000
_ENDED = frozenset({TaskState.DONE, TaskState.CANCELLED})


def run(arguments: argparse.Namespace) -> int:
    """List tasks and deliveries.

    Raises:
        StoreError: there is no workspace, or it cannot be read.
    """
    states = frozenset(TaskState) - (frozenset() if arguments.all else _ENDED)
    sent = frozenset(OutboxState) - (frozenset() if arguments.all else {OutboxState.DELIVERED})
    with reading_desk(arguments) as desk, desk.workspace.read() as connection:
        found = tasks.listed(connection, states, limit=_MOST)
        deliveries = [each for each in outbox.listed(connection, sent, limit=_MOST) if each.kind in KINDS]
        ids = {task.document for task in found} | {each.document for each in deliveries}
        names = {document: documents.get(connection, document).name for document in ids}
    lines = [_task(task, names) for task in found] + [_delivery(each, names) for each in deliveries]
    if arguments.json:
        for each in lines:
            put_bytes(msgspec.json.encode(each) + b"\n")
    elif not lines:
        put("Nothing waits, and nothing failed.")
    else:
        for each in lines:
            put("  ".join(text for text in _words(each) if text))
    return 0


def _task(task: RecognitionTask, names: dict[str, str]) -> dict[str, object]:
    return {
        "kind": "recognition",
        "id": task.id,
        "document": task.document,
        "name": names[task.document],
        "source": task.source,
        "document_type": task.document_type,
        "state": task.state,
        "attempts": task.attempts,
        "error": task.error or None,
        "advice": task.advice or None,
        "created_at": task.created_at,
        "due_at": None,
    }


def _delivery(each: Delivery, names: dict[str, str]) -> dict[str, object]:
    return {
        "kind": each.kind,
        "id": each.id,
        "document": each.document,
        "name": names[each.document],
        "source": each.body.get("provider", ""),
        "document_type": None,
        "state": each.state,
        "attempts": each.attempts,
        "error": each.error or None,
        "advice": None,
        "created_at": each.created_at,
        "due_at": each.due_at,
    }


def _words(each: dict[str, object]) -> tuple[str, ...]:
    trouble = " ".join(str(each[key]) for key in ("error", "advice") if each[key])
    return (
        f"{each['state']!s:<9}",
        f"{each['kind']!s:<11}",
        f"{each['source']!s:<9}",
        str(each["name"]),
        f"({trouble})" if trouble else "",
    )
