"""One page of an answer of myBiros: its values with their places, its words, and what its policies say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from reviewer.domain.field import Region, Value
from reviewer.domain.text import PageText
from reviewer.providers._extras import filled, rest
from reviewer.providers._json import mapping, number, sequence, share, text, whole
from reviewer.providers._places import polygons, regions, scaled
from reviewer.providers._refusals import plain, spoken
from reviewer.providers._texts import Piece, page_text
from reviewer.providers.base import MOST_PAGES, Sent

_PERCENT = 100.0
_SAYING = ("message", "description", "name")
_PAGE = frozenset(
    {
        "page_index",
        "page_layout",
        "ocr",
        "entities_index",
        "entities",
        "aggregated_entities",
        "policy_violations",
        "errors",
    }
)
_ENTITY = frozenset({"id", "text", "confidence", "bounding_boxes"})
_LAYOUT = frozenset({"width", "height", "rotation_angle"})
_DEEPEST = 6
Json = Mapping[str, Any]


@dataclass
class Page:
    """A page.

    Attributes:
        raw: as it came.
        number: index in the document, from 0.
        size: width and height in the pixels of its places; None when it is not known.
        placed: whether it is a page; a summary has values without places.
        entities, aggregated: by field.
    """

    raw: Json
    number: int
    size: tuple[float, float] | None
    placed: bool
    entities: Json
    aggregated: Json
    _without_size: bool = False
    _outside: bool = False
    _blamed: dict[str | int, list[str]] = field(default_factory=dict)
    _said: list[str] = field(default_factory=list)
    _odd: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, raw: Json, at: int, sent: Sent, *, placed: bool = True) -> "Page":
        """A page of an answer.

        Args:
            raw: as it came.
            at: its position among the pages, where it does not tell its index.
            sent: sizes, where it does not tell its own.
            placed: see above.
        """
        told = whole(raw.get("page_index"))
        index = told if told is not None and 0 <= told < MOST_PAGES else at
        layout = mapping(raw.get("page_layout"))
        width, height = number(layout.get("width")), number(layout.get("height"))
        size = (width, height) if width and height and width > 0 and height > 0 else None
        if size is None and index < len(sent.pages):
            size = (float(sent.pages[index].width), float(sent.pages[index].height))
        return cls(raw, index, size, placed, mapping(raw.get("entities")), mapping(raw.get("aggregated_entities")))

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that it has."""
        return (*self.entities, *self.aggregated)

    def value(self, entity: Json, name: str) -> Value:
        """A value: percent become shares, pixels fractions of the page."""
        said, confidence = text(entity.get("text")), share(entity.get("confidence"), _PERCENT)
        blame = self._blamed.get(name, []) + self._blamed.get(_id(entity), [])
        if left := rest(entity, _ENTITY):
            self._odd.append({"field": name, **left})
        return Value(
            said,
            confidence=confidence,
            recognized_text=said,
            recognized_confidence=confidence,
            valid=False if blame else None,
            messages=tuple(dict.fromkeys(blame)),
            regions=self._regions(entity.get("bounding_boxes")),
        )

    def text(self) -> PageText | None:
        """The words of the page; None where there are none, which may mean that they were not asked for."""
        if self.size is None:
            self._without_size |= bool(sequence(self.raw.get("ocr")))
            return None
        pieces = []
        for item in map(mapping, sequence(self.raw.get("ocr"))):
            found = self._regions(item.get("BoundingBox"))
            if found and text(item.get("Text")).strip():
                said = text(item.get("Text"))
                pieces.append(Piece(said, found[0].polygon, share(item.get("Confidence"), _PERCENT)))
        return page_text(self.number, pieces, self.size[0] / self.size[1], "mybiros") if pieces else None

    def _regions(self, boxes: Any) -> tuple[Region, ...]:
        found = polygons(boxes)
        if not found:
            return ()
        if self.size is None:
            self._without_size = True
            return ()
        width, height = self.size
        placed = regions(self.number, [scaled(points, width, height) for points in found])
        self._outside |= len(placed) < len(found)
        return placed

    # What the service says of it

    def check_policies(self, labels: Mapping[str, str]) -> None:
        """Read the violations and errors, and whom they blame: fields by their name or label, values by their id."""
        names = {name: name for name in self.names} | {label: name for name, label in labels.items()}
        for violation in sequence(self.raw.get("policy_violations")):
            said = _said(violation)
            self._said.append(said)
            for blamed in _blamed(violation, names):
                self._blamed.setdefault(blamed, []).append(said)
        self._said += [_said(error) for error in sequence(self.raw.get("errors"))]

    def messages(self, pages: int) -> list[str]:
        """What the operator is told, after the values and words were taken.

        Args:
            pages: how many there are.
        """
        where = f"Page {self.number + 1}: " if pages > 1 else ""
        found = [f"{where}{said}" for said in self._said]
        turn = number(mapping(self.raw.get("page_layout")).get("rotation_angle"))
        if turn:
            found.append(f"{where}myBiros says that the page is turned by {turn:g}°. Turn it if places look wrong.")
        if self._without_size:
            found.append("Places are left out: they are in pixels, and the size of the page is not known.")
        if self._outside:
            found.append("Some places are left out: they do not lie on the page.")
        return found

    def extras(self) -> dict[str, Any]:
        """What has no place of its own; empty when there is nothing."""
        layout = mapping(self.raw.get("page_layout"))
        turn = number(layout.get("rotation_angle"))
        left = {
            **rest(self.raw, _PAGE),
            **filled(
                rotation_angle=turn or None,
                page_layout=rest(layout, _LAYOUT),
                policy_violations=sequence(self.raw.get("policy_violations")),
                errors=sequence(self.raw.get("errors")),
                entities=self._odd,
            ),
        }
        return {"page_index": self.number, **left} if left else {}


def _id(entity: Json) -> int:
    found = whole(entity.get("id"))
    return -1 if found is None else found


def _said(found: Any) -> str:
    """What a violation or an error says; its shape is not published, so the whole of it where nothing is known."""
    if isinstance(found, dict):
        said = next((text(found[key]) for key in _SAYING if text(found.get(key))), "") or spoken(found)
        return plain(said or msgspec.json.encode(found).decode())
    return plain(text(found) or msgspec.json.encode(found).decode())


def _blamed(found: Any, names: Mapping[str, str], depth: int = 0) -> Iterator[str | int]:
    """The fields (by name) and values (by id) that a violation names, wherever it does."""
    if depth > _DEEPEST:
        return
    if isinstance(found, str) and found in names:
        yield names[found]
    elif isinstance(found, list):
        for one in found:
            yield from _blamed(one, names, depth + 1)
    elif isinstance(found, dict):
        for key, one in found.items():
            yield from _ids(one) if "entit" in key else ()
            yield from _blamed(key, names, depth + 1)
            if key not in _SAYING:
                yield from _blamed(one, names, depth + 1)


def _ids(found: Any) -> Iterator[int]:
    for one in found if isinstance(found, list) else [found]:
        number_ = whole(one)
        if number_ is not None:
            yield number_
