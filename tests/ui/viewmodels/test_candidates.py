"""One list of what the active value might be; its numbers stay, and nothing of it is taken by Enter."""

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from reviewer import rules
from reviewer.domain.document import Document, Original, Page
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Alternative, Region, Value
from reviewer.domain.geometry import Box
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.step import History
from reviewer.services.earlier import Before
from reviewer.services.review import Review
from reviewer.ui.viewmodels.asked import Proposal
from reviewer.ui.viewmodels.candidates import Candidates
from reviewer.ui.viewmodels.review import ReviewViewModel

KIND = DocumentType(
    "receipt",
    "Receipt",
    fields=(
        FieldType("company", "Company"),
        FieldType("total", "Total", Kind.AMOUNT),
        FieldType("cash", "Cash", Kind.AMOUNT),
        FieldType("change", "Change", Kind.AMOUNT),
    ),
    rules=({"rule": "totals", "result": "total", "terms": ["cash", "-change"]},),
)
THERE = Region(0, Box(0.5, 0.5, 0.7, 0.55).polygon())


class Earlier(QObject):
    """Knows what it is told to."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, tuple[Before, ...]] = {}

    def of(self, entry_id: str) -> tuple[Before, ...]:
        return self.known.get(entry_id, ())


def read(name, text, *alternatives, weak=None):
    characters = tuple(0.4 if at == weak else 0.97 for at in range(len(text)))
    value = Value(text, None, 0.6, text, 0.6, characters=characters, alternatives=alternatives)
    return Entry(f"{name}:0", name, value)


@pytest.fixture
def earlier(qapp):
    return Earlier()


@pytest.fixture
def model(qapp):
    return ReviewViewModel()


@pytest.fixture
def candidates(model, earlier):
    return Candidates(model, earlier)


def open_(model, *entries):
    document = Document("d", "d.jpg", (Original("a" * 64, "image/png", 1, "d.jpg", 1),), (Page("a" * 64, 0),))
    revision = Revision("d", document_type="receipt", entries={each.id: each for each in entries})
    review = Review(
        document,
        lambda _name: KIND,
        revision,
        History(),
        check=lambda r, kind: rules.check(r, kind, date(2025, 1, 1)),
        keep=lambda _step: None,
        operator="Ana",
    )
    model.open(review, {}, {})


def listed(candidates, entry_id):
    return [(each.text, each.origin) for each in candidates.of(entry_id)]


def test_what_balances_the_sum_stands_before_what_was_read_and_what_was_before(model, candidates, earlier):
    earlier.known = {"total:0": (Before("9.95", 3, True), Before("8.75", 2, False))}
    open_(
        model,
        read("total", "8.96", Alternative("3.95", "Second choice", 0.2), weak=3),
        read("cash", "50.00"),
        read("change", "41.05"),
    )

    assert listed(candidates, "total:0") == [
        ("8.95", "Sum"),
        ("3.95", "Second choice"),
        ("9.95", "same sender, 3 time(s)"),
        ("8.75", "earlier, 2 time(s)"),
    ]


def test_a_text_that_several_say_is_listed_once(model, candidates):
    alternative = Alternative("8,95", "Tesseract", 0.8, (THERE,))
    open_(model, read("total", "8.96", alternative, weak=3), read("cash", "50.00"), read("change", "41.05"))

    (one,) = candidates.of("total:0")

    assert (one.text, one.origin, one.confidence, one.regions) == ("8.95", "Sum, Tesseract", 0.8, (THERE,))


def test_the_number_takes_text_and_place_and_undo_brings_the_value_back(model, candidates):
    open_(model, read("company", "Ardcnt", Alternative("Ardent", "Tesseract", 0.8, (THERE,))))

    assert candidates.take(1)
    value = model.entry("company:0").value
    assert (value.text, value.regions, value.settled_by) == ("Ardent", (THERE,), "Ana")
    assert listed(candidates, "company:0") == [("Ardcnt", "As read")]

    model.undo()
    assert model.entry("company:0").value.text == "Ardcnt"


def test_a_number_that_is_not_listed_takes_nothing(model, candidates):
    open_(model, read("company", "Ardent"))

    assert not candidates.take(1)
    assert not candidates.take(0)
    assert not model.entry("company:0").value.settled


def test_enter_takes_none_of_it(model, candidates):
    open_(model, read("company", "Ardcnt", Alternative("Ardent", "Tesseract", 0.8)))

    model.enter("Ardcnt")

    assert model.entry("company:0").value.text == "Ardcnt"


def test_what_comes_later_does_not_change_the_numbers(model, candidates, earlier):
    open_(model, read("company", "Ardcnt", Alternative("Ardent", "Tesseract", 0.8)))
    before = candidates.of("company:0")
    earlier.known = {"company:0": (Before("Ardent Ltd", 4, False),)}

    assert candidates.of("company:0")[: len(before)] == before
    assert len(candidates.of("company:0")) == 2


def test_a_finished_document_is_left_as_it_is(model, candidates):
    open_(model, read("company", "Ardcnt", Alternative("Ardent", "Tesseract", 0.8)))
    model.review.confirm("company:0")
    model.review.finish()

    assert not candidates.take(1)
    assert model.entry("company:0").value.text == "Ardcnt"


def test_no_more_are_listed_than_there_are_keys(model, candidates):
    many = tuple(Alternative(f"Ardent {number}", "Second choice") for number in range(20))
    open_(model, read("company", "Ardent", *many))

    assert len(candidates.of("company:0")) == 9
    assert candidates.of("nothing") == ()


def test_a_sum_that_is_reckoned_is_offered_where_no_digit_explains_it(model, candidates):
    certain = replace(read("total", "9.40").value, characters=(1.0,) * 4)
    open_(model, Entry("total:0", "total", certain), read("cash", "50.00"), read("change", "41.05"))

    assert ("8.95", "Sum") in listed(candidates, "total:0")


def test_a_reading_that_was_dropped_stays_a_candidate_with_its_place(model, candidates, earlier):
    earlier.known = {"company:0": (Before("Ardent Ltd", 3, True),)}
    open_(model, read("company", "Ardemt"), read("total", "8.95"))
    before = listed(candidates, "company:0")
    model.set_proposal(Proposal("company:0", "", (THERE,), reading=True))
    model.set_proposal(Proposal("company:0", "Ardent", (THERE,), 0.8, origin="Tesseract"))
    assert listed(candidates, "company:0") == before
    model.set_proposal(None)
    assert listed(candidates, "company:0") == [*before, ("Ardent", "Tesseract")]

    model.set_proposal(Proposal("company:0", "Ardent", (THERE,), 0.8, origin="RapidOCR"))
    model.select("total:0")  # leaving drops it as well
    assert listed(candidates, "company:0") == [*before, ("Ardent", "RapidOCR")]
    assert listed(candidates, "total:0") == []

    model.select("company:0")
    assert candidates.take(len(before) + 1)
    value = model.entry("company:0").value
    assert (value.text, value.regions) == ("Ardent", (THERE,))


def test_what_was_read_in_another_document_is_no_candidate_here(model, candidates):
    open_(model, read("company", "Ardemt"))
    model.set_proposal(Proposal("company:0", "Ardent", (THERE,), 0.8))
    review = model.review
    model.open(review, {}, {})  # a new reading came
    assert listed(candidates, "company:0") == [("Ardent", "")]
    model.open(None, {}, {})
    model.open(review, {}, {})
    assert listed(candidates, "company:0") == []
