"""Writes steps with all that follows from them, in one transaction of the store's lane."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace
from sqlalchemy import Connection

from reviewer import rules
from reviewer.domain.bundle import Bundle
from reviewer.domain.document_type import DocumentType
from reviewer.domain.doubt import Judged, Judgement
from reviewer.domain.field import Field
from reviewer.domain.issue import Issue, Level
from reviewer.domain.merge import merged, merged_as
from reviewer.domain.recognition import Recognition
from reviewer.domain.revision import Origin, Revision, RevisionStatus
from reviewer.domain.step import BundleChange, History, OriginChange, Step, StepKind, advanced
from reviewer.services import feedback
from reviewer.services.clock import now
from reviewer.services.consequences import follow
from reviewer.services.paging import meant
from reviewer.store import documents, drafts, outbox, recognitions, steps, values
from reviewer.store.outbox import Delivery, OutboxState
from reviewer.store.problems import Conflict

EXPORT = "export"
TOLD = "told"
"""Action of a step whose status came from a service: it needs no telling back."""
_OF_WHOLE = frozenset({StepKind.STATUS, StepKind.DELETE})
"""Kinds of steps that change no value."""
_EXPORTED = frozenset({OutboxState.SENT, OutboxState.DELIVERED})


class _Known(msgspec.Struct, frozen=True):
    """A document as its last step left it. Reading 2,000 values for each step would take longer than all else.

    Attributes:
        newest: id of that step, or empty.
        revision, history: what follows from the log up to it.
        judged: how sure the values were.
    """

    newest: str
    revision: Revision
    history: History
    judged: Judged = Judged()


class Ledger:
    """Appends steps. Its verbs are operations of the lane: they take its connection.

    Args:
        types: the document types by name.
        threshold: the operator's; 0 takes each type's own.

    Attributes:
        takes: says what a provider takes of a review.
    """

    def __init__(self, types: Mapping[str, DocumentType], threshold: float = 0.0) -> None:
        self._types = types
        self.threshold = threshold
        self.takes: feedback.Takes = feedback.nobody
        self._known: _Known | None = None  # of one document: that of the last step

    @property
    def types(self) -> Mapping[str, DocumentType]:
        """The document types by name."""
        return self._types

    def kind(self, name: str) -> DocumentType:
        """A document type with the threshold that counts; an unknown one (its file was removed) has no fields."""
        kind = self._types.get(name) or DocumentType(name, name)
        return replace(kind, threshold=self.threshold) if self.threshold else kind

    def load(self, connection: Connection, document: str) -> tuple[Revision, History]:
        """A document's revision and history, kept for the step that is appended next.

        Raises:
            Conflict: the document is not there.
        """
        self._known = self._load(connection, document)
        return self._known.revision, self._known.history

    def append(self, connection: Connection, step: Step) -> Step:
        """Append a step of a person. Returns it with its number.

        Raises:
            StoreError: it was not written.
        """
        return self._append(connection, self._load(connection, step.document), step)

    def list_values(self, connection: Connection, document: str) -> None:
        """Write the rows of `store.values` of a document that was there before the table was."""
        revision, _ = steps.load(connection, document)
        kind = self.kind(revision.document_type)
        judged = Judged().again(revision, kind, rules.check(revision, kind, date.today()))
        values.put(connection, document, revision.entries.values(), judged.judgements)

    def append_all(self, connection: Connection, act: Iterable[Step]) -> tuple[Step, ...]:
        """Append the steps of one act, one in each of its documents. Returns them with their numbers.

        Raises:
            Conflict: it is only a part of what can be done and undone together.
            StoreError: they were not written.
        """
        kept = tuple(self.append(connection, step) for step in act)
        for step in kept:
            if step.kind in (StepKind.UNDO, StepKind.REDO):
                _check_whole(connection, steps.meant(connection, step))
        return kept

    def revision(self, connection: Connection, document: str) -> Revision:
        """A document as its last step left it.

        Raises:
            Conflict: it is not there.
        """
        return self._load(connection, document).revision

    def merge(
        self,
        connection: Connection,
        document: str,
        fields: tuple[Field, ...],
        *,
        document_type: str,
        origin: str,
        asked: bool = False,
        recognition: Recognition | None = None,
        bundle: Bundle | UnsetType | None = UNSET,
        source: Origin | None = None,
        bulk: str = "",
    ) -> Step | None:
        """Merge what a machine found. Returns the step, or None when nothing changed.

        Args:
            connection: of the operation.
            document: its id.
            fields: every field of the document type.
            document_type: that the fields belong to.
            origin: who read, in words.
            asked: a person asked for it, so it can be undone.
            recognition: kept too, when the answer is whole.
            bundle: the documents that it seems to be; left as it is unless given.
            source: where the fields come from; left as it is unless given.
            bulk: shared by the steps of what was asked for as one.
        """
        known = self._load(connection, document)
        revision = known.revision
        other = revision.document_type != document_type
        kind, today = self.kind(document_type), date.today()
        if other:
            changes = merged_as(revision, fields, origin, self.kind(revision.document_type), kind, today)
        else:
            changes = merged(revision, fields, origin, kind, today, drafts.get(connection, document))
        if recognition is not None:
            recognitions.add(connection, recognition)
        seen = revision.bundle if bundle is UNSET else bundle
        if not changes and not other and recognition is None and seen == revision.bundle:
            return None
        step = Step(
            str(uuid.uuid4()),
            document,
            0,
            StepKind.MERGE,
            "recognize",
            now(),
            changes=changes,
            type_before=revision.document_type if other else "",
            type_after=document_type if other else "",
            bundle=BundleChange(revision.bundle, seen) if seen != revision.bundle else None,
            origin=OriginChange(revision.origin, source) if source not in (None, revision.origin) else None,
            recognition=recognition.id if recognition is not None else "",
            undoable=asked,
            bulk=bulk,
        )
        return self._append(connection, known, step)

    def _load(self, connection: Connection, document: str) -> _Known:
        known, newest = self._known, steps.newest(connection, document)
        if known is None or known.revision.document != document or not newest or known.newest != newest:
            known = _Known(newest, *steps.load(connection, document))
        return known  # what was rolled back is not the newest step, and so does not count

    def _append(self, connection: Connection, known: _Known, step: Step) -> Step:
        revision, history = known.revision, known.history
        numbered = replace(step, number=revision.steps + 1)
        try:
            after, history_after = advanced(revision, history, numbered)
        except ValueError:
            raise Conflict("There is nothing to take back.", "Open the document again.") from None
        if after.entries is revision.entries and meant(numbered, history)[0].kind in _OF_WHOLE:
            judged = known.judged  # often very many at once: nothing of the values is looked at
            steps.append(connection, numbered, after, same_values=True)
        else:
            judged = self._judge(connection, known, numbered, after)
        follow(connection, numbered, history)
        self._deliver(connection, after, revision)
        if step.action != TOLD:
            feedback.tell(connection, after, revision, self.takes)
        self._known = _Known(numbered.id, after, history_after, judged)
        return numbered

    def _judge(self, connection: Connection, known: _Known, step: Step, after: Revision) -> Judged:
        """Append a step that makes other values, and say how sure they are."""
        kind = self.kind(after.document_type)
        issues = rules.check(after, kind, date.today())
        judged = known.judged.again(after, kind, issues)
        unsure, errors = counts(judged.judgements.values(), issues)
        warnings = len(issues) - errors
        steps.append(connection, step, after, unsure=unsure, issues=errors, warnings=warnings)
        if known.judged.kind is None:
            values.put(connection, step.document, after.entries.values(), judged.judgements)
        else:
            before = (known.revision.entries, known.judged.judgements)
            values.update(connection, step.document, before, (after.entries, judged.judgements))
        return judged

    def _deliver(self, connection: Connection, after: Revision, before: Revision) -> None:
        """Export a document that is finished, and again whenever what was exported is not so any more."""
        reviewed = after.status is RevisionStatus.REVIEWED
        if after.status is before.status and not (reviewed and after.entries != before.entries):
            return
        if reviewed or any(
            each.kind == EXPORT for each in outbox.listed(connection, _EXPORTED, document=after.document)
        ):
            self.ask_export(connection, after.document)
        else:
            outbox.remove(connection, after.document, {EXPORT})  # a finish that was undone before its export

    def ask_export(self, connection: Connection, document: str) -> None:
        """Put an export into the outbox, in place of one that waits."""
        outbox.remove(connection, document, {EXPORT})
        outbox.put(connection, Delivery(str(uuid.uuid4()), document, EXPORT, now(), created_at=now()))


def _check_whole(connection: Connection, about: Step) -> None:
    """Let documents that were merged come back together, or go together.

    Raises:
        Conflict: others stay behind.
    """
    if about.kind is StepKind.JOIN:
        members = {step.document for step in steps.of_bulk(connection, about.bulk)}
        if len({documents.get(connection, member).deleted for member in members}) > 1:
            raise Conflict("This was done to several documents together.", "Merge them again instead.")


def counts(judgements: Iterable[Judgement], issues: Iterable[Issue]) -> tuple[int, int]:
    """How many values are unsure, and how many errors the rules tell: what the queue shows."""
    unsure = sum(1 for judgement in judgements if judgement.unsure)
    return unsure, sum(1 for issue in issues if issue.level is Level.ERROR)
