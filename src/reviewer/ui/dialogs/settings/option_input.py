"""The input for one option of a provider, by its kind."""

import re
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QSpinBox, QVBoxLayout

from reviewer.services.remote.info import BOOL, CHOICE, INT, LIST, TABLE, OptionInfo
from reviewer.ui.dialogs.settings.form import Composite, limited
from reviewer.ui.dialogs.settings.slider_spin import SliderSpin
from reviewer.ui.look import fonts

_SPIN, _TABLE_ROWS, _SHARE = 128, 4, 100


class OptionInput(Composite):
    """Shows and gives the value of an option, as the settings file has it.

    Attributes:
        info: of the option.

    Signals:
        changed: another value stands there.
    """

    changed = Signal()

    def __init__(self, info: OptionInfo) -> None:
        super().__init__()
        self.info = info
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        made = {BOOL: self._box, INT: self._figure, CHOICE: self._combo, LIST: self._line, TABLE: self._table}
        shown = made.get(info.kind, self._text)()
        self.control = shown.control if isinstance(shown, SliderSpin) else shown
        column.addWidget(shown)
        fixed = info.kind == BOOL or isinstance(shown, QSpinBox)
        across = QSizePolicy.Policy.Fixed if fixed else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    # Value

    def value(self) -> Any:
        """The value; of a list or a table only what is whole."""
        control = self.control
        if isinstance(control, QCheckBox):
            return control.isChecked()
        if isinstance(control, QSpinBox):
            return control.value()
        if isinstance(control, QComboBox):
            return control.currentText().strip() if control.isEditable() else control.currentData()
        if isinstance(control, QPlainTextEdit):
            return _pairs(control.toPlainText())
        assert isinstance(control, QLineEdit)
        text = control.text().strip()
        return [part.strip() for part in text.split(",") if part.strip()] if self.info.kind == LIST else text

    def problem(self) -> str:
        """A sentence when what stands there may not, or empty."""
        text = self.value()
        if not self.info.pattern or not isinstance(text, str) or re.search(self.info.pattern, text):
            return ""
        return self.tr("“{title}” cannot be this.").format(title=self.info.title)

    def set_value(self, value: Any) -> None:
        """Show a value; one of another kind shows the default."""
        control = self.control
        if isinstance(control, QCheckBox):
            control.setChecked(bool(value))
        elif isinstance(control, QSpinBox):
            figure = value if isinstance(value, int) else self.info.default
            control.setValue(max(control.minimum(), min(figure, control.maximum())))  # Qt takes no more than 32 bits
        elif isinstance(control, QComboBox):
            self._show_choice(control, str(value))
        elif isinstance(control, QPlainTextEdit):
            table = value if isinstance(value, dict) else {}
            control.setPlainText("\n".join(f"{name} = {each}" for name, each in table.items()))
        elif isinstance(control, QLineEdit):
            listed = self.info.kind == LIST and isinstance(value, list | tuple)
            control.setText(", ".join(map(str, value)) if listed else str(value or ""))
            control.setCursorPosition(0)

    def _show_choice(self, control: QComboBox, value: str) -> None:
        if control.isEditable():
            control.setEditText(value)
        else:
            control.setCurrentIndex(max(0, control.findData(value)))

    # Inputs

    def _box(self) -> QCheckBox:
        box = QCheckBox(self.info.title)
        box.toggled.connect(self.changed)
        return box

    def _figure(self) -> "QSpinBox | SliderSpin":
        """A share from 0 to 100 can be pushed; other figures are typed or stepped."""
        if (self.info.least, self.info.most) != (0, _SHARE) or self.info.unit:
            return self._spin()
        both = SliderSpin(0, _SHARE, 1, unit="")
        both.name(self.info.title)
        both.changed.connect(self.changed)
        return both

    def _spin(self) -> QSpinBox:
        spin = QSpinBox()
        least, most = self.info.least, self.info.most
        spin.setRange(0 if least is None else least, 1_000_000_000 if most is None else most)
        spin.setSuffix(f" {self.info.unit}" if self.info.unit else "")
        spin.setMinimumWidth(fonts.scaled(_SPIN))
        spin.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        spin.valueChanged.connect(self.changed)
        return spin

    def _combo(self) -> QComboBox:
        combo = QComboBox()
        for choice in self.info.choices:
            combo.addItem(choice.replace("_", " "), choice)
        limited(combo)
        combo.currentIndexChanged.connect(self.changed)
        return combo

    def _text(self) -> QComboBox | QLineEdit:
        if not self.info.choices:
            return self._line()
        combo = QComboBox()
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.setCompleter(None)  # type: ignore[arg-type]  # it would put the rest of another address after what is typed
        combo.addItems(list(self.info.choices))
        limited(combo)
        combo.editTextChanged.connect(self.changed)
        return combo

    def _line(self) -> QLineEdit:
        line = QLineEdit()
        limited(line)
        line.textChanged.connect(self.changed)
        return line

    def _table(self) -> QPlainTextEdit:
        edit = QPlainTextEdit()
        edit.setTabChangesFocus(True)
        edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        edit.setPlaceholderText(self.tr("name = value, a line each"))
        edit.setFixedHeight(_TABLE_ROWS * edit.fontMetrics().lineSpacing() + 16)
        limited(edit)
        edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        edit.textChanged.connect(self.changed)
        return edit


def _pairs(text: str) -> dict[str, str]:
    """Lines of ``name = value``."""
    pairs = (line.partition("=") for line in text.splitlines())
    return {name.strip(): value.strip() for name, equals, value in pairs if equals and name.strip()}
