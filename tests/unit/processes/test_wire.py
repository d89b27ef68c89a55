import io

import msgspec
import pytest

from reviewer.processes import limits, wire


def sent(*messages):
    stream = io.BytesIO()
    for message in messages:
        wire.write(stream, message)
    stream.seek(0)
    return stream


def test_messages_arrive_one_by_one_and_then_the_end():
    request = wire.Request("render", msgspec.Raw(b'{"page":1}'))
    stream = sent(request, wire.Hello("limits"))

    assert wire.read(stream, wire.Request) == request
    assert wire.read(stream, wire.Hello) == wire.Hello("limits")
    assert wire.read(stream, wire.Hello) is None


@pytest.mark.parametrize(
    "data",
    [
        b"\x05",
        b"\x05\x00\x00\x00{}",
        b"\xff\xff\xff\xff",
        b"\x02\x00\x00\x00{}",
        b"\x02\x00\x00\x00\xff\xfe",
        b"\x12\x00\x00\x00" + b'{"type":"Request"}',
        b"\x00\x00\x01\x00" + b"[" * 65536,
    ],
    ids=["half a header", "half a message", "too long", "no type", "no text", "wrong type", "too deep"],
)
def test_anything_else_is_an_error(data):
    with pytest.raises(wire.WireError):
        wire.read(io.BytesIO(data), wire.Hello)


def test_too_long_a_message_is_not_sent():
    stream = io.BytesIO()
    with pytest.raises(wire.WireError):
        wire.write(stream, wire.Hello("x" * limits.FRAME_BYTES))
    assert stream.getvalue() == b""
