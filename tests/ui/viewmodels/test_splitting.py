"""Splitting a document that seems to be several, as the operator does it and takes it back."""

import pytest

from fakes import pages_of
from papers import BREAD, CANDLES, TEA, beside
from reviewer.store import trash

WHOLE, FIRST, SECOND = "scan.png", "scan (1 of 2).png", "scan (2 of 2).png"


def names(operator) -> list[str]:
    return [row.name for row in operator.rows()]


def notices(operator, words: str):
    return [notice for notice in operator.told if words in notice.text]


def show(operator, name: str) -> None:
    operator.session.open(next(row.id for row in operator.rows() if row.name == name))
    operator.rest()


def name(operator) -> str:
    return operator.session.document.name


@pytest.fixture
def take(tmp_path):
    def take_(operator) -> None:
        """A scan of two receipts and another receipt, the scan shown."""
        paths = [
            pages_of(tmp_path / WHOLE, beside(CANDLES, BREAD)),
            pages_of(tmp_path / "tea.png", TEA),
        ]
        operator.session.intake.take(paths)
        operator.wait(lambda: operator.session.queue.rowCount() == 2)
        operator.rest()
        show(operator, WHOLE)

    return take_


@pytest.fixture
def scanned(operator, take):
    take(operator)
    return operator


def split(operator) -> None:
    operator.session.split()
    operator.rest()


def test_a_split_shows_the_first_part_and_reads_all_of_them(scanned):
    split(scanned)

    assert names(scanned) == ["tea.png", FIRST, SECOND]
    assert name(scanned) == FIRST
    totals = [scanned.stored(row.id).entries["total:0"].value.text for row in scanned.rows()[1:]]
    assert totals == ["12.50", "9.30"]
    (told,) = notices(scanned, "Split into 2 document(s).")
    assert told.action == "Undo"


def test_one_undo_brings_back_the_whole_and_redo_its_parts(scanned):
    split(scanned)

    scanned.session.acting.undo()
    scanned.wait(lambda: scanned.session.document is not None and name(scanned) == WHOLE)
    scanned.rest()
    assert names(scanned) == [WHOLE, "tea.png"]
    assert scanned.outdated == [notices(scanned, "Split into")[0].key]

    scanned.session.acting.redo()
    scanned.wait(lambda: name(scanned) == FIRST)
    scanned.rest()
    assert names(scanned) == ["tea.png", FIRST, SECOND]


def test_the_link_of_the_notice_undoes_the_split_only(scanned):
    split(scanned)
    scanned.session.acting.delete([row.id for row in scanned.rows() if row.name == "tea.png"])
    scanned.rest()

    notices(scanned, "Split into")[0].act()
    scanned.rest()

    assert names(scanned) == [WHOLE]


def test_what_was_done_on_a_part_is_undone_before_the_split(scanned):
    split(scanned)
    scanned.review.select("total:0")
    scanned.review.correct("12.75")
    scanned.rest()

    scanned.session.acting.undo()
    scanned.rest()
    assert name(scanned) == FIRST
    assert scanned.stored(scanned.session.document.id).entries["total:0"].value.text == "12.50"

    scanned.session.acting.undo()
    scanned.wait(lambda: name(scanned) == WHOLE)


def test_a_split_is_undone_and_redone_after_restarts(start, take):
    operator = start()
    take(operator)
    split(operator)

    operator = start()
    operator.session.acting.undo()
    operator.wait(lambda: operator.session.document is not None and name(operator) == WHOLE)
    operator.rest()
    assert names(operator) == [WHOLE, "tea.png"]

    operator = start()
    show(operator, WHOLE)
    operator.session.acting.redo()
    operator.wait(lambda: name(operator) == FIRST)
    operator.rest()
    assert names(operator) == ["tea.png", FIRST, SECOND]

    operator.session.acting.undo()
    operator.wait(lambda: name(operator) == WHOLE)
    operator.rest()
    assert names(operator) == [WHOLE, "tea.png"]


def test_a_split_whose_parts_are_gone_for_good_is_not_redone(start, take):
    operator = start()
    take(operator)
    split(operator)
    parts = [row.id for row in operator.rows() if row.name in (FIRST, SECOND)]
    operator.session.acting.undo()
    operator.rest()
    operator.desk.workspace.lane.submit(lambda connection: trash.purge(connection, parts)).result()

    operator = start()
    show(operator, WHOLE)
    operator.session.acting.redo()
    operator.rest()

    assert (names(operator), name(operator)) == ([WHOLE, "tea.png"], WHOLE)
    assert "What was made then was deleted for good. Split or merge anew." in {notice.text for notice in operator.told}


def test_confirmed_values_are_told(scanned):
    scanned.review.select("number:0")
    scanned.review.correct("A-17", ())
    scanned.rest()

    split(scanned)

    assert notices(scanned, "1 confirmed value(s) stayed with the whole.")


def test_what_is_one_document_stays_so(scanned):
    show(scanned, "tea.png")

    split(scanned)

    assert notices(scanned, "does not seem to be several")
    assert names(scanned) == [WHOLE, "tea.png"]


def test_nothing_is_split_while_it_is_read(scanned):
    scanned.tools.reader.hold()
    scanned.session.reread()
    scanned.wait(scanned.tools.reader.waiting.is_set)

    scanned.session.split()

    assert notices(scanned, "This document is still being read.")
    scanned.tools.reader.held.set()
    scanned.rest()
    assert names(scanned) == [WHOLE, "tea.png"]


def test_nothing_is_split_before_all_is_saved(scanned, full_disk):
    full_disk(True)
    scanned.review.select("total:0")
    scanned.review.correct("1.00")
    scanned.wait(lambda: scanned.session.saving.held)

    scanned.session.split()

    assert notices(scanned, "Nothing is split before it is.")
    full_disk(False)
    scanned.session.saving.send()
    scanned.rest()


def test_the_same_file_again_says_that_it_was_split(scanned, tmp_path):
    split(scanned)

    scanned.session.intake.take([tmp_path / WHOLE])
    scanned.rest()

    assert notices(scanned, "“scan.png” is already in the workspace, split into 2 document(s).")


def split_while_held(operator) -> list[str]:
    """Split, and keep the reader from ending the first part. Returns the ids of the parts."""
    operator.tools.reader.hold()
    operator.session.split()
    operator.wait(operator.tools.reader.waiting.is_set)
    operator.wait(lambda: {FIRST, SECOND} <= set(names(operator)))
    return [row.id for row in operator.rows() if row.name in (FIRST, SECOND)]


def test_undoing_a_split_stops_the_reading_of_its_parts_and_redoing_it_goes_on(scanned):
    reader = scanned.tools.reader
    parts = split_while_held(scanned)
    assert any(map(scanned.session.reading.is_reading, parts))
    reads = len(reader.reads)

    scanned.session.acting.undo()
    reader.held.set()
    scanned.rest()

    assert not any(map(scanned.session.reading.is_reading, parts))
    assert len(reader.reads) <= reads + 1  # what was being read when it was stopped
    assert all(not scanned.stored(part).entries for part in parts)

    scanned.session.acting.redo()
    scanned.wait(lambda: scanned.session.document is not None and name(scanned) == FIRST)
    scanned.rest()

    assert [scanned.stored(part).entries["total:0"].value.text for part in parts] == ["12.50", "9.30"]


def test_parts_that_are_back_before_their_reading_has_stopped_are_read_after_that(scanned):
    reader = scanned.tools.reader
    parts = split_while_held(scanned)

    scanned.session.acting.undo()
    scanned.wait(lambda: scanned.session.document is not None and name(scanned) == WHOLE)
    scanned.session.acting.redo()
    reader.held.set()
    scanned.wait(lambda: scanned.session.document is not None and name(scanned) == FIRST)
    scanned.rest()

    assert [scanned.stored(part).entries["total:0"].value.text for part in parts] == ["12.50", "9.30"]
