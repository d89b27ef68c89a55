"""Which name on a receipt or an invoice is that of the shop or the supplier, and where it begins and ends."""

from datetime import date

import pytest
from msgspec.structs import replace

from paper import page
from reviewer.document_types import load
from reviewer.domain.geometry import bounds_of
from reviewer.extraction.extract import extract
from reviewer.extraction.mended_names import mended

TYPES = load()
TODAY = date(2025, 6, 1)

BODY = """
         NO 12, JALAN MERANTI 3,
         43999 BANDAR CONTOH, SELANGOR
            TEL: 03-0000 1234
    Invoice No : BB-10294
    Date : 12-01-2019 18:05:22
    PENCIL CASE      2 X 4.50           9.00
    GLUE STICK       1 X 3.50           3.50
    TOTAL                              12.50
    CASH                               20.00
    CHANGE                              7.50
"""


def found(read, kind="receipt", field="company"):
    fields = {one.name: one for one in extract([read], TYPES[kind], today=TODAY).fields}
    return fields[field].values[0]


def company(*head, foot=""):
    indent = "            "
    return found(page("\n".join(indent + row for row in head) + BODY + "\n" + foot)).text


def enlarged(read, rows, by):
    """The same page with the print of its first rows so much higher, and everything set farther apart."""
    lines = []
    for number, line in enumerate(read.lines):
        words = []
        for word in line.words:
            (left, top), (right, bottom) = word.polygon[0], word.polygon[2]
            middle, half = (top + bottom) / 2, (bottom - top) / 2 * (by if number < rows else 1.0)
            top, bottom = (3 * middle - half, 3 * middle + half)
            words.append(replace(word, polygon=((left, top), (right, top), (right, bottom), (left, bottom))))
        lines.append(replace(line, words=tuple(words), polygon=bounds_of(word.polygon for word in words).polygon()))
    return replace(read, lines=tuple(lines))


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (["BUKIT HIJAU FOOD", "INDUSTRIES SDN BHD"], "BUKIT HIJAU FOOD INDUSTRIES SDN BHD"),
        (["KEDAI RAJA LAUT", "BEAUTY CARE SDN BHD"], "KEDAI RAJA LAUT BEAUTY CARE SDN BHD"),
        (["LIAN FATT HARDWARE &", "DECO"], "LIAN FATT HARDWARE & DECO"),
        (["C & H", "CASH & CARRY SDN BHD", "JM0269028-P"], "C & H CASH & CARRY SDN BHD"),
    ],
)
def test_a_name_on_two_lines_is_one(head, name):
    assert company(*head) == name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (["POLAR STAR - CHERAS", "POLAR MARKETING SDN BHD (1023337-H)"], "POLAR MARKETING SDN BHD"),
        (["HAI TONG BAKERY SDN BHD", "(FORMERLY KNOWN AS AMAN RIA SDN BHD)"], "HAI TONG BAKERY SDN BHD"),
        (["LUCKY DRAGON SEAFOOD S/B JM0548241-D"], "LUCKY DRAGON SEAFOOD S/B"),
        (["SUN RISE MART", "Company Reg No: 1332780-U"], "SUN RISE MART"),
        (["Thank You. Please come again.", "Goods Sold Not Returnable.", "OLD MILL SDN BHD"], "OLD MILL SDN BHD"),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(head, name):
    assert company(*head) == name


def test_lines_of_large_print_stand_farther_apart():
    read = page("        BLUE OCEAN HOLDINGS\n        SDN BHD" + BODY)

    assert found(enlarged(read, 2, 1.6)).text == "BLUE OCEAN HOLDINGS SDN BHD"


def test_the_customer_under_the_date_is_not_the_company():
    text = """
             GARDEN ROW BAKERIES SDN BHD
             NO 12, JALAN MERANTI 3,
             43999 BANDAR CONTOH, SELANGOR
    Date : 12-01-2019
    BILL TO :
    NORTHERN FRESH MART SDN BHD
    LOT 4, JALAN BESI 12,
    40999 SHAH ALAM
    BREAD            2 X 4.50           9.00
    TOTAL                               9.00
    """
    assert found(page(text)).text == "GARDEN ROW BAKERIES SDN BHD"


def test_a_receipt_whose_name_was_not_read_has_none():
    text = """
    Ref No: 0 00112233445566
    Goods sold are not returnable
    LOT 12 JALAN MERANTI, 43999 BANDAR CONTOH
    TEL: 03-0000 1234
    Invoice No : 0077   16/04/17 10:21am
    LEMON DISH SOAP 1L
    2 x 11.50           23.00 S
    FLOUR 1KG
    1 x 4.45             4.45 S
    TOTAL               27.45
    """
    assert found(page(text)).text == ""


@pytest.mark.parametrize(
    ("read", "name"),
    [
        ("PELITA EMAS SDN BIID", "PELITA EMAS SDN BHD"),
        ("Pelita Emas Sdn. Bed.", "Pelita Emas Sdn. Bhd."),
        ("PELITA EMAS SON BHD", "PELITA EMAS SDN BHD"),
        ("PELITA EMAS 5DN.BHO.", "PELITA EMAS SDN.BHD."),
        ("Kupferweg Gmbll", "Kupferweg GmbH"),
        ("OLD MILL PTE LID", "OLD MILL PTE LTD"),
        ("Old Mill Lirnited", "Old Mill Limited"),
        ("G0LDEN BAY TRAD1NG", "GOLDEN BAY TRADING"),
        ("HILL RESTAURAMT", "HILL RESTAURANT"),
    ],
)
def test_a_misread_legal_form_or_trade_is_put_right(read, name):
    assert mended(read) == name


@pytest.mark.parametrize(
    "name",
    [
        *("Pelita Emas Sdn Bhd", "PELITA EMAS SDN.BHD.", "SUN BED", "B2B Limited", "7TOHEAVEN", "STATIONARY CORNER"),
        *("Kupferweg GmbH & Co. KG", "Rossi S.r.l.", "Son Bob", "SPEEDY8"),
    ],
)
def test_what_may_be_meant_stays_as_it_is(name):
    assert mended(name) == name


def test_a_name_that_was_put_right_says_so_and_is_not_sure():
    value = found(page("        PELITA EMAS BAKERY SON BHD" + BODY))

    assert value.text == "PELITA EMAS BAKERY SDN BHD"
    assert value.confidence <= 0.8
    assert "Read as “PELITA EMAS BAKERY SON BHD”" in " ".join(doubt.text for doubt in value.doubts)


FOOT = """
                                                        Nordwind Technik



  Kaatje Groothandel B.V.                               Rechnungsnr. RE-31328
  Lindenallee 14                                        Rechnungsdatum 12.03.2024
  20999 Nordhafen

  Rechnung

  Pos   Beschreibung                                        Menge             Betrag
  1     Montage                                             1                 100,00
                                                        Netto                 100,00
                                                        MwSt. 19%              19,00
                                                        Gesamtbetrag          119,00



  {}
  IBAN DE02120300000000202051   Tel. 0555 123456
"""


@pytest.mark.parametrize(
    "foot",
    [
        "Nordwind Technik GmbH, Am Markt 3, 48999 Musterau",
        "Nordwind Technik GmbH        Am Markt 3        48999 Musterau",
    ],
)
def test_the_supplier_in_the_foot_of_a_letter(foot):
    assert found(page(FOOT.format(foot)), "invoice", "supplier").text == "Nordwind Technik GmbH"


def test_the_supplier_before_the_title():
    text = """
  Harbour Webshop  INVOICE

  Invoice number: F51082
  Invoice date: 12/03/2024

  Bill to
  Northgate Media Ltd
  12 Quay Street
  London EC1A 9ZZ

  Description                                          Amount
  Hosting                                              133.36
  Total due                                            133.36
"""
    assert found(page(text), "invoice", "supplier").text == "Harbour Webshop"
