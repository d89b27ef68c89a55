"""Plays a script in a window, step by step, and tells what came of each."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from reviewer.errors import ReviewerError
from reviewer.ui.application import Application
from reviewer.ui.replay import picture
from reviewer.ui.replay.acts import Acts
from reviewer.ui.replay.calm import STEADY, Calm
from reviewer.ui.replay.expecting import wrong
from reviewer.ui.replay.outcome import Outcome, said
from reviewer.ui.replay.script import Expect, ScriptStep, Shot, Verb, Wait
from reviewer.ui.replay.seen import Looking
from reviewer.ui.replay.waiting import Until, Waiting
from reviewer.ui.viewmodels.notice import Notice

START, ACTIVE = 120.0, 5.0


class How(msgspec.Struct, frozen=True):
    """How a script is played.

    Attributes:
        frames: folder for a picture after every step, or None.
        pace: seconds to wait after every step, for who looks on.
        keep_going: also after a step that failed.
    """

    frames: Path | None = None
    pace: float = 0.0
    keep_going: bool = False


class Player(QObject):
    """Plays steps in one window.

    Args:
        application: the window with everything behind it; shown already.
        steps: of the script.
        how: see How.
        base: folder that names of files are relative to.
        samples: the documents that come with Reviewer.
        tell: is called after each step.
    """

    def __init__(
        self,
        application: Application,
        steps: tuple[ScriptStep, ...],
        how: How,
        base: Path,
        samples: tuple[Path, ...],
        tell: Callable[[Outcome, Verb], None],
    ) -> None:
        super().__init__()
        self._application = application
        self._steps = steps
        self._how = how
        self._base = base
        self._tell = tell
        self._acts = Acts(application, base, samples)
        self._calm = Calm(application)
        self._looking = Looking(application)
        self._told: list[str] = []
        self._unexpected: list[str] = []
        self._closed = self._ready = False
        self.outcomes: list[Outcome] = []
        application.notices.told.connect(self._on_told)
        application.starting.done.connect(self._on_done)
        application.window.close_asked.connect(self._on_closed)

    def play(self, failed: Callable[[], bool]) -> Waiting[None]:
        """Play all of it.

        Args:
            failed: whether the workspace could not be opened.
        """
        yield Until(lambda: self._ready or failed(), START)
        if not self._ready:
            return
        yield Until(self._application.window.isActiveWindow, ACTIVE)
        for number, step in enumerate(self._steps, 1):
            outcome = yield from self._step(number, step)
            self.outcomes.append(outcome)
            self._tell(outcome, step.verb)
            if not outcome.ok and not self._how.keep_going:
                break
            if self._how.pace:
                yield Until(lambda: False, self._how.pace)
        _close_dialogs()

    # Within

    def _step(self, number: int, step: ScriptStep) -> Waiting[Outcome]:
        self._told = []
        problem, ms = "", None
        try:
            ms = yield from self._done(step.verb)
            if self._how.frames is not None and not self._closed:
                picture.write(self._application.window, self._how.frames / f"{number:04}.png")
        except ReviewerError as error:
            problem = str(error)
        notices = tuple(self._told)
        rounded = None if ms is None else round(ms, 2)
        seen = self._looking.now()
        return Outcome(number, step.line, said(step.verb), not problem, seen, rounded, notices, problem)

    def _done(self, verb: Verb) -> Waiting[float | None]:
        if self._closed:
            raise _failed("The window is closed.")
        if isinstance(verb, Wait):
            yield from self._wait(verb)
        elif isinstance(verb, Expect):
            yield from self._expect(verb)
        elif isinstance(verb, Shot):
            picture.write(self._application.window, self._base / verb.shot)
        else:
            return (yield from self._acts.do(verb))
        return None

    def _wait(self, verb: Wait) -> Waiting[None]:
        if not isinstance(verb.wait, str):
            yield Until(lambda: False, verb.wait)
            return
        conditions = {
            "idle": (self._calm.idle, STEADY),
            "read": (self._calm.read, 0.0),
            "saved": (self._calm.saved, 0.0),
            "shown": (self._calm.shown, 0.0),
        }
        condition, hold = conditions[verb.wait]
        came = yield Until(condition, verb.seconds, hold=hold)
        if not came:
            raise _failed(f"Not {verb.wait} within {verb.seconds:g} s.")

    def _expect(self, verb: Expect) -> Waiting[None]:
        def problem() -> str:
            return wrong(verb.expect, self._looking, self._unexpected)

        yield Until(lambda: not problem(), verb.seconds)
        left = problem()
        if left:
            raise _failed(left)
        if isinstance(verb.expect.notice, str):
            self._unexpected = []

    @Slot(object)
    def _on_told(self, notice: Notice) -> None:
        self._told.append(notice.text)
        self._unexpected.append(notice.text)

    @Slot()
    def _on_done(self) -> None:
        self._ready = True

    @Slot()
    def _on_closed(self) -> None:
        self._closed = True


def _failed(text: str) -> ReviewerError:
    return ReviewerError(text, code="step")


def _close_dialogs() -> None:
    """What is still open may have a loop of its own, which would go on."""
    for _ in range(10):
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if over is None or not over.close():
            return
