"""Pages that steps turn."""

from msgspec.structs import replace

from reviewer.domain.document import Document
from reviewer.domain.step import History, Step, StepKind, Turn


def turned(document: Document, step: Step, history: History) -> Document:
    """The document after a step, which may turn a page, or take a turn back.

    Args:
        document: before the step.
        step: of any kind.
        history: before the step.
    """
    if step.kind is StepKind.UNDO:
        return _turned(document, history.done[-1].turn, back=True)
    return _turned(document, history.undone[-1].turn if step.kind is StepKind.REDO else step.turn)


def _turned(document: Document, turn: Turn | None, *, back: bool = False) -> Document:
    if turn is None:
        return document
    rotation = turn.before if back else turn.after
    pages = tuple(
        replace(page, rotation=rotation) if number == turn.page else page for number, page in enumerate(document.pages)
    )
    return replace(document, pages=pages)
