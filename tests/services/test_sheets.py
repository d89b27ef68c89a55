"""Values of many documents at once: as cells, and settled in one bulk action."""

import pytest
from msgspec.structs import replace

from fakes import receipt
from reviewer.domain.doubt import SET_ASIDE, Band
from reviewer.domain.field import Field, Region, Value
from reviewer.domain.geometry import Box
from reviewer.domain.queue import Filter
from reviewer.domain.revision import TO_REVIEW, RevisionStatus
from reviewer.domain.step import StepKind
from reviewer.jobs import CancelToken, silent
from reviewer.services.making import made
from reviewer.services.sheets.cells import Among
from reviewer.services.sheets.verdicts import Outcome, Said, Verdict
from reviewer.store import queue
from reviewer.store.schema import revisions

ALL = Among(Filter(statuses=TO_REVIEW))
PLACE = Region(0, Box(0.1, 0.2, 0.3, 0.25).polygon())


def run(job):
    return job(CancelToken(), silent)


@pytest.fixture
def many(bench, tmp_path):
    """Three receipts with unsure totals."""
    ids = [bench.taken(receipt(tmp_path / f"{name}.png", salt=name)) for name in "abc"]
    for document, total in zip(ids, TOTALS, strict=True):
        put(bench, document, Value(total, confidence=0.5, regions=(PLACE,), **weak(total, 1)))
    return ids


TOTALS = ("12.50", "9.80", "12.50")


def weak(text, at):
    """What a reader says of a text that it is not sure of at one character."""
    characters = tuple(0.5 if number == at else 0.99 for number in range(len(text)))
    edges = tuple(edge / len(text) for number in range(len(text)) for edge in (number, number + 1))
    return {"recognized_text": text, "recognized_confidence": 0.5, "characters": characters, "edges": edges}


def put(bench, document, *values):
    """Give a document these totals, as a machine would."""
    fields = (Field("total", values), Field("note", (Value("seen", confidence=0.99, regions=(PLACE,)),)))
    kind = bench.opened(document).revision.document_type
    bench.desk.workspace.lane.call(
        lambda c: bench.desk.ledger.merge(c, document, fields, document_type=kind, origin="bench")
    )


def verdicts(bench, said, cells, **more):
    return tuple(
        Verdict(cell.value.document, cell.value.entry, said, cell.value.text, cell.value.settled, **more)
        for cell in cells
    )


def cells(bench, field="total"):
    return run(bench.desk.cells(ALL, field))


def test_the_values_of_a_field_come_with_their_documents_and_pages(bench, many):
    found = cells(bench)

    assert [cell.value.text for cell in found] == ["12.50", "12.50", "9.80"]
    assert [cell.name for cell in found] == ["a.png", "c.png", "b.png"]
    assert all(cell.page.width for cell in found)
    counts = {count.field: (count.asking, count.unsure) for count in run(bench.desk.asked_fields(ALL))}
    assert counts["total"] == (3, 3)
    with bench.desk.workspace.read() as connection:
        second = next(row.sequence for row in queue.listed(connection) if row.id == many[1])
    chosen = replace(ALL, chosen=(second, *range(10_000, 50_000)))  # more than a statement may have parameters
    assert [cell.name for cell in run(bench.desk.cells(chosen, "total"))] == ["b.png"]


def test_all_that_is_unsure_comes_field_by_field(bench, many):
    found = run(bench.desk.cells(ALL))

    fields = [cell.value.field for cell in found]
    assert all(cell.value.unsure for cell in found)
    assert fields == sorted(fields)
    assert fields.count("total") == 3


def test_confirming_makes_one_step_in_each_document_under_one_id(bench, many):
    done = run(bench.desk.settle("bulk", verdicts(bench, Said.CONFIRM, cells(bench))))

    assert set(done.outcomes.values()) == {Outcome.DONE}
    assert {step.document for step in done.steps} == set(many)
    assert {(step.bulk, step.action, step.by) for step in done.steps} == {("bulk", "confirm", "Ada")}
    assert all(detail.judgement.band is Band.PERSON for detail in done.details)
    assert cells(bench) == ()
    assert bench.opened(many[0]).revision.status is RevisionStatus.IN_REVIEW


def test_a_bulk_action_is_undone_as_one_also_after_a_restart(bench, many, start):
    run(bench.desk.settle("bulk", verdicts(bench, Said.CONFIRM, cells(bench))))
    again = start()

    last = again.desk.last_act()
    undos = [made(step.document, StepKind.UNDO, "", "Ada", cancels=step.id) for step in last]
    again.desk.append(*undos).result()

    assert len(last) == 3
    assert [cell.value.settled for cell in cells(again)] == [False] * 3


def test_what_was_taken_back_in_one_document_is_not_taken_back_once_more_after_a_restart(bench, many, start):
    done = run(bench.desk.settle("bulk", verdicts(bench, Said.CONFIRM, cells(bench))))
    bench.desk.append(made(done.steps[1].document, StepKind.UNDO, "", "Ada", cancels=done.steps[1].id)).result()
    again = start()

    last = again.desk.last_act()
    again.desk.append(*(made(s.document, StepKind.UNDO, "", "Ada", cancels=s.id) for s in last)).result()

    assert {step.document for step in last} == {step.document for step in done.steps} - {done.steps[1].document}
    assert [cell.value.settled for cell in cells(again)] == [False] * 3
    assert again.desk.last_act() == ()


def test_many_values_of_one_document_are_one_step(bench, many):
    put(bench, many[0], *(Value(f"{n}.00", confidence=0.5, regions=(PLACE,)) for n in range(500)))
    mine = [cell for cell in cells(bench) if cell.value.document == many[0]]

    done = run(bench.desk.settle("bulk", verdicts(bench, Said.CONFIRM, mine)))

    assert len(mine) == 500
    assert [len(step.changes) for step in done.steps] == [500]


def test_what_changed_meanwhile_is_not_confirmed(bench, many):
    seen = verdicts(bench, Said.CONFIRM, cells(bench))
    bench.review(many[0]).correct("total:0", "13.00")
    bench.desk.append(made(many[1], StepKind.DELETE, "delete", "Ada")).result()

    done = run(bench.desk.settle("bulk", seen))

    assert done.outcomes == {
        (many[0], "total:0"): Outcome.CHANGED,
        (many[1], "total:0"): Outcome.GONE,
        (many[2], "total:0"): Outcome.DONE,
    }
    assert [step.document for step in done.steps] == [many[2]]
    assert {detail.document: detail.value and detail.value.text for detail in done.details}[many[0]] == "13.00"


def test_a_value_with_a_rule_error_is_not_confirmed(bench, many):
    put(bench, many[0], Value("twelve", confidence=0.5, regions=(PLACE,)))
    mine = [cell for cell in cells(bench) if cell.value.document == many[0]]
    (detail,) = run(bench.desk.details(((many[0], "total:0"),)))

    done = run(bench.desk.settle("bulk", verdicts(bench, Said.CONFIRM, mine)))

    assert detail.error
    assert done.outcomes[many[0], "total:0"] is Outcome.ERROR
    assert done.steps == ()


def test_finished_documents_stay_as_they_are(bench, many):
    seen = verdicts(bench, Said.CONFIRM, cells(bench))
    bench.review(many[0]).reject("blurred")

    done = run(bench.desk.settle("bulk", seen))

    assert done.outcomes[many[0], "total:0"] is Outcome.FINISHED
    assert run(bench.desk.details(((many[0], "total:0"),)))[0].finished


def test_a_correction_is_a_persons_value_with_the_place_that_was_read(bench, many):
    seen = [cell for cell in cells(bench) if cell.value.document == many[1]]

    (detail,) = run(bench.desk.settle("bulk", verdicts(bench, Said.CORRECT, seen, text="9.30"))).details

    assert (detail.value.text, detail.value.settled, detail.value.regions) == ("9.30", True, (PLACE,))


def test_what_is_set_aside_asks_for_a_closer_look_in_its_document(bench, many):
    put(bench, many[0], Value("12.50", confidence=0.99, regions=(PLACE,)))
    seen = [cell for cell in cells(bench) if cell.value.document == many[0]]
    assert not seen[0].value.unsure

    (detail,) = run(bench.desk.settle("one", verdicts(bench, Said.SET_ASIDE, seen))).details
    assert not detail.value.settled
    assert SET_ASIDE in [doubt.code for doubt in detail.value.doubts]
    assert detail.judgement.band is Band.DOUBTFUL
    assert "total:0" in bench.review(many[0]).unsure()

    (back,) = run(bench.desk.settle("two", verdicts(bench, Said.TAKE_UP, seen))).details
    assert back.judgement.band is Band.SURE


def test_what_a_person_wrote_is_not_set_aside(bench, many):
    bench.review(many[0]).correct("total:0", "13.00")
    seen = Verdict(many[0], "total:0", Said.SET_ASIDE, "13.00", True)

    assert run(bench.desk.settle("b", (seen,))).outcomes == {(many[0], "total:0"): Outcome.NOTHING}


# Characters


def of_sign(bench, sign):
    signs = run(bench.desk.characters(ALL)).signs
    return next((each for each in signs if each.sign == sign), None)


def test_characters_are_found_by_their_sign_the_least_certain_first(bench, many):
    found = run(bench.desk.characters(ALL)).signs

    assert [(each.sign, each.weak, len(each.characters)) for each in found if each.weak] == [("2", 2, 2), (".", 1, 3)]
    assert found[0].sign == "2"
    two = of_sign(bench, "2").characters[0]
    assert (two.text, two.at, two.edges) == ("12.50", 1, (0.2, 0.4))
    assert [each.confidence for each in of_sign(bench, ".").characters] == [0.5, 0.99, 0.99]


def character(cell, said, **more):
    return Verdict(cell.document, cell.entry, said, cell.text, at=(cell.at,), **more)


def test_a_damaged_document_is_left_out(bench, many):
    cells = run(bench.desk.cells(ALL, "total"))
    broken = revisions.c.document == many[1]
    bench.desk.workspace.lane.call(lambda c: c.execute(revisions.update().where(broken).values(body=b"x")) and None)

    details = run(bench.desk.details(tuple((cell.value.document, cell.value.entry) for cell in cells)))
    assert {detail.document: detail.value is not None for detail in details} == {
        many[0]: True,
        many[1]: False,
        many[2]: True,
    }
    signs = run(bench.desk.characters(ALL)).signs
    assert {each.document for sign in signs for each in sign.characters} == {many[0], many[2]}
    settled = run(bench.desk.settle("b", verdicts(bench, Said.CONFIRM, cells)))
    assert sorted(settled.outcomes.values()) == [Outcome.DONE, Outcome.DONE, Outcome.GONE]
    assert settled.error is None


def test_a_value_whose_weak_characters_are_all_confirmed_is_confirmed(bench, many):
    seen = of_sign(bench, "2").characters
    done = run(bench.desk.settle("b", tuple(character(each, Said.CONFIRM_CHARACTERS) for each in seen)))

    assert [detail.judgement.band for detail in done.details] == [Band.PERSON] * 2
    assert {cell.value.text for cell in cells(bench)} == {"9.80"}


def test_a_value_with_another_reason_stays_unsure(bench, many):
    from reviewer.domain.field import Doubt

    runner_up = Doubt("runner_up", "“12.00” fits nearly as well.")
    put(bench, many[0], Value("12.50", confidence=0.5, regions=(PLACE,), doubts=(runner_up,), **weak("12.50", 1)))
    mine = next(each for each in of_sign(bench, "2").characters if each.document == many[0])

    (detail,) = run(bench.desk.settle("b", (character(mine, Said.CONFIRM_CHARACTERS),))).details

    assert not detail.value.settled
    assert detail.value.characters[1] == 1.0
    assert [reason.code for reason in detail.judgement.reasons] == ["runner_up"]


def test_an_odd_character_is_a_doubt_in_its_document_until_it_is_confirmed(bench, many):
    mine = of_sign(bench, "5").characters[0]

    (detail,) = run(bench.desk.settle("b", (character(mine, Said.DOUBT_CHARACTERS),))).details
    assert detail.judgement.reasons[0].text == "Character 4, “5”, was marked as odd."
    assert detail.judgement.reasons[0].at == 3
    assert of_sign(bench, "5").weak == 1

    run(bench.desk.settle("c", (character(mine, Said.CONFIRM_CHARACTERS),)))
    assert of_sign(bench, "5").weak == 0
