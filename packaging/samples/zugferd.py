"""A German invoice with its electronic twin inside (ZUGFeRD 2, profile EN 16931): an invented supplier of tea.

The twin says the same as the print, but for two things, so that it can be seen what becomes of them: it is paid a day
earlier, and it knows the customer's order, which is not printed. The post codes begin with 00 and the bank code with 9:
nobody has such; check digits and sums are right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pymupdf
from invoice import GREY, INK, LEFT, RIGHT, Writer

FILE = "invoice-wiesengrund.pdf"
XML = "factur-x.xml"
ACCENT, RULE = (0.45, 0.24, 0.12), (0.80, 0.76, 0.72)
MADE = "D:20250328090000Z"

SUPPLIER = "Kontor Wiesengrund GmbH"
SUPPLIER_LINES = ("Am Bleichplatz 4", "00417 Wiesengrund")
CUSTOMER = "Architekturbüro Sonnleitner"
CUSTOMER_LINES = ("Frau Ilse Sonnleitner", "Torgasse 11", "00418 Weiherstadt")
NUMBER, ACCOUNT, ORDER = "KW-2025-0193", "20611", "BE-7741"
DAY, DELIVERY, DUE, DUE_INSIDE = "28.03.2025", "26.03.2025", "11.04.2025", "10.04.2025"
VAT_ID, TAX_NUMBER = "DE999999995", "417/000/00417"
IBAN, BIC = "DE24 9041 7300 0022 3184 07", "FICTDE2X"


@dataclass(frozen=True)
class Item:
    """One row: article, text, how many, price of one, rate of tax."""

    code: str
    text: str
    count: Decimal
    unit: str
    price: Decimal
    rate: int

    @property
    def amount(self) -> Decimal:
        return cents(self.count * self.price)


def item(code: str, text: str, count: str, unit: str, price: str, rate: int) -> Item:
    return Item(code, text, Decimal(count), unit, Decimal(price), rate)


ITEMS = (
    item("TE-104", "Grüner Tee Sencha, Blatt, 500 g", "6", "Pkg.", "18.90", 7),
    item("TE-210", "Kräutermischung Bergwiese, 250 g", "10", "Pkg.", "7.45", 7),
    item("KA-030", "Espressobohnen, Hausröstung, 1 kg", "12", "Pkg.", "21.80", 7),
    item("GE-501", "Teekanne Steingut, 1,2 l, mit Sieb", "3", "Stk.", "34.00", 19),
    item("GE-515", "Becher Steingut, 0,3 l, Karton zu 6", "4", "Krt.", "41.50", 19),
    item("GR-020", "Wasserkocher Edelstahl, 1,7 l", "2", "Stk.", "59.90", 19),
    item("SV-001", "Aufbau der Teeküche, Stunden", "1.5", "Std.", "48.00", 19),
)
RATES = (7, 19)
COLUMNS = (
    (LEFT, False),
    (LEFT + 28, False),
    (LEFT + 76, False),
    (352.0, True),
    (420.0, True),
    (462.0, True),
    (RIGHT, True),
)


def cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def german(value: Decimal) -> str:
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def base(rate: int) -> Decimal:
    return sum((one.amount for one in ITEMS if one.rate == rate), Decimal())


def tax(rate: int) -> Decimal:
    return cents(base(rate) * rate / 100)


NET = sum((one.amount for one in ITEMS), Decimal())
TAX = sum((tax(rate) for rate in RATES), Decimal())
TOTAL = NET + TAX


def make(folder: Path, _rng: object) -> dict[str, Any]:
    """Write the invoice; its truth by its file name."""
    document = pymupdf.open()
    writer = Writer(document)
    page = writer.page()
    _letterhead(page, writer)
    _window_and_facts(writer)
    y = _table(page, writer, 330)
    y = _totals(page, writer, y + 12)
    _payment(writer, y + 40)
    _footer(page, writer)
    _embed(document)
    document.set_metadata(
        {
            "title": f"Rechnung {NUMBER}",
            "author": SUPPLIER,
            "creator": "Reviewer sample generator",
            "producer": "",
            "creationDate": MADE,
            "modDate": MADE,
        }
    )
    document.subset_fonts()
    writer.name_glyphs()
    document.save(folder / FILE, garbage=4, deflate=True, deflate_fonts=True, no_new_id=True)
    return {FILE: {"type": "invoice", "fields": _truth(), "text": writer.lines()}}


def _truth() -> dict[str, Any]:
    return {
        "number": NUMBER,
        "date": DAY,
        "due_date": DUE,
        "supplier": SUPPLIER,
        "supplier_address": "\n".join(SUPPLIER_LINES),
        "supplier_vat": VAT_ID,
        "customer": CUSTOMER,
        "customer_address": "\n".join(CUSTOMER_LINES),
        "account": ACCOUNT,
        "net": german(NET),
        "tax": german(TAX),
        "total": german(TOTAL),
        "currency": "EUR",
        "iban": IBAN,
        "bic": BIC,
        "line_items": [
            {
                "code": one.code,
                "description": one.text,
                "quantity": german(one.count),
                "price": german(one.price),
                "amount": german(one.amount),
            }
            for one in ITEMS
        ],
        "taxes": [{"rate": str(rate), "base": german(base(rate)), "amount": german(tax(rate))} for rate in RATES],
    }


# The page


def _letterhead(page: pymupdf.Page, writer: Writer) -> None:
    """The firm's sign, a leaf on a line, and its name."""
    shape = page.new_shape()
    shape.draw_bezier((470, 74), (474, 44), (508, 40), (524, 46))
    shape.draw_bezier((524, 46), (522, 66), (500, 82), (470, 74))
    shape.finish(color=None, fill=ACCENT, closePath=True)
    shape.draw_line((466, 80), (516, 50))
    shape.finish(color=(1, 1, 1), width=1.4)
    shape.commit()
    writer.put((LEFT, 68), "Kontor Wiesengrund", size=19, face="black", colour=ACCENT)
    writer.put((LEFT, 83), "Tee, Kaffee und was dazu gehört", size=9.5, colour=GREY)
    page.draw_line((LEFT, 96), (RIGHT, 96), color=RULE, width=0.8)


def _window_and_facts(writer: Writer) -> None:
    writer.put((LEFT, 140), " · ".join((SUPPLIER, *SUPPLIER_LINES)), size=6.5, colour=GREY)
    y = 158.0
    for text in (CUSTOMER, *CUSTOMER_LINES):
        writer.put((LEFT, y), text, size=10)
        y += 13.5
    facts = (
        ("Rechnungsnummer", NUMBER),
        ("Rechnungsdatum", DAY),
        ("Lieferdatum", DELIVERY),
        ("Kundennummer", ACCOUNT),
        ("Ansprechpartnerin", "Henrike Balzer"),
    )
    y = 158.0
    for label, value in facts:
        writer.put((360, y), label, colour=GREY)
        writer.put((RIGHT, y), value, face="bold" if value == NUMBER else "sans", right=True)
        y += 13.5
    writer.put((LEFT, 268), "Rechnung", size=17, face="black")
    writer.put((LEFT, 290), "Vielen Dank für Ihren Auftrag. Wir berechnen Ihnen wie vereinbart:", size=9)


def _table(page: pymupdf.Page, writer: Writer, top: float) -> float:
    heads = ("Pos.", "Art.-Nr.", "Bezeichnung", "Menge", "Einzelpreis", "USt.", "Gesamt EUR")
    for (x, right), text in zip(COLUMNS, heads, strict=True):
        writer.put((x, top), text, size=8.5, face="bold", right=right)
    page.draw_line((LEFT, top + 5), (RIGHT, top + 5), color=INK, width=0.8)
    y = top + 20
    for number, one in enumerate(ITEMS, 1):
        count = f"{german(one.count)} {one.unit}"
        cells = (str(number), one.code, one.text, count, german(one.price), f"{one.rate} %", german(one.amount))
        for (x, right), text in zip(COLUMNS, cells, strict=True):
            writer.put((x, y), text, right=right)
        page.draw_line((LEFT, y + 6), (RIGHT, y + 6), color=RULE, width=0.5)
        y += 19
    return y


def _totals(page: pymupdf.Page, writer: Writer, y: float) -> float:
    lines = [("Nettobetrag", NET), *((f"zzgl. {rate} % USt. auf {german(base(rate))}", tax(rate)) for rate in RATES)]
    for label, value in (*lines, ("Umsatzsteuer gesamt", TAX)):
        writer.put((330, y), label)
        writer.put((RIGHT, y), german(value), right=True)
        y += 15
    page.draw_line((330, y - 8), (RIGHT, y - 8), color=INK, width=0.8)
    writer.put((330, y + 7), "Rechnungsbetrag", size=11.5, face="bold")
    writer.put((RIGHT, y + 7), f"{german(TOTAL)} €", size=11.5, face="bold", right=True)
    return y + 7


def _payment(writer: Writer, y: float) -> None:
    writer.put((LEFT, y), f"Zahlbar bis {DUE} ohne Abzug auf das unten genannte Konto.")
    writer.put((LEFT, y + 14), f"Bitte geben Sie als Verwendungszweck {NUMBER} an.")
    writer.put((LEFT, y + 40), "Diese Rechnung enthält eine elektronische Rechnung (ZUGFeRD).", size=8, colour=GREY)


def _footer(page: pymupdf.Page, writer: Writer) -> None:
    page.draw_line((LEFT, 770), (RIGHT, 770), color=ACCENT, width=0.8)
    columns: Sequence[tuple[float, Sequence[str]]] = (
        (LEFT, (SUPPLIER, *SUPPLIER_LINES)),
        (210.0, ("Tel. 030 23125 417", "post@kontor-wiesengrund.example", "Geschäftsführerin: Almut Reeder")),
        (390.0, ("First Fictional Bank", f"IBAN {IBAN}", f"BIC {BIC}")),
    )
    for x, lines in columns:
        for number, text in enumerate(lines):
            writer.put((x, 783 + 10 * number), text, size=7, colour=GREY)
    writer.put((LEFT, 813), f"USt-IdNr. {VAT_ID} · Steuernummer {TAX_NUMBER} · HRB 0417", size=7, colour=GREY)


# The electronic invoice


def _embed(document: pymupdf.Document) -> None:
    """Attach the XML; with the day of the invoice, not of making it."""
    xref = document.embfile_add(XML, xml().encode(), filename=XML, desc="Factur-X/ZUGFeRD")
    for key in ("Params/CreationDate", "Params/ModDate"):
        document.xref_set_key(xref, key, f"({MADE})")


def xml() -> str:
    """Cross Industry Invoice, in the order of elements that the standard wants."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
 <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
  <ram:ID>urn:cen.eu:en16931:2017</ram:ID>
 </ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
 <rsm:ExchangedDocument>
  <ram:ID>{NUMBER}</ram:ID><ram:TypeCode>380</ram:TypeCode>
  <ram:IssueDateTime>{_day(DAY)}</ram:IssueDateTime>
 </rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>{"".join(_line(number, one) for number, one in enumerate(ITEMS, 1))}
  <ram:ApplicableHeaderTradeAgreement>
   <ram:SellerTradeParty>{_party(SUPPLIER, SUPPLIER_LINES)}
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">{TAX_NUMBER}</ram:ID></ram:SpecifiedTaxRegistration>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{VAT_ID}</ram:ID></ram:SpecifiedTaxRegistration>
   </ram:SellerTradeParty>
   <ram:BuyerTradeParty>{_party(CUSTOMER, CUSTOMER_LINES)}</ram:BuyerTradeParty>
   <ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>{ORDER}</ram:IssuerAssignedID>
   </ram:BuyerOrderReferencedDocument>
  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent>
   <ram:OccurrenceDateTime>{_day(DELIVERY)}</ram:OccurrenceDateTime>
  </ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
  <ram:ApplicableHeaderTradeSettlement>
   <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
   <ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode>
    <ram:PayeePartyCreditorFinancialAccount><ram:IBANID>{IBAN.replace(" ", "")}</ram:IBANID>
    </ram:PayeePartyCreditorFinancialAccount>
   </ram:SpecifiedTradeSettlementPaymentMeans>{"".join(map(_tax_line, RATES))}
   <ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>{_day(DUE_INSIDE)}</ram:DueDateDateTime>
   </ram:SpecifiedTradePaymentTerms>
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    <ram:LineTotalAmount>{NET}</ram:LineTotalAmount>
    <ram:TaxBasisTotalAmount>{NET}</ram:TaxBasisTotalAmount>
    <ram:TaxTotalAmount currencyID="EUR">{TAX}</ram:TaxTotalAmount>
    <ram:GrandTotalAmount>{TOTAL}</ram:GrandTotalAmount>
    <ram:DuePayableAmount>{TOTAL}</ram:DuePayableAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  </ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
"""


def _day(text: str) -> str:
    day, month, year = text.split(".")
    return f'<udt:DateTimeString format="102">{year}{month}{day}</udt:DateTimeString>'


def _party(name: str, lines: Sequence[str]) -> str:
    code, _, city = lines[-1].partition(" ")
    return f"""<ram:Name>{escape(name)}</ram:Name>
    <ram:PostalTradeAddress><ram:PostcodeCode>{code}</ram:PostcodeCode><ram:LineOne>{escape(lines[-2])}</ram:LineOne>
     <ram:CityName>{escape(city)}</ram:CityName><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress>"""


def _line(number: int, one: Item) -> str:
    return f"""
  <ram:IncludedSupplyChainTradeLineItem>
   <ram:AssociatedDocumentLineDocument><ram:LineID>{number}</ram:LineID></ram:AssociatedDocumentLineDocument>
   <ram:SpecifiedTradeProduct><ram:SellerAssignedID>{one.code}</ram:SellerAssignedID>
    <ram:Name>{escape(one.text)}</ram:Name></ram:SpecifiedTradeProduct>
   <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>
    <ram:ChargeAmount>{one.price}</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
   <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">{one.count}</ram:BilledQuantity>
   </ram:SpecifiedLineTradeDelivery>
   <ram:SpecifiedLineTradeSettlement>
    <ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode>
     <ram:RateApplicablePercent>{one.rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>
    <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{one.amount}</ram:LineTotalAmount>
    </ram:SpecifiedTradeSettlementLineMonetarySummation>
   </ram:SpecifiedLineTradeSettlement>
  </ram:IncludedSupplyChainTradeLineItem>"""


def _tax_line(rate: int) -> str:
    return f"""
   <ram:ApplicableTradeTax><ram:CalculatedAmount>{tax(rate)}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>
    <ram:BasisAmount>{base(rate)}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode>
    <ram:RateApplicablePercent>{rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>"""
