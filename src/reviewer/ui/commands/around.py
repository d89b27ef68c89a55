"""What the actions for notices, tasks and the size of texts do."""

from typing import Final

import msgspec
from PySide6.QtCore import Slot

from reviewer.ui.commands.panes import Group, Handlers
from reviewer.ui.notices import Notices
from reviewer.ui.preferences import Preferences

STEP, LEAST, MOST = 0.1, 0.8, 2.0
_USUAL: Final = 1.0


class AroundCommands(Group):
    """Answering notices, looking at tasks, making texts larger."""

    of_document = False
    _notices: Notices
    _preferences: Preferences

    def use(self, notices: Notices, preferences: Preferences) -> None:
        """Speak to these."""
        self._notices = notices
        self._preferences = preferences

    def handlers(self) -> Handlers:
        return {
            "view.only_unsure": self._panes.fields.panel.set_only_unsure,
            "view.larger_texts": lambda: self.scale_texts(STEP),
            "view.smaller_texts": lambda: self.scale_texts(-STEP),
            "view.usual_texts": lambda: self._set_texts(_USUAL),
            "window.tasks": lambda: self._dialogs().open_tasks(),
            "notice.act": self.act,
            "notice.close": self.close_notice,
        }

    def scale_texts(self, by: float) -> None:
        """Make all texts larger or smaller by a step of the scale, within what the settings offer."""
        now = self._preferences.settings.appearance.text_size
        self._set_texts(round(min(MOST, max(LEAST, now + by)), 2))

    def _set_texts(self, size: float) -> None:
        settings = self._preferences.settings
        looks = msgspec.structs.replace(settings.appearance, text_size=size)
        self._preferences.change(msgspec.structs.replace(settings, appearance=looks))
        self._tell(self.tr("Texts are at {percent} %.").format(percent=round(size * 100)))

    @Slot()
    def act(self) -> None:
        """Follow the link of the notice above the page, or of the one below."""
        if not self._notices.act():
            self._tell(self.tr("No notice offers anything now."))

    @Slot()
    def close_notice(self) -> None:
        """Take away the notice above the page, or the one below."""
        self._notices.dismiss()
