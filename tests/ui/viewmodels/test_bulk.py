"""One thing done to many documents, and taken back as one."""

import errno

import pytest

from reviewer.domain.queue import Filter, Order, Sort
from reviewer.domain.revision import RevisionStatus
from reviewer.jobs import CancelToken
from reviewer.services.bulk import Deed
from reviewer.store.schema import revisions
from reviewer.ui.viewmodels.tab import Tab


def everything(operator):
    return operator.session.queue.sequences([range(operator.session.queue.rowCount())])


def statuses(operator, ids):
    return [operator.stored(document).status for document in ids]


def do(operator, deed, sequences=None, **how):
    operator.session.bulk.do(deed, everything(operator) if sequences is None else sequences, **how)
    operator.rest()


def test_documents_are_postponed_with_a_reason_and_brought_back_as_one(operator):
    ids = operator.take("a", "b", "c")
    do(operator, Deed.POSTPONE, reason="Ask the customer.")
    assert statuses(operator, ids) == [RevisionStatus.POSTPONED] * 3
    assert operator.stored(ids[1]).reason == "Ask the customer."
    assert operator.session.queue.rowCount() == 0
    assert operator.shown() == ""
    assert operator.told[-1].text == "3 document(s) postponed."

    operator.session.acting.undo()
    operator.rest()
    assert statuses(operator, ids) == [RevisionStatus.PENDING] * 3
    assert operator.shown() == "a"

    operator.session.acting.redo()
    operator.rest()
    assert statuses(operator, ids) == [RevisionStatus.POSTPONED] * 3

    operator.session.acting.undo()
    operator.rest()
    assert statuses(operator, ids) == [RevisionStatus.PENDING] * 3


def test_the_link_of_the_notice_takes_it_back(operator):
    ids = operator.take("a", "b")
    do(operator, Deed.DELETE)
    assert operator.kept() == []

    operator.told[-1].act()
    operator.rest()

    assert operator.kept() == ["a", "b"]
    assert operator.shown() == "a"
    assert operator.told[-1].text == "Taken back in 2 document(s)."
    assert statuses(operator, ids) == [RevisionStatus.PENDING] * 2


def test_it_is_taken_back_after_a_restart_too(start):
    operator = start()
    operator.take("a", "b", "c")
    do(operator, Deed.DELETE, everything(operator)[:2])
    assert operator.kept() == ["c"]

    operator = start()
    operator.session.acting.undo()
    operator.rest()

    assert operator.kept() == ["a", "b", "c"]


def test_a_document_that_was_changed_since_stays_as_it_is(operator):
    ids = operator.take("a", "b", "c")
    do(operator, Deed.POSTPONE, reason="later")
    operator.session.queue.show_tab(Tab.POSTPONED)
    operator.session.open(ids[1])
    operator.rest()
    operator.review.reopen("now")
    operator.rest()
    operator.session.bulk.take_back(operator.stored_bulk(ids[0]))
    operator.rest()

    assert statuses(operator, ids) == [RevisionStatus.PENDING] * 3  # the second by hand
    assert operator.told[-1].text == "Taken back in 2 document(s). Changed since, and not taken back: 1."


def test_documents_that_are_finished_are_left_out(operator):
    ids = operator.take("a", "b")
    operator.session.open(ids[0])
    operator.rest()
    operator.review.finish()
    operator.rest()
    operator.session.queue.show_tab(Tab.ALL)
    operator.rest()

    do(operator, Deed.POSTPONE, reason="later")

    assert statuses(operator, ids) == [RevisionStatus.REVIEWED, RevisionStatus.POSTPONED]
    assert operator.told[-1].text == "1 document(s) postponed. Left as it was: 1."


def test_another_type_for_all_of_them_is_undone_as_one(operator):
    ids = operator.take("a", "b")
    before = [operator.stored(document).document_type for document in ids]
    do(operator, Deed.RETYPE, document_type="receipt")
    assert [operator.stored(document).document_type for document in ids] == ["receipt"] * 2
    assert operator.review.review.revision.document_type == "receipt"

    operator.session.acting.undo()
    operator.rest()

    assert [operator.stored(document).document_type for document in ids] == before
    assert operator.review.review.revision.document_type == before[0]


def test_giving_another_type_says_with_each_document_how_far_it_is(operator):
    operator.take("a", "b", "c")
    shares = []
    job = operator.desk.bulk(Deed.RETYPE, "b", everything(operator), document_type="invoice")
    job(CancelToken(), lambda share, _words: shares.append(round(share, 2)))
    assert shares == [0.0, 0.33, 0.67, 1.0]


def test_readings_that_were_asked_for_as_one_are_undone_as_one(operator):
    ids = operator.take("a", "b")
    before = [len(operator.stored(document).entries) for document in ids]
    do(operator, Deed.READ, busy=operator.session.reading.busy)
    operator.rest()
    bulks = {step.bulk for document in ids for step in operator.log(document)[-1:]}
    assert len(bulks) == 1
    assert bulks != {""}

    operator.session.acting.undo()
    operator.rest()

    kinds = [operator.log(document)[-1].kind.value for document in ids]
    assert kinds == ["undo", "undo"]
    assert [len(operator.stored(document).entries) for document in ids] == before


def test_what_is_being_read_is_not_read_again(operator):
    ids = operator.take("a", "b")
    do(operator, Deed.READ, busy=frozenset(ids[:1]))
    assert operator.told[-1].text == "1 document(s) to be read again. Being read, or waiting for your decision: 1."


def test_an_export_is_nothing_to_take_back(operator):
    ids = operator.take("a", "b")
    do(operator, Deed.EXPORT)
    assert len(list(operator.desk.export_folder.glob("*.json"))) == len(ids)
    assert operator.told[-1].action == ""
    assert not operator.session.acting._past.last


def test_it_is_stopped_and_what_was_done_is_taken_back_as_one(operator, monkeypatch):
    monkeypatch.setattr("reviewer.services.bulk.PIECE", 1)
    ids = operator.take("a", "b", "c")
    operator.session.queue.show_tab(Tab.ALL)
    operator.rest()
    append, seen = operator.desk.ledger.append, []

    def counted(connection, step):
        seen.append(step)
        operator.session.bulk.stop()
        return append(connection, step)

    monkeypatch.setattr(operator.desk.ledger, "append", counted)
    do(operator, Deed.REJECT, reason="spam")
    monkeypatch.undo()
    assert operator.told[-1].text == "Stopped. 1 document(s) rejected."
    assert statuses(operator, ids).count(RevisionStatus.REJECTED) == 1

    operator.session.acting.undo()
    operator.rest()
    assert statuses(operator, ids) == [RevisionStatus.PENDING] * 3


@pytest.mark.parametrize("descending", [False, True])
def test_the_next_document_is_that_of_the_list(operator, descending):
    operator.take("b", "a", "c")
    operator.session.queue.sort_by(Sort(Order.NAME, descending))
    operator.rest()
    names = [row.name for row in operator.rows()]
    operator.session.open(operator.rows()[0].id)
    operator.rest()
    assert operator.session.ahead.next_name == names[1]

    operator.review.finish()
    operator.wait(lambda: operator.shown() + ".png" == names[1])
    operator.rest()
    assert operator.session.ahead.next_name == names[2]


def test_a_filtered_list_comes_to_its_end(operator):
    operator.take("a1", "b", "a2")
    operator.session.filter.type("a1")
    operator.rest()
    operator.session.open(operator.rows()[0].id)
    operator.rest()
    operator.review.finish()
    operator.rest()
    assert operator.shown() == ""  # "b" is not what is searched for

    operator.session.filter.clear()
    operator.rest()
    assert operator.shown() == "b"
    assert operator.session.queue.filter == Filter()


def test_a_damaged_document_is_left_as_it_is(operator):
    ids = operator.take("a", "b", "c")
    broken = revisions.c.document == ids[1]
    operator.desk.workspace.lane.call(lambda c: c.execute(revisions.update().where(broken).values(body=b"x")) and None)

    do(operator, Deed.POSTPONE, reason="Ask the customer.")

    assert statuses(operator, [ids[0], ids[2]]) == [RevisionStatus.POSTPONED] * 2
    assert "2 document(s) postponed. Left as it was: 1." in [notice.text for notice in operator.told]


def test_what_was_done_before_the_disk_was_full_is_shown(operator, monkeypatch):
    monkeypatch.setattr("reviewer.services.bulk.PIECE", 1)
    ids = operator.take("a", "b", "c")
    append = operator.desk.ledger.append

    def appended(connection, step):
        if step.document == ids[1]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return append(connection, step)

    monkeypatch.setattr(operator.desk.ledger, "append", appended)
    do(operator, Deed.POSTPONE, reason="Ask the customer.")

    assert "The disk is full." in operator.told[-1].text
    assert operator.stored(ids[0]).status is RevisionStatus.POSTPONED
    assert operator.review.review.revision == operator.stored(ids[0])
    assert [row.id for row in operator.rows()] == ids[1:]
    operator.session.acting.undo()
    operator.rest()
    assert operator.stored(ids[0]).status is RevisionStatus.PENDING
