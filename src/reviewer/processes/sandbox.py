"""What a child may not do, set by the child itself before it sees the first document.

Now: limits on memory, core dumps and open files. Landlock (no file but the given ones, no network) and seccomp (no
other programs) come here, after `setup` has imported and warmed up everything; on Windows a job object with limits.
"""

import sys

from reviewer.processes import limits

if sys.platform != "win32":
    import resource


def enter(address_space: int | None = limits.ADDRESS_SPACE) -> str:
    """Give up what is not needed.

    Args:
        address_space: bytes of memory that the child may map, None for no limit.

    Returns:
        The level reached, to be shown as it is: ``none`` or ``limits``.
    """
    if sys.platform == "win32":
        return "none"
    wanted = {resource.RLIMIT_CORE: 0, resource.RLIMIT_NOFILE: limits.OPEN_FILES}
    if address_space is not None:
        wanted[resource.RLIMIT_AS] = address_space
    reached = [_limit(name, value) for name, value in wanted.items()]
    return "limits" if all(reached) else "none"


def _limit(name: int, value: int) -> bool:
    _, hard = resource.getrlimit(name)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    try:
        resource.setrlimit(name, (value, value))
    except (OSError, ValueError):  # macOS refuses RLIMIT_AS
        return False
    return True
