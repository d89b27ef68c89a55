"""What a rule says is wrong."""

from enum import StrEnum

import msgspec


class Level(StrEnum):
    """An error must be corrected or forced; a warning may be finished over."""

    WARNING = "warning"
    ERROR = "error"


class Fix(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text that would make a rule agree; offered, and never taken by itself.

    Attributes:
        entry: id of the value that it is for.
        text: in its place.
        origin: what proves it, for the operator: "Sum", "Check digit".
        says: a sentence about it: "36.00 balances the sum."
        shown: what stands for a text that is too long to be shown, or empty.
        besides: id of the value that must be changed as well for that, or empty.
    """

    entry: str
    text: str
    origin: str
    says: str = ""
    shown: str = ""
    besides: str = ""


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
        fixes: small changes that would make the rule agree, the likeliest first, for any of its values.
    """

    rule: str
    level: Level
    text: str
    values: tuple[str, ...]
    code: str = ""
    proposal: str | None = None
    action: str = ""
    fixes: tuple[Fix, ...] = ()
