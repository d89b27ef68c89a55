"""Where the parts of a field's row stand. Pure arithmetic on fonts and the row's contents."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Height, Space

LINES = 4
"""Of a value that are shown at once."""

INSET = 10
"""Left of a value's text and picture."""

EDITOR_MARGINS = 53
"""Room left and right of the editor's text in a row, as that of the picture above it."""

_MOST_LINES = 9
"""Of reasons: three long sentences and where the others are told."""

ACTIVE_SHARE = 0.45
"""Of the list's height, for text and picture of the active row."""


@dataclass(frozen=True)
class Parts:
    """Rectangles relative to the row's own top left; `height` of the whole row."""

    caption: QRect
    head: QRect
    frame: QRect
    picture: QRect
    text: QRect
    reason: QRect
    choices: QRect
    height: int


@dataclass(frozen=True)
class Want:
    """What a row has to show.

    Attributes:
        width: of the row.
        active: whether it holds the editor.
        lines: of the text, as it is being typed, at least 1.
        pictured: lines of the value that its picture shows.
        picture: whether it has a region to show.
        reason: the sentences under it, or empty.
        choices: whether buttons stand under the reason.
        caption: whether a caption stands above.
        most: the height that an active row's text and picture may take.
    """

    width: int
    active: bool
    lines: int
    pictured: int
    picture: bool
    reason: str
    choices: bool
    caption: bool
    most: int


def parts(want: Want) -> Parts:
    """Lay out one row."""
    left, top, right, bottom = (17, 11, 20, 13) if want.active else (17, 6, 20, 8)
    inner = want.width - left - right
    caption_height = fonts.line(Use.HEAD) + Space.GAP if want.caption else 0
    y = top
    caption = QRect(left, y, inner, caption_height)
    y += caption_height
    head = QRect(left, y, inner, fonts.scaled(20))
    y += head.height() + (4 if want.active else 2)
    picture_height, text_height = _heights(want)
    frame = QRect(left, y, inner, picture_height + text_height + 2)
    picture = QRect(left + 1, y + 1, inner - 2, picture_height)
    text = QRect(left + 1, y + 1 + picture_height, inner - 2, text_height)
    y += frame.height()
    reason = QRect(left, y, inner, 0)
    if want.reason:
        y += Space.GAP if want.active else Space.STEP
        reason = QRect(left, y, inner, reason_height(want.reason, inner - reason_indent(want.active), want.active))
        y += reason.height()
    choices = QRect(left, y, inner, 0)
    if want.choices:
        y += Space.GAP
        choices = QRect(left, y, inner, fonts.scaled(Height.CONTROL_SMALL))
        y += choices.height()
    return Parts(caption, head, frame, picture, text, reason, choices, y + bottom)


def _heights(want: Want) -> tuple[int, int]:
    """Of the picture and of the text."""
    use = Use.VALUE_EDIT if want.active and want.lines == 1 else Use.VALUE
    line = fonts.line(use)
    picture_line = picture_line_height(want.active and want.pictured == 1)
    count, pictured = min(want.lines, LINES), min(want.pictured, LINES)
    while want.active and max(count, pictured) > 2 and count * line + pictured * picture_line > want.most:
        most = max(count, pictured) - 1
        count, pictured = min(count, most), min(pictured, most)
    return (picture_line * pictured if want.picture else 0), line * count + (Space.GAP if count > 1 else 0)


def picture_line_height(large: bool) -> int:
    """Height of one line of a picture."""
    return fonts.scaled(44 if large else 24)


def reason_indent(active: bool) -> int:
    """Room for the sign before the reason."""
    return 22 if active else 0


def reason_height(reason: str, width: int, active: bool) -> int:
    """Height of the reason's words: all lines in the active row, one elsewhere."""
    metrics: QFontMetrics = fonts.metrics(Use.SECOND)
    line = fonts.line(Use.SECOND)
    if not active:
        return line
    wrapped = metrics.boundingRect(QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap), reason).height()
    return max(line, min(_MOST_LINES * metrics.lineSpacing(), wrapped))


def editor(text: QRect, line: int, lines: int) -> QRect:
    """Where the editor stands.

    Args:
        text: the part of the row, relative to its top left.
        line: height of a line of the editor's font.
        lines: of the value.
    """
    gap = max(0, (text.height() - line) // 2) if lines == 1 else Space.STEP
    return text.adjusted(INSET, gap, -Space.STEP, -2)


def fits(text: str, use: Use, width: int) -> bool:
    """Whether all of a text is seen in an editor of a width."""
    lines, metrics = text.split("\n"), fonts.metrics(use)
    return len(lines) <= LINES and all(metrics.horizontalAdvance(line) <= width for line in lines)


def value_use(text: str, *, active: bool, width: int) -> Use:
    """The font of a value: large in the editor, as long as one line of it fits."""
    if not active or lines_of(text) > 1:
        return Use.VALUE
    needed = fonts.metrics(Use.VALUE_EDIT).horizontalAdvance("0" * len(text))
    return Use.VALUE_EDIT if needed <= width else Use.VALUE


def lines_of(text: str) -> int:
    """How many lines a value takes."""
    return text.count("\n") + 1
