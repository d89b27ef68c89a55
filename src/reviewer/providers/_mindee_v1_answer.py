"""An answer of version 1 in Reviewer's terms."""

from typing import Any

from reviewer.domain.bundle import Part
from reviewer.domain.field import Field
from reviewer.domain.geometry import bounds, turned
from reviewer.domain.text import PageText
from reviewer.errors import NotFinished, ProviderError
from reviewer.providers._json import mapping, sequence, text, whole
from reviewer.providers._mindee_errors import failed, refused, v1_said, v1_status, v1_words
from reviewer.providers._mindee_places import outline
from reviewer.providers._mindee_v1_fields import ORIENTATION, Found, Reader
from reviewer.providers._mindee_values import Rest, united
from reviewer.providers._mindee_words import page_text
from reviewer.providers.base import Mapped, Sent

_WORDS = "all_words"
_PARTS = ("receipts", "cropping", "invoice_page_groups", "page_groups")
"""Fields that tell of several documents in the file."""
_TYPES = {
    "mindee/invoices": "invoice",
    "mindee/invoice": "invoice",
    "mindee/expense_receipts": "receipt",
    "mindee/passport": "passport",
    "mindee/international_id": "id_card",
}
_PAPERS = {
    "INVOICE": "invoice",
    "CREDIT NOTE": "invoice",
    "EXPENSE RECEIPT": "receipt",
    "CREDIT CARD RECEIPT": "receipt",
}
_QUARTERS = (90, 180, 270)


def finished(body: dict[str, Any]) -> dict[str, Any]:
    """The document of an answer.

    Raises:
        NotFinished: there is none (yet).
        ProviderError: it tells of an error, or has no prediction.
    """
    document, job = mapping(body.get("document")), mapping(body.get("job"))
    if "inference" in document:
        return document
    status = text(job.get("status"))
    if status == "failed" or v1_words(job.get("error")):
        raise failed(v1_words(job.get("error")))
    code = v1_status(body, 200)
    if code >= 400 or v1_said(body):
        raise refused(max(code, 400), v1_said(body), "this product")
    if status == "completed":
        raise NotFinished("This tells that the document is ready, but is not the document itself.")
    if status:
        raise NotFinished(f"Mindee has not finished: the task is {status}.")
    if "feedback" in body:
        raise NotFinished("This is Mindee's reply to feedback, not a document.")
    raise ProviderError("This is no answer of Mindee with a document.", "Give the whole body.", code="answer")


def mapped(body: dict[str, Any], sent: Sent) -> Mapped:
    """Map a finished document, from polling or from a webhook; see `finished` for what it raises."""
    document = finished(body)
    inference = mapping(document["inference"])
    if not isinstance(inference.get("prediction"), dict):
        raise ProviderError("Mindee's answer has no prediction.", "Send the document again.", code="answer")
    return _Map(body, document, inference, sent).whole()


class _Map:
    def __init__(self, body: dict[str, Any], document: dict[str, Any], inference: dict[str, Any], sent: Sent) -> None:
        self._body, self._document, self._inference, self._sent = body, document, inference, sent
        self._rest = Rest()
        self._words: dict[int, list[Any]] = {}
        self._pages = _numbered(sequence(inference.get("pages")))
        self._turns = _turns(inference, self._pages)
        self._count = max(whole(document.get("n_pages")) or 0, len(self._pages), len(sent.pages))
        self._reader = Reader(
            {page: mapping(node.get("prediction")) for page, node in self._pages.items()}, self._count, self._rest
        )

    def whole(self) -> Mapped:
        fields, parts = self._fields()
        self._keep_others()
        product = mapping(self._inference.get("product"))
        version = f"{text(product.get('name'))} {text(product.get('version'))}".strip()
        return Mapped(
            fields=tuple(fields),
            document_type=_document_type(self._body, product, fields),
            version=version,
            remote_id=text(self._document.get("id")),
            extras=self._rest.kept,
            texts=self._texts(),
            parts=tuple(parts),
            page_count=whole(self._document.get("n_pages")) or len(self._pages),
            turns=self._turns,
        )

    def _fields(self) -> tuple[list[Field], list[Part]]:
        """The document's fields; of the pages' ones only those that the document has not."""
        fields: list[Field] = []
        parts: list[Part] = []
        names: set[str] = set()
        levels: list[tuple[str, dict[str, Any], int | None]] = [
            ("document.inference.prediction", self._inference["prediction"], None)
        ]
        levels += [
            (f"document.inference.pages[{page}].prediction", mapping(node.get("prediction")), page)
            for page, node in self._pages.items()
        ]
        for path, prediction, page in levels:
            for name, node in prediction.items():
                if name in names or (page is not None and name == ORIENTATION):
                    continue
                if name == _WORDS and isinstance(node, list):
                    self._words[page or 0] = node
                elif name in _PARTS and isinstance(node, list):
                    parts += self._parts(node, page)
                    self._rest.keep(f"{path}.{name}", node)
                else:
                    fields += self._reader.fields(Found(name, node, f"{path}.{name}", page))
            if page is None:
                names = set(prediction)
        return united(fields), parts

    def _parts(self, items: list[Any], page: int | None) -> list[Part]:
        found: list[Part] = []
        for item in map(mapping, items):
            indexes = tuple(
                at for each in sequence(item.get("page_indexes")) if (at := whole(each)) is not None and at >= 0
            )
            polygon = outline(item)
            if self._count:
                indexes = tuple(at for at in indexes if at < self._count)
            if indexes:
                found.append(Part(indexes))
            elif polygon is not None:
                at = self._reader.page_of(item, page)
                found.append(Part((at,), bounds(turned(polygon, -self._turned(at)))))
        return found

    def _turned(self, page: int) -> int:
        """Degrees clockwise from the page to what polygons are meant for: it may have been sent turned."""
        sent = self._sent.turns[page] if page < len(self._sent.turns) else 0
        return sent + self._turns.get(page, 0)

    def _texts(self) -> tuple[PageText, ...]:
        """Words that were asked for besides, or that the product is there for."""
        ocr = mapping(mapping(self._document.get("ocr")).get("mvision-v1"))
        words = {page: sequence(mapping(node).get(_WORDS)) for page, node in enumerate(sequence(ocr.get("pages")))}
        words = {**self._words, **words}
        found = (page_text(page, words[page], self._sent, self._turns.get(page, 0)) for page in sorted(words))
        return tuple(page for page in found if page is not None)

    def _keep_others(self) -> None:
        rest, document = self._rest, self._document
        rest.others(self._body, "", "api_request", "document", "job")
        rest.others(document, "document", "id", "inference", "ocr")
        ocr = mapping(document.get("ocr"))
        rest.others(ocr, "document.ocr", "mvision-v1")
        rest.others(mapping(ocr.get("mvision-v1")), "document.ocr.mvision-v1", "pages")
        rest.others(self._inference, "document.inference", "prediction", "pages", "extras", "is_rotation_applied")
        rest.others(mapping(self._inference.get("extras")), "document.inference.extras")
        for page, node in self._pages.items():
            path = f"document.inference.pages[{page}]"
            rest.others(node, path, "id", "prediction", "orientation", "extras")
            rest.others(mapping(node.get("extras")), f"{path}.extras")


def _numbered(pages: list[Any]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for place, node in enumerate(pages):
        number = whole(mapping(node).get("id"))
        found.setdefault(place if number is None or number < 0 else number, mapping(node))
    return found


def _turns(inference: dict[str, Any], pages: dict[int, dict[str, Any]]) -> dict[int, int]:
    """Degrees clockwise that make pages upright, where polygons are meant for the upright page."""
    if inference.get("is_rotation_applied") is not True:
        return {}
    found = {}
    for page, node in pages.items():
        degrees = whole(mapping(node.get("orientation")).get("value"))
        if degrees is not None and degrees % 360 in _QUARTERS:
            found[page] = degrees % 360
    return found


def _document_type(body: dict[str, Any], product: dict[str, Any], fields: list[Field]) -> str:
    """Reviewer's own name for papers of products that are known, else the product: ``account/name/version``."""
    address = text(mapping(body.get("api_request")).get("url")).partition("/v1/products/")[2].split("/")
    name = "/".join(address[:2]) if len(address) > 2 else text(product.get("name"))
    major = address[2] if len(address) > 2 else f"v{text(product.get('version')).partition('.')[0]}"
    told = next((field.values[0].text for field in fields if field.name == "document_type" and field.values), "")
    if name == "mindee/financial_document" and told.upper() in _PAPERS:
        return _PAPERS[told.upper()]
    known = _TYPES.get(name.lower())
    return known or (f"{name}/{major}" if name and major != "v" else name)
