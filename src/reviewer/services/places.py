"""Where the pages that a recognition speaks of are now."""

from collections.abc import Sequence

from msgspec.structs import replace
from sqlalchemy import Connection

from reviewer.domain.document import Document
from reviewer.domain.recognition import Recognition
from reviewer.domain.step import History, Step
from reviewer.services.paging import meant
from reviewer.store import steps


def as_arranged(connection: Connection, document: Document, recognition: Recognition) -> Recognition:
    """A recognition that names the pages by the places where they are now."""
    if not steps.has_arranged(connection, document.id):
        return recognition
    places = places_since(steps.log(connection, document.id), recognition.id, len(document.pages))
    here = [replace(each, page=places[each.page]) for each in recognition.pages if each.page in places]
    return replace(recognition, pages=tuple(sorted(here, key=lambda each: each.page)))


def places_since(log: Sequence[Step], recognition: str, count: int) -> dict[int, int]:
    """Place of each page when a recognition came, and its place now; pages that were left out since are not in it.

    Args:
        log: all steps of the document.
        recognition: its id.
        count: how many pages the document has now.
    """
    first = next((step.arrangement for step in log if step.arrangement is not None), None)
    pages = list(range(count if first is None else first.count))
    seen = list(pages)
    left: dict[str, list[int]] = {}
    past = History()
    for step in log:
        about, back = meant(step, past)
        past = past.after(step)
        if about.arrangement is not None and back:
            stood = dict(zip(about.arrangement.left_out, left.pop(about.id), strict=True))
            stood.update(zip(about.arrangement.order, pages, strict=True))
            pages = [stood[at] for at in range(about.arrangement.count)]
        elif about.arrangement is not None:
            left[about.id] = [pages[at] for at in about.arrangement.left_out]
            pages = [pages[at] for at in about.arrangement.order]
        if step.recognition == recognition:
            seen = list(pages)
    now = {page: at for at, page in enumerate(pages)}
    return {at: now[page] for at, page in enumerate(seen) if page in now}
