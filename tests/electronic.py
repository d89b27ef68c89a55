"""Electronic invoices as XML, and PDFs that have files in them."""

from pathlib import Path
from typing import Any

from sheets import new_pdf

VALUES = {
    "number": "HL-20931",
    "date": "2024-05-07",
    "due_date": "2024-06-06",
    "supplier": "Harbour Lights Electrical Ltd",
    "supplier_vat": "GB980780684",
    "customer": "Mrs Orla Penhallow",
    "purchase_order": "PO/5521",
    "net": "550.90",
    "tax": "110.18",
    "total": "661.08",
    "currency": "GBP",
    "iban": "GB82WEST12345698765432",
}
ROWS = {
    "line_items": (
        {"article": "L-60", "description": "LED panel", "quantity": "6", "unit_price": "48.50", "amount": "291.00"},
        {"article": "S-01", "description": "Fitting", "quantity": "4.5", "unit_price": "57.7556", "amount": "259.90"},
    ),
    "taxes": ({"rate": "20", "base": "550.90", "amount": "110.18"},),
}


def cii(**changes: str) -> bytes:
    """An invoice as ZUGFeRD 2 and Factur-X have it; a change to nothing leaves the value out."""
    v = VALUES | changes
    lines = "".join(
        f"""
      <ram:IncludedSupplyChainTradeLineItem>
        <ram:SpecifiedTradeProduct><ram:SellerAssignedID>{row["article"]}</ram:SellerAssignedID>
          <ram:Name>{row["description"]}</ram:Name></ram:SpecifiedTradeProduct>
        <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>
          <ram:ChargeAmount>{row["unit_price"]}</ram:ChargeAmount></ram:NetPriceProductTradePrice>
        </ram:SpecifiedLineTradeAgreement>
        <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">{row["quantity"]}</ram:BilledQuantity>
        </ram:SpecifiedLineTradeDelivery>
        <ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax>
            <ram:RateApplicablePercent>20.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>
          <ram:SpecifiedTradeSettlementLineMonetarySummation>
            <ram:LineTotalAmount>{row["amount"]}</ram:LineTotalAmount>
          </ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
      </ram:IncludedSupplyChainTradeLineItem>"""
        for row in ROWS["line_items"]
    ).replace(">6<", ">6.0000<")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
    xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
    xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
  <rsm:ExchangedDocument><ram:ID>{v["number"]}</ram:ID><ram:TypeCode>380</ram:TypeCode>
    <ram:IssueDateTime><udt:DateTimeString format="102">{v["date"].replace("-", "")}</udt:DateTimeString>
    </ram:IssueDateTime></rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>{lines}
    <ram:ApplicableHeaderTradeAgreement>
      <ram:SellerTradeParty><ram:Name>
          {v["supplier"]}
        </ram:Name>
        <ram:DefinedTradeContact><ram:PersonName>Nobody</ram:PersonName></ram:DefinedTradeContact>
        <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">111/222/33333</ram:ID></ram:SpecifiedTaxRegistration>
        <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{v["supplier_vat"]}</ram:ID>
        </ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
      <ram:BuyerTradeParty><ram:Name>{v["customer"]}</ram:Name></ram:BuyerTradeParty>
      <ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>{v["purchase_order"]}</ram:IssuerAssignedID>
      </ram:BuyerOrderReferencedDocument>
    </ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeSettlement>
      <ram:InvoiceCurrencyCode>{v["currency"]}</ram:InvoiceCurrencyCode>
      <ram:SpecifiedTradeSettlementPaymentMeans><ram:PayeePartyCreditorFinancialAccount>
        <ram:IBANID>{v["iban"]}</ram:IBANID></ram:PayeePartyCreditorFinancialAccount>
      </ram:SpecifiedTradeSettlementPaymentMeans>
      <ram:ApplicableTradeTax><ram:CalculatedAmount>110.18</ram:CalculatedAmount>
        <ram:BasisAmount>550.90</ram:BasisAmount><ram:RateApplicablePercent>20.00</ram:RateApplicablePercent>
      </ram:ApplicableTradeTax>
      <ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>
        <udt:DateTimeString format="102">{v["due_date"].replace("-", "")}</udt:DateTimeString></ram:DueDateDateTime>
      </ram:SpecifiedTradePaymentTerms>
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
        <ram:LineTotalAmount>550.90</ram:LineTotalAmount>
        <ram:TaxBasisTotalAmount>{v["net"]}</ram:TaxBasisTotalAmount>
        <ram:TaxTotalAmount currencyID="EUR">129.00</ram:TaxTotalAmount>
        <ram:TaxTotalAmount currencyID="{v["currency"]}">{v["tax"]}</ram:TaxTotalAmount>
        <ram:GrandTotalAmount>{v["total"]}</ram:GrandTotalAmount>
        <ram:DuePayableAmount>1.00</ram:DuePayableAmount>
      </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>""".encode()


def cii_of_2014() -> bytes:
    """The same as the first ZUGFeRD named it."""
    text = cii().decode()
    for new, old in {
        "CrossIndustryInvoice": "CrossIndustryDocument",
        "<rsm:ExchangedDocument>": "<rsm:HeaderExchangedDocument>",
        "</rsm:ExchangedDocument>": "</rsm:HeaderExchangedDocument>",
        "SupplyChainTradeTransaction": "SpecifiedSupplyChainTradeTransaction",
        "ApplicableHeaderTrade": "ApplicableSupplyChainTrade",
        "SpecifiedLineTrade": "SpecifiedSupplyChainTrade",
        "SpecifiedTradeSettlementHeaderMonetary": "SpecifiedTradeSettlementMonetary",
        "SpecifiedTradeSettlementLineMonetary": "SpecifiedTradeSettlementMonetary",
        "RateApplicablePercent": "ApplicablePercent",
        "IssuerAssignedID": "ID",
    }.items():
        text = text.replace(new, old)
    return text.encode()


def ubl(root: str = "Invoice", line: str = "InvoiceLine", count: str = "InvoicedQuantity") -> bytes:
    """The same in the Universal Business Language."""
    v = VALUES
    lines = "".join(
        f"""
  <cac:{line}><cbc:{count} unitCode="C62">{row["quantity"]}</cbc:{count}>
    <cbc:LineExtensionAmount currencyID="GBP">{row["amount"]}</cbc:LineExtensionAmount>
    <cac:Item><cbc:Name>{row["description"]}</cbc:Name><cac:SellersItemIdentification>
      <cbc:ID>{row["article"]}</cbc:ID></cac:SellersItemIdentification></cac:Item>
    <cac:Price><cbc:PriceAmount currencyID="GBP">{row["unit_price"]}</cbc:PriceAmount></cac:Price></cac:{line}>"""
        for row in ROWS["line_items"]
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2"
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>{v["number"]}</cbc:ID><cbc:IssueDate>{v["date"]}</cbc:IssueDate><cbc:DueDate>{v["due_date"]}</cbc:DueDate>
  <cbc:DocumentCurrencyCode>{v["currency"]}</cbc:DocumentCurrencyCode>
  <cac:OrderReference><cbc:ID>{v["purchase_order"]}</cbc:ID></cac:OrderReference>
  <cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>Harbour Lights</cbc:Name></cac:PartyName>
    <cac:PartyTaxScheme><cbc:CompanyID>{v["supplier_vat"]}</cbc:CompanyID></cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>{v["supplier"]}</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>{v["customer"]}</cbc:Name></cac:PartyName>
  </cac:Party></cac:AccountingCustomerParty>
  <cac:PaymentMeans><cac:PayeeFinancialAccount><cbc:ID>{v["iban"]}</cbc:ID></cac:PayeeFinancialAccount>
  </cac:PaymentMeans>
  <cac:TaxTotal><cbc:TaxAmount currencyID="GBP">{v["tax"]}</cbc:TaxAmount><cac:TaxSubtotal>
    <cbc:TaxableAmount currencyID="GBP">550.90</cbc:TaxableAmount>
    <cbc:TaxAmount currencyID="GBP">110.18</cbc:TaxAmount>
    <cac:TaxCategory><cbc:Percent>20</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
  <cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount currencyID="GBP">{v["net"]}</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="GBP">{v["total"]}</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="GBP">1.00</cbc:PayableAmount></cac:LegalMonetaryTotal>{lines}
</{root}>""".encode()


def pdf_with(path: Path, files: dict[str, bytes], **page: Any) -> Path:
    """Write a PDF of one page with files in it."""
    document = new_pdf(**page)
    for name, data in files.items():
        document.embfile_add(name, data, filename=name)
    document.save(path, deflate=True)
    return path
