"""Documents with what is really on them: the samples, or a corpus with a manifest of ground truth."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from _documents import SAMPLES

TRUTH = SAMPLES / "truth.json"
_TYPES = {"receipt": "receipt", "invoice": "invoice", "form": "form", "contract": "contract", "text": "plain_text"}
_BY_CODE = {"P": "passport", "V": "visa"}
_FIELDS: dict[str, dict[str, str]] = {
    "receipt": {"company": "company", "date": "date", "address": "address", "total": "total"},
    "invoice": {
        "invoice_number": "number",
        "date": "date",
        "invoice_date": "date",
        "date_due": "due_date",
        "issuer": "supplier",
        "seller_name": "supplier",
        "buyer_name": "customer",
        "vat": "supplier_vat",
        "amount": "total",
        "total_gross": "total",
        "amount_untaxed": "net",
        "total_net": "net",
        "amount_tax": "tax",
        "total_tax": "tax",
        "currency": "currency",
        "iban": "iban",
    },
    "id": {
        "issuing_country": "issuing_state",
        "surname": "surname",
        "given_names": "given_names",
        "document_number": "document_number",
        "nationality": "nationality",
        "birth_date_yymmdd": "date_of_birth",
        "sex": "sex",
        "expiry_date_yymmdd": "date_of_expiry",
    },
    "contract": {
        "party": "parties",
        "effective_date": "effective_date",
        "jurisdiction": "jurisdiction",
        "term": "term",
    },
}
"""What a corpus calls our fields, by the kind of document."""


@dataclass(frozen=True)
class Truth:
    """One document and what is on it.

    Attributes:
        path: of the file.
        kind: of the document, as the corpus sorts it.
        document_type: what it should be taken for.
        fields: right values by field; a field with several values has all.
        pairs: labels and values of a form.
        mrz: the rows of its machine-readable zone.
        text: all that is printed, empty when that is unknown.
        untouched: whether nothing was tuned on it.
        parts: the documents that the file holds, where these are several; of each its type, fields and text.
    """

    path: Path
    kind: str
    document_type: str
    fields: Mapping[str, tuple[str, ...]]
    pairs: tuple[tuple[str, str], ...] = ()
    mrz: tuple[str, ...] = ()
    text: str = ""
    untouched: bool = True
    parts: tuple[Truth, ...] = ()


def truths(corpus: Path | None) -> list[Truth]:
    """All documents whose ground truth is known."""
    return of_corpus(corpus) if corpus is not None else of_samples()


def of_samples() -> list[Truth]:
    """The samples: the generator knows what it printed."""
    known = json.loads(TRUTH.read_text("utf-8"))
    return [_of_sample(name, one) for name, one in known.items()]


def _of_sample(name: str, one: dict[str, Any]) -> Truth:
    kind, fields = one["type"], one.get("fields", {})
    text = "\n".join(line for page in one.get("text", ()) for line in page)
    if kind == "form":
        pairs = tuple((label, value) for label, value in fields.items() if isinstance(value, str))
        return Truth(SAMPLES / name, kind, kind, {}, pairs=pairs, text=text)
    named = {key: _several(value) for key, value in fields.items() if _is_plain(value)}
    parts = tuple(_of_sample(name, part) for part in one.get("documents", ()))
    return Truth(SAMPLES / name, kind, kind, named, mrz=tuple(one.get("mrz", ())), text=text, parts=parts)


def _is_plain(value: object) -> bool:
    """Rows are not scored."""
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def of_corpus(folder: Path) -> list[Truth]:
    """A corpus: every second document of a kind was tuned on, in the order of the manifest."""
    manifest = folder / "manifest.json"
    if not manifest.exists():
        sys.exit(f"There is no {manifest}.")
    found, seen = [], Counter[str]()
    for entry in json.loads(manifest.read_text("utf-8"))["files"]:
        kind = entry["kind"]
        if kind not in _TYPES and kind != "id":
            continue
        found.append(_of_entry(folder, entry, untouched=seen[kind] % 2 == 1))
        seen[kind] += 1
    return found


def _of_entry(folder: Path, entry: dict[str, Any], *, untouched: bool) -> Truth:
    kind, truth = entry["kind"], entry.get("ground_truth") or {}
    given = truth.get("fields", {})
    long = json.loads((folder / truth["file"]).read_text("utf-8")) if "file" in truth else {}
    text = truth.get("text", "")
    if kind == "receipt":
        text = "\n".join(line["text"] for line in long.get("lines", ()))
    if kind == "form":
        pairs = tuple((_joined(one["question"]), _joined(one["answer"])) for one in given)
        return Truth(folder / entry["path"], kind, _TYPES[kind], {}, pairs=pairs, untouched=untouched)
    named = {
        ours: _several(given[theirs])
        for theirs, ours in _FIELDS.get(kind, {}).items()
        if given.get(theirs) not in (None, "")
    }
    mrz = tuple(given.get("mrz_lines", ()))
    document_type = _BY_CODE.get(mrz[0][0], "id_card") if mrz else _TYPES[kind]
    return Truth(folder / entry["path"], kind, document_type, named, mrz=mrz, text=text, untouched=untouched)


def _several(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else (str(value),)


def _joined(text: str) -> str:
    """Without the blanks that a corpus puts after every mark."""
    return "".join(text.split())
