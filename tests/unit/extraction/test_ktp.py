"""The fields of an Indonesian identity card, on invented cards, as engines read them well and badly."""

from datetime import date

import pytest

from paper import page
from reviewer.document_types import load
from reviewer.extraction.classify import classify
from reviewer.extraction.extract import extract

TYPES = load()
TODAY = date(2025, 6, 1)
CARD = """
              PROVINSI JAWA TENGAH
               KABUPATEN CONTOH
    NIK              : 3374014509870003
    Nama             : RATNA DEWI ANGGRAINI
    Tempat/Tgl Lahir : KOTA MISAL, 05-09-1987
    Jenis Kelamin    : PEREMPUAN        Gol. Darah : AB
    Alamat           : JL. KENANGA NO. 14
        RT/RW        : 004/011
        Kel/Desa     : MISAL LOR
        Kecamatan    : CONTOH UTARA
    Agama            : ISLAM                    CONTOH
    Status Perkawinan: BELUM KAWIN            21-02-2019
    Pekerjaan        : PELAJAR/MAHASISWA
    Kewarganegaraan  : WNI
    Berlaku Hingga   : SEUMUR HIDUP
"""
NOISY = """
              PROVINSI JAWA TENGAH
               KABUPATEN CONTOH
    NIK              3374 0145 0987 0003
    Nama             RATNA DEWI ANGGRAINI
    Tempat/TglLahir  KOTA MISAL,05-09-1987
    JenisKelamin     PEREMPUAN        GolDarah  AB
    Aiamat           JL. KENANGA NO. 14
        RTRW         004/011
        KelDesa      MISAL LOR
        Kecamatam    CONTOH UTARA
    Agama            ISLAM                    CONTOH
    StatusPerkawinan BELUM KAWIN            21-02-2019
    Pekerjaan        PELAJAR/MAHASISWA
    Kewarganegaran   WNI
    BerlakuHingga    SEUMUR HIDUP
"""
TRUTH = {
    "full_name": "RATNA DEWI ANGGRAINI",
    "place_of_birth": "KOTA MISAL",
    "date_of_birth": "05-09-1987",
    "gender": "PEREMPUAN",
    "blood_type": "AB",
    "address": "JL. KENANGA NO. 14",
    "rt_rw": "004/011",
    "administrative_village": "MISAL LOR",
    "district": "CONTOH UTARA",
    "city": "CONTOH",
    "state": "JAWA TENGAH",
    "religion": "ISLAM",
    "marital_status": "BELUM KAWIN",
    "occupation": "PELAJAR/MAHASISWA",
    "nationality": "WNI",
    "valid_until": "SEUMUR HIDUP",
}


def values(text, **options):
    fields = extract([page(text, **options)], TYPES["ktp"], today=TODAY).fields
    return {field.name: field.values[0] for field in fields}


@pytest.mark.parametrize("text", [CARD, NOISY])
def test_every_field_is_found(text):
    found = values(text)

    assert {name: found[name].text for name in TRUTH} == TRUTH
    assert found["nik"].normalized == "3374014509870003"


@pytest.mark.parametrize("text", [CARD, NOISY])
def test_the_kind_of_card_is_told(text):
    found = classify([page(text)], TYPES)

    assert (found.name, found.confidence > 0.95) == ("ktp", True)


def test_values_are_normalized_but_names_are_not():
    found = values(CARD)

    assert found["date_of_birth"].normalized == "1987-09-05"
    assert found["gender"].normalized == "F"
    assert found["valid_until"].normalized == "9999-12-31"
    assert found["full_name"].normalized is None


def test_the_number_and_the_birth_date_confirm_each_other():
    found = values(CARD)

    assert "personal" in found["nik"].evidence
    assert "personal" in found["date_of_birth"].evidence
    assert found["nik"].confidence > 0.9


def test_a_misread_number_confirms_nothing():
    found = values(CARD.replace("3374014509870003", "3374014509850003"))

    assert found["nik"].text == "3374014509850003"
    assert found["date_of_birth"].text == "05-09-1987"
    assert "personal" not in found["nik"].evidence + found["date_of_birth"].evidence


def test_of_two_dates_the_number_tells_the_birth_date():
    text = CARD.replace("Tempat/Tgl Lahir : KOTA MISAL, 05-09-1987", "Tcmpot  : KOTA MISAL, 05-09-1987")

    assert values(text)["date_of_birth"].text == "05-09-1987"


def test_a_card_that_expires_has_a_date_there():
    found = values(CARD.replace("SEUMUR HIDUP", "05-09-2027"))

    assert (found["valid_until"].text, found["valid_until"].normalized) == ("05-09-2027", "2027-09-05")
    assert found["date_of_birth"].text == "05-09-1987"


def test_a_city_stands_there_with_its_own_word():
    assert values(CARD.replace("KABUPATEN CONTOH", "KOTA CONTOH"))["city"].text == "CONTOH"


def test_labels_that_were_not_read_leave_fields_empty_rather_than_wrong():
    lines = [line for line in CARD.splitlines() if not line.strip().startswith(("Pekerjaan", "Kecamatan"))]

    found = values("\n".join(lines))

    assert (found["occupation"].text, found["district"].text) == ("", "")
    assert found["nationality"].text == "WNI"
