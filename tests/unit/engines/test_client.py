"""The reader child itself, with real engines."""

import os
import shutil
import subprocess
import sys

import cv2
import numpy as np
import pytest

from reviewer.domain.geometry import Box, bounds
from reviewer.engines.base import Hints, Kind
from reviewer.engines.client import ReaderClient
from reviewer.engines.upright.frame import Frame
from reviewer.errors import Cancelled, EngineError
from reviewer.jobs import CancelToken
from reviewer.processes.memory import Pixels, SharedMemory
from unit.engines.drawn import RECEIPT, page, turned

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def reader():
    client = ReaderClient()
    yield client
    client.close()


@pytest.fixture
def shared():
    """Puts pictures into shared memory."""
    kept = []

    def share(picture, margin=12):
        height, width = picture.shape[:2]
        stride = 4 * width + margin
        memory = SharedMemory.create(stride * height)
        kept.append(memory)
        rows = np.frombuffer(memory.view, np.uint8, stride * height).reshape(height, stride)
        rows[:, : 4 * width].reshape(height, width, 4)[:, :, :3] = picture
        del rows
        return Pixels(memory.path, width, height, stride)

    yield share
    for memory in kept:
        memory.close()


def test_a_page_that_lies_on_its_side_is_read(reader, shared):
    picture = turned(page(), 90)
    shares = []
    text = reader.read(
        shared(picture), 4, hints=Hints(languages=("en",)), on_progress=lambda share, _: shares.append(share)
    )
    assert [line.replace(" ", "") for line in text.text.splitlines()[:2]] == [
        each.replace(" ", "") for each in RECEIPT[:2]
    ]
    assert (text.page, text.engine, text.turn, text.languages) == (4, "rapidocr", 270, ("en",))
    assert text.aspect == pytest.approx(picture.shape[1] / picture.shape[0])
    assert text.reason == "RapidOCR, the built-in engine."
    assert text.version
    assert shares


def test_what_is_drawn_comes_with_the_words(reader, shared):
    picture = page()
    cv2.rectangle(picture, (480, 20), (506, 46), (0, 0, 0), 2)
    cv2.line(picture, (40, 72), (720, 72), (0, 0, 0), 2)
    text = reader.read(shared(picture))
    (box,) = text.tick_boxes
    (stroke,) = text.strokes
    assert not box.checked
    assert bounds(box.polygon).center == pytest.approx((493 / picture.shape[1], 33 / picture.shape[0]), abs=0.01)
    assert [end[1] for end in stroke] == pytest.approx([72 / picture.shape[0]] * 2, abs=0.01)


def test_a_region_is_read(reader, shared):
    pixels = shared(page())
    whole = reader.read(pixels, hints=Hints(languages=("en",)))
    amount = next(word for word in whole.words if word.text == "14.54")
    around = bounds(amount.polygon).grown(0.01, 0.01)
    read = reader.read(pixels, hints=Hints(languages=("en",), kind=Kind.AMOUNT), region=around)
    assert read.text == "14.54"
    assert bounds(read.words[0].polygon).center == pytest.approx(bounds(amount.polygon).center, abs=0.01)


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 700, 3), (200, 300, 3)])
def test_a_blank_page_has_no_words(reader, shared, shape):
    pixels = shared(np.full(shape, 255, np.uint8))
    assert reader.read(pixels).lines == ()
    assert reader.read(pixels, region=Box(0, 0, 1, 1)).lines == ()


def test_engines_describe_themselves(reader):
    infos = {info.name: info for info in reader.describe()}
    assert infos["rapidocr"].available
    assert reader.describe("rapidocr") == (infos["rapidocr"],)
    assert infos["tesseract"].available or infos["tesseract"].advice


def test_what_no_engine_reads_is_said(reader, shared):
    with pytest.raises(EngineError, match="No installed engine reads"):
        reader.read(shared(page()), hints=Hints(languages=("km",)))


def test_an_operator_can_stop_it(reader, shared):
    token = CancelToken()
    with pytest.raises(Cancelled):
        reader.read(shared(page()), token=token, on_progress=lambda *_: token.cancel())


def test_the_program_loads_no_recognition_library():
    code = (
        "import sys, reviewer.engines.client; print(*{'cv2', 'numpy', 'onnxruntime', 'pytesseract'} & {*sys.modules})"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == ""


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_tesseract_is_obeyed_when_asked_for(reader, shared):
    text = reader.read(shared(turned(page(), 180)), engine="tesseract", hints=Hints(languages=("en",)))
    assert (text.engine, text.turn) == ("tesseract", 180)
    assert "14.54" in {word.text for word in text.words}


@pytest.mark.parametrize(("leans", "turn"), [(2.5, 0), (-1.2, 0), (2.5, 90), (0.0, 0)])
def test_how_the_print_of_a_page_leans_is_measured(reader, shared, leans, turn):
    picture = turned(page(), -turn % 360) if turn else page()
    picture = Frame(picture.shape[1], picture.shape[0], skew=-leans).upright(picture) if leans else picture

    assert reader.skew(shared(picture), turn) == pytest.approx(leans, abs=0.15)


def test_a_blank_page_leans_by_nothing(reader, shared):
    assert reader.skew(shared(np.full((400, 300, 3), 255, np.uint8))) == 0.0
