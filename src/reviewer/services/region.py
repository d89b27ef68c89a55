"""Reads one region of a page by an engine: manual recognition."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from reviewer.domain.document_type import Kind
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, bounds
from reviewer.domain.text import PageText
from reviewer.engines.base import Hints, title_of
from reviewer.engines.base import Kind as Expected
from reviewer.extraction import zones
from reviewer.extraction.beside_mrz import best_of
from reviewer.jobs import CancelToken, Report
from reviewer.pages.calls import WHOLE
from reviewer.services.tools import Tools

_EXPECTED = {
    Kind.DATE: Expected.DATE,
    Kind.AMOUNT: Expected.AMOUNT,
    Kind.NUMBER: Expected.DIGITS,
    Kind.MRZ: Expected.MRZ,
}
MARGIN = 0.004
"""Room added around a drawn region, as a share of the page: engines want some paper around the ink."""


@dataclass(frozen=True)
class RegionText:
    """What was read: text, the lowest word's confidence (None when unknown), and by whom."""

    text: str
    confidence: float | None
    origin: str


@dataclass(frozen=True)
class ReadRegionJob:
    """Read a region.

    Attributes:
        tools: gives the children, made when first needed.
        file, index, area, password: the page, or which part of it.
        region: on it.
        rotation, skew: how the operator has turned the page, degrees clockwise.
        field_kind: what is expected, or None.
        engine: ``auto`` or a name.
        languages: BCP 47, that the print may be in.
        chosen: BCP 47, that the operator says it is in; empty when nobody said so.
    """

    kind: ClassVar[str] = "read region"
    tools: Callable[[], Tools]
    file: Path
    index: int
    password: str | None
    region: Region
    rotation: int
    field_kind: Kind | None
    engine: str
    languages: tuple[str, ...]
    area: Box | None = None
    chosen: tuple[str, ...] = ()
    skew: float = 0.0

    def __call__(self, token: CancelToken, report: Report) -> RegionText:
        tools = self.tools()
        clip = bounds(self.region.polygon).grown(MARGIN, MARGIN)
        expected = _EXPECTED.get(self.field_kind, Expected.ANY) if self.field_kind is not None else Expected.ANY
        hints = Hints(
            languages=self.chosen,
            possible=self.languages,
            kind=expected,
            single=True,
            turn=self.rotation,
            upright=True,
            skew=-self.skew,
        )
        with tools.pages.render(
            self.file, self.index, clip=clip, area=self.area, password=self.password, token=token
        ) as picture:
            read = tools.reader.read(picture.pixels, self.region.page, self.engine, hints, region=WHOLE, token=token)
        return RegionText(_text(read, self.field_kind), lowest(read), title_of(read.engine))


def _text(read: PageText, kind: Kind | None) -> str:
    """What was read; a machine-readable zone as it is understood."""
    zone = best_of(zones.find([read])) if kind is Kind.MRZ else None
    return read.text if zone is None or zone.reading is None else zone.reading.mrz.text


def lowest(text: PageText) -> float | None:
    """The confidence of the least sure word."""
    known = [word.confidence for word in text.words if word.confidence is not None]
    return min(known, default=None)
