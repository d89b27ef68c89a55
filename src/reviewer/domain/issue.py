"""What a rule says is wrong."""

from enum import StrEnum

import msgspec


class Level(StrEnum):
    """An error must be corrected or forced; a warning may be finished over."""

    WARNING = "warning"
    ERROR = "error"


class Issue(msgspec.Struct, frozen=True, omit_defaults=True):
    """One sentence about one or more values.

    Attributes:
        rule: name of the rule.
        level: warning or error.
        text: what is wrong, in words.
        values: ids of the entries meant; the first is where the operator is led.
        code: stable, for translation.
        proposal: a text that would make the rule agree, for the first value, or None.
        action: stable name of what a hand can do about it, or empty.
    """

    rule: str
    level: Level
    text: str
    values: tuple[str, ...]
    code: str = ""
    proposal: str | None = None
    action: str = ""
