"""Electronic invoices as they are attached to PDFs, in plain values: CII (ZUGFeRD, Factur-X, XRechnung) and UBL."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from reviewer.domain.embedded import EmbeddedInvoice
from reviewer.pages.calls import Embedded
from reviewer.pages.elements import Element, Refused, parse

NAMES = frozenset({"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "invoice.xml", "ubl-invoice.xml"})
"""What an electronic invoice is called within a PDF."""

_CII = frozenset({"CrossIndustryInvoice", "CrossIndustryDocument"})
_UBL = frozenset({"Invoice", "CreditNote"})
_SUMMATION = "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
_MOST_ROWS = 500
_LONG_NUMBER, _LARGE = 30, Decimal("1e15")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")


def found(attachments: Iterable[tuple[str, bytes]]) -> Embedded:
    """The first electronic invoice among the files attached to a PDF.

    Args:
        attachments: names and bytes; of a file longer than `limits.XML_BYTES`, a byte more than that.
    """
    notices: list[str] = []
    for name, data in attachments:
        if not name.lower().endswith(".xml"):
            continue
        try:
            invoice = read(name, data)
        except Refused:
            if name.lower() in NAMES:
                notices.append(f"The electronic invoice in this PDF ({name}) is broken; the print was not compared.")
            continue
        if invoice is not None:
            return Embedded(invoice)
    return Embedded(notices=tuple(notices[:1]))


def read(file: str, data: bytes) -> EmbeddedInvoice | None:
    """An electronic invoice; None for XML that is none.

    Args:
        file: its name.
        data: at most `limits.XML_BYTES`.

    Raises:
        Refused: it is broken, or not to be trusted.
    """
    root = parse(data)
    if root.name in _CII:
        return EmbeddedInvoice(file, _known(_of_cii(root)), _rows_of_cii(root))
    if root.name in _UBL and root.value("LegalMonetaryTotal", "PayableAmount"):
        return EmbeddedInvoice(file, _known(_of_ubl(root)), _rows_of_ubl(root))
    return None


def _of_cii(root: Element) -> dict[str, str]:
    """The values of an invoice by UN/CEFACT: ZUGFeRD 1 names some elements otherwise than its successors."""
    seller, buyer = _first(root, "SellerTradeParty"), _first(root, "BuyerTradeParty")
    settlement = _settlement(root)
    whole = _first(settlement, _SUMMATION)
    head = _first(root, "ExchangedDocument|HeaderExchangedDocument")
    currency = root.value("InvoiceCurrencyCode").upper()
    return {
        "number": _of(head, "ID"),
        "date": _day(_of(head, "IssueDateTime", "DateTimeString")),
        "due_date": _day(settlement.value("SpecifiedTradePaymentTerms", "DueDateDateTime", "DateTimeString")),
        "supplier": _of(seller, "Name"),
        "supplier_vat": _vat(seller),
        "customer": _of(buyer, "Name"),
        "purchase_order": root.value("BuyerOrderReferencedDocument", "IssuerAssignedID|ID"),
        "net": _amount(_of(whole, "TaxBasisTotalAmount")),
        "tax": _amount(_in_currency(whole, "TaxTotalAmount", currency)),
        "total": _amount(_of(whole, "GrandTotalAmount")),
        "currency": currency,
        "iban": root.value("PayeePartyCreditorFinancialAccount", "IBANID"),
    }


def _settlement(root: Element) -> Element:
    """How the whole is paid: each line has a settlement too."""
    found = _first(root, "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement")
    return Element("", {}) if found is None else found


def _rows_of_cii(root: Element) -> dict[str, tuple[dict[str, str], ...]]:
    return _known_rows(
        line_items=[
            {
                "article": line.value("SpecifiedTradeProduct", "SellerAssignedID"),
                "description": line.value("SpecifiedTradeProduct", "Name"),
                "quantity": _number(line.value("BilledQuantity")),
                "unit_price": _amount(line.value("NetPriceProductTradePrice", "ChargeAmount")),
                "amount": _amount(line.value("LineTotalAmount")),
            }
            for line in root.all("IncludedSupplyChainTradeLineItem")
        ],
        taxes=[
            {
                "rate": _number(tax.value("RateApplicablePercent|ApplicablePercent")),
                "base": _amount(tax.value("BasisAmount")),
                "amount": _amount(tax.value("CalculatedAmount")),
            }
            for tax in _settlement(root).down("ApplicableTradeTax")
        ],
    )


def _of_ubl(root: Element) -> dict[str, str]:
    """The values of an invoice in the Universal Business Language."""
    seller, buyer = _first(root, "AccountingSupplierParty"), _first(root, "AccountingCustomerParty")
    whole = _first(root, "LegalMonetaryTotal")
    currency = _direct(root, "DocumentCurrencyCode").upper()
    return {
        "number": _direct(root, "ID"),
        "date": _day(_direct(root, "IssueDate")),
        "due_date": _day(_direct(root, "DueDate") or root.value("PaymentMeans", "PaymentDueDate")),
        "supplier": _of(seller, "RegistrationName") or _of(seller, "PartyName", "Name"),
        "supplier_vat": _of(seller, "PartyTaxScheme", "CompanyID"),
        "customer": _of(buyer, "RegistrationName") or _of(buyer, "PartyName", "Name"),
        "purchase_order": root.value("OrderReference", "ID"),
        "net": _amount(_of(whole, "TaxExclusiveAmount")),
        "tax": _amount(_in_currency(root, "TaxTotal", currency, "TaxAmount")),
        "total": _amount(_of(whole, "TaxInclusiveAmount") or _of(whole, "PayableAmount")),
        "currency": currency,
        "iban": root.value("PayeeFinancialAccount", "ID"),
    }


def _rows_of_ubl(root: Element) -> dict[str, tuple[dict[str, str], ...]]:
    return _known_rows(
        line_items=[
            {
                "article": line.value("SellersItemIdentification", "ID"),
                "description": line.value("Item", "Name") or line.value("Item", "Description"),
                "quantity": _number(line.value("InvoicedQuantity|CreditedQuantity")),
                "unit_price": _amount(line.value("Price", "PriceAmount")),
                "amount": _amount(line.value("LineExtensionAmount")),
            }
            for line in root.down("InvoiceLine|CreditNoteLine")
        ],
        taxes=[
            {
                "rate": _number(tax.value("TaxCategory", "Percent")),
                "base": _amount(tax.value("TaxableAmount")),
                "amount": _amount(tax.value("TaxAmount")),
            }
            for tax in root.all("TaxTotal", "TaxSubtotal")
        ],
    )


def _first(root: Element, name: str) -> Element | None:
    return next(root.all(name), None)


def _of(element: Element | None, *path: str) -> str:
    return "" if element is None else element.value(*path)


def _direct(element: Element, name: str) -> str:
    return next((one.said for one in element.down(name) if one.said), "")


def _vat(party: Element | None) -> str:
    """The VAT number among the tax numbers of a party."""
    numbers = [] if party is None else list(party.all("SpecifiedTaxRegistration", "ID"))
    return next((one.said for one in numbers if one.attributes.get("schemeID", "VA").upper() == "VA"), "")


def _in_currency(element: Element | None, name: str, currency: str, *path: str) -> str:
    """An amount in the currency of the invoice: a tax may stand there in that of the tax office too."""
    amounts = [] if element is None else list(element.all(name, *path))
    fitting = [one for one in amounts if one.attributes.get("currencyID", currency).upper() == currency]
    return next((one.said for one in (*fitting, *amounts) if one.said), "")


def _day(text: str) -> str:
    match = _DAY.match(text)
    return "-".join(match.groups()) if match else ""


def _amount(text: str) -> str:
    """An amount with the decimals that it needs, two if it has some at all."""
    value = _decimal(text)
    if value is None:
        return ""
    places = -int(value.normalize().as_tuple().exponent)
    return format(round(value, max(places, 2)) if "." in text else value, "f")


def _number(text: str) -> str:
    """A count or a rate, without zeros behind it."""
    value = _decimal(text)
    return "" if value is None else format(value.normalize(), "f")


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text) if len(text) < _LONG_NUMBER else None
    except InvalidOperation:
        return None
    return value if value is not None and value.is_finite() and abs(value) < _LARGE else None


def _known(values: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in values.items() if text}


def _known_rows(**rows: list[dict[str, str]]) -> dict[str, tuple[dict[str, str], ...]]:
    """The rows of each table that have an amount: others are remarks."""
    known = {name: [_known(row) for row in found[:_MOST_ROWS] if row["amount"]] for name, found in rows.items()}
    return {name: tuple(found) for name, found in known.items() if found}
