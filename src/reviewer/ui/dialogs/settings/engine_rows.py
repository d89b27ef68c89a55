"""Which engines are installed here, in words: version and languages, or what to install."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.engines.base import EngineInfo
from reviewer.ui.dialogs.settings import language_names
from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Height, Space
from reviewer.ui.panels.arc import Arc
from reviewer.ui.panels.label import Label, paragraph
from reviewer.ui.panels.mark import Mark


class EngineRows(QWidget):
    """One row an engine; while nobody knows, `Looking …`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 0)
        self._column.setSpacing(Space.GAP)
        self.look()

    def look(self) -> None:
        """Say that engines are being looked for."""
        self._clear()
        self._column.addWidget(_Looking(self.tr("Looking for engines …")))

    def show_engines(self, engines: Iterable[EngineInfo], likely: Iterable[str] = ()) -> None:
        """Show what was found.

        Args:
            engines: in the order to show; none when they could not be asked.
            likely: languages to name first.
        """
        self._clear()
        for engine in engines:
            self._column.addWidget(EngineRow(engine, tuple(likely)))
        if not self._column.count():
            text = self.tr("The engines did not answer. Open the settings again to ask once more.")
            self._column.addWidget(paragraph(text, Use.BODY, "doubt"))

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


class EngineRow(QWidget):
    """A mark, the engine's name and version, and a sentence under them."""

    def __init__(self, engine: EngineInfo, likely: tuple[str, ...]) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(Space.GAP)
        head.addWidget(Label(engine.title, Use.NAME))
        # The rest of the version names the data, too long for here.
        head.addWidget(Label(engine.version.partition(" ")[0], Use.SECOND, "text2"))
        head.addStretch(1)
        words.addLayout(head)
        self.sentence = paragraph(self._sentence(engine, likely), Use.SECOND, "text2")
        words.addWidget(self.sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GAP)
        mark = Mark("ring-tick", "text", 16) if engine.available else Mark("warning", "doubt", 16)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setAccessibleName(f"{engine.title}. {self.sentence.text()}")

    def _sentence(self, engine: EngineInfo, likely: tuple[str, ...]) -> str:
        if not engine.available:
            return f"{engine.reason} {engine.advice}".strip()
        if not engine.languages:
            return self.tr("Ready.")
        return self.tr("Reads {languages}.").format(languages=language_names.some_of(engine.languages, likely))


class _Looking(QWidget):
    def __init__(self, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(Arc())
        row.addWidget(Label(text, Use.BODY, "text2"))
        row.addStretch(1)
        self.setMinimumHeight(fonts.scaled(Height.TARGET))
