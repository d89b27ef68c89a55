"""What the operator does to documents as a whole, and taking it back: each act is kept, undone and redone as one."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.step import Step, StepKind
from reviewer.services.making import made
from reviewer.services.review import Review
from reviewer.ui.viewmodels.drafts import Drafts
from reviewer.ui.viewmodels.notice import Notice
from reviewer.ui.viewmodels.past import Act, Past, leaves
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.viewmodels.saving import Saving


class Acting(QObject):
    """Keeps the steps of all documents in the order in which they were done.

    Args:
        review: the open document, which undoes its own steps.
        saving: appends steps.
        drafts: what is typed and not yet a step.

    Signals:
        left: documents are out of the queue (a tuple of ids): go on, when the shown one is among them.
        asked: id of a document that changed apart from the shown review: show it as it is now.
        withdrawn: ids of documents that are gone: an undone split or merge had made them, or they were split again.
        returned: ids of documents that are there again, since their split or merge was undone, or redone.
        back, forth: something was taken back, or done again, in a document that was not shown, which is shown now (its
            id).
        changed: there may be something to undo or redo now, or nothing any more.
        earlier_asked: all that is known here was taken back: what is before it?
        undone_asked: a step of the open document was taken back before this start: what was with it?
        told: a Notice.
        outdated: what the notices of a key told is over.
        join_redo_asked: a merge is to be done again: its step in the open document.
        apart: values of documents (a tuple of ids) changed apart from the shown review.
        bulk_undo_asked, bulk_redo_asked: what was done to very many documents is to be taken back, or done again: the
            id that its steps share, or that its undo steps share.
    """

    left = Signal(object)
    asked = Signal(str)
    withdrawn = Signal(object)
    returned = Signal(object)
    back = Signal(str)
    forth = Signal(str)
    changed = Signal()
    earlier_asked = Signal()
    undone_asked = Signal(object)
    told = Signal(object)
    outdated = Signal(str)
    bulk_undo_asked = Signal(str)
    bulk_redo_asked = Signal(str)
    join_redo_asked = Signal(object)
    apart = Signal(object)

    def __init__(self, review: ReviewViewModel, saving: Saving, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._saving = saving
        self._drafts = drafts
        self._past = Past()
        self._held = 0
        self._looking = 0
        self._waits: list[Callable[[], None]] = []
        self.operator = ""

    @property
    def can_undo(self) -> bool:
        review = self._review.review
        done = self._past.last is not None or self._review.held or (review is not None and bool(review.history.done))
        return done or self._held > 0 or self._review.can_untype

    @property
    def can_redo(self) -> bool:
        review = self._review.review
        settled = self._past.last_undone is not None and self._past.last_undone.settles
        elsewhere = self._past.last_undone is not None and self._here not in self._past.last_undone.documents
        here = self._review.can_retype or (review is not None and bool(review.history.undone))
        return settled or elsewhere or here

    # An act that the store makes, step by step

    def hold(self) -> None:
        """An act is on its way to the store: undoing waits, for it is what is to be undone next."""
        self._review.end_typing()
        self._held += 1

    def release(self, *steps: Step) -> None:
        """It is there, with these steps."""
        if steps:
            self._past.note(*steps)
        self._held -= 1
        while self._waits and not self._held:
            self._waits.pop(0)()
        self.changed.emit()

    def look(self) -> None:
        """It is looked up what was done before all that is known: undoing waits, but not redoing."""
        self._looking += 1
        self.hold()

    def looked(self) -> None:
        """It is known, or there is nothing."""
        self._looking -= 1
        self.release()

    def keep(self, *steps: Step) -> None:
        """Append the steps of one act, one in each of its documents."""
        self._review.end_typing()
        self._drafts.flush()  # before the step, which takes the place of its drafts
        self._past.note(*steps, here=self._here)
        self._saving.keep(*steps)
        for step in steps:
            if step.kind is StepKind.UNDO:
                self.outdated.emit(step.cancels)
        if steps[0].kind is StepKind.UNDO:
            self._ask_earlier()

    def _ask_earlier(self) -> None:
        """Without limit, and after a restart too: what stands before what is known, the store tells."""
        if self._past.last is None:
            self.earlier_asked.emit()

    @Slot(object)
    def know(self, steps: tuple[Step, ...]) -> None:
        """What was done before this start, as the store has it: the last that stands."""
        if steps:
            self._past.note_earlier(*steps)

    def redone(self, *steps: Step) -> None:
        """A merge was done again in the store, which alone knows whether it can be."""
        self.withdrawn.emit(tuple(step.document for step in steps))
        self.returned.emit(steps[0].parts)
        self.remember(*steps)

    def remember(self, *steps: Step) -> None:
        """An act that the store has already, for example a reading that was asked for."""
        self._review.end_typing()
        if len(steps) == 1 and steps[0].bulk:
            self.remember_bulk(steps[0].bulk)
        elif steps:
            self._past.note(*steps)

    @Slot(str)
    def remember_bulk(self, bulk: str) -> None:
        """Something is done to very many documents, by steps that share an id."""
        self._review.end_typing()
        self._past.note_bulk(bulk)

    def forget_bulk(self, bulk: str) -> None:
        """That was taken back."""
        self._past.drop_bulk(bulk)
        self._ask_earlier()

    def delete(self, documents: Collection[str]) -> None:
        """Delete documents; one undo brings all of them back."""
        if documents:
            bulk = str(uuid.uuid4()) if len(documents) > 1 else ""
            self.keep(*(self._made(document, StepKind.DELETE, action="delete", bulk=bulk) for document in documents))
            self._tell_deleted(tuple(documents))

    @property
    def _here(self) -> str:
        """Id of the open document."""
        return "" if self._review.review is None else self._review.review.document.id

    @Slot()
    def undo(self) -> None:
        """Take back the last thing the operator did.

        Was that typing, which is no step yet, what was typed goes. Was it apart from the open document, in another one
        or in many, it is taken back there; else it is the last step of the open document, and of what was done to many
        documents at once all of it. Has the open document none, it is what was done last before it was opened.
        """
        if not self._review.keep_shape() and self._review.untype():
            return
        if self._held:
            self._waits.append(self.undo)
            return
        last, review = self._past.last, self._review.review
        if last is not None and last.bulk:
            self.bulk_undo_asked.emit(last.bulk)
            return
        here = last is not None and self._here in last.documents
        if last is not None and (
            last.deletes or last.settles or (not here and (last.sets_status or last.apart or len(last.steps) > 1))
        ):
            self.take_back(last.id)
            return
        step = review.history.done[-1] if review is not None and review.history.done else None
        stale = step is not None and bool(self._past.undone(step).undos)  # what is shown is about to be read again
        if stale or (step is None and not here and not self._review.held):
            if last is not None:
                self.take_back(last.id)
                return
            if stale:
                return
        act = None if step is None else self._past.of(step)
        if act is not None and len(act.steps) > 1:
            self.take_back(act.id)
        elif act is None and step is not None and step.bulk:  # of before this start, or of very many documents
            self.bulk_undo_asked.emit(step.bulk)
        else:
            self._review.undo()

    def take_back(self, act_id: str) -> None:
        """Undo this act of finishing, deleting, splitting, merging or what was done apart, and no other.

        Nothing when it was taken back before. Documents in which something was done since keep what they have.
        """
        act = self._past.standing(act_id)
        if act is None:
            return
        if self._saving.held:
            self.told.emit(Notice(self.tr("A change is not saved yet. Nothing is undone before it is."), key="undo"))
            return
        overtaken = self._past.overtaken(act)
        steps = tuple(step for step in act.steps if step.document not in overtaken)
        if overtaken:
            text = self.tr("Changed since, and left as it is: %n document(s).", "", len(overtaken))
            self.told.emit(Notice(text, key="undo"))
        if not steps:
            return
        here = self._here
        self.keep(*(self._made(step.document, StepKind.UNDO, cancels=step.id) for step in steps))
        self._saving.send()
        if act.settles:
            back = tuple(step.document for step in steps)
            self._tell_settled(back, self.tr("Taken back in %n document(s).", "", len(back)))
            return
        if act.parts:
            self.withdrawn.emit(act.parts)
            self.returned.emit(act.documents)
        documents = [step.document for step in steps]
        if here not in documents:
            self.back.emit(documents[0])
        self.asked.emit(here if here in documents else documents[0])

    @Slot()
    def redo(self) -> None:
        """Do again what was undone last in the open document; did that put it out of the queue, go on as then.

        Led an undo here from another document, it is done again there next; so it is when nothing is left here.
        """
        # A shape that is kept is a step too, after which nothing is left to be done again.
        if not self._review.keep_shape() and self._review.retype():
            return
        if self._held and (self._waits or self._held > self._looking):
            self._waits.append(self.redo)
            return
        undone, review = self._past.last_undone, self._review.review
        if undone is not None and undone.settles:
            self._redo_settled(undone)
            return
        last = review.history.undone[-1] if review is not None and review.history.undone else None
        if undone is not None and self._is_elsewhere(undone, last):
            self._redo_there(undone)
            return
        if last is not None and last.kind is StepKind.JOIN:
            self._drafts.flush()
            self.join_redo_asked.emit(last)
        elif review is None or last is None:
            self._review.redo()
        elif bulk := review.history.undos[-1].bulk:
            self.bulk_redo_asked.emit(bulk)
        else:
            self._redo_last(review, last)

    def _redo_last(self, review: Review, last: Step) -> None:
        """What was undone last in the open document, and in all that it was done in."""
        act = self._past.undone(last)
        if not act.undos and last.bulk:
            self.undone_asked.emit(last)
        elif leaves(last) or len(act.steps) > 1:
            self._redo_here(act if act.undos else replace(act, undos=review.history.undos[-1:]))
        else:
            count = len(review.history.done)
            self._review.redo()
            for step in review.history.done[count:]:
                if self._past.of(step) is None:  # undone before this start
                    self._past.note(step)

    def _is_elsewhere(self, undone: Act, last: Step | None) -> bool:
        """Whether what was taken back last is to be done again apart from the review that is shown.

        Args:
            undone: that.
            last: what the shown review has to do again. It may be of before: then it is about to be read again.
        """
        if last is None or self._past.of(last) is not None:
            return True
        if self._here in undone.documents:
            return all(step.id != last.id for step in undone.steps)
        return undone.led

    @Slot(object)
    def redo_found(self, found: tuple[tuple[Step, Step], ...]) -> None:
        """Do again what was taken back before this start: its steps, and their undo steps."""
        review = self._review.review
        last = review.history.undone[-1] if review is not None and review.history.undone else None
        if last is not None and any(step.id == last.id for step, _ in found):
            self._past.note_undone(tuple(step for step, _ in found), tuple(undo for _, undo in found))
            self.redo()

    def _redo_settled(self, act: Act) -> None:
        self._keep_again(act)
        self._saving.send()
        text = self.tr("Done again in %n document(s).", "", len(act.documents))
        self._tell_settled(act.documents, text)

    def _redo_here(self, act: Act) -> None:
        """In the open document, and in the others of the act."""
        here = self._here
        self._keep_again(act)
        if act.parts:
            self._show_parts(act)
        elif act.deletes:
            self._tell_deleted(act.documents)
        elif leaves(act.steps[0]):
            self.left.emit(act.documents)
        else:
            self._saving.send()
            self.asked.emit(here)

    def _redo_there(self, act: Act) -> None:
        """In documents of which none is open."""
        if self._saving.held:
            self.told.emit(
                Notice(self.tr("A change is not saved yet. Nothing is done again before it is."), key="undo")
            )
        elif act.steps[0].kind is StepKind.JOIN:
            self._drafts.flush()
            self.join_redo_asked.emit(act.steps[0])
        else:
            self._keep_again(act)
            if act.parts:
                self._show_parts(act)
            elif act.deletes:
                self._tell_deleted(act.documents)
            else:
                self._saving.send()
                self.forth.emit(act.documents[0])
                self.asked.emit(act.documents[0])

    def _keep_again(self, act: Act) -> None:
        self.keep(*(self._made(undo.document, StepKind.REDO, cancels=undo.id) for undo in act.undos))
        if self._past.of(act.steps[0]) is None:
            self._past.note(*act.steps)  # undone before this start: it stands, and can be taken back again

    def _show_parts(self, act: Act) -> None:
        self._saving.send()  # they are opened as the store has them then
        self.withdrawn.emit(act.documents)
        self.returned.emit(act.parts)
        self.asked.emit(act.parts[0])

    def _made(self, document: str, kind: StepKind, *, action: str = "", bulk: str = "", cancels: str = "") -> Step:
        return made(document, kind, action, self.operator, bulk=bulk, cancels=cancels)

    def _tell_settled(self, documents: tuple[str, ...], text: str) -> None:
        self.apart.emit(documents)
        self.told.emit(Notice(text, key="undo"))

    def _tell_deleted(self, documents: tuple[str, ...]) -> None:
        self.left.emit(documents)
        act = self._past.last
        if act is not None:
            text, undo = self.tr("%n document(s) deleted.", "", len(documents)), partial(self.take_back, act.id)
            self.told.emit(Notice(text, action=self.tr("Undo"), act=undo, key=act.id))
