"""What a server was asked and what it accepted, for those who test against it."""

import time
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

import msgspec

LENGTH = 200_000
"""Requests that are remembered."""


class Request(msgspec.Struct):
    """One request.

    Attributes:
        at: seconds since the server was made.
        method, path: without the query, which may hold a key.
        kind: submit, poll, feedback or other.
        status: of the answer; 0 when none was given.
        fault: what was done to it on demand, or empty.
    """

    at: float
    method: str
    path: str
    kind: str
    status: int = 0
    fault: str = ""


class Submission(msgspec.Struct, frozen=True):
    """A file that was accepted.

    Attributes:
        at: seconds since the server was made.
        task: the id that was given to it.
        reference: the client's own id, or empty.
        sha256: of the file.
    """

    at: float
    task: str
    reference: str
    sha256: str


class Sent(msgspec.Struct, frozen=True):
    """A callback: where it went, for which task, and the status of the answer (0: none came)."""

    at: float
    task: str
    url: str
    status: int


class Journal:
    """Grows with every request; read it at any time, from any thread.

    Attributes:
        requests, submissions, callbacks: in order.
        feedback: what was sent back, by task or document id: the last body of each.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self.requests: deque[Request] = deque(maxlen=LENGTH)
        self.submissions: list[Submission] = []
        self.callbacks: list[Sent] = []
        self.feedback: dict[str, Any] = {}

    @property
    def now(self) -> float:
        """Seconds since the server was made."""
        return self._clock() - self._began

    def request(self, method: str, path: str, kind: str) -> Request:
        """Note a request; its status follows."""
        entry = Request(self.now, method, path, kind)
        self.requests.append(entry)
        return entry

    def submission(self, task: str, sha256: str, reference: str = "") -> None:
        """Note a file that was accepted."""
        self.submissions.append(Submission(self.now, task, reference, sha256))

    def callback(self, task: str, url: str, status: int) -> None:
        """Note a callback that was sent."""
        self.callbacks.append(Sent(self.now, task, url, status))

    def submitted_twice(self) -> dict[str, int]:
        """How often a file was accepted, by its hash, for those accepted more than once."""
        count = Counter(each.sha256 for each in self.submissions)
        return {sha256: number for sha256, number in count.items() if number > 1}

    def rate(self, seconds: float = 1.0, kind: str = "") -> int:
        """The most requests in any window of so many seconds."""
        times = [each.at for each in self.requests if not kind or each.kind == kind]
        most = first = 0
        for last, time_of_last in enumerate(times):
            while times[first] <= time_of_last - seconds:
                first += 1
            most = max(most, last - first + 1)
        return most

    def as_json(self, service: str) -> bytes:
        """All of it, for GET /_emulator/journal."""
        return msgspec.json.encode(
            {
                "service": service,
                "requests": list(self.requests),
                "submissions": self.submissions,
                "submitted_twice": self.submitted_twice(),
                "callbacks": self.callbacks,
                "feedback": self.feedback,
            }
        )
