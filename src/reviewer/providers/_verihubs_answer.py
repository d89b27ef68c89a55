"""What a result of Verihubs says. The places of its keys are read tolerantly: no real answer has been published."""

import math
from collections.abc import Mapping
from typing import Any

from reviewer.domain.field import Field, Value
from reviewer.domain.geometry import Polygon
from reviewer.errors import NotFinished, ProviderError
from reviewer.providers._extras import filled, rest
from reviewer.providers._json import mapping, parsed, sequence, text
from reviewer.providers._refusals import plain
from reviewer.providers._verihubs_errors import TITLE, code_of, spoken, told
from reviewer.providers.base import Answer, Mapped, Sent, Size

KEYS = (
    "nik",
    "full_name",
    "place_of_birth",
    "date_of_birth",
    "gender",
    "blood_type",
    "address",
    "rt_rw",
    "administrative_village",
    "district",
    "city",
    "state",
    "religion",
    "marital_status",
    "occupation",
    "nationality",
)
"""Of an identity card; Reviewer's names are the same."""

LEAST_LONG, LEAST_SHORT = 720, 480
"""Pixels that a card must have."""

_QUALITY = {
    "blur": "The picture is blurred.",
    "dark": "The picture is too dark.",
    "flashlight": "The picture shows the glare of a flash.",
    "grayscale": "The picture has no colors.",
}
_NOTHING = frozenset({"", "ok", "success", "accepted", "successful"})
_NIK_DIGITS = 16
_ROWS = {
    "rt_rw": 0,
    "administrative_village": 1,
    "district": 2,
    "religion": 3,
    "marital_status": 4,
    "occupation": 5,
    "nationality": 6,
}
"""In which row of a card a value is printed: these follow each other at one distance."""
_ROWS_OF_CARD = 20.0
"""How many such distances a card is high, about."""
_SURELY = 0.85
_LEAST_ROWS = 2
_CORNERS = 4

Body = dict[str, Any]


def values_in(body: Any) -> dict[str, str]:
    """The texts of a card in a body, by key; empty when it is no result."""
    found = mapping(body)
    inner = _data(found)
    texts = {key: text(inner.get(key)) or text(found.get(key)) for key in KEYS}
    return {key: value for key, value in texts.items() if value.strip()}


def failure(body: Any) -> ProviderError | None:
    """The error that a result is, None when it is none."""
    code = code_of(body)
    if not code:
        return None
    known = told(code)
    if known is None:
        said = plain(spoken(body))
        return ProviderError(f"{TITLE} failed: {said}.", "Send it again, or read it here.", code="failed")
    words = " ".join((known.text, *_flags(body)))
    return ProviderError(words, known.advice, code=known.code, retryable=known.retryable)


def mapped(answer: Answer, sent: Sent) -> Mapped:
    """The fields of a result.

    Raises:
        NotFinished: it is none, or not yet.
        ProviderError: it is no JSON object, or says that reading failed.
    """
    body = parsed(answer.bodies[0]) if answer.bodies else None
    if not isinstance(body, dict):
        raise ProviderError(f"This is no answer of {TITLE}.", "Give the whole body.", code="answer")
    values = values_in(body)
    if not values:
        raise failure(body) or _unfinished(body)
    return Mapped(
        fields=tuple(_field(key, value) for key, value in values.items()),
        document_type="ktp",
        remote_id=text(_data(body).get("reference_id")) or text(body.get("reference_id")),
        messages=_messages(body),
        extras=_extras(body, values),
        page_count=1,
    )


def small_card(sent: Sent, fields: tuple[Field, ...]) -> tuple[str, ...]:
    """A warning when the card in the picture is smaller than the service wants it, as far as the rows tell it."""
    found = {
        field.name: polygon
        for field in fields
        if field.name in _ROWS and field.values and field.values[0].regions
        for polygon in (field.values[0].regions[0].polygon,)
        if len(polygon) == _CORNERS
    }
    if len(found) < _LEAST_ROWS or not sent.pages:
        return ()
    first, last = min(found, key=_ROWS.__getitem__), max(found, key=_ROWS.__getitem__)
    down = _down(found[first], found[last], _size(sent))
    height = abs(down) / (_ROWS[last] - _ROWS[first]) * _ROWS_OF_CARD
    if height >= _SURELY * LEAST_SHORT:
        return ()
    return (
        f"The card in the picture seems to be about {round(height)} pixels high; "
        f"{TITLE} wants at least {LEAST_LONG} × {LEAST_SHORT}. Compare the values closely, or scan it larger.",
    )


def _down(one: Polygon, other: Polygon, size: Size) -> float:
    """Pixels from one value to another, the way that the rows of print follow each other."""
    (x, y), *_, (below_x, below_y) = ((x * size.width, y * size.height) for x, y in one)
    other_x, other_y = other[0][0] * size.width, other[0][1] * size.height
    along_x, along_y = below_x - x, below_y - y
    length = math.hypot(along_x, along_y)
    return ((other_x - x) * along_x + (other_y - y) * along_y) / length if length else 0.0


def _size(sent: Sent) -> Size:
    """The first page as it is, however it was turned for sending."""
    size = sent.pages[0]
    lying = bool(sent.turns) and sent.turns[0] % 180 != 0
    return Size(size.height, size.width) if lying else size


def _data(body: Mapping[str, Any]) -> Body:
    data = body.get("data")
    items = sequence(data)
    return mapping(items[0]) if items else mapping(data)


def _field(key: str, value: str) -> Field:
    wrong = key == "nik" and not (len(value) == _NIK_DIGITS and value.isascii() and value.isdigit())
    return Field(
        key,
        (
            Value(
                value,
                recognized_text=value,
                valid=False if wrong else None,
                messages=(f"A NIK has {_NIK_DIGITS} digits.",) if wrong else (),
            ),
        ),
    )


def _messages(body: Body) -> tuple[str, ...]:
    found = list(_flags(body))
    code = code_of(body)
    known = told(code)
    if code:
        found.append(known.text if known is not None else f"{TITLE} says: “{plain(code)}”")
    said = _said(body)
    if code and said:  # beside values alone it is no warning: its words for a success are not published
        found.append(f"{TITLE} says: “{said}”")
    return tuple(dict.fromkeys(found))


def _said(body: Body) -> str:
    """What the service says in words, when that is more than that all went well."""
    said = plain(text(body.get("message")))
    return "" if said.casefold() in _NOTHING else said


def _flags(body: Any) -> tuple[str, ...]:
    found = mapping(body)
    quality = mapping(_data(found).get("image_quality")) or mapping(found.get("image_quality"))
    return tuple(words for flag, words in _QUALITY.items() if text(quality.get(flag)).casefold() == "true")


def _extras(body: Body, values: Mapping[str, str]) -> Body:
    """All but what stands in the fields: as it came, the keys of `data` beside those around it."""
    outer = rest(body, (*values, "data", "message"))
    data = _data(body)
    if not code_of(body):
        outer |= filled(message=_said(body))
    return {**outer, **(rest(data, values) if data else filled(data=body.get("data")))}


def _unfinished(body: Body) -> NotFinished:
    if text(_data(body).get("reference_id")) and text(body.get("message")).casefold() == "accepted":
        return NotFinished(f"This is {TITLE}'s receipt of a picture, not yet its result.", "Ask for the result.")
    said = plain(spoken(body))
    advice = f"It says: “{said}”" if said else "Ask again later."
    return NotFinished(f"This is no finished result of {TITLE}: it has no value of a card.", advice)
