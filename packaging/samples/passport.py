"""A scan of the data page of a passport of Utopia, which is no state, and of nobody; SPECIMEN across."""

from pathlib import Path
from typing import Any

import numpy as np
import zone
from camera import Scene, photograph
from card import Card

from paper import Rng, noise

FILE = "passport-specimen.jpg"
DPI = 290.0
WIDE, HIGH = 125.0, 88.0
INK, PALE, GREEN = (0.09, 0.10, 0.13), (0.30, 0.36, 0.42), (0.10, 0.33, 0.28)
ROWS = zone.passport(
    "UTO", zone.names("OESTERGREN", "LINNEA MAARTA"), "X4709136K", "881117", "F", "310302", "88111704217"
)
FIELDS = {
    "document_code": "P",
    "issuing_state": "UTO",
    "document_number": "X4709136K",
    "surname": "ÖSTERGREN",
    "given_names": "LINNEA MÅRTA",
    "nationality": "UTOPIAN",
    "date_of_birth": "17 NOV/NOV 88",
    "sex": "F",
    "place_of_birth": "PORT HALCYON",
    "personal_number": "881117-04217",
    "date_of_issue": "03 MAR/MARS 21",
    "date_of_expiry": "02 MAR/MARS 31",
    "authority": "CITY OF ZENITH",
    "mrz": "\n".join(ROWS),
}
PLACES = (
    (17.0, 42.0, "Type / Type", "document_code"),
    (17.0, 58.0, "Code / Code", "issuing_state"),
    (17.0, 84.0, "Passport No. / Passeport N°", "document_number"),
    (24.6, 42.0, "Surname / Nom", "surname"),
    (32.2, 42.0, "Given names / Prénoms", "given_names"),
    (39.8, 42.0, "Nationality / Nationalité", "nationality"),
    (39.8, 84.0, "Personal No. / N° personnel", "personal_number"),
    (47.4, 42.0, "Date of birth / Date de naissance", "date_of_birth"),
    (47.4, 92.0, "Sex / Sexe", "sex"),
    (55.0, 42.0, "Place of birth / Lieu de naissance", "place_of_birth"),
    (62.6, 42.0, "Date of issue / Date de délivrance", "date_of_issue"),
    (62.6, 84.0, "Authority / Autorité", "authority"),
    (69.6, 42.0, "Date of expiry / Date d'expiration", "date_of_expiry"),
)


def make(folder: Path, rng: Rng) -> dict[str, Any]:
    """Write the scan; its truth by its file name."""
    page = _page(rng)
    text = page.text()
    scene = Scene(
        size=(1500, 1100),
        turn=1.3,
        tilt=(0.0, 0.01),
        sun=(-0.2, -0.3, 1.0),
        glow=(0.4, 0.3),
        fall=0.05,
        exposure=0.87,
        softness=0.7,
        grain=0.009,
    )
    lid = (0.92 + 0.008 * noise(rng, (1100, 1500), 300))[..., None] * np.array((1.0, 1.0, 0.985), np.float32)
    image = photograph(rng, page.sheet(corner=3.0, bow=5), lid.astype(np.float32), scene)
    image.save(folder / FILE, quality=76, subsampling="4:2:0", optimize=True, dpi=(DPI, DPI))
    return {FILE: {"type": "passport", "fields": FIELDS, "text": [text]}}


def _page(rng: Rng) -> Card:
    page = Card(rng, WIDE, HIGH, DPI, (0.93, 0.95, 0.93))
    page.waves((0.74, 0.86, 0.82), period=1.4, swing=1.9, length=10.0, slope=0.14, ink=0.45)
    page.waves((0.88, 0.82, 0.88), period=2.2, swing=-2.1, length=15.0, slope=-0.26, ink=0.38)
    page.rosette((0.76, 0.86, 0.86), (72, 40), size=27, leaves=9, ink=0.45)
    page.tint((0.95, 0.96, 0.95), (0, HIGH - 19, WIDE, HIGH), 0.85)
    page.print(5.0, 9.6, "UTOPIA", 5.2, face="serif-bold", colour=GREEN)
    page.print(5.0, 13.6, "UTOPIE", 3.0, face="serif", colour=GREEN)
    page.print(42.0, 9.6, "PASSPORT", 5.2, face="serif-bold", colour=GREEN)
    page.print(84.0, 9.6, "PASSEPORT", 5.2, face="serif", colour=GREEN)
    page.portrait((5.0, 18.0, 37.5, 58.0), (0.80, 0.84, 0.86), (0.24, 0.30, 0.40))
    for y, x, label, name in PLACES:
        page.print(x, y - 3.4, label, 1.9, face="sans", colour=PALE)
        page.print(x, y, FIELDS[name], 3.2, face="print-bold" if name == "document_number" else "print", colour=INK)
    page.print(7.0, 65.0, "L. Östergren", 8.5, face="signature", colour=(0.12, 0.15, 0.35), told=False)
    page.print(5.0, 68.6, "Holder's signature / Signature du titulaire", 1.7, face="sans", colour=PALE)
    page.specimen("SPECIMEN", 21, angle=23, ink=0.24, colour=(0.62, 0.36, 0.42), face="print-bold")
    zone.lay(page, 6.6, 77.2, ROWS, pitch=6.35, ink=INK)
    return page
