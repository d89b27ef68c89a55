"""How fast a service is asked: a rate, and a breaker that opens when it refuses. One for each provider."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

from reviewer.errors import Busy, NotSent, ProviderError

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0


class Traffic:
    """Gives turns to ask. Any thread may take one.

    While the service refuses (or cannot be reached), there is one trial after each pause; pauses grow until it takes
    something again.

    Args:
        per_minute: most requests.
        pause: first pause after a refusal, seconds; the next ones are twice as long each, up to `longest`.
        longest: seconds.
        clock: seconds that never go back.
        chance: 0..1, for jitter.
    """

    def __init__(
        self,
        per_minute: float,
        *,
        pause: float = FIRST_PAUSE,
        longest: float = LONGEST_PAUSE,
        clock: Callable[[], float] = monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._interval = 60.0 / per_minute
        self._pause, self._longest = pause, longest
        self._clock, self._chance = clock, chance
        self._lock = Lock()
        self._next = 0.0
        self._refusals = 0
        self._trial = False

    def turn(self) -> float:
        """Take a turn. Returns 0 when it is given, else the seconds after which to ask for one again."""
        with self._lock:
            now = self._clock()
            if now < self._next:
                return self._next - now
            if self._refusals and self._trial:
                return self._interval  # another's trial will tell
            self._trial = bool(self._refusals)
            self._next = now + self._interval
            return 0.0

    @contextmanager
    def asking(self) -> Iterator[None]:
        """The request that a turn was taken for. However it ends, the next one gets its turn."""
        try:
            yield
        except (Busy, NotSent) as error:
            if error.retryable:
                self.refused(error.after if isinstance(error, Busy) else None)
            raise
        except ProviderError:
            self.answered()
            raise
        else:
            self.answered()
        finally:
            with self._lock:
                self._trial = False  # of a trial that was cancelled nobody would ever hear

    def answered(self) -> None:
        """The service took a request."""
        with self._lock:
            self._refusals, self._trial = 0, False

    def refused(self, after: float | None = None) -> float:
        """The service took nothing; it asked to wait so many seconds, if it said. Returns the seconds of the pause."""
        with self._lock:
            grown = min(self._longest, self._pause * 2.0 ** min(self._refusals, 30))
            pause = grown * (0.5 + 0.5 * self._chance()) if after is None else after + self._pause * self._chance() / 4
            self._refusals, self._trial = self._refusals + 1, False
            self._next = max(self._next, self._clock() + pause)
            return pause

    @property
    def closed_for(self) -> float:
        """Seconds in which nobody gets a turn."""
        with self._lock:
            return max(0.0, self._next - self._clock())

    def hasten(self, pause: float, longest: float) -> None:
        """Take other pauses from now on: for benchmarks, which play hours in minutes."""
        self._pause, self._longest = pause, longest

    @property
    def open(self) -> bool:
        """Whether the service refused last."""
        return self._refusals > 0
