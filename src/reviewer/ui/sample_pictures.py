"""Small pictures of the samples, for the first-run screen."""

from pathlib import Path
from typing import ClassVar

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageReader

from reviewer.jobs import CancelToken, Report

COUNT = 3
_HEIGHT = 216
"""Pixels: three times what is shown, for fine screens."""


class SamplePicturesJob(msgspec.Struct, frozen=True):
    """Draw the first samples that are pictures, small. Those that cannot be drawn are left out."""

    kind: ClassVar[str] = "sample pictures"
    paths: tuple[Path, ...]

    def __call__(self, token: CancelToken, report: Report) -> tuple[QImage, ...]:
        found: list[QImage] = []
        for path in (path for path in self.paths if path.suffix in (".jpg", ".jpeg", ".png")):
            token.check()
            reader = QImageReader(str(path))
            reader.setAutoTransform(True)
            size = reader.size()
            if size.isValid():
                reader.setScaledSize(size.scaled(_HEIGHT * 4, _HEIGHT, Qt.AspectRatioMode.KeepAspectRatio))
            image = reader.read()
            if not image.isNull():
                found.append(image)
            if len(found) == COUNT:
                break
        return tuple(found)
