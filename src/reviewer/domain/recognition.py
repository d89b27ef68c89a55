"""One answer for one document, and the wish to have one."""

from enum import StrEnum
from typing import Any

import msgspec

from reviewer.domain.bundle import Bundle
from reviewer.domain.field import Field
from reviewer.domain.text import TextSource


class PageReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one page was read.

    Attributes:
        page: index in the document, from 0.
        source: engine or text layer.
        reason: in words, why.
        turn, skew: degrees clockwise of the print on the page frame.
        words: how many.
    """

    page: int
    source: TextSource
    engine: str = ""
    reason: str = ""
    turn: int = 0
    skew: float = 0.0
    words: int = 0


class Recognition(msgspec.Struct, frozen=True, omit_defaults=True):
    """One answer for one document; never changed once done.

    Attributes:
        id: UUID.
        document: id of the document.
        document_type: as found or asked for.
        type_confidence: 0..1, None when the type was given.
        name: engine or provider, for example ``rapidocr``.
        version: of the engine and its data.
        languages: BCP 47.
        task: id of the recognition task.
        pages: how each page was read.
        fields: the answer.
        messages: about the whole document.
        extras: what an answer had besides.
        created_at: ISO 8601 in UTC.
        bundle: the documents that it seems to be, when it seems to be several.
        remote_id: of the document at the provider, for feedback.
    """

    id: str
    document: str
    document_type: str
    name: str
    version: str = ""
    languages: tuple[str, ...] = ()
    task: str = ""
    type_confidence: float | None = None
    type_reason: str = ""
    pages: tuple[PageReading, ...] = ()
    fields: tuple[Field, ...] = ()
    messages: tuple[str, ...] = ()
    extras: dict[str, Any] = {}
    created_at: str = ""
    bundle: Bundle | None = None
    remote_id: str = ""


class TaskState(StrEnum):
    """Where a recognition task is."""

    QUEUED = "queued"
    RUNNING = "running"
    SUBMITTED = "submitted"
    UNCERTAIN = "uncertain"
    DONE = "done"
    FAILED = "failed"
    LOST = "lost"
    CANCELLED = "cancelled"


OPEN_STATES = frozenset({TaskState.QUEUED, TaskState.RUNNING, TaskState.SUBMITTED, TaskState.UNCERTAIN})


class RecognitionTask(msgspec.Struct, frozen=True, omit_defaults=True):
    """The wish to have a recognition.

    Attributes:
        id: UUID.
        document: id of the document.
        source: ``auto``, an engine or a provider.
        document_type: asked for, or ``auto``.
        languages: BCP 47, empty for the settings' languages.
        read_anyway: read the pixels even where a page has its own text.
        asked: a person asked for it after the first one; its merge can be undone.
        pages: only these pages are read again (empty: all).
        state: see TaskState.
        error: sentence for the operator when failed.
        advice: what to do.
        code: of the error.
        attempts: how often it was begun.
        created_at: ISO 8601 in UTC.
        rev: grows with each change of the stored row.
        bulk: shared by tasks that were asked for as one, and by the steps that their merges make.
    """

    id: str
    document: str
    source: str = "auto"
    document_type: str = "auto"
    languages: tuple[str, ...] = ()
    read_anyway: bool = False
    asked: bool = False
    pages: tuple[int, ...] = ()
    state: TaskState = TaskState.QUEUED
    error: str = ""
    advice: str = ""
    code: str = ""
    attempts: int = 0
    created_at: str = ""
    rev: int = 0
    bulk: str = ""
