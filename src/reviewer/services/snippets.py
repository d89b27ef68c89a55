"""Pictures of the places where values stand, for exporters that want them."""

from collections.abc import Callable
from dataclasses import dataclass

from reviewer.domain.document import Document
from reviewer.domain.field import Region
from reviewer.domain.geometry import bounds
from reviewer.errors import ChildDied, InputError
from reviewer.jobs import CancelToken
from reviewer.pages.client import PageClient
from reviewer.services.tools import Passwords
from reviewer.store.originals import Originals

MARGIN = 0.003
"""Of the page, around a place."""
LEAST, MOST, USUAL = 16, 512, 64
"""Pixels that a picture is high; usual where nobody knows how large the page is."""


@dataclass(frozen=True)
class Snippets:
    """Makes them with the page child.

    Attributes:
        originals, passwords: where the files are.
        pages: draws.
        token: to cancel with.
    """

    originals: Originals
    passwords: Passwords
    pages: PageClient
    token: CancelToken

    def of(self, document: Document) -> Callable[[Region], bytes]:
        """What makes the pictures of a document."""
        return lambda region: self._picture(document, region)

    def _picture(self, document: Document, region: Region) -> bytes:
        """A PNG of a place, turned as the operator turned the page; empty when there is none to be had."""
        if not 0 <= region.page < len(document.pages):
            return b""
        page = document.pages[region.page]
        if not self.originals.has(page.original):
            return b""
        box = bounds(region.polygon)
        upright = page.rotation % 180 == 0
        side = box.height * page.height if upright else box.width * page.width
        try:
            return self.pages.snippet(
                self.originals.path_of(page.original),
                page.index,
                box.grown(MARGIN, MARGIN),
                max(LEAST, min(MOST, round(side) or USUAL)),
                area=page.area,
                rotation=page.rotation % 360,
                password=self.passwords.of(page.original),
                token=self.token,
            )
        except (InputError, ChildDied):  # a damaged or locked page: its values are told without pictures
            return b""
