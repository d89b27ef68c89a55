"""The reader child: answers what engines there are, and reads pages. Run as ``python -m reviewer.engines.worker``."""

import cv2
import msgspec
import numpy as np

from reviewer.domain.text import PageText, letters_in, without_letters
from reviewer.engines import _again, _fit, _languages, _reading
from reviewer.engines._choose import Choice
from reviewer.engines._engines import Engines
from reviewer.engines._messages import Choose, Describe, Described, Measure, Measured, Read, ReadRegions, RegionsRead
from reviewer.engines._reading import Reading
from reviewer.engines.base import AUTO, EngineInfo, Hints, Options
from reviewer.engines.upright import deskew, ink
from reviewer.engines.upright.frame import Frame
from reviewer.engines.upright.picture import Picture, grey
from reviewer.jobs import Report
from reviewer.processes import limits
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
        choice = engines.choose(request.engine, _needed(request.hints))
        engine = engines.named(choice.engine)
        hints = _narrowed(request.hints, choice, engines.info(choice.engine))
        with SharedMemory.attach(request.pixels.path) as memory:
            page = view(memory, request.pixels)
            first, notice = choice, ""
            if request.region is None:
                reading = _reading.read_page(engine, page, hints, report)
                if request.engine == AUTO and not request.hints.languages:
                    choice, reading, notice = _again.in_its_script(
                        engines, choice, reading, page, request.hints, report
                    )
            else:
                reading = _reading.read_region(engine, page, request.region, hints)
            del page  # the memory cannot be unmapped while it is seen
        known = bool(request.hints.languages) or choice is not first
        return _answer(request, choice, engines.info(choice.engine).version, reading, known, notice)

    def read_regions(self, request: ReadRegions, _report: Report) -> RegionsRead:
        engine = self._with(request.options).named(request.engine)
        with SharedMemory.attach(request.pixels.path) as memory:
            page = view(memory, request.pixels)
            lines = _reading.read_regions(engine, page, request.regions, request.hints)
            del page
        return RegionsRead(tuple(lines))

    def measure(self, request: Measure, _report: Report) -> Measured:
        with SharedMemory.attach(request.pixels.path) as memory:
            page = grey(view(memory, request.pixels))
        upright = Frame(page.shape[1], page.shape[0], request.turn).upright(page)
        return Measured(round(deskew.skew(ink.find(upright)), 2))

    def _with(self, options: Options) -> Engines:
        if self._engines.options != options:
            self._engines = Engines(options)
        return self._engines


def view(memory: SharedMemory, pixels: Pixels) -> Picture:
    """The picture in shared memory, height × width × 4, without copying it."""
    rows = np.frombuffer(memory.view, np.uint8, pixels.size).reshape(pixels.height, pixels.stride)
    return rows[:, : pixels.width * BYTES_PER_PIXEL].reshape(pixels.height, pixels.width, BYTES_PER_PIXEL)


def _needed(hints: Hints) -> tuple[str, ...]:
    """The languages that an engine must be able to read: of those that are only possible, the likeliest."""
    return hints.languages or hints.possible[:1]


def _narrowed(hints: Hints, choice: Choice, info: EngineInfo) -> Hints:
    """The hints without languages that the chosen engine lacks."""
    possible = tuple(tag for tag in hints.possible if not _languages.lacking([tag], info.languages))
    return msgspec.structs.replace(hints, languages=choice.languages if hints.languages else (), possible=possible)


def _answer(request: Read, choice: Choice, version: str, reading: Reading, known: bool, notice: str) -> PageText:
    lines = reading.lines
    if letters_in(lines) > limits.PLACED_LETTERS:
        lines = tuple(without_letters(lines))
    return PageText(
        request.page,
        lines,
        engine=choice.engine,
        version=version,
        languages=choice.languages if known else (),
        turn=reading.turn,
        skew=round(reading.skew, 2),
        reason=choice.reason,
        aspect=request.pixels.width / request.pixels.height,
        tick_boxes=reading.drawing.tick_boxes,
        strokes=reading.drawing.strokes,
        notices=(*_notices(request.hints, reading), *filter(None, [notice])),
    )


def _notices(hints: Hints, reading: Reading) -> tuple[str, ...]:
    words = [word for line in reading.lines for word in line.words]
    return tuple(filter(None, [_fit.misfit(words, hints.languages)]))


def main() -> None:
    cv2.setNumThreads(1)
    worker = Worker()
    serve(
        {
            "describe": (Describe, worker.describe),
            "choose": (Choose, worker.choose),
            "read": (Read, worker.read),
            "read_regions": (ReadRegions, worker.read_regions),
            "measure": (Measure, worker.measure),
        },
        address_space=_ADDRESS_SPACE,
    )


if __name__ == "__main__":
    main()
