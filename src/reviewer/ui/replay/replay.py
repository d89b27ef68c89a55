"""Opens a window on a workspace, plays a script in it, and closes it."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler

from reviewer.errors import ReviewerError, StoreError
from reviewer.settings import Settings
from reviewer.ui.application import Application
from reviewer.ui.frame import make_qt
from reviewer.ui.replay.outcome import Outcome, Played
from reviewer.ui.replay.player import How, Player
from reviewer.ui.replay.script import ScriptStep, Verb
from reviewer.ui.replay.waiting import Routine
from reviewer.ui.signals import Requests
from reviewer.ui.starting import Recover, Start

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.ui.viewmodels.session import Workers

SIZE = (1600, 1000)


class Replay:
    """One script in one window.

    Args:
        folder: of the workspace.
        settings: of the operator.
        start: opens a workspace.
        recover: brings back what was left.
        samples: the documents that come with Reviewer.
        size: of the window, logical pixels.
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        start: Start,
        recover: Recover,
        samples: tuple[Path, ...] = (),
        size: tuple[int, int] = SIZE,
    ) -> None:
        self._qt, look = make_qt(settings)
        self._error: ReviewerError | None = None
        self._start = start
        self._samples = samples
        self.stopped = False
        self.application = Application(folder, settings, look, self._open, recover)
        self.application.commands.window.open_samples = lambda: self.application.session.intake.take(list(samples))
        self.application.window.resize(*size)

    def play(
        self, steps: tuple[ScriptStep, ...], base: Path, how: How, tell: Callable[[Outcome, Verb], None]
    ) -> Played:
        """Play a script, and close the window.

        Args:
            steps: of the script.
            base: folder that names of files are relative to.
            how: see How.
            tell: is called after each step.

        Raises:
            ReviewerError: the workspace cannot be opened.
        """
        player = Player(self.application, steps, how, base, self._samples, tell)
        routine = Routine(player.play(lambda: self._error is not None), player)
        self._qt.setQuitOnLastWindowClosed(False)
        requests = Requests(self.application)
        requests.heard.connect(self._on_request)
        requests.heard.connect(routine.stop)
        qInstallMessageHandler(_say)
        loop = QEventLoop()
        routine.ended.connect(loop.quit)
        try:
            self.application.show()
            self.application.window.activateWindow()
            routine.begin()
            loop.exec()
        finally:
            requests.close()
            self.close()
            qInstallMessageHandler(None)
        error = self._error or routine.error
        if error is not None:
            raise error
        return Played(tuple(player.outcomes), len(steps))

    def close(self) -> None:
        """Close the window; what is on its way is written before."""
        self.application.window.hide()
        self.application.close()
        self.application.window.deleteLater()

    def _on_request(self) -> None:
        self.stopped = True

    def _open(self, folder: Path, settings: Settings) -> "tuple[Desk, Workers]":
        """Open the workspace; in a worker thread. That it is in use goes to who plays, not to the other window."""
        try:
            return self._start(folder, settings)
        except ReviewerError as error:
            self._error = error
            raise StoreError(error.text, error.advice, code=error.code) from None


def _say(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """What Qt has to say; not that there is no window manager when there is no screen."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")
