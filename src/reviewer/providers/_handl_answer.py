"""What an answer of Handl says.

The shape: an envelope with ``items``, one for each document found; an item has ``doc_type`` and ``fields`` by name,
each with ``text``, ``confidence`` (0..1), ``valid`` and ``coords`` (polygons in pixels, or null). What has no place of
its own is kept under ``extras``: keys of the envelope as they are, those of items under ``items``, those of fields
under the ``fields`` of their item.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from reviewer.domain.field import Field, Value
from reviewer.errors import Forgotten, NotFinished, ProviderError
from reviewer.providers._extras import filled, rest
from reviewer.providers._handl_places import Pages, parts_of
from reviewer.providers._handl_words import is_words, words_of
from reviewer.providers._json import mapping, parsed, sequence, share, text, whole
from reviewer.providers._refusals import plain, quoted, spoken
from reviewer.providers.base import MOST_PAGES, Answer, Mapped, Sent

NO_SUCH_TASK = 404
_UNKNOWN, _NOT_DONE = 8, 9
_NO_DOCUMENT = {"empty": "an empty page", "not_document": "no document", "other": "a document of no kind that it knows"}
_NOTHING = frozenset({"empty", "not_document"})
_ENVELOPE = frozenset({"detail", "items", "task_id", "code", "message", "errno", "traceback"})
_ITEM = frozenset({"doc_type", "fields", "error"})
_FIELD = frozenset({"text", "confidence", "valid", "coords"})
_DISAGREES = "Handl reads something else than it was given to compare."
Json = Mapping[str, Any]


def is_not_done(answer: Any) -> bool:
    """Whether it says that the task is not done, in any of the versions."""
    found = mapping(answer)
    return whole(found.get("errno")) == _NOT_DONE or "not done" in _told(found)


def is_unknown(answer: Any) -> bool:
    """Whether it says that there is no such task."""
    found = mapping(answer)
    return whole(found.get("errno")) == _UNKNOWN or "task not found" in _told(found)


def _told(answer: Json) -> str:
    """What it says in place of items."""
    return "" if sequence(answer.get("items")) else spoken(answer).lower()


def mapped(answer: Answer, sent: Sent) -> Mapped:
    """An answer in Reviewer's terms.

    Raises:
        NotFinished: it is no finished answer.
        Forgotten: it says that there is no such task.
        ProviderError: it cannot be understood, or tells of a failure.
    """
    if len(answer.bodies) != 1:
        raise ProviderError("Handl gives one answer for a document.", "Send it again.", code="answer")
    envelope = _finished(parsed(answer.bodies[0]))
    items = [mapping(item) for item in sequence(envelope.get("items"))]
    pages = Pages.of(sent, items)
    if is_words(items):
        return words_of(items, pages, _extras(envelope, items, _WORDS))
    fields = tuple(field for at, item in enumerate(items) for field in _fields(item, at, pages))
    return Mapped(
        fields,
        document_type=_type(items[0]) if items else "",
        messages=(*_messages(envelope, items), *pages.messages()),
        extras=_extras(envelope, items, _ITEM),
        parts=parts_of([at for at, item in enumerate(items) if _type(item) not in _NOTHING], items, pages),
        page_count=min(max(0, whole(envelope.get("pages_count")) or 0), MOST_PAGES),
    )


_WORDS = frozenset({"words", "lines", "error"})


def _finished(answer: Any) -> Json:
    found = mapping(answer)
    if is_not_done(found):
        raise NotFinished("This is no answer yet: Handl was not done when it was asked.", "Ask again later.")
    if is_unknown(found):
        raise Forgotten("Handl does not know the task, or not any more.", "Send the document again.")
    items = found.get("items")
    if text(found.get("task_id")) and not sequence(items):
        raise NotFinished("This is no answer yet: it is what Handl says when it takes a document.", "Ask again later.")
    if isinstance(items, list):
        return found
    kind = text(mapping(next(iter(sequence(found.get("detail"))), None)).get("type"))
    if kind == "license_error":
        raise ProviderError("Handl does not accept the license key.", "Check it in Settings.", code="key")
    said = quoted(spoken(found))
    if said:
        raise ProviderError(f"Handl could not read the document.{said}", "Send it again.", code="failed")
    raise ProviderError(
        "This is no answer of Handl: it has no documents in it.", "Check the server's address.", code="answer"
    )


# Fields


def _type(item: Json) -> str:
    return text(item.get("doc_type")) or text(mapping(item.get("document")).get("type"))


def _fields(item: Json, at: int, pages: Pages) -> list[Field]:
    prefix = f"{at + 1}." if at else ""
    page = pages.page(at)
    return [
        Field(prefix + name, tuple(_value(one, page, pages) for one in _readings(found)))
        for name, found in mapping(item.get("fields")).items()
    ]


def _readings(found: Any) -> list[Any]:
    """What stands for one field: one object as documented; several count too."""
    return found if isinstance(found, list) and found else [found]


def _value(found: Any, page: int, pages: Pages) -> Value:
    reading = mapping(found)
    said = text(reading.get("text")) if reading else text(found)
    valid = reading.get("valid")
    return Value(
        said,
        confidence=share(reading.get("confidence")),
        recognized_text=said,
        recognized_confidence=share(reading.get("confidence")),
        valid=valid if isinstance(valid, bool) else None,
        messages=(_DISAGREES,) if valid is False else (),
        regions=pages.regions(reading.get("coords"), page),
    )


# Besides


def _messages(envelope: Json, items: Sequence[Json]) -> list[str]:
    found = [] if items else ["Handl found no documents in the file."]
    if envelope.get("fake") is True:
        found.append("Handl sees signs of forgery.")
    if envelope.get("low_image_weight") is True:
        found.append("The picture is smaller than Handl was told to expect.")
    for at, item in enumerate(items):
        where = f"Document {at + 1}: " if len(items) > 1 else ""
        if _type(item) in _NO_DOCUMENT:
            found.append(f"{where}Handl sees {_NO_DOCUMENT[_type(item)]}.")
        error = item.get("error")
        if error:
            found.append(f"{where}{_error(error)}")
    return found


def _error(error: Any) -> str:
    """What an item's error says: a text as read from clients, or an object like those of ``detail``."""
    said = text(error) or spoken(error) or spoken({"detail": error})
    return plain(said) or "Handl reports an error."


def _extras(envelope: Json, items: Sequence[Json], known: frozenset[str]) -> dict[str, Any]:
    kept = [{**rest(item, known), **filled(fields=_field_extras(item))} for item in items]
    return {**rest(envelope, _ENVELOPE), **(filled(items=kept) if any(kept) else {})}


def _field_extras(item: Json) -> dict[str, Any]:
    found = {
        name: [left for one in _readings(reading) if (left := rest(mapping(one), _FIELD))]
        for name, reading in mapping(item.get("fields")).items()
    }
    return {name: left[0] if len(left) == 1 else left for name, left in found.items() if left}
