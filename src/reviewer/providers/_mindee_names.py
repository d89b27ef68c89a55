"""Mindee's names of fields and Reviewer's, by Reviewer's document type: of version 1, and the usual ones of version 2.

Several names of Mindee may stand for one of Reviewer's: products and models differ.
"""

from collections.abc import Container, Iterable, Mapping

_PERSON = {
    "surnames": "surname",
    "birth_date": "date_of_birth",
    "birth_place": "place_of_birth",
    "place_of_birth": "place_of_birth",
    "gender": "sex",
    "issuance_date": "date_of_issue",
    "issue_date": "date_of_issue",
    "expiry_date": "date_of_expiry",
    "expiration_date": "date_of_expiry",
    "issuing_authority": "authority",
    "mrz1": "mrz",
    "mrz2": "mrz",
    "mrz3": "mrz",
    "mrz_line1": "mrz",
    "mrz_line2": "mrz",
    "mrz_line3": "mrz",
    "mrz_line_1": "mrz",
    "mrz_line_2": "mrz",
    "mrz_line_3": "mrz",
    "country": "issuing_state",
    "country_of_issue": "issuing_state",
    "issuing_country": "issuing_state",
}
_ROWS = {
    "line_items.product_code": "article",
    "line_items.total_amount": "amount",
    "line_items.total_price": "amount",
    "taxes.value": "amount",
}

NAMES: Mapping[str, Mapping[str, str]] = {
    "invoice": {
        "invoice_number": "number",
        "supplier_name": "supplier",
        "supplier_company_registrations": "supplier_vat",
        "supplier_company_registration.number": "supplier_vat",
        "customer_name": "customer",
        "po_number": "purchase_order",
        "purchase_order_number": "purchase_order",
        "total_net": "net",
        "total_tax": "tax",
        "total_amount": "total",
        "locale.currency": "currency",
        "supplier_payment_details.iban": "iban",
        **_ROWS,
    },
    "receipt": {
        "supplier_name": "company",
        "supplier_company_registrations": "company_number",
        "supplier_address": "address",
        "supplier_address.value": "address",
        "supplier_address.complete": "address",
        "receipt_number": "number",
        "total_amount": "total",
        "total_tax": "tax",
        "locale.currency": "currency",
        "line_items.unit_price": "price",
        "line_items.total_amount": "amount",
        "line_items.total_price": "amount",
    },
    "passport": {
        **_PERSON,
        "id_number": "document_number",
        "passport_number": "document_number",
    },
    "id_card": {
        **_PERSON,
        "id_number": "document_number",
        "card_number": "document_number",
        "card_access_number": "document_number",
        "address.value": "address",
    },
    "visa": {
        **{theirs: ours for theirs, ours in _PERSON.items() if ours != "place_of_birth"},
        "visa_number": "document_number",
        "id_number": "passport_number",
    },
    "passport_main": {
        "surname": "surname",
        "surnames": "surname",
        "given_names": "first_name",
        "birth_date": "date_of_birth",
        "birth_place": "place_of_birth",
        "gender": "sex",
        "issuance_date": "date_of_issue",
        "issue_date": "date_of_issue",
        "issuing_authority": "issuing_authority",
        "id_number": "series_and_number",
        "document_number": "series_and_number",
    },
    "ktp": {
        "id_number": "nik",
        "document_number": "nik",
        "personal_number": "nik",
        "name": "full_name",
        "birth_date": "date_of_birth",
        "birth_place": "place_of_birth",
        "sex": "gender",
        "expiry_date": "valid_until",
        "profession": "occupation",
        "province": "state",
        "regency": "city",
        "village": "administrative_village",
    },
    "it_health_card": {
        "surnames": "surname",
        "given_names": "name",
        "birth_date": "date_of_birth",
        "birth_place": "place_of_birth",
        "gender": "sex",
        "document_number": "card_number",
        "social_security_number": "fiscal_code",
        "personal_number": "fiscal_code",
    },
}
"""See `providers.base.Provider.names`."""


def table(fields: Iterable[str], predicted: Container[str]) -> Mapping[str, str]:
    """The names of the document type that fields belong to: the one that explains most of them.

    Args:
        fields: under Mindee's names or Reviewer's.
        predicted: names in the answer.
    """
    there = set(fields)

    def explained(names: Mapping[str, str]) -> int:
        known = {our for their, our in names.items() if their in there} | there
        return sum(1 for their, our in names.items() if their.partition(".")[0] in predicted and our in known)

    return max(NAMES.values(), key=explained)


def candidates(name: str, names: Mapping[str, str]) -> list[str]:
    """Names of Mindee that a field may have had: its own, and those that stand for the same name of Reviewer's."""
    ours = {names.get(name, name), name}
    return list(dict.fromkeys([name, *(their for their, our in names.items() if our in ours), *sorted(ours)]))


def columns_of(field: str, names: Mapping[str, str]) -> dict[str, str]:
    """The names of a field's columns: Mindee's, and Reviewer's."""
    return {their.partition(".")[2]: our for their, our in names.items() if their.startswith(f"{field}.")}
