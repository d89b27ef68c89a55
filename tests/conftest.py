"""For all tests, since those of the window and others run in one process."""

import gc
from collections.abc import Iterator

import pytest

MANY = 20_000
"""New objects after which garbage is collected: that takes as long as a test."""


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Garbage is collected between tests: in a thread of one test it would destroy what windows of others left."""
    gc.disable()
    yield
    gc.disable()  # a window that was closed has let it run
    if gc.get_count()[0] > MANY:
        gc.collect()
