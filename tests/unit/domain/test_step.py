"""The log leads to the revision, and every step can be taken back."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from journals import Journal, actions, effective, fold, history, receipt
from reviewer.domain.revision import Revision, RevisionStatus
from reviewer.domain.step import Change, History, Step, StepKind, applied, reverted


@given(actions())
def test_the_log_alone_leads_to_the_revision_and_the_history(done):
    journal = Journal()
    for act in done:
        act(journal)

    assert fold("d", journal.log) == journal.revision
    assert history(journal.log) == journal.history
    assert journal.revision.steps == len(journal.log)


@given(actions())
def test_a_step_reverted_leaves_what_was_there_before(done):
    journal = Journal()
    for act in done:
        before = journal.revision
        act(journal)
        step = journal.log[-1] if journal.log else None
        if step and step.number > before.steps and step.kind not in (StepKind.UNDO, StepKind.REDO):
            assert replace(reverted(applied(before, step), step), steps=before.steps) == before


@given(actions())
def test_what_can_be_undone_is_what_counts_and_a_person_asked_for(done):
    journal = Journal()
    for act in done:
        act(journal)

    assert list(journal.history.done) == [step for step in effective(journal.log) if step.undoable]


def test_undo_and_redo_any_number_of_times():
    journal = Journal()
    journal.merge(receipt("12"))
    journal.edit("total:0", "13")
    for _ in range(3):
        journal.undo()
        assert journal.revision.entries["total:0"].value.text == "12"
        journal.redo()
        assert journal.revision.entries["total:0"].value.text == "13"

    assert fold("d", journal.log) == journal.revision


def test_a_correction_undone_after_a_machine_read_again_does_not_come_back():
    journal = Journal()
    journal.merge(receipt("12"))
    journal.edit("total:0", "13")
    journal.merge(receipt("14"))  # offers 14 beside the person's 13
    journal.undo()

    assert journal.revision.entries["total:0"].value.text == "12"
    assert fold("d", journal.log).entries["total:0"].value.text == "12"


def test_undoing_the_return_of_a_removed_value_keeps_it_removed():
    journal = Journal()
    journal.merge(receipt("12"))
    journal.edit("total:0", None)
    journal.edit("total:0", "13")
    assert journal.revision.removed == frozenset()
    journal.undo()

    assert journal.revision.removed == {"total:0"}
    journal.merge(receipt("12"))
    assert "total:0" not in journal.revision.entries


def test_a_step_that_changes_a_value_twice_is_reverted_backwards():
    journal = Journal()
    journal.edit("total:0", "1")
    before = journal.revision
    one = before.entries["total:0"]
    two = replace(one, order=2.0)
    step = Step("s", "d", 2, StepKind.EDIT, changes=(Change(one.id, one, two), Change(one.id, two, None)))

    assert applied(before, step).entries == {}
    assert reverted(applied(before, step), step).entries == before.entries


def test_finishing_names_who_and_when_and_undoing_it_restores_the_status_before():
    journal = Journal()
    journal.status(RevisionStatus.POSTPONED, "later")
    step = journal.status(RevisionStatus.REVIEWED)
    assert (journal.revision.reviewed_by, journal.revision.reviewed_at) == ("Ada", step.at)
    journal.undo()

    assert journal.revision.status is RevisionStatus.POSTPONED
    assert journal.revision.reason == "later"
    assert (journal.revision.reviewed_by, journal.revision.reviewed_at) == ("", "")


def test_a_new_step_ends_what_could_be_redone_but_a_machine_does_not():
    journal = Journal()
    journal.edit("total:0", "1")
    journal.undo()
    journal.merge(receipt("12"))
    assert len(journal.history.undone) == 1
    journal.edit("date:0", "1")

    assert journal.history.undone == ()
    assert journal.history.undos == ()


@pytest.mark.parametrize("kind", [StepKind.UNDO, StepKind.REDO])
def test_taking_back_what_is_not_in_turn_is_refused(kind):
    with pytest.raises(ValueError, match="not the last one"):
        History().after(Step("s", "d", 1, kind, cancels="x"))


def test_a_redo_names_the_undo_it_cancels():
    journal = Journal()
    edit = journal.edit("total:0", "1")
    undo = journal.undo()

    with pytest.raises(ValueError, match="step 3"):
        journal.add(StepKind.REDO, cancels=edit.id)
    assert journal.history.undos == (undo,)


def test_the_fold_of_nothing_is_an_empty_revision():
    assert fold("d", []) == Revision("d")
