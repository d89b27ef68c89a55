"""What is sent of a document: real files, and the page child."""

import io
from types import SimpleNamespace

import pymupdf
import pytest
from msgspec.structs import replace
from PIL import Image

from reviewer import document_types
from reviewer.domain.document import AUTO, Document, Original, Page
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.field import Region, Source, Value
from reviewer.domain.geometry import Box
from reviewer.domain.recognition import RecognitionTask
from reviewer.domain.revision import Entry, Revision
from reviewer.errors import PasswordNeeded, StoreError
from reviewer.jobs import CancelToken
from reviewer.pages import sniff
from reviewer.pages.client import PageClient
from reviewer.providers.base import SentRegion, Size
from reviewer.services.ledger import Ledger
from reviewer.services.remote.upload import Uploads
from reviewer.services.tools import Passwords
from reviewer.store.originals import Originals
from sheets import corner, is_upright, lines_of_text, new_pdf, quarters

KIND = DocumentType(
    "card", "Card", fields=(FieldType("name", "Name", place=Box(0.1, 0.2, 0.5, 0.3)), FieldType("number", "Number"))
)
BOX = Box(0.2, 0.4, 0.6, 0.5)


@pytest.fixture(scope="module")
def client():
    pages = PageClient()
    yield pages
    pages.close()


@pytest.fixture
def office(tmp_path, client):
    """Takes files in, and makes uploads of documents."""
    (tmp_path / "originals").mkdir()
    originals = Originals(tmp_path / "originals", tmp_path)
    types = {**document_types.load(), "card": KIND}
    found = SimpleNamespace(revision=Revision("d"), passwords=Passwords())
    uploads = Uploads(originals, found.passwords, client, Ledger(types), lambda _document: found.revision)

    def take(thing, name="a.png", **options):
        path = tmp_path / name
        path.write_bytes(thing) if isinstance(thing, bytes) else thing.save(path, **options)
        kept = originals.keep(path)
        media_type = sniff.check(path)
        encrypted = media_type == sniff.PDF and bool(pymupdf.open(path).needs_pass)
        pages = client.probe(path, options.get("user_pw")).page_count
        return Original(kept.sha256, media_type, kept.size, "the operator's name.pdf", pages, encrypted)

    def document(*files, pages=None):
        every = [Page(each.sha256, index) for each in files for index in range(each.page_count)]
        return Document("d", "the operator's name.pdf", files, tuple(pages or every))

    def upload(document, document_type=AUTO):
        task = RecognitionTask("6b1c-task", "d", "service", document_type)
        return uploads(document, task, CancelToken())

    found.take, found.document, found.upload, found.originals = take, document, upload, originals
    return found


def shown(upload):
    return Image.open(io.BytesIO(upload.data))


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tif"])
def test_an_original_that_is_the_document_is_sent_as_it_is(office, tmp_path, name):
    upload = office.upload(office.document(office.take(quarters(800, 400), name)))
    assert upload.data == (tmp_path / name).read_bytes()
    assert (upload.name, upload.pages) == (f"document.{name[2:]}", 1)
    assert upload.sent.pages == (Size(800, 400),)
    assert upload.reference == "6b1c-task"


def test_so_is_a_pdf(office, tmp_path):
    pdf = new_pdf(lines=lines_of_text(3), rotation=90)
    pdf.new_page(width=300, height=400)
    upload = office.upload(office.document(office.take(pdf, "a.pdf")))
    assert upload.data == (tmp_path / "a.pdf").read_bytes()
    assert (upload.name, upload.media_type) == ("document.pdf", "application/pdf")
    assert upload.sent.pages == (Size(1667, 1250), Size(1250, 1667))
    assert upload.sent.turns == ()


def test_a_photo_that_lies_on_its_side_is_sent_upright_without_what_it_says_of_itself(office):
    exif = Image.Exif()
    exif[274], exif[0x010E] = 6, "taken at home"
    lying = quarters(800, 400).transpose(Image.Transpose.ROTATE_90)
    upload = office.upload(office.document(office.take(lying, "a.jpg", exif=exif)))
    assert (upload.name, upload.media_type) == ("document.jpg", "image/jpeg")
    assert upload.sent.pages == (Size(800, 400),)
    assert is_upright(shown(upload))
    assert b"at home" not in upload.data


def test_kinds_that_few_services_take_become_common_ones(office):
    upload = office.upload(office.document(office.take(quarters(), "a.bmp")))
    assert (upload.name, upload.media_type) == ("document.png", "image/png")
    assert is_upright(shown(upload))
    assert office.upload(office.document(office.take(quarters(), "a.webp"))).name == "document.jpg"


def test_the_operators_turn_is_sent_and_remembered(office):
    original = office.take(quarters(800, 400))
    upload = office.upload(office.document(original, pages=[Page(original.sha256, 0, rotation=90)]))
    assert upload.sent.pages == (Size(400, 800),)
    assert upload.sent.turns == (90,)
    assert shown(upload).size == (400, 800)
    assert corner(shown(upload), "top right") == "top left"


def test_a_part_of_a_page_is_a_picture(office):
    original = office.take(new_pdf(lines=lines_of_text()), "a.pdf")
    part = Page(original.sha256, 0, area=Box(0.0, 0.0, 1.0, 0.5))
    upload = office.upload(office.document(original, pages=[part]))
    assert upload.name == "document.jpg"
    assert upload.sent.pages == (Size(*shown(upload).size),)


def test_some_pages_of_a_pdf_stay_a_pdf(office):
    pdf = new_pdf(lines=["first"])
    pdf.new_page(width=300, height=400).insert_text((20, 30), "second")
    original = office.take(pdf, "a.pdf")
    upload = office.upload(office.document(original, pages=[Page(original.sha256, 1, rotation=90)]))
    made = pymupdf.open(stream=upload.data, filetype="pdf")
    assert [page.get_text().strip() for page in made] == ["second"]
    assert upload.sent.pages == (Size(1667, 1250),)


def test_pages_of_several_files_become_one_pdf(office):
    files = office.take(quarters(800, 400)), office.take(new_pdf(lines=["a letter"]), "a.pdf")
    upload = office.upload(office.document(*files))
    made = pymupdf.open(stream=upload.data, filetype="pdf")
    assert (upload.name, upload.media_type, made.page_count) == ("document.pdf", "application/pdf", 2)
    assert made[1].get_text().strip() == "a letter"
    assert upload.sent.pages == (Size(800, 400), Size(1250, 1667))
    sizes = [(round(page.rect.width * 300 / 72), round(page.rect.height * 300 / 72)) for page in made]
    assert sizes == [tuple(size) for size in ((800, 400), (1250, 1667))]


def test_another_order_is_not_the_original(office, tmp_path):
    two = [quarters(), quarters(40, 80)]
    original = office.take(two[0], "a.tif", save_all=True, append_images=two[1:])
    pages = [Page(original.sha256, 1), Page(original.sha256, 0)]
    upload = office.upload(office.document(original, pages=pages))
    assert upload.name == "document.pdf"
    assert upload.sent.pages == (Size(40, 80), Size(80, 40))
    assert office.upload(office.document(original)).data == (tmp_path / "a.tif").read_bytes()


def test_an_encrypted_pdf_is_sent_without_its_password(office):
    locked = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": "open", "owner_pw": "own"}
    document = office.document(office.take(new_pdf(lines=["Hidden"]), "a.pdf", **locked))
    with pytest.raises(PasswordNeeded):
        office.upload(document)
    office.passwords.put(document.originals[0].sha256, "open")
    made = pymupdf.open(stream=office.upload(document).data, filetype="pdf")
    assert not made.needs_pass
    assert made[0].get_text().strip() == "Hidden"


def test_a_missing_original_is_said(office):
    document = office.document(office.take(quarters()))
    office.originals.remove(document.originals[0].sha256)
    with pytest.raises(StoreError, match="missing"):
        office.upload(document)


def test_pages_as_pictures(office):
    original = office.take(quarters(800, 400))
    upload = office.upload(office.document(original, pages=[Page(original.sha256, 0, rotation=180)]))
    whole = upload.page(0, 0, "image/png", 0)
    assert (whole.size, whole.media_type) == (Size(800, 400), "image/png")
    assert corner(Image.open(io.BytesIO(whole.data)), "bottom right") == "top left"
    assert len(upload.page(0, 0, "image/jpeg", 3_000).data) <= 3_000


# The places to read


def revision(*entries, kind="card"):
    return Revision("d", document_type=kind, entries={entry.id: entry for entry in entries})


def value(*boxes, page=0, settled_by="Ada"):
    regions = tuple(Region(page, box.polygon()) for box in boxes)
    return Value("x", source=Source.MANUAL, settled_by=settled_by, regions=regions)


def regions(office, document_type="card", rotation=0):
    original = office.take(quarters())
    document = office.document(original, pages=[Page(original.sha256, 0, rotation=rotation)])
    return office.upload(document, document_type).sent


def test_without_a_drawn_place_the_type_tells_it(office):
    sent = regions(office)
    assert sent.regions == (SentRegion("name", 0, Box(0.1, 0.2, 0.5, 0.3)),)
    assert (sent.document_type, sent.regions_of) == ("card", "card")


def test_a_drawn_place_comes_first_and_lines_are_joined(office):
    below = Box(0.2, 0.5, 0.8, 0.6)
    office.revision = revision(Entry("number:0", "number", value(BOX)), Entry("name:0", "name", value(BOX, below)))
    assert regions(office).regions == (
        SentRegion("name", 0, Box(0.2, 0.4, 0.8, 0.6)),
        SentRegion("number", 0, BOX),
    )


def test_places_are_those_of_the_page_as_it_is_sent(office):
    office.revision = revision(Entry("number:0", "number", value(BOX)))
    sent = regions(office, rotation=90)
    number = sent.regions[1].box
    assert (number.left, number.top, number.right, number.bottom) == pytest.approx((0.5, 0.2, 0.6, 0.6))
    assert sent.turns == (90,)


def test_cells_have_names_of_their_own(office):
    cell = Entry("items:x", "items", value(BOX), 0.0, "row", "amount")
    office.revision = revision(cell, kind="form")
    sent = regions(office, AUTO)
    assert sent.regions == (SentRegion("items:0:amount", 0, BOX),)
    assert (sent.document_type, sent.regions_of) == (AUTO, "form")


def test_places_of_fields_that_the_wanted_type_does_not_have_are_left_out(office):
    office.revision = revision(Entry("total:0", "total", value(BOX)), kind="receipt")
    assert [region.field for region in regions(office).regions] == ["name"]
    nowhere = replace(value(), regions=(Region(0, ()), Region(7, BOX.polygon())))
    office.revision = revision(Entry("total:0", "total", nowhere), kind="receipt")
    assert regions(office, AUTO) == replace(regions(office, AUTO), regions=(), regions_of="")


def test_other_fields_and_lines_of_plain_text_are_asked_for_when_a_person_settled_them(office):
    found, settled = value(BOX, settled_by=""), value(BOX)
    office.revision = revision(Entry("extra:0", "extra", found), Entry("number:0", "number", found))
    assert [region.field for region in regions(office).regions] == ["name", "number"]
    office.revision = revision(Entry("extra:0", "extra", settled))
    assert [region.field for region in regions(office).regions] == ["name", "extra"]
    office.revision = revision(Entry("text:0", "text", found), Entry("text:1", "text", settled, 1.0), kind="plain_text")
    assert [region.field for region in regions(office, AUTO).regions] == ["text"]
