"""The candidates of a field, and what speaks for and against the one that is marked."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.extraction.explain import Considered, Explained, Standing
from reviewer.ui.dialogs.why.candidate_list import CandidateList
from reviewer.ui.dialogs.why.difference import difference_words
from reviewer.ui.dialogs.why.part_list import PartList, points
from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.hairline import Hairline
from reviewer.ui.panels.label import Label, paragraph

_SHARE = 0.6
"""What the candidates may take of the height that they and the parts of a score have."""


class Weighed(QWidget):
    """Candidates above; under them the marked one's difference and the parts of its score.

    Args:
        words: says what a feature is called.

    Signals:
        marked: another candidate is the current one (a Considered, and its number from 0).
        taken: this one shall be the value (its number, from 0).
    """

    marked = Signal(object, int)
    taken = Signal(int)

    def __init__(self, words: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._explained: Explained | None = None
        self._count = Label("", Use.SECOND, "text2")
        self.list = CandidateList()
        self.beside = paragraph("", Use.SECOND)
        self.score = paragraph("", Use.LABEL, "text2")
        self.parts = PartList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        self._head = self._caption()
        column.addWidget(self._head)
        column.addWidget(self.list)
        column.addWidget(Hairline())
        for label in (self.beside, self.score):
            label.setContentsMargins(Space.FIELD, Space.GAP, Space.FIELD, Space.STEP)
            column.addWidget(label)
        column.addWidget(self.parts, 1)
        self.list.marked.connect(self._on_marked)
        self.list.taken.connect(self.taken)

    def show_explained(self, explained: Explained, current: int) -> None:
        """Show the candidates of a field, with one of them marked."""
        self._explained = explained
        more = explained.others
        self._count.setText(self.tr("and {count} more").format(count=more) if more else "")
        self.list.show_candidates(explained.considered, current)

    def fit(self, width: int, height: int) -> None:
        """Share a height: the candidates are as high as they need, within bounds, and two parts are to be seen.

        A part fewer is seen beside a candidate of whom more is told; the height of the list does not follow that.
        """
        row = max(1, self.list.sizeHintForRow(0))
        part = fonts.line(Use.BODY) + fonts.line(Use.SMALL) + Space.WIDE
        told = [label for label in (self.beside, self.score) if not label.isHidden()]
        around = sum(height_of(label, width) for label in told)
        room = height - around - self._head.sizeHint().height() - 2
        most = max(2 * row, min(round(room * _SHARE), room - 2 * part))
        self.list.setFixedHeight(min(self.list.wanted_height(), most // row * row))
        self.parts.setMinimumHeight(part)

    def _caption(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(Space.FIELD, Space.WIDE, Space.FIELD, Space.STEP)
        row.addWidget(Label(self.tr("Candidates"), Use.LABEL, "text2"))
        row.addStretch(1)
        row.addWidget(self._count)
        return head

    @Slot(int)
    def _on_marked(self, number: int) -> None:
        if self._explained is None or number >= len(self._explained.considered):
            return
        one = self._explained.considered[number]
        score, least = points(one.score), points(self._explained.least)
        self.score.setText(
            self.tr("Its score is {score}, at least {least} is needed:").format(score=score, least=least)
        )
        self.parts.show_parts(one.parts, self._words)
        rival = _rival(self._explained, one)
        self.beside.setText("" if rival is None else difference_words(one, rival, self._words))
        self.beside.setVisible(rival is not None)
        self.marked.emit(one, number)


def height_of(widget: QWidget, width: int) -> int:
    """How high something is at a width."""
    height = widget.heightForWidth(width)
    return height if height >= 0 else widget.sizeHint().height()


def _rival(explained: Explained, one: Considered) -> Considered | None:
    """What a candidate is compared with: the chosen one; the runner-up, for that itself."""
    wanted = Standing.RUNNER_UP if one.standing is Standing.CHOSEN else Standing.CHOSEN
    if one.standing is Standing.ALIKE:
        return None
    return next((other for other in explained.considered if other.standing is wanted), None)
