"""A photograph of an Indonesian identity card of nobody: place codes that do not exist, SPECIMEN across, no emblem."""

from pathlib import Path
from typing import Any

from camera import Scene, photograph
from card import Card
from table import wood

from paper import Rng, Sheet

FILE = "ktp-specimen.jpg"
INK, BLUE = (0.09, 0.10, 0.13), (0.55, 0.72, 0.86)
STATE, CITY = "PROVINSI NUSA CONTOH", "KABUPATEN TANJUNG MISAL"
FIELDS = {
    "nik": "9947124509870003",
    "full_name": "SULASTRI WIDYANINGTYAS",
    "place_of_birth": "TANJUNG MISAL",
    "date_of_birth": "05-09-1987",
    "gender": "PEREMPUAN",
    "blood_type": "B",
    "address": "JL. KENANGA RAYA NO. 14",
    "rt_rw": "004/011",
    "administrative_village": "MISAL LOR",
    "district": "TANJUNG UTARA",
    "city": "TANJUNG MISAL",
    "state": "NUSA CONTOH",
    "religion": "HINDU",
    "marital_status": "KAWIN",
    "occupation": "GURU",
    "nationality": "WNI",
    "valid_until": "SEUMUR HIDUP",
}
ROWS = (
    ("Nama", "full_name", 0.0),
    ("Tempat/Tgl Lahir", "", 0.0),
    ("Jenis Kelamin", "gender", 0.0),
    ("Alamat", "address", 0.0),
    ("RT/RW", "rt_rw", 3.4),
    ("Kel/Desa", "administrative_village", 3.4),
    ("Kecamatan", "district", 3.4),
    ("Agama", "religion", 0.0),
    ("Status Perkawinan", "marital_status", 0.0),
    ("Pekerjaan", "occupation", 0.0),
    ("Kewarganegaraan", "nationality", 0.0),
    ("Berlaku Hingga", "valid_until", 0.0),
)


def make(folder: Path, rng: Rng) -> dict[str, Any]:
    """Write the photograph; its truth by its file name."""
    card = _card(rng)
    text = card.text()
    scene = Scene(
        size=(1240, 860),
        turn=-1.9,
        tilt=(0.05, 0.06),
        sun=(-0.35, -0.5, 1.0),
        glow=(0.9, 0.0),
        fall=0.22,
        warmth=(1.0, 0.98, 0.94),
        exposure=0.84,
        grain=0.013,
    )
    table = wood(rng, (scene.size[1], scene.size[0]), (0.22, 0.14, 0.09), (0.58, 0.42, 0.28), 520)
    image = photograph(rng, _sheet(card), table, scene)
    image.save(folder / FILE, quality=80, subsampling="4:2:0", optimize=True, dpi=(72, 72))
    return {FILE: {"type": "ktp", "fields": FIELDS, "text": [text]}}


def _sheet(card: Card) -> Sheet:
    return card.sheet(corner=3.2)


def _card(rng: Rng) -> Card:
    card = Card(rng, 85.6, 54.0, 320, (0.80, 0.88, 0.93))
    card.waves((0.58, 0.76, 0.88), period=1.25, swing=1.5, length=8.5, slope=0.15, ink=0.55)
    card.waves((0.70, 0.80, 0.90), period=1.9, swing=-2.2, length=13.0, slope=-0.32, ink=0.45)
    card.rosette((0.62, 0.78, 0.84), (38, 30), size=21, leaves=7, ink=0.5)
    card.tint((0.72, 0.84, 0.92), (0, 0, 85.6, 9.5), 0.6)
    card.print(42.8, 4.6, STATE, 3.1, face="print-bold", anchor="ms")
    card.print(42.8, 8.5, CITY, 3.1, face="print-bold", anchor="ms")
    card.print(3.5, 13.9, "NIK", 4.2, face="print-bold")
    card.print(13.5, 13.8, f": {FIELDS['nik']}", 3.7, face="digits")
    for number, (label, name, indent) in enumerate(ROWS):
        y = 17.8 + 2.93 * number
        value = FIELDS[name] if name else f"{FIELDS['place_of_birth']}, {FIELDS['date_of_birth']}"
        card.print(3.5 + indent, y, label, 2.3, colour=INK)
        card.print(23.2, y, f": {value}", 2.3, colour=INK)
    card.print(44.5, 17.8 + 2.93 * 2, f"Gol. Darah : {FIELDS['blood_type']}", 2.3, colour=INK)
    card.portrait((63.5, 13.0, 81.5, 36.0), (0.72, 0.18, 0.17), (0.90, 0.88, 0.84))
    card.print(72.5, 39.6, "TANJUNG MISAL", 2.0, anchor="ms")
    card.print(72.5, 42.4, "21-02-2019", 2.0, anchor="ms")
    card.specimen("SPECIMEN", 15.5, angle=27, ink=0.33, colour=(0.70, 0.38, 0.42), face="print-bold")
    return card
