"""A line shown to the operator: what happened, what to do."""

from collections.abc import Callable
from enum import StrEnum

import msgspec

from reviewer.errors import ReviewerError


class NoticeLevel(StrEnum):
    """How loud a notice is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Notice(msgspec.Struct, frozen=True):
    """What happened and what to do, with at most one action.

    Attributes:
        text: one or two sentences, plain text.
        level: see NoticeLevel.
        action: the verb on the link, or empty.
        act: called when the link is taken.
        key: notices of one key replace each other.
        quiet: it takes the place of no other one, and stands in the list of notices alone then.
    """

    text: str
    level: NoticeLevel = NoticeLevel.INFO
    action: str = ""
    act: Callable[[], None] | None = None
    key: str = ""
    quiet: bool = False


def of_error(error: ReviewerError, action: str = "", act: Callable[[], None] | None = None) -> Notice:
    """The notice that an error makes."""
    return Notice(str(error), NoticeLevel.ERROR, action, act, key=error.code)
