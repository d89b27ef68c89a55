"""What results of Aspose.OCR say: a list of texts a page, paired with the regions that were asked for."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from reviewer.domain.field import Field, Region, Row, Value
from reviewer.domain.geometry import Box
from reviewer.errors import Forgotten, NotFinished, ProviderError
from reviewer.providers._extras import rest
from reviewer.providers._json import mapping, number, parsed, sequence, text
from reviewer.providers._refusals import plain
from reviewer.providers.base import Answer, Mapped, Sent, SentRegion, cell_of

TITLE = "Aspose.OCR"
TEXT = "text"
"""The field for texts without a region."""
WHOLE = "plain_text"
"""Reviewer's type of a document that was read without regions."""
COMPLETED, ERROR, NOT_EXIST = "Completed", "Error", "NotExist"
_FOUND = "regions"
_NO_REGIONS = (
    "No regions are known, so the text has no fields. Draw the regions of fields and send it again to have them read."
)
_UNDECODED = "Some letters of this text could not be decoded."
_URL_SAFE = str.maketrans("-_", "+/")
_CORNERS = 4
_KNOWN = frozenset({"id", "taskStatus", "results", "error", "responseStatusCode"})
_ODD_CODES = {
    "PartiallyNotFound": "a part of the result was not found",
    "NoAnyResultData": "it found no text",
    "ResultDataLost": "the result was lost",
}


class _Item(NamedTuple):
    """One entry of the results; `exact` is false when it was only decoded in part, `decoded` when it was not at all."""

    kind: str
    text: str
    exact: bool = True
    decoded: bool = True


class _Page(msgspec.Struct):
    """What was read of one page.

    Attributes:
        page: index, from 0.
        values: by the name of the field or cell, in order.
        messages: about it.
        extras: what has no place elsewhere.
    """

    page: int
    values: list[tuple[str, Value]]
    messages: list[str]
    extras: dict[str, Any]


def pages_asked(sent: Sent) -> tuple[int, ...]:
    """The pages that are sent, a task each: those with regions, or all where no page has any."""
    return tuple(sorted({region.page for region in sent.regions})) or tuple(range(len(sent.pages)))


def regions_on(sent: Sent, page: int) -> tuple[SentRegion, ...]:
    """The regions of a page, in the order in which they are asked for."""
    return tuple(region for region in sent.regions if region.page == page)


def status_of(body: Any) -> str:
    """The state of a task; empty when a body has none."""
    return text(mapping(body).get("taskStatus"))


def mapped(answer: Answer, sent: Sent) -> Mapped:
    """The texts of all pages.

    Raises:
        NotFinished: a page is being read still.
        Forgotten: the service did not know a task.
        ProviderError: it is no answer of the service, or no page could be read.
    """
    bodies = [parsed(body) for body in answer.bodies]
    if not bodies or not all(status_of(body) for body in bodies):
        raise ProviderError(
            f"This is no answer of {TITLE}: it has no task status.", "Give the whole body.", code="answer"
        )
    _check_finished(bodies)
    asked = pages_asked(sent) if sent.regions or len(sent.pages) >= len(bodies) else ()
    pages = [_page(body, asked[at] if at < len(asked) else at, sent) for at, body in enumerate(bodies)]
    named = [(page.page, name, value) for page in pages for name, value in page.values]
    return Mapped(
        fields=_fields([(name, value) for _, name, value in named]),
        document_type=sent.regions_of or (WHOLE if named and not sent.regions and named[0][1] == TEXT else ""),
        remote_id=text(mapping(bodies[0]).get("id")),
        messages=tuple(dict.fromkeys(message for page in pages for message in page.messages)),
        extras=_extras(pages),
        page_count=max(len(sent.pages), *(page.page + 1 for page in pages)),
    )


def failed(bodies: Sequence[Any]) -> ProviderError | None:
    """The error when no page could be read."""
    if not all(status_of(body) == ERROR for body in bodies):
        return None
    said = "; ".join(dict.fromkeys(words for body in bodies for words in _said(body)))
    told = f" It says: “{plain(said)}”" if said else ""
    return ProviderError(
        f"{TITLE} could not read the document.{told}", "Check the page, or send it again.", code="failed"
    )


def _check_finished(bodies: Sequence[Any]) -> None:
    for body in bodies:
        status = status_of(body)
        if status == NOT_EXIST:
            raise Forgotten(f"{TITLE} does not know the task, or not any more.", "Send the document again.")
        if status not in (COMPLETED, ERROR):
            raise NotFinished(f"{TITLE} is not done yet: it says “{plain(status)}”.", "Ask again later.")
    error = failed(bodies)
    if error is not None:
        raise error


# One page


def _page(body: Any, page: int, sent: Sent) -> _Page:
    found = mapping(body)
    read = _Page(page, [], [f"{TITLE} says of page {page + 1}: “{plain(words)}”" for words in _said(body)], {})
    if status_of(body) == ERROR:
        read.messages.insert(0, f"{TITLE} could not read page {page + 1}.")
    code = text(found.get("responseStatusCode"))
    if code in _ODD_CODES:
        read.messages.append(f"{TITLE} says of page {page + 1} that {_ODD_CODES[code]}.")
    read.extras = rest(found, _KNOWN if code == "Ok" else _KNOWN - {"responseStatusCode"})
    texts: list[_Item] = []
    for raw in sequence(found.get("results")):
        item = _decoded(raw)
        is_text = item.kind.casefold() in ("text", "")
        if is_text:
            texts.append(item)  # also one that cannot be decoded: the next ones keep their regions
        if not (item.decoded if is_text else _take_rectangles(item, read, sent)):
            read.extras.setdefault("results", []).append(rest(mapping(raw), ()) or raw)
    if status_of(body) != ERROR:
        _pair(texts, read, sent)
    return read


def _pair(texts: list[_Item], read: _Page, sent: Sent) -> None:
    """Give each text its region, by position; what has none becomes text without a place."""
    regions = regions_on(sent, read.page)
    shown = read.page + 1
    if not regions:
        if texts:
            read.messages.append(_NO_REGIONS)
        for item in texts:
            read.values += [(TEXT, _value(item, line)) for line in item.text.splitlines() if line.strip()]
        return
    if len(texts) != len(regions):
        read.messages.append(
            f"{TITLE} gave {len(texts)} {'text' if len(texts) == 1 else 'texts'} for {len(regions)} regions "
            f"of page {shown}. Compare them with the page."
        )
    if len(texts) == 1 < len(regions):
        read.values.append((TEXT, _value(texts[0], texts[0].text)))
        texts = []
    for item, region in zip(texts, regions, strict=False):
        place = (Region(read.page, region.box.polygon()),)
        read.values.append((region.field, msgspec.structs.replace(_value(item, item.text), regions=place)))
    read.values += [(TEXT, _value(item, item.text)) for item in texts[len(regions) :]]


def _value(item: _Item, words: str) -> Value:
    return Value(words, recognized_text=words, messages=() if item.exact else (_UNDECODED,))


def _take_rectangles(item: _Item, read: _Page, sent: Sent) -> bool:
    """Rectangles that the service found, in pixels: places without text. Whether the entry has such."""
    if item.kind != "Other":
        return False
    boxes = list(_boxes(item.text))
    if not boxes:
        return False
    size = sent.pages[read.page] if read.page < len(sent.pages) else None
    if size is None:
        read.messages.append("The size of the page is not known, so the regions that were found are left out.")
        read.extras[_FOUND] = [[round(box.left), round(box.top), round(box.right), round(box.bottom)] for box in boxes]
        return True
    for box in boxes:
        part = Box(box.left / size.width, box.top / size.height, box.right / size.width, box.bottom / size.height)
        read.values.append((_FOUND, Value("", regions=(Region(read.page, part.polygon()),))))
    read.messages.append("These are regions in which text was found; their text was not asked for.")
    return True


def _boxes(words: str) -> Iterator[Box]:
    try:
        found = parsed(words.encode("utf-8", "replace"))
    except ProviderError:
        return
    for item in sequence(found):
        sides = [side for side in map(number, sequence(item)) if side is not None]
        if len(sides) == _CORNERS and sides[0] < sides[2] and sides[1] < sides[3]:
            yield Box(*sides)


def _decoded(raw: Any) -> _Item:
    """An entry of the results."""
    found = mapping(raw)
    kind, data = text(found.get("type")), found.get("data")
    if data is None and "data" in found:
        return _Item(kind, "")
    content = _from_base64(data) if isinstance(data, str) else None
    if content is None:
        return _Item(kind, "", exact=False, decoded=False)
    try:
        words, exact = content.decode("utf-8"), True
    except UnicodeDecodeError:
        words, exact = content.decode("utf-8", "replace"), False
    return _Item(kind, words.removeprefix("\ufeff").replace("\r\n", "\n").strip("\n"), exact)


def _from_base64(data: str) -> bytes | None:
    """Strictly first; then with line breaks in it, in the alphabet for addresses, and without padding."""
    plainly = "".join(data.split()).translate(_URL_SAFE).rstrip("=")
    for each in (data, plainly + "=" * (-len(plainly) % 4)):
        with suppress(binascii.Error, ValueError):
            return base64.b64decode(each, validate=True)
    return None


def _said(body: Any) -> list[str]:
    """Errors and warnings of a task; the service has an object for them, its tutorial a text."""
    error = mapping(body).get("error")
    if isinstance(error, str):
        return [error] if error.strip() else []
    found = mapping(error)
    lists = (found.get("messages"), found.get("warnings"))
    words = [text(item) for each in lists for item in (sequence(each) or ([each] if isinstance(each, str) else []))]
    return [each for each in words if each.strip()]


# Fields


def _fields(named: list[tuple[str, Value]]) -> tuple[Field, ...]:
    """Values under their names; cells in rows."""
    values: dict[str, list[Value]] = {}
    rows: dict[str, dict[int, dict[str, list[Value]]]] = {}
    for name, value in named:
        cell = cell_of(name)
        if cell is None:
            values.setdefault(name, []).append(value)
        else:
            field, row, column = cell
            rows.setdefault(field, {}).setdefault(row, {}).setdefault(column, []).append(value)
    names = dict.fromkeys([(cell_of(name) or (name,))[0] for name, _ in named])
    return tuple(
        Field(
            name,
            tuple(values.get(name, ())),
            tuple(
                Row(tuple(Field(column, tuple(found)) for column, found in cells.items()))
                for _, cells in sorted(rows.get(name, {}).items())
            ),
        )
        for name in names
    )


def _extras(pages: Sequence[_Page]) -> dict[str, Any]:
    """What the bodies have besides; those of several pages by page, from 1."""
    found = {page.page: page.extras for page in pages if page.extras}
    if len(pages) == 1:
        return found.get(pages[0].page, {})
    return {"pages": {str(page + 1): extras for page, extras in found.items()}} if found else {}
