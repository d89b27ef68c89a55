"""What the window is doing, for whoever waits until it is done."""

from reviewer.lanes import ALL, INTAKE, STORE
from reviewer.ui.application import Application
from reviewer.ui.canvas.pictures import SHARP

STEADY = 0.15
"""Seconds that all must be over for, before it is called idle: what ends often begins something else."""


class Calm:
    """Answers whether something is over.

    Args:
        application: the window with everything behind it.
    """

    def __init__(self, application: Application) -> None:
        self._application = application
        self._session = application.session

    def started(self) -> bool:
        """Whether the workspace is open."""
        return self._session.desk is not None

    def shows(self, document: str) -> bool:
        """Whether a document is under review, with some picture of its page."""
        shown = self._session.document
        return shown is not None and shown.id == document and self.pictured()

    def pictured(self) -> bool:
        """Whether there is some picture of the shown page."""
        return bool(self._application.pictures.levels(self._session.review.page))

    def sharp(self) -> bool:
        """Whether the shown page's picture is as sharp as the window draws it."""
        pictures, page = self._application.pictures, self._session.review.page
        picture, size = pictures.picture(page), pictures.size(page)
        if picture is None or size is None:
            return False
        return max(picture.width(), picture.height()) >= min(SHARP, max(size)) - 2

    def shown(self) -> bool:
        """Whether a document is on the desk, and its page is as sharp as can be, or cannot be drawn."""
        drawn = not self._application.runner.drawing
        return self._session.document is not None and self.answered() and drawn

    def answered(self) -> bool:
        """Whether what is asked for is on the desk: no other document is on its way, and its page has a picture."""
        if self._session.opening.under_way:
            return False
        return self._session.document is None or self.pictured() or not self._application.runner.drawing

    def read(self) -> bool:
        """Whether nothing is taken in or read, or waits to be."""
        if self._application.runner.runs(INTAKE):
            return False
        return not self._session.reading.running and not self._session.reading.waiting

    def saved(self) -> bool:
        """Whether every change is on the disk."""
        return not self._session.saving.pending and not self._session.sheets.settling.waiting

    def idle(self) -> bool:
        """Whether nothing at all is drawn, read, saved or written at this moment."""
        runner = self._application.runner
        working = any(runner.runs(lane) for lane in ALL if lane is not STORE)
        return self.read() and self.saved() and not working and self.answered()
