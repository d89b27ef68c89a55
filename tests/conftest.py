"""For all tests, since those of the window and others run in one process."""

import gc
import signal
from collections.abc import Iterator

import pytest

MANY = 20_000
"""New objects after which garbage is collected: that takes as long as a test."""


def pytest_configure() -> None:
    """What tests start can be interrupted, also when they run in the background of a shell, which ignores that."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Garbage is collected between tests: in a thread of one test it would destroy what windows of others left."""
    gc.disable()
    yield
    gc.disable()  # a window that was closed has let it run
    if gc.get_count()[0] > MANY:
        gc.collect()
