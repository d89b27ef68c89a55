"""What a step changes besides the revision: pages and their words, deletion, parts, drafts."""

from contextlib import suppress

from sqlalchemy import Connection

from reviewer.domain.recognition import TaskState
from reviewer.domain.step import History, Step, StepKind
from reviewer.services import parts
from reviewer.services.paging import meant, paged
from reviewer.store import documents, drafts, tasks, texts, trash
from reviewer.store.problems import Conflict

MOST_PAGES = 10_000
"""Of a document that is made of several: places of pages that are left out are counted by it."""


def follow(connection: Connection, step: Step, history: History) -> None:
    """Change what follows from a step; see `paging.meant` for undo and redo.

    What a split or a merge made comes and goes with it: it has no step of its own for that, so undoing what the
    operator did last is one step, also after a restart. So do the readings that have not ended, of what was made
    and of what it was made of.
    """
    about, back = meant(step, history)
    if about.turns or about.arrangement is not None:
        _page(connection, step, history)
    if about.kind is StepKind.DELETE or about.parts:
        _delete(connection, step.document, step.at, back=back)
    for part in about.parts:
        _make(connection, part, step.at, back=back)
    if about.parts:
        ended, begun = (about.parts, (step.document,)) if back else ((step.document,), about.parts)
        parts.stop(connection, ended)
        parts.go_on(connection, begun)
    if about.writes:
        for change in about.changes:
            drafts.clear(connection, step.document, change.id)


def _page(connection: Connection, step: Step, history: History) -> None:
    """Turn and arrange the pages of a document as a step has it; their words go with them.

    Raises:
        Conflict: somebody reads the document, by the places of its pages; or it has others.
    """
    about, back = meant(step, history)
    arrangement = about.arrangement
    if arrangement is not None:
        _check_not_read(connection, step.document)
    try:
        after = paged(documents.get(connection, step.document), step, history)
    except (ValueError, IndexError):
        raise Conflict("The pages of this document were changed in the meantime.", "Open it again.") from None
    if arrangement is None:
        for turn in about.turns:
            page = after.pages[turn.page]
            documents.set_turn(connection, step.document, turn.page, page.rotation, page.skew)
        return
    for task in tasks.of_document(connection, step.document):
        if task.state in (TaskState.FAILED, TaskState.LOST):
            tasks.note(connection, task, None)  # a service is not asked again for what had other pages
    documents.set_pages(connection, after)
    places = arrangement.places()
    places |= {place: -(about.number * MOST_PAGES + place + 1) for place in arrangement.left_out}
    texts.move(connection, step.document, {to: at for at, to in places.items()} if back else places)


def _check_not_read(connection: Connection, document: str) -> None:
    """Let nobody change the pages of a document while it is read.

    Raises:
        Conflict: it is; or a service has it.
    """
    if any(task.state is not TaskState.QUEUED for task in tasks.of_document(connection, document, only_open=True)):
        raise Conflict("This document is still being read.", "Change its pages when that is done, or cancel reading.")


def _make(connection: Connection, part: str, at: str, *, back: bool) -> None:
    """Let a document that a split or a merge made be there, or with `back` be gone.

    Raises:
        Conflict: it cannot be there any more; without it, what it was made of would be lost.
    """
    if back:
        with suppress(Conflict):  # one that was deleted so long ago that it is gone
            trash.put(connection, part, at)
        return
    try:
        trash.restore(connection, part)
    except Conflict:
        raise Conflict("What was made then was deleted for good.", "Split or merge anew.") from None


def _delete(connection: Connection, document: str, at: str, *, back: bool) -> None:
    """Mark a document as deleted, or take the mark back."""
    if back:
        trash.restore(connection, document)
    else:
        trash.put(connection, document, at)
