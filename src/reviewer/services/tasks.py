"""The recognition tasks of a workspace, as operators deal with them: wished for, gone on with, left, brought back."""

from collections.abc import Callable
from concurrent.futures import Future

from sqlalchemy import Connection

from reviewer.domain.document import AUTO
from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.services import errands, feedback
from reviewer.services.ledger import EXPORT
from reviewer.services.sources import is_provider
from reviewer.services.wishes import Wish
from reviewer.settings import Settings
from reviewer.store import outbox, tasks
from reviewer.store.workspace import Workspace

AT_ONCE = 4
"""As in `providers.base.Options`, which the window's thread does not wait for."""
_ALL = 1_000_000


class Tasks:
    """Knows which tasks were there before this start. Every verb but `recover` never waits.

    Args:
        workspace: where they are.
        settings: gives the operator's.
    """

    def __init__(self, workspace: Workspace, settings: Callable[[], Settings]) -> None:
        self._workspace = workspace
        self._settings = settings
        with workspace.read() as connection:
            self._left = tasks.newest(connection)  # those up to it are of an earlier start

    def wish(
        self,
        document: str,
        *,
        source: str = errands.AS_BEFORE,
        document_type: str = AUTO,
        read_anyway: bool = False,
        pages: tuple[int, ...] = (),
    ) -> "Future[RecognitionTask]":
        """Queue another reading of a document that is not read now, asked for by a person.

        The future may have a task that is `uncertain` or `lost`: then the operator has to decide what becomes of it.
        """
        wish = Wish(source, document_type, self._settings().reading.languages, pages)
        return self._workspace.lane.submit(
            lambda connection: errands.retry(connection, document, wish, read_anyway=read_anyway)
        )

    def check_corrections(self, document: str) -> "Future[RecognitionTask]":
        """Queue the check of corrections by the service that read a document. See `checking.begin`."""

        def begin(connection: Connection) -> RecognitionTask:
            from reviewer.services import checking  # providers behind it: only who checks waits for them

            return checking.begin(connection, document, self._settings())

        return self._workspace.lane.submit(begin)

    def can_ask(self, task: RecognitionTask) -> "Future[bool]":
        """Whether a service can be asked again for what it has taken."""
        return self._workspace.lane.submit(lambda connection: errands.can_ask(connection, task))

    def ask_again(self, task: RecognitionTask) -> "Future[RecognitionTask]":
        """Ask a service again for what it has taken."""
        return self._workspace.lane.submit(lambda connection: errands.ask_again(connection, task))

    def send_again(self, task: RecognitionTask) -> "Future[RecognitionTask]":
        """Send to a service once more."""
        return self._workspace.lane.submit(lambda connection: errands.send_again(connection, task))

    def let_be(self, task: RecognitionTask) -> "Future[RecognitionTask]":
        """Leave a task that does not come to its end."""
        return self._workspace.lane.submit(lambda connection: errands.let_be(connection, task))

    def drop(self, task: RecognitionTask) -> "Future[RecognitionTask]":
        """Cancel a task that was not begun."""
        return self._workspace.lane.submit(lambda connection: tasks.move(connection, task, TaskState.CANCELLED))

    def remote(self, task: RecognitionTask) -> int:
        """How many tasks of a task's source go on at a time, when it is a provider; 0 for an engine."""
        if not is_provider(task.source):
            return 0
        places = self._settings().providers.get(task.source, {}).get("at_once", AT_ONCE)
        return places if isinstance(places, int) and places > 0 else 1

    def recover(self) -> tuple[RecognitionTask, ...]:
        """At start: bring back what was running when Reviewer stopped. Returns what is to be done. For jobs."""

        def settle(connection: Connection) -> tuple[RecognitionTask, ...]:
            tasks.requeue(connection, self._left)
            outbox.recover(connection, {EXPORT, *feedback.KINDS})
            states = {TaskState.QUEUED, TaskState.SUBMITTED, TaskState.UNCERTAIN}
            return tuple(reversed(tasks.listed(connection, states, limit=_ALL)))

        found = self._workspace.lane.call(settle)
        return tuple(task for task in found if task.state is not TaskState.UNCERTAIN or errands.can_look_up(task))
