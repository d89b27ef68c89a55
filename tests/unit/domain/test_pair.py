"""Which values a person has to decide about, because they were read in two ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from journals import human, machine
from reviewer.domain.conflict import told
from reviewer.domain.differing import LONGEST, differing
from reviewer.domain.field import Alternative, Doubt, Mark, Source, Value
from reviewer.domain.pair import ENGINES, SECOND_READER, Differs, differs_of, pair_of

OTHER = Alternative("8.95", SECOND_READER)


def unsure(text: str = "8.96", **more) -> Value:
    return replace(machine(text), doubts=(Doubt(ENGINES, "They differ."),), alternatives=(OTHER,), **more)


def contradicted(text: str = "8.96", **more) -> Value:
    return replace(human(text, machine("8.90")), **{"conflict": Alternative("8.95", "Tesseract", 0.9), **more})


def test_two_engines():
    pair = pair_of(unsure())
    assert (pair.differs, pair.upper.text, pair.upper.confidence, pair.lower) == (Differs.ENGINES, "8.96", 0.8, OTHER)


def test_a_person_and_a_new_reading():
    pair = pair_of(contradicted())
    assert (pair.differs, pair.upper.text, pair.lower.origin) == (Differs.CONFLICT, "8.96", "Tesseract")


@pytest.mark.parametrize(
    "value",
    [
        machine("8.96"),
        unsure(settled_by="Ana"),
        unsure(source=Source.CORRECTED),
        replace(unsure(), alternatives=()),
        replace(unsure(), doubts=()),
        unsure(""),
        human("8.96"),
    ],
)
def test_nothing_to_decide(value):
    assert differs_of(value) is None
    assert pair_of(value) is None


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (contradicted(), "A new reading says “8.95”. You set “8.96”."),
        (contradicted(source=Source.RECOGNIZED), "A new reading says “8.95”. You confirmed “8.96”."),
        (contradicted("", mark=Mark.BLANK), "A new reading says “8.95”. You marked it blank."),
        (contradicted("", mark=Mark.UNREADABLE), "A new reading says “8.95”. You marked it unreadable."),
        (contradicted(""), "A new reading says “8.95”. You left it empty."),
    ],
)
def test_a_conflict_is_told_in_one_sentence(value, sentence):
    assert told(value).text == sentence
    assert told(replace(value, conflict=None)) is None


def test_a_long_conflict_stays_short():
    value = contradicted("A" * 200, conflict=Alternative("B" * 200 + chr(10), "x"))
    assert len(told(value).text) < 90


@pytest.mark.parametrize(
    ("one", "other", "marks"),
    [
        ("8.96", "8.95", ((3,), (3,))),
        ("8.9", "8.95", ((), (3,))),
        ("same", "same", ((), ())),
        ("rn", "m", ((0, 1), (0,))),
        ("", "ab", ((), (0, 1))),
        ("a" * (LONGEST + 1), "b", ((), ())),
    ],
)
def test_the_letters_that_differ(one, other, marks):
    assert differing(one, other) == marks


@given(st.text("abc1", max_size=12), st.text("abc1", max_size=12))
def test_without_what_differs_both_are_the_same(one, other):
    here, there = differing(one, other)
    left = "".join(sign for number, sign in enumerate(one) if number not in here)
    assert left == "".join(sign for number, sign in enumerate(other) if number not in there)
