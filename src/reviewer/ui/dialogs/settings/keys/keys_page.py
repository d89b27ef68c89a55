"""The page Keys."""

import msgspec
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from reviewer.settings import Settings
from reviewer.ui import keys
from reviewer.ui.announce import announce
from reviewer.ui.dialogs.settings.form import Form
from reviewer.ui.dialogs.settings.keys.key_list import KeyList
from reviewer.ui.dialogs.settings.keys.keys_model import KeysModel
from reviewer.ui.dialogs.settings.keys.own_keys import OwnKeys
from reviewer.ui.dialogs.settings.page import Group, Page, heading
from reviewer.ui.dialogs.settings.search_edit import SearchEdit
from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.label import paragraph
from reviewer.ui.table.action import QT_TRANSLATE_NOOP

_LEAST = 240


class Keys(Page):
    """Every action of the table, with a search; keys are changed in the current row."""

    name = "keys"
    title = QT_TRANSLATE_NOOP("settings", "Keys")
    group = Group.REVIEWER

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = KeysModel(self)
        self.list = KeyList(self.model)
        self.list.setMinimumHeight(fonts.scaled(_LEAST))
        self.search = SearchEdit(self.tr("Find a key or an action"))
        self.search.setMinimumWidth(fonts.scaled(240))
        self.entry = self.search
        self._note = paragraph("", Use.SECOND, "error")
        self._note.setContentsMargins(0, Space.GAP, 0, 0)
        self._note.hide()
        sentence = self.tr(
            "Every key can be changed, and an action may have several. Enter on a row waits for a new key."
        )
        form = Form(self, heading(self), sentence, self.search)
        form.section()
        form.add(self.list, 1, wide=True)
        form.add(self._note)
        self.search.textChanged.connect(self._on_search)
        self.search.left.connect(self._on_left)
        self.list.refused.connect(self._on_refused)
        self.model.keys_changed.connect(self.changed)

    def load(self, settings: Settings) -> None:
        self.model.use(OwnKeys(settings.keys))
        self._on_refused("")
        self.changed.emit()

    def store(self, settings: Settings) -> Settings:
        return msgspec.structs.replace(settings, keys=self.model.own.changed)

    def problem(self) -> str:
        shared = [keys.label(conflict.key) for conflict in self.model.own.conflicts()]
        if not shared:
            return ""
        labels = ", ".join(dict.fromkeys(shared))
        return self.tr("Two actions share {keys}. Take it from one of them.").format(keys=labels)

    def words(self) -> str:
        rows = (self.model.row(number) for number in range(self.model.rowCount()))
        return " ".join([super().words(), *(row.title for row in rows if row is not None)])

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self.model.narrow(text)

    @Slot()
    def _on_left(self) -> None:
        self.list.setFocus()

    @Slot(str)
    def _on_refused(self, why: str) -> None:
        self._note.setText(why)
        self._note.setVisible(bool(why))
        announce(self.list, why)
