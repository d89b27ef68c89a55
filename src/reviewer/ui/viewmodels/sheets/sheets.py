"""All sheets together, and what they change for the document on the desk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.step import Step
from reviewer.ui.viewmodels.acting import Acting
from reviewer.ui.viewmodels.drafts import Drafts
from reviewer.ui.viewmodels.modes import Mode, Modes
from reviewer.ui.viewmodels.saving import Saving
from reviewer.ui.viewmodels.sheets.characters import CharacterSheet
from reviewer.ui.viewmodels.sheets.field_sheet import FieldSheet
from reviewer.ui.viewmodels.sheets.settling import Settling
from reviewer.ui.viewmodels.sheets.yes_no import YesNo
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.bulk import Done
    from reviewer.services.desk import Desk
    from reviewer.services.sheets.settling import Settled


_OF_DOCUMENTS = (Mode.DOCUMENT, Mode.ADJUDICATE)
"""Modes in which the review on the desk is worked at."""


class Sheets(QObject):
    """The three ways to review many documents at once.

    Args:
        runner: for the jobs.
        acting: keeps what was done, for undoing.
        saving, drafts: of the document on the desk.
        modes: know which sheet is shown.

    Signals:
        stepped: a step that a sheet made is in the store.
        outdated: the review of this document is not as the store has it any more, and is looked at.
        told: a Notice.
    """

    stepped = Signal(object)
    outdated = Signal(str)
    told = Signal(object)

    def __init__(
        self,
        runner: Runner,
        acting: Acting,
        saving: Saving,
        drafts: Drafts,
        modes: Modes,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._modes = modes
        self._changed: set[str] = set()
        self.settling = Settling(runner, acting, saving, drafts, self)
        self.field = FieldSheet(runner, self.settling, drafts, self)
        self.yes_no = YesNo(runner, self.settling, drafts, self)
        self.characters = CharacterSheet(runner, self.settling, self)
        for part in (self.settling, self.field, self.yes_no, self.characters):
            part.told.connect(self.told)
        for cells in (self.field, self.yes_no):
            cells.typed.connect(self._on_typed)
        self.settling.settled.connect(self._on_settled)
        acting.apart.connect(self._on_apart)
        modes.changed.connect(self._tell_outdated)

    def use(self, desk: "Desk") -> None:
        """Work on a workspace."""
        for part in (self.settling, self.field, self.yes_no, self.characters):
            part.use(desk)

    @Slot(object)
    def follow(self, step: Step) -> None:
        """A step is in the store, whoever made it."""
        for part in (self.field, self.yes_no, self.characters):
            part.follow(step)

    @Slot(object)
    def on_bulk_done(self, done: "Done") -> None:
        """Many documents are otherwise in the store, such as after taking back what was done before the last start."""
        for part in (self.field, self.yes_no, self.characters):
            part.renew(set(done.documents))

    @Slot(object)
    def _on_settled(self, done: "Settled") -> None:
        for step in done.steps:
            self.stepped.emit(step)
        self._on_apart(tuple(step.document for step in done.steps))

    @Slot(str)
    def _on_typed(self, document: str) -> None:
        self._changed.add(document)

    @Slot(object)
    def _on_apart(self, documents: tuple[str, ...]) -> None:
        """These changed apart from the review on the desk: it is read again when it is looked at."""
        self._changed.update(documents)
        self._tell_outdated()

    @Slot()
    def _tell_outdated(self) -> None:
        if self._modes.mode in _OF_DOCUMENTS:
            changed, self._changed = self._changed, set()
            for document in changed:
                self.outdated.emit(document)
