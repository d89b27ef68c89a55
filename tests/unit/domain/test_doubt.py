"""What needs a human, and why."""

import pytest
from msgspec.structs import replace

from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.doubt import Band, Judged, Judgement, judge
from reviewer.domain.field import Doubt, Value
from reviewer.domain.issue import Issue, Level
from reviewer.domain.revision import Entry, Revision

KIND = DocumentType(
    "receipt",
    "Receipt",
    fields=(
        FieldType("total", "Total", required=True),
        FieldType("note", "Note"),
        FieldType("code", "Code", threshold=0.5),
        FieldType("items", "Items", columns=(FieldType("amount", "Amount", required=True, threshold=0.99),)),
    ),
)


def judged(value: Value, field: str = "total", column: str = "", issues: tuple[Issue, ...] = ()):
    entry = Entry("e", field, value, column=column, row="r" if column else "")
    return judge(Revision("d", entries={"e": entry}), KIND, issues)["e"]


def wrong(level: Level, *values: str) -> Issue:
    return Issue("total_rule", level, f"A {level}.", values or ("e",))


@pytest.mark.parametrize(
    ("confidence", "band"),
    [(1.0, Band.SURE), (0.90, Band.SURE), (0.8999, Band.CHECK), (0.75, Band.CHECK), (0.7499, Band.DOUBTFUL)],
)
def test_the_bands_of_confidence(confidence, band):
    assert judged(Value("12", confidence=confidence)).band is band


def test_unknown_confidence_needs_a_human():
    found = judged(Value("12"))

    assert found.unsure
    assert found.reasons[0].code == "unknown"


def test_a_field_and_a_column_may_have_their_own_threshold():
    assert not judged(Value("12", confidence=0.8), "code").unsure
    assert judged(Value("12", confidence=0.98), "items", "amount").unsure


def test_a_person_makes_a_value_sure_whatever_was_read():
    assert judged(Value("12", confidence=0.1, settled_by="Ada")).band is Band.PERSON


def test_a_rules_error_doubts_even_a_person_until_forced():
    assert judged(Value("12", settled_by="Ada"), issues=(wrong(Level.ERROR),)).error
    assert judged(Value("12", settled_by="Ada", forced=True), issues=(wrong(Level.ERROR),)).band is Band.PERSON
    assert judged(Value("12", settled_by="Ada"), issues=(wrong(Level.WARNING),)).band is Band.PERSON


def test_a_rule_doubts_what_was_read_with_certainty():
    assert judged(Value("12", confidence=1.0), issues=(wrong(Level.WARNING),)).band is Band.CHECK
    assert judged(Value("12", confidence=1.0), issues=(wrong(Level.ERROR),)).band is Band.DOUBTFUL


def test_an_issue_of_another_value_does_not_matter():
    assert judged(Value("12", confidence=1.0), issues=(wrong(Level.ERROR, "other"),)).band is Band.SURE


def test_the_worst_reason_comes_first():
    found = judged(Value("12", confidence=1.0), issues=(wrong(Level.WARNING), wrong(Level.ERROR)))

    assert [reason.text for reason in found.reasons] == ["A error.", "A warning."]


@pytest.mark.parametrize(("field", "unsure"), [("total", True), ("note", False), ("unknown", False)])
def test_a_missing_value_matters_when_it_is_required(field, unsure):
    assert judged(Value(""), field).unsure is unsure


def test_a_missing_value_of_a_row_matters_when_its_column_is_required():
    assert judged(Value(""), "items", "amount").reasons[0].text == "Amount was not found on the page."


def test_a_person_may_say_that_there_is_none():
    assert judged(Value("", settled_by="Ada")).band is Band.PERSON


def test_an_issue_without_a_value_is_told_at_the_missing_one():
    assert judged(Value(""), "note", issues=(wrong(Level.WARNING),)).band is Band.CHECK
    assert judged(Value(""), "note", issues=(wrong(Level.ERROR),)).band is Band.DOUBTFUL


def test_several_places_doubt_even_certain_values():
    several = Value("12", confidence=1.0, doubts=(Doubt("several_places", "Stands in two places."),))
    minor = Value("12", confidence=1.0, doubts=(Doubt("runner_up", "Another amount fits."),))

    assert judged(several).unsure
    assert not judged(minor).unsure


def test_the_weakest_character_is_named():
    found = judged(Value("1250", confidence=0.4, recognized_text="1250", characters=(1.0, 0.4, 0.9, 1.0)))

    assert found.reasons[0].text == "Character 2, “2”, is uncertain."
    assert found.reasons[0].at == 1


def test_a_character_is_named_only_where_the_text_is_what_was_read():
    found = judged(Value("1250", confidence=0.4, recognized_text="EUR 1250", characters=(1.0, 0.4) + (1.0,) * 6))

    assert found.reasons[0].code == "confidence"
    assert found.reasons[0].at is None


def test_after_a_step_only_what_it_changed_is_judged_anew():
    entries = {f"e{n}": Entry(f"e{n}", "note", Value(str(n), confidence=0.5)) for n in range(3)}
    before = Judged().again(Revision("d", entries=entries), KIND, ())
    changed = entries | {"e1": Entry("e1", "note", Value("1", settled_by="Ada"))}
    issues = (wrong(Level.WARNING, "e2"),)

    after = before.again(Revision("d", entries=changed), KIND, issues)

    assert after.judgements == judge(Revision("d", entries=changed), KIND, issues)
    assert after.judgements["e0"] is before.judgements["e0"]
    assert after.judgements["e1"].band is Band.PERSON
    assert after.judgements["e2"].reasons[0].code == "total_rule"


def test_values_that_go_and_issues_that_are_settled_leave_nothing_behind():
    entries = {f"e{n}": Entry(f"e{n}", "note", Value(str(n), confidence=1.0)) for n in range(2)}
    before = Judged().again(Revision("d", entries=entries), KIND, (wrong(Level.ERROR, "e0", "e1"),))
    left = {"e0": entries["e0"]}

    after = before.again(Revision("d", entries=left), KIND, ())

    assert after.judgements == {"e0": Judgement(Band.SURE)}


def test_another_threshold_judges_all_anew():
    revision = Revision("d", entries={"e": Entry("e", "note", Value("1", confidence=0.95))})
    before = Judged().again(revision, KIND, ())

    after = before.again(revision, replace(KIND, threshold=0.99), ())

    assert (before.judgements["e"].band, after.judgements["e"].band) == (Band.SURE, Band.CHECK)
