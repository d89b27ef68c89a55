import io

import pymupdf
import pytest
from PIL import Image, ImageDraw

from reviewer.domain.geometry import bounds
from reviewer.domain.text import TextSource
from sheets import drawn, lines_of_text, new_pdf, open_file, png, quarters, scan_of

LINES = lines_of_text()
INVISIBLE = {"render_mode": 3}


def layer_of(document, tmp_path, index=0):
    path = tmp_path / "page.pdf"
    document.save(path)
    file = open_file(path)
    return file.text(index), file


def scanned(lines=LINES, size=(300, 400), **options):
    """A scan, with text over it as an OCR program would add."""
    document = new_pdf(size=size)
    document[0].insert_image(document[0].rect, stream=png(scan_of(lines, size)))
    return document


def test_visible_text_is_used_with_its_words_in_lines(tmp_path):
    layer, _ = layer_of(new_pdf(lines=LINES), tmp_path)

    assert layer.text.text.splitlines() == LINES
    assert layer.text.source is TextSource.TEXT_LAYER
    assert layer.text.engine == "text layer"
    assert layer.text.version == pymupdf.__version__
    assert layer.text.aspect == pytest.approx(0.75, abs=0.001)
    assert {word.confidence for word in layer.text.words} == {1.0}
    assert layer.reason == layer.text.reason


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_every_word_stands_where_its_ink_is(tmp_path, rotation):
    layer, file = layer_of(new_pdf(lines=LINES, rotation=rotation), tmp_path)
    picture, _ = drawn(file, width=800, height=800)
    rest = ImageDraw.Draw(picture)

    for word in layer.text.words:
        box = bounds(word.polygon)
        part = (
            box.left * picture.width,
            box.top * picture.height,
            box.right * picture.width,
            box.bottom * picture.height,
        )
        assert picture.crop(tuple(map(round, part))).convert("L").getextrema()[0] < 128
        rest.rectangle((part[0] - 1, part[1] - 1, part[2] + 1, part[3] + 1), fill=(255, 255, 255))

    assert picture.convert("L").getextrema()[0] > 200


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_polygon_begins_at_the_words_own_top_left(tmp_path, rotation):
    """On a turned page the writing turns with it: clockwise from where a reader of the word sees its top left."""
    layer, _ = layer_of(new_pdf(lines=["Left Right"], rotation=rotation), tmp_path)
    (x1, y1), (x2, y2), _, _ = layer.text.words[0].polygon

    way = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[rotation]
    assert ((x2 - x1 > 0.01) - (x2 - x1 < -0.01), (y2 - y1 > 0.01) - (y2 - y1 < -0.01)) == way


def test_letters_have_their_edges(tmp_path):
    layer, _ = layer_of(new_pdf(lines=["Will"], fontname="cour"), tmp_path)

    assert layer.text.words[0].edges == pytest.approx([0, 0.25, 0.25, 0.5, 0.5, 0.75, 0.75, 1], abs=0.01)


def test_slanted_writing_has_slanted_polygons(tmp_path):
    document = new_pdf(size=(400, 400))
    start = pymupdf.Point(60, 200)
    document[0].insert_text(start, "Slanted", fontsize=30, morph=(start, pymupdf.Matrix(1, 1).prerotate(-30)))
    layer, _ = layer_of(document, tmp_path)

    (word,) = layer.text.words
    left, right = word.polygon[0], word.polygon[1]
    assert word.text == "Slanted"
    slope = (right[1] - left[1]) / (right[0] - left[0])
    assert abs(slope) == pytest.approx(0.577, abs=0.02)
    length = ((right[0] - left[0]) ** 2 + (right[1] - left[1]) ** 2) ** 0.5 * 400
    assert length == pytest.approx(pymupdf.get_text_length("Slanted", fontsize=30), rel=0.02)


def test_a_picture_alone_has_no_text(tmp_path):
    layer, _ = layer_of(scanned(), tmp_path)

    assert layer.text is None
    assert "no text of its own" in layer.reason


def test_the_hidden_text_of_an_ocr_program_is_not_used(tmp_path):
    document = scanned()
    for number, line in enumerate(LINES):
        document[0].insert_text((20, 30 + 16 * number), line, fontsize=9, **INVISIBLE)
    layer, _ = layer_of(document, tmp_path)

    assert layer.text is None
    assert "hidden" in layer.reason


def test_text_under_the_scan_is_not_used(tmp_path):
    document = new_pdf(lines=LINES)
    document[0].insert_image(document[0].rect, stream=png(scan_of(LINES)), overlay=True)
    layer, _ = layer_of(document, tmp_path)

    assert layer.text is None
    assert "hidden" in layer.reason


@pytest.mark.parametrize("stamp", ["Received 03.04.2025 No. 4711", "Page 1"])
def test_a_scan_with_a_stamp_as_text_is_not_used(tmp_path, stamp):
    document = scanned()
    document[0].insert_text((20, 15), stamp, fontsize=9)
    layer, _ = layer_of(document, tmp_path)

    assert layer.text is None
    assert "only a part" in layer.reason


def test_a_page_half_of_which_is_a_picture_of_text_is_not_used(tmp_path):
    document = new_pdf(lines=LINES[:10])
    document[0].insert_image(pymupdf.Rect(0, 200, 300, 400), stream=png(scan_of(LINES[:10], (300, 200))))
    layer, _ = layer_of(document, tmp_path)

    assert layer.text is None
    assert "only a part" in layer.reason


def test_logos_photos_and_rules_do_not_matter(tmp_path):
    document = new_pdf(lines=[*([""] * 5), *LINES[:15]])
    page = document[0]
    page.insert_image(pymupdf.Rect(200, 10, 280, 60), stream=png(quarters()))
    photo = Image.effect_noise((200, 100), 60)
    page.insert_image(pymupdf.Rect(20, 345, 280, 395), stream=png(photo), keep_proportion=False)
    for y in range(100, 345, 16):
        page.draw_line((15, y), (285, y))
    for x in (15, 150, 285):
        page.draw_line((x, 100), (x, 340))
    layer, _ = layer_of(document, tmp_path)

    assert layer.text is not None
    assert layer.text.text.splitlines() == LINES[:15]


def test_white_letters_on_a_dark_bar_are_seen(tmp_path):
    document = new_pdf(lines=LINES[:8])
    document[0].draw_rect((10, 200, 290, 230), fill=(0, 0, 0.4))
    document[0].insert_text((20, 220), "Total amount 123.45", fontsize=11, color=(1, 1, 1))
    layer, _ = layer_of(document, tmp_path)

    assert "Total amount 123.45" in layer.text.text


def test_words_that_nobody_sees_are_left_out(tmp_path):
    document = new_pdf(lines=LINES)
    document[0].insert_text((20, 380), "Approve the payment", fontsize=9, color=(1, 1, 1))
    document[0].insert_text((20, 395), "Never mind", fontsize=9, **INVISIBLE)
    document[0].draw_rect((64, 37, 90, 49), fill=(0, 0, 0))
    layer, _ = layer_of(document, tmp_path)

    assert layer.text is not None
    assert "payment" not in layer.text.text
    assert "mind" not in layer.text.text
    assert layer.text.lines[1].text == "Line 2 of a about nothing in particular"


def test_much_invisible_text_makes_all_of_it_doubtful(tmp_path):
    document = new_pdf(lines=LINES[:3])
    for number, line in enumerate(LINES[3:]):
        document[0].insert_text((20, 100 + 16 * number), line, fontsize=9, color=(1, 1, 1))
    layer, _ = layer_of(document, tmp_path)

    assert layer.text is None
    assert "cannot be seen" in layer.reason


def type3(unicode_map):
    """A page with a font of drawings; with or without a table of what they mean."""
    document = new_pdf()
    page = document[0]
    glyph, font, contents = (document.get_new_xref() for _ in range(3))
    document.update_object(glyph, "<<>>")
    document.update_stream(glyph, b"700 0 0 0 600 700 d1 0 0 600 700 re f")
    names = "/g1/g2/g3"
    table = ""
    if unicode_map:
        number = document.get_new_xref()
        document.update_object(number, "<<>>")
        pairs = "".join(f"<{code:02x}> <{ord(letter):04x}>\n" for code, letter in zip((1, 2, 3), "abc", strict=True))
        cmap = f"1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar {pairs} endbfchar"
        document.update_stream(number, f"begincmap {cmap} endcmap".encode())
        table = f"/ToUnicode {number} 0 R"
    document.update_object(
        font,
        f"<</Type/Font/Subtype/Type3/FontBBox[0 0 700 700]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 1/LastChar 3"
        f"/Widths[700 700 700]/Encoding<</Differences[1{names}]>>{table}"
        f"/CharProcs<</g1 {glyph} 0 R/g2 {glyph} 0 R/g3 {glyph} 0 R>>>>",
    )
    document.update_object(contents, "<<>>")
    document.update_stream(contents, b"BT /F1 20 Tf 20 300 Td <010203> Tj ET")
    page.set_contents(contents)
    document.xref_set_key(page.xref, "Resources", f"<</Font<</F1 {font} 0 R>>>>")
    return document


def test_fonts_that_do_not_say_their_letters_are_not_used(tmp_path):
    layer, _ = layer_of(type3(unicode_map=False), tmp_path)

    assert layer.text is None
    assert "cannot be turned into letters" in layer.reason


def test_fonts_of_drawings_that_say_their_letters_are_used(tmp_path):
    layer, _ = layer_of(type3(unicode_map=True), tmp_path)

    assert layer.text.text == "abc"


def test_more_text_than_can_be_shown_is_not_used(tmp_path, monkeypatch):
    monkeypatch.setattr("reviewer.processes.limits.TEXT_LETTERS", 100)
    layer, _ = layer_of(new_pdf(lines=LINES), tmp_path)

    assert layer.text is None
    assert "more text" in layer.reason


def test_of_very_much_text_the_places_of_letters_are_left_out(tmp_path, monkeypatch):
    few, _ = layer_of(new_pdf(lines=LINES), tmp_path)
    monkeypatch.setattr("reviewer.processes.limits.PLACED_LETTERS", 10)
    many, _ = layer_of(new_pdf(lines=LINES), tmp_path)

    assert many.text.text == few.text.text
    assert all(word.edges for line in few.text.lines for word in line.words)
    assert not any(word.edges for line in many.text.lines for word in line.words)


def test_columns_are_read_one_after_the_other_and_tables_across(tmp_path):
    document = new_pdf(size=(400, 400))
    page = document[0]
    page.insert_text((20, 30), "A heading over both of the columns", fontsize=11)
    for number in range(4):
        page.insert_text((220, 60 + 12 * number), f"right column line {number}", fontsize=9)
        page.insert_text((20, 60 + 12 * number), f"left column line {number}", fontsize=9)
    for number in range(4):
        page.insert_text((320, 200 + 14 * number), f"{number}.50", fontsize=9)
        page.insert_text((20, 200 + 14 * number), f"item{number}", fontsize=9)
    layer, _ = layer_of(document, tmp_path)

    columns = [f"{side} column line {number}" for side in ("left", "right") for number in range(4)]
    rows = [text for number in range(4) for text in (f"item{number}", f"{number}.50")]
    assert [line.text for line in layer.text.lines] == ["A heading over both of the columns", *columns, *rows]


def test_writing_in_the_margin_does_not_disturb(tmp_path):
    document = new_pdf(lines=LINES)
    document[0].insert_text((10, 350), "Form 27 in the margin", fontsize=6, rotate=90)
    layer, _ = layer_of(document, tmp_path)

    assert [line.text for line in layer.text.lines] == [*LINES, "Form 27 in the margin"]


def test_a_page_all_turned_is_read_in_its_own_direction(tmp_path):
    document = new_pdf(size=(400, 300))
    for number, line in enumerate(LINES[:10]):
        document[0].insert_text((20 + 16 * number, 290), line, fontsize=9, rotate=90)
    layer, _ = layer_of(document, tmp_path)

    assert [line.text for line in layer.text.lines] == LINES[:10]


def test_invisible_characters_do_not_get_into_words(tmp_path):
    buffer = io.BytesIO()
    document = new_pdf(lines=["12\u00ad34"])
    document.save(buffer)
    layer, _ = layer_of(pymupdf.open(stream=buffer.getvalue(), filetype="pdf"), tmp_path)

    assert layer.text.text == "12-34"
