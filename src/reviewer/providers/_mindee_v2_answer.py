"""An answer of version 2 in Reviewer's terms."""

from decimal import Decimal, InvalidOperation
from typing import Any

from msgspec.structs import replace

from reviewer.domain.bundle import Part
from reviewer.domain.field import Field, Region, Value
from reviewer.domain.geometry import bounds, turned
from reviewer.errors import NotFinished, ProviderError
from reviewer.providers._json import mapping, sequence, text, whole
from reviewer.providers._mindee_errors import failed, refused, v2_status, v2_words
from reviewer.providers._mindee_places import polygon
from reviewer.providers._mindee_values import Rest, is_scalar, made, table, united
from reviewer.providers._mindee_words import page_text
from reviewer.providers.base import Mapped, Sent

FIGURES = {"certain": 1.0, "high": 0.9, "medium": 0.6, "low": 0.3}
"""What the words of certainty stand for. The words are Mindee's, the figures are not: it gives none."""
_PAPERS = {"invoice": "invoice", "credit note": "invoice", "receipt": "receipt", "expense receipt": "receipt"}
_MOST_PAGES = 1_000
"""Of a file that does not say how many it has."""
_CENTS = Decimal("0.02")
_RESULT = "inference.result"
_KINDS = ("value", "items", "fields")


def is_v2(body: dict[str, Any]) -> bool:
    """Whether a body is of version 2, rather than of version 1."""
    job = mapping(body.get("job"))
    if "inference" in body or {"polling_url", "result_url", "model_id"} & job.keys():
        return True
    return "api_request" not in body and "document" not in body and {"title", "detail"} <= body.keys()


def finished(body: dict[str, Any]) -> dict[str, Any]:
    """The inference of an answer.

    Raises:
        NotFinished: there is none (yet).
        ProviderError: it tells of an error, or has no result.
    """
    inference, job = mapping(body.get("inference")), mapping(body.get("job"))
    if isinstance(inference.get("result"), dict):
        return inference
    status = text(job.get("status"))
    if status == "Failed" or v2_words(job.get("error")):
        raise failed(v2_words(job.get("error")))
    if status == "Processed":
        raise NotFinished("This tells that the result is ready, but is not the result itself.")
    if status:
        raise NotFinished(f"Mindee has not finished: the task is {status.lower()}.")
    code = v2_status(body, 200)
    if code >= 400:
        raise refused(code, v2_words(body), "this model")
    raise ProviderError("This is no answer of Mindee with a result.", "Give the whole body.", code="answer")


def mapped(body: dict[str, Any], sent: Sent) -> Mapped:
    """Map a finished inference; see `finished` for what it raises."""
    inference = finished(body)
    return _Map(body, inference, sent).whole()


class _Map:
    def __init__(self, body: dict[str, Any], inference: dict[str, Any], sent: Sent) -> None:
        self._body, self._inference, self._sent = body, inference, sent
        self._result = mapping(inference["result"])
        self._rest = Rest()
        self._words: dict[str, str] = {}
        self._count = max(whole(mapping(inference.get("file")).get("page_count")) or 0, len(sent.pages))

    def whole(self) -> Mapped:
        result, model = self._result, text(mapping(self._inference.get("model")).get("id"))
        nodes = mapping(result.get("fields"))
        fields = [
            field for name, node in nodes.items() for field in self._fields(name, node, f"{_RESULT}.fields.{name}", {})
        ]
        told = text(mapping(result.get("classification")).get("document_type"))
        if told:
            fields.append(Field("document_type", (made(told, None),)))
        pages = enumerate(sequence(result.get("pages")))
        texts = (page_text(page, sequence(mapping(node).get("words")), self._sent) for page, node in pages)
        parts = self._parts()
        self._keep_others()
        return Mapped(
            fields=tuple(united(fields)),
            document_type=_document_type(fields, told) or model,
            version=model,
            remote_id=text(self._inference.get("id")),
            extras=self._rest.kept,
            texts=tuple(page for page in texts if page is not None),
            parts=parts,
            page_count=whole(mapping(self._inference.get("file")).get("page_count")) or 0,
        )

    # Fields

    def _fields(self, name: str, node: Any, path: str, near: dict[str, Any]) -> list[Field]:
        """The field of a node; an object is several, under ``name.part``."""
        if is_scalar(node):
            return [Field(name, (made(node, None),))]
        node = mapping(node)
        self._rest.others(node, path, "confidence", "locations", *_KINDS)
        if isinstance(node.get("items"), list):
            return [self._listed(name, node, path)]
        if isinstance(node.get("fields"), dict):
            about = {**_about(near), **_about(node)}
            return [
                field
                for key, child in node["fields"].items()
                for field in self._fields(f"{name}.{key}", child, f"{path}.{key}", about)
            ]
        return [Field(name, (self._value(node, path, near),))]

    def _listed(self, name: str, node: dict[str, Any], path: str) -> Field:
        items = node["items"]
        if not any("fields" in mapping(item) for item in items):
            values = tuple(
                made(item, None) if is_scalar(item) else self._value(mapping(item), f"{path}[{at}]", node)
                for at, item in enumerate(items)
            )
            return Field(name, values)
        columns: dict[str, None] = {}
        rows: list[dict[str, list[Value]]] = []
        for at, item in enumerate(map(mapping, items)):
            cells: dict[str, list[Value]] = {}
            about = {**_about(node), **_about(item)}
            self._cells({"fields": item.get("fields")} if "fields" in item else item, "", f"{path}[{at}]", about, cells)
            columns.update(dict.fromkeys(cells))
            rows.append(in_percent(cells))
        return Field(name, rows=table(rows, columns))

    def _cells(
        self, node: dict[str, Any], column: str, path: str, near: dict[str, Any], cells: dict[str, list[Value]]
    ) -> None:
        """Cells by column. Objects in a row are columns ``object.part``; lists in it are several values of these."""
        if isinstance(node.get("fields"), dict):
            about = {**near, **_about(node)}
            for key, child in node["fields"].items():
                below = f"{column}.{key}" if column else key
                self._cells(mapping(child), below, f"{path}.{key}", about, cells)
        elif isinstance(node.get("items"), list):
            for at, item in enumerate(map(mapping, node["items"])):
                self._cells(item, column, f"{path}[{at}]", {**near, **_about(item)}, cells)
        else:
            self._rest.others(node, path, "confidence", "locations", *_KINDS)
            cells.setdefault(column or "value", []).append(self._value(node, path, near))

    def _value(self, node: dict[str, Any], path: str, near: dict[str, Any]) -> Value:
        word = text(node.get("confidence")) or text(near.get("confidence"))
        value = node.get("value")
        if not is_scalar(value):
            self._rest.keep(f"{path}.value", value)
            value = None
        if word and text(value):
            self._words[path.removeprefix(f"{_RESULT}.fields.")] = word
        regions = self._regions(node, path) or self._regions(near, path)
        return made(value, FIGURES.get(word.lower()), regions=regions)

    def _regions(self, node: dict[str, Any], path: str) -> tuple[Region, ...]:
        found: list[Region] = []
        for at, place in enumerate(map(mapping, sequence(node.get("locations")))):
            page, outline = whole(place.get("page")) or 0, polygon(place.get("polygon"))
            if outline is None or page < 0 or (self._count and page >= self._count):
                self._rest.keep(f"{path}.locations[{at}]", place)
            else:
                found.append(Region(page, outline))
        return tuple(found)

    # The other products

    def _parts(self) -> tuple[Part, ...]:
        found: list[Part] = []
        for crop in map(mapping, sequence(self._result.get("crops"))):
            place = mapping(crop.get("location"))
            outline = polygon(place.get("polygon"))
            if outline is not None:
                page = max(0, whole(place.get("page")) or 0)
                turn = self._sent.turns[page] if page < len(self._sent.turns) else 0
                found.append(Part((page,), bounds(turned(outline, -turn))))
        for split in map(mapping, sequence(self._result.get("splits"))):
            ends = [whole(each) for each in sequence(split.get("page_range"))]
            first, last = (ends[0], ends[-1]) if ends else (None, None)
            if first is None or last is None or first < 0:
                continue
            pages = tuple(range(first, min(last + 1, self._count or _MOST_PAGES)))
            if pages:
                found.append(Part(pages))
        return tuple(found)

    def _keep_others(self) -> None:
        """Also the words of certainty: figures are not what Mindee says."""
        self._rest.others(self._body, "", "inference", "job")
        self._rest.others(self._inference, "inference", "id", "job", "model", "result")
        self._rest.others(self._result, _RESULT, "fields", "pages", "classification")
        for page, node in enumerate(sequence(self._result.get("pages"))):
            self._rest.others(mapping(node), f"{_RESULT}.pages[{page}]", "words")
        self._rest.keep("confidence", self._words)


def in_percent(cells: dict[str, list[Value]]) -> dict[str, list[Value]]:
    """A row whose rate is a fraction, as base and amount prove, with the rate in percent as its normalized form."""
    told = {key: _decimal(cells.get(key)) for key in ("rate", "base", "amount")}
    rate, base, amount = told["rate"], told["base"], told["amount"]
    if rate is None or base is None or amount is None or not 0 < rate < 1 or abs(base * rate - amount) > _CENTS:
        return cells
    percent = format((rate * 100).normalize(), "f")
    value = replace(cells["rate"][0], normalized=percent)
    return {**cells, "rate": [value, *cells["rate"][1:]]}


def _decimal(values: list[Value] | None) -> Decimal | None:
    normalized = values[0].normalized if values else None
    try:
        return None if normalized is None else Decimal(normalized)
    except InvalidOperation:
        return None  # a day


def _about(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key in ("confidence", "locations") if (value := node.get(key))}


def _document_type(fields: list[Field], told: str) -> str:
    """Reviewer's own name for papers that an answer names, else the service's."""
    named = told or next(
        (field.values[0].text for field in fields if field.name == "document_type" and field.values), ""
    )
    return _PAPERS.get(named.lower().replace("_", " "), told)
