"""PDF files, by MuPDF, which runs in the page child alone."""

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image
from pymupdf import mupdf

from reviewer.errors import ReviewerError
from reviewer.pages import complaints
from reviewer.pages.calls import WHOLE, PageSize, TextLayer, View
from reviewer.pages.frame import Matrix, layout, placing, reduced
from reviewer.pages.ink import DPI as INK_DPI
from reviewer.pages.raster import is_one_color
from reviewer.pages.text_layer import PageContents, judged
from reviewer.processes import limits

DPI = 300
_POINTS = 72.0
_TEXT = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_USE_CID_FOR_UNKNOWN_UNICODE
_INK_PIXELS = 2_000_000
_COVERED = 0.9
_LOSS = re.compile("error|premature|truncated|corrupt|broken")  # MuPDF also warns of much that nobody misses

fitz: Any = pymupdf  # says that it is typed, and is not
fitz.TOOLS.mupdf_display_errors(False)
fitz.TOOLS.mupdf_display_warnings(False)


class PixmapRaster:
    """A page that MuPDF drew, already as BGRX."""

    def __init__(self, pixmap: Any) -> None:
        self._pixmap = pixmap
        self.width: int = pixmap.width
        self.height: int = pixmap.height
        self.stride: int = pixmap.stride

    def copy(self, target: memoryview) -> None:
        target[: self.stride * self.height] = self._pixmap.samples_mv

    def image(self) -> Image.Image:
        samples = self._pixmap.samples_mv
        return Image.frombuffer("RGB", (self.width, self.height), samples, "raw", "BGRX", self.stride, 1)


class PdfFile:
    """An open PDF. Keeps the last page that it read.

    Args:
        path: of the file.
        password: to open it with; ignored where none is needed.

    Raises:
        PasswordNeeded: none given, or a wrong one.
        UnreadableFile: damaged, or without pages.
        TooLarge: too many pages.
    """

    as_shown = True

    def __init__(self, path: Path, password: str | None) -> None:
        data = _bytes(path)
        with as_complaint(complaints.damaged("PDF")):
            self._document = fitz.open(stream=data, filetype="pdf")
            self.encrypted = bool(self._document.needs_pass)
            if self.encrypted:
                self._unlock(password)
            self.page_count: int = self._document.page_count
        if self.page_count == 0:
            raise complaints.no_pages()
        if self.page_count > limits.PAGES:
            raise complaints.many_pages()
        self._last: tuple[int, Any, Any] | None = None
        self.notices = self._about()

    def size(self, index: int) -> PageSize:
        page, _ = self._page(index)
        width, height = _frame(page)
        return PageSize(width, height, round(width / page.rect.width * _POINTS, 1))

    def draw(self, index: int, view: View) -> tuple[PixmapRaster, tuple[str, ...]]:
        """The page, or a part of it, and notices about it."""
        page, contents = self._page(index)
        width, height = _frame(page)
        plan = layout(width, height, view)
        matrix = placing(plan, view, page.rect.width, page.rect.height)
        with as_complaint(complaints.damaged_page(index)):
            pixmap = _drawn(contents, matrix, plan.turned_width, plan.turned_height, _bgr())
        raster, notices = PixmapRaster(pixmap), _size_notices(page, width)
        if _LOSS.search(fitz.TOOLS.mupdf_warnings(reset=False)):
            if view.clip == WHOLE and is_one_color(raster.image()):
                raise complaints.damaged_page(index)
            notices = (*notices, "This page is damaged; parts of it may be missing.")
        return raster, notices

    def text(self, index: int) -> TextLayer:
        """The page's own text, when it can stand for what is seen."""
        page, contents = self._page(index)
        width, height = _frame(page)
        with as_complaint(complaints.damaged_page(index)):
            if len(page.get_text(flags=_TEXT)) > limits.TEXT_LETTERS:
                return TextLayer(None, "This page holds more text than can be shown.")
            a, b, c, d, e, f = page.rotation_matrix
            across, down = page.rect.width, page.rect.height
            found = PageContents(
                raw=page.get_text("rawdict", flags=_TEXT),
                matrix=(a / across, b / down, c / across, d / down, e / across, f / down),
                under_pictures=_under_pictures(page.get_bboxlog()),
                grey=lambda: _grey(page, contents),
                aspect=width / height,
                version=str(fitz.__version__),
            )
            return judged(found, index)

    def copy_page(self, index: int, target: Any, rotation: int) -> None:
        """Append a page to another document of MuPDF's, turned clockwise by a multiple of 90 degrees.

        Raises:
            UnreadableFile: it is damaged.
        """
        page, _ = self._page(index)
        turn = (page.rotation + rotation) % 360
        with as_complaint(complaints.damaged_page(index)):
            target.insert_pdf(self._document, from_page=index, to_page=index, rotate=turn, links=False, final=0)

    def attachments(self) -> Iterator[tuple[str, bytes]]:
        """Names and bytes of the first attached files; of each no more than `limits.XML_BYTES` and one."""
        with as_complaint(complaints.damaged("PDF")):
            pdf = mupdf.pdf_document_from_fz_document(self._document.this)
            files = mupdf.pdf_load_name_tree(pdf, mupdf.pdf_new_name("EmbeddedFiles"))
            count = min(mupdf.pdf_dict_len(files), limits.ATTACHMENTS)
        for index in range(count):
            with suppress(Exception):  # one that cannot be read is none
                yield _attachment(mupdf.pdf_dict_get_val(files, index))

    def close(self) -> None:
        self._last = None
        self._document.close()

    def _unlock(self, password: str | None) -> None:
        if password is None:
            raise complaints.password_needed()
        if not self._document.authenticate(password):
            raise complaints.wrong_password()

    def _page(self, index: int) -> tuple[Any, Any]:
        """A page, and what is drawn on it."""
        if not 0 <= index < self.page_count:
            raise complaints.no_such_page(index, self.page_count)
        if self._last is None or self._last[0] != index:
            self._last = None
            fitz.TOOLS.reset_mupdf_warnings()  # from here on they are about this page
            with as_complaint(complaints.damaged_page(index)):
                page = self._load(index)
                if page.rect.is_empty or page.rect.is_infinite:
                    raise complaints.damaged_page(index)
                self._last = (index, page, page.get_displaylist())
        return self._last[1], self._last[2]

    def _about(self) -> tuple[str, ...]:
        notices = []
        if self._document.is_repaired:
            readable = sum(self._loads(index) for index in range(self.page_count))
            if readable == 0:
                raise complaints.damaged("PDF")
            if readable < self.page_count:
                notices.append(f"This PDF is damaged; {readable} of {self.page_count} pages could be read.")
            else:
                notices.append("This PDF is damaged and was repaired; check that nothing is missing.")
        if self._is_dynamic_form():
            notices.append("This PDF is a form that only Adobe programs show in full. Print it to a PDF, and add that.")
        return tuple(notices)

    def _loads(self, index: int) -> bool:
        try:
            self._load(index)
        except Exception:
            return False
        return True

    def _load(self, index: int) -> Any:
        """A page. MuPDF makes a blank one of a page that is not there."""
        if not self._document.xref_object(self._document.page_xref(index)).startswith("<<"):
            raise complaints.damaged_page(index)
        return self._document.load_page(index)

    def _is_dynamic_form(self) -> bool:
        try:
            return bool(self._document.xref_get_key(self._document.pdf_catalog(), "NeedsRendering")[1] == "true")
        except Exception:  # no catalog in a damaged file
            return False


def _bytes(path: Path) -> bytes:
    """The whole file: a name need not be UTF-8, and nobody can take it away while it is read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise complaints.not_read(error) from None


@contextmanager
def as_complaint(complaint: ReviewerError) -> Iterator[None]:
    """MuPDF raises many classes, whose texts may quote the document."""
    try:
        yield
    except (ReviewerError, MemoryError):
        raise
    except Exception as error:
        if "malloc" in str(error) or "limit" in type(error).__name__.lower():
            raise MemoryError from None
        raise complaint from None


def _attachment(file: Any) -> tuple[str, bytes]:
    """Name and bytes; what would grow beyond the limit when it is unpacked is cut off there."""
    names = (mupdf.pdf_to_text_string(mupdf.pdf_dict_gets(file, key)) for key in ("UF", "F"))
    packed = mupdf.pdf_open_stream(mupdf.pdf_dict_gets(mupdf.pdf_dict_gets(file, "EF"), "F"))
    cut = mupdf.fz_open_null_filter(packed, limits.XML_BYTES + 1, 0)
    return next(filter(None, names), ""), bytes(mupdf.fz_buffer_extract(mupdf.fz_read_all(cut, 0)))


def _frame(page: Any) -> tuple[int, int]:
    return reduced(page.rect.width * DPI / _POINTS, page.rect.height * DPI / _POINTS)


def _size_notices(page: Any, width: int) -> tuple[str, ...]:
    dpi = width / page.rect.width * _POINTS
    if dpi > DPI * 0.98 or width < 100:
        return ()
    across, down = page.rect.width / _POINTS * 2.54, page.rect.height / _POINTS * 2.54
    return (f"This page measures {across:.0f} x {down:.0f} cm and is shown at {dpi:.0f} dots per inch.",)


def _bgr() -> Any:
    return mupdf.FzColorspace(mupdf.FzColorspace.Fixed_BGR)


def _drawn(contents: Any, matrix: Matrix, width: int, height: int, colors: Any) -> Any:
    """A pixmap on white paper. For BGR with the fourth byte that the window wants, never transparent."""
    grey = colors is fitz.csGRAY
    space = mupdf.FzColorspace(mupdf.FzColorspace.Fixed_GRAY) if grey else colors
    area = mupdf.FzIrect(0, 0, width, height)
    pixmap = mupdf.fz_new_pixmap_with_bbox(space, area, mupdf.FzSeparations(), 0 if grey else 1)
    mupdf.fz_clear_pixmap_with_value(pixmap, 255)
    device = mupdf.fz_new_draw_device(mupdf.FzMatrix(*matrix), pixmap)
    everywhere = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE)
    mupdf.fz_run_display_list(contents.this, device, mupdf.FzMatrix(), everywhere, mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return fitz.Pixmap("raw", pixmap)


def _grey(page: Any, contents: Any) -> Image.Image:
    width, height = page.rect.width * INK_DPI / _POINTS, page.rect.height * INK_DPI / _POINTS
    scale = min(1.0, math.sqrt(_INK_PIXELS / (width * height)))
    width, height = max(1, round(width * scale)), max(1, round(height * scale))
    matrix = (width / page.rect.width, 0.0, 0.0, height / page.rect.height, 0.0, 0.0)
    pixmap = _drawn(contents, matrix, width, height, fitz.csGRAY)
    return Image.frombytes("L", (width, height), bytes(pixmap.samples_mv), "raw", "L", pixmap.stride, 1)


def _under_pictures(log: list[Any]) -> float:
    """Share of the text, by area, over which a picture was drawn later: scanners hide text so too."""
    total = hidden = 0.0
    pictures: list[Any] = []
    for kind, box in reversed([(entry[0], fitz.Rect(entry[1])) for entry in log]):
        if kind == "fill-image":
            pictures.append(box)
        elif kind in ("fill-text", "stroke-text"):
            area = box.get_area()
            total += area
            if any((picture & box).get_area() > _COVERED * area for picture in pictures):
                hidden += area
    return hidden / total if total else 0.0
