"""`reviewer deliver`: tell services what was reviewed."""

import argparse
from datetime import UTC, datetime

from reviewer.cli.configuration import load_settings, workspace_folder
from reviewer.cli.credentials import secrets_of
from reviewer.cli.runner import Runner, result_of
from reviewer.cli.streams import say
from reviewer.lanes import DELIVER
from reviewer.services.deliver import Delivered
from reviewer.services.desk import Desk
from reviewer.services.feedback import GRACE, KINDS
from reviewer.services.start import open_desk
from reviewer.store import outbox
from reviewer.store.outbox import OutboxState

_NEAR = GRACE + 5.0
"""Seconds: what is due within them is waited for."""


def run(arguments: argparse.Namespace) -> int:
    """Deliver what is due. Returns 1 when something is left, or was given up.

    Raises:
        WorkspaceBusy: the window has the workspace open; it delivers by itself.
        StoreError: there is no workspace, or it cannot be written.
    """
    settings = load_settings()
    desk = open_desk(workspace_folder(arguments, settings), settings, create=False)
    desk.find_secret = secrets_of(arguments)
    with desk.workspace, Runner(desk) as runner:
        desk.tasks.recover()
        total = Delivered()
        while True:
            done = result_of(runner.start(DELIVER, desk.deliveries.deliver()))
            total = Delivered(total.delivered + done.delivered, 0, total.given_up + done.given_up)
            seconds = _next(desk)
            if seconds is None or seconds > _NEAR or done.waiting:
                break
            runner.token.sleep(max(0.0, seconds) + 0.01)
        left = _tell(desk, total)
    return 1 if left or total.given_up else 0


def _next(desk: Desk) -> float | None:
    """Seconds until something is due, None when nothing waits."""
    with desk.workspace.read() as connection:
        due = outbox.next_due(connection, KINDS)
    return None if due is None else (datetime.fromisoformat(due) - datetime.now(UTC)).total_seconds()


def _tell(desk: Desk, total: Delivered) -> int:
    """Say what was done and what is left. Returns how many are left."""
    with desk.workspace.read() as connection:
        left = [each for each in outbox.listed(connection) if each.kind in KINDS]
        gone = outbox.listed(connection, {OutboxState.GIVEN_UP})
    say(f"{total.delivered} delivered, {len(left)} waiting, {len(gone)} given up.")
    for reason in dict.fromkeys(each.error for each in (*left, *gone) if each.error):
        say(reason)
    return len(left)
