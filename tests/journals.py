"""Reviews that write steps, as an operator and machines would; and random ones."""

import uuid
from collections.abc import Callable, Sequence

from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reviewer.domain.field import Field, Row, Source, Value
from reviewer.domain.merge import merged
from reviewer.domain.revision import Entry, Revision, RevisionStatus
from reviewer.domain.step import Change, History, StatusChange, Step, StepKind, advanced

OPERATOR = "Ada"

few = settings(max_examples=15)
"""For examples that write to a disk."""


def history(log: Sequence[Step]) -> History:
    """What can be undone and redone after a whole log."""
    result = History()
    for step in log:
        result = result.after(step)
    return result


def fold(document: str, log: Sequence[Step]) -> Revision:
    """The revision that a log leads to."""
    revision, past = Revision(document), History()
    for step in log:
        revision, past = advanced(revision, past, step)
    return revision


def effective(log: Sequence[Step]) -> list[Step]:
    """The steps that count: neither undone nor an undo or redo. Found otherwise than the program finds them."""
    cancelled: set[str] = set()
    kept: list[Step] = []
    for step in reversed(log):
        if step.id in cancelled:
            continue
        if step.kind in (StepKind.UNDO, StepKind.REDO):
            cancelled.add(step.cancels)
        else:
            kept.append(step)
    kept.reverse()
    return kept


def machine(text: str, confidence: float = 0.8) -> Value:
    """A value as an engine reads it."""
    return Value(text, confidence=confidence, recognized_text=text, recognized_confidence=confidence)


def human(text: str, before: Value | None = None) -> Value:
    """A value that a person typed."""
    if before is None:
        return Value(text, source=Source.MANUAL, settled_by=OPERATOR)
    return replace(before, text=text, confidence=None, source=Source.CORRECTED, settled_by=OPERATOR)


def receipt(total: str = "12.50", *items: str) -> tuple[Field, ...]:
    """What a machine makes of a receipt."""
    rows = tuple(Row((Field("amount", (machine(amount),)),)) for amount in items)
    return (Field("total", (machine(total),)), Field("line_items", rows=rows))


class Journal:
    """The log of one document and what it leads to."""

    def __init__(self, document: str = "d") -> None:
        self.document = document
        self.revision = Revision(document)
        self.history = History()
        self.log: list[Step] = []

    def add(self, kind: StepKind, **values: object) -> Step:
        number = len(self.log) + 1
        step = Step(str(uuid.uuid4()), self.document, number, kind, at=f"2026-01-01T00:00:{number:02}Z", **values)
        self.revision, self.history = advanced(self.revision, self.history, step)
        self.log.append(step)
        return step

    def edit(self, entry_id: str, text: str | None) -> Step:
        """A person sets a value, adds one, or removes it (None)."""
        old = self.revision.entries.get(entry_id)
        if text is None:
            after = None
        elif old is None:
            after = Entry(entry_id, entry_id.split(":")[0], human(text))
        else:
            after = replace(old, value=human(text, old.value))
        change = Change.of(self.revision, entry_id, after)
        return self.add(StepKind.EDIT, changes=(change,), by=OPERATOR)

    def merge(self, fields: tuple[Field, ...], *, asked: bool = False) -> Step:
        changes = merged(self.revision, fields, "Engine")
        return self.add(StepKind.MERGE, changes=changes, undoable=asked, recognition="r")

    def status(self, after: RevisionStatus, reason: str = "") -> Step:
        was = self.revision
        change = StatusChange(was.status, after, was.reviewed_by, was.reviewed_at, was.reason)
        return self.add(StepKind.STATUS, status=change, by=OPERATOR, reason=reason)

    def type(self, name: str) -> Step:
        return self.add(StepKind.TYPE, type_before=self.revision.document_type, type_after=name, by=OPERATOR)

    def undo(self) -> Step | None:
        if not self.history.done:
            return None
        return self.add(StepKind.UNDO, cancels=self.history.done[-1].id, by=OPERATOR)

    def redo(self) -> Step | None:
        if not self.history.undone:
            return None
        return self.add(StepKind.REDO, cancels=self.history.undos[-1].id, by=OPERATOR)


Action = Callable[[Journal], object]

_ids = st.sampled_from(["total:0", "line_items:0:amount:0", "date:0", "note:x"])
_texts = st.sampled_from(["1", "2", "3"])


def actions() -> st.SearchStrategy[list[Action]]:
    """What an operator and machines may do, in any order."""
    return st.lists(
        st.one_of(
            st.builds(lambda i, t: lambda j: j.edit(i, t), _ids, st.none() | _texts),
            st.builds(
                lambda t, items, asked: lambda j: j.merge(receipt(t, *items), asked=asked),
                _texts,
                st.lists(_texts, max_size=2),
                st.booleans(),
            ),
            st.builds(lambda s, r: lambda j: j.status(s, r), st.sampled_from(RevisionStatus), _texts),
            st.builds(lambda n: lambda j: j.type(n), st.sampled_from(["receipt", "form"])),
            st.just(Journal.undo),
            st.just(Journal.undo),
            st.just(Journal.redo),
        ),
        max_size=15,
    )
