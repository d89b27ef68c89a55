"""The log is the truth; all else follows from it in one transaction."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import delete, select, update

from journals import Journal, actions, effective, few, machine, receipt
from reviewer.domain.field import Field
from reviewer.domain.revision import Revision, RevisionStatus
from reviewer.domain.step import History, StepKind
from reviewer.store import documents, queue_rows, steps
from reviewer.store.packing import packed_revision
from reviewer.store.problems import Conflict
from reviewer.store.schema import revisions
from workspaces import prepared, running


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with running(tmp_path_factory.mktemp("shared") / "workspace") as workspace:
        yield workspace


@pytest.fixture
def journal(taken):
    return Journal(taken().id)


def append(workspace, journal, step, **facts):
    revision = journal.revision
    return workspace.lane.call(lambda connection: steps.append(connection, step, revision, **facts))


def load(workspace, journal):
    with workspace.read() as connection:
        return steps.load(connection, journal.document)


_numbers = itertools.count()


def added(workspace):
    document = prepared(workspace, "x", str(next(_numbers)).encode())
    workspace.lane.call(lambda connection: documents.add(connection, document, workspace.originals))
    return Journal(document.id)


@few
@given(done=actions(), small=st.sampled_from([0, steps.SMALL]))
def test_what_is_loaded_is_what_the_log_leads_to(shared, done, small):
    """With and without the snapshot, also when that is some steps behind."""
    journal = added(shared)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "SMALL", small)
        for act in done:
            before = len(journal.log)
            act(journal)
            if len(journal.log) > before:
                append(shared, journal, journal.log[-1])

    assert load(shared, journal) == (journal.revision, journal.history)
    with shared.read() as connection:
        assert steps.log(connection, journal.document) == journal.log
        row = queue_rows.row(connection, journal.document)
    assert (row.status, row.document_type) == (journal.revision.status, journal.revision.document_type)

    mine = revisions.c.document == journal.document
    shared.lane.call(lambda c: c.execute(delete(revisions).where(mine)) and None)
    assert load(shared, journal) == (journal.revision, journal.history)


@few
@given(done=st.lists(st.tuples(st.integers(0, 1), actions()), max_size=4))
def test_the_last_thing_done_is_the_last_step_that_stands_in_any_document(shared, done):
    shared.lane.call(lambda c: c.exec_driver_sql("DELETE FROM steps") and None)
    journals = [added(shared), added(shared)]
    everything = []
    for which, acts in done:
        journal = journals[which]
        for act in acts:
            before = len(journal.log)
            act(journal)
            if len(journal.log) > before:
                append(shared, journal, journal.log[-1])
                everything.append(journal.log[-1])
    standing = {step.id for journal in journals for step in effective(journal.log) if step.undoable}
    expected = [step for step in everything if step.id in standing]
    with shared.read() as connection:
        last = steps.last(connection)

    assert (last.step if last else None) == (expected[-1] if expected else None)


def test_a_document_without_steps_is_empty(workspace, journal):
    assert load(workspace, journal) == (Revision(journal.document), History())
    with workspace.read() as connection:
        assert steps.log(connection, journal.document) == []
        assert steps.last(connection) is None


def test_a_step_brings_the_queue_along(workspace, journal):
    append(workspace, journal, journal.merge(receipt("12")), unsure=3, issues=1)
    step = journal.status(RevisionStatus.REVIEWED)
    append(workspace, journal, step, unsure=0, issues=0)
    with workspace.read() as connection:
        row = queue_rows.row(connection, journal.document)

    assert (row.status, row.reviewed_by, row.reviewed_at) == (RevisionStatus.REVIEWED, "Ada", step.at)
    assert (row.unsure, row.issues, row.rev) == (0, 0, 2)


def test_steps_are_numbered_over_all_documents(workspace, taken):
    one, two = Journal(taken("1").id), Journal(taken("2").id)
    sequences = [append(workspace, journal, journal.edit("total:0", "1")) for journal in (one, two, one)]

    assert sequences == sorted(set(sequences))


def test_of_two_steps_with_the_same_number_the_second_is_refused(workspace, journal):
    append(workspace, journal, journal.edit("total:0", "1"))
    other = Journal(journal.document)
    step = other.edit("total:0", "2")
    with pytest.raises(Conflict):
        append(workspace, other, step)

    assert load(workspace, journal)[0].entries["total:0"].value.text == "1"


def test_a_step_too_far_ahead_is_refused(workspace, journal):
    journal.edit("total:0", "1")
    with pytest.raises(Conflict):
        append(workspace, journal, journal.edit("total:0", "2"))


def test_a_step_of_a_document_that_is_gone_is_refused(workspace):
    journal = Journal("gone")
    with pytest.raises(Conflict):
        append(workspace, journal, journal.edit("total:0", "1"))


def test_a_revision_of_another_step_is_a_mistake(workspace, journal):
    step = journal.edit("total:0", "1")
    with pytest.raises(ValueError, match="not the one after"):
        workspace.lane.call(lambda c: steps.append(c, step, replace(journal.revision, steps=7)))


@pytest.mark.parametrize("kind", [StepKind.UNDO, StepKind.REDO])
def test_an_undo_of_nothing_is_refused(workspace, journal, kind):
    edit = journal.edit("total:0", "1")
    append(workspace, journal, edit)
    wrong = replace(edit, id="x", number=2, kind=kind, cancels="y" if kind is StepKind.UNDO else edit.id)
    with pytest.raises(Conflict):
        workspace.lane.call(lambda c: steps.append(c, wrong, replace(journal.revision, steps=2)))


def test_a_long_document_that_grows_page_by_page_is_not_written_whole_each_time(workspace, journal, monkeypatch):
    monkeypatch.setattr(steps, "SMALL", 1000)
    random.seed(1)
    words = tuple(machine(f"{random.getrandbits(400):x}") for _ in range(1000))
    written = 0
    for page in range(1, 31):
        step = journal.merge((Field("text", words[: page * 33]),))
        append(workspace, journal, step)
        with workspace.read() as connection:
            row = connection.execute(select(revisions.c.number, revisions.c.size)).one()
        written += row.size if row.number == step.number else 0

    assert written < 4 * row.size
    assert load(workspace, journal) == (journal.revision, journal.history)


@pytest.mark.parametrize("later", [False, True])
def test_what_was_removed_is_known_where_an_older_snapshot_has_only_the_id(workspace, journal, later, monkeypatch):
    append(workspace, journal, journal.merge(receipt("12")))
    append(workspace, journal, journal.edit("total:0", None))
    older = packed_revision(replace(journal.revision, removed_entries={}))
    workspace.lane.call(lambda c: c.execute(update(revisions).values(body=older)) and None)
    if later:
        monkeypatch.setattr(steps, "SMALL", 0)
        workspace.lane.call(lambda c: c.execute(update(revisions).values(size=10**6)) and None)
        append(workspace, journal, journal.edit("date:0", "1"))

    assert load(workspace, journal) == (journal.revision, journal.history)
    assert journal.revision.removed_entries["total:0"].value.text == "12"


def test_a_bulk_action_is_one_step_in_each_document(workspace, taken):
    journals = [Journal(taken(name).id) for name in "ab"]
    made = [
        journal.add(StepKind.TYPE, type_before="auto", type_after="form", by="Ada", bulk="b1") for journal in journals
    ]

    def append_all(connection):
        for journal, step in zip(journals, made, strict=True):
            steps.append(connection, step, journal.revision)

    workspace.lane.call(append_all)
    with workspace.read() as connection:
        assert steps.of_bulk(connection, "b1") == made
        assert steps.of_bulk(connection, "other") == []


def test_undo_works_after_a_restart(folder):
    with running(folder) as workspace:
        journal = added(workspace)
        append(workspace, journal, journal.merge(receipt("12")))
        append(workspace, journal, journal.edit("total:0", "13"))
    with running(folder) as workspace:
        journal.revision, journal.history = load(workspace, journal)
        append(workspace, journal, journal.undo())
        assert load(workspace, journal)[0].entries["total:0"].value.text == "12"
        with workspace.read() as connection:
            assert steps.last(connection) is None
