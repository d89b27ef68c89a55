"""What steps make of the pages of a document: turned, straightened, in another order, fewer."""

from msgspec.structs import replace

from reviewer.domain.document import Document, Page
from reviewer.domain.step import History, Step, StepKind, Turn

MOST_SKEW = 45.0
"""Degrees that a page is straightened by; beyond them another quarter turn comes nearer."""


def meant(step: Step, history: History) -> tuple[Step, bool]:
    """The step that a step is about, and whether it takes that back.

    Args:
        step: of any kind.
        history: before the step.
    """
    if step.kind is StepKind.UNDO:
        return history.done[-1], True
    return (history.undone[-1], False) if step.kind is StepKind.REDO else (step, False)


def paged(document: Document, step: Step, history: History) -> Document:
    """The document after a step; the same object when the step leaves its pages alone.

    Args:
        document: before the step.
        step: of any kind.
        history: before the step.

    Raises:
        ValueError: the document has other pages than the step is about.
    """
    about, back = meant(step, history)
    if about.arrangement is not None:
        document = about.arrangement.arranged(document, back=back)
    if not about.turns:
        return document
    pages = list(document.pages)
    for turn in about.turns:
        pages[turn.page] = _turned(pages[turn.page], turn, back=back)
    return replace(document, pages=tuple(pages))


def turn_of(place: int, page: Page, rotation: int, skew: float) -> Turn:
    """The turn that brings a page to a rotation and a skew, degrees clockwise."""
    skew = max(-MOST_SKEW, min(MOST_SKEW, round(skew, 2)))
    return Turn(place, page.rotation, rotation % 360, page.skew, skew + 0.0)


def _turned(page: Page, turn: Turn, *, back: bool) -> Page:
    if back:
        return replace(page, rotation=turn.before, skew=turn.skew_before)
    return replace(page, rotation=turn.after, skew=turn.skew_after)
