"""The list of actions with the one editor that lies on the current row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from reviewer.ui.announce import announce
from reviewer.ui.dialogs.settings.keys.key_delegate import KeyDelegate
from reviewer.ui.dialogs.settings.keys.key_editor import KeyEditor
from reviewer.ui.dialogs.settings.keys.keys_model import KeysModel
from reviewer.ui.dialogs.settings.keys.refusal import why_not
from reviewer.ui.table.action import Action

Index = QModelIndex | QPersistentModelIndex


class KeyList(QListView):
    """Arrows walk, Enter waits for a key, Tab goes into the keys of the current row.

    Signals:
        refused: a sentence on why a key cannot be taken, or empty when one was.
    """

    refused = Signal(str)

    def __init__(self, model: KeysModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.editor = KeyEditor(self.viewport())
        self.editor.hide()
        self._delegate = KeyDelegate(self, self.editor, self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Actions"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        model.keys_changed.connect(self._on_keys_changed)
        model.modelReset.connect(self._on_reset)
        self.editor.added.connect(self._on_added)
        self.editor.removed.connect(self._on_removed)
        self.editor.restored.connect(self._on_restored)
        self.editor.taken.connect(self._on_taken)
        self.editor.resized.connect(self._on_resized)

    def action(self) -> Action | None:
        """The action of the current row."""
        row = self._model.row(self.currentIndex().row())
        return None if row is None else row.action

    def go_to(self, name: str) -> None:
        """Make an action's row the current one."""
        self.setCurrentIndex(self._model.index(self._model.row_of(name)))

    def enter(self) -> None:
        """Take the focus, on the first action when none is current."""
        if self.action() is None:
            rows = range(self._model.rowCount())
            first = next((n for n in rows if (row := self._model.row(n)) is not None and row.action is not None), -1)
            self.setCurrentIndex(self._model.index(first))

    # Events

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.action() is not None:
            self.editor.capture.begin()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.refused.emit("")
        self._lay_out()
        self.scrollTo(current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place()

    # Within

    def _lay_out(self) -> None:
        row = self._model.row(self.currentIndex().row())
        if row is not None and row.action is not None:
            self.editor.show_row(row, self._model.shared(row.action))
            self._order_tabs()
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self._place()

    def _place(self) -> None:
        index = self.currentIndex()
        row = self._model.row(index.row())
        if row is None or row.action is None:
            self.editor.hide()
            return
        place = self._delegate.editor_rect(self.visualRect(index), row)
        self.editor.move(place.topLeft())
        self.editor.set_width(place.width())
        self.editor.show()

    def _order_tabs(self) -> None:
        """From the list into the editor, and out of it to what follows."""
        before: QWidget = self
        for stop in self.editor.stops():
            QWidget.setTabOrder(before, stop)
            before = stop

    @Slot()
    def _on_reset(self) -> None:
        self.editor.hide()

    @Slot()
    def _on_keys_changed(self) -> None:
        self._lay_out()

    @Slot()
    def _on_resized(self) -> None:
        self._lay_out()

    @Slot(str)
    def _on_added(self, sequence: str) -> None:
        action = self.action()
        if action is None:
            return
        why = why_not(sequence, action.context, yields=action.yields)
        self.refused.emit(why)
        if not why:
            self._model.add(action, sequence)
            announce(self, " ".join(self._said()))

    def _said(self) -> tuple[str, ...]:
        """What is wrong with the keys of the current row."""
        row = self._model.row(self.currentIndex().row())
        return () if row is None else row.conflicts

    @Slot()
    def _on_taken(self) -> None:
        """Take the key that is shared from those that had it: one would have to look for them."""
        action = self.action()
        shared = None if action is None else self._model.shared(action)
        if shared is not None:
            for other in shared.others:
                self._model.remove(other, shared.label)
        self.editor.capture.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_removed(self, label: str) -> None:
        action = self.action()
        if action is not None:
            self._model.remove(action, label)

    @Slot()
    def _on_restored(self) -> None:
        action = self.action()
        if action is not None:
            self._model.restore(action)
            self.editor.capture.setFocus(Qt.FocusReason.OtherFocusReason)
