"""Whether a file holds several documents: what tells them, and what must not."""

from datetime import date

import pytest
from msgspec.structs import replace

from paper import page
from papers import BREAD, CANDLES, TEA, beside, going_on, invoice, under
from reviewer import document_types
from reviewer.domain.text import TextSource
from reviewer.extraction.answer import Classification
from reviewer.extraction.bundle.find import find
from reviewer.extraction.classify import classify
from zones import TD1, TD3, checked, digit

TYPES = document_types.load()
TODAY = date(2025, 6, 1)
_LINE = f"{checked('X12345678')}UTO{checked('800101')}M{checked('300101')}{checked('<' * 14)}"
SECOND_TD3 = (
    TD3[0].replace("ERIKSSON<<ANNA<MARIA", "SVENSSON<<OLE<PETTER"),
    _LINE + digit(_LINE[:10] + _LINE[13:20] + _LINE[21:43]),
)


def pages(*texts, source=TextSource.ENGINE):
    return [page(text, number=number, source=source) for number, text in enumerate(texts)]


def bundle(*texts, named="", source=TextSource.ENGINE):
    read = pages(*texts, source=source)
    found = Classification(named, 1.0, "") if named else classify(read, TYPES)
    return find(read, TYPES, found, today=TODAY, named=bool(named))


def places(found):
    return [part.pages for part in found.parts]


# Page after page


def test_invoice_after_invoice_is_told_apart_by_the_number():
    found = bundle(
        invoice("HR-2025-0117", "03/02/2025", "100.00", "20.00", "120.00"),
        invoice("HR-2025-0131", "14/02/2025", "210.00", "42.00", "252.00"),
        source=TextSource.TEXT_LAYER,
    )

    assert places(found) == [(0,), (1,)]
    assert found.text == "This file seems to hold 2 invoices: pages 1, 2. Each has its own invoice number."


def test_an_invoice_of_two_pages_is_one_among_others():
    found = bundle(
        invoice("HR-2025-0117", "03/02/2025", "100.00", "20.00", "120.00"),
        invoice("HR-2025-0131", "14/02/2025", "", "", ""),
        going_on("HR-2025-0131", "250.00", "50.00", "300.00"),
        invoice("HR-2025-0152", "27/02/2025", "90.00", "18.00", "108.00"),
    )

    assert places(found) == [(0,), (1, 2), (3,)]
    assert "pages 1, 2–3, 4." in found.text


def test_an_invoice_of_two_pages_alone_is_one():
    assert (
        bundle(
            invoice("HR-2025-0131", "14/02/2025", "", "", ""),
            going_on("HR-2025-0131", "250.00", "50.00", "300.00"),
        )
        is None
    )


def test_a_page_that_repeats_the_number_goes_on_whatever_else_it_has():
    assert (
        bundle(
            invoice("HR-2025-0117", "03/02/2025", "100.00", "20.00", "120.00"),
            invoice("D-77", "04/02/2025", "50.00", "10.00", "60.00", foot="Delivery for HR-2025-0117"),
        )
        is None
    )


def test_a_page_that_is_the_second_by_its_own_count_goes_on():
    assert (
        bundle(
            invoice("HR-2025-0117", "03/02/2025", "100.00", "20.00", "120.00", foot="Page 1 of 2"),
            invoice("HR-2025-0131", "14/02/2025", "210.00", "42.00", "252.00", foot="Page 2 of 2"),
        )
        is None
    )


def test_a_number_that_differs_in_one_sign_may_be_misread_but_not_in_a_text_layer():
    texts = (
        invoice("HR-2025-0117", "03/02/2025", "100.00", "20.00", "120.00"),
        invoice("HR-2025-0118", "03/02/2025", "210.00", "42.00", "252.00"),
    )

    assert bundle(*texts) is None
    assert places(bundle(*texts, source=TextSource.TEXT_LAYER)) == [(0,), (1,)]


def test_page_numbers_that_begin_anew_tell_letters_apart():
    letter = "Dear Sir or Madam,\n\n{}\n\nYours faithfully,\nA. Writer\n\nPage {} of {}"
    words = "we write to you about the harbour and the boats that lie in it all the year round, and what they cost"
    found = bundle(*(letter.format(words, *place) for place in ((1, 2), (2, 2), (1, 1))))

    assert places(found) == [(0, 1), (2,)]
    assert found.what == "documents"
    assert found.reason == "The page numbers begin anew."


def test_receipts_on_a_page_each():
    assert places(bundle(CANDLES, BREAD, TEA)) == [(0,), (1,), (2,)]


def test_the_same_receipt_twice_is_one():
    assert bundle(CANDLES, CANDLES) is None


def test_a_receipt_that_goes_on_is_one():
    head, foot = CANDLES.split("    Rope")

    assert bundle(head, "    Rope" + foot) is None


def test_passports_with_their_own_zones():
    found = bundle("PASSPORT\n" + "\n".join(TD3), "PASSPORT\n" + "\n".join(SECOND_TD3))

    assert places(found) == [(0,), (1,)]
    assert found.what == "passports"
    assert found.reason == "Each has its own machine-readable zone."


def test_papers_of_different_kinds():
    found = bundle("PASSPORT\n" + "\n".join(TD3), "IDENTITY CARD\n" + "\n".join(TD1))

    assert places(found) == [(0,), (1,)]
    assert found.what == "documents"
    assert found.mixed


def test_two_cards_of_which_only_the_fronts_are_there():
    front = """
    IDENTITY CARD                UTOPIA
    Document number   {}
    Surname           {}
    Given names       {}
    Date of birth     {}
    Date of expiry    03/04/2031
    Nationality       UTO
    """
    first = front.format("D23145890", "ERIKSSON", "ANNA", "12 AUG 1974")
    second = front.format("K77120458", "MOREAU", "LUC", "30 JAN 1985")

    assert places(bundle(first, second, named="id_card")) == [(0,), (1,)]
    assert bundle(first, first.replace("D2", "02"), named="id_card") is None


def test_front_and_back_of_a_card_are_one():
    front = "IDENTITY CARD\nSurname  ERIKSSON\nGiven names  ANNA MARIA\nDocument number  D23145890"

    assert bundle(front, "\n".join(TD1)) is None


# On one page


def test_two_receipts_side_by_side():
    found = bundle(beside(CANDLES, BREAD))

    assert places(found) == [(0,), (0,)]
    left, right = (part.area for part in found.parts)
    assert left.left == left.top == 0.0
    assert left.right == right.left
    assert (right.right, right.bottom) == (1.0, 1.0)
    assert found.text.startswith("This page seems to hold 2 receipts. Each has its own ")


def test_each_area_has_the_words_of_its_receipt():
    (read,) = pages(beside(CANDLES, BREAD))
    found = find([read], TYPES, classify([read], TYPES), today=TODAY)

    first, second = (read.cut(part.area).text for part in found.parts)
    assert "CHANDLERY" in first
    assert "BAKERY" not in first
    assert "BAKERY" in second
    assert "CHANDLERY" not in second


def test_two_receipts_one_above_the_other():
    found = bundle(under(CANDLES, BREAD))

    upper, lower = (part.area for part in found.parts)
    assert upper.bottom == lower.top
    assert (lower.left, lower.right) == (0.0, 1.0)


def test_three_and_four_receipts_on_a_page():
    assert len(bundle(beside(beside(CANDLES, BREAD), TEA)).parts) == 3
    other = TEA.replace("21/03", "28/03").replace("3.45", "4.45").replace("6.25", "7.25")
    assert len(bundle(under(beside(CANDLES, BREAD), beside(TEA, other))).parts) == 4


def test_a_page_with_several_and_pages_with_one():
    found = bundle(CANDLES, beside(BREAD, TEA.replace("21/03", "22/03")), TEA)

    assert places(found) == [(0,), (1,), (1,), (2,)]
    assert "4 receipts: 1 on page 1, 2 on page 2, 1 on page 3." in found.text


def test_a_page_on_its_side_is_cut_across():
    upright = page(beside(CANDLES, BREAD))
    turned = replace(
        upright,
        lines=tuple(
            replace(
                line,
                words=tuple(replace(w, polygon=tuple((1 - y, x) for x, y in w.polygon)) for w in line.words),
                polygon=tuple((1 - y, x) for x, y in line.polygon),
            )
            for line in upright.lines
        ),
        aspect=1 / upright.aspect,
        turn=270,
    )
    found = find([turned], TYPES, classify([turned], TYPES), today=TODAY)

    first, second = (part.area for part in found.parts)
    assert (first.left, first.right) == (second.left, second.right) == (0.0, 1.0)
    assert first.bottom == second.top
    assert "CHANDLERY" in turned.cut(first).text


def test_two_passports_on_a_page():
    one, other = ("PASSPORT\nUTOPIA\nPassport of the bearer\n" + "\n".join(zone) for zone in (TD3, SECOND_TD3))

    assert len(bundle(under(one, other)).parts) == 2


KTP = """
              PROVINSI JAWA TENGAH
               KABUPATEN CONTOH
    NIK              : {}
    Nama             : {}
    Tempat/Tgl Lahir : KOTA MISAL, {}
    Jenis Kelamin    : PEREMPUAN        Gol. Darah : AB
    Alamat           : JL. KENANGA NO. 14
        RT/RW        : 004/011
        Kel/Desa     : MISAL LOR
        Kecamatan    : CONTOH UTARA
    Agama            : ISLAM
    Status Perkawinan: BELUM KAWIN
    Pekerjaan        : PELAJAR/MAHASISWA
    Kewarganegaraan  : WNI
"""
RATNA = KTP.format("3374014509870003", "RATNA DEWI ANGGRAINI", "05-09-1987")
SARI = KTP.format("3374015203910008", "SARI LESTARI", "12-03-1991")


@pytest.mark.parametrize("arrange", [beside, under])
def test_two_cards_on_a_page(arrange):
    found = bundle(arrange(RATNA, SARI))

    assert len(found.parts) == 2
    assert found.what == "identity cards"
    assert bundle(arrange(RATNA, RATNA)) is None


def test_both_sides_of_a_health_card_on_a_page_are_one():
    front = """
                 TESSERA SANITARIA
                 REPUBBLICA DI NESSUNO

    Codice Fiscale    VNTLCU91C14X999C      Data di scadenza  22/08/2027

    Cognome           VENTORALE
    Nome              LUCIO                 Sesso             M
    Luogo di nascita  BORGO CHIARANTE
    Data di nascita   14/03/1991
    """
    back = """
    TESSERA EUROPEA DI ASSICURAZIONE MALATTIA
    3 Cognome
    VENTORALE
    4 Nome                                   5 Data di nascita
    LUCIO                                    14/03/1991
    6 Numero di identificazione personale    7 Numero di identificazione dell'istituzione
    VNTLCU91C14X999C                         SSN-MIN SALUTE - 500001
    8 Numero di identificazione della tessera     9 Scadenza
    80380009999100417236                          22/08/2027
    """

    assert bundle(under(front, back)) is None
    assert bundle(front, back) is None


def test_both_sides_of_a_card_beside_a_passport_are_one_part():
    card = KTP.format("3374014509870003", "RATNA DEWI ANGGRAINI", "05-09-1987")
    passport = "PASSPORT\nUTOPIA\nPassport of the bearer\n" + "\n".join(TD3)
    found = bundle(under(passport, under(card, card)))

    assert len(found.parts) == 2
    assert found.mixed
    assert found.reason == "They are of different kinds."
    assert found.parts[1].area.bottom == 1.0


@pytest.mark.parametrize("arrange", [beside, under])
def test_a_copy_on_the_same_page_is_the_same_receipt(arrange):
    assert bundle(arrange(CANDLES, CANDLES)) is None


def test_a_card_slip_under_its_receipt_belongs_to_it():
    slip = """
    THE OLDE CHANDLERY
    CARD PAYMENT   VISA
    Date: 14/03/2025
    AMOUNT          12.50
    TOTAL           12.50
    Approved
    Thank you, cardholder copy
    """

    assert bundle(under(CANDLES, slip)) is None
    assert bundle(beside(CANDLES, slip)) is None


def test_one_receipt_with_a_wide_gap_between_texts_and_amounts():
    wide = "\n".join(line[:20] + " " * 20 + line[20:] for line in CANDLES.split("\n"))

    assert bundle(wide) is None


# Whose type somebody named


def test_of_a_named_type_every_page_is_taken_for_one_of_it():
    assert places(bundle(CANDLES, BREAD, named="receipt")) == [(0,), (1,)]


@pytest.mark.parametrize("name", ["plain_text", "form", "contract", "gone"])
def test_of_a_type_that_says_nothing_of_several_a_file_holds_one(name):
    assert bundle(CANDLES, BREAD, named=name) is None


@pytest.mark.parametrize("texts", [(), ("",), ("", "", "")])
def test_without_words_there_is_nothing_to_tell(texts):
    assert bundle(*texts) is None


# Of the same day, of the same shop, without a gap

SHOP = """
    {name}
    12 Quay Street, Ardlough
    TEL: 0555 000 111
    RECEIPT
    Receipt no: {number}
    Date: 14/03/2025 {time}
    {item}           {total}
    TOTAL           {total}
    CASH            20.00
    CHANGE          {change}
    Thank you, please come again
"""


def shop(name="HARBOUR TRADING LTD", number="A10294", time="09:12", item="Candles", total="12.50"):
    change = f"{20 - float(total):.2f}"
    return SHOP.format(name=name, number=number, time=time, item=item, total=total, change=change)


FIRST = shop()
SAME_SHOP = shop(number="A10377", time="16:40", item="Rope", total="8.30")
OTHER_SHOP = shop("MILL LANE BAKERY LTD", number="771", time="10:05", item="Rye bread", total="9.30")
SLIP = """
    HARBOUR TRADING LTD
    CARD PAYMENT   VISA
    Date: 14/03/2025 09:14
    Trace no: 671128
    AMOUNT          12.50
    TIP              1.50
    TOTAL           14.00
    Approved
    Thank you, cardholder copy
"""


@pytest.mark.parametrize("other", [SAME_SHOP, OTHER_SHOP])
def test_receipts_of_one_day(other):
    assert places(bundle(FIRST, other)) == [(0,), (1,)]
    assert len(bundle(under(FIRST, other)).parts) == 2
    assert len(bundle(beside(FIRST, other)).parts) == 2


@pytest.mark.parametrize("other", [SAME_SHOP, OTHER_SHOP])
def test_receipts_that_touch(other):
    (read,) = pages(under(FIRST, other, gap=0))
    found = find([read], TYPES, classify([read], TYPES), today=TODAY)

    first, second = (read.cut(part.area).text.split("\n") for part in found.parts)
    assert first[-1].startswith("Thank you")
    assert second[0] == other.strip().split("\n")[0]


def test_receipts_beside_each_other_that_nearly_touch():
    assert len(bundle(beside(FIRST, OTHER_SHOP, gap=2)).parts) == 2


def test_three_receipts_of_one_shop_in_a_row():
    third = shop(number="A10412", time="18:02", item="Lamp", total="17.20")

    assert len(bundle(under(FIRST, under(SAME_SHOP, third, gap=0), gap=0)).parts) == 3


@pytest.mark.parametrize("gap", [0, 5])
def test_the_slip_of_a_payment_with_a_tip_belongs_to_its_receipt(gap):
    assert bundle(under(FIRST, SLIP, gap=gap)) is None
    assert bundle(FIRST, SLIP) is None


@pytest.mark.parametrize("gap", [0, 5])
def test_a_copy_with_a_time_of_its_own_is_the_same_receipt(gap):
    copy = FIRST.replace("RECEIPT\n", "RECEIPT COPY\n", 1).replace("09:12", "09:13")

    assert bundle(under(FIRST, copy, gap=gap)) is None
    assert bundle(FIRST, copy) is None


def test_a_summary_that_shows_the_total_again_belongs_to_it():
    summary = """
    MEMBER CARD
    Date: 14/03/2025 09:13
    This purchase   12.50
    TOTAL          320.75
    Thank you
    """

    assert bundle(under(FIRST, summary, gap=0)) is None
    assert bundle(under(FIRST, summary)) is None


def test_a_thing_sold_that_is_called_like_a_shop_begins_no_receipt():
    text = FIRST.replace("    TOTAL", "    BAKERY TRADING LTD   3.20\n    Date: 14/03/2025\n    TOTAL", 1)

    assert bundle(text) is None
