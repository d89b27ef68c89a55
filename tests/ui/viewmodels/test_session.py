"""One run of the program, without a window: documents come and go, and whatever was done is taken back as one."""

import threading

from msgspec.structs import replace

from reviewer.domain.field import Field, Region, Value
from reviewer.domain.geometry import Box
from reviewer.domain.recognition import OPEN_STATES
from reviewer.domain.revision import RevisionStatus
from reviewer.domain.step import StepKind
from reviewer.errors import EngineError
from reviewer.services.making import made
from reviewer.settings import Reading
from reviewer.store import documents, drafts, tasks
from reviewer.ui.viewmodels.review import Went
from reviewer.ui.viewmodels.tab import Tab


def finish(operator) -> None:
    assert operator.review.finish() is Went.FINISHED


def notices(operator, words: str):
    return [notice for notice in operator.told if words in notice.text]


# What comes next


def test_finishing_shows_the_next_document_and_makes_it_the_current_one(operator):
    ids = operator.take("a", "b", "c")
    operator.session.open(ids[0])
    operator.rest()

    finish(operator)

    assert operator.shown() == "b"  # at once: it was read ahead
    assert operator.session.queue.current == ids[1]
    operator.rest()
    assert operator.stored(ids[0]).status is RevisionStatus.REVIEWED


def test_redoing_a_finish_shows_the_next_document_again(operator):
    ids = operator.take("a", "b", "c")
    operator.session.open(ids[0])
    operator.rest()
    finish(operator)
    operator.rest()
    operator.session.acting.undo()
    operator.wait(lambda: operator.shown() == "a")
    operator.rest()
    assert operator.stored(ids[0]).status is RevisionStatus.PENDING

    operator.session.acting.redo()

    operator.wait(lambda: operator.shown() == "b")
    assert operator.session.queue.current == ids[1]
    operator.rest()
    assert operator.stored(ids[0]).status is RevisionStatus.REVIEWED


def test_a_finish_is_redone_after_a_restart_too(start):
    operator = start()
    ids = operator.take("a", "b")
    operator.session.open(ids[0])
    operator.rest()
    finish(operator)
    operator.rest()
    operator.session.acting.undo()
    operator.wait(lambda: operator.shown() == "a")
    operator.rest()

    operator = start()
    operator.session.open(ids[0])
    operator.wait(lambda: operator.shown() == "a")
    operator.rest()
    operator.session.acting.redo()

    operator.wait(lambda: operator.shown() == "b")
    operator.rest()
    assert operator.stored(ids[0]).status is RevisionStatus.REVIEWED


def test_a_postponed_document_says_why(operator):
    first, _ = operator.take("a", "b")
    operator.session.open(first)
    operator.rest()
    operator.review.postpone("The second page is missing.")
    operator.wait(lambda: operator.shown() == "b")

    operator.session.queue.show_tab(Tab.POSTPONED)
    operator.rest()

    assert operator.state(first).words == "Postponed: The second page is missing."


def test_a_document_that_came_later_is_there_at_once_too(operator):
    operator.take("a")
    operator.take("a", "b")  # the first one is known already

    finish(operator)

    assert operator.shown() == "b"


def test_a_step_is_painted_before_the_store_works_on_it(operator):
    operator.take("a")
    submitted = []
    append = operator.desk.append
    operator.desk.append = lambda *steps: (submitted.append(steps), append(*steps))[1]

    operator.review.turn(90)
    assert not submitted
    assert operator.session.saving.pending == 1
    operator.rest()
    assert len(submitted) == 1

    operator.review.turn(90)
    operator.session.close()  # nothing that was done is left behind
    assert len(submitted) == 2
    operator.desk.closing = False
    operator.rest()


def test_what_was_done_before_is_looked_up_once_the_last_undo_is_painted(operator):
    operator.take("a")
    operator.review.turn(90)
    operator.rest()
    asked, find = [], operator.desk.find_last_act
    operator.desk.find_last_act = lambda: (asked.append(1), find())[1]

    operator.session.acting.undo()
    assert not asked
    operator.rest()
    assert asked == [1]


def test_typing_that_the_disk_does_not_take_is_told_once_until_it_does(operator, full_disk):
    (document,) = operator.take("a")
    words = "in this window only"

    def type_on(text: str) -> None:
        operator.review.typed(text)
        operator.session.drafts.flush()
        operator.rest()

    full_disk(True)
    type_on("12")
    type_on("123")
    (notice,) = notices(operator, words)
    assert "The disk is full." in notice.text
    assert operator.review.draft(operator.review.current) == "123"

    full_disk(False)
    type_on("1234")
    assert len(notices(operator, words)) == 1
    with operator.desk.workspace.read() as connection:
        assert drafts.get(connection, document) == {operator.review.current: "1234"}

    full_disk(True)
    type_on("12345")
    assert len(notices(operator, words)) == 2


def test_what_a_full_disk_did_not_take_is_written_with_the_next_step(operator, full_disk):
    (document,) = operator.take("a")
    full_disk(True)
    operator.review.turn(90)
    operator.wait(lambda: operator.session.saving.held)
    (notice,) = notices(operator, "The disk is full.")
    assert notice.action == "Try again"
    assert operator.session.saving.pending == 1

    notice.act()  # still full
    operator.wait(lambda: len(notices(operator, "The disk is full.")) == 2)
    assert operator.session.saving.held

    full_disk(False)
    operator.review.turn(90)
    operator.rest()

    assert not operator.session.saving.held
    with operator.desk.workspace.read() as connection:
        assert documents.get(connection, document).pages[0].rotation == 180


# Deleting


def test_several_documents_are_deleted_brought_back_and_deleted_again_as_one(operator):
    ids = operator.take("a", "b", "c", "d")
    operator.session.open(ids[1])
    operator.rest()

    operator.session.acting.delete([ids[1], ids[2]])
    operator.rest()
    assert operator.kept() == ["a", "d"]
    assert operator.shown() == "d"

    operator.session.acting.undo()
    operator.wait(lambda: operator.shown() == "b")
    operator.rest()
    assert operator.kept() == ["a", "b", "c", "d"]

    operator.session.acting.redo()
    operator.rest()
    assert operator.kept() == ["a", "d"]
    assert operator.shown() == "d"


def test_one_undo_brings_back_all_that_was_deleted_before_a_restart(start):
    operator = start()
    ids = operator.take("a", "b", "c")
    operator.session.acting.delete(ids[:2])
    operator.rest()

    operator = start()
    operator.session.acting.undo()
    operator.rest()

    assert operator.kept() == ["a", "b", "c"]


def test_the_link_of_the_notice_takes_back_the_deletion_and_nothing_else(operator):
    ids = operator.take("a", "b", "c")
    operator.session.open(ids[2])
    operator.rest()
    operator.session.acting.delete(ids[:2])
    operator.review.turn(90)  # done after it, elsewhere
    operator.rest()
    (notice,) = notices(operator, "deleted")

    notice.act()

    operator.wait(lambda: operator.shown() == "a")
    operator.rest()
    assert operator.kept() == ["a", "b", "c"]
    operator.session.open(ids[2])
    operator.wait(lambda: operator.shown() == "c")
    assert operator.session.document.pages[0].rotation == 90


def test_the_notice_of_a_deletion_goes_when_it_is_taken_back_by_a_key(operator):
    ids = operator.take("a", "b")
    operator.session.open(ids[0])
    operator.rest()
    operator.review.turn(90)
    operator.session.acting.delete([ids[1]])
    (notice,) = notices(operator, "deleted")

    operator.session.acting.undo()
    operator.rest()
    assert operator.outdated == [notice.key]

    notice.act()  # somebody was quicker than the notice
    operator.rest()
    assert operator.kept() == ["a", "b"]
    operator.session.open(ids[0])
    operator.wait(lambda: operator.shown() == "a")
    assert operator.session.document.pages[0].rotation == 90


def test_what_the_store_refuses_holds_nothing_up(operator):
    ids = operator.take("a", "b")
    operator.session.open(ids[0])
    operator.rest()
    stale = made(ids[0], StepKind.UNDO, "", "Ana", cancels="a step that is not the last one")

    operator.session.saving.keep(stale)
    operator.rest()

    assert notices(operator, "There is nothing to take back.")
    assert not operator.session.saving.held
    operator.review.turn(90)
    operator.rest()
    assert operator.stored(ids[0]).steps > 0


# Reading


def test_a_document_that_is_to_be_read_again_says_so_at_once(operator):
    (document,) = operator.take("a")
    assert operator.state(document).words == "Pending, all sure"

    operator.session.reread()

    assert operator.state(document).words == "Reading"
    operator.rest()
    assert operator.state(document).words == "Pending, all sure"


def test_one_that_waits_to_be_read_again_says_so_too(operator):
    first, second = operator.take("a", "b")
    operator.tools.reader.hold()
    operator.session.rereading.read(first)
    operator.wait(operator.tools.reader.waiting.is_set)

    operator.session.rereading.read(second)

    assert operator.state(second).words == "Waiting"
    operator.wait(lambda: operator.session.reading.waiting == 1)
    assert operator.state(second).words == "Waiting"
    operator.tools.reader.held.set()
    operator.rest()
    assert operator.state(second).words == "Pending, all sure"


def test_a_drawn_region_says_by_its_title_who_read_it(operator):
    operator.take("a")
    operator.review.draw(Region(0, Box(0.1, 0.1, 0.9, 0.3).polygon()))
    assert operator.review.proposal.reading

    operator.wait(lambda: not operator.review.proposal.reading)

    assert operator.review.proposal.origin == "RapidOCR"


def test_a_drawn_region_is_read_with_the_engine_and_language_that_were_chosen(operator):
    operator.take("a")
    reading = Reading(region_engine="tesseract", region_languages=("de",))
    operator.desk.settings = replace(operator.desk.settings, reading=reading)
    before = operator.review.entry(operator.review.current).value
    operator.review.draw(Region(0, Box(0.1, 0.1, 0.9, 0.3).polygon()))
    operator.wait(lambda: not operator.review.proposal.reading)

    (tools,) = operator.session.regions.tools
    assert operator.review.proposal.origin == "Tesseract"
    assert tools.reader.reads[-1][1].languages == ("de",)
    assert operator.review.entry(operator.review.current).value == before, "nothing is taken before Enter"
    drawn = operator.review.proposal
    operator.review.enter(drawn.text)
    kept = next(e.value for e in operator.review.review.entries() if e.value.regions == drawn.regions)
    assert kept.text == drawn.text


def test_what_is_being_read_is_not_asked_for_twice(operator):
    operator.take("a")
    operator.tools.reader.hold()
    operator.session.reread()
    operator.wait(operator.tools.reader.waiting.is_set)

    operator.session.reread()

    assert notices(operator, "being read already")
    assert operator.session.reading.waiting == 0
    operator.tools.reader.held.set()
    operator.rest()


def test_on_a_full_disk_a_document_is_a_problem_until_there_is_space(operator, full_disk):
    first, second = operator.take("a", "b")
    operator.tools.reader.hold()
    operator.session.rereading.read(first)
    operator.session.rereading.read(second)
    operator.wait(operator.tools.reader.waiting.is_set)

    full_disk(True)
    operator.tools.reader.held.set()
    operator.wait(lambda: not operator.session.reading.running and not operator.session.reading.waiting)
    assert operator.state(first).failed
    assert operator.state(second).failed
    notice = notices(operator, "The disk is full.")[-1]
    assert notice.action == "Try again"

    notice.act()  # still full
    operator.wait(lambda: operator.state(first).failed and operator.state(second).failed)
    operator.rest()
    again = notices(operator, "The disk is full.")[-1]

    full_disk(False)
    again.act()
    operator.rest()

    assert not operator.state(first).failed
    assert not operator.state(second).failed
    with operator.desk.workspace.read() as connection:
        assert not tasks.listed(connection, OPEN_STATES)


def test_a_document_that_cannot_be_read_can_be_tried_again(operator):
    (document,) = operator.take("a")
    operator.tools.reader.errors[0] = [EngineError("The engine is missing.", "Install it.", retryable=True)]
    operator.session.reread()
    operator.rest()
    assert operator.state(document).failed
    (notice,) = notices(operator, "The engine is missing.")

    notice.act()
    assert operator.state(document).words == "Reading"
    operator.rest()

    assert not operator.state(document).failed


def test_what_was_typed_and_dropped_does_not_come_back(operator):
    ids = operator.take("a", "b")
    operator.session.open(ids[0])
    operator.rest()
    text = operator.review.entry(operator.review.current).value.text
    operator.review.typed("something else")
    operator.session.drafts.flush()
    operator.review.typed(text)
    operator.session.drafts.flush()
    operator.session.open(ids[1])
    operator.rest()

    with operator.desk.workspace.read() as connection:
        assert drafts.get(connection, ids[0]) == {}


def test_another_type_begins_at_its_first_unsure_value(operator):
    operator.take("a")
    operator.session.change_type("receipt")
    operator.rest()
    review = operator.review.review
    assert review.revision.document_type == "receipt"
    assert operator.review.current == review.first
    last = review.entries()[-1].id
    operator.review.select(last)

    operator.session.change_type("invoice")
    operator.rest()

    assert review.revision.document_type == "invoice"
    assert operator.review.current == review.first != last


def test_another_type_is_told_and_taken_back_as_such(operator):
    operator.take("a")
    operator.session.change_type("receipt")
    operator.rest()
    assert operator.told[-1].text == "The type is Receipt now. Ctrl+Z takes it back."

    operator.session.acting.undo()
    assert operator.told[-1].text == "Taken back: the change of type. Ctrl+Shift+Z does it again."
    operator.rest()


# A document that is shown anew


class Gate:
    """Lets documents be read, and keeps what was read back until it is opened."""

    def __init__(self, operator) -> None:
        self._open = operator.desk.open
        self._gate = threading.Event()
        self.read = threading.Event()
        self.asked = 0
        operator.desk.open = self._gated

    def _gated(self, document):
        job = self._open(document)
        self.asked += 1

        def gated(token, report):
            opened = job(token, report)
            self.read.set()
            assert self._gate.wait(20)
            return opened

        gated.kind = "open"
        return gated

    def open(self) -> None:
        self._gate.set()


def test_what_was_done_is_in_the_store_before_the_document_is_read_again(operator):
    (document,) = operator.take("a")
    done = []
    append, open_ = operator.desk.append, operator.desk.open
    operator.desk.append = lambda *steps: (done.append("append"), append(*steps))[1]
    operator.desk.open = lambda wanted: (done.append("open"), open_(wanted))[1]

    operator.review.correct("right")
    operator.session.opening.again(document)

    assert done == ["append", "open"]
    operator.rest()
    assert operator.review.review.revision == operator.stored(document)
    assert operator.review.entry(operator.review.current).value.text == "right"


def test_what_is_done_while_the_document_is_read_again_stays(operator):
    (document,) = operator.take("a")
    gate = Gate(operator)
    operator.session.opening.again(document)
    operator.wait(gate.read.is_set)

    operator.review.correct("right")
    gate.open()
    operator.rest()

    assert operator.review.entry(operator.review.current).value.text == "right"
    assert operator.review.review.revision == operator.stored(document)
    assert gate.asked == 2
    operator.review.undo()
    operator.rest()
    assert operator.review.review.revision == operator.stored(document)
    assert operator.review.entry(operator.review.current).value.text == "A note about a"


def test_what_is_typed_while_the_document_is_read_again_stays(operator):
    (document,) = operator.take("a")
    current = operator.review.current
    operator.review.typed("before")
    gate = Gate(operator)
    operator.session.opening.again(document)
    operator.wait(gate.read.is_set)

    operator.review.typed("being typed")
    gate.open()
    operator.rest()

    assert operator.review.draft(current) == "being typed"
    gate.read.clear()
    operator.session.opening.again(document)
    operator.wait(gate.read.is_set)
    operator.review.typed("A note about a")  # as it was: nothing is typed any more
    operator.rest()
    assert operator.review.draft(current) is None


def test_of_two_readings_of_a_document_the_later_is_shown(operator):
    (document,) = operator.take("a")
    gate = Gate(operator)
    operator.session.opening.again(document)
    operator.wait(gate.read.is_set)
    shown = []
    operator.session.opening.shown.connect(lambda opened: shown.append(opened.revision))

    operator.review.correct("right")
    operator.session.opening.again(document)
    gate.open()
    operator.rest()

    assert shown == [operator.stored(document)]


def test_what_a_machine_finds_while_a_document_is_opened_is_shown(operator):
    _, other = operator.take("a", "b")
    gate = Gate(operator)
    operator.session.opening.again(other)
    operator.wait(gate.read.is_set)

    found = (Field("text", (Value("read meanwhile", confidence=0.5),)),)
    kind = operator.stored(other).document_type
    step = operator.desk.workspace.lane.call(
        lambda c: operator.desk.ledger.merge(c, other, found, document_type=kind, origin="Tesseract")
    )
    operator.session.reading.merged.emit(step)
    gate.open()
    operator.rest()

    assert operator.shown() == "b"
    assert operator.review.review.revision == operator.stored(other)


def test_who_goes_back_while_another_document_is_read_stays_there(operator):
    first, other = operator.take("a", "b")
    gate = Gate(operator)
    operator.session.opening.again(other)
    operator.wait(gate.read.is_set)

    operator.session.open(first)
    gate.open()
    operator.rest()

    assert operator.shown() == "a"


def test_the_queue_is_read_again_after_a_reading_that_crashed(operator):
    operator.take("a")
    outline = operator.desk.outline

    def crash(_token, _report):
        raise ValueError

    crash.kind = "outline"
    operator.desk.outline = lambda *_asked: crash
    operator.session.queue.reload(now=True)
    operator.rest()
    operator.desk.outline = outline

    operator.take("a", "b")
    assert [row.name for row in operator.rows()] == ["a.png", "b.png"]


def test_what_is_read_ahead_is_not_on_its_way_to_the_desk(operator):
    ids = operator.take("a", "b")
    operator.session.open(ids[0])
    operator.rest()
    gate = Gate(operator)
    operator.session.ahead.forget(ids[1])  # it is read ahead anew
    operator.wait(gate.read.is_set)
    assert not operator.session.opening.under_way

    operator.session.opening.again(ids[0])
    assert operator.session.opening.under_way
    gate.open()
    operator.wait(lambda: not operator.session.opening.under_way)
    operator.rest()


def test_beside_a_document_that_left_the_list_are_those_around_its_place(operator):
    ids = operator.take("a", "b", "c", "d")
    operator.session.open(ids[2])
    operator.rest()
    finish(operator)
    operator.rest()
    assert [row.name for row in operator.rows()] == ["a.png", "b.png", "d.png"]
    operator.session.open(ids[2])
    operator.rest()

    for by, name in ((1, "d"), (-1, "b")):
        operator.session.open(ids[2])
        operator.rest()
        operator.session.step_document(by)
        operator.wait(lambda name=name: operator.shown() == name)
        operator.rest()


def test_another_list_without_the_shown_document_begins_with_its_first(operator):
    ids = operator.take("x1", "y", "x2")
    operator.session.open(ids[1])
    operator.rest()
    operator.session.queue.search("x")
    operator.rest()
    assert [row.id for row in operator.rows()] == [ids[0], ids[2]]
    assert operator.session.queue.neighbor(ids[1], 1).id == ids[0]
    assert operator.session.queue.neighbor(ids[1], -1).id == ids[2]
