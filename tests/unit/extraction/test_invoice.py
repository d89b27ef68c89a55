"""What an invoice's fields are, on made-up invoices of several countries, and the traps that real ones set."""

from datetime import date

import pytest

from invoices import ENGLISH, TRUTH
from paper import page
from reviewer.document_types import load
from reviewer.extraction.classify import classify
from reviewer.extraction.doubts import unconfirmed
from reviewer.extraction.extract import extract

TYPES = load()
KIND = TYPES["invoice"]
TODAY = date(2024, 12, 1)


def read(*texts):
    pages = [page(text, number=number) for number, text in enumerate(texts)]
    return {field.name: field for field in extract(pages, KIND, today=TODAY).fields}


def value(fields, name):
    return fields[name].values[0]


def shown(fields, name):
    one = value(fields, name)
    return one.text if one.normalized is None else one.normalized


def rows(fields, name):
    return [[cell.values[0].text for cell in row.fields] for row in fields[name].rows]


@pytest.mark.parametrize("country", TRUTH)
def test_the_fields_of_an_invoice(country):
    text, expected = TRUTH[country]

    fields = read(text)

    assert {name: shown(fields, name) for name in expected} == expected


@pytest.mark.parametrize("country", TRUTH)
def test_an_invoice_is_told_from_other_papers(country):
    assert classify([page(TRUTH[country][0])], TYPES).name == "invoice"


@pytest.mark.parametrize("country", TRUTH)
def test_net_and_tax_and_total_are_settled_by_their_sum(country):
    fields = read(TRUTH[country][0])

    for name in ("net", "tax", "total"):
        assert "sum" in value(fields, name).evidence
        assert value(fields, name).confidence >= KIND.threshold


def test_check_digits_settle_identifiers():
    fields = read(ENGLISH)

    assert "check_digit" in value(fields, "iban").evidence
    assert "check_digit" in value(fields, "supplier_vat").evidence


def test_a_web_address_speaks_for_the_supplier_but_does_not_settle_where_the_name_ends():
    supplier = value(read(ENGLISH), "supplier")
    assert supplier.text == "Harbour Lights Electrical Ltd"
    assert supplier.evidence == ()


def test_the_base_in_brackets_is_not_the_tax():
    text = """
        COPPER LANE GMBH                      RECHNUNG 4711
        Beratung                                   500,00
        Netto                                      500,00
        MwSt. 19% (500,00)                          95,00
        Gesamtbetrag                               595,00
    """
    assert shown(read(text), "tax") == "95.00"


def test_the_province_of_rome_is_no_currency():
    text = """
        FATTURA 12                      Copper Forniture S.r.l.
        Via dei Faggi 3                 00185 Roma RM
        Totale fattura                        EUR 12,20
        Copper Forniture S.r.l. - Via dei Faggi 3 - 00185 Roma RM
    """
    assert shown(read(text), "currency") == "EUR"


def test_labels_at_the_head_of_columns_do_not_run_together():
    text = """
        FATTURA                          Copper Forniture S.r.l.
        Data           Ordine n.         Scadenza
        26/04/2024     PO-44814          27/05/2024
        Totale fattura                   12,20
    """
    fields = read(text)
    assert shown(fields, "date") == "2024-04-26"
    assert shown(fields, "due_date") == "2024-05-27"
    assert shown(fields, "purchase_order") == "PO-44814"


def test_a_name_ends_with_its_legal_form_where_the_address_follows_in_the_row():
    text = """
        RECHNUNG 4711
        Hilltop GmbH
        Amselgrund 2
        48999 Musterau
        Gesamtbetrag 11,20 EUR
        Copper Lane GmbH Lindenallee 14, 48999 Musterau
    """
    names = [one.text for one in value(read(text), "supplier").alternatives]
    assert "Copper Lane GmbH" in [value(read(text), "supplier").text, *names]


# Tables


def test_line_items_have_article_description_count_price_and_amount():
    fields = read(TRUTH["german"][0])

    assert rows(fields, "line_items") == [
        ["T-100", "Empfangstheke Esche", "1", "2.450,00", "2.450,00"],
        ["T-207", "Regal, 5 Böden", "3", "189,00", "567,00"],
        ["M-001", "Montage", "8", "62,50", "500,00"],
    ]
    amounts = [row.fields[-1].values[0] for row in fields["line_items"].rows]
    assert all(amount.evidence == ("sum", "product") for amount in amounts)


def test_cells_that_no_figure_confirms_say_so_and_do_not_blame_the_reading():
    fields = read(
        """
        Larkfield Seeds Ltd            Invoice no. 5531
        9 Mill Road, Ardlough          Invoice date 3 May 2024

        Description        Qty    Unit price      Amount
        Barley, 25 kg        4         21.00       80.00
        Oats, 25 kg          2         19.50       30.00

        Net total                                 219.00
        VAT 20%                                    43.80
        Total EUR                                 262.80
        """
    )
    cells = {cell.name: cell.values[0] for cell in fields["line_items"].rows[0].fields if cell.values[0].text}
    assert {"description", "quantity", "amount"} <= cells.keys()
    for cell in cells.values():
        assert cell.confidence < KIND.threshold
        (doubt,) = cell.doubts
        assert doubt.text.startswith("Nothing else on the page confirms that this is the ")


def test_a_label_begins_small_in_a_sentence_unless_it_is_an_abbreviation():
    labels = {name: unconfirmed(KIND.field(name)).text for name in ("iban", "supplier_vat", "supplier")}
    assert labels["iban"].endswith("this is the IBAN.")
    assert labels["supplier_vat"].endswith("this is the supplier's VAT number.")
    assert labels["supplier"].endswith("this is the supplier.")


def test_sizes_are_no_counts():
    assert [row[1:3] for row in rows(read(ENGLISH), "line_items")] == [
        ["LED panel 60x60, dimmable", "6"],
        ["Fitting, per hour", "4"],
        ["Cable NYM 3 x 1.5, 50 m", "1"],
    ]


def test_tax_lines_have_rate_base_and_amount():
    fields = read(TRUTH["dutch"][0])

    assert rows(fields, "taxes") == [["9", "250,00", "22,50"], ["21", "312,00", "65,52"]]
    evidence = {cell.name: cell.values[0].evidence for cell in fields["taxes"].rows[0].fields}
    assert evidence == {"rate": ("product",), "base": ("product",), "amount": ("sum", "product")}


def test_discounts_and_carriage_are_rows_and_subtotals_are_none():
    fields = read(
        """
        Weidenhof Kräuter GmbH             Rechnung 2024-31
        Musterweg 3, 48999 Musterau        Datum 02.02.2024

        Bezeichnung        Menge    Einzelpreis     Betrag
        Salbei, Topf          10           2,40      24,00
        Thymian, Topf         20           1,80      36,00
        Zwischensumme                                60,00
        abzgl. 5 % Rabatt                            -3,00
        Versandkosten                                 7,50

        Nettobetrag                                  64,50
        MwSt. 7 %                                     4,52
        Gesamtbetrag                                 69,02
        """
    )

    assert [row[-1] for row in rows(fields, "line_items")] == ["24,00", "36,00", "-3,00", "7,50"]
    assert shown(fields, "net") == "64.50"
    assert "sum" in value(fields, "net").evidence


def test_a_table_goes_on_over_pages():
    head = "Description                 Qty    Unit price      Amount\n"
    first = f"""
Larkfield Seeds Ltd                            Invoice no. 5531
9 Mill Road, Ardlough                          Invoice date 3 May 2024

{head}Barley, 25 kg                 4         21.00       84.00
Oats, 25 kg                   2         19.50       39.00
Carried forward                                    123.00
"""
    second = f"""
Larkfield Seeds Ltd                            Invoice no. 5531

{head}Brought forward                                    123.00
Clover, 5 kg                  3         32.00       96.00

Net total                                          219.00
VAT 20%                                             43.80
Total EUR                                          262.80
"""
    fields = read(first, second)

    assert [row[1] for row in rows(fields, "line_items")] == ["Barley, 25 kg", "Oats, 25 kg", "Clover, 5 kg"]
    assert (shown(fields, "number"), shown(fields, "net"), shown(fields, "total")) == ("5531", "219.00", "262.80")
    assert value(fields, "total").regions[0].page == 1


def test_the_sum_of_a_section_proves_nothing():
    fields = read(
        """
        Copperbeech Catering Ltd            Invoice no. 88
        2 Park Lane, Ardlough               Date 3 May 2024

        Description            Qty    Unit price     Amount
        Soup                    10          4.00      40.00
        Bread                   10          1.00      10.00
        Subtotal                                      50.00
        Service, hours           5         20.00     100.00

        Total excl. VAT                              150.00
        VAT 20%                                       30.00
        Total                                        180.00
        """
    )

    assert shown(fields, "net") == "150.00"


# Traps


def test_a_number_may_be_glued_to_its_label():
    assert shown(read("Rechnungsnr.:R4711   Datum: 02.02.2024"), "number") == "R4711"
    assert shown(read("InvoiceNo.INV-2077\nDate 2 May 2024"), "number") == "INV-2077"
    assert shown(read("Facture n°20240077 du 02/02/2024"), "number") == "20240077"


def test_numbers_of_customer_order_and_delivery_are_not_the_invoices():
    fields = read(
        """
        Customer no.   448812      Delivery note  DN-20117
        Order no.      PO-7745     Invoice no.    90031
        """
    )

    assert shown(fields, "number") == "90031"
    assert shown(fields, "purchase_order") == "PO-7745"


def test_a_credit_note_is_one_too():
    fields = read(
        """
        Larkfield Seeds Ltd
        9 Mill Road, Ardlough AR1 2ZZ

        CREDIT NOTE No. CN-118             Date: 14 May 2024
        Customer:  Hollow Farm

        Description                 Qty    Unit price      Amount
        Barley, 25 kg, returned       2         21.00      -42.00

        Net total                                          -42.00
        VAT 20%                                             -8.40
        Total credit EUR                                   -50.40
        """
    )

    assert shown(fields, "number") == "CN-118"
    assert (shown(fields, "net"), shown(fields, "tax"), shown(fields, "total")) == ("-42.00", "-8.40", "-50.40")


def test_prices_may_have_the_tax_in_them():
    fields = read(
        """
        Lantaarn Winkel B.V.        Factuurnummer 5512     Factuurdatum 03-05-2024

        Omschrijving        Aantal   Prijs       Bedrag
        Olielamp                 2   30,25        60,50
        Lont, 5 m                1   12,10        12,10

        Totaal incl. btw                          72,60
        Waarvan btw 21% over 60,00                12,60
        """
    )

    assert shown(fields, "total") == "72.60"
    assert shown(fields, "tax") == "12.60"
    assert shown(fields, "net") == "60.00"


def test_without_any_tax_the_total_is_the_net_total_and_that_is_said():
    fields = read(
        """
        Lotte Kern Übersetzungen       Rechnung Nr. 17      Datum 02.02.2024
        Übersetzung, 4 Seiten                                        320,00
        Gesamtbetrag EUR                                             320,00
        Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.
        """
    )
    net = value(fields, "net")

    assert (shown(fields, "total"), net.normalized) == ("320.00", "320.00")
    assert net.confidence < KIND.threshold
    assert [doubt.code for doubt in net.doubts] == ["single"]


def test_a_sum_that_is_not_printed_is_computed_and_offered_but_not_set():
    fields = read(
        """
        Weidenhof Kräuter GmbH             Rechnung 2024-31      Datum 02.02.2024

        Nettobetrag                            300,00
        MwSt. 7 % auf 100,00                     7,00
        MwSt. 19 % auf 200,00                   38,00
        Gesamtbetrag                           345,00
        """
    )
    tax = value(fields, "tax")

    assert tax.text == ""
    assert ("45.00", "Computed") in [(one.text, one.origin) for one in tax.alternatives]


def test_amounts_that_do_not_add_up_are_not_settled():
    text = ENGLISH.replace("661.08", "691.08")

    fields = read(text)

    assert shown(fields, "total") == "691.08"
    assert [value(fields, name).evidence for name in ("net", "tax", "total")] == [(), (), ()]


def test_what_was_paid_already_and_what_is_left_is_not_the_total():
    fields = read(TRUTH["french"][0])

    assert shown(fields, "total") == "774.00"


def test_the_supplier_may_stand_in_the_footer_alone():
    fields = read(
        """
        Invoice to:
        Hollow Farm
        1 Low Lane
        Ardlough AR1 2ZZ

        Invoice no. 5531                               Invoice date 3 May 2024
        Total EUR                                              262.80






        Larkfield Seeds Ltd
        9 Mill Road
        Ardlough AR1 9ZX
        VAT no. GB 980 7806 84
        www.larkfieldseeds.example
        """
    )

    assert shown(fields, "supplier") == "Larkfield Seeds Ltd"
    assert shown(fields, "customer") == "Hollow Farm"


def test_the_customers_tax_number_is_not_the_suppliers():
    fields = read(
        """
        Ihre USt-IdNr.: DE136695976
        Unsere USt-IdNr.: ATU13585627
        """
    )

    assert shown(fields, "supplier_vat") == "ATU13585627"


def test_an_account_number_with_a_misread_digit_is_kept_whole():
    iban = value(read("IBAN: DE98 3704 0044 0532 0130 00"), "iban")

    assert iban.normalized == "DE98370400440532013000"
    assert "check_digit" not in iban.evidence


def test_a_tills_tax_invoice_is_a_receipt():
    text = """
        BUKIT BOOKS & TOYS SDN BHD
           NO 12, JALAN MERANTI 3,
               - TAX INVOICE -
        Invoice No : BB-10294   Cashier: 4
        PENCIL CASE 2 X 4.50       9.00 SR
        GLUE STICK  1 X 3.52       3.52 SR
        TOTAL:                    12.52
        CASH:                     50.00
        CHANGE:                   37.48
        THANK YOU. PLEASE COME AGAIN
    """

    assert classify([page(text)], TYPES).name == "receipt"
