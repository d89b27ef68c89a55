"""Made documents of 12 fields: 3 of them unsure, and one of these read wrongly in one character."""

from __future__ import annotations

import itertools
import random
import uuid
from io import BytesIO
from pathlib import Path

import _documents
from PIL import Image, ImageDraw, ImageFont

from reviewer.domain.field import Field, Region, Value
from reviewer.domain.geometry import Box
from reviewer.domain.recognition import Recognition
from reviewer.domain.text import Line, PageText, Word
from reviewer.services.clock import now

NAME = "twelve"
SIZE = (1240, 1754)
LABELS = (
    "Company", "Number", "Date", "Order", "Customer", "Street", "Town", "Article", "Quantity", "Net", "Tax", "Total",
)  # fmt: skip
UNSURE = 3
_NAMES = ("Alder & Sons", "Birch Ltd", "Cedar Works", "Dorset Mill", "Elm Trading", "Fern House")
_STREETS = ("Quay Street", "Mill Lane", "High Street", "Station Road")
_TOWNS = ("Ardlough", "Belport", "Carnmore", "Dunvale")
_MISREAD = {"8": "6", "6": "8", "1": "7", "7": "1", "5": "S", "0": "O", "3": "8", "2": "Z", "4": "A", "9": "g"}


def write_type(settings: Path) -> None:
    """Put the document type where the window looks for it."""
    folder = settings / "document_types"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [f'name = "{NAME}"\ntitle = "Twelve fields"\nbias = -50.0\n']
    rows += [f'[[fields]]\nname = "{label.lower()}"\nlabel = "{label}"\nrequired = true\n' for label in LABELS]
    (folder / f"{NAME}.toml").write_text("\n".join(rows), "utf-8")


def fill(workspace: Path, count: int) -> dict[str, dict[str, str]]:
    """Make a workspace of such documents. Returns what is printed on each, by id and field."""
    chance = random.Random(12)
    truths: dict[str, dict[str, str]] = {}
    with _documents.desk_of(workspace) as desk:
        for number in range(count):
            printed = _printed(chance)
            content, boxes = _drawn(printed)
            document = _documents.document_of(desk, content, f"twelve-{number:03}.png", SIZE)
            recognition, text = _read(document.id, printed, boxes, chance)
            add = desk.workspace.lane.call
            add(lambda c, d=document, r=recognition, t=text: _documents.add(c, desk, d, r, t))
            truths[document.id] = {label.lower(): value for label, value in printed.items()}
    return truths


def _printed(chance: random.Random) -> dict[str, str]:
    net = chance.randrange(1000, 99999)
    tax = net // 5
    values = (
        chance.choice(_NAMES),
        f"INV-{chance.randrange(10000, 99999)}",
        f"2026-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
        str(chance.randrange(100000, 999999)),
        chance.choice(_NAMES),
        f"{chance.randrange(1, 99)} {chance.choice(_STREETS)}",
        f"{chance.randrange(10000, 99999)} {chance.choice(_TOWNS)}",
        f"AB{chance.randrange(100, 999)}",
        str(chance.randrange(1, 99)),
        f"{net / 100:.2f}",
        f"{tax / 100:.2f}",
        f"{(net + tax) / 100:.2f}",
    )
    return dict(zip(LABELS, values, strict=True))


def _drawn(printed: dict[str, str]) -> tuple[bytes, dict[str, tuple[Box, tuple[float, ...]]]]:
    """The picture, and of each value its place and the edges of its characters."""
    image = Image.new("L", SIZE, 255)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(34)
    boxes = {}
    for row, (label, value) in enumerate(printed.items()):
        top = 120 + row * 110
        draw.text((110, top), label, 60, font)
        draw.text((430, top), value, 0, font)
        ends = [430 + draw.textlength(value[:n], font) for n in range(len(value) + 1)]
        left, right = ends[0], ends[-1]
        edges = tuple((end - left) / (right - left) for pair in itertools.pairwise(ends) for end in pair)
        width, height = SIZE
        boxes[label] = (Box(left / width, (top + 2) / height, right / width, (top + 42) / height), edges)
    content = BytesIO()
    image.save(content, "PNG")
    return content.getvalue(), boxes


def _read(
    document: str, printed: dict[str, str], boxes: dict[str, tuple[Box, tuple[float, ...]]], chance: random.Random
) -> tuple[Recognition, PageText]:
    unsure = chance.sample([label for label, value in printed.items() if set(value) & set(_MISREAD)], UNSURE)
    lines, fields = [], []
    for label, value in printed.items():
        box, edges = boxes[label]
        weak = [n for n, sign in enumerate(value) if sign in _MISREAD]
        at = chance.choice(weak) if label in unsure else None
        text = value
        if label == unsure[0] and at is not None:
            text = value[:at] + _MISREAD[value[at]] + value[at + 1 :]
        sure = 0.98 if at is None else 0.62
        lines.append(Line((Word(text, box.polygon(), sure),), box.polygon()))
        fields.append(
            Field(
                label.lower(),
                (
                    Value(
                        text,
                        confidence=sure,
                        recognized_text=text,
                        recognized_confidence=sure,
                        regions=(Region(0, box.polygon()),),
                        characters=tuple(0.55 if n == at else 0.99 for n in range(len(text))),
                        edges=edges,
                    ),
                ),
            )
        )
    recognition = Recognition(str(uuid.uuid4()), document, NAME, "bench", fields=tuple(fields), created_at=now())
    return recognition, PageText(0, tuple(lines), engine="bench", aspect=SIZE[0] / SIZE[1])
