"""What is known of a value without weighing anything: its text and figure, why it is doubted, who said what."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels import field_words
from reviewer.ui.panels.arc import Arc
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.label import Label, paragraph
from reviewer.ui.viewmodels.rows import FieldRow


class Told(QWidget):
    """Stands above the candidates, and says that they are waited for."""

    def __init__(self) -> None:
        super().__init__()
        self._value = ElidedLabel("", Use.VALUE)
        self._figure = Label("", Use.SECOND, "text2")
        self._reasons: list[Label] = []
        self._reason_column = QVBoxLayout()
        self._reason_column.setSpacing(Space.STEP)
        self._said = paragraph("", Use.SECOND, "text2")
        self._arc = Arc()
        self._waits = Label(self.tr("Weighing what stands on the page"), Use.SECOND, "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.FIELD, Space.WIDE, Space.FIELD, Space.WIDE)
        column.setSpacing(Space.STEP)
        value = QHBoxLayout()
        value.setSpacing(Space.WIDE)
        value.addWidget(self._value, 1)
        value.addWidget(self._figure)
        column.addLayout(value)
        column.addLayout(self._reason_column)
        column.addWidget(self._said)
        waits = QHBoxLayout()
        waits.setSpacing(Space.GAP)
        waits.addWidget(self._arc)
        waits.addWidget(self._waits, 1)
        column.addLayout(waits)

    @property
    def said(self) -> str:
        """What is known of the value, in sentences."""
        return self._said.text()

    @property
    def spoken(self) -> str:
        """All of it, for screen readers."""
        return " ".join((*(label.text() for label in self._reasons), self.said)).strip()

    def show_value(self, row: FieldRow) -> None:
        """Show a value, and the reasons for its doubt."""
        self._value.setText(" ".join(row.value.text.split()) or field_words.instead(row.value))
        self._figure.setText(field_words.line_and_figure(row)[1])
        told = [reason.text for reason in row.judgement.reasons]
        while len(self._reasons) < len(told):
            label = paragraph("", Use.SECOND, "doubt")
            self._reason_column.addWidget(label)
            self._reasons.append(label)
        for number, label in enumerate(self._reasons):
            label.setText(told[number] if number < len(told) else "")
            label.setVisible(number < len(told))

    def say(self, sentences: Sequence[str], *, waiting: bool) -> None:
        """Say what else is known, and whether the candidates are waited for."""
        self._said.setText(" ".join(sentence for sentence in sentences if sentence))
        self._said.setVisible(bool(self.said))
        self._arc.setVisible(waiting)
        self._waits.setVisible(waiting)
