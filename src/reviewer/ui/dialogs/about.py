"""About: version, license, and the parts that Reviewer is made of with theirs."""

from collections.abc import Sequence
from importlib import metadata
from typing import Final

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui.dialogs.veil import VeiledDialog
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.label import Label, paragraph

_LOGO, _WIDTH, _LIST = 56, 560, 300


class Part(msgspec.Struct, frozen=True):
    """A part that somebody else wrote.

    Attributes:
        name: as its authors write it.
        license: short name of the license.
        package: name of the installed package that tells the version, or empty.
        version: where no package tells it.
    """

    name: str
    license: str
    package: str = ""
    version: str = ""


PARTS: Final = (
    Part("Qt and PySide6", "LGPL-3.0", "PySide6-Essentials"),
    Part("PyMuPDF and MuPDF", "AGPL-3.0", "pymupdf"),
    Part("Tesseract", "Apache-2.0"),
    Part("pytesseract", "Apache-2.0", "pytesseract"),
    Part("RapidOCR and PP-OCR models", "Apache-2.0", "rapidocr"),
    Part("ONNX Runtime", "MIT", "onnxruntime"),
    Part("OpenCV", "Apache-2.0", "opencv-python-headless"),
    Part("Pillow", "MIT-CMU", "pillow"),
    Part("NumPy", "BSD-3-Clause", "numpy"),
    Part("SQLAlchemy", "MIT", "sqlalchemy"),
    Part("Alembic", "MIT", "alembic"),
    Part("msgspec", "BSD-3-Clause", "msgspec"),
    Part("HTTPX", "BSD-3-Clause", "httpx"),
    Part("RapidFuzz", "MIT", "rapidfuzz"),
    Part("Babel", "BSD-3-Clause", "babel"),
    Part("python-stdnum", "LGPL-2.1", "python-stdnum"),
    Part("phonenumbers", "Apache-2.0", "phonenumberslite"),
    Part("XlsxWriter", "BSD-2-Clause", "xlsxwriter"),
    Part("tomlkit", "MIT", "tomlkit"),
    Part("platformdirs", "MIT", "platformdirs"),
    Part("JetBrains Mono", "OFL-1.1"),
)


def version_of(part: Part) -> str:
    """The version that is installed, or empty."""
    if not part.package:
        return part.version
    try:
        return metadata.version(part.package)
    except metadata.PackageNotFoundError:
        return part.version


class About(VeiledDialog):
    """What this is, and whose work it stands on."""

    def __init__(self, version: str, parts: Sequence[Part] = PARTS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Reviewer"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SECTION, Space.SECTION, Space.SECTION, Space.FIELD)
        column.setSpacing(Space.MARGIN)
        column.addLayout(self._head(version))
        column.addWidget(Label(self.tr("Parts by others"), Use.HEAD))
        column.addWidget(_parts_list(parts), 1)
        box = QDialogButtonBox()
        self.closing = QPushButton(self.tr("Close"))
        self.closing.setDefault(True)
        box.addButton(self.closing, QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        column.addWidget(box)
        self.closing.setFocus()
        self.setMinimumWidth(fonts.scaled(_WIDTH))

    def _head(self, version: str) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(Space.STEP)
        words.addWidget(Label(self.tr("Reviewer"), Use.TITLE))
        words.addWidget(Label(self.tr("Version {version}").format(version=version), Use.SECOND, "text2"))
        words.addWidget(
            paragraph(
                self.tr(
                    "Free software under the GNU Affero General Public License, version 3 or later. "
                    "It comes without warranty. Documents are read on this computer and stay here."
                )
            )
        )
        row = QHBoxLayout()
        row.setSpacing(Space.FIELD)
        row.addWidget(_Logo(), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row


def _parts_list(parts: Sequence[Part]) -> QScrollArea:
    inner = QWidget()
    grid = QGridLayout(inner)
    grid.setContentsMargins(Space.WIDE, Space.GAP, Space.WIDE, Space.GAP)
    grid.setHorizontalSpacing(Space.SECTION)
    grid.setVerticalSpacing(Space.STEP + 2)
    grid.setColumnStretch(0, 1)
    for row, part in enumerate(parts):
        grid.addWidget(Label(part.name), row, 0)
        grid.addWidget(Label(version_of(part), Use.BODY, "text2"), row, 1)
        grid.addWidget(Label(part.license, Use.BODY, "text2"), row, 2)
    inner.setBackgroundRole(QPalette.ColorRole.Base)
    area = QScrollArea()
    area.viewport().setBackgroundRole(QPalette.ColorRole.Base)
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.StyledPanel)
    area.setMinimumHeight(fonts.scaled(_LIST))
    area.setAccessibleName(area.tr("Parts by others"))
    return area


class _Logo(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_LOGO, _LOGO)

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), "reviewer", self.rect(), self.palette().text().color())
