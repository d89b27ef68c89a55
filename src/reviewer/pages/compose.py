"""A PDF made of pages of other files. Beside `pdf` the only importer of MuPDF, in the page child too."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from reviewer.errors import ReviewerError, TooLarge
from reviewer.jobs import Report, silent
from reviewer.pages import complaints, sniff
from reviewer.pages.calls import WHOLE, Leaf, Source, View
from reviewer.pages.encode import fitted, form_of
from reviewer.pages.image import PictureFile
from reviewer.pages.pdf import DPI, PdfFile, as_complaint, fitz
from reviewer.processes import limits

_POINTS = 72.0

OpenFile = PdfFile | PictureFile


def composed(leaves: Sequence[Leaf], report: Report = silent) -> bytes:
    """A PDF of these pages. Pages of PDFs stay what they are; pictures, and parts of pages, become pictures.

    What the files say of themselves, what is attached to them, and what lies outside of a part is not in it.

    Raises:
        InputError: a file cannot be read, or the result is too large.
    """
    files: dict[Source, tuple[OpenFile, str]] = {}
    made = fitz.open()
    try:
        for done, leaf in enumerate(leaves):
            report(done / len(leaves), "")
            if leaf.source not in files:
                files[leaf.source] = _opened(leaf.source)
            file, media_type = files[leaf.source]
            if not (isinstance(file, PdfFile) and leaf.area is None and _copied(made, file, leaf)):
                _drawn(made, file, leaf, form_of(media_type), report)
        report(1.0, "")
        with as_complaint(complaints.damaged("PDF")):
            data: bytes = made.tobytes(garbage=3, deflate=True, encryption=fitz.PDF_ENCRYPT_NONE)
    finally:
        made.close()
        for file, _ in files.values():
            file.close()
    if len(data) > limits.FILE_BYTES:
        raise TooLarge("These pages together are too large for one file.", "Split the document.")
    return data


def _opened(source: Source) -> tuple[OpenFile, str]:
    path = Path(os.fsdecode(source.path))
    media_type = sniff.check(path)
    file = PdfFile(path, source.password) if media_type == sniff.PDF else PictureFile(path, media_type)
    return file, media_type


def _copied(made: Any, file: PdfFile, leaf: Leaf) -> bool:
    """Whether the page could be copied as it is; a damaged one may be drawn still."""
    before = made.page_count
    try:
        file.copy_page(leaf.index, made, leaf.rotation)
    except ReviewerError:
        with suppress(Exception):
            made.delete_pages(range(before, made.page_count))
        return False
    return bool(made.page_count == before + 1)


def _drawn(made: Any, file: OpenFile, leaf: Leaf, form: str, report: Report) -> None:
    """A page that shows a picture, at as many dots per inch as every page frame has."""
    raster, _ = file.draw(leaf.index, View(clip=leaf.area or WHOLE, rotation=leaf.rotation))
    picture = fitted(raster.image(), form, report=report)
    width, height = (side * _POINTS / DPI for side in picture.size)
    with as_complaint(complaints.damaged_page(leaf.index)):
        page = made.new_page(width=width, height=height)
        page.insert_image(page.rect, stream=picture.data)
