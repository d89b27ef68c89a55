"""Keeps what the operator said of values over many documents: one step in each, under one bulk id."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from reviewer.domain.field import Value
from reviewer.domain.step import Step
from reviewer.errors import ReviewerError, StoreError
from reviewer.jobs import CancelToken, Report
from reviewer.services.ledger import Ledger
from reviewer.services.review import Review
from reviewer.services.sheets.details import Detail, Place, Rules, details_of
from reviewer.services.sheets.verdicts import Outcome, Verdict, judged
from reviewer.store import documents, drafts
from reviewer.store.workspace import Workspace

AT_ONCE = 10
"""Documents in one transaction: what the operator does meanwhile waits for it."""


class Settled(msgspec.Struct, frozen=True):
    """What came of verdicts.

    Attributes:
        steps: one a document in which something changed, as they are in the store.
        outcomes: by document and entry.
        details: the values as they are now.
        error: why those that have no outcome were not looked at, or None.
    """

    steps: tuple[Step, ...] = ()
    outcomes: dict[Place, Outcome] = {}
    details: tuple[Detail, ...] = ()
    error: ReviewerError | None = None

    def joined(self, other: "Settled") -> "Settled":
        """Both together."""
        return Settled(
            self.steps + other.steps, self.outcomes | other.outcomes, self.details + other.details, other.error
        )


class SettleJob(msgspec.Struct, frozen=True):
    """Take verdicts. What is not as it was seen any more, breaks a rule or is finished stays as it is.

    Attributes:
        workspace, ledger, rules: where the documents are.
        operator: name written to the steps.
        bulk: id of the action.
        verdicts: at most one a value.
    """

    kind: ClassVar[str] = "settle"
    workspace: Workspace
    ledger: Ledger
    rules: Rules
    operator: str
    bulk: str
    verdicts: tuple[Verdict, ...]

    def __call__(self, token: CancelToken, report: Report) -> Settled:
        waiting, done = self._by_document(), Settled()
        while waiting and not token.cancelled:
            some, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
            try:
                done = done.joined(self.workspace.lane.call(partial(self._take, some)))
            except ReviewerError as error:
                return replace(done, error=error)
        return done

    def leave(self) -> None:
        """Give all of it to the store, which takes it before it closes; nobody hears what came of it.

        What it has taken by then is not as it was seen, and so stays as it is.
        """
        waiting = self._by_document()
        for start in range(0, len(waiting), AT_ONCE):
            self.workspace.lane.submit(partial(self._take, waiting[start : start + AT_ONCE]))

    def _by_document(self) -> list[tuple[str, list[Verdict]]]:
        found: dict[str, list[Verdict]] = {}
        for verdict in self.verdicts:
            found.setdefault(verdict.document, []).append(verdict)
        return list(found.items())

    def _take(self, some: Iterable[tuple[str, list[Verdict]]], connection: Connection) -> Settled:
        done = Settled()
        for document, verdicts in some:
            done = done.joined(self._settle(connection, document, verdicts))
        return done

    def _settle(self, connection: Connection, document: str, verdicts: list[Verdict]) -> Settled:
        try:
            known = documents.get(connection, document)
            revision, history = self.ledger.load(connection, document)
        except StoreError:
            return _gone(document, verdicts)
        if known.deleted:
            return _gone(document, verdicts)
        made: list[Step] = []
        check, kind = self.rules.check, self.rules.kind
        review = Review(known, kind, revision, history, check=check, keep=made.append, operator=self.operator)
        outcomes: dict[Place, Outcome] = {}
        values: dict[str, Value] = {}
        for verdict in verdicts:
            outcome, value = judged(review, verdict)
            outcomes[document, verdict.entry] = outcome
            if value is not None:
                values[verdict.entry] = value
        if values:
            review.settle(verdicts[0].said, values, self.bulk)
        kept = tuple(self.ledger.append(connection, step) for step in made)
        entries = [verdict.entry for verdict in verdicts]
        found = details_of(self.rules, review.revision, entries, drafts.get(connection, document))
        return Settled(kept, outcomes, tuple(found))


def _gone(document: str, verdicts: list[Verdict]) -> Settled:
    places = [(document, verdict.entry) for verdict in verdicts]
    return Settled((), dict.fromkeys(places, Outcome.GONE), tuple(Detail(*place) for place in places))
