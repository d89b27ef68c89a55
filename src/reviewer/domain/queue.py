"""What the queue shows of a document, and which documents it lists."""

from enum import StrEnum

import msgspec

from reviewer.domain.document import Page
from reviewer.domain.recognition import TaskState
from reviewer.domain.revision import RevisionStatus


class QueueRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the queue shows of a document.

    Attributes:
        id, name, document_type, status, added_at, reviewed_by, reviewed_at: as of the document and its revision.
        sequence: grows in the order of taking in.
        page_count: pages.
        first_page: for the thumbnail, None for a document without pages.
        unsure: values that need a human, None while nothing is recognized.
        issues: what rules say is wrong, None while nothing is recognized.
        reason: of the last postponing, rejecting or reopening.
        task: state of its last recognition task, None without one.
        task_error: why that failed, for the operator.
        deleted: it is in the trash.
        rev: grows with each change of the row.
    """

    id: str
    name: str
    document_type: str
    status: RevisionStatus
    sequence: int
    added_at: str = ""
    page_count: int = 0
    first_page: Page | None = None
    unsure: int | None = None
    issues: int | None = None
    reviewed_by: str = ""
    reviewed_at: str = ""
    reason: str = ""
    task: TaskState | None = None
    task_error: str = ""
    deleted: bool = False
    rev: int = 0


class Order(StrEnum):
    """What the list is sorted by; documents alike are in the order of taking in."""

    ADDED = "added"
    NAME = "name"
    TYPE = "type"
    STATUS = "status"
    UNSURE = "unsure"


class Filter(msgspec.Struct, frozen=True):
    """Which documents are listed.

    Attributes:
        statuses: of these, empty for all.
        document_types: of these, empty for all.
        words: as typed into the search, empty for all.
        deleted: those in the trash instead of the others.
    """

    statuses: frozenset[RevisionStatus] = frozenset()
    document_types: frozenset[str] = frozenset()
    words: str = ""
    deleted: bool = False
