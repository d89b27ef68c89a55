"""Two readings of one value, over several documents: each decision is a step of its document."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from reviewer.domain.field import Alternative, Doubt, Field, Value
from reviewer.domain.pair import ENGINES, SECOND_READER, Differs
from reviewer.domain.queue import Filter
from reviewer.domain.revision import RevisionStatus
from reviewer.services.sheets.verdicts import Said, Verdict
from reviewer.store import recognitions
from reviewer.ui.viewmodels.modes import Mode, Scope

OTHER = Alternative("1", SECOND_READER)


def differ(operator, document: str, other: str = "A nate about it", *, entry: int = 0) -> None:
    """A second engine reads a line of a document otherwise."""
    fields = []
    with operator.desk.workspace.read() as connection:
        found = recognitions.latest(connection, document)
    for field in found.fields:
        values = list(field.values)
        if values:
            doubt, offered = Doubt(ENGINES, "Engines differ."), Alternative(other, SECOND_READER)
            values[entry] = replace(values[entry], doubts=(doubt,), alternatives=(offered,), confidence=0.6)
        fields.append(replace(field, values=tuple(values)))
    merge(operator, document, tuple(fields))


def merge(operator, document: str, fields: tuple[Field, ...], *, asked: bool = False):
    kind = operator.stored(document).document_type
    step = operator.desk.workspace.lane.call(
        lambda connection: operator.desk.ledger.merge(
            connection, document, fields, document_type=kind, origin="Tesseract", asked=asked
        )
    )
    operator.session.reading.merged.emit(step)
    operator.rest()
    return step


@pytest.fixture
def model(operator):
    """With an operator who looks at every pair before deciding."""
    made = operator.session.adjudicating

    def look() -> None:
        made.look.pause.stop()
        if made.shown is not None:
            made.show(made.shown)

    made.changed.connect(look)
    return made


@pytest.fixture
def three(operator, model) -> list[str]:
    documents = operator.take("one", "two", "three")
    for document in documents:
        differ(operator, document)
    return documents


def enter(operator, scope: Scope | None = None) -> None:
    operator.session.adjudicating.begin(scope or Scope(operator.session.queue.wanted))
    operator.rest()


def value(operator, document: str):
    return next(iter(operator.stored(document).entries.values())).value


def test_pairs_of_all_documents_come_in_the_order_of_the_queue(operator, model, three):
    enter(operator)

    assert (model.left, model.decided) == (3, 0)
    shown = model.shown
    assert (shown.document.id, shown.pair.differs) == (three[0], Differs.ENGINES)
    assert (shown.pair.upper.text, shown.pair.lower.text) == ("A note about one", "A nate about it")
    assert [document.id for document, _ in model.ahead()] == three[1:]


def test_one_key_takes_the_upper_and_the_next_comes_at_once(operator, model, three):
    enter(operator)
    model.take_upper()

    assert model.shown.document.id == three[1]  # read already
    operator.rest()
    assert (value(operator, three[0]).text, value(operator, three[0]).settled_by) == ("A note about one", "Ana")
    assert operator.stored(three[0]).status is RevisionStatus.IN_REVIEW


def test_a_pair_that_was_not_painted_yet_is_not_decided(operator):
    for document in operator.take("one", "two", "three"):
        differ(operator, document)
    model = operator.session.adjudicating
    enter(operator)
    for key in (model.take_upper, model.take_lower, model.put_aside):
        key()
    model.write("x")
    assert (model.left, model.decided, model.put_off) == (3, 0, 0)
    assert operator.told[-1].text == "Left out: 4 key(s) pressed before this could be looked at."

    model.look.pause.stop()
    model.show(model.shown)
    model.take_upper()
    model.show(model.shown)
    model.take_upper()  # a key that is held
    assert (model.left, model.decided) == (2, 1)


def test_none_is_taken_of_readings_of_which_not_all_is_seen(operator, model, three):
    enter(operator)
    model.show(model.shown, False)
    model.take_upper()
    model.take_lower()
    assert (model.left, model.decided) == (3, 0)
    assert "Not all of this can be seen here" in operator.told[-1].text

    model.write("A third one")
    assert model.decided == 1


def test_one_key_takes_the_lower(operator, model, three):
    enter(operator)
    model.take_lower()
    operator.rest()

    assert value(operator, three[0]).text == "A nate about it"
    assert value(operator, three[0]).settled


def test_a_third_text_may_be_written(operator, model, three):
    enter(operator)
    model.write("Something else")
    operator.rest()

    assert value(operator, three[0]).text == "Something else"


def test_what_is_left_for_later_comes_back_when_it_is_asked_for(operator, model, three):
    enter(operator)
    model.put_aside()
    model.take_upper()
    model.take_upper()
    operator.rest()
    assert (model.shown, model.put_off, model.looking) == (None, 1, False)

    model.show_put_off()
    assert model.shown.document.id == three[0]


def test_undo_takes_back_one_after_the_other_and_redo_does_them_again(operator, model, three):
    enter(operator)
    model.take_upper()
    model.take_lower()
    model.undo()
    assert model.shown.document.id == three[1]
    model.undo()
    operator.rest()

    assert (model.shown.document.id, model.decided, model.left) == (three[0], 0, 3)
    assert not any(value(operator, document).settled for document in three)
    assert not model.can_undo

    model.redo()
    model.redo()
    operator.rest()
    assert (value(operator, three[0]).text, value(operator, three[1]).text) == ("A note about one", "A nate about it")
    assert (model.shown.document.id, model.decided, model.can_redo) == (three[2], 2, False)


def test_undo_brings_back_what_was_left_for_later_after_a_decision(operator, model, three):
    enter(operator)
    model.take_upper()
    model.put_aside()
    model.undo()

    assert model.shown.document.id == three[0]
    assert model.put_off == 1


def test_in_the_open_document_it_is_done_where_it_is_seen(operator, model, three):
    operator.session.open(three[1])
    operator.rest()
    enter(operator)
    model.put_aside()
    model.take_lower()

    assert operator.review.review.revision.entries[operator.review.current].value.text == "A nate about it"
    operator.rest()
    assert operator.told == []


def test_after_the_mode_ctrl_z_goes_back_to_the_document(operator, model, three):
    operator.session.open(three[0])
    operator.rest()
    enter(operator)
    model.put_aside()
    model.take_lower()
    operator.rest()
    model.end()

    operator.session.acting.undo()
    operator.rest()

    assert operator.shown() == "two"
    assert not value(operator, three[1]).settled


def test_a_conflict_is_a_pair_of_the_operators_text_and_the_new_reading(operator, model):
    (document,) = operator.take("one")
    operator.review.correct("Mine")
    operator.rest()
    with operator.desk.workspace.read() as connection:
        found = recognitions.latest(connection, document)
    again = tuple(
        replace(field, values=tuple(replace(each, text="Theirs") for each in field.values)) for field in found.fields
    )
    merge(operator, document, again, asked=True)
    enter(operator)

    assert model.shown.pair.differs is Differs.CONFLICT
    assert (model.shown.pair.upper.text, model.shown.pair.lower.text) == ("Mine", "Theirs")
    model.take_upper()
    operator.rest()
    assert value(operator, document).text == "Mine"
    assert model.shown is None


def test_only_chosen_documents_or_what_the_queue_lists(operator, model, three):
    enter(operator, Scope(Filter(), operator.session.queue.sequences([range(1, 3)])))
    assert model.left == 2
    enter(operator, Scope(Filter(words="three")))
    assert model.left == 1
    enter(operator, Scope(Filter(statuses=frozenset({RevisionStatus.POSTPONED}))))
    assert (model.left, model.looking) == (0, False)


def test_finished_documents_are_left_alone(operator, model, three):
    operator.session.open(three[0])
    operator.rest()
    operator.review.finish()
    operator.review.finish()
    operator.rest()
    enter(operator)

    assert model.left == 2


def reread(operator, document: str, text: str, *, asked: bool = False) -> None:
    with operator.desk.workspace.read() as connection:
        found = recognitions.latest(connection, document)
    merge(
        operator,
        document,
        tuple(
            replace(field, values=tuple(replace(each, text=text) for each in field.values)) for field in found.fields
        ),
        asked=asked,
    )


def test_a_document_that_is_read_again_meanwhile_keeps_what_was_decided(operator, model, three):
    enter(operator)
    model.put_aside()
    model.take_lower()
    operator.rest()
    reread(operator, three[1], "A third reading")

    assert value(operator, three[1]).text == "A nate about it"
    assert value(operator, three[1]).conflict.text == "A third reading"
    model.undo()
    operator.rest()
    assert operator.told == []
    assert not value(operator, three[1]).settled


def test_a_reading_that_was_asked_for_meanwhile_is_not_undone_here(operator, model, three):
    enter(operator)
    model.put_aside()
    model.take_lower()
    operator.rest()
    reread(operator, three[1], "A third reading", asked=True)

    model.undo()
    operator.rest()

    assert "changed since" in operator.told[-1].text
    assert (model.decided, value(operator, three[1]).text) == (1, "A nate about it")


def test_a_document_that_is_deleted_meanwhile_is_passed_over(operator, model, three):
    operator.session.acting.delete([three[0]])
    operator.rest()
    enter(operator)
    assert model.left == 2


def test_the_page_is_shown_at_the_value(operator, model, three):
    enter(operator)
    model.put_aside()
    operator.session.modes.mode = Mode.ADJUDICATE
    entry = model.shown.entry.id
    model.ask_page()
    operator.rest()

    assert (operator.shown(), operator.review.current) == ("two", entry)
    assert not operator.session.modes.on


def test_more_are_looked_for_when_they_run_out(operator, model, three, monkeypatch):
    monkeypatch.setattr("reviewer.ui.viewmodels.adjudicating.AT_ONCE", 1)
    enter(operator)
    decided: list[str] = []
    take: Callable[[], None] = model.take_upper
    while model.shown is not None:
        decided.append(model.shown.document.id)
        take()
        operator.rest()
    assert decided == three


def test_a_reading_that_contradicts_the_operator_says_of_how_many_values(operator, three):
    operator.session.opening.again(three[0])
    operator.rest()
    operator.session.review.correct("Mine")
    operator.rest()
    reread(operator, three[0], "A third reading", asked=True)
    told = "The new reading is there. It contradicts 1 value(s) of yours: F8 leads there. Ctrl+Z takes it back."
    assert operator.told[-1].text == told
    operator.rest()


def test_taking_back_a_reading_says_that_it_was_one(operator, three):
    operator.session.opening.again(three[0])
    operator.rest()
    reread(operator, three[0], "A third reading", asked=True)
    assert operator.told[-1].text == "The new reading is there. Ctrl+Z takes it back."
    operator.session.acting.undo()
    assert operator.told[-1].text == "Taken back: the new reading. Ctrl+Shift+Z does it again."
    operator.rest()


def test_what_a_sheet_settled_in_the_open_document_is_known_before_its_pairs_are_decided(operator, model):
    (document,) = operator.take("one")
    fields = tuple(Field(name, (Value("7", confidence=0.5, recognized_text="7"),)) for name in ("total", "number"))
    merge(operator, document, fields)
    other = Field("number", (replace(fields[1].values[0], doubts=(Doubt(ENGINES, "."),), alternatives=(OTHER,)),))
    merge(operator, document, (fields[0], other))
    session = operator.session
    session.modes.enter(Mode.FIELD)
    verdict = Verdict(document, "total:0", Said.CONFIRM, "7")
    session.sheets.settling.say([verdict])
    operator.rest()
    before = operator.stored(document)
    session.modes.enter(Mode.ADJUDICATE)
    enter(operator)

    model.take_lower()
    operator.rest()
    assert operator.stored(document).entries["number:0"].value.text == OTHER.text
    model.undo()
    operator.rest()

    assert replace(operator.stored(document), steps=before.steps) == before
