"""What the queue shows of a document, and which documents it lists."""

import re
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import msgspec

from reviewer.domain.document import Page
from reviewer.domain.recognition import TaskState
from reviewer.domain.revision import RevisionStatus

_LONGEST_NUMBER = 12
_NUMBER = re.compile(r"\d+")


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
    REVIEWED = "reviewed"


class Sort(msgspec.Struct, frozen=True):
    """An order and its direction."""

    order: Order = Order.ADDED
    descending: bool = False


class Span(msgspec.Struct, frozen=True):
    """Figures from `least` to `most`, both included; None is open."""

    least: float | None = None
    most: float | None = None


class Days(msgspec.Struct, frozen=True):
    """Days where the operator is, from `first` to `last`, both included; None is open."""

    first: date | None = None
    last: date | None = None

    @property
    def since(self) -> str:
        """When they begin, ISO 8601 in UTC; empty when they are open."""
        return "" if self.first is None else _midnight(self.first)

    @property
    def before(self) -> str:
        """When they are over, ISO 8601 in UTC; empty when they are open."""
        if self.last is None or self.last == date.max:
            return ""
        return _midnight(self.last + timedelta(days=1))


class Filter(msgspec.Struct, frozen=True):
    """Which documents are listed: those that meet all of it.

    Attributes:
        statuses: of these, empty for all.
        document_types: of these, empty for all.
        sources: read last by one of these engines and providers, empty for all.
        words: as typed into the search, empty for all.
        unsure: so many values need a human; None for all.
        confidence: of the least sure value that nobody settled, 0..1; None for all.
        errors, warnings: whether rules tell any; None for all.
        failed: whether the last reading failed; None for all.
        added, reviewed: on these days; None for all.
        deleted: those in the trash instead of the others.
    """

    statuses: frozenset[RevisionStatus] = frozenset()
    document_types: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    words: str = ""
    unsure: Span | None = None
    confidence: Span | None = None
    errors: bool | None = None
    warnings: bool | None = None
    failed: bool | None = None
    added: Days | None = None
    reviewed: Days | None = None
    deleted: bool = False


def sort_name(name: str) -> str:
    """What a name is sorted by: without regard to capitals, and numbers by their size ("scan 2" before "scan 10")."""
    return _NUMBER.sub(lambda digits: digits[0].lstrip("0").zfill(_LONGEST_NUMBER), name.casefold())


def _midnight(day: date) -> str:
    """When a day begins where the operator is."""
    try:
        begin = datetime(day.year, day.month, day.day).astimezone(UTC)
    except (OverflowError, ValueError, OSError):  # the first and last days that there are
        begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return begin.isoformat(timespec="milliseconds").replace("+00:00", "Z")
