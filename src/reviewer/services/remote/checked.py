"""What a service says of corrections that it was asked to compare with what it reads."""

from reviewer.domain.revision import Checked, Origin, Revision
from reviewer.domain.step import OriginChange, Step, StepKind
from reviewer.providers.base import Mapped
from reviewer.services.making import made
from reviewer.services.remote.errand import Errand
from reviewer.services.sources import title_of

CHECK = "check"
"""Action of the step that has the answer."""


def answered(revision: Revision, mapped: Mapped, errand: Errand, source: str) -> Step:
    """The step that keeps what the service says of the texts that it was given."""
    said = {field.name: field.values[0].valid for field in mapped.fields if field.values}
    checked = tuple(
        Checked(entry, errand.sent.expected[name], agrees)
        for name, entry in errand.checks.items()
        if (agrees := said.get(name)) is not None and name in errand.sent.expected
    )
    messages = revision.origin.messages if revision.origin is not None else ()
    after = Origin(source, messages, checked)
    return made(
        revision.document,
        StepKind.MERGE,
        CHECK,
        title_of(source),
        number=revision.steps + 1,
        origin=OriginChange(revision.origin, after),
        undoable=False,
    )
