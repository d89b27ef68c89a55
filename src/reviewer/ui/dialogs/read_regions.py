"""Which engine and language read a region that is drawn."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFormLayout, QPushButton, QVBoxLayout, QWidget

from reviewer.engines.base import TITLES
from reviewer.settings import Reading
from reviewer.ui.dialogs.settings import language_names
from reviewer.ui.dialogs.veil import VeiledDialog
from reviewer.ui.key_names import KEYS
from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.label import Label

_WIDTH = 420


class ReadRegions(VeiledDialog):
    """Two lists and two ways to go on. `accepted` says that `engine` and `languages` are wanted.

    Args:
        reading: the settings as they are.
        likely: BCP 47, languages of the document, offered first.
        can_read: the active value has a place that can be read at once.

    Attributes:
        read_now: whether the place of the active value is to be read at once.
    """

    def __init__(
        self, reading: Reading, likely: Iterable[str], *, can_read: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Read regions with"))
        self.read_now = False
        self._engine = QComboBox()
        self._engine.setAccessibleName(self.tr("Engine"))
        self._engine.addItem(self.tr("As documents are read"), "")
        for name, title in TITLES.items():
            self._engine.addItem(title, name)
        self._engine.setCurrentIndex(max(0, self._engine.findData(reading.region_engine)))
        self._language = QComboBox()
        self._language.setAccessibleName(self.tr("Language"))
        self._language.addItem(self.tr("As documents are read"), "")
        chosen = next(iter(reading.region_languages), "")
        for tag in dict.fromkeys((*likely, *sorted(_MORE, key=language_names.name))):
            self._language.addItem(language_names.name(tag), tag)
        if chosen and self._language.findData(chosen) < 0:
            self._language.addItem(language_names.name(chosen), chosen)
        self._language.setCurrentIndex(max(0, self._language.findData(chosen)))
        self._build(can_read=can_read)

    @property
    def engine(self) -> str:
        """Name of an engine, or empty."""
        return str(self._engine.currentData())

    @property
    def languages(self) -> tuple[str, ...]:
        """BCP 47, or none."""
        tag = str(self._language.currentData())
        return (tag,) if tag else ()

    def _build(self, *, can_read: bool) -> None:
        words = Label(
            self.tr(
                "For rectangles that you draw, and for {}. What is read is a proposal: Enter keeps it, Esc drops it."
            ).format(KEYS["region.reread"]),
            Use.BODY,
            "text2",
        )
        words.setWordWrap(True)
        form = QFormLayout()
        form.setHorizontalSpacing(Space.WIDE)
        form.setVerticalSpacing(Space.GAP)
        form.addRow(self.tr("Engine"), self._engine)
        form.addRow(self.tr("Language"), self._language)
        box = QDialogButtonBox(self)
        use = QPushButton(self.tr("Use from now on"))
        self.now = QPushButton(self.tr("Use, and read this place"))
        box.addButton(self.now, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(use, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(QPushButton(self.tr("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        self.now.setVisible(can_read)
        (self.now if can_read else use).setDefault(True)
        self.now.clicked.connect(self._on_now)
        use.clicked.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SECTION, Space.FIELD, Space.SECTION, Space.FIELD)
        column.setSpacing(Space.MARGIN)
        for part in (words, form, box):
            if isinstance(part, QFormLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)
        self.setMinimumWidth(fonts.scaled(_WIDTH))
        self._engine.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_now(self) -> None:
        self.read_now = True
        self.accept()


_MORE = (
    "ar", "cs", "da", "de", "en", "es", "fr", "he", "hr", "hu", "id", "it", "ja", "ko", "ms", "nl",
    "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi", "zh-Hans",
)  # fmt: skip
"""Languages to choose from besides those of the document; an engine that lacks one says so."""
