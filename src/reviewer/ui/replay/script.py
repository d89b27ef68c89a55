"""Scripts: one step a line, as JSON. Everything that can be wrong with one is told before anything is done."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import UNSET, UnsetType
from rapidfuzz import process

from reviewer.errors import InputError
from reviewer.ui.actions import BY_NAME
from reviewer.ui.replay.hand import is_key

Whole = Annotated[int, msgspec.Meta(ge=1, le=10_000)]
Span = Annotated[float, msgspec.Meta(ge=0, le=3600)]
_MOST_BYTES: Final = 10_000_000


class _Verb(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every step may have.

    Attributes:
        note: a sentence for who reads along.
    """

    note: str = ""


class Do(_Verb, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Run an action of the table. `checked`: make a checkable one so, whatever it is now."""

    do: str
    checked: bool | None = None


class Press(_Verb, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Press keys, one after the other, and all of them several times."""

    key: str | tuple[str, ...]
    times: Whole = 1

    @property
    def keys(self) -> tuple[str, ...]:
        return ((self.key,) if isinstance(self.key, str) else self.key) * self.times


class Type(_Verb, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Type a text into what has the focus."""

    type: str


class Open(_Verb, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Show a document by its name."""

    open: str


class Add(_Verb, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take files and folders in; `sample:NAME` is a document that comes with Reviewer."""

    add: str | tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.add,) if isinstance(self.add, str) else self.add


class Wait(_Verb, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Until something is over, or for some seconds."""

    wait: Literal["idle", "read", "saved", "shown"] | Span
    seconds: Span = 120.0


class Go(_Verb, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Make a field the active one, as a click does."""

    field: str


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What must be so. `field` says whose value, editor, reason and unsure are meant; the active one's without it."""

    field: str = ""
    value: str | UnsetType = UNSET
    editor: str | UnsetType = UNSET
    unsure: bool | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    active: str | UnsetType = UNSET
    document: str | UnsetType = UNSET
    type: str | UnsetType = UNSET
    status: str | UnsetType = UNSET
    page: int | UnsetType = UNSET
    left: int | UnsetType = UNSET
    errors: int | UnsetType = UNSET
    queue: int | UnsetType = UNSET
    focus: str | UnsetType = UNSET
    dialog: str | UnsetType = UNSET
    notice: str | UnsetType = UNSET


class Expect(_Verb, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Look whether something is so, for some seconds at most."""

    expect: Expected
    seconds: Span = 5.0


class Shot(_Verb, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Write a picture of the window."""

    shot: str


class Size(_Verb, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Make the window as large as this: width and height in logical pixels."""

    size: tuple[Whole, Whole]


Verb = Do | Press | Type | Open | Add | Wait | Go | Expect | Shot | Size
VERBS: Final[dict[str, type[Verb]]] = {
    "do": Do,
    "key": Press,
    "type": Type,
    "open": Open,
    "add": Add,
    "wait": Wait,
    "field": Go,
    "expect": Expect,
    "shot": Shot,
    "size": Size,
}


class ScriptStep(msgspec.Struct, frozen=True):
    """A step and the line it stands in, from 1."""

    line: int
    verb: Verb


class ScriptError(InputError):
    """The script cannot be played."""

    code = "script"


def load(path: Path) -> tuple[ScriptStep, ...]:
    """Read a script; `-` is the standard input.

    Raises:
        ScriptError: it cannot be read, or a line of it is wrong.
    """
    if str(path) == "-":
        return parse(sys.stdin)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ScriptError(f"“{path.name}” is too large for a script.", "A script has at most 10 MB.")
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ScriptError(f"“{path.name}” is no script.", "A script is JSON Lines in UTF-8.") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ScriptError(f"The script “{path.name}” cannot be read: {reason}.", "Check its name.") from None
    return parse(text.splitlines())


def parse(lines: Iterable[str]) -> tuple[ScriptStep, ...]:
    """The steps of a script; empty lines and lines that begin with `#` are left out.

    Raises:
        ScriptError: a line is wrong; it says which and why.
    """
    steps = tuple(_steps(lines))
    if not steps:
        raise ScriptError("The script has no step.", "Each line is one step, as {“key”: “Return”}.")
    return steps


def _steps(lines: Iterable[str]) -> Iterator[ScriptStep]:
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                yield ScriptStep(number, _checked(_verb(line)))
            except _Wrong as wrong:
                raise ScriptError(f"Line {number}: {wrong}", "Nothing was played.") from None


class _Wrong(Exception):
    pass


def _verb(line: str) -> Verb:
    try:
        given = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeEncodeError):
        raise _Wrong("this is no JSON.") from None
    if not isinstance(given, dict):
        raise _Wrong("a step is an object, as {“key”: “Return”}.")
    named = [word for word in VERBS if word in given]
    if len(named) != 1:
        raise _Wrong(_which(given, named))
    try:
        return msgspec.convert(given, VERBS[named[0]])
    except msgspec.ValidationError as error:
        raise _Wrong(f"{str(error).replace('`', '')}.") from None


def _which(given: dict[str, Any], named: list[str]) -> str:
    if named:
        return f"one step does one thing, this one names {' and '.join(named)}."
    words = ", ".join(str(word) for word in given) or "nothing"
    return f"{words} is no step. Steps are {', '.join(VERBS)}."


def _checked(verb: Verb) -> Verb:
    if isinstance(verb, Do):
        _check_action(verb)
    elif isinstance(verb, Press):
        for key in verb.keys[:100]:
            if not is_key(key):
                raise _Wrong(f"“{key}” is no key. Keys are written as Ctrl+Return, Shift+Tab, F8.")
    elif isinstance(verb, Expect) and verb.expect == Expected(field=verb.expect.field):
        raise _Wrong("nothing is expected. Say what, as {“status”: “reviewed”}.")
    return verb


def _check_action(verb: Do) -> None:
    action = BY_NAME.get(verb.do)
    if action is None:
        near = process.extractOne(verb.do, BY_NAME.keys(), score_cutoff=70)
        hint = f" Is “{near[0]}” meant?" if near else ""
        raise _Wrong(f"there is no action “{verb.do}”.{hint}")
    if verb.checked is not None and not action.checkable:
        raise _Wrong(f"“{verb.do}” is not on or off.")
