"""Small files to open, made on the spot, and what they should look like."""

import io
from pathlib import Path

import pymupdf
from PIL import Image, ImageDraw

from reviewer.domain.geometry import Box
from reviewer.pages import sniff
from reviewer.pages.calls import View
from reviewer.pages.image import PictureFile
from reviewer.pages.pdf import PdfFile

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 160, 40), (30, 40, 220), (255, 255, 255)
CORNERS = {"top left": RED, "top right": GREEN, "bottom right": BLUE, "bottom left": WHITE}


def quarters(width=80, height=40):
    """Red, green / white, blue: shows turns and mirrors."""
    image = Image.new("RGB", (width, height), WHITE)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill=RED)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), fill=GREEN)
    draw.rectangle((width // 2, height // 2, width, height), fill=BLUE)
    return image


def corner(image, name):
    x = image.width // 8 if "left" in name else image.width - 1 - image.width // 8
    y = image.height // 8 if "top" in name else image.height - 1 - image.height // 8
    color = image.convert("RGB").getpixel((x, y))
    near = [
        found for found, value in CORNERS.items() if max(abs(a - b) for a, b in zip(value, color, strict=True)) < 40
    ]
    return near[0] if near else color


def is_upright(image):
    return all(corner(image, name) == name for name in CORNERS)


def open_file(path: Path, password=None):
    media_type = sniff.check(path)
    return PdfFile(path, password) if media_type == sniff.PDF else PictureFile(path, media_type)


def drawn(file, index=0, clip=(0.0, 0.0, 1.0, 1.0), **view):
    """The page as a picture, and the notices about it."""
    raster, notices = file.draw(index, View(clip=Box(*clip), **view))
    return raster.image().copy(), notices


def lines_of_text(count=20):
    return [f"Line {number} of a letter about nothing in particular" for number in range(1, count + 1)]


def new_pdf(*, lines=(), size=(300, 400), rotation=0, **options):
    """A document with one page of text, not yet saved."""
    document = pymupdf.open()
    page = document.new_page(width=size[0], height=size[1])
    for number, line in enumerate(lines):
        page.insert_text((20, 30 + 16 * number), line, fontsize=9, **options)
    page.set_rotation(rotation)
    return document


def scan_of(lines, size=(300, 400), dpi=150):
    """The picture of a page with text, as a scanner makes it."""
    document = new_pdf(lines=lines, size=size)
    pixmap = document[0].get_pixmap(dpi=dpi)
    return Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)


def png(image):
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
