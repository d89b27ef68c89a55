"""Room in PySide's table of types, made before there is a second thread."""

import sys
from typing import Any

from shiboken6 import Shiboken

ROOM, FULL = 560, 797
"""How many types are in the table once there is room, and how many may be before it moves again.

It moves when 541, 1109 and 2357 types are in it with libstdc++, 397, 797 and 1597 with libc++, 512, 1024 and 2048 with
Microsoft's. The window has some 360 types at its start and 520 with all its modules.
"""

_kept: list[type] = []


def make_room() -> None:
    """Let PySide's table of types grow now, for no thread may look into it while it does.

    Until Python 3.12 PySide keeps what it knows of its types in one hash table, written by who holds the GIL, but read
    without the GIL whenever Qt calls an object (`PepType_SOTP`). A thread that reads while the table moves finds
    nothing there, and the process ends by a segmentation fault. The classes are kept: taking one away
    would change the table again.
    """
    if not _held_by_types():
        _kept.extend(type("Room", (Shiboken.Object,), {}) for _ in range(ROOM - known_types()))


def known_types() -> int:
    """How many types PySide knows."""
    known: set[type] = set()
    left: list[Any] = [Shiboken.Object]
    while left:
        fresh = set(type.__subclasses__(left.pop())) - known
        known |= fresh
        left += fresh
    return len(known)


def _held_by_types() -> bool:
    """Whether each type holds itself what PySide knows of it."""
    return sys.version_info >= (3, 12)
