"""Does what a step says, as a hand would, and hears when the answer was painted."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.errors import ReviewerError
from reviewer.ui import actions
from reviewer.ui.application import Application
from reviewer.ui.replay import hand, places
from reviewer.ui.replay.calm import Calm
from reviewer.ui.replay.painted import Answered
from reviewer.ui.replay.script import Add, Do, Go, Open, Press, Size, Type
from reviewer.ui.replay.waiting import Until, Waiting

PATIENCE, LISTED, ACTIVE = 30.0, 10.0, 2.0
QUIET_TICKS = 20
"""What is not painted after so many turns of the loop is not painted at all. No time: a busy machine paints late."""
SAMPLE = "sample:"

Acting = Do | Press | Type | Open | Add | Go | Size


class CannotDo(ReviewerError):
    """A step cannot be done now."""

    code = "step"


class Acts:
    """What a hand can do to a window.

    Args:
        application: the window with everything behind it.
        base: folder that names of files are relative to.
        samples: the documents that come with Reviewer.
    """

    def __init__(self, application: Application, base: Path, samples: tuple[Path, ...]) -> None:
        self._application = application
        self._window = application.window
        self._calm = Calm(application)
        self._base = base
        self._samples = samples

    def do(self, verb: Acting) -> Waiting[float | None]:
        """Do it. Returns the milliseconds until the answer was painted, None when nothing was painted anew.

        Raises:
            CannotDo: it cannot be done now.
        """
        if _active() is None:
            self._window.activateWindow()  # where nothing manages windows, nobody does it when a dialog has closed
            yield Until(lambda: _active() is not None, ACTIVE)
        if isinstance(verb, Open):
            yield Until(lambda: bool(self._listed(verb.open)), LISTED)
        return (yield from self._answered(lambda: self._act(verb)))

    def _answered(self, act: Callable[[], None]) -> Waiting[float | None]:
        moments: list[float] = []
        problems: list[ReviewerError] = []

        def begin() -> None:  # from a timer of its own: a dialog with a loop of its own comes back late
            moments.append(monotonic())
            try:
                act()
            except ReviewerError as error:
                problems.append(error)
            except Exception as error:
                problems.append(CannotDo(f"Reviewer failed: {type(error).__name__}.", "Please report it.", code="bug"))

        answered = Answered(lambda: bool(moments) and self._calm.answered())
        quiet = 0

        def over() -> bool:
            nonlocal quiet
            answered.watch()
            quiet = quiet + 1 if moments and self._calm.answered() else 0
            return bool(problems or answered.at or quiet > QUIET_TICKS)

        answered.watch()
        QTimer.singleShot(0, begin)
        came = yield Until(over, PATIENCE)
        answered.leave()
        if problems:
            raise problems[0]
        if not came:
            raise CannotDo(f"The window did not answer in {PATIENCE:.0f} s.")
        seen = answered.at or answered.last
        return (seen - moments[0]) * 1000 if seen > moments[0] else None

    def _act(self, verb: Acting) -> None:
        if isinstance(verb, Do):
            self._run(verb)
        elif isinstance(verb, Press | Type):
            self._use_keys(verb)
        elif isinstance(verb, Open):
            self._open(verb.open)
        elif isinstance(verb, Add):
            self._application.session.intake.take(self._paths(verb.names))
        elif isinstance(verb, Go):
            self._go(verb.field)
        else:
            self._window.resize(*verb.size)

    def _run(self, verb: Do) -> None:
        made = self._application.actions[verb.do]
        if verb.checked is not None and made.isChecked() == verb.checked:
            return
        why = actions.why_not(made)
        if why:
            raise CannotDo(f"“{verb.do}” cannot be done now: {why}")
        made.trigger()

    def _use_keys(self, verb: Press | Type) -> None:
        if _active() is None:
            raise CannotDo("The window does not have the keyboard: another program came to the front.")
        if isinstance(verb, Type):
            hand.write(verb.type, self._window)
        else:
            for key in verb.keys:
                hand.press(key, self._window)

    def _listed(self, name: str) -> str:
        """The id of a document in the list of the queue; empty when it lists none of that name."""
        queue = self._application.session.queue
        rows = (queue.at(number) for number in range(queue.rowCount()))
        return next((row.id for row in rows if row is not None and name in (row.name, row.id)), "")

    def _open(self, name: str) -> None:
        document = self._listed(name)
        if not document:
            raise CannotDo(f"The queue lists no document “{name}”.")
        self._application.session.open(document)

    def _paths(self, names: tuple[str, ...]) -> list[Path]:
        found: list[Path] = []
        for name in names:
            sample = name.removeprefix(SAMPLE)
            if not name.startswith(SAMPLE):
                found.append(self._base / name)
            else:
                found += [path for path in self._samples if sample in ("", path.name)] or [Path(sample)]
        for path in found:
            if not path.exists():
                raise CannotDo(f"“{path.name}” is not there.")
        return found

    def _go(self, field: str) -> None:
        model = self._application.session.review
        entry = None if model.review is None else places.find(model.review.revision, field)
        if entry is None:
            raise CannotDo(f"The shown document has no value “{field}”.")
        model.select(entry.id)
        self._application.panes.fields.list.focus_editor()


def _active() -> QWidget | None:
    """What the keyboard belongs to: a window or a menu of the program, or nothing of it."""
    return QApplication.activePopupWidget() or QApplication.activeWindow()
