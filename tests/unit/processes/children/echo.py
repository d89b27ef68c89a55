"""A child that does what it is told, and worse."""

import os
import sys
import tempfile
import threading
from pathlib import Path

import msgspec

from reviewer.errors import PasswordNeeded, UnreadableFile
from reviewer.processes.memory import SharedMemory
from reviewer.processes.serve import serve

if sys.platform != "win32":
    import resource


class Said(msgspec.Struct):
    text: str = ""


def echo(said, report):
    return said


def noisy(said, report):
    sys.stdout.write("noise from a library\n")
    sys.stdout.flush()
    os.write(1, b"\xff\xff\xff\xff noise from C")
    return Said(sys.stdin.read())


def locked(said, report):
    raise PasswordNeeded("It is locked.", "Enter the password.", code="wrong_password")


class OwnError(UnreadableFile):
    pass


def unknown_error(said, report):
    raise OwnError("It is odd.")


def bug(said, report):
    raise ValueError(f"what the document says: {said.text}")


def crash(said, report):
    os.abort()


def hang(said, report):
    report(0.1, "begun")
    threading.Event().wait()


def counts(said, report):
    for number in range(3):
        report(number / 3, f"line {number}")
    return Said("done")


def fill(said, report):
    with SharedMemory.attach(said.text, writable=True) as memory:
        memory.reserve(4)
        memory.view[:4] = b"BGRX"
    return Said()


def much_memory(said, report):
    return Said(str(len(bytearray(4 * 1024**3))))


def huge_answer(said, report):
    return Said("x" * 10_000_000)


def wrong_answer(said, report):
    class Other(msgspec.Struct):
        number: int = 1

    return Other()


def surroundings(said, report):
    return Said("\n".join(f"{name}={value}" for name, value in os.environ.items()))


def place(said, report):
    return Said("\n".join([tempfile.gettempdir(), str(Path.cwd()), str(os.nice(0)), str(os.getpgid(0) == os.getpid())]))


def limits(said, report):
    names = (resource.RLIMIT_AS, resource.RLIMIT_CORE, resource.RLIMIT_NOFILE)
    return Said(" ".join(str(resource.getrlimit(name)[0]) for name in names))


if __name__ == "__main__":
    handlers = (
        echo,
        noisy,
        locked,
        unknown_error,
        bug,
        crash,
        hang,
        counts,
        fill,
        much_memory,
        huge_answer,
        wrong_answer,
        surroundings,
        place,
        limits,
    )
    serve({handler.__name__: (Said, handler) for handler in handlers})
