"""The head of the field sheet: which field, in what order, and how it is with its values."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.viewmodels.sheets.arranging import Arranged
from reviewer.ui.viewmodels.sheets.field_sheet import Choice, FieldSheet


class FieldHead(QWidget):
    """Two lists to choose from, a word on the values, and a switch for those to check."""

    def __init__(self, sheet: FieldSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.field = QPushButton(self)
        self.field.setAutoDefault(False)
        self.field.setMenu(QMenu(self.field))
        self.field.menu().aboutToShow.connect(self._fill_fields)
        self.order = QPushButton(self)
        self.order.setAutoDefault(False)
        self.order.setMenu(self._orders())
        self.caption = ElidedLabel("", Use.BODY, "text2")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.only = CapButton("", "question", flat=True, parent=self)
        self.only.set_tone("doubt")
        self.only.setCheckable(True)
        self.only.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.only.setToolTip(self.tr("Show only what is to check"))
        self.only.toggled.connect(sheet.show_only_unsure)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.FIELD, 0, Space.FIELD, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(self.field)
        row.addWidget(self.order)
        row.addWidget(self.caption, 1)
        row.addWidget(self.only)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), fonts.scaled(52))

    def open_fields(self) -> None:
        """Open the list of fields."""
        self.field.showMenu()

    def refresh(self) -> None:
        """Show how it is now."""
        choice, tally = self._sheet.choice, self._sheet.tally()
        name = self.tr("Field: {}").format(choice.label) if choice else self.tr("Field")
        kind = f"  ·  {choice.title}" if choice is not None and choice.title else ""
        self.field.setText((name + kind).replace("&", "&&"))
        self.field.setAccessibleName(name + kind)
        self.field.setEnabled(bool(self._sheet.choices))
        self.order.setText(self._names()[self._sheet.how])
        told = [
            self.tr("%n value(s)", "", tally.values),
            self.tr("{} set aside").format(tally.aside) if tally.aside else "",
            self.tr("%n error(s)", "", tally.errors) if tally.errors else "",
            self.tr("{} typed").format(tally.typed) if tally.typed else "",
        ]
        self.caption.setText(", ".join(part for part in told if part) if self._sheet.cells else "")
        self.only.setText(self.tr("{} to check").format(tally.unsure))
        self.only.setAccessibleName(self.tr("Only the {} to check").format(tally.unsure))
        self.only.setVisible(bool(tally.unsure) or self._sheet.only_unsure)

    def _names(self) -> dict[Arranged, str]:
        return {
            Arranged.ALIKE: self.tr("Look-alikes together"),
            Arranged.DOUBT: self.tr("Doubtful ones first"),
            Arranged.DOCUMENT: self.tr("By document"),
        }

    def _orders(self) -> QMenu:
        menu, group = QMenu(self.order), QActionGroup(self)
        for how, name in self._names().items():
            action = QAction(name, menu, checkable=True)
            action.setChecked(how is self._sheet.how)
            action.triggered.connect(lambda _checked=False, how=how: self._sheet.arrange(how))
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _fill_fields(self) -> None:
        """The fields by document type, with how many of their values are to check."""
        menu, title = self.field.menu(), ""
        menu.clear()
        for choice in self._sheet.choices:
            if choice.title != title:
                title = choice.title
                menu.addSection(title.replace("&", "&&"))
            told = self.tr("{} to check").format(choice.unsure) if choice.unsure else self.tr("all sure")
            action = menu.addAction(f"{choice.label}\t{told}".replace("&", "&&"))
            if self._sheet.choice == choice:  # a box before each of the others would say that several can be chosen
                action.setCheckable(True)
                action.setChecked(True)
            action.triggered.connect(lambda _checked=False, choice=choice: self._choose(choice))

    def _choose(self, choice: Choice) -> None:
        self._sheet.choose(choice)
