"""A value that a sender has never had before is worth a look: its account, its tax number."""

from collections.abc import Iterator

import msgspec

from reviewer.domain.earlier import steady
from reviewer.domain.field_value import key_of
from reviewer.domain.issue import Issue, Level
from reviewer.rules._solving import quoted
from reviewer.rules.base import Context


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which fields, and from how many documents of a sender on.

    Attributes:
        fields: empty: those that the document type calls steady.
        documents: reviewed ones of the same sender, below which nothing is said.
        level: how grave it is.
    """

    fields: tuple[str, ...] = ()
    documents: int = 3
    level: Level = Level.WARNING


class Rule:
    """Compares values with those that persons have settled in documents of the same sender."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def check(self, context: Context) -> Iterator[Issue]:
        """One issue a value that is new; its proposal is what the sender has had most often."""
        earlier = context.earlier
        if earlier.documents < self._options.documents:
            return
        for name in self._options.fields or steady(context.kind):
            field, known = context.field(name), earlier.texts.get(name, {})
            for entry in context.filled(name) if field is not None and known else ():
                if field is None or key_of(entry.value) in known:
                    continue
                usual = next(iter(known.values()))
                text = (
                    f"{field.label} reads {quoted(entry.value.text)} for the first time for this sender: "
                    f"{earlier.documents} reviewed documents have {quoted(usual)}"
                    f"{' or others' if len(known) > 1 else ''}."
                )
                yield Issue("steady", self._options.level, text, (entry.id,), "first_time", proposal=usual)
