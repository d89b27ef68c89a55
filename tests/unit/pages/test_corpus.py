"""Every file of the shared corpus does what its manifest says."""

import json
from pathlib import Path

import pytest
from PIL import Image

from reviewer.errors import InputError, PasswordNeeded
from reviewer.pages.raster import is_one_color

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
FILES = json.loads((CORPUS / "manifest.json").read_text("utf-8"))["files"] if CORPUS.is_dir() else []
MEANT_BLANK = {"odd/livecycle.pdf", "odd/no_contents.pdf", "odd/trivial.pdf", "odd/multipage.tiff"}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FILES, reason="there is no shared/corpus beside the checkout"),
]


def names(*kinds):
    return [pytest.param(file, id=file["path"]) for file in FILES if file["kind"] in kinds or not kinds]


def shown(client, path, index, password):
    with client.render(path, index, width=200, height=200, password=password) as picture:
        size = (picture.width, picture.height)
        return Image.frombytes("RGB", size, bytes(picture.view), "raw", "BGRX", picture.stride), picture.notices


def open_all(client, file):
    """Every page of a file, small; the pictures and what was told."""
    path, password = CORPUS / file["path"], file.get("password")
    probe = client.probe(path, password)
    pages = [shown(client, path, index, password) for index in range(min(probe.page_count, 4))]
    for index in range(min(probe.page_count, 4)):
        client.text(path, index, password)
    return probe, [image for image, _ in pages], [*probe.notices, *(notice for _, told in pages for notice in told)]


@pytest.mark.parametrize("file", names())
def test_it_opens_or_says_why_not(client, file):
    try:
        probe, pictures, notices = open_all(client, file)
    except InputError as error:
        opened, said = False, error
    else:
        opened, said = True, notices

    if file["expected"] in ("opens", "asks_for_password"):
        assert opened, said
    elif file["expected"] == "clear_error":
        assert not opened
    if not opened:
        assert said.text
        assert said.advice
        return
    assert probe.page_count == file.get("pages", probe.page_count)
    assert file["path"] in MEANT_BLANK or not any(is_one_color(picture) for picture in pictures)


@pytest.mark.parametrize("file", [param for param in names("odd") if param.values[0].get("password")])
def test_a_password_is_asked_for(client, file):
    for password in (None, "wrong"):
        with pytest.raises(PasswordNeeded):
            client.probe(CORPUS / file["path"], password)


@pytest.mark.parametrize("file", names("invoice", "contract"))
def test_documents_made_by_programs_have_their_own_text(client, file):
    layer = client.text(CORPUS / file["path"], 0)

    # This one has the sender's data in a picture.
    assert (layer.text is None) == (file["path"] == "invoices/saeco.pdf"), layer.reason


@pytest.mark.parametrize("name", ["graph_ocred.pdf", "type3_font_nomapping.pdf", "habibi.pdf", "jbig2.pdf"])
def test_text_that_is_hidden_or_no_text_is_not_used(client, name):
    assert client.text(CORPUS / "odd" / name, 0).text is None
