"""Under fire: storms of refusals, cut replies, copies and forgeries of callbacks, nonsense for answers, kill -9.

Every run is against the emulators, on real sockets. `--part 20` takes a twentieth of everything. It ends with 1 when a
figure misses its aim.
"""

from __future__ import annotations

import gc
import os
import random
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from time import monotonic

import _figures
import _round
from _callbacks import copies, forged
from _figures import Figure
from _nonsense import bodies

from reviewer.errors import ReviewerError
from reviewer.providers.base import Answer, Sent, Size
from reviewer.services.remote import connection as providers

ALLOWED = 100.0
"""Requests a second that the storm allows."""


def storm(folder: Path, count: int) -> list[Figure]:
    """Tasks under 90 % refusals, half of them with `Retry-After`: all must end, at no more than the allowed rate."""
    faults = ("429+retry-after=0.01:0.45", "503:0.82")
    with _round.played("handl", faults) as (emulator, url):
        with _round.desk_at(folder, "handl", url, per_minute=int(60 * ALLOWED), give_up_after=600) as desk:
            desk.connections.traffic("handl").hasten(0.005, 0.05)
            began = monotonic()
            futures = _round.run_all(desk, _round.taken(desk, count, "handl"), places=32)
            seconds = monotonic() - began
            ended = _round.settled(desk)
        refused = sum(request.status in (429, 503) for request in emulator.journal.requests)
        requests = len(emulator.journal.requests)
        rate = emulator.journal.rate(5.0) / 5.0
        twice = len(emulator.journal.submitted_twice())
    print(f"storm: {requests} requests, {refused / requests:.0%} refused, {seconds:.0f} s, {ended}")
    for error in filter(None, (future.exception() for future in futures)):
        print(f"  {type(error).__name__}: {error}")
    return [
        Figure("storm_not_ended", count - ended.get("done", 0), "tasks", 0, count),
        Figure("storm_rate", rate / ALLOWED, "of the allowed", 1.2, requests),
        Figure("storm_sent_twice", twice, "documents", 0, count),
    ]


def cuts(folder: Path, count: int) -> list[Figure]:
    """Replies to submissions cut at random bytes: what is uncertain is said, nothing is sent twice silently."""
    twice = silent = unsettled = 0
    for name in ("handl", "verihubs"):
        with _round.played(name, ("cut=0-400@submit:0.9",)) as (emulator, url):
            with _round.desk_at(folder / name, name, url) as desk:
                _round.run_all(desk, _round.taken(desk, count // 2, name))
                states = _round.settled(desk)
            lost = sum(bool(request.fault) for request in emulator.journal.requests)
            twice += len(emulator.journal.submitted_twice())
        silent += count // 2 - sum(states.values())
        unsettled += sum(states.get(state, 0) for state in ("queued", "running", "submitted"))
        print(f"cuts, {name}: {lost} replies cut, {states}")
    return [
        Figure("cuts_sent_twice", twice, "documents", 0, count),
        Figure("cuts_not_settled", unsettled + silent, "tasks", 0, count),
    ]


def nonsense(count: int) -> list[Figure]:
    """Bodies that no service would answer, to every mapper: an error in words or a result, never anything else."""
    uncaught, before = 0, 0.0
    sent = Sent((Size(*_round.SIZE),), (), "receipt")
    made = {name: providers.kind(name) for name in providers.names()}
    for number, body in enumerate(bodies(count)):
        if number == count // 20:
            gc.collect()
            before = _figures.resident(os.getpid())
        for kind in made.values():
            try:
                kind.mapped(Answer((body,)), sent)
            except ReviewerError:
                pass
            except Exception as error:
                uncaught += 1
                print(f"uncaught by {kind.title}: {type(error).__name__}")
    grown = max(0.0, _figures.resident(os.getpid()) - before)
    return [
        Figure("nonsense_uncaught", uncaught, "errors", 0, count * len(made)),
        Figure("nonsense_memory", grown, "MB", 100.0, count),
    ]


def kills(folder: Path, count: int) -> list[Figure]:
    """kill -9 at random moments of the round: after each start it goes on, every task ends, no document goes twice."""
    chance = random.Random(20261129)
    documents = max(6, count // 2)
    with _round.played("verihubs", (), latency=0.2) as (emulator, url):
        with _round.desk_at(folder, "verihubs", url) as desk:
            _round.taken(desk, documents, "verihubs")
        killed = 0
        while killed < count:
            child = _child(folder, url)
            with suppress(subprocess.TimeoutExpired):
                child.wait(chance.uniform(0.6, 1.6))
                with _round.desk_at(folder, "verihubs", url) as desk:  # all done: more to do
                    _round.taken(desk, documents, "verihubs")
                continue
            child.send_signal(signal.SIGKILL)
            child.wait()
            killed += 1
        _child(folder, url).wait()
        with _round.desk_at(folder, "verihubs", url) as desk:
            states = _round.settled(desk)
        twice = len(emulator.journal.submitted_twice())
    print(f"kills: {killed} times, {states}")
    total = sum(states.values())
    return [
        Figure("kills_not_ended", total - states.get("done", 0), "tasks", 0, total),
        Figure("kills_sent_twice", twice, "documents", 0, total),
    ]


def _child(folder: Path, url: str) -> subprocess.Popen[bytes]:
    """A process that does what is to be done in a workspace, and ends."""
    command = [sys.executable, __file__, "--work", str(folder), "--url", url]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def work(folder: Path, url: str) -> None:
    """Do what is to be done, as a start of the program does."""
    with _round.desk_at(folder, "verihubs", url) as desk:
        _round.run_all(desk, list(desk.tasks.recover()), places=8)


def called_back(folder: Path, count: int, forgeries: int) -> list[Figure]:
    """Callbacks ten times each in disorder, and forgeries."""
    for part in ("copies", "forged"):
        (folder / part).mkdir(parents=True)
    copied = copies(folder / "copies", count)
    denied = forged(folder / "forged", forgeries)
    print(copied, denied, sep="\n")
    return [
        Figure("callbacks_effects", copied.effects, "effects", count, count, least=True),
        Figure("callbacks_forged", denied.files, "accepted", 0, forgeries),
    ]


def main() -> int:
    parser = _figures.parser(__doc__ or "")
    parser.add_argument("--part", type=int, default=1, metavar="N", help="take one Nth of everything")
    parser.add_argument("--only", default="", metavar="NAME", help="storm, cuts, callbacks, nonsense or kills")
    parser.add_argument("--work", type=Path, help="(of a child) the workspace")
    parser.add_argument("--url", default="", help="(of a child) the service")
    arguments = parser.parse_args()
    if arguments.work is not None:
        work(arguments.work, arguments.url)
        return 0
    part = arguments.part
    figures = _figures.Figures(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = {
            "storm": lambda: storm(folder / "storm", 500 // part),
            "cuts": lambda: cuts(folder / "cuts", 1_000 // part),
            "callbacks": lambda: called_back(folder / "callbacks", 200 // part, 10_000 // part),
            "nonsense": lambda: nonsense(5_000 // part),
            "kills": lambda: kills(folder / "kills", 200 // part),
        }
        missed = 0
        for one, run in runs.items():
            if arguments.only in ("", one):
                for figure in run():
                    missed += figure.verdict not in ("", "ok")
                    figures.add(figure.name, figure.value, figure.unit, aim=figure.aim, n=figure.n, least=figure.least)
    figures.tell()
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
