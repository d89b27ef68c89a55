"""The rate that Mindee v1 allows: 4 requests a second and 75 a minute."""

from collections import deque
from collections.abc import Callable

LIMITS = ((1.0, 4), (60.0, 75))


class Rate:
    """Counts requests in windows that slide.

    Args:
        clock: seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._times: deque[float] = deque(maxlen=max(most for _, most in LIMITS))

    def allows(self) -> bool:
        """Whether one more is allowed now; then it is counted."""
        now = self._clock()
        for seconds, most in LIMITS:
            if sum(time > now - seconds for time in self._times) >= most:
                return False
        self._times.append(now)
        return True
