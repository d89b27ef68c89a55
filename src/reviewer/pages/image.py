"""Picture files, by Pillow: JPEG, PNG, TIFF with several pages, WebP, BMP, GIF, JPEG 2000, and HEIC as an addition."""

import contextlib
import math
import warnings
from collections.abc import Iterator
from pathlib import Path

import msgspec
from PIL import Image, ImageFile

from reviewer.errors import ReviewerError, UnreadableFile
from reviewer.pages import complaints, sniff
from reviewer.pages.calls import PageSize, TextLayer, View
from reviewer.pages.frame import Layout, layout
from reviewer.pages.header import Header, orientation, read_header
from reviewer.pages.modes import shown, smaller
from reviewer.pages.raster import ImageRaster, is_one_color
from reviewer.processes import limits

try:
    import pillow_heif
except ImportError:  # the addition "heif"
    pillow_heif = None
else:
    pillow_heif.register_heif_opener(thumbnails=False)

# Pillow warns above this and refuses above twice as much; `_strictly` turns the warning into an error.
Image.MAX_IMAGE_PIXELS = limits.DECODE_PIXELS

FORMATS: dict[str, tuple[str, str]] = {
    sniff.JPEG: ("JPEG", "JPEG picture"),
    sniff.TIFF: ("TIFF", "TIFF picture"),
    sniff.HEIC: ("HEIF", "HEIC photo"),
    "image/png": ("PNG", "PNG picture"),
    "image/gif": ("GIF", "GIF picture"),
    "image/webp": ("WEBP", "WebP picture"),
    "image/bmp": ("BMP", "BMP picture"),
    "image/jp2": ("JPEG2000", "JPEG 2000 picture"),
    "image/x-portable-anymap": ("PPM", "PNM picture"),
}
"""By media type: the one format that Pillow may take it for, and what it is called."""

_PHOTOMETRIC = 262
_SUBFILE = 254
_ORIENTATION = 274
_TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
_QUARTERS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
_CUT_OFF = "This picture is cut off; only a part of it could be read. Ask for the file again."


class _Base(msgspec.Struct):
    """The last picture decoded: upright, RGB or L, at most as large as the page frame."""

    index: int
    image: Image.Image
    full: bool
    notices: tuple[str, ...]


class PictureFile:
    """A picture file. Keeps the last page that it decoded, so that its parts and sizes cost little.

    Args:
        path: of the file.
        media_type: one of `FORMATS`.

    Raises:
        UnreadableFile: damaged.
        TooLarge: over a limit.
    """

    encrypted = False

    def __init__(self, path: Path, media_type: str) -> None:
        if media_type == sniff.HEIC and pillow_heif is None:
            raise complaints.needs_heif()
        self._path = path
        self._format, self._what = FORMATS[media_type]
        self._headers: dict[int, Header] = {}
        self._base: _Base | None = None
        self._extra = False  # pictures besides the pages
        self._frames, self.notices = self._pages()
        self.page_count = len(self._frames)

    def size(self, index: int) -> PageSize:
        header = self._header(index)
        width, height = header.frame
        return PageSize(width, height, header.dpi * width / header.width)

    def draw(self, index: int, view: View) -> tuple[ImageRaster, tuple[str, ...]]:
        """The page, or a part of it, and notices about it."""
        width, height = self._header(index).frame
        plan = layout(width, height, view)
        base = self._decoded(index, plan.scale)
        return ImageRaster(_cut(base.image, plan, view)), base.notices

    def text(self, index: int) -> TextLayer:
        self._header(index)
        return TextLayer(None, "A picture has no text of its own.")

    def attachments(self) -> tuple[()]:
        """A picture has none."""
        return ()

    @property
    def as_shown(self) -> bool:
        """Whether the file holds its pages upright, in the size of their frames, and no other picture."""
        return not self._extra and all(map(self._is_as_shown, range(self.page_count)))

    def close(self) -> None:
        self._base = None

    def _pages(self) -> tuple[list[int], tuple[str, ...]]:
        """Which frames of the file are pages, and what is to be said about the others."""
        with self._opened() as image:
            frames = getattr(image, "n_frames", 1)
            if self._format == "TIFF":
                pages = _tiff_pages(image, frames)
                self._extra = frames > len(pages)
                return pages, ()
            self._extra = frames > 1 and self._format != "JPEG"  # phones put a second picture for screens behind it
            if frames > 1 and self._format in ("GIF", "WEBP", "PNG"):
                return [0], (f"This {self._what} has {frames} frames; only the first is shown.",)
            return [0], ()

    def _is_as_shown(self, index: int) -> bool:
        frame = self._header(index).frame
        with self._opened(self._frames[index]) as image:
            turn = image.getexif().get(_ORIENTATION, 1) if self._format == "TIFF" else orientation(image)
            return turn in (0, 1) and image.size == frame

    def _header(self, index: int) -> Header:
        if not 0 <= index < self.page_count:
            raise complaints.no_such_page(index, self.page_count)
        if index not in self._headers:
            with self._opened(self._frames[index]) as image:
                self._headers[index] = read_header(image)
        return self._headers[index]

    def _decoded(self, index: int, scale: float) -> _Base:
        """The page at `scale` of its frame or larger, decoded at a lower resolution where that is enough."""
        header = self._header(index)
        wanted = math.ceil(header.frame[0] * min(1.0, scale))
        base = self._base
        if base is not None and base.index == index and (base.full or base.image.width >= wanted):
            return base
        self._base = None  # there is not room for two
        self._base = self._decode(index, header, wanted)
        return self._base

    def _decode(self, index: int, header: Header, wanted: int) -> _Base:
        full = header.frame[0]
        # Some JPEG 2000 pictures hold no lower resolution; they are tried again in full.
        for width in (wanted, full) if wanted < full else (full,):
            with contextlib.suppress(UnreadableFile):
                return self._load(index, header, width)
        base = self._load_part(index, header)
        if base is None:
            raise complaints.damaged_page(index) if self.page_count > 1 else complaints.damaged(self._what)
        return base

    def _load_part(self, index: int, header: Header) -> _Base | None:
        """What can be read of a damaged picture; None when that shows nothing."""
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            base = self._load(index, header, header.frame[0])
        except UnreadableFile:
            return None
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
        if is_one_color(base.image):
            return None
        base.notices = (*base.notices, _CUT_OFF)
        return base

    def _load(self, index: int, header: Header, wanted: int) -> _Base:
        with self._opened(self._frames[index]) as image:
            if image.width * image.height > limits.DECODE_PIXELS:
                raise complaints.many_pixels()
            stored = orientation(image)
            full_width = image.width
            side = wanted * header.height // header.width if header.turned else wanted
            _reduce_decoding(image, side)
            image.load()
            full = image.width >= full_width
            white_is_zero = _white_is_zero(image)
            frame = header.frame[::-1] if stored > 4 else header.frame
            if image.width > frame[0]:
                image = smaller(image, frame)
            image = shown(image, white_is_zero=white_is_zero)
            for turn in _TURNS.get(stored, ()):
                image = image.transpose(turn)
        return _Base(index, image, full, header.notices)

    @contextlib.contextmanager
    def _opened(self, frame: int = 0) -> Iterator[Image.Image]:
        """The picture, not yet decoded. Whatever goes wrong with it inside ends as an error for the operator."""
        try:
            with _strictly(), Image.open(self._path, formats=[self._format]) as image:
                if frame:
                    image.seek(frame)
                yield image
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise complaints.many_pixels() from None
        except (ReviewerError, MemoryError):
            raise
        except OSError as error:  # without a number it is Pillow's, about the content
            raise complaints.damaged(self._what) if error.errno is None else complaints.not_read(error) from None
        except Exception:  # Pillow's readers raise nearly everything, and say what the file says
            raise complaints.damaged(self._what) from None


@contextlib.contextmanager
def _strictly() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def _tiff_pages(image: Image.Image, frames: int) -> list[int]:
    """All frames but the reduced copies that some programs keep beside a page."""
    if frames > limits.PAGES:
        raise complaints.many_pages()
    pages = []
    for frame in range(frames):
        image.seek(frame)
        if not image.tag_v2.get(_SUBFILE, 0) & 1:  # type: ignore[attr-defined]  # a TIFF
            pages.append(frame)
    return pages or list(range(frames))


def _white_is_zero(image: Image.Image) -> bool:
    tags = getattr(image, "tag_v2", None)
    return tags is not None and image.mode.startswith("I;16") and tags.get(_PHOTOMETRIC) == 0


def _reduce_decoding(image: Image.Image, width: int) -> None:
    """Let the decoder leave out detail that is not needed for `width` pixels across, where it can."""
    factor = image.width // max(1, width)
    if factor < 2:
        return
    if image.format in ("JPEG", "MPO"):
        image.draft(None, (max(1, image.width // factor), max(1, image.height // factor)))
    elif image.format == "JPEG2000":
        image.reduce = min(factor.bit_length() - 1, 3)  # type: ignore[method-assign, assignment]


def _cut(image: Image.Image, plan: Layout, view: View) -> Image.Image:
    """The part that a view wants, at its size, turned."""
    clip = plan.clip
    box = (clip.left * image.width, clip.top * image.height, clip.right * image.width, clip.bottom * image.height)
    size = (plan.width, plan.height)
    if size != image.size or box != (0, 0, *image.size):
        image = image.resize(size, Image.Resampling.BILINEAR, box=box, reducing_gap=2.0)
    quarter = view.rotation // 90 % 4
    if quarter:
        image = image.transpose(_QUARTERS[quarter])
    if view.skew:
        white = 255 if image.mode == "L" else (255, 255, 255)
        image = image.rotate(-view.skew, Image.Resampling.BILINEAR, expand=True, fillcolor=white)
    return image
