"""What stands in a cell besides its value, in words and lines."""

from PySide6.QtCore import QCoreApplication

from reviewer.domain.field import Mark
from reviewer.ui.look import lines
from reviewer.ui.look.lines import Line
from reviewer.ui.viewmodels.sheets.cell import SheetCell
from reviewer.ui.viewmodels.sheets.states import State


def _tr(text: str) -> str:
    return QCoreApplication.translate("sheet", text)


def instead(cell: SheetCell) -> str:
    """What stands there in place of a text; empty where there is one."""
    mark = cell.light.mark if cell.value is None else cell.value.mark
    if cell.state is State.GONE:
        return _tr("No longer there")
    if mark is Mark.BLANK:
        return _tr("Blank")
    if mark is Mark.UNREADABLE:
        return _tr("Unreadable")
    return "" if cell.text else _tr("Nothing read")


def no_picture(cell: SheetCell, *, failed: bool) -> str:
    """Why there is no picture; empty while it is being drawn."""
    if cell.region is None:
        return _tr("No place on the page")
    if cell.page is None:
        return _tr("Its page is gone")
    return _tr("Page cannot be shown") if failed else ""


def state_sign(cell: SheetCell) -> tuple[str, str, str]:
    """Icon, word and tone of what sets a cell apart; all empty for most."""
    match cell.state:
        case State.ERROR:
            return "error", _tr("error"), "error"
        case State.ASIDE:
            return "clock", _tr("set aside"), "text2"
        case State.TYPED:
            return "pen", _tr("typed"), "text2"
        case State.FINISHED:
            return "lock", _tr("finished"), "text2"
        case State.LONG:
            return "more", _tr("long"), "text2"
        case _:
            return "", "", ""


def line_and_figure(cell: SheetCell) -> tuple[Line | None, str]:
    """The line and the words at the right end of a cell's foot."""
    if cell.state in (State.GONE, State.ASIDE, State.FINISHED):
        return None, ""
    if cell.settled:
        return (Line.DOUBTFUL if cell.unsure else Line.PERSON), lines.figure(None, "")
    if not cell.text:
        return lines.line_of(cell.band), ""
    return lines.line_of(cell.band), lines.figure(cell.confidence)


def spoken_state(cell: SheetCell) -> str:
    """How it is with a cell, in words: "unsure, 61 per cent"."""
    match cell.state:
        case State.SETTLED:
            return _tr("by you")
        case State.GONE:
            return ""
        case State.ASIDE | State.TYPED | State.FINISHED:
            return state_sign(cell)[1]
        case _:
            pass
    sure = _tr("unsure") if cell.unsure else _tr("sure")
    error = _tr("error") if cell.state is State.ERROR else ""
    if cell.confidence is None or not cell.text:
        return ", ".join(part for part in (error, sure) if part)
    figure = _tr("{} per cent").format(int(cell.confidence * 100))
    return ", ".join(part for part in (error, sure, figure) if part)


def reasons(cell: SheetCell) -> list[tuple[str, bool]]:
    """Why a cell is unsure, and which of that are errors."""
    detail = cell.detail
    if detail is None or detail.judgement is None:
        return []
    errors = {issue.text for issue in detail.issues if issue.level.value == "error"}
    return [(reason.text, reason.text in errors) for reason in detail.judgement.reasons]


def spoken(cell: SheetCell, label: str) -> str:
    """A cell for whoever does not see it: "Total, receipt 7, 8.95, unsure, 61 per cent"."""
    text = " ".join((instead(cell) or cell.text).split())
    return ", ".join(part for part in (label, cell.name, text, spoken_state(cell)) if part)
