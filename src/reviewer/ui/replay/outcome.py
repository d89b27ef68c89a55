"""What came of a step, for people and for programs."""

import msgspec

from reviewer.ui.replay.script import VERBS, Verb
from reviewer.ui.replay.seen import Seen

_WIDE = 34


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step, done or not.

    Attributes:
        step: its number, from 1.
        line: of the script, from 1.
        what: the step as it stands in the script.
        ok: whether it was done, and all is as expected.
        ms: from the key press (or the like) to the end of the first painting with the answer in it; None when the
            step asks for none, or nothing was painted anew.
        seen: what the window shows now.
        notices: what it told meanwhile.
        problem: a sentence on why it failed.
    """

    step: int
    line: int
    what: dict[str, object]
    ok: bool
    seen: Seen
    ms: float | None = None
    notices: tuple[str, ...] = ()
    problem: str = ""


class Played(msgspec.Struct, frozen=True):
    """A whole replay: steps that were done, how many failed, whether all of the script was played."""

    outcomes: tuple[Outcome, ...]
    total: int

    @property
    def failed(self) -> int:
        return sum(not outcome.ok for outcome in self.outcomes)

    @property
    def fine(self) -> bool:
        """Whether every step of the script was done and none failed."""
        return not self.failed and len(self.outcomes) == self.total


def said(verb: Verb) -> dict[str, object]:
    """A step as it stands in a script, without what it leaves to the default."""
    built = msgspec.json.decode(msgspec.json.encode(verb))
    defaults = {field.name: field.default for field in msgspec.structs.fields(verb)}
    return {name: value for name, value in built.items() if name in VERBS or value != defaults[name]}


def as_json(outcome: Outcome) -> bytes:
    """A line for programs."""
    return msgspec.json.encode(outcome) + b"\n"


def as_lines(outcome: Outcome, note: str) -> tuple[str, ...]:
    """Lines for people."""
    time = "" if outcome.ms is None else f"{outcome.ms:.1f} ms"
    mark = " " if outcome.ok else "×"
    first = f"{outcome.step:>3} {mark} {_short(outcome.what):<{_WIDE}} {time:>9}  {_stands(outcome.seen)}"
    more = [
        *([f"failed: {outcome.problem}"] if outcome.problem else []),
        *(f"told: {text}" for text in outcome.notices),
    ]
    return (*([note] if note else []), first.rstrip(), *(f"      {text}" for text in more))


def summary(played: Played) -> str:
    """The last line for people."""
    times = sorted(outcome.ms for outcome in played.outcomes if outcome.ms is not None)
    done = f"{len(played.outcomes)} of {played.total} steps, {played.failed} failed"
    if not times:
        return f"{done}."
    return f"{done}; answers painted within {times[len(times) // 2]:.1f} ms in the middle, {times[-1]:.1f} ms at most."


def _short(what: dict[str, object]) -> str:
    verb = next(name for name in VERBS if name in what)
    value = what[verb]
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    times = f" ×{what['times']}" if "times" in what else ""
    whole = f"{verb} {' '.join(text.split())}{times}"
    return whole if len(whole) <= _WIDE else f"{whole[: _WIDE - 1]}…"


def _stands(seen: Seen) -> str:
    parts = [f"{seen.document} ({seen.status})" if seen.document else "no document"]
    if seen.field:
        typed = f", typed {_cut(seen.editor)}" if seen.editor != seen.value else ""
        parts.append(f"{seen.label}: {_cut(seen.value)}{typed}")
    if seen.document:
        parts.append(f"{seen.left} to check" + (f", {seen.errors} wrong" if seen.errors else ""))
    if seen.dialog:
        parts.append(f"[{seen.dialog}]")
    return " · ".join(parts)


def _cut(text: str) -> str:
    line = text.replace("\n", "↵")
    return f"“{line}”" if len(line) <= _WIDE else f"“{line[: _WIDE - 1]}…”"
