"""What the rules say of the whole document, under the fields."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from reviewer.domain.hidden import visible
from reviewer.domain.issue import Fix, Issue, Level
from reviewer.ui import actions
from reviewer.ui.look import current, fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.plain import led, tip
from reviewer.ui.look.scaling import keep_scaled
from reviewer.ui.look.tokens import ICON, Height, Space
from reviewer.ui.panels.key_cap import KeyCap
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.link import Link
from reviewer.ui.panels.mark import Mark
from reviewer.ui.viewmodels.review import ReviewViewModel

ROWS = 3
LINKS = 2
"""Of a row; the other candidates are listed under the value."""

_LONGEST = 16
_SIGNS: Final = {Level.ERROR: ("error", "error"), Level.WARNING: ("warning", "doubt")}


class IssueRow(QFrame):
    """One sentence, and links that do what they say.

    Signals:
        acted: name of the action that the link stands for.
    """

    acted = Signal(str)

    def __init__(self, issue: Issue, review: ReviewViewModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._issue = issue
        self._review = review
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.FIELD, Space.GAP, Space.FIELD, Space.GAP)
        row.setSpacing(Space.WIDE)
        error = issue.level is Level.ERROR
        sign = Mark(*_SIGNS[issue.level], side=ICON, parent=self)
        level = self.tr("Error.") if error else self.tr("Warning.")
        text = QLabel(led(level, issue.text), self)
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setWordWrap(True)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        links = QVBoxLayout()
        links.setSpacing(0)
        for fix in self._fixes() if review.writable else ():
            links.addWidget(self._use(fix), 0, Qt.AlignmentFlag.AlignRight)
        if not links.count() and issue.action and review.writable:
            link = Link(actions.title(actions.BY_NAME[issue.action]), parent=self)
            link.clicked.connect(self._on_acted)
            links.addWidget(link)
        row.addLayout(links)
        row.setAlignment(links, Qt.AlignmentFlag.AlignTop)

    def _fixes(self) -> Iterator[Fix]:
        """The likeliest changes, or what the rule reckons; with the label where it is not the first value's."""
        yield from self._issue.fixes[:LINKS]
        if not self._issue.fixes and self._issue.proposal is not None and self._issue.values:
            yield Fix(self._issue.values[0], self._issue.proposal, "")

    def _use(self, fix: Fix) -> Link:
        entry = self._review.entry(fix.entry)
        label = self._review.label(entry) if entry is not None else ""
        text = visible(fix.shown) or _short(fix.text, entry.value.text if entry is not None else "")
        shown = self.tr("Use {}") if fix.entry == self._issue.values[0] else self.tr("Use {} as {field}")
        within = label if label[:2].isupper() else label[:1].lower() + label[1:]  # IBAN stays so
        link = Link(shown.format(text, field=within).replace("&", "&&"), parent=self)
        link.setToolTip(
            tip(
                self.tr("{field}: {before} becomes {after}").format(
                    field=label, before=entry.value.text if entry is not None else "", after=fix.text
                )
            )
        )
        link.setAccessibleName(self.tr("Use {} as {field}").format(text, field=label))
        link.clicked.connect(lambda: self._take(fix))
        return link

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._issue.values:
            self._review.select(self._issue.values[0])

    @Slot()
    def _on_acted(self) -> None:
        self.acted.emit(self._issue.action)

    def _take(self, fix: Fix) -> None:
        self._review.select(fix.entry)
        self._review.correct(fix.text)


def _short(text: str, before: str) -> str:
    """A text as far as there is room for it beside a sentence: of a long one, the signs that become others."""
    line = visible(" ".join(text.split()))
    if len(line) <= _LONGEST:
        return line
    changed = [(old, new) for old, new in zip(before, text, strict=False) if old != new]
    if len(before) == len(text) and len(changed) <= 2:
        return ", ".join(QCoreApplication.translate("IssueRow", "{} for {}").format(new, old) for old, new in changed)
    return f"{line[: _LONGEST - 1]}…"


class IssuePanel(QFrame):
    """One line while all rules agree; else a head and at most three rows before it scrolls.

    Signals:
        acted: name of an action that the operator chose.
    """

    acted = Signal(str)

    def __init__(self, review: ReviewViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._folded = False
        self._shown: tuple[tuple[Issue, ...], bool, bool] | None = None
        self.setObjectName("issues")
        self.setAccessibleName(self.tr("Issues"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_head())
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        layout.addWidget(self._area)
        review.opened.connect(self._show)
        review.changed.connect(self._show)
        self._show()

    def _make_head(self) -> QWidget:
        head = QWidget(self)
        keep_scaled(head, head.setFixedHeight, Height.HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(Space.MARGIN, 0, Space.FIELD, 0)
        row.setSpacing(Space.GAP)
        title = Label(self.tr("Issues"), Use.HEAD, parent=head)
        self._count = QLabel(head)
        self._count.setObjectName("second")
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._sign = Mark(parent=head)
        self.key = KeyCap("F8", parent=head)
        self._link = Link(parent=head)
        self._link.clicked.connect(self._on_chosen)
        row.addWidget(title)
        row.addWidget(self._sign)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._link)
        row.addWidget(self.key)
        return head

    def set_folded(self, folded: bool) -> None:
        """Show the head alone (low windows), with the link of the first row that has one."""
        self._folded = folded
        self._fit()

    def links(self) -> list[Link]:
        """What can be chosen here now, from the top."""
        return [link for link in self.findChildren(Link) if link.isVisible()]

    def enter(self) -> None:
        """Put the keyboard on the first link."""
        for link in self.links()[:1]:
            link.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = current.colors()
        painter.fillRect(self.rect(), colors.base)
        painter.fillRect(QRect(0, 0, self.width(), 1), colors.line)
        painter.end()

    @Slot()
    def _show(self) -> None:
        issues = self._review.issues
        checked = bool(self._review.rows())  # before there are values, no rule has agreed to anything
        shown = (issues, checked, self._review.writable)
        if shown == self._shown:
            return
        self._shown = shown
        errors = sum(issue.level is Level.ERROR for issue in issues)
        warnings = len(issues) - errors
        parts = [self.tr("%n error(s)", "", errors)] if errors else []
        parts += [self.tr("%n warning(s)", "", warnings)] if warnings else []
        none = self.tr("none, all rules agree") if checked else ""
        self._count.setText(", ".join(parts) or none)
        self.key.setVisible(bool(issues))
        body = QWidget()
        body.setBackgroundRole(QPalette.ColorRole.Base)
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, Space.STEP)
        rows.setSpacing(0)
        for issue in issues:
            row = IssueRow(issue, self._review, body)
            row.acted.connect(self.acted)
            rows.addWidget(row)
        rows.addStretch(1)
        self._area.setWidget(body)
        self._fit()

    def _offered(self) -> str:
        """The action that the head offers in place of the rows, or nothing."""
        if not self._folded or not self._review.writable:
            return ""
        return next((issue.action for issue in self._review.issues if issue.action), "")

    @Slot()
    def _on_chosen(self) -> None:
        self.acted.emit(self._offered())

    def _fit(self) -> None:
        offered = self._offered()
        self._link.setText(actions.title(actions.BY_NAME[offered]) if offered else "")
        self._link.setVisible(bool(offered))
        issues = self._shown[0] if self._shown is not None else ()
        worst = min((issue.level for issue in issues), key=list(_SIGNS).index, default=None)
        self._sign.set_icon(*(_SIGNS[worst] if worst is not None and self._folded else ("",)))
        count = len(issues)
        self._area.setVisible(count > 0 and not self._folded)
        row = 2 * fonts.line(Use.BODY) + 2 * Space.GAP
        self._area.setFixedHeight(min(ROWS, count) * row)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
