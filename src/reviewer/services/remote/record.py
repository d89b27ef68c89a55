"""A task at a service as the store has it: what is known of it is there before the next request goes out."""

from contextlib import suppress

from msgspec.structs import replace
from sqlalchemy import Connection

from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.errors import Cancelled, Forgotten, ReplyLost, ReviewerError, StoreError
from reviewer.providers.base import Sent, Ticket
from reviewer.services.clock import now
from reviewer.services.remote.errand import Errand, begun, kept, restored
from reviewer.store import answers, documents, tasks
from reviewer.store.workspace import Workspace

CUT_OFF = ReplyLost(*tasks.CUT_OFF)


class Record:
    """Of one run, which is the only one that writes it. Every verb but `end` and `leave` raises StoreError.

    Args:
        workspace: with the task.
        task: its id.

    Attributes:
        task: as it is in the store.
        errand: as it is in the store.
        document: that the task is about.
        bodies: of the answer that is kept, None without one.
    """

    def __init__(self, workspace: Workspace, task: str) -> None:
        self._workspace = workspace
        with workspace.read() as connection:
            self.task: RecognitionTask = tasks.get(connection, task)
            self.errand: Errand = restored(tasks.ticket(connection, task))
            self.document = documents.get(connection, self.task.document)
            self.bodies: tuple[bytes, ...] | None = None
            with suppress(StoreError):  # one that is damaged is asked for again
                self.bodies = answers.of_task(connection, task)
        self._told = Ticket()

    def move(self, state: TaskState) -> None:
        """Bring the task to another state."""
        self.task = self._workspace.lane.call(lambda connection: tasks.move(connection, self.task, state))

    def keep(self, errand: Errand) -> None:
        """Keep what is known now."""
        if errand == self.errand:
            return
        self._told = errand.ticket
        self.task = self._workspace.lane.call(lambda connection: tasks.note(connection, self.task, kept(errand)))
        self.errand = errand

    def begin_sending(self) -> None:
        """A request that makes something goes out next.

        Raises:
            Cancelled: the document was deleted; its task waits, in case it comes back.
        """
        errand = replace(self.errand, sending=True)

        def mark(connection: Connection) -> RecognitionTask | None:
            if documents.get(connection, self.document.id).deleted:
                return None
            return tasks.note(connection, self.task, kept(errand))

        marked = self._workspace.lane.call(mark)
        if marked is None:
            raise Cancelled
        self.task, self.errand = marked, errand

    def sizes(self, sent: Sent) -> None:
        """Keep page frames that nobody had measured before: pages are sent as large as they are shown."""
        turns = sent.turns or (0,) * len(sent.pages)
        sizes = {
            number: (size.width, size.height) if turn % 180 == 0 else (size.height, size.width)
            for number, (page, size, turn) in enumerate(zip(self.document.pages, sent.pages, turns, strict=False))
            if not page.width
        }
        if sizes:
            self._workspace.lane.call(lambda connection: documents.set_sizes(connection, self.document.id, sizes))

    def submitted(self, ticket: Ticket, *, looked_up: bool = False) -> None:
        """Everything is sent."""
        self._told = ticket
        self._move(TaskState.SUBMITTED, begun(replace(self.errand, ticket=ticket, looked_up=looked_up)))

    def again(self) -> None:
        """A lookup told that what was sent did not arrive: sending it again makes no second one."""
        self._told = Ticket()
        self._move(
            TaskState.RUNNING,
            replace(self.errand, ticket=Ticket(), looked_up=False, submitted_at="", sending=False),
        )

    def take(self, bodies: tuple[bytes, ...]) -> None:
        """Keep the answer; that it has come, and that nothing needs to be sent any more, is one transaction."""
        packed = answers.packed(bodies)
        errand = self.errand if self.errand.submitted else begun(self.errand)

        def keep(connection: Connection) -> RecognitionTask:
            answers.keep(connection, self.task.id, packed, now())
            return tasks.move(connection, self.task, TaskState.SUBMITTED, ticket=kept(errand))

        self.task = self._workspace.lane.call(keep)
        self.errand, self.bodies = errand, bodies

    def end(self, error: ReviewerError) -> None:
        """It went wrong. While a request may have arrived, nobody knows what became of it."""
        errand = self._newest()
        uncertain = isinstance(error, ReplyLost)
        if errand.sending and not uncertain:
            uncertain, error = True, ReplyLost(f"{error.text} The document may have arrived.", CUT_OFF.advice)
        lost = isinstance(error, Forgotten)
        state = TaskState.UNCERTAIN if uncertain else TaskState.LOST if lost else TaskState.FAILED
        with suppress(StoreError):  # the first error tells more, and the next start sees to what is not written
            self._move(state, errand, error)

    def cancel(self) -> None:
        """The operator wants it no more."""
        self.move(TaskState.CANCELLED)

    def leave(self) -> None:
        """The program closes, or the document is deleted: the task goes on at the next start."""
        if self.task.state is not TaskState.RUNNING:
            return  # queued or submitted: it stays so
        with suppress(StoreError):  # brought back at the next start
            errand = self._newest()
            if errand.sending:
                self._move(TaskState.UNCERTAIN, errand, CUT_OFF)
            elif errand.submitted:
                self._move(TaskState.SUBMITTED, errand)
            else:
                self.task = self._workspace.lane.call(lambda connection: tasks.give_back(connection, self.task))

    def _newest(self) -> Errand:
        """What is known, also where the disk had no room for it: a ticket that came must not be lost."""
        errand = self.errand
        if errand.submitted or len(self._told.ids) <= len(errand.ticket.ids):
            return errand
        errand = replace(errand, ticket=self._told, sending=False)
        return begun(errand) if errand.ticket.whole else errand

    def _move(self, state: TaskState, errand: Errand, error: ReviewerError | None = None) -> None:
        self.task = self._workspace.lane.call(
            lambda connection: tasks.move(connection, self.task, state, error=error, ticket=kept(errand))
        )
        self.errand = errand
