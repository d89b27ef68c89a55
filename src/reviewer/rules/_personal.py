"""What a personal number says of its holder against the printed fields: shared by the rules of each kind of number."""

from collections.abc import Iterator

import msgspec

from reviewer.domain.issue import Issue, Level
from reviewer.domain.personal.holder import ELEMENTS, Holder, coded
from reviewer.domain.revision import Entry
from reviewer.rules.base import Context


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Names of fields; empty for those that the document type does not have.

    Attributes:
        field: that holds the number.
        date_of_birth, sex, surname, name, province: what the number says something of.
        level: of a number that is none, and of fields that disagree.
    """

    field: str = ""
    date_of_birth: str = ""
    sex: str = ""
    surname: str = ""
    name: str = ""
    province: str = ""
    level: Level = Level.ERROR


def differing(
    context: Context, options: Options, rule: str, number: Entry, holder: Holder
) -> Iterator[tuple[str, Issue]]:
    """One issue a field that says something else than the number, with its element."""
    label = named(context, options.field)
    for element in ELEMENTS:
        name = getattr(options, element)
        field = context.field(name) if name else None
        for entry in context.filled(name) if field is not None else ():
            assert field is not None
            printed = context.normalized(entry, field)
            if holder.agrees(element, entry.value.text, printed) is False:
                says = holder.says(element)
                if element in ("surname", "name"):
                    says = f"{says}, where {coded(element, entry.value.text)} would stand for it"
                text = f"{field.label} reads “{entry.value.text}”, but the {label} {_short(number)} says {says}."
                yield element, Issue(rule, options.level, text, (entry.id, number.id), "differs")


def named(context: Context, name: str) -> str:
    """The label of a field, within a sentence."""
    field = context.field(name)
    label = field.label if field is not None else name
    return label if label.isupper() else label[:1].lower() + label[1:]


def _short(number: Entry) -> str:
    return number.value.text[:24]
