"""For all tests, since those of the window and others run in one process."""

import gc
import signal
from collections.abc import Iterator
from functools import partialmethod

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

PATIENCE_MS = 60_000
"""What a test waits for comes, however busy the machine is; one that waits so long has failed."""

WAITS = ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive")
PatientBot = type(
    "PatientBot", (QtBot,), {name: partialmethod(getattr(QtBot, name), timeout=PATIENCE_MS) for name in WAITS}
)

MANY = 20_000
"""New objects after which garbage is collected: that takes as long as a test."""

# The same examples each time; a busy machine is no failure.
settings.register_profile(
    "steady", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


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


@pytest.fixture
def qtbot(qapp, request: pytest.FixtureRequest) -> QtBot:
    """That of pytest-qt, with patience."""
    return PatientBot(request)
