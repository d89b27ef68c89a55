"""The body of an Aspose.OCR submission, checked."""

import re
from typing import Any, Literal

import msgspec

from reviewer.domain.geometry import Box
from reviewer.emulators._requests import decoded

_LANGUAGE = re.compile(r"[A-Z][A-Za-z_]*")

DsrMode = Literal[
    "Regions", "DsrNoFilter", "DsrAndFilter", "NoDsrNoFilter", "TextDetector", "DsrPlusDetector",
    "PolygonalTextDetector", "LineDetector", "CraftPoly",
]  # fmt: skip
DsrConfidence = Literal["Default", "Low", "LowMid", "Mid", "MidHigh", "High", "Ultra", "All"]
ResultType = Literal[
    "Text", "Pdf", "TextAndPdf", "Hocr", "TextAndHocr", "PdfAndHocr", "TextAndPdfAndHocr", "ImagePNG", "JSON",
]  # fmt: skip
_WITH_TEXT = ("Text", "TextAndPdf", "TextAndHocr", "TextAndPdfAndHocr")


class Rect(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """Pixels of the submitted picture."""

    top_left_x: int
    top_left_y: int
    bottom_right_x: int
    bottom_right_y: int


class Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rectangle to be read; those of a lower order come first."""

    rect: Rect
    order: int = 0

    def box(self, width: int, height: int) -> Box:
        """As fractions of a page of that size."""
        rect = self.rect
        return Box(
            rect.top_left_x / width, rect.top_left_y / height, rect.bottom_right_x / width, rect.bottom_right_y / height
        )


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """How it is to be read; most of it is checked and has no effect here."""

    language: str = "English"
    make_skew_correct: bool = True
    make_binarization: bool = False
    make_contrast_correction: bool = True
    make_upsampling: bool = False
    make_spell_check: bool = False
    dsr_mode: DsrMode = "Regions"
    dsr_confidence: DsrConfidence = "Default"
    result_type: ResultType = "Text"
    result_type_table: str | None = None
    rotate: int = 0
    regions: tuple[Region, ...] | None = None

    @property
    def with_text(self) -> bool:
        """Whether the kind of result has a text."""
        return self.result_type in _WITH_TEXT

    @property
    def sorted_regions(self) -> tuple[Region, ...]:
        """In the order of the results."""
        return tuple(sorted(self.regions or (), key=lambda region: region.order))


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    image: str
    settings: dict[str, Any]


def parse(body: Any) -> tuple[bytes, Settings]:
    """The picture and the settings.

    Raises:
        ValueError: something is wrong; the text says what.
    """
    try:
        whole = msgspec.convert(body, _Body)
        given = {("rotate" if name == "Rotate" else name): value for name, value in whole.settings.items()}
        settings = msgspec.convert(given, Settings)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None
    if not _LANGUAGE.fullmatch(settings.language):
        raise ValueError(f"“{settings.language}” is no language.")
    content = decoded(whole.image)
    if not content:
        raise ValueError("The image is no base64.")
    return content, settings
