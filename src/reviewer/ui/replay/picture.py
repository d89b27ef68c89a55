"""Pictures of the window with all that lies over it."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.errors import StoreError


def write(window: QWidget, file: Path) -> None:
    """Write the window as it is now, with its dialogs and menus, as PNG.

    Raises:
        StoreError: the file cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder of “{file.name}” cannot be made: {error.strerror}.", "Name another.") from None
    if not whole(window).save(str(file), "PNG"):
        raise StoreError(f"The picture “{file.name}” cannot be written.", "Name another place.")


def whole(window: QWidget) -> QPixmap:
    """The window and its other windows, which a grab of it leaves out."""
    picture = window.grab()
    painter = QPainter(picture)
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible() and other.isWindow():
            painter.drawPixmap(other.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()), other.grab())
    painter.end()
    return picture
