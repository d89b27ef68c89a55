"""The reader child: answers what engines there are, and reads pages. Run as ``python -m reviewer.engines.worker``."""

import cv2
import msgspec
import numpy as np

from reviewer.domain.text import PageText
from reviewer.engines import _reading
from reviewer.engines._choose import Choice
from reviewer.engines._engines import Engines
from reviewer.engines._messages import Choose, Describe, Described, Read
from reviewer.engines._reading import Reading
from reviewer.engines.base import Hints, Options
from reviewer.engines.upright.picture import Picture
from reviewer.jobs import Report
from reviewer.processes.memory import BYTES_PER_PIXEL, Pixels, SharedMemory
from reviewer.processes.serve import serve

_ADDRESS_SPACE = 4 * 1024**3
"""Bytes: onnxruntime maps more than it uses; with a page of 40 Mpx it came to 1.8 GB."""


class Worker:
    """Answers calls. Engines are kept from one to the next, as long as the options stay the same."""

    def __init__(self) -> None:
        self._engines = Engines({})

    def describe(self, request: Describe, _report: Report) -> Described:
        engines = self._with(request.options)
        return Described((engines.info(request.engine),) if request.engine else engines.infos())

    def choose(self, request: Choose, _report: Report) -> Choice:
        return self._with(request.options).choose(request.engine, request.languages)

    def read(self, request: Read, report: Report) -> PageText:
        engines = self._with(request.options)
        choice = engines.choose(request.engine, request.hints.any_languages)
        engine = engines.named(choice.engine)
        hints = _narrowed(request.hints, choice)
        with SharedMemory.attach(request.pixels.path) as memory:
            page = view(memory, request.pixels)
            if request.region is None:
                reading = _reading.read_page(engine, page, hints, report)
            else:
                reading = _reading.read_region(engine, page, request.region, hints)
            del page  # the memory cannot be unmapped while it is seen
        return _answer(request, choice, engines.info(choice.engine).version, reading)

    def _with(self, options: Options) -> Engines:
        if self._engines.options != options:
            self._engines = Engines(options)
        return self._engines


def view(memory: SharedMemory, pixels: Pixels) -> Picture:
    """The picture in shared memory, height × width × 4, without copying it."""
    rows = np.frombuffer(memory.view, np.uint8, pixels.size).reshape(pixels.height, pixels.stride)
    return rows[:, : pixels.width * BYTES_PER_PIXEL].reshape(pixels.height, pixels.width, BYTES_PER_PIXEL)


def _narrowed(hints: Hints, choice: Choice) -> Hints:
    """The hints without languages that the chosen engine lacks."""
    if hints.languages:
        return msgspec.structs.replace(hints, languages=choice.languages)
    return msgspec.structs.replace(hints, possible=choice.languages)


def _answer(request: Read, choice: Choice, version: str, reading: Reading) -> PageText:
    return PageText(
        request.page,
        reading.lines,
        engine=choice.engine,
        version=version,
        languages=choice.languages if request.hints.languages else (),
        turn=reading.turn,
        skew=round(reading.skew, 2),
        reason=choice.reason,
        aspect=request.pixels.width / request.pixels.height,
    )


def main() -> None:
    cv2.setNumThreads(1)
    worker = Worker()
    serve(
        {
            "describe": (Describe, worker.describe),
            "choose": (Choose, worker.choose),
            "read": (Read, worker.read),
        },
        address_space=_ADDRESS_SPACE,
    )


if __name__ == "__main__":
    main()
