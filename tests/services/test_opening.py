"""Opening documents and workspaces."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from fakes import FakeTools, pages_of, receipt
from reviewer.domain.document_type import Kind
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box
from reviewer.domain.queue import Filter, Sort
from reviewer.domain.revision import RevisionStatus
from reviewer.domain.step import StepKind
from reviewer.errors import StoreError, WorkspaceBusy
from reviewer.jobs import CancelToken, silent
from reviewer.services.making import made
from reviewer.services.region import ReadRegionJob
from reviewer.services.review import Review
from reviewer.services.start import RecoverJob, open_desk
from reviewer.settings import Reading, Settings
from zones import TD3


def test_a_document_comes_with_the_steps_that_are_on_their_way(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))
    late = threading.Event()
    bench.desk.workspace.lane.submit(lambda _connection: late.wait(10))
    bench.desk.append(made(document, StepKind.DELETE, "delete", "Ada"))
    with ThreadPoolExecutor() as pool:
        opened = pool.submit(bench.opened, document)
        late.set()

        assert opened.result(10).document.deleted


def test_a_draft_is_there_after_a_restart_until_it_becomes_a_step(start, tmp_path):
    bench = start()
    document = bench.taken(receipt(tmp_path / "a.png"))
    bench.desk.keep_draft(document, "total:0", "99").result()

    bench = start()
    assert bench.opened(document).drafts == {"total:0": "99"}

    bench.review(document).correct("total:0", "99.00")
    assert bench.opened(document).drafts == {}


def test_a_draft_outlasts_a_new_place(start, tmp_path):
    bench = start()
    document = bench.taken(receipt(tmp_path / "a.png"))
    bench.desk.keep_draft(document, "total:0", "99").result()

    bench.review(document).reshape("total:0", (Region(0, Box(0.1, 0.2, 0.3, 0.4).polygon()),))

    assert bench.opened(document).drafts == {"total:0": "99"}


def test_undo_goes_on_after_a_restart(start, tmp_path):
    bench = start()
    document = bench.taken(receipt(tmp_path / "a.png"))
    bench.review(document).correct("total:0", "99.00")

    review = start().review(document)
    review.undo()

    assert review.revision.entries["total:0"].value.text == "12.50"
    assert review.revision.status is RevisionStatus.PENDING


def test_a_merge_that_overtakes_an_edit_stands_before_it_here_as_in_the_log(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.png", "Alpha", "Beta"))
    kept = []
    review = bench.desk.review(bench.opened(document), kept.append)
    bench.tools.reader.change = str.upper
    bench.again(document)
    review.correct("text:0", "Able")

    assert review.absorb(bench.merges[-1])

    assert [entry.value.text for entry in review.entries()] == ["Able", "BETA"]
    for step in kept:
        bench.desk.append(step).result()
    anew = bench.review(document)
    assert anew.revision == review.revision
    assert [step.id for step in anew.history.done] == [step.id for step in review.history.done]
    for each in (anew, review):
        each.undo()
        each.undo()
        assert [entry.value.text for entry in each.entries()] == ["Alpha", "Beta"]


def test_a_merge_is_absorbed_while_nothing_was_done(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.png", "Alpha", "Beta"))
    review: Review = bench.review(document)
    bench.tools.reader.change = str.upper

    bench.again(document)

    assert review.absorb(bench.merges[-1])
    review.undo()
    assert [entry.value.text for entry in bench.review(document).entries()] == ["Alpha", "Beta"]


def test_a_reading_leaves_a_value_there_that_is_typed_into(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.png", "Alpha", "Beta"))
    typed_in = bench.review(document).entries()[-1]
    bench.desk.keep_draft(document, typed_in.id, "Betas").result()
    bench.tools.reader.change = lambda text: text.replace("Beta", "")

    bench.again(document)

    assert typed_in.id in bench.review(document).revision.entries
    assert bench.opened(document).drafts == {typed_in.id: "Betas"}


def test_the_queue_is_listed_with_its_numbers(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png", "1.00"))
    bench.take(receipt(tmp_path / "b.png", "2.00"))

    first = bench.desk.listing(Filter(), Sort(), 1)(CancelToken(), silent)
    outline = bench.desk.outline(Filter(), Sort(), 1, (), document)(CancelToken(), silent)

    assert [row.name for row in first.rows] == ["a.png"]
    assert (first.whole, first.empty) == (False, False)
    assert len(outline.sequences) == 2
    assert [row.name for row in outline.rows] == ["a.png"]
    assert outline.counts == {RevisionStatus.PENDING: 2}
    following = bench.desk.following(document)(CancelToken(), silent)
    assert [bench.opened(each).document.name for each in following] == ["b.png"]


def test_the_words_of_a_page_come_alone(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.png", "Alpha", "Beta"))

    assert bench.desk.text(document, 1)(CancelToken(), silent).text == "Beta"
    assert bench.desk.text(document, 7)(CancelToken(), silent) is None


def test_the_page_to_be_shown_first_is_that_of_the_first_doubt(bench, tmp_path):
    reader = bench.tools.reader

    def faint_on_the_second(words: str) -> str:
        reader.confidence = 0.4 if "faint" in words else 0.97
        return words

    reader.change = faint_on_the_second
    doubtful = bench.taken(pages_of(tmp_path / "a.png", "Clear print", "A faint line", "Clear again"))
    sure = bench.taken(pages_of(tmp_path / "b.png", "Clear print", "More of it"))

    assert bench.opened(doubtful).page == 1
    assert bench.opened(sure).page == 0


def test_a_workspace_has_one_owner(bench):
    with pytest.raises(WorkspaceBusy):
        open_desk(bench.desk.workspace.folder, Settings())


def test_recovering_tells_the_last_step_of_the_operator(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))
    bench.review(document).confirm("total:0")

    found = RecoverJob(bench.desk)(CancelToken(), silent)

    assert [step.action for step in found.last] == ["confirm"]
    assert found.tasks == ()


def test_other_settings_count_from_now_on(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))
    before = len(bench.review(document).unsure())

    bench.desk.settings = Settings(reading=Reading(threshold=0.01))

    assert len(bench.review(document).unsure()) < before


def test_a_region_is_read_from_its_own_pixels(tmp_path):
    tools = FakeTools()
    region = Region(0, ((0.1, 0.1), (0.5, 0.1), (0.5, 0.2), (0.1, 0.2)))
    path = pages_of(tmp_path / "a.png", "12.50 EUR")

    read = ReadRegionJob(lambda: tools, path, 0, None, region, 90, None, "auto", ("de",))(CancelToken(), silent)

    assert (read.text, read.confidence, read.origin) == ("12.50 EUR", 0.97, "RapidOCR")
    ((_, hints),) = tools.reader.reads
    assert (hints.single, hints.upright, hints.turn, hints.possible) == (True, True, 90, ("de",))


def test_a_zone_that_was_drawn_is_understood(tmp_path):
    tools = FakeTools()
    region = Region(0, ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))
    path = pages_of(tmp_path / "a.png", "\n".join(TD3).replace("UTO7", "UT07"))

    read = ReadRegionJob(lambda: tools, path, 0, None, region, 0, Kind.MRZ, "auto", ())(CancelToken(), silent)

    assert read.text == "\n".join(TD3)
    assert tools.reader.reads[0][1].kind == "mrz"


def test_a_workspace_that_can_only_be_read_refuses_every_change(start, tmp_path, folder):
    document = start().taken(receipt(tmp_path / "a.png"))
    desk = open_desk(folder, Settings(operator="Ada"), write=False)
    with desk.workspace:
        kept = []
        review = desk.review(desk.open(document)(CancelToken(), silent), kept.append)
        assert not review.writable
        for change in (
            lambda: review.correct("total:0", "99.00"),
            lambda: review.postpone("why"),
            lambda: review.turn([0], 90),
        ):
            with pytest.raises(StoreError, match="can only be read"):
                change()
        assert review.undo() is None
        assert not kept
