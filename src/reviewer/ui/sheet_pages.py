"""Makes the pages of the sheets, each when its mode is entered first."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from reviewer.domain.document import Page
from reviewer.ui.canvas.page_jobs import PageFile, Renderer
from reviewer.ui.viewmodels.modes import Mode
from reviewer.ui.viewmodels.sheets.sheets import Sheets
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # the first document does not wait for them
    from reviewer.ui.panels.mode_page import ModePage
    from reviewer.ui.panels.sheets.clips import Clips


class SheetPages(QObject):
    """They share the pictures of values.

    Args:
        sheets: what they show.
        runner, renderer: draw parts of pages.
        file_of: says where pages lie.
        made: the actions.
    """

    def __init__(
        self,
        sheets: Sheets,
        runner: Runner,
        renderer: Renderer,
        file_of: Callable[[Page], PageFile],
        made: Mapping[str, QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheets = sheets
        self._runner = runner
        self._renderer = renderer
        self._file_of = file_of
        self._made = made

    def makers(self) -> "dict[Mode, Callable[[], ModePage]]":
        """What makes the page of each mode."""
        return {Mode.FIELD: self._field, Mode.YES_NO: self._yes_no, Mode.CHARACTERS: self._characters}

    @cached_property
    def _clips(self) -> "Clips":
        from reviewer.ui.panels.sheets.clips import Clips  # see above

        return Clips(self._runner, self._renderer, self)

    def _field(self) -> "ModePage":
        from reviewer.ui.panels.sheets.field_page import FieldPage  # see above

        return FieldPage(self._sheets.field, self._clips, self._file_of, self._made)

    def _yes_no(self) -> "ModePage":
        from reviewer.ui.panels.sheets.yes_no_page import YesNoPage  # see above

        return YesNoPage(self._sheets.yes_no, self._clips, self._file_of, self._made)

    def _characters(self) -> "ModePage":
        from reviewer.ui.panels.sheets.characters_page import CharactersPage  # see above
        from reviewer.ui.panels.sheets.likeness import Likeness  # see above

        likeness = Likeness(self._runner, self._renderer, self)
        return CharactersPage(self._sheets.characters, self._clips, likeness, self._file_of, self._made)
