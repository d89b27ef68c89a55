"""The lists of the queue."""

from enum import IntEnum
from typing import Final

from reviewer.domain.revision import TO_REVIEW, RevisionStatus


class Tab(IntEnum):
    """One list; in the order of the tabs."""

    TO_REVIEW = 0
    POSTPONED = 1
    REVIEWED = 2
    REJECTED = 3
    ALL = 4


STATUSES: Final = {
    Tab.TO_REVIEW: TO_REVIEW,
    Tab.POSTPONED: frozenset({RevisionStatus.POSTPONED}),
    Tab.REVIEWED: frozenset({RevisionStatus.REVIEWED}),
    Tab.REJECTED: frozenset({RevisionStatus.REJECTED}),
    Tab.ALL: frozenset[RevisionStatus](),
}
"""Of which documents each list is; none says all."""
