"""What crosses between the program and a child: length-prefixed JSON of fixed structs. Nothing is ever unpickled.

A call is one `Request`, any number of `Progress`, then an `Answer` or a `Failure`. A child says `Hello` first.
"""

import struct
from typing import BinaryIO, TypeVar

import msgspec

from reviewer.processes import limits

_HEADER = struct.Struct("<I")


class Request(msgspec.Struct, frozen=True, tag=True):
    """A call: the handler's name and its argument, as JSON."""

    name: str
    body: msgspec.Raw


class Hello(msgspec.Struct, frozen=True, tag=True):
    """The child is ready; `level` names the sandbox that it reached."""

    level: str


class Progress(msgspec.Struct, frozen=True, tag=True):
    """The call goes on: share done (0..1), and a few words for the operator."""

    share: float
    words: str


class Answer(msgspec.Struct, frozen=True, tag=True):
    """The call's result as JSON, and the child's resident memory in bytes (0: unknown)."""

    body: msgspec.Raw
    resident: int = 0


class Failure(msgspec.Struct, frozen=True, tag=True):
    """The call failed.

    Attributes:
        kind: name of a class of `reviewer.errors`, or ``bug``.
        code, text, advice, retryable: as in `ReviewerError`. For ``bug`` the text is type and place, for the log only.
        resident: the child's memory in bytes (0: unknown).
    """

    kind: str
    code: str = ""
    text: str = ""
    advice: str = ""
    retryable: bool = False
    resident: int = 0


Message = TypeVar("Message")


class WireError(Exception):
    """The other side sent something that is no message."""


def write(stream: BinaryIO, message: msgspec.Struct) -> None:
    """Send one message.

    Raises:
        WireError: it is larger than `limits.FRAME_BYTES`.
        OSError: the other side is gone.
    """
    data = msgspec.json.encode(message)
    if len(data) > limits.FRAME_BYTES:
        raise WireError(f"a message of {len(data)} bytes")
    stream.write(_HEADER.pack(len(data)) + data)
    stream.flush()


def read(stream: BinaryIO, kind: type[Message]) -> Message | None:
    """Wait for one message; None when the other side closed the pipe.

    Args:
        stream: a blocking pipe.
        kind: the struct, or the union of structs, that may come.

    Raises:
        WireError: not a message, too large, or cut off.
    """
    header = stream.read(_HEADER.size)
    if not header:
        return None
    if len(header) < _HEADER.size:
        raise WireError("cut off")
    (length,) = _HEADER.unpack(header)
    if length > limits.FRAME_BYTES:
        raise WireError(f"a message of {length} bytes")
    data = stream.read(length)
    if len(data) < length:
        raise WireError("cut off")
    return decode(data, kind)


def decode(data: bytes | msgspec.Raw, kind: type[Message]) -> Message:
    """A struct from its JSON.

    Raises:
        WireError: it is not one.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise WireError(type(error).__name__) from None


def encode(body: msgspec.Struct) -> msgspec.Raw:
    """A struct as JSON, to be put into a message."""
    return msgspec.Raw(msgspec.json.encode(body))
