"""Where Tab goes among a part of a window, when the order of the whole window will not do.

Not by `nextInFocusChain`: PySide takes the widget it returns for a child of the one that was asked. With the chain
walked round, the window was the child of something in it, and went with that.
"""

from functools import cmp_to_key

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget


def stops(part: QWidget) -> list[QWidget]:
    """What Tab reaches within a part, as it is read: row by row, each from where a text begins."""
    found = [(_place(widget, part), widget) for widget in part.findChildren(QWidget) if _takes_tab(widget)]
    mirrored = part.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def order(one: tuple[QRect, QWidget], other: tuple[QRect, QWidget]) -> int:
        first, second = one[0], other[0]
        if _beside(first, second):
            return second.right() - first.right() if mirrored else first.left() - second.left()
        return first.center().y() - second.center().y()

    return [widget for _, widget in sorted(found, key=cmp_to_key(order))]


def _takes_tab(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return takes and widget.isVisible() and widget.isEnabled()


def _place(widget: QWidget, part: QWidget) -> QRect:
    return QRect(widget.mapTo(part, QPoint()), widget.size())


def _beside(first: QRect, second: QRect) -> bool:
    """Whether two places stand in one row: they share more than half of the lower one's height."""
    shared = min(first.bottom(), second.bottom()) - max(first.top(), second.top())
    return 2 * shared > min(first.height(), second.height())
