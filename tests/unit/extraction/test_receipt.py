"""What a receipt's fields are, on invented receipts of several countries, and the traps that real ones set."""

from datetime import date

import pytest
from msgspec.structs import replace

from paper import page
from reviewer.document_types import load
from reviewer.extraction.extract import extract

KIND = load()["receipt"]
TODAY = date(2024, 6, 1)

MALAY = """
              tan wei (handwritten)

            BUKIT BOOKS & TOYS SDN BHD
                 (771234-X)
           NO 12, JALAN MERANTI 3,
           TAMAN HIJAU,
           43999 BANDAR CONTOH, SELANGOR.
              TEL: 03-0000 1234
           GST ID No: 000111222333
              - TAX INVOICE -
    Invoice No : BB-10294       Table: 4
    Date : 12-01-2019 18:05:22

    PENCIL CASE      2 X 4.50           9.00 SR
    GLUE STICK       1 X 3.52           3.52 SR
    Total QTY : 3
    Total (Excluding GST):              11.81
    GST payable (6%):                    0.71
    Total (Inclusive of GST):           12.52
    Rounding Adj:                       -0.02
    TOTAL:                              12.50
    CASH:                               50.00
    CHANGE:                             37.50
    GST Summary     Amount(RM)       Tax(RM)
    SR (@ 6%)            11.81          0.71
         THANK YOU. PLEASE COME AGAIN
"""

GERMAN = """
            Bäckerei Sonnenkorn GmbH
               Lindenallee 14
               48999 Musterau
             Tel. 0555/123456
           USt-IdNr. DE999999999

   Bon-Nr. 004711      Kasse 2
   Datum: 14.03.2024   Uhrzeit: 08:15

   2 x Roggenbrot   3,20       6,40 A
   Laugenbrezel                0,95 A
   Butterhörnchen              1,60 A

   SUMME            EUR        8,95
   Gegeben bar      EUR       10,00
   Rückgeld         EUR        1,05

   MwSt 7,00%   Netto 8,36     0,59
"""

FRENCH = """
            LA BOULANGE DU MOULIN
             12 rue des Tilleuls
              69999 Villeneuve
            Tél : 04 99 99 99 99
            SIRET 123 456 789 00012

   Ticket N° 20981        Caisse 1
   Date : 05/11/2023      Heure : 17:42
   Baguette tradition   2    1,20   2,40
   Croissant            3    1,10   3,30
   Tarte citron         1    4,50   4,50
   TOTAL TTC                      10,20 €
   Espèces                        20,00 €
   Rendu monnaie                   9,80 €
   dont TVA 5,5%                   0,53 €
"""

DUTCH = """
          Kaasboer Polderzicht B.V.
               Dorpsstraat 8
              9999 ZZ Veendam
            KvK 12345678
   Bonnummer: 88123
   15-02-2024 12:03
   Jonge kaas 500g             6,75
   Roomboter                   2,99
   Totaal                      9,74
   Contant                    10,00
   Wisselgeld                  0,26
   BTW 9%                      0,80
"""

ITALIAN = """
         TRATTORIA DA GINO S.R.L.
          Via Garibaldi 33
          00199 ROMA (RM)
          P.IVA 01234567890
       DOCUMENTO COMMERCIALE
   DESCRIZIONE       IVA      Prezzo(€)
   Coperto           10%          2,00
   Spaghetti         10%          9,50
   Acqua             10%          1,50
   TOTALE COMPLESSIVO            13,00
   di cui IVA                     1,18
   Pagamento contante            20,00
   Resto                          7,00
   12-09-2023 21:14
   DOCUMENTO N. 0042-0113
"""

SPANISH = """
         PANADERIA EL TRIGO S.L.
          Calle Mayor 5
          28999 Madrid
          CIF: B12345674
   Factura simplificada: T-000981
   Fecha: 23/01/2024  Hora: 09:10
   1 Barra de pan          1,10
   2 Napolitana   1,40     2,80
   TOTAL                   3,90 €
   Efectivo                5,00 €
   Cambio                  1,10 €
   IVA 4%                  0,15
"""

INDONESIAN = """
            TOKO SUMBER REJEKI
         Jl. Melati No. 9, Bandung
           Telp. 022-1234567
   No Struk : 000192
   Tanggal  : 17/08/2023   Jam : 13:22
   Kasir    : Ani
   Beras 5kg      1   65.000    65.000
   Gula pasir     2   14.500    29.000
   Total                  Rp    94.000
   Tunai                  Rp   100.000
   Kembali                Rp     6.000
"""

AMERICAN = """
           HARBOR STREET BOOKS LLC
            221 Harbor Street
            Portland, ME 04199
             (555) 010-7788
   Order #10233
   03/04/2024 6:12 PM
   Notebook A5            $4.25
   Pencil set             $7.50
   Subtotal              $11.75
   Sales Tax              $0.65
   TOTAL                 $12.40
   CASH                  $20.00
   CHANGE                 $7.60
"""

EXPECTED = {
    "malay": (
        MALAY,
        {
            "company": "BUKIT BOOKS & TOYS SDN BHD",
            "company_number": "771234-X",
            "address": "NO 12, JALAN MERANTI 3\nTAMAN HIJAU\n43999 BANDAR CONTOH, SELANGOR.",
            "date": "2019-01-12",
            "time": "18:05:22",
            "number": "BB-10294",
            "total": "12.50",
            "tax": "0.71",
            "rounding": "-0.02",
            "cash": "50.00",
            "change": "37.50",
            "currency": "MYR",
        },
    ),
    "german": (
        GERMAN,
        {
            "company": "Bäckerei Sonnenkorn GmbH",
            "company_number": "DE999999999",
            "address": "Lindenallee 14\n48999 Musterau",
            "date": "2024-03-14",
            "time": "08:15",
            "number": "004711",
            "total": "8.95",
            "tax": "0.59",
            "rounding": "",
            "cash": "10.00",
            "change": "1.05",
            "currency": "EUR",
        },
    ),
    "french": (
        FRENCH,
        {
            "company": "LA BOULANGE DU MOULIN",
            "company_number": "123 456 789 00012",
            "address": "12 rue des Tilleuls\n69999 Villeneuve",
            "date": "2023-11-05",
            "number": "20981",
            "total": "10.20",
            "tax": "0.53",
            "change": "9.80",
        },
    ),
    "dutch": (
        DUTCH,
        {
            "company": "Kaasboer Polderzicht B.V.",
            "address": "Dorpsstraat 8\n9999 ZZ Veendam",
            "date": "2024-02-15",
            "number": "88123",
            "total": "9.74",
            "tax": "0.80",
            "cash": "10.00",
            "change": "0.26",
        },
    ),
    "italian": (
        ITALIAN,
        {
            "company": "TRATTORIA DA GINO S.R.L.",
            "address": "Via Garibaldi 33\n00199 ROMA (RM)",
            "date": "2023-09-12",
            "number": "0042-0113",
            "total": "13.00",
            "tax": "1.18",
            "cash": "20.00",
            "change": "7.00",
        },
    ),
    "spanish": (
        SPANISH,
        {
            "company": "PANADERIA EL TRIGO S.L.",
            "company_number": "B12345674",
            "date": "2024-01-23",
            "number": "T-000981",
            "total": "3.90",
            "cash": "5.00",
            "change": "1.10",
            "currency": "EUR",
        },
    ),
    "indonesian": (
        INDONESIAN,
        {
            "company": "TOKO SUMBER REJEKI",
            "date": "2023-08-17",
            "number": "000192",
            "total": "94000",
            "cash": "100000",
            "change": "6000",
            "currency": "IDR",
        },
    ),
    "american": (
        AMERICAN,
        {
            "company": "HARBOR STREET BOOKS LLC",
            "address": "221 Harbor Street\nPortland, ME 04199",
            "time": "18:12",
            "number": "10233",
            "total": "12.40",
            "tax": "0.65",
            "cash": "20.00",
            "change": "7.60",
            "currency": "USD",
        },
    ),
}


def read(text, **how):
    """The single value of each field."""
    fields = extract([page(text, **how)], KIND, today=TODAY).fields
    return {field.name: field.values[0] for field in fields if field.values}


def shown(value):
    return value.normalized or value.text


@pytest.mark.parametrize("country", EXPECTED)
def test_the_fields_of_a_receipt(country):
    text, expected = EXPECTED[country]

    values = read(text)

    assert {name: shown(values[name]) for name in expected} == expected


def test_what_was_bought():
    fields = {field.name: field for field in extract([page(MALAY)], KIND, today=TODAY).fields}
    rows = [[shown(cell.values[0]) for cell in row.fields] for row in fields["line_items"].rows]

    assert rows == [["PENCIL CASE", "2", "4.50", "9.00"], ["GLUE STICK", "1", "3.52", "3.52"]]


def test_descriptions_may_stand_above_the_figures():
    text = """
                LITTLE SHOP
        Description     Qty   Price   Amount
        BLUE PAINT 250ML
        1001             2     6.00    12.00
        BRUSH NO 4
        1002             1     3.10     3.10
        Total                          15.10
    """
    fields = {field.name: field for field in extract([page(text)], KIND, today=TODAY).fields}
    rows = [[cell.values[0].text for cell in row.fields] for row in fields["line_items"].rows]

    assert [row[0] for row in rows] == ["BLUE PAINT 250ML", "BRUSH NO 4"]
    assert [row[1:] for row in rows] == [["2", "6.00", "12.00"], ["1", "3.10", "3.10"]]


def test_the_total_is_what_remains_after_rounding():
    text = """
        LITTLE SHOP
        Soap                 4.21
        Towel                7.02
        Total Incl. GST     11.23
        Rounding             0.02
        Total Rounded       11.25
        Cash                50.00
        Change              38.75
    """
    value = read(text)["total"]

    assert value.text == "11.25"
    assert "sum" in value.evidence


def test_cash_is_no_total():
    text = """
        LITTLE SHOP
        Tea                  4.00
        TOTAL                4.00
        CASH                20.00
        CHANGE              16.00
    """
    values = read(text)

    assert (values["total"].text, values["cash"].text) == ("4.00", "20.00")


def test_a_count_of_pieces_is_no_total():
    text = """
        LITTLE SHOP
        Tea                  4.00
        TOTAL QTY            2.00
        TOTAL                4.00
        TOTAL SAVINGS        0.50
    """
    assert read(text)["total"].text == "4.00"


def test_a_heading_is_no_company():
    text = """
              TAX INVOICE
           Goods sold are not returnable
            ORANGE GARDEN ENTERPRISE
           NO 5, JALAN LIMAU, 43999 CONTOH
        Date: 12/05/2019
        TOTAL       4.00
    """
    assert read(text)["company"].text == "ORANGE GARDEN ENTERPRISE"


def test_a_registration_number_is_cut_off_the_company():
    text = """
        ORANGE GARDEN SDN BHD (123456-X)
        NO 5, JALAN LIMAU, 43999 CONTOH
        TOTAL       4.00
    """
    values = read(text)

    assert values["company"].text == "ORANGE GARDEN SDN BHD"
    assert values["company_number"].text == "123456-X"


def test_a_company_may_run_over_two_rows():
    text = """
           PAPER LANTERN BOOK
            CO. (M) SDN BHD
        NO 5, JALAN LIMAU, 43999 CONTOH
        Tel: 03-000 0000
        TOTAL       4.00
    """
    value = read(text)["company"]

    assert value.text == "PAPER LANTERN BOOK CO. (M) SDN BHD"
    assert len(value.regions) == 2


def test_a_date_glued_to_its_time():
    values = read("LITTLE SHOP\n[Sales]2018-01-0522:55:25\nTOTAL 4.00")

    assert (values["date"].text, values["date"].normalized) == ("2018-01-05", "2018-01-05")
    assert values["time"].normalized == "22:55:25"


def test_a_misread_label_still_counts():
    text = """
        LITTLE SHOP
        Tea                  4.00
        Cake                 3.00
        T0TAL                7.00
        Roundlng             0.00
    """
    values = read(text)

    assert (values["total"].text, values["rounding"].text) == ("7.00", "0.00")


def test_what_is_not_there_is_empty():
    values = read("LITTLE SHOP\nTOTAL 4.00")

    assert all(values[name].text == "" for name in ("date", "time", "rounding", "cash", "change", "address"))
    assert values["date"].confidence is None


def test_the_name_in_full_is_the_company_not_the_brand_over_it():
    text = """
        LINDEN

        Linden Market Road Ltd
        14 Quarry Row
        Wexley WX4 7QJ
        Total                    4.20
    """
    lines = page(text).lines
    tall = lines[0].words[0]
    box = [(x, y - 0.03 if at < 2 else y + 0.03) for at, (x, y) in enumerate(tall.polygon)]
    brand = replace(lines[0], words=(replace(tall, polygon=tuple(box)),))
    read_ = replace(page(text), lines=(brand, *lines[1:]))
    fields = {field.name: field for field in extract([read_], KIND, today=TODAY).fields}
    assert fields["company"].values[0].text == "Linden Market Road Ltd"


def test_a_street_without_a_known_word_belongs_to_the_address():
    text = """
        LITTLE SHOP LTD
        Amselgrund 12
        05417 Birkenried
        Amtsgericht Birkenried HRA 9417
        Total                    4.20
    """
    assert read(text)["address"].text == "Amselgrund 12\n05417 Birkenried"


def test_a_legal_form_in_a_row_of_its_own_ends_the_name():
    text = """
        ORCHID HILL FOOD
        INDUSTRIES SDN BHD
        12, JALAN MERANTI 3,
        43999 BANDAR CONTOH, SELANGOR
        TOTAL                    4.20
    """
    assert read(text)["company"].text == "ORCHID HILL FOOD INDUSTRIES SDN BHD"


def test_web_addresses_and_telephones_end_an_address():
    text = """
        LITTLE SHOP LTD
        221 Harbor Street
        Portland, ME 04199
        hello@littleshop.com
        Total                    4.20
    """
    assert read(text)["address"].text == "221 Harbor Street\nPortland, ME 04199"


def test_a_point_misread_in_a_date():
    assert read("LITTLE SHOP\nDate 27.02,2021\nTotal 4.20")["date"].normalized == "2021-02-27"
