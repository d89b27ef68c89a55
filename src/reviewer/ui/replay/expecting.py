"""Compares what a script expects with what is seen."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import UNSET

from reviewer.ui.replay.script import Expected
from reviewer.ui.replay.seen import Looking, Seen

_OF_A_VALUE = frozenset({"value", "editor", "unsure", "reason"})
_PARTS = frozenset({"reason", "notice"})
"""Of these a part is enough."""


def wrong(expected: Expected, looking: Looking, notices: Sequence[str]) -> str:
    """Sentences on what is not as expected; empty when all is.

    Args:
        expected: what must be so.
        looking: at the window.
        notices: those since the last step that expected one.
    """
    now = looking.now()
    meant = looking.at(expected.field) if expected.field else now
    if meant is None:
        return f"{now.document or 'No document'} has no value “{expected.field}”." if now.document else _NONE
    return " ".join(_differences(expected, now, meant, notices))


_NONE = "No document is shown."


def _differences(expected: Expected, now: Seen, meant: Seen, notices: Sequence[str]) -> Iterator[str]:
    for name in Expected.__struct_fields__:
        wanted = getattr(expected, name)
        if name == "field" or wanted is UNSET:
            continue
        if name == "notice":
            if not any(wanted in text for text in notices):
                yield f"No notice says “{wanted}”{_told(notices)}."
            continue
        seen = now.field if name == "active" else getattr(meant if name in _OF_A_VALUE else now, name)
        if wanted not in seen if name in _PARTS else wanted != seen:
            yield f"{_called(name, meant)} is {_shown(seen)}, not {_shown(wanted)}."


def _told(notices: Sequence[str]) -> str:
    return "; told was " + ", ".join(f"“{text}”" for text in notices) if notices else "; none came"


def _called(name: str, meant: Seen) -> str:
    return f"{name} of “{meant.field}”" if name in _OF_A_VALUE and meant.field else name


def _shown(value: object) -> str:
    return f"“{value}”" if isinstance(value, str) else msgspec.json.encode(value).decode()
