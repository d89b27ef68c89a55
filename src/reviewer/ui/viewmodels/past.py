"""What the operator did, over all documents: what Ctrl+Z is about when it is not about the open document."""

from dataclasses import dataclass, replace

from reviewer.domain.revision import TO_REVIEW
from reviewer.domain.step import Step, StepKind

Steps = tuple[Step, ...]

_GOING = (StepKind.DELETE, StepKind.SPLIT, StepKind.JOIN)


@dataclass(frozen=True)
class Act:
    """One thing that the operator did.

    Attributes:
        steps: one step, or one in each of several documents.
        undos: the steps that took them back, in the same order; empty while it stands.
        bulk: id that its steps share, when they are very many: then they are not here.
        apart: whether it was done while another document was open, for example in a sheet of many; or before this
            start, when which one is open says nothing.
        led: whether it was taken back while another document was open: from there, it led to this one.
    """

    steps: Steps
    undos: Steps = ()
    bulk: str = ""
    apart: bool = False
    led: bool = False

    @property
    def id(self) -> str:
        """What notices about it are known by."""
        return self.bulk or self.steps[0].id

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(step.document for step in self.steps)

    @property
    def deletes(self) -> bool:
        """Whether it deleted documents; what was split or merged is gone, too."""
        return not self.bulk and self.steps[0].kind in _GOING

    @property
    def parts(self) -> tuple[str, ...]:
        """The documents that a split or a merge made."""
        return () if self.bulk else self.steps[0].parts

    @property
    def settles(self) -> bool:
        """Whether it settled values over documents, none of which need be the open one."""
        return bool(self.steps[0].bulk) and self.steps[0].kind is StepKind.EDIT

    @property
    def sets_status(self) -> bool:
        """Whether it finished, postponed, rejected or reopened a document."""
        return not self.bulk and self.steps[0].kind is StepKind.STATUS


class Past:
    """The acts that stand, and those that were taken back, the last one at the end of each."""

    def __init__(self) -> None:
        self._done: list[Act] = []
        self._undone: list[Act] = []

    @property
    def last(self) -> Act | None:
        """What the operator did last."""
        return self._done[-1] if self._done else None

    @property
    def last_undone(self) -> Act | None:
        """What was taken back last, and can be done again."""
        return self._undone[-1] if self._undone else None

    def standing(self, act_id: str) -> Act | None:
        """An act that was not taken back."""
        return next((act for act in self._done if act.id == act_id), None)

    def undone(self, step: Step) -> Act:
        """The act that a step belonged to when it was taken back; only the step, where that was before this start."""
        return next((act for act in self._undone if any(each.id == step.id for each in act.steps)), Act((step,)))

    def of(self, step: Step) -> Act | None:
        """The act that stands and that a step belongs to; None where that was before this start."""
        return next((act for act in reversed(self._done) if any(each.id == step.id for each in act.steps)), None)

    def overtaken(self, act: Act) -> frozenset[str]:
        """The documents of an act in which something was done after it: there it is not the last thing any more.

        All of them, when something was done in what it made: that would go, and nobody would see it go.
        """
        later = self._done[self._done.index(act) + 1 :]
        touched = {document for other in later for document in other.documents}
        return frozenset(act.documents if touched.intersection(act.parts) else touched.intersection(act.documents))

    def note(self, *steps: Step, here: str = "") -> None:
        """The operator did something: steps of one act, in one document each.

        Args:
            steps: of the act.
            here: id of the document that was open.
        """
        if steps[0].kind is StepKind.UNDO:
            self._take_back(steps, here)
        elif steps[0].kind is StepKind.REDO:
            self._bring_back(steps)
        elif steps[0].undoable:
            mine = {step.document for step in steps}
            self._undone = [act for act in self._undone if mine.isdisjoint(act.documents)]
            ids, bulk = {step.id for step in steps}, steps[0].bulk
            self._done = [act for act in self._done if not _is_of(act, ids, bulk)]  # the store may have told it already
            self._done.append(Act(steps, apart=bool(here) and here not in mine))

    def note_earlier(self, *steps: Step) -> None:
        """What stands before all that is known, as the store has it; nothing when it is known, or was taken back."""
        ids, bulk = {step.id for step in steps}, steps[0].bulk
        if not any(_is_of(act, ids, bulk) for act in (*self._done, *self._undone)):
            whole = len(steps) > 1 or not bulk
            self._done.insert(0, Act(steps, apart=True) if whole else Act((), bulk=bulk))

    def note_undone(self, steps: Steps, undos: Steps) -> None:
        """What was taken back before this start."""
        self._undone.append(Act(steps, undos))

    def note_bulk(self, bulk: str) -> None:
        """The operator did something to very many documents."""
        if all(act.bulk != bulk for act in self._done):
            self._done.append(Act((), bulk=bulk))

    def drop_bulk(self, bulk: str) -> None:
        """That was taken back."""
        self._done = [act for act in self._done if act.bulk != bulk]

    def of_bulk(self, bulk: str) -> Act | None:
        """The act whose steps share an id and are all known here."""
        return next((act for act in self._done if act.steps and act.steps[0].bulk == bulk), None)

    def _take_back(self, undos: Steps, here: str) -> None:
        """Of an act in several documents, a part may be taken back: the others' stands."""
        cancelled = {undo.cancels: undo for undo in undos}
        led = bool(here) and all(here != undo.document for undo in undos)
        for number, act in reversed(list(enumerate(self._done))):
            back = tuple(step for step in act.steps if step.id in cancelled)
            if back:
                left = tuple(step for step in act.steps if step.id not in cancelled)
                self._done[number : number + 1] = [replace(act, steps=left)] if left else []
                undone_by = tuple(cancelled[step.id] for step in back)
                self._undone.append(replace(act, steps=back, undos=undone_by, led=led))

    def _bring_back(self, redos: Steps) -> None:
        cancelled = {redo.cancels for redo in redos}
        for act in [act for act in self._undone if cancelled.issuperset(undo.id for undo in act.undos)]:
            self._undone.remove(act)
            self._done.append(replace(act, undos=(), led=False))


def _is_of(act: Act, ids: set[str], bulk: str) -> bool:
    """Whether an act has one of these steps; of very many, the id that they share tells."""
    return (bool(bulk) and act.bulk == bulk) or any(step.id in ids for step in act.steps)


def leaves(step: Step) -> bool:
    """Whether a step puts its document out of the queue."""
    if step.kind is StepKind.STATUS and step.status is not None:
        return step.status.after not in TO_REVIEW
    return step.kind in _GOING
