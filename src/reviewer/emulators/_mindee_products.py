"""The products of Mindee v1 that are played, each with its fields; and one for every document type of Reviewer."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Value
from reviewer.emulators import _mindee_values as shapes
from reviewer.emulators._mindee_values import Shape, Values

OWNER = "mindee"
"""The account of ready-made products."""

_TYPES = {"invoice": "INVOICE", "receipt": "EXPENSE RECEIPT"}
_LINE = {
    "description": "description",
    "product_code": "article",
    "quantity": "quantity",
    "unit_price": "unit_price",
    "unit_measure": "",
    "total_amount": "amount",
    "tax_rate": "",
    "tax_amount": "",
}

_SUPPLIER: dict[str, Shape] = {
    "supplier_name": shapes.named("supplier"),
    "supplier_address": shapes.no_address,
    "supplier_company_registrations": shapes.registrations({"supplier_vat": "VAT NUMBER"}),
    "supplier_email": shapes.nothing,
    "supplier_phone_number": shapes.nothing,
    "supplier_website": shapes.nothing,
    "supplier_payment_details": shapes.payment("iban"),
}
_CUSTOMER: dict[str, Shape] = {
    "customer_name": shapes.named("customer"),
    "customer_id": shapes.nothing,
    "customer_address": shapes.no_address,
    "customer_company_registrations": shapes.no_list,
    "billing_address": shapes.no_address,
    "shipping_address": shapes.no_address,
}
_CLASSES: dict[str, Shape] = {
    "document_type": shapes.classified(_TYPES),
    "document_type_extended": shapes.classified(_TYPES),
    "category": shapes.classified({}, "miscellaneous"),
    "subcategory": shapes.classified({}),
}
_SUMS: dict[str, Shape] = {
    "total_amount": shapes.amount("total"),
    "total_net": shapes.amount("net"),
    "total_tax": shapes.amount("tax"),
    "taxes": shapes.taxes,
    "locale": shapes.locale,
}
_INVOICE: dict[str, Shape] = {
    **_SUPPLIER,
    **_CUSTOMER,
    **_CLASSES,
    **_SUMS,
    "invoice_number": shapes.text("number"),
    "po_number": shapes.text("purchase_order"),
    "reference_numbers": shapes.texts("purchase_order"),
    "date": shapes.date("date"),
    "due_date": shapes.computed_date("due_date"),
    "payment_date": shapes.nothing,
    "line_items": shapes.items(_LINE),
}
_RECEIPT: dict[str, Shape] = {
    **_SUMS,
    "document_type": _CLASSES["document_type"],
    "category": _CLASSES["category"],
    "subcategory": _CLASSES["subcategory"],
    "supplier_name": shapes.named("company"),
    "supplier_address": shapes.text("address"),
    "supplier_company_registrations": shapes.registrations({"company_number": "COMPANY NUMBER"}),
    "supplier_phone_number": shapes.nothing,
    "receipt_number": shapes.text("number"),
    "date": shapes.date("date"),
    "time": shapes.text("time"),
    "tip": shapes.nothing,
    "line_items": shapes.items(
        {"description": "description", "quantity": "quantity", "unit_price": "price", "total_amount": "amount"}
    ),
}


def _of_type(name: str, field: str) -> Shape:
    """Our field, where the document has that type."""
    return lambda values: shapes.text(field)(values) if values.document_type == name else shapes.nothing(values)


_FINANCIAL: dict[str, Shape] = {
    **_INVOICE,
    "document_number": shapes.text("number"),
    "invoice_number": _of_type("invoice", "number"),
    "receipt_number": _of_type("receipt", "number"),
    "supplier_name": lambda values: shapes.named("supplier" if values.first("supplier") else "company")(values),
    "supplier_address": shapes.address("address"),
    "supplier_company_registrations": shapes.registrations(
        {"supplier_vat": "VAT NUMBER", "company_number": "COMPANY NUMBER"}
    ),
    "time": shapes.text("time"),
    "tip": shapes.nothing,
}
_PASSPORT: dict[str, Shape] = {
    "country": shapes.text("issuing_state"),
    "id_number": shapes.text("document_number"),
    "given_names": shapes.words_of("given_names"),
    "surname": shapes.text("surname"),
    "birth_date": shapes.date("date_of_birth"),
    "birth_place": shapes.text("place_of_birth"),
    "gender": shapes.text("sex"),
    "issuance_date": shapes.date("date_of_issue"),
    "expiry_date": shapes.date("date_of_expiry"),
    "mrz1": shapes.line_of("mrz", 0),
    "mrz2": shapes.line_of("mrz", 1),
}
_ID: dict[str, Shape] = {
    "document_type": shapes.classified({"passport": "PASSPORT", "id_card": "IDENTIFICATION_CARD", "visa": "VISA"}),
    "document_number": shapes.text("document_number"),
    "surnames": shapes.texts("surname"),
    "given_names": shapes.words_of("given_names"),
    "sex": shapes.text("sex"),
    "birth_date": shapes.date("date_of_birth"),
    "birth_place": shapes.text("place_of_birth"),
    "nationality": shapes.text("nationality"),
    "personal_number": shapes.text("personal_number"),
    "country_of_issue": shapes.text("issuing_state"),
    "state_of_issue": shapes.nothing,
    "issue_date": shapes.date("date_of_issue"),
    "expiry_date": shapes.date("date_of_expiry"),
    "address": shapes.text("address"),
    "mrz_line1": shapes.line_of("mrz", 0),
    "mrz_line2": shapes.line_of("mrz", 1),
    "mrz_line3": shapes.line_of("mrz", 2),
}


class Product(msgspec.Struct, frozen=True):
    """A product.

    Attributes:
        name, version: as in its answers.
        kinds: our document types that it reads.
        features: its fields.
        by_page: whether pages have predictions of their own.
        whole_only: fields that pages do not have.
        custom: made by an account.
    """

    name: str
    version: str
    kinds: tuple[str, ...]
    features: dict[str, Callable[[Values], Any]]
    by_page: bool = True
    custom: bool = False
    whole_only: tuple[str, ...] = ()


READY_MADE = {
    "invoices/v4": Product("mindee/invoices", "4.0", ("invoice",), _INVOICE),
    "expense_receipts/v5": Product("mindee/expense_receipts", "5.0", ("receipt",), _RECEIPT),
    "financial_document/v1": Product("mindee/financial_document", "1.0", ("invoice", "receipt"), _FINANCIAL),
    "passport/v1": Product("mindee/passport", "1.0", ("passport",), _PASSPORT),
    "international_id/v2": Product("mindee/international_id", "2.0", ("passport", "id_card", "visa"), _ID, False),
}


def product_of(account: str, name: str, version: str, types: Mapping[str, DocumentType]) -> Product | None:
    """The product of an address; accounts other than `mindee` have one for each of our document types."""
    if account == OWNER:
        return READY_MADE.get(f"{name}/{version}")
    kind = types.get(name)
    return _custom(account, kind, version) if kind is not None else None


def _custom(account: str, kind: DocumentType, version: str) -> Product:
    features: dict[str, Callable[[Values], Any]] = {}
    for field in kind.fields:
        if field.columns:
            features |= {f"{field.name}_{one.name}": _column(field.name, one.name) for one in field.columns}
        else:
            features[field.name] = _contents(field.name)
    features["document_type"] = lambda values: {"confidence": 1.0, "value": values.document_type}
    return Product(
        f"{account}/{kind.name}",
        version.removeprefix("v"),
        (kind.name,),
        features,
        custom=True,
        whole_only=("document_type",),  # a classification: the vendor's client knows none on pages
    )


def _contents(name: str) -> Shape:
    return lambda values: _listed(values, values.all(name))


def _column(name: str, column: str) -> Shape:
    def shape(values: Values) -> dict[str, Any]:
        cells = [cell for row in values.rows(name) for cell in row.fields if cell.name == column]
        return _listed(values, [value for cell in cells for value in cell.values if value.text])

    return shape


def _listed(values: Values, found: list[Value]) -> dict[str, Any]:
    """A field of a custom product: words with their places."""
    words = [{**values.placed(value), "content": " ".join(value.text.split())} for value in found]
    whole = {key: what for key, what in values.placed(*found[:1]).items() if key != "polygon"}
    return {**whole, "values": words}
