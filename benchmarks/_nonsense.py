"""Bodies that no service would answer: parts of real shapes with wrong types, cut, deep, huge, and no JSON at all."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

SEED = 20261129
_KEYS = [
    "items",
    "fields",
    "text",
    "confidence",
    "valid",
    "coords",
    "doc_type",
    "document",
    "inference",
    "prediction",
    "pages",
    "value",
    "polygon",
    "page_id",
    "values",
    "content",
    "taxes",
    "line_items",
    "job",
    "status",
    "error",
    "result",
    "locations",
    "entities",
    "aggregated_entities",
    "document_pages",
    "page_layout",
    "width",
    "height",
    "bounding_boxes",
    "service_fields",
    "tag_alias",
    "ocr",
    "BoundingBox",
    "data",
    "nik",
    "image_quality",
    "error_code",
    "message",
    "results",
    "type",
    "taskStatus",
    "detail",
    "errno",
    "orientation",
    "is_rotation_applied",
    "extras",
    "aggregated_fields",
    "policy_violations",
    "inference",
]
_TEXTS = (
    "",
    "12.50",
    "ACTIVE",
    "RUNNING",
    "Completed",
    "SGVsbG8=",
    "\u202e\u0000",
    "ß" * 300,
    "NaN",
    "../..",
    "High",
    "passport_main",
)
_NUMBERS = (0, 1, -1, 0.5, 99.9, 1e308, -1e308, 10**400, 2**63, 1e-320)
_RAW = (
    b"",
    b"<html>",
    b"\xff\xfe\x00",
    b"[" * 100_000,
    b'{"a":' * 5_000,
    b"NaN",
    b'"\\ud800"',
    b"null",
    b"true",
    b"{}",
    b"[]",
)


def bodies(count: int) -> Iterator[bytes]:
    """So many bodies, the same ones each time."""
    chance = random.Random(SEED)
    for number in range(count):
        if number % 10 == 0:
            yield chance.choice(_RAW)
            continue
        body = json.dumps(_value(chance, 0)).encode()
        yield body[: chance.randrange(len(body) + 1)] if number % 7 == 0 else body


def _value(chance: random.Random, depth: int) -> Any:
    kind = chance.random()
    if depth > 7 or kind < 0.2:
        return chance.choice((None, True, False, chance.choice(_TEXTS), chance.choice(_NUMBERS)))
    if kind < 0.7:
        return {chance.choice(_KEYS): _value(chance, depth + 1) for _ in range(chance.randrange(1, 8))}
    if kind < 0.8:
        return [[chance.uniform(-3, 3000), chance.uniform(-3, 3)] for _ in range(chance.randrange(0, 9))]
    return [_value(chance, depth + 1) for _ in range(chance.randrange(0, 5))]
