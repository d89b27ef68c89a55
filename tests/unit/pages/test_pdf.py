import random

import pymupdf
import pytest
from PIL import Image

from reviewer.errors import InputError, PasswordNeeded, TooLarge, UnreadableFile
from reviewer.pages.calls import PageSize
from sheets import corner, drawn, is_upright, lines_of_text, new_pdf, open_file, png, quarters


def pdf_of(image, size=(300, 150), rotation=0):
    document = new_pdf(size=size)
    document[0].insert_image(document[0].rect, stream=png(image))
    document[0].set_rotation(rotation)
    return document


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_is_drawn_as_its_rotation_says(saved, rotation):
    stored = quarters(300, 150).rotate(rotation, expand=True)
    file = saved(pdf_of(stored, stored.size, rotation), "a.pdf")

    assert file.size(0) == PageSize(1250, 625, 300.0)
    picture, notices = drawn(file)
    assert picture.size == (1250, 625)
    assert is_upright(picture)
    assert notices == ()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270, -90])
def test_an_operators_turn_goes_clockwise(saved, rotation):
    picture, _ = drawn(saved(pdf_of(quarters()), "a.pdf"), rotation=rotation)

    order = ["top left", "top right", "bottom right", "bottom left"]
    quarter = rotation // 90 % 4
    assert [corner(picture, name) for name in order] == order[len(order) - quarter :] + order[: len(order) - quarter]


def test_a_part_is_drawn_sharp_at_any_size(saved):
    file = saved(pdf_of(quarters()), "a.pdf")

    picture, _ = drawn(file, clip=(0.5, 0.5, 1.0, 1.0), width=2000)
    assert picture.size == (2000, 1000)
    assert picture.getpixel((1000, 500)) == (30, 40, 220)

    picture, _ = drawn(file, clip=(0.25, 0.25, 0.75, 0.75), height=100, rotation=90)
    assert picture.size == (50, 100)
    assert is_upright(picture.transpose(Image.Transpose.ROTATE_90))


def test_a_skewed_page_keeps_all_its_corners(saved):
    picture, _ = drawn(
        saved(pdf_of(Image.new("RGB", (40, 20), (220, 30, 30)), (400, 200)), "a.pdf"), skew=10, width=430
    )

    assert picture.width == 430
    assert picture.getpixel((60, 10)) == (220, 30, 30)
    assert picture.getpixel((picture.width - 60, 10)) == (255, 255, 255)
    assert picture.getpixel((2, picture.height - 3)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("size", "shown"), [((8400, 8400), (6325, 6325)), ((14400, 20), (32_000, 44)), ((2, 1), (8, 4))]
)
def test_a_page_of_any_size_is_brought_under_the_limits(saved, size, shown):
    file = saved(new_pdf(size=size), "a.pdf")

    assert (file.size(0).width, file.size(0).height) == shown
    picture, notices = drawn(file, width=100, height=100)
    assert max(picture.size) == 100
    assert bool(notices) == (size[0] > 2)


def test_how_large_the_paper_is_stands_in_the_notice(saved):
    _, notices = drawn(saved(new_pdf(size=(8400, 8400)), "a.pdf"), width=10)

    assert notices == ("This page measures 296 x 296 cm and is shown at 54 dots per inch.",)


def encrypted(**options):
    return {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "owner_pw": "owner", "user_pw": "Geheim", **options}


def test_a_password_is_asked_for(saved):
    with pytest.raises(PasswordNeeded, match="protected by a password") as raised:
        saved(new_pdf(lines=["secret"]), "a.pdf", **encrypted())
    assert raised.value.code == "password"

    with pytest.raises(PasswordNeeded, match="password is wrong") as raised:
        saved(new_pdf(lines=["secret"]), "a.pdf", password="geheim", **encrypted())
    assert raised.value.code == "wrong_password"

    file = saved(new_pdf(lines=["secret"]), "a.pdf", password="Geheim", **encrypted())
    assert file.encrypted
    assert file.page_count == 1
    assert file.text(0).text.text == "secret"


def test_a_password_that_is_not_needed_does_no_harm(saved):
    assert not saved(new_pdf(), "a.pdf", password="Geheim").encrypted
    assert not saved(new_pdf(), "b.pdf", **encrypted(user_pw="")).encrypted


def test_a_blank_page_is_white(saved):
    picture, notices = drawn(saved(new_pdf(), "a.pdf"), width=50)

    assert picture.getextrema() == ((255, 255),) * 3
    assert notices == ()


def test_forms_show_what_was_filled_in(saved):
    document = new_pdf()
    widget = pymupdf.Widget()
    widget.field_type, widget.field_name = pymupdf.PDF_WIDGET_TYPE_TEXT, "name"
    widget.field_value, widget.rect = "Giulia Rossi", pymupdf.Rect(20, 20, 200, 40)
    document[0].add_widget(widget)
    file = saved(document, "a.pdf")

    assert drawn(file)[0].convert("L").getextrema()[0] < 50
    assert file.text(0).text.text == "Giulia Rossi"


def test_pages_are_told_apart(saved):
    document = new_pdf(size=(100, 200))
    document.new_page(width=300, height=100)
    file = saved(document, "a.pdf")

    assert file.page_count == 2
    assert [file.size(index).width for index in (1, 0, 1)] == [1250, 417, 1250]
    with pytest.raises(InputError, match="no page 3: the file has 2"):
        drawn(file, 2)
    with pytest.raises(InputError):
        file.text(-1)


def test_too_many_pages_are_refused(saved, monkeypatch):
    monkeypatch.setattr("reviewer.processes.limits.PAGES", 2)
    document = new_pdf()
    document.new_page()
    document.new_page()

    with pytest.raises(TooLarge, match="more than 2 pages"):
        saved(document, "a.pdf")


MINIMAL = b"""%%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Count %d/Kids[%s]>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R>> endobj
4 0 obj <</Length %d>> stream
%s
endstream endobj
trailer <</Root 1 0 R>>
"""


def minimal(kids=b"3 0 R", count=1, contents=b"0 0 100 100 re f"):
    return MINIMAL % (count, kids, len(contents), contents)


def test_a_damaged_pdf_is_repaired_and_that_is_said(saved):
    file = saved(minimal(), "a.pdf")

    assert file.notices == ("This PDF is damaged and was repaired; check that nothing is missing.",)
    assert drawn(file)[0].getpixel((10, 10)) == (0, 0, 0)


def test_it_is_said_how_many_pages_could_be_read(saved):
    file = saved(minimal(b"3 0 R 9 0 R", 2), "a.pdf")

    assert file.notices == ("This PDF is damaged; 1 of 2 pages could be read.",)
    drawn(file, 0)
    with pytest.raises(UnreadableFile, match="Page 2 is damaged"):
        drawn(file, 1)


def test_a_loop_of_pages_ends(saved):
    file = saved(minimal(b"3 0 R 2 0 R", 2), "a.pdf")

    assert drawn(file, 0)[0].getpixel((10, 10)) == (0, 0, 0)


def test_no_pages_are_an_error(saved):
    with pytest.raises(UnreadableFile, match="no pages"):
        saved(minimal(b"", 0), "a.pdf")


def broken_stream(document, number):
    document.update_object(number, "<<>>" if not document.xref_is_image(number) else document.xref_object(number))
    document.update_stream(number, b"\x00broken" * 50, compress=0, new=0)
    document.xref_set_key(number, "Filter", "/FlateDecode")


def test_a_page_that_is_blank_because_it_is_damaged_is_no_blank_page(saved):
    document = new_pdf(lines=lines_of_text(3))
    broken_stream(document, document[0].get_contents()[0])
    file = saved(document, "a.pdf")

    with pytest.raises(UnreadableFile, match="Page 1 is damaged"):
        drawn(file)


def test_a_page_with_a_damaged_picture_is_shown_and_that_is_said(saved):
    document = pdf_of(quarters())
    document[0].insert_text((20, 130), "Text", fontsize=20, color=(1, 1, 1))
    broken_stream(document, document[0].get_images()[0][0])
    _, notices = drawn(saved(document, "a.pdf"))

    assert notices == ("This page is damaged; parts of it may be missing.",)


def test_what_is_only_begun_is_refused(saved):
    with pytest.raises(UnreadableFile, match="PDF is damaged"):
        saved(b"%PDF-1.7\n\xff\xff nothing", "a.pdf")


def test_a_form_for_adobe_only_is_told(saved):
    document = new_pdf()
    document.xref_set_key(document.pdf_catalog(), "NeedsRendering", "true")

    assert "only Adobe programs" in saved(document, "a.pdf").notices[0]


def test_chance_never_breaks_more_than_the_file(saved):
    chance = random.Random(3)
    whole = pdf_of(quarters()).tobytes()
    for number in range(60):
        data = bytearray(whole)
        for _ in range(6):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        try:
            file = saved(bytes(data), f"{number}.pdf")
            for index in range(min(3, file.page_count)):
                drawn(file, index, width=50)
                file.text(index)
        except InputError:
            continue


def test_a_file_with_any_name_is_opened(tmp_path):
    for name in ("Rechnung März.pdf", "請求書.pdf", "счёт.pdf", "a\udcff.pdf"):
        path = tmp_path / name
        path.write_bytes(new_pdf(lines=lines_of_text(2)).tobytes())
        assert open_file(path).page_count == 1
