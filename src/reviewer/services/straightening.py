"""Measures by how much the print of pages leans: what they are turned by to stand straight."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from reviewer.domain.geometry import Box
from reviewer.jobs import CancelToken, Report
from reviewer.services.tools import Tools

SIDE = 1600
"""Pixels of the picture that is measured: letters are told from specks, and little is drawn."""


@dataclass(frozen=True)
class LeaningPage:
    """A page that is measured: its file, which page of it, which part, how the operator has turned it."""

    file: Path
    index: int
    area: Box | None = None
    password: str | None = None
    rotation: int = 0


@dataclass(frozen=True)
class StraightenJob:
    """Measure pages. Returns by how many degrees clockwise each is to be turned; 0 where nothing was found.

    Attributes:
        tools: gives the children, made when first needed.
        pages: by their places in the document.
    """

    kind: ClassVar[str] = "straighten"
    tools: Callable[[], Tools]
    pages: Mapping[int, LeaningPage]

    def __call__(self, token: CancelToken, report: Report) -> dict[int, float]:
        """Do it.

        Raises:
            InputError, EngineError, ChildDied: a page cannot be drawn or looked at.
            Cancelled: the token asked to stop.
        """
        found: dict[int, float] = {}
        for done, (place, page) in enumerate(self.pages.items()):
            token.check()
            report(done / len(self.pages), "Measuring")
            found[place] = self._skew(page, token)
        return found

    def _skew(self, page: LeaningPage, token: CancelToken) -> float:
        tools = self.tools()
        with tools.pages.render(
            page.file, page.index, width=SIDE, height=SIDE, area=page.area, password=page.password, token=token
        ) as picture:
            return -tools.reader.skew(picture.pixels, page.rotation, token=token) + 0.0
