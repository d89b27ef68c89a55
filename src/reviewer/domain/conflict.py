"""Whether a new reading contradicts what a person set or confirmed, and what becomes of it then."""

from datetime import date

from msgspec.structs import replace

from reviewer.domain.document_type import FieldType
from reviewer.domain.field import Alternative, Doubt, Mark, Source, Value
from reviewer.domain.normalize import normalized

_LONGEST = 89


def offered(human: Value, machine: Value, origin: str, field: FieldType | None, today: date) -> Value:
    """A person's value after a new reading: untouched but for what it may be asked about.

    A reading that says something new is a conflict, and the first of the alternatives. One that agrees with the
    person, or that says again what the person has decided against, ends a conflict with an older reading.

    Args:
        human: set or confirmed by a person.
        machine: as it was read now; without a text it says nothing.
        origin: who read it, for the alternative.
        field: what kind of value it is, or None.
        today: for years of two digits.
    """
    if not machine.text:
        return human
    if human.reread is not None and same_meaning(machine.text, human.reread, field, today):
        return human
    known = (human.text, human.recognized_text)
    if any(text is not None and same_meaning(machine.text, text, field, today) for text in known) or (
        human.text and machine.normalized is not None and machine.normalized == human.normalized
    ):
        return replace(human, conflict=None) if human.conflict is not None else human
    found = Alternative(machine.text, origin, machine.confidence, machine.regions)
    others = tuple(other for other in human.alternatives if other.text != machine.text)
    return replace(human, alternatives=(found, *others), conflict=found, reread=machine.text)


def same_meaning(one: str, other: str, field: FieldType | None, today: date) -> bool:
    """Whether two texts say the same: but for blanks, or once they are normalized ("1,234.50" and "1234.50")."""
    if " ".join(one.split()) == " ".join(other.split()):
        return True
    if field is None or not one or not other:
        return False
    meant = normalized(one, field, today)
    return meant is not None and meant == normalized(other, field, today)


def told(value: Value) -> Doubt | None:
    """The conflict of a value in one sentence; None without one."""
    if value.conflict is None:
        return None
    if value.mark is not None or not value.text:
        said = {Mark.BLANK: "You marked it blank.", Mark.UNREADABLE: "You marked it unreadable."}
        tail = said[value.mark] if value.mark is not None else "You left it empty."
        return Doubt("conflict", f"A new reading says “{_cut(value.conflict.text, 40)}”. {tail}")
    verb = "confirmed" if value.source is Source.RECOGNIZED else "set"
    room = (_LONGEST - len(f"A new reading says “”. You {verb} “”.")) // 2
    text = f"A new reading says “{_cut(value.conflict.text, room)}”. You {verb} “{_cut(value.text, room)}”."
    return Doubt("conflict", text)


def _cut(text: str, letters: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[: letters - 1]}…"
