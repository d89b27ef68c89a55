"""A visa of Utopia, of nobody, photographed on its side on a table."""

from pathlib import Path
from typing import Any

import zone
from camera import Scene, photograph
from card import Card
from PIL import Image
from table import laminate

from paper import Rng

FILE = "visa-specimen.jpg"
DPI = 260.0
WIDE, HIGH = 120.0, 80.0
INK, PALE, BLUE = (0.09, 0.10, 0.13), (0.32, 0.36, 0.44), (0.13, 0.22, 0.44)
ROWS = zone.visa("UTO", zone.names("ABERNATHY QUILL", "JOSEPHINE"), "U7049218", "XXA", "920204", "F", "310228")
FIELDS = {
    "document_code": "V",
    "issuing_state": "UTOPIA",
    "document_number": "U7049218",
    "surname": "ABERNATHY-QUILL",
    "given_names": "JOSEPHINE",
    "nationality": "XXA",
    "date_of_birth": "04-02-1992",
    "sex": "F",
    "passport_number": "TD5530917",
    "valid_from": "01-03-2026",
    "date_of_expiry": "28-02-2031",
    "number_of_entries": "MULT",
    "date_of_issue": "19-02-2026",
    "place_of_issue": "NETHER ISLE",
    "mrz": "\n".join(ROWS),
}
PLACES = (
    (18.0, 38.0, "Valid from", "valid_from"),
    (18.0, 70.0, "Valid until", "date_of_expiry"),
    (25.5, 38.0, "Number of entries", "number_of_entries"),
    (25.5, 70.0, "Type of visa", "document_code"),
    (33.0, 38.0, "Issued in", "place_of_issue"),
    (33.0, 70.0, "Date of issue", "date_of_issue"),
    (40.5, 38.0, "Surname", "surname"),
    (48.0, 38.0, "Given names", "given_names"),
    (48.0, 84.0, "Passport No.", "passport_number"),
    (55.5, 38.0, "Date of birth", "date_of_birth"),
    (55.5, 70.0, "Sex", "sex"),
    (55.5, 84.0, "Nationality", "nationality"),
)


def make(folder: Path, rng: Rng) -> dict[str, Any]:
    """Write the photograph; its truth by its file name."""
    page = _page(rng)
    text = page.text()
    scene = Scene(
        size=(1440, 1010),
        turn=-1.2,
        tilt=(0.03, 0.04),
        sun=(-0.3, -0.4, 1.0),
        glow=(0.2, 0.1),
        fall=0.18,
        warmth=(1.0, 0.99, 0.96),
        exposure=0.86,
        grain=0.012,
    )
    top = laminate(rng, (scene.size[1], scene.size[0]), (0.50, 0.50, 0.48))
    image = photograph(rng, page.sheet(corner=1.0, bow=4), top, scene).transpose(Image.Transpose.ROTATE_90)
    image.save(folder / FILE, quality=78, subsampling="4:2:0", optimize=True, dpi=(72, 72))
    return {FILE: {"type": "visa", "fields": FIELDS, "text": [text]}}


def _page(rng: Rng) -> Card:
    page = Card(rng, WIDE, HIGH, DPI, (0.93, 0.94, 0.96))
    page.waves((0.76, 0.82, 0.92), period=1.4, swing=1.7, length=9.5, slope=0.13, ink=0.45)
    page.waves((0.90, 0.84, 0.78), period=2.2, swing=-2.0, length=14.0, slope=-0.25, ink=0.38)
    page.rosette((0.78, 0.82, 0.92), (76, 36), size=25, leaves=10, ink=0.45)
    page.tint((0.95, 0.95, 0.97), (0, HIGH - 19, WIDE, HIGH), 0.85)
    page.print(5.0, 9.6, "UTOPIA", 5.2, face="serif-bold", colour=BLUE)
    page.print(38.0, 9.6, "VISA", 6.2, face="serif-bold", colour=BLUE)
    page.print(70.0, 6.2, "Visa No.", 1.9, face="sans", colour=PALE)
    page.print(70.0, 9.6, FIELDS["document_number"], 3.4, face="print-bold", colour=(0.62, 0.12, 0.14))
    page.portrait((5.0, 14.0, 33.0, 50.0), (0.84, 0.85, 0.86), (0.36, 0.30, 0.40))
    for y, x, label, name in PLACES:
        page.print(x, y - 3.3, label, 1.9, face="sans", colour=PALE)
        page.print(x, y, FIELDS[name], 3.0, face="print", colour=INK)
    page.specimen("SPECIMEN", 20, angle=23, ink=0.24, colour=(0.40, 0.46, 0.66), face="print-bold")
    zone.lay(page, 4.1, 68.6, ROWS, pitch=6.35, ink=INK)
    return page
