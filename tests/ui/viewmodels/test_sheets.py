"""Sheets over many documents: what they show, say, and take back."""

import threading
from typing import NamedTuple

import pytest

from reviewer.domain.doubt import Band
from reviewer.domain.field import Field, Region, Value
from reviewer.domain.geometry import Box
from reviewer.domain.step import StepKind
from reviewer.lanes import SETTLE
from reviewer.services.bulk import Deed
from reviewer.services.making import made
from reviewer.ui.viewmodels.modes import Mode
from reviewer.ui.viewmodels.sheets.arranging import Arranged, _spans
from reviewer.ui.viewmodels.sheets.states import State

PLACE = Region(0, Box(0.1, 0.2, 0.3, 0.25).polygon())
TOTALS = ("12.50", "9.80", "12.50", "100.00")


def value(text, confidence=0.5, **more):
    at = min(1, len(text) - 1)
    characters = tuple(confidence if number == at else 0.99 for number in range(len(text)))
    edges = tuple(edge / len(text) for number in range(len(text)) for edge in (number, number + 1))
    read = {"recognized_text": text, "recognized_confidence": confidence, "characters": characters, "edges": edges}
    return Value(text, **({"confidence": confidence, "regions": (PLACE,)} | read | more))


def put(operator, document, *values, name="total"):
    """Give a document these values, as a machine would."""
    desk = operator.desk
    desk.workspace.lane.call(
        lambda c: desk.ledger.merge(c, document, (Field(name, values),), document_type="receipt", origin="bench")
    )


@pytest.fixture
def many(operator):
    """Four receipts with unsure totals."""
    ids = operator.take("a", "b", "c", "d")
    for document, total in zip(ids, TOTALS, strict=True):
        put(operator, document, value(total))
    operator.session.opening.again(operator.session.opening.here)
    operator.rest()
    return ids


def enter(operator, mode=Mode.FIELD):
    """Enter a mode, as the window does."""
    session = operator.session
    session.modes.enter(mode)
    sheet = {
        Mode.FIELD: session.sheets.field,
        Mode.YES_NO: session.sheets.yes_no,
        Mode.CHARACTERS: session.sheets.characters,
    }[mode]
    sheet.begin(session.modes.scope)
    operator.rest()
    return sheet


def see(operator, sheet, numbers=None):
    """Let cells be painted, and look at them."""
    numbers = range(len(sheet.cells)) if numbers is None else numbers
    if hasattr(sheet, "see"):
        sheet.see(numbers)
        operator.rest()
    sheet.shown({number for number in numbers if sheet.cells[number].show(drawn=True)})
    pause(sheet)


def pause(sheet):
    """The hand rests."""
    sheet.look.pause.stop()


def ask(operator, pairs):
    """The value that is asked for, on the screen."""
    see(operator, pairs, range(pairs.at, min(pairs.at + 1, len(pairs.cells))))
    return pairs.current


def texts(sheet):
    return [cell.text for cell in sheet.cells]


def leave(operator):
    operator.session.modes.leave()
    operator.rest()


# Field


def test_the_field_with_the_most_to_check_is_shown_alike_next_to_alike(operator, many):
    sheet = enter(operator)

    assert sheet.choice.name == ("total", "")
    assert texts(sheet) == ["9.80", "12.50", "12.50", "100.00"]
    assert [section.caption for section in sheet.sections] == ["4 to 6 characters, 4 value(s)"]
    sheet.arrange(Arranged.DOCUMENT)
    assert texts(sheet) == list(TOTALS)


def test_lengths_that_few_values_have_are_one_group():
    class Cell(NamedTuple):
        text: str

    texts_of = {0: 2, 3: 1, 4: 2, 6: 3, 7: 5, 9: 1, 25: 1}
    spans = _spans([Cell("x" * length) for length, count in texts_of.items() for _ in range(count)])
    assert spans == {0: (0, 0), 3: (3, 6), 4: (3, 6), 6: (3, 6), 7: (7, 7), 9: (9, 9), 21: (21, 21)}


def test_what_a_full_disk_did_not_take_stands_in_its_cell_again(operator, many, full_disk):
    sheet = enter(operator)
    see(operator, sheet)
    sheet.draft(2, "typed elsewhere")
    full_disk(True)

    sheet.correct(0, "9.30")
    sheet.say("confirm", [1])
    operator.wait(lambda: not any(cell.waiting for cell in sheet.cells))

    assert (sheet.cells[0].text, sheet.cells[0].draft, sheet.cells[0].state) == ("9.80", "9.30", State.TYPED)
    assert sheet.cells[1].draft is None
    assert sheet.cells[2].draft == "typed elsewhere"
    full_disk(False)
    sheet.correct(0, sheet.cells[0].draft)
    operator.rest()
    assert (sheet.cells[0].text, sheet.cells[0].draft, sheet.cells[0].settled) == ("9.30", None, True)


def test_what_was_said_counts_though_the_window_closes_at_once(operator, many, start, monkeypatch):
    monkeypatch.setattr("reviewer.services.sheets.settling.AT_ONCE", 1)
    sheet, gate = enter(operator), threading.Event()
    see(operator, sheet)
    operator.desk.workspace.lane.submit(lambda _connection: gate.wait(20))
    sheet.say("confirm", [0, 1, 2])
    sheet.correct(3, "99.00")
    assert [cell.waiting for cell in sheet.cells] == [True] * 4
    operator.session.modes.leave()

    threading.Timer(0.2, gate.set).start()  # while it closes
    again = start()

    values = [again.stored(document).entries["total:0"].value for document in many]
    assert [(each.text, each.settled) for each in values] == [
        ("12.50", True),
        ("9.80", True),
        ("12.50", True),
        ("99.00", True),
    ]


def test_only_what_was_in_view_is_confirmed_and_undone_as_one(operator, many):
    sheet = enter(operator)
    see(operator, sheet, range(3))
    assert sheet.tally().counting == 3

    sheet.confirm()
    operator.rest()
    assert [cell.state for cell in sheet.cells] == [State.SETTLED] * 3 + [State.OPEN]
    assert operator.stored(many[0]).entries["total:0"].value.settled_by == "Ana"

    operator.session.acting.undo()
    operator.rest()
    assert [cell.state for cell in sheet.cells] == [State.OPEN] * 4
    assert not operator.stored(many[0]).entries["total:0"].value.settled

    operator.session.acting.redo()
    operator.rest()
    assert [cell.state for cell in sheet.cells] == [State.SETTLED] * 3 + [State.OPEN]


def test_undo_right_after_enter_waits_for_what_it_undoes(operator, many):
    sheet = enter(operator)
    see(operator, sheet)

    sheet.confirm()
    operator.session.acting.undo()
    operator.rest()

    assert [cell.state for cell in sheet.cells] == [State.OPEN] * 4


LEFT_OUT = "Left out: {} key(s) pressed before this could be looked at."


def test_what_was_not_painted_with_its_picture_is_not_confirmed(operator, many):
    sheet = enter(operator)
    sheet.see(range(4))
    operator.rest()
    sheet.confirm()
    sheet.set_aside(0)
    assert not sheet.correct(0, "1.00")
    operator.rest()
    assert {cell.state for cell in sheet.cells} == {State.OPEN}
    assert operator.told[-1].text == LEFT_OUT.format(3)

    sheet.shown({0} if sheet.cells[0].show(drawn=True) else ())
    sheet.shown({1} if sheet.cells[1].show(drawn=False) else ())
    assert [cell.state for cell in sheet.cells[:2]] == [State.OPEN, State.NOWHERE]
    pause(sheet)
    sheet.confirm()
    operator.rest()
    assert [cell.state for cell in sheet.cells] == [State.SETTLED, State.NOWHERE, State.OPEN, State.OPEN]


def test_keys_that_follow_at_once_confirm_no_screenful_that_just_came(operator, many):
    sheet = enter(operator)
    see(operator, sheet)
    for cell in sheet.cells[2:]:
        cell.seen = False
    sheet.confirm()
    assert sheet.look.pause.isActive()
    sheet.shown({number for number in (2, 3) if sheet.cells[number].show(drawn=True)})
    for _ in range(5):  # a key that is held, on a system that does not say so
        sheet.confirm()
    operator.rest()
    assert [cell.state for cell in sheet.cells] == [State.SETTLED] * 2 + [State.OPEN] * 2
    assert operator.told[-1].text == LEFT_OUT.format(5)

    pause(sheet)
    sheet.confirm()
    operator.rest()
    assert {cell.state for cell in sheet.cells} == {State.SETTLED}


def test_what_comes_next_is_read_before_it_is_in_view_and_does_not_count(operator, many):
    sheet = enter(operator)
    sheet.see(range(2), range(2, 4))
    operator.rest()

    assert all(cell.detail is not None for cell in sheet.cells)
    assert not any(cell.seen for cell in sheet.cells)
    assert sheet.tally().counting == 0


def test_what_is_said_is_painted_first_and_given_to_the_store_before_the_window_closes(operator, many):
    sheet = enter(operator)
    see(operator, sheet)

    sheet.confirm()
    assert operator.session.sheets.settling.waiting
    assert not operator.runner.runs(SETTLE)
    operator.session.close()
    assert operator.runner.runs(SETTLE)


def test_what_became_another_text_after_it_was_seen_is_looked_at_again(operator, many):
    sheet = enter(operator)
    see(operator, sheet)
    put(operator, many[1], value("9.90"))
    sheet.follow(made(many[1], StepKind.EDIT, "merge", ""))
    operator.rest()
    changed = next(cell for cell in sheet.cells if cell.place[0] == many[1])
    assert (changed.text, changed.seen, changed.counts) == ("9.90", False, False)


def test_it_is_undone_after_a_restart_too(start):
    operator = start()
    (document,) = operator.take("a")
    put(operator, document, value("12.50"), value("13.50"))
    sheet = enter(operator)
    see(operator, sheet)
    sheet.confirm()
    operator.rest()

    again = start()
    again.session.acting.undo()
    again.rest()

    assert not any(entry.value.settled for entry in again.stored(document).entries.values())
    assert again.told[-1].text == "Taken back in 1 document(s)."


@pytest.mark.parametrize("mode", [Mode.FIELD, Mode.YES_NO])
def test_what_is_taken_back_of_before_the_last_start_is_seen_in_the_sheet(start, mode):
    operator = start()
    (document,) = operator.take("a")
    put(operator, document, value("12.50"), value("13.50"))
    sheet = enter(operator)
    see(operator, sheet)
    sheet.set_aside(0)
    operator.rest()

    again = start()
    sheet = enter(again, mode)
    see(again, sheet)
    assert [cell.state for cell in sheet.cells] == [State.ASIDE, State.OPEN]
    again.session.acting.undo()
    again.rest()
    assert [cell.state for cell in sheet.cells] == [State.OPEN, State.OPEN]


def test_characters_follow_what_was_done_to_many_documents(operator, many):
    sheet = enter(operator, Mode.CHARACTERS)
    see(operator, sheet)
    operator.session.bulk.do(Deed.REJECT, operator.session.queue.sequences([range(4)]), reason="no")
    operator.rest()
    assert all(cell.gone for cell in sheet.cells)


def test_a_correction_says_what_was_there(operator, many):
    sheet = enter(operator)
    see(operator, sheet)
    sheet.correct(0, "9.30")
    operator.rest()

    cell = sheet.cells[0]
    assert (cell.text, cell.was, cell.state) == ("9.30", "9.80", State.SETTLED)
    operator.session.acting.undo()
    operator.rest()
    assert (cell.text, cell.was, cell.state) == ("9.80", "", State.OPEN)


def test_what_is_set_aside_or_typed_or_has_no_place_is_not_confirmed(operator, many):
    put(operator, many[1], value("9.80", regions=()))
    sheet = enter(operator)
    see(operator, sheet)
    sheet.set_aside(1)
    operator.rest()
    sheet.draft(2, "12.5")
    assert [cell.state for cell in sheet.cells] == [State.NOWHERE, State.ASIDE, State.TYPED, State.OPEN]
    assert sheet.tally().counting == 1

    pointed = []
    sheet.pointed.connect(pointed.append)
    sheet.confirm()
    assert pointed == [2]
    sheet.draft(2, None)
    sheet.set_aside(1)
    operator.rest()
    assert [cell.state for cell in sheet.cells] == [State.NOWHERE, State.OPEN, State.OPEN, State.OPEN]


def test_what_was_typed_is_kept_on_the_disk(operator, many):
    sheet = enter(operator)
    see(operator, sheet)
    sheet.draft(0, "9.3")
    sheet.end()
    operator.rest()

    again = enter(operator)
    leave(operator)
    again = enter(operator)
    see(operator, again)
    assert again.cells[0].draft == "9.3"


def test_what_changed_elsewhere_is_told_and_shown(operator, many):
    sheet = enter(operator)
    see(operator, sheet)
    operator.desk.append(made(many[1], StepKind.DELETE, "delete", "Ana")).result()
    put(operator, many[0], value("12.60"))

    sheet.confirm()
    operator.rest()

    states = {cell.name: (cell.text, cell.state) for cell in sheet.cells}
    assert states["b.png"][1] is State.GONE
    assert states["a.png"] == ("12.60", State.OPEN)
    assert operator.told[-1].text == "Left as is, since changed meanwhile: 1 value(s). No longer there: 1 value(s)."


def test_the_document_on_the_desk_is_as_the_store_has_it_afterwards(operator, many):
    assert operator.session.document.id == many[0]
    sheet = enter(operator)
    see(operator, sheet)
    sheet.confirm()
    operator.rest()
    leave(operator)

    shown = operator.session.review
    assert shown.judgement("total:0").band is Band.PERSON
    shown.select("total:0")
    shown.correct("99.00")
    operator.rest()
    assert operator.stored(many[0]).entries["total:0"].value.text == "99.00"


@pytest.mark.parametrize("mode", [Mode.FIELD, Mode.YES_NO])
def test_what_was_typed_in_a_sheet_stands_in_the_document_on_the_desk_too(operator, many, mode):
    review, here = operator.session.review, operator.session.opening.here
    sheet = enter(operator, mode)
    see(operator, sheet)
    number = next(number for number, cell in enumerate(sheet.cells) if cell.light.document == here)
    entry = sheet.cells[number].light.entry
    for text in ("9.3", None):
        sheet.draft(number, text)
        sheet.end()
        leave(operator)
        assert review.draft(entry) == text
        sheet = enter(operator, mode)
        see(operator, sheet)


def test_what_a_sheet_did_is_undone_from_the_document_view_in_all_documents(operator, many):
    sheet = enter(operator)
    see(operator, sheet)
    sheet.confirm()
    operator.rest()
    leave(operator)

    operator.session.acting.undo()
    operator.rest()

    assert not any(operator.stored(document).entries["total:0"].value.settled for document in many)
    assert operator.session.document.id == many[0]
    assert operator.session.review.judgement("total:0").unsure


def test_there_may_be_nothing_to_check(operator):
    sheet = enter(operator)

    assert sheet.missing
    sheet.confirm()
    assert sheet.cells == []


def test_the_next_field_comes_with_its_cells(operator, many):
    put(operator, many[0], value("Ana's Shop"), name="company")
    sheet = enter(operator)
    assert sheet.following().field == "company"

    assert sheet.next_field()
    operator.rest()
    assert texts(sheet) == ["Ana's Shop"]


# Yes or no


def test_while_pairs_are_listed_nobody_is_told_that_there_is_none(operator, many):
    pairs, told = operator.session.sheets.yes_no, []
    pairs.loaded.connect(lambda: told.append((len(pairs.cells), pairs.loading)))
    enter(operator, Mode.YES_NO)
    assert told[-2:] == [(0, True), (4, False)]


def test_while_values_are_listed_nobody_is_told_that_there_is_none(operator, many):
    sheet, told = enter(operator), []
    sheet.loaded.connect(lambda: told.append((len(sheet.cells), sheet.loading)))
    sheet.choose(sheet.choice)
    assert told == [(0, True)]
    operator.rest()
    assert told == [(0, True), (4, False)]


def test_each_key_settles_one_value_and_the_next_is_there(operator, many):
    pairs = enter(operator, Mode.YES_NO)
    asked = [ask(operator, pairs).text]
    pairs.yes()
    pairs.yes()
    assert pairs.at == 1, "nobody can have seen the second"
    asked.append(ask(operator, pairs).text)
    operator.rest()
    pairs.no()
    operator.rest()

    assert pairs.cells[0].state is State.SETTLED
    assert pairs.cells[1].state is State.ASIDE
    assert asked == texts(pairs)[:2]

    operator.session.acting.undo()
    operator.rest()
    assert (pairs.at, pairs.cells[1].state) == (1, State.OPEN)
    operator.session.acting.undo()
    operator.rest()
    assert (pairs.at, pairs.cells[0].state) == (0, State.OPEN)


def test_a_value_that_breaks_a_rule_is_not_confirmed_by_one_key(operator, many):
    put(operator, many[0], value("twelve"))
    pairs = enter(operator, Mode.YES_NO)
    pairs.at = next(number for number, cell in enumerate(pairs.cells) if cell.text == "twelve")
    see(operator, pairs)
    at = pairs.at

    pairs.yes()
    assert pairs.at == at
    assert "breaks a rule" in operator.told[-1].text

    pairs.correct("12.50")
    operator.rest()
    assert pairs.cells[at].state is State.SETTLED


def test_yes_passes_over_no_value_of_which_not_all_is_seen(operator, many):
    put(operator, many[0], value("12 Long Street\n" * 5 + "Wexley"), name="address")
    pairs = enter(operator, Mode.YES_NO)
    assert ask(operator, pairs).state is State.LONG
    pairs.yes()
    assert pairs.at == 0
    assert "Not all of this can be seen here" in operator.told[-1].text

    pairs.shown({0} if pairs.cells[0].show(drawn=True, whole=True) else ())  # there is room for all of it now
    pairs.yes()
    operator.rest()
    assert pairs.cells[0].state is State.SETTLED
    assert pairs.at == 1


def test_all_are_asked_for_until_none_is_left(operator, many):
    pairs = enter(operator, Mode.YES_NO)
    while ask(operator, pairs) is not None:
        pairs.no() if pairs.current.state is State.EMPTY else pairs.yes()
    operator.rest()

    assert pairs.left == 0
    assert not any(operator.stored(document).entries["total:0"].value.text == "" for document in many)
    pairs.yes()
    assert pairs.current is None


# Characters


def test_characters_of_one_sign_are_confirmed_together(operator, many):
    sheet = enter(operator, Mode.CHARACTERS)
    assert sheet.sign == "2"
    assert [(each.sign, each.weak) for each in sheet.signs if each.weak] == [("2", 2), ("0", 1), (".", 1)]

    see(operator, sheet)
    sheet.confirm()
    operator.rest()

    assert [cell.certain for cell in sheet.cells] == [True, True]
    assert operator.stored(many[0]).entries["total:0"].value.settled
    assert sheet.counting == 0

    operator.session.acting.undo()
    operator.rest()
    assert [cell.open for cell in sheet.cells] == [True, True]


def test_two_characters_of_one_value_are_one_verdict(operator, many):
    put(operator, many[0], value("22.50"))
    sheet = enter(operator, Mode.CHARACTERS)
    sheet.choose("2")
    see(operator, sheet)
    sheet.confirm()
    operator.rest()

    assert operator.stored(many[0]).entries["total:0"].value.characters[:2] == (1.0, 1.0)
    assert all(cell.certain for cell in sheet.cells)


def test_a_sign_that_is_typed_corrects_its_value(operator, many):
    sheet = enter(operator, Mode.CHARACTERS)
    number = next(n for n, cell in enumerate(sheet.cells) if cell.place[0] == many[0])
    sheet.correct(number, "7")
    assert not sheet.cells[number].waiting, "it was not on the screen yet"
    see(operator, sheet)
    sheet.correct(number, "7")
    operator.rest()

    assert operator.stored(many[0]).entries["total:0"].value.text == "17.50"
    assert (sheet.cells[number].sign, sheet.cells[number].corrected) == ("7", True)


def test_two_characters_of_one_value_are_corrected_faster_than_the_store_answers(operator, many):
    put(operator, many[0], value("22.52"))
    sheet = enter(operator, Mode.CHARACTERS)
    sheet.choose("2")
    see(operator, sheet)
    numbers = [number for number, cell in enumerate(sheet.cells) if cell.character.document == many[0]]
    assert len(numbers) == 3
    for number in numbers:
        assert sheet.correct(number, "7")
    operator.rest()

    assert operator.stored(many[0]).entries["total:0"].value.text == "77.57"
    assert not any("Left as is" in notice.text for notice in operator.told)
    for _ in numbers:
        operator.session.acting.undo()
        operator.rest()
    assert {sheet.cells[number].text for number in numbers} == {"22.52"}


def test_what_a_full_disk_did_not_take_of_a_character_is_taken_back(operator, many, full_disk):
    sheet = enter(operator, Mode.CHARACTERS)
    see(operator, sheet)
    before = sheet.cells[0].text
    full_disk(True)
    sheet.correct(0, "7")
    operator.wait(lambda: not sheet.cells[0].waiting and not sheet.cells[0].settled)
    assert (sheet.cells[0].text, sheet.cells[0].corrected) == (before, False)
    full_disk(False)


def test_an_odd_one_is_left_out_and_a_doubt_in_its_document(operator, many):
    sheet = enter(operator, Mode.CHARACTERS)
    see(operator, sheet)
    sheet.mark_odd(0)
    operator.rest()
    assert (sheet.cells[0].odd, sheet.counting, sheet.odd) == (True, 1, 1)

    sheet.mark_odd(0)
    operator.rest()
    assert (sheet.cells[0].odd, sheet.counting) == (False, 2)


def test_those_least_like_the_others_come_first_but_behind_what_was_seen(operator, many):
    sheet = enter(operator, Mode.CHARACTERS)
    sheet.choose("0")
    marks = [cell.mark for cell in sheet.cells]
    sure = [cell.mark for cell in sheet.cells if cell.character.confidence >= 0.9]
    assert 4 < len(sure) == len(marks) - 1

    sheet.rank("7", dict.fromkeys(marks, 0.1))
    assert sheet.ranked == -1, "that was another sign"
    sheet.rank("0", {mark: number / 10 for number, mark in enumerate(marks)})
    assert sheet.ranked == 0
    assert [cell.mark for cell in sheet.cells] == [marks[0], *reversed(sure)]

    see(operator, sheet, range(2))
    stood = [cell.mark for cell in sheet.cells[:2]]
    sheet.rank("0", {mark: -number / 10 for number, mark in enumerate(marks)})
    assert [cell.mark for cell in sheet.cells[:2]] == stood
    assert sheet.ranked == 2

    sheet.rank("0", {mark: -number / 10 for number, mark in enumerate(marks)}, fresh=True)
    assert [cell.mark for cell in sheet.cells] == [marks[0], *sure]
    assert sheet.ranked == 0
    assert not any(cell.seen for cell in sheet.cells), "all is looked at again"
    assert sheet.look.pause.isActive()
