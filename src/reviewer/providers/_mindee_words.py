"""Words of a page that an answer of Mindee has."""

from typing import Any

from reviewer.domain.text import PageText
from reviewer.providers import _texts
from reviewer.providers._json import mapping, share, text
from reviewer.providers._mindee_places import polygon
from reviewer.providers._texts import Piece
from reviewer.providers.base import Sent

_ENGINE = "mindee"


def page_text(page: int, nodes: list[Any], sent: Sent, turn: int = 0) -> PageText | None:
    """The words of a page as ``{text or content, polygon, confidence}``; None when there are none with a place.

    Args:
        page: index, from 0.
        nodes: JSON.
        sent: with the sizes of pages.
        turn: degrees clockwise by which the service turned the page.
    """
    pieces = [piece for node in nodes if (piece := _piece(mapping(node))) is not None]
    if not pieces:
        return None
    size = sent.pages[page] if page < len(sent.pages) else None
    aspect = size.width / size.height if size is not None and size.width > 0 and size.height > 0 else 1.0
    return _texts.page_text(page, pieces, 1 / aspect if turn % 180 else aspect, _ENGINE)


def _piece(node: dict[str, Any]) -> Piece | None:
    found, place = text(node.get("text")) or text(node.get("content")), polygon(node.get("polygon"))
    if place is None or not found.strip():
        return None
    return Piece(found, place, share(node.get("confidence")))
