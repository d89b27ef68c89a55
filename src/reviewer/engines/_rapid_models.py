"""The two models of RapidOCR: where lines are, and what stands in one."""

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import rapidocr
from numpy.typing import NDArray

from reviewer.engines._ctc import Decoder
from reviewer.engines._quads import Quad
from reviewer.engines.upright.picture import Picture
from reviewer.errors import EngineError

_FOLDER = Path(rapidocr.__file__).parent / "models"
_NARROWEST = 1.0


class Models:
    """Loaded from the files in the package, by path, so that nothing is ever looked for online.

    Raises:
        EngineError: a file is missing or damaged.
    """

    def __init__(self) -> None:
        self.files = tuple(_file(f"*_{task}_*.onnx") for task in ("det", "rec"))
        try:
            pipeline = rapidocr.RapidOCR(params=_settings(*self.files))
            blank = np.full((64, 64, 3), 255, np.uint8)
            pipeline(blank, use_det=True, use_rec=False)  # both are loaded when first used
            pipeline(blank, use_det=False, use_rec=True)
        except Exception as error:  # whatever onnxruntime makes of a damaged file
            raise missing() from error
        self._detector: Any = pipeline.text_det
        self._recognizer: Any = pipeline.text_rec

    @cached_property
    def characters(self) -> tuple[str, ...]:
        """All that the recognizer knows, a blank among them."""
        return tuple(self._recognizer.postprocess_op.character[1:])

    @cached_property
    def decoder(self) -> Decoder:
        return Decoder(self.characters)

    def quads(self, page: Picture, scale: float) -> list[Quad]:
        """Where lines are.

        Args:
            page: height × width × 3.
            scale: by which it is reduced for this, at most 1.
        """
        self._detector.limit_side_len = max(32, round(scale * max(page.shape)))
        boxes = self._detector(page).boxes
        return [] if boxes is None else [np.asarray(box, np.float32) for box in boxes]

    def steps(self, line: Picture) -> tuple[NDArray[np.float32], float]:
        """What stands in the picture of a line: probabilities for `Decoder.pieces`, and the share of them to use."""
        ratio = line.shape[1] / line.shape[0]
        padded = max(_NARROWEST, ratio)
        batch = self._recognizer.resize_norm_img(line, padded)[np.newaxis]
        return self._recognizer.session(batch)[0], min(1.0, ratio / padded)


def missing() -> EngineError:
    return EngineError(
        "The models of RapidOCR are missing or damaged.",
        "Install it again: pip install --force-reinstall rapidocr.",
    )


def _file(pattern: str) -> Path:
    found = sorted(_FOLDER.glob(pattern))
    if not found:
        raise missing()
    return found[-1]


def _settings(detector: Path, recognizer: Path) -> dict[str, object]:
    return {
        "Global.log_level": "critical",
        "Global.use_cls": False,
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        "Det.limit_type": "max",
        "Det.model_path": str(detector),
        "Rec.model_path": str(recognizer),
    }
