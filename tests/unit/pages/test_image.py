import contextlib
import io
import random
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from reviewer.errors import InputError, TooLarge, UnreadableFile
from reviewer.pages import image as image_file
from reviewer.pages import sniff
from reviewer.pages.calls import PageSize, TextLayer
from sheets import CORNERS, RED, corner, drawn, is_upright, open_file, png, quarters, scan_of

ORIENTED = {1: (), 2: (0,), 3: (3,), 4: (1,), 5: (5,), 6: (2,), 7: (6,), 8: (4,)}
"""By EXIF orientation: the transposition (of Pillow's numbers) that takes the upright picture to the stored one."""


def stored(orientation):
    image = quarters()
    for transposition in ORIENTED[orientation]:
        image = image.transpose(transposition)
    return image


def test_orientations_undo_what_they_say():
    assert stored(6).size == (40, 80)
    assert corner(stored(3), "top left") == "bottom right"


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["page.jpg", "page.png", "page.webp", "page.tif"])
def test_a_picture_is_turned_as_its_exif_says(saved, orientation, name):
    exif = Image.Exif()
    exif[274] = orientation
    options = {"lossless": True} if name.endswith("webp") else {}
    file = saved(stored(orientation), name, exif=exif.tobytes(), **options)

    assert file.size(0) == PageSize(80, 40)
    picture, notices = drawn(file)
    assert picture.size == (80, 40)
    assert is_upright(picture)
    assert notices == ()


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.png", {}),
        ("a.png", {"mode": "P"}),
        ("a.png", {"mode": "RGBA"}),
        ("a.bmp", {}),
        ("a.gif", {"mode": "P"}),
        ("a.webp", {"lossless": True}),
        ("a.jp2", {}),
        ("a.ppm", {}),
        ("a.jpg", {"quality": 95}),
        ("a.jpg", {"mode": "CMYK", "quality": 95}),
        ("a.jpg", {"progressive": True, "quality": 95}),
        ("a.tif", {"compression": "tiff_lzw"}),
        ("a.tif", {"compression": "tiff_deflate", "mode": "CMYK"}),
        ("a.tif", {"compression": "jpeg"}),
        ("a.tif", {"big_tiff": True}),
        ("a.tif", {"mode": "P"}),
        ("a.tif", {"mode": "YCbCr"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value.values())),
)
def test_every_format_shows_its_colors(saved, name, options):
    options = dict(options)
    mode = options.pop("mode", "RGB")
    file = saved(quarters().quantize() if mode == "P" else quarters().convert(mode), name, **options)

    assert is_upright(drawn(file)[0])
    assert file.page_count == 1
    assert not file.encrypted


@pytest.mark.parametrize(("name", "media_type"), [("page.png", "image/jpeg"), ("page.pdf", "image/png")])
def test_the_content_decides_not_the_name(tmp_path, name, media_type):
    path = tmp_path / name
    quarters().save(path, media_type.split("/")[1])

    assert sniff.check(path) == media_type
    assert corner(drawn(open_file(path))[0], "top left") == "top left"


def test_lab_is_shown_in_its_colors(saved):
    to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    file = saved(ImageCms.applyTransform(quarters(), to_lab), "lab.tif")

    assert is_upright(drawn(file)[0])


@pytest.mark.parametrize("bits", [8, 10, 12, 16])
@pytest.mark.parametrize("name", ["deep.png", "deep.tif"])
def test_16_bits_are_shown_by_the_bits_that_are_used(saved, bits, name):
    image = Image.new("I;16", (16, 4))
    for x in range(16):
        for y in range(4):
            image.putpixel((x, y), ((1 << bits) - 1) * x // 15)

    picture, _ = drawn(saved(image, name))

    greys = [picture.getpixel((x, 2)) for x in range(16)]
    assert picture.mode == "L"
    assert all(abs(grey - 17 * x) <= 2 for x, grey in enumerate(greys))


def test_16_bits_counted_from_white(saved):
    image = Image.new("I;16", (16, 4), 0)
    image.putpixel((3, 1), 65535)

    picture, _ = drawn(saved(image, "negative.tif", tiffinfo={262: 0}))

    assert picture.getpixel((0, 0)) == 255
    assert picture.getpixel((3, 1)) == 0


@pytest.mark.parametrize("compression", [None, "group4", "group3", "tiff_lzw", "packbits"])
@pytest.mark.parametrize("photometric", [0, 1], ids=["white is zero", "black is zero"])
def test_one_bit_is_black_on_white(saved, compression, photometric):
    image = Image.new("1", (64, 32), photometric)
    image.paste(1 - photometric, (0, 0, 16, 16))
    buffer = io.BytesIO()
    image.save(buffer, "TIFF", compression=compression, tiffinfo={262: 1})
    tag = struct.Struct("<HHIH")
    data = buffer.getvalue().replace(tag.pack(262, 3, 1, 1), tag.pack(262, 3, 1, photometric))

    picture, _ = drawn(saved(data, "fax.tif"))

    assert (picture.getpixel((4, 4)), picture.getpixel((40, 20))) == (0, 255)


def test_a_fax_of_few_rows_is_as_high_as_its_paper(saved):
    fax = saved(Image.new("1", (170, 110), 1), "fax.tif", dpi=(204, 98), compression="group3")

    assert fax.size(0) == PageSize(170, 229, 204.0)
    assert drawn(fax)[0].size == (170, 229)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_white_paper(saved, mode):
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 10, 20))

    picture, _ = drawn(saved(image.convert(mode), "clear.png"))

    assert picture.convert("L").getpixel((15, 5)) == 255
    assert picture.convert("L").getpixel((5, 5)) == 0


def test_a_transparent_color_is_white_paper(saved):
    picture, _ = drawn(saved(Image.new("RGB", (20, 20), (1, 2, 3)), "key.png", transparency=(1, 2, 3)))

    assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_a_tiff_has_pages_of_any_size_and_depth(saved):
    pages = [Image.new("1", (30, 20), 1), quarters(), Image.new("L", (10, 50), 90)]
    file = saved(pages[0], "pages.tif", save_all=True, append_images=pages[1:])

    assert file.page_count == 3
    assert [file.size(index) for index in (2, 0, 1)] == [PageSize(10, 50), PageSize(30, 20), PageSize(80, 40)]
    assert is_upright(drawn(file, 1)[0])
    assert drawn(file, 2)[0].getpixel((5, 5)) == 90
    with pytest.raises(InputError, match="no page 4: the file has 3"):
        file.size(3)


def test_a_reduced_copy_beside_a_page_is_no_page(saved):
    small = quarters(20, 10)
    small.encoderinfo = {"tiffinfo": {254: 1}}
    file = saved(quarters(), "thumb.tif", save_all=True, append_images=[small])

    assert file.page_count == 1


def test_only_the_first_frame_of_an_animation_is_shown_and_that_is_said(saved):
    frames = [quarters().quantize(), Image.new("P", (80, 40), 3)]
    file = saved(frames[0], "moving.gif", save_all=True, append_images=frames[1:])

    assert file.page_count == 1
    assert file.notices == ("This GIF picture has 2 frames; only the first is shown.",)
    assert is_upright(drawn(file)[0])


def test_a_photo_with_a_second_one_behind_is_one_page(saved):
    file = saved(quarters(), "phone.jpg", format="MPO", save_all=True, append_images=[quarters(20, 10)])

    assert file.page_count == 1
    assert is_upright(drawn(file)[0])


@pytest.mark.parametrize("rotation", [0, 90, 180, 270, 360, -90])
def test_a_turn_goes_clockwise(saved, rotation):
    picture, _ = drawn(saved(quarters(), "a.png"), rotation=rotation)

    order = ["top left", "top right", "bottom right", "bottom left"]
    turned = order[-(rotation // 90 % 4) :] + order[: -(rotation // 90 % 4)] if rotation % 360 else order
    assert [corner(picture, name) for name in order] == turned
    assert picture.size == ((80, 40) if rotation % 180 == 0 else (40, 80))


def test_a_skewed_page_keeps_all_its_corners(saved):
    picture, _ = drawn(saved(Image.new("RGB", (400, 200), RED), "a.png"), skew=10)

    assert 420 < picture.width < 440
    assert 260 < picture.height < 275
    assert picture.getpixel((2, picture.height - 3)) == (255, 255, 255)
    # Clockwise: the top left corner of the page is right of the picture's and the right side sinks.
    assert picture.getpixel((60, 10)) == (220, 30, 30)
    assert picture.getpixel((picture.width - 60, 10)) == (255, 255, 255)


def test_a_part_is_cut_out_and_scaled_to_fit(saved):
    file = saved(quarters(800, 400), "a.png")

    picture, _ = drawn(file, clip=(0.5, 0.0, 1.0, 0.5), width=100, height=100)
    assert picture.size == (100, 50)
    assert picture.getpixel((50, 25)) == picture.getpixel((96, 3)) == (30, 160, 40)

    assert drawn(file, clip=(0.5, 0.5, 1.0, 1.0), width=0, height=60)[0].size == (120, 60)
    assert drawn(file, clip=(0.999, 0.999, 3.0, 3.0))[0].size == (1, 1)
    assert drawn(file, clip=(0.3, 0.3, 0.2, 0.2))[0].size == (1, 1)


@pytest.mark.parametrize("name", ["big.jpg", "big.jp2"])
def test_a_small_picture_is_decoded_small_and_a_large_one_again(saved, name):
    file = saved(quarters(1600, 800), name)

    assert is_upright(drawn(file, width=160, height=160)[0])
    assert file._base.image.size == (200, 100)
    assert is_upright(drawn(file)[0])
    assert file._base.image.size == (1600, 800)
    base = file._base
    drawn(file, width=10, height=10)
    assert file._base is base


def test_a_large_picture_is_reduced_and_that_is_said(saved, monkeypatch):
    monkeypatch.setattr("reviewer.processes.limits.SHOWN_PIXELS", 5_000_000)
    file = saved(quarters(4000, 3000), "large.png")

    picture, notices = drawn(file)

    assert file.size(0) == PageSize(2582, 1936)
    assert picture.size == (2582, 1936)
    assert is_upright(picture)
    assert notices == ("The picture has 12 Mpx and is shown at 5 Mpx.",)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "I;16B", "I", "F", "LAB"])
def test_any_kind_can_be_reduced(saved, monkeypatch, mode):
    monkeypatch.setattr("reviewer.processes.limits.SHOWN_PIXELS", 100_000)
    grey = Image.linear_gradient("L").resize((1000, 700))
    image = Image.new("I;16", grey.size) if mode.startswith("I;16") else grey.convert("RGB")
    if mode.startswith("I;16"):
        image = Image.frombytes(mode, grey.size, b"".join(bytes((value, value)) for value in grey.tobytes()))
    elif mode == "F":
        image = grey.convert("F").point(lambda value: value / 255 + 0.0)
    elif mode == "LAB":
        lab = ImageCms.createProfile("LAB")
        image = ImageCms.applyTransform(
            image, ImageCms.buildTransform(ImageCms.createProfile("sRGB"), lab, "RGB", "LAB")
        )
    elif mode == "I":
        image = grey.convert("I").point(lambda value: value * 257 + 0)
    else:
        image = image.convert(mode)

    picture, _ = drawn(saved(image, "any.tif"))

    assert picture.size == (378, 265)
    rows = [picture.convert("L").getpixel((100, y)) for y in (10, 130, 255)]
    assert rows[0] < 60 < 90 < rows[1] < 170 < rows[2]


def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path, monkeypatch):
    monkeypatch.setattr("reviewer.processes.limits.DECODE_PIXELS", 1_000)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1_000)
    path = tmp_path / "a.png"
    quarters().save(path)

    with pytest.raises(TooLarge, match="million pixels"):
        drawn(open_file(path))
    assert image_file.Image.MAX_IMAGE_PIXELS == 1_000


def test_a_bomb_of_60000_by_60000_is_refused(saved):
    data = bytearray(png(Image.new("1", (8, 8))))
    header = data[12:29]
    header[4:12] = (60_000).to_bytes(4, "big") * 2
    data[12:29] = header
    data[29:33] = _crc(header)

    with pytest.raises(TooLarge):
        saved(bytes(data), "bomb.png")


def _crc(data):
    return zlib.crc32(data).to_bytes(4, "big")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP", "JPEG2000"])
def test_cut_off_anywhere_it_shows_a_part_and_says_so_or_is_refused(saved, form):
    buffer = io.BytesIO()
    scan_of(["A letter"] * 6, dpi=60).save(buffer, form)
    data = buffer.getvalue()

    for number, share in enumerate((0.01, 0.1, 0.4, 0.9, 0.99)):
        try:
            picture, notices = drawn(saved(data[: int(len(data) * share)], f"{number}.bin"))
        except UnreadableFile:
            continue
        else:
            assert notices or picture.tobytes() == drawn(saved(data, "whole.bin"))[0].tobytes()
            assert len(picture.getcolors(100_000)) > 1


def test_the_upper_part_of_a_cut_off_jpeg_is_shown(saved):
    buffer = io.BytesIO()
    noise = Image.effect_noise((400, 400), 90)
    noise.save(buffer, "JPEG", quality=90)

    picture, notices = drawn(saved(buffer.getvalue()[: buffer.tell() // 2], "half.jpg"))

    assert "cut off" in notices[0]
    assert len(picture.crop((0, 0, 400, 100)).getcolors()) > 50


def test_chance_never_breaks_more_than_the_file(saved):
    chance = random.Random(7)
    for form in ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP"):
        buffer = io.BytesIO()
        quarters().save(buffer, form)
        for number in range(25):
            data = bytearray(buffer.getvalue())
            for _ in range(4):
                data[chance.randrange(4, len(data))] = chance.randrange(256)
            with contextlib.suppress(InputError):
                drawn(saved(bytes(data), f"{form}{number}"))


def test_damaged_exif_does_not_matter(saved):
    assert is_upright(drawn(saved(quarters(), "a.jpg", exif=b"Exif\0\0II*\0\xff\xff\xff\xff", quality=95))[0])


@pytest.mark.parametrize(("dpi", "told"), [(300, 300), (1, 0), (72, 0), (9999, 0)])
def test_dpi_is_told_when_it_can_be_believed(saved, dpi, told):
    assert saved(quarters(), "a.png", dpi=(dpi, dpi)).size(0).dpi == pytest.approx(told, abs=0.1)


def test_a_heic_photo_without_the_addition_names_it(saved, monkeypatch):
    monkeypatch.setattr(image_file, "pillow_heif", None)

    with pytest.raises(UnreadableFile, match="pip install pillow-heif"):
        saved(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "photo.heic")


def test_a_picture_has_no_text_of_its_own(saved):
    assert saved(quarters(), "a.png").text(0) == TextLayer(None, "A picture has no text of its own.")


def test_all_corners_differ():
    assert len(set(CORNERS.values())) == 4
