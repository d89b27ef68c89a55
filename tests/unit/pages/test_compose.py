import io

import pymupdf
import pytest
from PIL import Image

from reviewer.domain.geometry import Box
from reviewer.errors import PasswordNeeded, UnreadableFile
from reviewer.pages.client import PageOf
from sheets import corner, is_upright, lines_of_text, new_pdf, quarters


@pytest.fixture
def letter(tmp_path):
    document = new_pdf(lines=lines_of_text(3), rotation=90)
    document.new_page(width=300, height=400).insert_text((20, 30), "The second page")
    document.set_metadata({"author": "Somebody", "title": "Secret"})
    document.embfile_add("extra.txt", b"attached to it")
    path = tmp_path / "letter.pdf"
    document.save(path)
    return path


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    quarters(800, 400).save(path, exif=exif)
    return path


def opened(data):
    return pymupdf.open(stream=data, filetype="pdf")


def drawn(page):
    pixmap = page.get_pixmap(dpi=300)
    return Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)


def test_pages_of_a_pdf_stay_text(client, letter):
    made = opened(client.compose([PageOf(letter, 1), PageOf(letter, 0, rotation=270)]))
    assert made.page_count == 2
    assert made[0].get_text().strip() == "The second page"
    assert made[1].get_text().splitlines() == lines_of_text(3)
    assert [page.rotation for page in made] == [0, 0]


def test_nothing_else_of_the_file_comes_along(client, letter):
    data = client.compose([PageOf(letter, 0)])
    made = opened(data)
    assert not made.metadata["author"]
    assert made.embfile_count() == 0
    assert b"Secret" not in data
    assert "second" not in "".join(page.get_text() for page in made)


def test_a_picture_becomes_a_page_of_its_pixels(client, photo):
    data = client.compose([PageOf(photo, 0), PageOf(photo, 0, rotation=90)])
    pages = [drawn(page) for page in opened(data)]
    assert [page.size for page in pages] == [(800, 400), (400, 800)]
    assert is_upright(pages[0])
    assert corner(pages[1], "top right") == "top left"
    assert b"at home" not in data


def test_a_part_of_a_page_holds_nothing_of_the_rest(client, letter):
    made = opened(client.compose([PageOf(letter, 1, Box(0.0, 0.5, 1.0, 1.0))]))
    assert made[0].get_text() == ""
    assert drawn(made[0]).size == (1250, 834) or drawn(made[0]).size == (1250, 833)
    (_, *_), *others = made[0].get_images()
    assert not others


def test_a_password_is_needed_and_then_gone(client, tmp_path):
    path = tmp_path / "locked.pdf"
    new_pdf(lines=["Hidden"]).save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="open", owner_pw="own")
    with pytest.raises(PasswordNeeded):
        client.compose([PageOf(path, 0)])
    made = opened(client.compose([PageOf(path, 0, password="open")]))
    assert not made.needs_pass
    assert made[0].get_text().strip() == "Hidden"


def test_forms_and_notes_are_kept(client, tmp_path):
    document = new_pdf(lines=["A form"])
    widget = pymupdf.Widget()
    widget.field_name, widget.field_type, widget.field_value = "name", pymupdf.PDF_WIDGET_TYPE_TEXT, "filled in"
    widget.rect = pymupdf.Rect(20, 100, 200, 120)
    document[0].add_widget(widget)
    document.save(tmp_path / "form.pdf")
    made = opened(client.compose([PageOf(tmp_path / "form.pdf", 0)]))
    assert [each.field_value for each in made[0].widgets()] == ["filled in"]


def test_a_damaged_page_is_told(client, letter, tmp_path):
    path = tmp_path / "damaged.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    with pytest.raises(UnreadableFile):
        client.compose([PageOf(letter, 0), PageOf(path, 0)])


def test_a_page_as_a_picture_file(client, letter, photo):
    made = client.encode(letter, 0)
    assert (made.width, made.height) == (1667, 1250)
    assert Image.open(io.BytesIO(made.data)).size == (1667, 1250)
    assert (client.encode(letter, 1, dpi=150).width, client.encode(letter, 1, dpi=600).width) == (625, 1250)
    turned = client.encode(photo, 0, format="png", rotation=90)
    assert (turned.width, turned.height) == (400, 800)
    assert corner(Image.open(io.BytesIO(turned.data)), "top right") == "top left"
    small = client.encode(photo, 0, most=3_000)
    assert len(small.data) <= 3_000
    part = client.encode(photo, 0, area=Box(0.0, 0.0, 0.5, 0.5))
    assert (part.width, part.height) == (400, 200)


def saved(image, path, **options):
    image.save(path, **options)
    return path


def test_what_others_see_of_a_file(client, letter, photo, tmp_path):
    assert client.is_as_shown(letter)
    assert client.is_as_shown(photo)
    assert client.is_as_shown(saved(quarters(), tmp_path / "a.png"))
    exif = Image.Exif()
    exif[274] = 6
    assert not client.is_as_shown(saved(quarters(), tmp_path / "a.jpg", exif=exif))
    assert not client.is_as_shown(saved(quarters(), tmp_path / "a.tif", exif=exif))
    two = [quarters(), quarters()]
    assert client.is_as_shown(saved(two[0], tmp_path / "b.tif", save_all=True, append_images=two[1:]))
    assert not client.is_as_shown(
        saved(two[0], tmp_path / "b.gif", save_all=True, append_images=[quarters().rotate(90)])
    )
    fax = quarters().convert("1")
    assert not client.is_as_shown(saved(fax, tmp_path / "fax.tif", dpi=(204, 98)))
