"""What the outbox holds for services, as operators deal with it: sent when due, hurried, tried again, given up."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from reviewer.jobs import Job, Later
from reviewer.services import feedback
from reviewer.services.clock import now
from reviewer.store import outbox
from reviewer.store.workspace import Workspace

if TYPE_CHECKING:  # all providers behind them: only who delivers waits for that
    from reviewer.services.deliver import Delivered, DeliverJob
    from reviewer.services.remote.connection import Connections
    from reviewer.services.unsent import Unsent, UnsentJob


class Deliveries:
    """Makes the jobs that look and deliver. Every other verb never waits.

    Args:
        workspace: where the outbox is.
        connections: gives what makes the providers.
    """

    def __init__(self, workspace: Workspace, connections: "Callable[[], Connections]") -> None:
        self._workspace = workspace
        self._connections = connections

    def due(self) -> feedback.DueJob:
        """See when services are to be told something."""
        return feedback.DueJob(self._workspace)

    def deliver(self) -> "Job[Delivered]":
        """Tell services what was reviewed, as far as it is due."""

        def make() -> "DeliverJob":
            from reviewer.services.deliver import DeliverJob  # see above

            return DeliverJob(self._workspace, self._connections())

        return Later("deliver", make)

    def hurry(self) -> "Future[None]":
        """Let what waits for services be told at once."""
        return self._workspace.lane.submit(feedback.hurry)

    def unsent(self) -> "Job[tuple[Unsent, ...]]":
        """See what services have not been told yet."""

        def make() -> "UnsentJob":
            from reviewer.services.unsent import UnsentJob  # see above

            return UnsentJob(self._workspace)

        return Later("unsent", make)

    def deliver_again(self, delivery: str) -> "Future[bool]":
        """Let a delivery be tried at once, also one that was given up. False when there is none."""
        return self._workspace.lane.submit(lambda connection: outbox.revive(connection, delivery, now()))

    def give_up(self, delivery: str) -> "Future[bool]":
        """Let a delivery not be tried any more. False when it has ended or is on its way."""
        return self._workspace.lane.submit(lambda connection: outbox.give_up(connection, delivery))
