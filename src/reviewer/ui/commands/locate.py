"""What the actions do that find texts on the pages, and write what no key has."""

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot

from reviewer.ui.commands.panes import Group, Handlers
from reviewer.ui.frame import kept
from reviewer.ui.key_names import KEYS
from reviewer.ui.panels.editing import Editing, anchor

if TYPE_CHECKING:  # made when they are first asked for
    from reviewer.ui.panels.find_bar import FindBar
    from reviewer.ui.panels.sign_palette import SignPalette

_KEPT: Final = "signs"
_RECENT: Final = 10


class LocateCommands(Group):
    """Finding in the document, special characters, what reads regions."""

    changing = ("document.find_take", "field.signs", "region.read_with")
    looking = ("document.find", "document.find_next", "document.find_previous")

    def handlers(self) -> Handlers:
        return {
            "document.find": self.find,
            "document.find_next": lambda: self.step(1),
            "document.find_previous": lambda: self.step(-1),
            "document.find_take": self.take,
            "field.signs": self.signs,
            "region.read_with": self.read_with,
        }

    # Finding

    @cached_property
    def bar(self) -> "FindBar":
        """The bar over the page."""
        from reviewer.ui.panels.find_bar import FindBar  # only who looks for something waits for it

        made = FindBar(self._session.finding, self._panes.page.view)
        made.left.connect(self._panes.fields.list.focus_editor)
        return made

    @Slot()
    def find(self) -> None:
        """Open the bar; what is selected in the editor is looked for."""
        editor = self._editing.editor
        chosen = editor.textCursor().selectedText() if editor.hasFocus() else ""
        self.bar.open("" if "\u2029" in chosen else chosen.strip())

    def step(self, by: int) -> None:
        """Show the next or the previous place; without a text, ask for one."""
        finding = self._session.finding
        if not finding.text:
            self.find()
        elif not finding.active:
            self.bar.open()
        else:
            finding.step(by)

    @Slot()
    def take(self) -> None:
        """Make the found place text and place of the active value."""
        if not self._session.finding.active:
            self._tell(self.tr("Find something first: {keys[document.find]}.").format(keys=KEYS))
        elif self._session.finding.take():
            self.bar.leave()
        else:
            self._tell(self.tr("There is nothing to take. Choose a field, and find a text."))

    # Special characters

    @cached_property
    def palette(self) -> "SignPalette":
        """The grid of characters."""
        from reviewer.ui.panels.sign_palette import SignPalette  # only who asks waits for it

        made = SignPalette(self._panes.window)
        made.taken.connect(self._on_sign_taken)
        made.left.connect(self._panes.fields.list.focus_editor)
        return made

    @Slot()
    def signs(self) -> None:
        """Offer characters for the active value."""
        from reviewer.domain import special_signs  # with the palette

        review = self._session.review
        entry, place = review.entry(review.current), anchor(self._editing)
        if entry is None or review.review is None or place.isEmpty():
            self._tell(self.tr("Choose a field first."))
            return
        kind = review.review.field_type(entry)
        offered = special_signs.likely(
            self._languages(), kind.kind if kind is not None else None, self._before(), self._recent()
        )
        self._session.locating.hide()  # both would lie at the editor
        self.palette.open(offered, place)

    @property
    def _editing(self) -> Editing:
        """Where the active value is edited."""
        grid = self._panes.table.grid
        return grid if grid.isVisible() and grid.active else self._panes.fields.list

    def _languages(self) -> tuple[str, ...]:
        review = self._session.review
        read = [tag for text in review.texts.values() for tag in text.languages]
        own = review.review.kind.languages if review.review is not None else ()
        return tuple(dict.fromkeys((*read, *own)))

    def _before(self) -> str:
        """The sign before the caret, or empty."""
        editor = self._editing.editor
        cursor, text = editor.textCursor(), editor.text()
        at = cursor.position()
        return text[at - 1] if at and not cursor.hasSelection() else ""

    def _recent(self) -> tuple[str, ...]:
        return tuple(str(kept().value(_KEPT, "")))

    @Slot(str, bool)
    def _on_sign_taken(self, sign: str, stay: bool) -> None:
        from reviewer.domain import special_signs

        editor = self._editing.editor
        cursor = editor.textCursor()
        if sign in special_signs.accented(self._before()):
            cursor.deletePreviousChar()  # it is that letter, with its accent
        cursor.insertText(sign)
        editor.setTextCursor(cursor)
        kept().setValue(_KEPT, "".join(dict.fromkeys((sign, *self._recent())))[:_RECENT])
        if not stay:
            self._panes.fields.list.focus_editor()

    # Regions

    @Slot()
    def read_with(self) -> None:
        """Ask which engine and language read regions."""
        review = self._session.review
        entry = review.entry(review.current)
        regions = () if entry is None else entry.value.regions
        read = (lambda: review.draw(*regions)) if regions else None
        self._dialogs().choose_region_reading(self._languages(), read)
