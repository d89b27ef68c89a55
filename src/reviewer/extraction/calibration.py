"""How often a choice of some probability is right: curves measured on documents whose truth is known.

``resources/calibration.json`` holds them, from the particular to the general: ``rapidocr/receipt/company``,
``receipt/company``, ``text`` (the kind of a field), ``*``. `make calibrate` makes it again.
"""

import json
import math
from functools import cache

import msgspec

from reviewer import resources
from reviewer.domain.document_type import FieldType

FILE = "calibration.json"
ANY = "*"
_EDGE = 1e-4


class Curve(msgspec.Struct, frozen=True, array_like=True):
    """A logistic curve: the share of right choices is sigmoid(slope * logit(probability) + offset)."""

    slope: float = 1.0
    offset: float = 0.0

    def __call__(self, probability: float) -> float:
        at = self.slope * logit(probability) + self.offset
        return 1.0 / (1.0 + math.exp(-at))


def logit(probability: float) -> float:
    kept = min(max(probability, _EDGE), 1.0 - _EDGE)
    return math.log(kept / (1.0 - kept))


def curve(engine: str, document_type: str, field: FieldType) -> Curve:
    """The most particular curve that is known."""
    known = _curves()
    return next((known[name] for name in names(engine, document_type, field) if name in known), Curve())


def names(engine: str, document_type: str, field: FieldType) -> tuple[str, ...]:
    """What a curve may be called, the most particular first."""
    own = f"{document_type}/{field.name}"
    return f"{engine}/{own}", own, field.kind.value, ANY


@cache
def _curves() -> dict[str, Curve]:
    path = resources.path(FILE)
    if not path.exists():
        return {}
    return msgspec.convert(json.loads(path.read_text("utf-8")), dict[str, Curve])
