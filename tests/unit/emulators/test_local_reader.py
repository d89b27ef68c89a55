"""A real page, read by a real engine, in the form of a service."""

from pathlib import Path

import pytest

from canned import TYPES
from reviewer.emulators._local_reader import LocalReader
from reviewer.emulators._reading import Unreadable
from reviewer.settings import Settings

SAMPLES = Path(__file__).parents[3] / "resources" / "samples"


@pytest.fixture
def reader():
    with LocalReader(TYPES, Settings()) as made:
        yield made


@pytest.mark.engine
def test_a_picture_is_read_once(reader):
    content = (SAMPLES / "receipt-cafe.jpg").read_bytes()

    reading = reader.read(content, "receipt.jpg")

    assert reading.media_type == "image/jpeg"
    assert reading.first.document_type == "receipt"
    assert reading.first.value("total").text
    assert reading.pages[0].width > 500
    assert reader.read(content, "again.jpg") is reading


def test_a_pdf_with_a_text_of_its_own(reader):
    reading = reader.read((SAMPLES / "invoice-ardlough.pdf").read_bytes(), "a.pdf", ("invoice",))

    assert reading.media_type == "application/pdf"
    assert reading.first.value("number").text
    assert reading.first.rows("line_items")


@pytest.mark.parametrize("content", [b"", b"no document", b"%PDF-1.7 cut off"])
def test_what_is_no_document_cannot_be_read(reader, content):
    with pytest.raises(Unreadable, match=r"\."):
        reader.read(content, "a")
