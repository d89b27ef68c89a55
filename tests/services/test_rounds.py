"""Whole rounds with services that are played on this computer, over a real socket: sent, asked, read, placed."""

from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PIL import Image

from canned import KTP, SIZE, TYPES, CannedReader
from fakes import FakeReader
from paper import page
from reviewer.domain.field import LOCATED, Region
from reviewer.domain.geometry import bounds, turned
from reviewer.domain.recognition import TaskState
from reviewer.emulators._emulator import emulate
from reviewer.emulators._server import serving
from reviewer.errors import EngineError, InputError, ProviderError
from reviewer.jobs import CancelToken, silent
from reviewer.pages.client import PageClient
from reviewer.providers import aspose, verihubs
from reviewer.providers.base import Pace
from reviewer.secret import Secret
from reviewer.store import recognitions, tasks, texts

NOTE = "Ada Lovelace\n\n\n12 Quay Street"


@pytest.fixture(scope="module")
def client():
    pages = PageClient()
    yield pages
    pages.close()


@pytest.fixture
def play(bench, client, monkeypatch, tmp_path):
    """A bench whose documents go to a service; it is played with these pages and faults."""
    tools = SimpleNamespace(pages=client, reader=FakeReader())
    for module in (aspose, verihubs):
        monkeypatch.setattr(module.Provider, "pace", Pace(0.0, 1.0, 0.0))
    opened = []

    def start(name, *pages, faults=(), **options):
        parts = ("id-of-mine", "secret-of-mine")
        emulator = emulate(name, CannedReader(*pages), types=TYPES, faults=faults, key=":".join(parts))
        server = serving(emulator.app)
        url = server.__enter__()
        opened.append(server)
        made = {"aspose": aspose, "verihubs": verihubs}[name].Provider
        keys = dict(zip((need.name for need in made.needs), parts, strict=True))
        bench.desk.settings = replace(
            bench.desk.settings,
            providers={name: {"use": True, "base_url": url, "per_minute": 60_000, **options}},
        )
        bench.desk.find_secret = lambda _provider, key: Secret(keys[key])
        return emulator

    def take(picture, document_type="auto", source="verihubs", name="a.png", **options):
        picture.save(tmp_path / name, **options)
        found = []
        bench.desk.arrivals.intake((tmp_path / name,), client, found.append)(CancelToken(), silent)
        (taken,) = found
        lane = bench.desk.workspace.lane
        lane.call(lambda connection: tasks.move(connection, taken.task, TaskState.CANCELLED))
        return taken.document, wish(taken.document.id, source, document_type)

    def wish(document, source, document_type="auto"):
        return bench.desk.tasks.wish(document, source=source, document_type=document_type).result()

    def run(task, patience=20.0):
        job = bench.desk.recognize_remotely(task, tools, lambda _: None, lambda *_: None, patience=patience)
        return job(CancelToken(), silent)

    yield SimpleNamespace(start=start, take=take, run=run, wish=wish, bench=bench, reader=tools.reader)
    for server in opened:
        server.__exit__(None, None, None)


def card(width=1000, height=700):
    return Image.new("RGB", (width, height), "white")


def values(recognition):
    return {field.name: field.values[0] for field in recognition.fields if field.values and field.values[0].text}


def know(play, document, *pages):
    """The words of the pages as if they had been read before."""
    lane = play.bench.desk.workspace.lane

    def keep(connection):
        earlier = tasks.of_document(connection, document.id)[0]
        for number, text in enumerate(pages):
            texts.keep(connection, earlier.id, document.id, page(text, number=number))

    lane.call(keep)


def test_a_card_by_verihubs_with_places_that_were_found_here(play):
    play.start("verihubs", KTP)
    document, task = play.take(card(), "ktp")
    know(play, document, KTP)

    read = values(play.run(task))

    assert read["nik"].text == "3171234567890123"
    assert read["full_name"].text == "BUDI CONTOH"
    assert all(value.confidence is None for value in read.values())
    placed = {name for name, value in read.items() if value.regions}
    assert placed >= {"nik", "full_name", "address", "rt_rw", "religion", "occupation"}
    assert all(LOCATED in read[name].messages for name in placed)
    assert play.reader.reads == []


def test_without_an_engine_that_works_the_values_come_all_the_same(play):
    play.start("verihubs", KTP)
    _, task = play.take(card(), "ktp")
    play.reader.errors[0] = [EngineError("It is not installed.", "Install it.")]
    read = values(play.run(task))
    assert read["full_name"].text == "BUDI CONTOH"
    assert not any(value.regions for value in read.values())


def test_a_reply_of_verihubs_that_is_lost_is_looked_up(play):
    emulator = play.start("verihubs", KTP, faults=["cut=0@submit"])
    document, task = play.take(card(), "ktp")
    know(play, document, KTP)
    assert values(play.run(task))["nik"].text == "3171234567890123"
    assert len(emulator.journal.submissions) == 1


def test_what_never_reached_verihubs_is_sent_again(play, monkeypatch):
    monkeypatch.setattr(verihubs, "NOT_READY_SECONDS", 0)
    emulator = play.start("verihubs", KTP, faults=["cut-request=1000+times=1@submit"])
    document, task = play.take(Image.effect_noise((1000, 700), 90).convert("RGB"), "ktp")
    know(play, document, KTP)
    assert values(play.run(task))["nik"].text == "3171234567890123"
    assert len(emulator.journal.submissions) == 1


def test_a_small_picture_never_leaves(play):
    emulator = play.start("verihubs", KTP)
    _, task = play.take(card(600, 400), "ktp")
    with pytest.raises(InputError, match="720 × 480"):
        play.run(task)
    assert emulator.journal.submissions == []


def test_a_small_card_in_a_large_picture_is_warned_about(play):
    play.start("verihubs", KTP)
    document, task = play.take(card(), "ktp")
    know(play, document, KTP + "\n" * 60 + "    the end of a large page")  # so its rows are nine pixels apart
    recognition = play.run(task)
    assert any("pixels high" in message for message in recognition.messages)

    document, task = play.take(card(1001), "ktp", name="b.png")
    know(play, document, KTP)
    assert not any("pixels high" in message for message in play.run(task).messages)


def test_a_page_without_a_card_is_told(play):
    play.start("verihubs", "Nothing of a card")
    _, task = play.take(card(), "ktp")
    with pytest.raises(ProviderError, match="no Indonesian identity card"):
        play.run(task)


# Aspose.OCR


def test_the_regions_that_the_operator_draws_are_read_by_aspose(play):
    emulator = play.start("aspose", NOTE)
    document, task = play.take(card(*SIZE), "receipt", source="aspose")
    know(play, document, NOTE)
    play.run(task)
    where = bounds(page(NOTE).lines[0].polygon)
    play.bench.review(document.id).correct("company:0", "?", (Region(0, where.polygon()),))

    read = values(play.run(play.wish(document.id, "aspose")))

    assert {name: value.text for name, value in read.items()} == {"company": "Ada Lovelace"}
    assert read["company"].regions == (Region(0, where.polygon()),)
    assert len(emulator.journal.submissions) == 2
    opened = play.bench.opened(document.id)
    assert opened.revision.document_type == "receipt"
    company = opened.revision.entries["company:0"].value
    assert company.text == "?"  # a person set it
    assert [each.text for each in company.alternatives] == ["Ada Lovelace"]


def test_regions_are_those_of_the_page_as_the_operator_turned_it(play):
    play.start("aspose", NOTE)
    document, task = play.take(card(*SIZE), "receipt", source="aspose")
    know(play, document, NOTE)
    play.run(task)
    where = bounds(page(NOTE).lines[0].polygon)  # on the page as it is sent: turned
    on_page = turned(where.polygon(), -180)
    review = play.bench.review(document.id)
    review.turn([0], 180)
    review.correct("company:0", "?", (Region(0, on_page),))
    read = values(play.run(play.wish(document.id, "aspose")))
    assert read["company"].text == "Ada Lovelace"
    (region,) = read["company"].regions
    assert bounds(region.polygon) == pytest.approx(bounds(on_page))


def test_whole_pages_are_read_by_aspose_a_task_each(play):
    emulator = play.start("aspose", NOTE)
    pages = [card(*SIZE), card(*SIZE)]
    document, task = play.take(pages[0], source="aspose", name="a.tif", save_all=True, append_images=pages[1:])
    know(play, document, NOTE, NOTE)
    recognition = play.run(task)
    (text,) = (field for field in recognition.fields if field.name == "text")
    assert [value.text for value in text.values] == ["Ada Lovelace", "12 Quay Street"] * 2
    assert recognition.document_type == "plain_text"
    assert any("No regions are known" in message for message in recognition.messages)
    assert len(emulator.journal.submissions) == 2
    with play.bench.desk.workspace.read() as connection:
        assert recognitions.latest(connection, document.id).remote_id
