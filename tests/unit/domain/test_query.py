"""What is typed into the search of the queue."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reviewer.domain.query import Names, completions, merged, parsed
from reviewer.domain.queue import Days, Filter, Span, sort_name
from reviewer.domain.revision import RevisionStatus

TODAY = date(2026, 11, 29)
NAMES = Names(
    {"invoice": "Invoice", "id_card": "Identity card", "it_health_card": "Health card", "receipt": "Receipt"},
    {"handl": "Handl", "tesseract": "Tesseract"},
    {"in_review": "In review"},
)


def read(typed):
    return parsed(typed, NAMES, TODAY)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("type:invoice", {"document_types": frozenset({"invoice"})}),
        ("TYPE:Inv", {"document_types": frozenset({"invoice"})}),
        ("type:identity", {"document_types": frozenset({"id_card"})}),
        ("type:i", {"document_types": frozenset({"invoice", "id_card", "it_health_card"})}),
        ('type:"health card",rec', {"document_types": frozenset({"it_health_card", "receipt"})}),
        ("status:pending,rej", {"statuses": frozenset({RevisionStatus.PENDING, RevisionStatus.REJECTED})}),
        ('status:"in review"', {"statuses": frozenset({RevisionStatus.IN_REVIEW})}),
        ("source:handl", {"sources": frozenset({"handl"})}),
        ("unsure:3", {"unsure": Span(3, 3)}),
        ("unsure:>3", {"unsure": Span(4, None)}),
        ("unsure:<=3", {"unsure": Span(None, 3)}),
        ("unsure:1..5", {"unsure": Span(1, 5)}),
        ("confidence:>=80%", {"confidence": Span(0.8, None)}),
        ("is:errors", {"errors": True}),
        ("is:sure", {"unsure": Span(0, 0)}),
        ("is:failed,warning", {"failed": True, "warnings": True}),
        ("added:today", {"added": Days(TODAY, TODAY)}),
        ("added:week", {"added": Days(date(2026, 11, 23), TODAY)}),
        ("added:2026", {"added": Days(date(2026, 1, 1), date(2026, 12, 31))}),
        ("added:2024-02", {"added": Days(date(2024, 2, 1), date(2024, 2, 29))}),
        ("added:>2026-01", {"added": Days(date(2026, 2, 1), None)}),
        ("reviewed:<2026-01-15", {"reviewed": Days(None, date(2026, 1, 14))}),
        ("added:2026-01..2026-03-05", {"added": Days(date(2026, 1, 1), date(2026, 3, 5))}),
    ],
)
def test_filters_are_read(typed, fields):
    query = read(typed)
    assert query.filter == replace(Filter(), **fields)
    assert query.unknown == ()


@pytest.mark.parametrize(
    "typed",
    [
        "type:zebra",
        "status:gone",
        "unsure:many",
        "unsure:inf",
        "confidence:nan",
        "added:2026-02-30",
        "added:9999..x",
        "added:>9999",
        "is:nice",
        "unsure:<>3",
    ],
)
def test_a_value_that_there_is_not_is_told_and_filters_nothing(typed):
    query = read(f"{typed} word")
    assert query.filter == Filter(words="word")
    assert query.unknown == (typed,)


@pytest.mark.parametrize(
    "typed", ["http://a.example", "note:", "12:30", 'say "type:invoice"', "a AND (b OR c*) NEAR/2"]
)
def test_what_makes_no_filter_is_words(typed):
    assert read(typed).filter == Filter(words=typed)


def test_an_unfinished_filter_is_left_out():
    assert read("type: gardenia unsure:") == read("gardenia")


@given(st.text())
def test_nothing_that_is_typed_fails(typed):
    query = read(typed)
    assert isinstance(query.filter.words, str)
    completions(typed, NAMES)


def test_what_is_typed_goes_before_what_was_chosen_and_both_are_searched_for():
    chosen = Filter(document_types=frozenset({"invoice"}), unsure=Span(1), words="a")
    typed = Filter(document_types=frozenset({"receipt"}), words="b")
    assert merged(chosen, typed) == Filter(document_types=frozenset({"receipt"}), unsure=Span(1), words="a b")


def test_filters_are_completed():
    assert completions("ada ty", NAMES) == ["ada type:"]
    assert completions("type:rec", NAMES) == ["type:receipt"]
    assert completions("type:invoice,rec", NAMES) == ["type:invoice,receipt"]
    assert completions("is:err", NAMES) == ["is:error"]
    assert completions("word", NAMES) == []


def test_days_are_those_of_the_operator(monkeypatch):
    days = Days(date(2026, 3, 29), date(2026, 3, 29))
    assert days.since < days.before
    assert Days(None, None).since == ""
    assert Days(date.min, date.max).since
    assert Days(date.min, date.max).before == ""


def test_names_are_sorted_as_people_do():
    names = ["scan 10", "Scan 2", "scan 002", "b", "A"]
    assert sorted(names, key=sort_name) == ["A", "b", "Scan 2", "scan 002", "scan 10"]
    assert sort_name("x" + "9" * 40)
