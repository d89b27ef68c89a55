"""Pages and documents as the operator arranges them, with what is said and how it is taken back."""

import pytest

from fakes import pages_of
from papers import BREAD, TEA


def notices(operator, words: str):
    return [notice for notice in operator.told if words in notice.text]


def names(operator) -> list[str]:
    return [row.name for row in operator.rows()]


def order(operator) -> list[int]:
    return [page.index for page in operator.session.document.pages]


def said(operator) -> str:
    return operator.told[-1].text


def beginnings(operator) -> list[str]:
    """The first word of each page, as the window knows it."""
    review = operator.review
    return [review.texts[page].text.split()[0] if page in review.texts else "" for page in range(len(order(operator)))]


def show(operator, name: str) -> None:
    operator.session.open(next(row.id for row in operator.rows() if row.name == name))
    operator.rest()


@pytest.fixture
def take(tmp_path):
    def take_(operator) -> None:
        """A file of four pages and a note, the file shown."""
        paths = [
            pages_of(tmp_path / "post.png", "One", BREAD, "Three", "Four"),
            pages_of(tmp_path / "tea.png", TEA),
        ]
        operator.session.intake.take(paths)
        operator.wait(lambda: operator.session.queue.rowCount() == 2)
        operator.rest()
        show(operator, "post.png")

    return take_


@pytest.fixture
def post(operator, take):
    take(operator)
    return operator


def test_a_page_is_deleted_and_brought_back_from_its_notice(post):
    post.review.show_page(1)
    before = post.stored(post.session.document.id).entries

    post.session.paging.delete([1])
    post.rest()
    assert order(post) == [0, 2, 3]
    assert said(post).startswith("Page 2 deleted. ")
    assert "9 value(s) went along." in said(post)
    assert (post.review.page, beginnings(post)[1]) == (1, "Three")
    assert post.rows()[0].page_count == 3

    post.told[-1].act()
    post.rest()
    assert order(post) == [0, 1, 2, 3]
    assert (post.review.page, beginnings(post)[0], beginnings(post)[2]) == (1, "One", "Three")
    assert beginnings(post)[1]
    assert post.stored(post.session.document.id).entries == before


def test_a_notice_undoes_nothing_else(post):
    post.session.paging.delete([3])
    undo = post.told[-1].act
    post.session.paging.move([0], 3)
    undo()

    assert order(post) == [1, 2, 0]
    assert said(post) == "Other changes came after this one. Undo them first."


def test_pages_move_step_by_step_to_the_ends(post):
    paging = post.session.paging
    paging.move_by([1, 2], 1)
    assert (order(post), said(post)) == ([0, 3, 1, 2], "2 page(s) moved: they are pages 3 to 4 now.")
    paging.move_by([2, 3], 1)
    assert said(post) == "This is the last page."
    paging.move_by([0], -1)
    assert said(post) == "This is the first page."
    paging.move_by([1], -1)
    assert (order(post), said(post)) == ([3, 0, 1, 2], "Page 2 is page 1 now.")
    paging.move_by([0, 3], -1)  # apart before, together now
    assert said(post) == "This is the first page."


def test_the_shown_page_stays_the_shown_one(post):
    post.review.show_page(2)
    heard = []
    post.review.page_changed.connect(heard.append)

    post.session.paging.move([2], 0)

    assert (post.review.page, beginnings(post)[0], heard) == (0, "Three", [])


def test_all_of_it_is_there_after_a_restart_and_undone(start, take):
    operator = start()
    take(operator)
    before = order(operator), operator.stored(operator.session.document.id).entries
    operator.session.paging.move([3], 0)
    operator.session.paging.delete([1, 2])
    operator.session.paging.turn([0, 1], -90)
    operator.rest()

    again = start()
    show(again, "post.png")
    assert order(again) == [3, 2]
    assert [page.rotation for page in again.session.document.pages] == [270, 270]
    assert beginnings(again) == ["Four", "Three"]
    for _ in range(3):
        again.session.acting.undo()
    again.rest()
    assert (order(again), again.stored(again.session.document.id).entries) == before
    again.session.acting.redo()
    again.rest()
    assert order(again) == [3, 0, 1, 2]


def test_pages_stay_while_the_document_is_read(post):
    post.session.paging.move([3], 0)
    reader = post.tools.reader
    reader.hold()
    post.session.rereading.read(post.session.document.id, source="tesseract")
    post.wait(reader.waiting.is_set)

    post.session.paging.delete([0])
    post.session.acting.undo()

    assert order(post) == [3, 0, 1, 2]
    (told,) = [notice for notice in post.told if notice.action == "Cancel reading"]
    assert told.text == "This document is still being read. Its pages can be changed when that is done."
    told.act()
    reader.held.set()
    post.rest()
    post.session.paging.delete([0])
    assert order(post) == [0, 1, 2]


def test_what_is_typed_stays_when_pages_are_turned(post):
    post.review.typed("half a val")

    post.review.turn(90)

    assert post.review.draft(post.review.current) == "half a val"


def test_a_page_is_straightened_as_its_print_leans(post):
    post.tools.reader.leaning = {1: 1.5, 2: 0.02}
    regions = post.session.regions
    regions._tools = post.tools

    post.session.paging.straighten([1])
    post.rest()
    assert [page.skew for page in post.session.document.pages] == [0.0, -1.5, 0.0, 0.0]
    assert said(post) == "Page 2 straightened by 1.5°."

    post.session.paging.straighten([2])
    post.rest()
    assert said(post).startswith("No slant was found.")

    post.session.paging.tilt([2], 0.1)
    post.session.paging.tilt([2], 1.0)
    assert post.session.document.pages[2].skew == pytest.approx(1.1)
    post.session.paging.level([2])
    assert post.session.document.pages[2].skew == 0.0
    for _ in range(4):
        post.session.acting.undo()
    assert [page.skew for page in post.session.document.pages] == [0.0] * 4


def test_tilts_in_a_row_are_taken_back_and_done_again_as_one(post):
    paging, acting = post.session.paging, post.session.acting
    skews = lambda: [round(page.skew, 1) for page in post.session.document.pages[:3]]  # noqa: E731
    paging.tilt([1], 0.1)
    for _ in range(3):
        paging.tilt([2], 0.1)
    assert skews() == [0.0, 0.1, 0.3]

    acting.undo()
    assert skews() == [0.0, 0.1, 0.0]
    acting.undo()
    assert skews() == [0.0, 0.0, 0.0]
    acting.redo()
    acting.redo()
    assert skews() == [0.0, 0.1, 0.3]
    post.rest()


def test_what_was_measured_of_another_document_is_dropped(post):
    post.tools.reader.leaning = {0: 3.0}
    post.session.regions._tools = post.tools
    post.session.paging.straighten([0])
    show(post, "tea.png")
    post.rest()

    assert post.session.document.pages[0].skew == 0.0


def test_split_here_makes_two_documents(post):
    post.review.show_page(2)
    post.session.paging.split_here(2)
    post.rest()

    assert names(post) == ["tea.png", "post (1 of 2).png", "post (2 of 2).png"]
    assert order(post) == [0, 1]
    (told,) = notices(post, "Split into 2 document(s).")
    told.act()
    post.wait(lambda: post.session.document is not None and post.session.document.name == "post.png")
    post.rest()
    assert (order(post), names(post)) == ([0, 1, 2, 3], ["post.png", "tea.png"])


def test_chosen_pages_become_a_document(post):
    post.session.paging.take_out([1, 3])
    post.rest()

    assert order(post) == [0, 2]
    show(post, "post (2 of 2).png")
    assert order(post) == [1, 3]


@pytest.mark.parametrize(
    ("what", "text"),
    [
        (lambda paging: paging.split_here(0), "A document begins with this page already."),
        (lambda paging: paging.take_out([0, 1, 2, 3]), "These are all pages. Choose some of them."),
        (lambda paging: paging.delete([0, 1, 2, 3]), "A document needs a page. Delete the document instead."),
        (lambda paging: paging.level([0]), "This page is shown as it was scanned."),
    ],
)
def test_what_cannot_be_done_is_said(post, what, text):
    what(post.session.paging)

    assert said(post) == text
    assert not post.session.acting.can_undo


@pytest.mark.parametrize("what", [lambda p: p.split_here(0), lambda p: p.take_out([0]), lambda p: p.move_by([0], 1)])
def test_one_page_alone_is_not_arranged(post, what):
    show(post, "tea.png")
    what(post.session.paging)

    assert said(post) == "This document has one page."


# Merging


def test_chosen_documents_become_one_and_are_several_again(post):
    ids = [row.id for row in post.rows()]
    before = [post.stored(document) for document in ids]
    post.session.join(reversed(ids))
    post.rest()

    assert (names(post), post.session.document.name) == (["post.png"], "post.png")
    assert [page.original for page in post.session.document.pages][3] != post.session.document.pages[4].original
    (told,) = notices(post, "2 document(s) merged into one.")
    told.act()
    post.wait(lambda: post.session.document is not None and len(order(post)) == 4)
    post.rest()
    assert names(post) == ["post.png", "tea.png"]
    assert [post.stored(document).entries for document in ids] == [revision.entries for revision in before]

    post.session.acting.redo()
    post.wait(lambda: post.session.document is not None and len(order(post)) == 5)
    post.rest()
    assert names(post) == ["post.png"]


def test_a_merge_is_not_undone_over_what_was_done_in_the_whole(post):
    post.session.join([row.id for row in post.rows()])
    post.rest()
    whole = post.session.document.id
    (told,) = notices(post, "2 document(s) merged into one.")
    post.review.correct("right")
    post.rest()

    told.act()
    post.rest()
    assert (names(post), post.session.document.id) == (["post.png"], whole)
    assert said(post) == "Changed since, and left as it is: 2 document(s)."

    post.session.acting.undo()
    post.session.acting.undo()
    post.rest()
    assert names(post) == ["post.png", "tea.png"]


def test_chosen_documents_are_merged_though_their_rows_were_never_looked_at(post, monkeypatch):
    queue = post.session.queue
    sequences = queue.sequences([range(2)])
    monkeypatch.setattr(queue, "at", lambda _number: None)
    post.session.join_chosen(sequences)
    post.rest()

    assert len(order(post)) == 5
    post.session.join_chosen(())
    post.rest()
    assert said(post).startswith("Choose two or more documents in the queue first")


def test_a_document_is_appended_to_the_one_before_it(post):
    post.session.append()
    assert said(post) == "There is no document before this one in the list."

    show(post, "tea.png")
    post.session.append()
    post.rest()
    assert (names(post), len(order(post))) == (["post.png"], 5)


def test_one_document_is_not_merged(post):
    post.session.join([post.rows()[0].id])

    assert said(post) == "Choose two or more documents in the queue first: Shift+Down, or Ctrl+click."


def test_a_merge_is_undone_after_a_restart(start, take):
    operator = start()
    take(operator)
    operator.session.join([row.id for row in operator.rows()])
    operator.rest()

    again = start()
    assert names(again) == ["post.png"]
    again.session.acting.undo()
    again.wait(lambda: len(names(again)) == 2)
    again.rest()
    assert names(again) == ["post.png", "tea.png"]
    assert len(order(again)) == 4


@pytest.fixture
def parted(start, take):
    """A merge that was undone, and a restart."""
    operator = start()
    take(operator)
    operator.session.join([row.id for row in operator.rows()])
    operator.rest()
    operator.review.correct("right")
    operator.rest()
    operator.session.acting.undo()
    operator.session.acting.undo()
    operator.rest()
    assert names(operator) == ["post.png", "tea.png"]
    return start()


@pytest.mark.parametrize("name", ["post.png", "tea.png"])
def test_a_merge_undone_before_a_restart_is_redone_and_undone_again(parted, name):
    show(parted, name)
    assert parted.session.acting.can_redo
    parted.session.acting.redo()
    parted.session.acting.undo()  # waits for it
    parted.rest()
    assert names(parted) == ["post.png", "tea.png"]
    assert notices(parted, "2 document(s) merged into one.")

    show(parted, name)
    parted.session.acting.redo()
    parted.rest()
    assert (names(parted), len(order(parted))) == (["post.png"], 5)
    parted.session.acting.redo()
    parted.rest()
    assert "right" in {each.value.text for each in parted.stored(parted.session.document.id).entries.values()}


def test_a_merge_is_not_redone_when_one_of_its_documents_was_changed_since(parted):
    show(parted, "tea.png")
    parted.review.correct("Earl Grey")
    parted.rest()
    show(parted, "post.png")
    here = parted.session.document.id
    parted.session.acting.redo()
    parted.rest()

    assert names(parted) == ["post.png", "tea.png"]
    assert (parted.session.document.id, len(order(parted))) == (here, 4)
    assert said(parted) == "“tea.png” was changed after its merge was undone. Merge the documents anew."
    assert "Earl Grey" in {each.value.text for each in parted.stored(parted.rows()[1].id).entries.values()}


def test_a_finished_document_is_merged_with_nothing(post):
    document = post.rows()[1].id
    show(post, "tea.png")
    for row in post.review.rows():
        post.review.select(row.id)
        post.review.review.confirm(row.id, force=True)
    post.review.review.finish()
    post.rest()

    post.session.join([post.rows()[0].id, document])
    post.rest()

    assert said(post) == "“tea.png” is finished. Reopen it first, then merge."
    assert not notices(post, "merged into one")
