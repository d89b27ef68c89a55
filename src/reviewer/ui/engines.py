"""What reads on this computer, as the engines say themselves."""

from typing import TYPE_CHECKING, ClassVar

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from reviewer.jobs import CancelToken, Report
from reviewer.lanes import DESCRIBE
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # only who asks waits for them
    from reviewer.engines.base import EngineInfo


class DescribeJob(msgspec.Struct, frozen=True):
    """Ask the engines what they are, in a reader child."""

    kind: ClassVar[str] = "describe engines"
    tesseract: str

    def __call__(self, token: CancelToken, report: Report) -> "tuple[EngineInfo, ...]":
        from reviewer.engines.client import ReaderClient  # only who asks waits for it

        reader = ReaderClient({"tesseract_path": self.tesseract})
        try:
            return reader.describe(token=token)
        finally:
            reader.close()


class Engines(QObject):
    """Asks when somebody wants to know.

    Signals:
        known: a tuple of EngineInfo; empty when they could not be asked.
    """

    known = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner

    @Slot(str)
    def describe(self, tesseract: str) -> None:
        """Ask; `known` tells. `tesseract` is the path of the program, empty to look for it."""
        self._runner.start(DESCRIBE, DescribeJob(tesseract), succeeded=self._on_described, failed=self._on_failed)

    @Slot(object)
    def _on_described(self, engines: object) -> None:
        self.known.emit(engines)

    @Slot(object)
    def _on_failed(self, _error: object) -> None:
        self.known.emit(())
