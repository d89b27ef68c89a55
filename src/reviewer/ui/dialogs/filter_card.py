"""All filters of the queue and its order, one under the other; what is chosen counts at once."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviewer.domain.queue import Days, Order, Sort, Span
from reviewer.services.sources import title_of
from reviewer.ui.dialogs.card import SHADOW
from reviewer.ui.dialogs.laid_card import LaidCard
from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Height, Space
from reviewer.ui.panels.label import Label
from reviewer.ui.viewmodels.queue_filter import QueueFilter

_WIDTH, _EDGE = 340, 12
Choice = tuple[str, Any]


class FilterCard(LaidCard):
    """Opens below a button, until Esc or a click beside it.

    Args:
        window: that it lies on.
        filter_: is changed at once.
        anchor: the button.
    """

    def __init__(self, window: QWidget, filter_: QueueFilter, anchor: QWidget) -> None:
        super().__init__(window)
        self._filter = filter_
        self._anchor = anchor
        self._boxes: dict[str, QComboBox] = {}
        self._checks: dict[str, QCheckBox] = {}
        self.setAccessibleName(self.tr("Filter and sort"))
        self._build()
        filter_.changed.connect(self._show)

    @Slot()
    def open(self) -> None:
        """Open, or close when it is open."""
        if self.isVisible():
            self.close_card()
            return
        self._show()
        self.lay()
        self._place()
        self._boxes["document_types"].setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """No veil: the list below shows what the filter does."""

    # Within

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(Space.MARGIN)
        form.setVerticalSpacing(Space.GAP)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for field, label in (
            ("document_types", self.tr("Type")),
            ("sources", self.tr("Read by")),
            ("unsure", self.tr("To check")),
            ("confidence", self.tr("Lowest value")),
            ("added", self.tr("Added")),
            ("reviewed", self.tr("Reviewed")),
        ):
            form.addRow(self._label(label), self._box(field, label))
        form.addRow(self._label(self.tr("Only with")), self._check_row())
        form.addRow(self._label(self.tr("Sort")), self._sort_row())
        column = QVBoxLayout(self._card)
        column.setContentsMargins(Space.MARGIN, Space.MARGIN, Space.MARGIN, Space.WIDE)
        column.setSpacing(Space.MARGIN)
        column.addLayout(form)
        column.addLayout(self._foot())

    def _label(self, text: str) -> Label:
        label = Label(text, Use.LABEL, "text2")
        label.setMinimumHeight(fonts.scaled(Height.CONTROL))  # in the middle beside its box
        return label

    def _box(self, field: str, name: str) -> QComboBox:
        box = self._boxes[field] = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMaxVisibleItems(16)
        box.activated.connect(lambda _place, chosen=field: self._on_chosen(chosen))
        return box

    def _check_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.WIDE)
        for field, text in (
            ("errors", self.tr("Errors")),
            ("warnings", self.tr("Warnings")),
            ("failed", self.tr("Not read")),
        ):
            check = self._checks[field] = QCheckBox(text)
            check.clicked.connect(lambda on, chosen=field: self._filter.choose(**{chosen: True if on else None}))
            line.addWidget(check)
        line.addStretch(1)
        return row

    def _sort_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.STEP)
        self._order = QComboBox()
        self._order.setAccessibleName(self.tr("Sort"))
        self._order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for order in Order:
            self._order.addItem(self._filter.order_name(order), order)
        self._down = QPushButton()
        self._down.setCheckable(True)
        self._order.activated.connect(self._on_sorted)
        self._down.clicked.connect(self._on_sorted)
        line.addWidget(self._order, 1)
        line.addWidget(self._down)
        return row

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(Space.GAP)
        self.clear = QPushButton(self.tr("Clear all"))
        self.clear.setFlat(True)
        self.clear.clicked.connect(self._on_clear)
        done = QPushButton(self.tr("Close"))
        done.clicked.connect(self.close_card)
        line.addWidget(Label(self.tr("Typed too: type:invoice unsure:>3"), Use.SMALL, "text2"), 1)
        line.addWidget(self.clear)
        line.addWidget(done)
        return line

    def _place(self) -> None:
        """Below the button, inside the window."""
        room = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        size = self._card.sizeHint()
        width = min(max(fonts.scaled(_WIDTH), size.width() - 2 * SHADOW), room.width())
        height = min(size.height() - 2 * SHADOW, room.height())
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        corner = self._anchor.rect().bottomRight() if mirrored else self._anchor.rect().bottomLeft()
        place = self.mapFromGlobal(self._anchor.mapToGlobal(corner))
        left = place.x() + 1 - width if mirrored else place.x()
        left = max(room.left(), min(left, room.right() + 1 - width))
        top = max(room.top(), min(place.y() + Space.STEP, room.bottom() + 1 - height))
        self._card.setGeometry(QRect(left, top, width, height).adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))

    # What is chosen

    @Slot()
    def _show(self) -> None:
        chosen = self._filter.chosen
        said = {each.field: each.words for each in self._filter.said()}
        for field, box in self._boxes.items():
            value = getattr(chosen, field)
            choices = self._choices(field)
            if value not in [each for _, each in choices]:
                choices = [*choices, (said.get(field, ""), value)]
            box.clear()
            for text, each in choices:
                box.addItem(text, each)
            box.setCurrentIndex([each for _, each in choices].index(value))
        for field, check in self._checks.items():
            check.setChecked(getattr(chosen, field) is True)
        sort = self._filter.sort
        self._order.setCurrentIndex(list(Order).index(sort.order))
        self._down.setChecked(sort.descending)
        self._down.setText("↓" if sort.descending else "↑")
        name = self.tr("Descending") if sort.descending else self.tr("Ascending")
        self._down.setAccessibleName(name)
        self._down.setToolTip(name)
        self.clear.setEnabled(bool(said))

    def _choices(self, field: str) -> Sequence[Choice]:
        names, today = self._filter.names, date.today()
        if field == "document_types":
            listed = sorted(names.types.items(), key=lambda each: each[1].casefold())
            return [(self.tr("Any"), frozenset()), *((title, frozenset({name})) for name, title in listed)]
        if field == "sources":
            return [(self.tr("Any"), frozenset()), *((title_of(each), frozenset({each})) for each in names.sources)]
        if field == "unsure":
            return [
                (self.tr("Any number"), None),
                (self.tr("None, all sure"), Span(0, 0)),
                (self.tr("At least 1"), Span(1)),
                (self.tr("At least 4"), Span(4)),
            ]
        if field == "confidence":
            return [
                (self.tr("Any"), None),
                *((self.tr("Up to {} %").format(part), Span(None, part / 100)) for part in (90, 75, 50)),
            ]
        return [
            (self.tr("Any day"), None),
            (self.tr("Today"), Days(today, today)),
            (self.tr("Yesterday"), Days(today - timedelta(days=1), today - timedelta(days=1))),
            (self.tr("Last 7 days"), Days(today - timedelta(days=6), today)),
            (self.tr("Last 30 days"), Days(today - timedelta(days=29), today)),
        ]

    def _on_chosen(self, field: str) -> None:
        self._filter.choose(**{field: self._boxes[field].currentData()})

    @Slot()
    def _on_sorted(self) -> None:
        self._filter.sort_by(Sort(self._order.currentData(), self._down.isChecked()))

    @Slot()
    def _on_clear(self) -> None:
        for each in self._filter.said():
            self._filter.remove(each.field)
        self._boxes["document_types"].setFocus(Qt.FocusReason.OtherFocusReason)
