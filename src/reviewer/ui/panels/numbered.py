"""A short list to choose from by a number, or by arrows and Enter."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from reviewer.domain.hidden import visible

MOST = 9


def offer(name: str, choices: Sequence[str], take: Callable[[int], object], *, below: QWidget, parent: QWidget) -> None:
    """Open the list; the focus goes back to who had it.

    Args:
        name: of the list, for who cannot see it.
        choices: one line each, plain; the first nine are offered.
        take: called with the place of the chosen one, from 0.
        below: the list opens under this.
        parent: owns the list.
    """
    menu = QMenu(parent)
    menu.setAccessibleName(name)
    for place, text in enumerate(choices[:MOST]):
        action = menu.addAction(f"&{place + 1}   {visible(text).replace('&', '&&')}")
        action.triggered.connect(lambda _checked=False, chosen=place: take(chosen))
    menu.setActiveAction(menu.actions()[0])
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
