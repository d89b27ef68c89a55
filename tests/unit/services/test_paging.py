"""Pages that are turned, moved and deleted, with what stands on them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reviewer.domain.bundle import Bundle, Part
from reviewer.domain.document import Document, Original, Page
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.field import Alternative, Field, Region, Value
from reviewer.domain.geometry import Box
from reviewer.domain.leaving_out import PAGE_GONE
from reviewer.domain.merge import merged
from reviewer.domain.revision import Entry, Revision, RevisionStatus
from reviewer.domain.step import History
from reviewer.errors import ReviewerError
from reviewer.services.review import ReadOnly, Review

COLUMNS = (FieldType("text", "Text"), FieldType("amount", "Amount"))
FIELDS = (FieldType("number", "Number"), FieldType("total", "Total"), FieldType("items", "Items", columns=COLUMNS))
KIND = DocumentType("invoice", "Invoice", fields=FIELDS)


def place(page: int, at: int) -> Region:
    """A region whose polygon says which page it was made for."""
    left = page / 100
    return Region(at, Box(left, 0.1, left + 0.2, 0.2).polygon())


def entry(name: str, *pages: int, settled: str = "", text: str = "12", other: int | None = None, **more) -> Entry:
    alternatives = () if other is None else (Alternative("13", "Second choice", 0.5, (place(other, other),)),)
    value = Value(
        text,
        confidence=0.9,
        settled_by=settled,
        regions=tuple(place(page, page) for page in pages),
        edges=(0.0, 0.5, 0.5, 1.0) if pages else (),
        alternatives=alternatives,
        conflict=alternatives[0] if settled and alternatives else None,
    )
    return Entry(name, name.partition(":")[0], value, **more)


def cell(row: int, column: str, *pages: int, **more) -> Entry:
    name = f"items:{row}"
    return entry(f"{name}:{column}:0", *pages, row=name, column=column, order=float(row), **more)


class Desk:
    """A review of a document whose pages come from two files, one of them in two pieces."""

    def __init__(self, *entries: Entry, pages: int = 4, bundle: Bundle | None = None, status=RevisionStatus.PENDING):
        halves = (Box(0.0, 0.0, 0.5, 1.0), Box(0.5, 0.0, 1.0, 1.0))
        files = (Original("a", "application/pdf", 1, "a.pdf", pages), Original("b", "image/png", 1, "b.png", 1))
        whole = tuple(Page("a", index, width=800, height=1000) for index in range(pages - 2))
        parts = tuple(Page("b", 0, area=half) for half in halves)
        self.start = Document("d", "a.pdf", files, (*whole, *parts))
        revision = Revision("d", status, "invoice", {each.id: each for each in entries}, bundle=bundle)
        self.kept = []
        self.review = Review(
            self.start,
            lambda _name: KIND,
            revision,
            History(),
            check=lambda _revision, _kind: (),
            keep=self.kept.append,
            operator="Ada",
        )
        self.first = revision

    @property
    def order(self) -> list[int]:
        """Which page of the beginning stands at each place."""
        which = [(page.original, page.index, page.area) for page in self.start.pages]
        return [which.index((page.original, page.index, page.area)) for page in self.review.document.pages]

    def value(self, name: str) -> Value:
        return self.review.revision.entries[name].value

    def check(self) -> None:
        """Every region lies on the page that it was made for."""
        order = self.order
        for each in self.review.revision.entries.values():
            others = (*each.value.alternatives, *filter(None, [each.value.conflict]))
            for region in (*each.value.regions, *(r for a in others for r in a.regions)):
                assert order[region.page] == round(region.polygon[0][0] * 100)
        for gone in self.review.revision.removed_entries.values():
            for region in gone.value.regions:
                made_for = round(region.polygon[0][0] * 100)
                assert order[region.page] == made_for if region.page >= 0 else made_for not in order
        used = {page.original for page in self.review.document.pages}
        assert {original.sha256 for original in self.review.document.originals} == used


# Moving


def test_values_move_with_their_page():
    desk = Desk(entry("number:0", 0), entry("total:0", 3, other=1), cell(0, "text", 2))

    desk.review.move_pages([3], 0)

    assert desk.order == [3, 0, 1, 2]
    assert [desk.value("number:0").regions[0].page, desk.value("total:0").regions[0].page] == [1, 0]
    desk.check()
    desk.review.undo()
    assert (desk.review.document, desk.review.revision.entries) == (desk.start, desk.first.entries)


def test_a_reading_that_contradicts_a_person_moves_with_its_page():
    desk = Desk(entry("total:0", 0, settled="Ada", other=3))

    desk.review.move_pages([3], 0)

    assert desk.value("total:0").conflict.regions == (place(3, 0),)
    desk.check()
    desk.review.undo()
    assert desk.review.revision.entries == desk.first.entries


@pytest.mark.parametrize("change", ["move", "delete"])
def test_what_a_person_removed_does_not_come_back_from_where_it_stands_now(change):
    desk = Desk(entry("number:0", 2), entry("number:1", 3, order=1.0))
    desk.review.remove("number:0")
    before = desk.review.revision
    desk.review.move_pages([2], 0) if change == "move" else desk.review.delete_pages([0])

    now = desk.order.index(2)
    read = Field(
        "number", (Value("12", regions=(place(2, now),)), Value("12", regions=(place(3, desk.order.index(3)),)))
    )
    assert [each.after.id for each in merged(desk.review.revision, (read,), "Engine") if each.after] == ["number:1"]
    desk.review.undo()
    assert replace(desk.review.revision, steps=before.steps) == before


def test_what_was_removed_stays_known_while_its_page_is_left_out():
    desk = Desk(entry("number:0", 3))
    desk.review.remove("number:0")
    before = desk.review.revision
    desk.review.delete_pages([3])
    desk.review.delete_pages([0, 1])
    assert desk.review.revision.removed_entries["number:0"].value.regions[0].page < 0

    desk.review.undo()
    desk.review.undo()

    assert replace(desk.review.revision, steps=before.steps) == before


def test_pages_moved_together_keep_their_order():
    desk = Desk(pages=6)

    desk.review.move_pages([4, 1], 3)

    assert desk.order == [0, 2, 1, 4, 3, 5]


@pytest.mark.parametrize(("pages", "to"), [([0], 0), ([0], 1), ([3], 4), ([3], 99), ([0, 1], 0), ([1, 2], 2), ([], 0)])
def test_a_move_that_moves_nothing_is_no_step(pages, to):
    desk = Desk()

    assert desk.review.move_pages(pages, to) is None
    assert not desk.kept


def test_nothing_turned_is_no_step():
    desk = Desk()

    assert desk.review.turn([], 90) is None
    assert desk.review.turn([1], 360) is None
    assert not desk.kept


def test_what_the_pages_seem_to_hold_moves_with_them():
    desk = Desk(bundle=Bundle((Part((0,)), Part((1, 2, 3))), "invoices"))

    desk.review.move_pages([0], 4)

    assert [part.pages for part in desk.review.revision.bundle.parts] == [(0, 1, 2), (3,)]
    desk.review.undo()
    assert desk.review.revision.bundle == desk.first.bundle


# Deleting


def test_what_a_machine_read_goes_with_its_page_and_what_a_person_set_stays():
    desk = Desk(entry("total:0", 1), entry("number:0", 1, settled="Ada"), cell(0, "text", 1), cell(1, "text", 2))

    desk.review.delete_pages([1])

    assert desk.value("total:0") == Value("")  # the type expects it: it is missing now
    assert (desk.value("number:0").text, desk.value("number:0").regions) == ("12", ())
    assert desk.value("number:0").messages == (PAGE_GONE,)
    assert not desk.value("number:0").edges
    assert "items:0:text:0" not in desk.review.revision.entries
    assert desk.value("items:1:text:0").regions[0].page == 1
    assert not desk.review.revision.removed  # a machine may find it again elsewhere
    desk.check()

    desk.review.undo()
    assert (desk.review.document, desk.review.revision.entries) == (desk.start, desk.first.entries)


def test_a_value_on_two_pages_keeps_the_other_place():
    desk = Desk(entry("total:0", 1, 2))

    desk.review.delete_pages([1])

    assert [region.page for region in desk.value("total:0").regions] == [1]
    assert not desk.value("total:0").messages
    desk.review.undo()
    assert desk.review.revision.entries == desk.first.entries


def test_one_of_several_values_goes_without_leaving_an_empty_one():
    desk = Desk(entry("number:0", 0), entry("number:1", 1, order=1.0), entry("unknown:0", 1))

    desk.review.delete_pages([1])

    assert set(desk.review.revision.entries) == {"number:0"}


def test_candidates_from_a_deleted_page_go():
    desk = Desk(entry("total:0", 0, other=2))

    desk.review.delete_pages([2])

    assert desk.value("total:0").alternatives == ()
    desk.review.undo()
    assert desk.value("total:0").alternatives[0].text == "13"


def test_a_contradiction_from_a_deleted_page_goes_and_comes_back():
    desk = Desk(entry("total:0", 0, settled="Ada", other=2))

    desk.review.delete_pages([2])

    assert desk.value("total:0").conflict is None
    desk.review.undo()
    assert desk.review.revision.entries == desk.first.entries


def test_a_row_that_a_person_touched_stays_whole():
    touched = (cell(0, "text", 1, settled="Ada"), cell(0, "amount", 1))
    desk = Desk(*touched, cell(1, "text", 1), cell(1, "amount", text=""))

    desk.review.delete_pages([1])

    assert set(desk.review.revision.entries) == {each.id for each in touched}


def test_the_last_page_is_not_deleted():
    desk = Desk()

    with pytest.raises(ReviewerError, match=r"^A document needs a page\. Delete the document instead\.$"):
        desk.review.delete_pages(range(4))
    assert not desk.kept


def test_a_file_goes_with_its_last_page_and_comes_back_with_it():
    desk = Desk()

    desk.review.delete_pages([2, 3])
    assert [original.sha256 for original in desk.review.document.originals] == ["a"]

    desk.review.undo()
    assert desk.review.document == desk.start


def test_parts_that_lose_their_pages_are_none():
    desk = Desk(bundle=Bundle((Part((0,)), Part((1, 2, 3))), "invoices"))

    desk.review.delete_pages([0])

    assert desk.review.revision.bundle is None
    desk.review.undo()
    assert desk.review.revision.bundle == desk.first.bundle


def test_a_reading_that_came_between_is_moved_back_too():
    """The first reading of a document is no step of the operator: undoing what was done before it leaves its values."""
    desk = Desk()
    desk.review.move_pages([0], 4)
    came = replace(entry("total:0"), value=Value("9", regions=(place(0, 3),)))
    entries = {came.id: came}
    desk.review.revision = replace(desk.review.revision, entries=entries)

    desk.review.undo()

    assert desk.value("total:0").regions == (place(0, 0),)


# Turning and straightening


def test_several_pages_turn_in_one_step():
    desk = Desk()

    desk.review.turn([0, 2], -90)
    assert [page.rotation for page in desk.review.document.pages] == [270, 0, 270, 0]
    assert len(desk.kept) == 1

    desk.review.undo()
    assert desk.review.document == desk.start


def test_a_page_is_straightened_within_limits_and_stays_turned():
    desk = Desk()
    desk.review.turn([1], 90)

    desk.review.straighten({1: -1.234, 0: 100.0})

    pages = desk.review.document.pages
    assert [(pages[at].rotation, pages[at].skew) for at in (0, 1)] == [(0, 45.0), (90, -1.23)]
    assert desk.review.straighten({1: -1.23}) is None
    desk.review.undo()
    assert [page.skew for page in desk.review.document.pages[:2]] == [0.0, 0.0]


@pytest.mark.parametrize("status", [RevisionStatus.REVIEWED, RevisionStatus.REJECTED])
def test_pages_of_a_finished_document_are_left_alone(status):
    desk = Desk(status=status)

    for change in (
        lambda: desk.review.move_pages([0], 4),
        lambda: desk.review.delete_pages([0]),
        lambda: desk.review.turn([0], 90),
        lambda: desk.review.straighten({0: 1.0}),
    ):
        with pytest.raises(ReadOnly):
            change()


def test_a_thousand_pages_are_moved_and_deleted():
    desk = Desk(*(entry(f"n{page}:0", page) for page in range(0, 1000, 7)), pages=1000)

    desk.review.move_pages(range(0, 500), 1000)
    desk.review.delete_pages(range(0, 999))
    assert desk.order == [499]
    desk.check()
    desk.review.undo()
    desk.review.undo()
    assert (desk.review.document, desk.review.revision.entries) == (desk.start, desk.first.entries)


# Any sequence

_ENTRIES = st.lists(
    st.tuples(st.lists(st.integers(0, 4), max_size=3), st.booleans(), st.none() | st.integers(0, 4)), max_size=6
)
_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.sets(st.integers(0, 6), max_size=3), st.integers(-1, 7)),
        st.tuples(st.just("delete"), st.sets(st.integers(0, 6), max_size=3), st.just(0)),
        st.tuples(st.just("turn"), st.sets(st.integers(0, 6), max_size=2), st.sampled_from([90, -90, 180])),
        st.tuples(st.just("skew"), st.sets(st.integers(0, 6), max_size=2), st.integers(-50, 50)),
        st.tuples(st.sampled_from(["confirm", "remove"]), st.just(set()), st.integers(0, 5)),
        st.tuples(st.sampled_from(["undo", "redo"]), st.just(set()), st.just(0)),
    ),
    max_size=25,
)


def do(review: Review, act: str, pages: set[int], number: int) -> None:
    if act == "move":
        review.move_pages(pages, number)
    elif act == "delete" and len(pages) < len(review.document.pages):
        review.delete_pages(pages)
    elif act == "turn":
        review.turn(pages, number)
    elif act == "skew":
        review.straighten(dict.fromkeys(pages, float(number)))
    elif act == "confirm" and number < len(review.entries()):
        review.confirm(review.entries()[number].id)
    elif act == "remove" and number < len(review.entries()):
        review.remove(review.entries()[number].id)
    elif act in ("undo", "redo"):
        getattr(review, act)()


@settings(max_examples=300)
@given(_ENTRIES, st.lists(st.booleans(), min_size=6, max_size=6), _ACTS)
def test_regions_follow_their_pages_whatever_is_done_and_undone(found, rows, acts):
    entries = [
        cell(at, "text", *pages, settled="Ada" if settled else "", other=other)
        if rows[at]
        else entry(f"{'total' if at % 2 else 'number'}:{at}", *pages, settled="Ada" if settled else "", other=other)
        for at, (pages, settled, other) in enumerate(found)
    ]
    desk = Desk(*entries, pages=5, bundle=Bundle((Part((0, 2)), Part((1,)), Part((3, 4))), "invoices"))
    review = desk.review

    for act, pages, number in acts:
        do(review, act, {page for page in pages if page < len(review.document.pages)}, number)
        desk.check()

    ended = None if review.history.undone else (review.document, review.revision)
    while review.undo() is not None:
        desk.check()
    assert review.document == desk.start
    assert review.revision == replace(desk.first, steps=review.revision.steps)

    while review.redo() is not None:
        desk.check()
    if ended is not None:
        assert (review.document, replace(review.revision, steps=ended[1].steps)) == ended
