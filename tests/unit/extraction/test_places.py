"""Where values stand that came without a place."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper import page
from reviewer import document_types
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import LOCATED, Field, Region, Row, Value
from reviewer.domain.geometry import bounds
from reviewer.extraction.places import located

TODAY = date(2026, 1, 2)
KTP = document_types.load()["ktp"]
PLAIN = DocumentType(
    "plain",
    "Plain",
    fields=(
        FieldType("name", "Name", labels={"en": ("name",)}),
        FieldType("other", "Other", labels={"en": ("city",)}),
        FieldType("third", "Third"),
        FieldType("day", "Day", kind=Kind.DATE),
        FieldType("total", "Total", kind=Kind.AMOUNT),
        FieldType("items", "Items", columns=(FieldType("what", "What"), FieldType("sum", "Sum", kind=Kind.AMOUNT))),
    ),
)
CARD = """
    PROVINSI CONTOH RAYA
    KOTA LAMA
    NIK            : 3171O41203980OO7
    Nama           : BUDI CONTOH SANTOSA
    Tempat/Tgl Lahir : KOTA LAMA, 12-03-1998
    Jenis Kelamin  : LAKI-LAKI   Gol. Darah : O
    Alamat         : JL MELATI INDAH NO 17
                     BLOK CEMPAKA TIMUR
       RT/RW       : 004/011
       Kel/Desa    : SUKAMAJU
       Kecamatan   : SUKAMAJU
    Agama          : ISLAM
    Pekerjaan      : KARYAWAN SWASTA
    Kewarganegaraan: WNI
"""


def fields_of(**texts):
    return tuple(Field(name, (Value(text, confidence=0.5),)) for name, text in texts.items())


def found(text, kind=PLAIN, **texts):
    """For each field, the words whose middle lies in its regions, line by line."""
    read = page(text)
    placed = located([read], fields_of(**texts), kind, TODAY)
    return {field.name: words(read, field.values[0]) for field in placed}


def words(read, value):
    return " | ".join(
        " ".join(
            word.text
            for word in read.words
            if bounds(region.polygon).overlap(bounds(word.polygon)) > 0.3 * bounds(word.polygon).area
        )
        for region in value.regions
    )


def test_a_card_as_a_service_reads_it():
    places = found(
        CARD,
        KTP,
        nik="3171041203980007",
        full_name="BUDI CONTOH SANTOSA",
        place_of_birth="KOTA LAMA",
        date_of_birth="12-03-1998",
        gender="LAKI-LAKI",
        blood_type="O",
        address="JL MELATI INDAH NO 17 BLOK CEMPAKA TIMUR",
        rt_rw="004/011",
        administrative_village="SUKAMAJU",
        district="SUKAMAJU",
        religion="ISLAM",
        occupation="KARYAWAN SWASTA",
        nationality="WNI",
        marital_status="BELUM KAWIN",
    )
    assert places == {
        "nik": "3171O41203980OO7",
        "full_name": "BUDI CONTOH SANTOSA",
        "place_of_birth": "KOTA LAMA,",
        "date_of_birth": "12-03-1998",
        "gender": "LAKI-LAKI",
        "blood_type": "O",
        "address": "JL MELATI INDAH NO 17 | BLOK CEMPAKA TIMUR",
        "rt_rw": "004/011",
        "administrative_village": "SUKAMAJU",
        "district": "SUKAMAJU",
        "religion": "ISLAM",
        "occupation": "KARYAWAN SWASTA",
        "nationality": "WNI",
        "marital_status": "",
    }


def test_the_same_text_stands_at_two_labels():
    read = page(CARD)
    village, district = located([read], fields_of(administrative_village="SUKAMAJU", district="SUKAMAJU"), KTP, TODAY)
    tops = [bounds(field.values[0].regions[0].polygon).top for field in (village, district)]
    assert tops[0] < tops[1]


def test_text_and_confidence_stay_and_the_place_is_said_to_be_ours():
    (field,) = located([page("Name: Ada Lovelace")], fields_of(name="Ada L0velace"), PLAIN, TODAY)
    (value,) = field.values
    assert (value.text, value.confidence, value.recognized_text) == ("Ada L0velace", 0.5, None)
    assert value.messages == (LOCATED,)


@pytest.mark.parametrize(
    ("printed", "text", "where"),
    [
        ("Customer JOHN SM1TH here", "John Smith", "JOHN SM1TH"),
        ("Customer JOHN SMITT here", "John Smith", "JOHN SMITT"),
        ("Customer JANE DOE here", "John Smith", ""),
        ("Number AB-1234567 of it", "AB 1234567", "AB-1234567"),
        ("Number AB-1234567 of it", "AB 1234568", ""),
        ("Price 15.00 only", "5.00", ""),
        ("Price 1.500 only", "500", ""),
        ("Code:XK12 only", "XK12", "Code:XK12"),
        ("MATHEMATICS", "THEM", ""),
        ("a b c", "-", ""),
        ("Straße Müller", "STRASE MULLER", "Straße Müller"),
    ],
)
def test_only_what_is_equal_enough_counts(printed, text, where):
    assert found(printed, third=text)["third"] == where


def test_a_part_of_a_word_is_cut_out_of_it():
    (field,) = located([page("Code:XK12")], fields_of(third="XK12"), PLAIN, TODAY)
    (word,) = page("Code:XK12").words
    box, whole = bounds(field.values[0].regions[0].polygon), bounds(word.polygon)
    assert box.right == pytest.approx(whole.right)
    assert box.width == pytest.approx(whole.width * 4 / 9)


def test_dates_and_amounts_may_be_written_otherwise():
    places = found("Due 14 March 2025\nTo pay 1,234.50", day="2025-03-14", total="1234.5")
    assert places == {"day": "14 March 2025", "total": "1,234.50"}


def test_without_anything_that_decides_there_is_no_place():
    assert found("Ardlough\n\nArdlough", third="Ardlough") == {"third": ""}


def test_a_label_decides():
    assert found("Seen in Ardlough\n\nCity: Ardlough", other="Ardlough") == {"other": "Ardlough"}
    read = page("Seen in Ardlough\n\nCity: Ardlough")
    (field,) = located([read], fields_of(other="Ardlough"), PLAIN, TODAY)
    assert bounds(field.values[0].regions[0].polygon).top > 0.5


def test_what_another_value_has_is_not_taken_twice():
    read = page("Seen in Ardlough\n\nCity: Ardlough")
    other, third = located([read], fields_of(other="Ardlough", third="Ardlough"), PLAIN, TODAY)
    tops = [bounds(field.values[0].regions[0].polygon).top for field in (other, third)]
    assert tops[0] > 0.5 > tops[1]


def test_cells_stand_beside_those_of_their_row():
    read = page("Candles      4.00\nRope         8.50\nLamp         4.00")
    rows = tuple(
        Row((Field("what", (Value(what),)), Field("sum", (Value(amount),))))
        for what, amount in (("Candles", "4.00"), ("Rope", "8.50"), ("Lamp", "4.00"))
    )
    (field,) = located([read], (Field("items", (), rows),), PLAIN, TODAY)
    tops = [[bounds(cell.values[0].regions[0].polygon).top for cell in row.fields] for row in field.rows]
    assert all(what == pytest.approx(amount) for what, amount in tops)


def test_a_value_with_a_place_keeps_it():
    region = Region(0, ((0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1)))
    value = Value("Ardlough", regions=(region,))
    (field,) = located([page("Ardlough")], (Field("third", (value,)),), PLAIN, TODAY)
    assert field.values == (value,)


def test_later_pages_are_looked_at_too():
    pages = [page("Nothing"), page("Here is Ardlough", number=1)]
    (field,) = located(pages, fields_of(third="Ardlough"), PLAIN, TODAY)
    assert [region.page for region in field.values[0].regions] == [1]


def test_no_words_no_places():
    fields = fields_of(third="Ardlough")
    assert located([], fields, PLAIN, TODAY) == fields
    assert located([page("")], fields, PLAIN, TODAY) == fields


@settings(max_examples=150)
@given(
    st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=30), min_size=1, max_size=6),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
)
def test_no_text_breaks_it(lines, text):
    read = page("\n".join(line.replace("\n", " ").replace("\r", " ") or "." for line in lines) or ".")
    fields = tuple(Field(field.name, (Value(text),)) for field in PLAIN.fields)
    for before, after in zip(fields, located([read], fields, PLAIN, TODAY), strict=True):
        assert before.values[0].text == after.values[0].text
