import io
import os
import threading

import pymupdf
import pytest
from PIL import Image

from reviewer.domain.geometry import Box
from reviewer.errors import Cancelled, ChildDied, PasswordNeeded, UnreadableFile
from reviewer.jobs import CancelToken
from reviewer.pages.calls import Drawn, PageSize
from reviewer.pages.client import PageClient
from reviewer.processes.memory import SharedMemory
from sheets import corner, is_upright, lines_of_text, new_pdf, quarters


@pytest.fixture
def picture_file(tmp_path):
    path = tmp_path / "a.png"
    quarters(800, 400).save(path)
    return path


@pytest.fixture
def slow_file(tmp_path):
    """A page that takes minutes to draw: thousands of transparent curves."""
    document = pymupdf.open()
    page = document.new_page()
    curves = b"0 0 m 0 600 600 0 600 600 c 600 0 0 600 0 0 c S " * 60_000
    number = document.get_new_xref()
    document.update_object(number, "<<>>")
    document.update_stream(number, b"/G gs 40 w " + curves)
    page.set_contents(number)
    document.xref_set_key(page.xref, "Resources", "<</ExtGState<</G<</CA 0.5/BM/Multiply>>>>>>")
    path = tmp_path / "slow.pdf"
    document.save(path, deflate=True)
    return path


def as_image(picture):
    return Image.frombytes("RGB", (picture.width, picture.height), bytes(picture.view), "raw", "BGRX", picture.stride)


def test_pixels_arrive_as_the_window_wants_them(client, picture_file):
    assert client.probe(picture_file).media_type == "image/png"
    assert client.size(picture_file, 0) == PageSize(800, 400)

    with client.render(picture_file, 0) as picture:
        assert (picture.width, picture.height, picture.stride) == (800, 400, 3200)
        assert bytes(picture.view[:3]) == bytes((30, 30, 220))
        assert len(picture.view) == 3200 * 400
        assert is_upright(as_image(picture))

    with client.render(picture_file, 0, width=100, height=100, rotation=90) as picture:
        assert (picture.width, picture.height) == (50, 100)
        assert corner(as_image(picture), "top right") == "top left"

    with client.render(picture_file, 0, width=64, clip=Box(0.5, 0.5, 1.0, 1.0)) as picture:
        assert (picture.width, picture.height) == (64, 32)


def test_a_pdf_arrives_in_the_same_way(client, tmp_path):
    document = new_pdf(lines=lines_of_text(), rotation=90)
    document.save(tmp_path / "a.pdf")

    assert client.probe(tmp_path / "a.pdf").page_count == 1
    size = client.size(tmp_path / "a.pdf", 0)
    with client.render(tmp_path / "a.pdf", 0) as picture:
        assert (picture.width, picture.height) == (size.width, size.height) == (1667, 1250)
        assert set(bytes(picture.view[3:400:4])) == {255}
    assert client.text(tmp_path / "a.pdf", 0).text.text.splitlines() == lines_of_text()


def test_another_child_can_see_a_picture(client, picture_file):
    with client.render(picture_file, 0) as picture, SharedMemory.attach(picture.pixels.path) as memory:
        assert bytes(memory.view[: picture.pixels.size]) == bytes(picture.view)


def test_a_snippet_is_a_small_file(client, picture_file):
    for form, name in (("png", "PNG"), ("jpeg", "JPEG")):
        data = client.snippet(picture_file, 0, Box(0.0, 0.0, 1.0, 0.5), 20, format=form)
        snippet = Image.open(io.BytesIO(data))
        assert (snippet.format, snippet.size) == (name, (80, 20))


def test_errors_arrive_with_what_to_do(client, tmp_path):
    (tmp_path / "empty.pdf").write_bytes(b"")
    with pytest.raises(UnreadableFile, match=r"empty \(0 bytes\). Scan it again"):
        client.probe(tmp_path / "empty.pdf")

    path = tmp_path / "locked.pdf"
    new_pdf().save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="Geheim")
    with pytest.raises(PasswordNeeded):
        client.probe(path)
    with pytest.raises(PasswordNeeded, match="wrong"):
        client.render(path, 0, password="geheim")
    assert client.probe(path, "Geheim").encrypted


def test_any_name_is_opened(client, tmp_path):
    for name in ("Rechnung März.png", "請求書.png", "a\udcff.png", " .png"):
        quarters().save(tmp_path / "a.png")
        (tmp_path / "a.png").rename(tmp_path / name)
        assert client.probe(tmp_path / name).page_count == 1


def test_a_file_that_changes_is_read_again_and_one_that_goes_is_missed(client, tmp_path):
    path = tmp_path / "a.png"
    quarters(80, 40).save(path)
    assert client.size(path, 0).width == 80
    quarters(60, 30).save(path)
    assert client.size(path, 0).width == 60
    path.unlink()
    with pytest.raises(UnreadableFile, match="no longer there"):
        client.size(path, 0)


def test_what_the_operator_looks_at_never_waits_for_the_jobs(client, picture_file, slow_file):
    token = CancelToken()
    outcome = []

    def job():
        try:
            client.render(slow_file, 0, token=token)
        except Cancelled:
            outcome.append("cancelled")

    thread = threading.Thread(target=job)
    thread.start()
    assert client.probe(picture_file, interactive=True).page_count == 1
    token.cancel()
    thread.join(20)

    assert outcome == ["cancelled"]
    assert client.probe(picture_file).page_count == 1


def test_a_page_that_takes_too_long_costs_one_error(picture_file, slow_file):
    pages = PageClient(seconds=0.5)
    try:
        with pytest.raises(ChildDied, match="The page reader needed more than") as raised:
            pages.render(slow_file, 0)
        assert raised.value.code == "timeout"
        with pages.render(picture_file, 0, width=10) as picture:
            assert picture.width == 10
    finally:
        pages.close()


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="POSIX")
def test_a_crash_in_the_middle_of_a_page_costs_one_error(picture_file, slow_file):
    pages = PageClient()
    outcome = []

    def job():
        try:
            pages.render(slow_file, 0)
        except ChildDied as error:
            outcome.append(error)

    try:
        pages.probe(picture_file)
        thread = threading.Thread(target=job)
        thread.start()
        while thread.is_alive():  # whatever it is at: starting, reading, drawing
            pages._for_jobs.kill()
            thread.join(0.2)

        assert len(outcome) == 1
        assert pages.probe(picture_file).page_count == 1
    finally:
        pages.close()


@pytest.mark.parametrize("drawn", [Drawn(100, 100, 100), Drawn(0, 10, 40), Drawn(1_000_000, 1_000_000, 4_000_000)])
def test_a_wrong_answer_is_not_believed(picture_file, monkeypatch, drawn):
    pages = PageClient()
    monkeypatch.setattr(pages._for_jobs, "call", lambda *arguments, **options: drawn)

    with pytest.raises(ChildDied, match="wrong answer"):
        pages.render(picture_file, 0)
