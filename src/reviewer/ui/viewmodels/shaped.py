"""The place of the active value while it is changed by hand: held until it is a step."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from reviewer.domain.field import Region
from reviewer.domain.text import PageText
from reviewer.errors import ReviewerError
from reviewer.services.review import Review
from reviewer.ui.viewmodels.notice import of_error
from reviewer.ui.viewmodels.shown import ShownDocument


class ShapedDocument(ShownDocument):
    """Many small moves make one step: it is made when they are kept, or before anything else is done.

    Signals:
        held_changed: a place is held that is no step yet, or no longer.
    """

    held_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shaped: tuple[str, tuple[Region, ...]] | None = None

    @property
    def held(self) -> bool:
        """Whether a place was changed that is no step yet."""
        return self._shaped is not None

    def place_of(self, entry_id: str) -> tuple[Region, ...]:
        """The regions of an entry as they are to be shown: those held, else the value's."""
        if self._shaped is not None and self._shaped[0] == entry_id:
            return self._shaped[1]
        entry = self.entry(entry_id)
        return () if entry is None else entry.value.regions

    def hold_shape(self, regions: tuple[Region, ...]) -> None:
        """The active value stands here now, until it is moved further, kept or dropped."""
        if not self.writable or self.entry(self.current) is None:
            return
        first = self._shaped is None
        self._shaped = (self.current, regions)
        if first:
            self.held_changed.emit()

    def keep_shape(self) -> bool:
        """Make what is held a step. False when nothing was."""
        held, self._shaped = self._shaped, None
        if held is None:
            return False
        if self.review is not None and self.entry(held[0]) is not None:
            try:
                self.review.reshape(*held)
            except ReviewerError as error:
                self.told.emit(of_error(error))
            self.refresh()
        self.held_changed.emit()
        return True

    def drop_shape(self) -> None:
        """Forget what is held."""
        if self._shaped is not None:
            self._shaped = None
            self.held_changed.emit()

    def show(self, review: Review | None, texts: dict[int, PageText]) -> None:
        self.keep_shape()
        super().show(review, texts)

    def refresh(self, before: Sequence[str] = (), *, unasked: bool = False) -> None:
        if self._shaped is not None and self.entry(self._shaped[0]) is None:
            self.drop_shape()
        super().refresh(before, unasked=unasked)

    def _leave(self) -> None:
        self.keep_shape()
        super()._leave()
