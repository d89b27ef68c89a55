"""Both sides of an identity card of Utopia, of nobody, on one copy; the machine-readable zone is on the back."""

from pathlib import Path
from typing import Any

import numpy as np
import zone
from camera import Scene, photograph
from card import Card, stacked

from paper import Rng, noise

FILE = "id-card-specimen.jpg"
DPI = 300.0
INK, PALE, WINE = (0.09, 0.10, 0.13), (0.34, 0.34, 0.40), (0.42, 0.14, 0.22)
ROWS = zone.card("UTO", zone.names("KORVINSKY", "TIBALD ANSELM"), "KX7729143", "750630", "M", "290912")
FIELDS = {
    "document_code": "I",
    "issuing_state": "UTOPIA",
    "document_number": "KX7729143",
    "surname": "KORVINSKÝ",
    "given_names": "TIBALD ANSELM",
    "nationality": "UTO",
    "date_of_birth": "30.06.1975",
    "sex": "M",
    "place_of_birth": "NETHER ISLE",
    "address": "7 LANTERN STEPS\nPORT HALCYON",
    "date_of_issue": "13.09.2019",
    "date_of_expiry": "12.09.2029",
    "authority": "TOWN OF PORT HALCYON",
    "mrz": "\n".join(ROWS),
}
FRONT = (
    (19.0, 32.0, "Surname", "surname"),
    (25.6, 32.0, "Given names", "given_names"),
    (32.2, 32.0, "Date of birth", "date_of_birth"),
    (32.2, 56.0, "Sex", "sex"),
    (32.2, 67.0, "Nationality", "nationality"),
    (38.8, 32.0, "Place of birth", "place_of_birth"),
    (45.4, 32.0, "Date of expiry", "date_of_expiry"),
    (45.4, 60.0, "Card No.", "document_number"),
)
BACK = (
    (8.0, 4.7, "Date of issue", "date_of_issue"),
    (8.0, 34.0, "Authority", "authority"),
    (15.0, 4.7, "Address", "address"),
)


def make(folder: Path, rng: Rng) -> dict[str, Any]:
    """Write the scan; its truth by its file name."""
    front, back = _front(rng), _back(rng)
    text = [*front.text(), *back.text()]
    copy = stacked([front.sheet(corner=3.2), back.sheet(corner=3.2)], 110)
    size = (1200, 1580)
    scene = Scene(
        size=size,
        turn=-1.4,
        tilt=(0.0, 0.0),
        sun=(-0.1, -0.3, 1.0),
        glow=(0.5, 0.4),
        fall=0.03,
        exposure=0.88,
        softness=0.7,
        grain=0.008,
    )
    lid = (0.94 + 0.008 * noise(rng, size[::-1], 300))[..., None] * np.array((1.0, 1.0, 0.99), np.float32)
    image = photograph(rng, copy, lid.astype(np.float32), scene)
    image.save(folder / FILE, quality=76, subsampling="4:2:0", optimize=True, dpi=(DPI, DPI))
    return {FILE: {"type": "id_card", "fields": FIELDS, "text": [text]}}


def _front(rng: Rng) -> Card:
    card = _blank(rng)
    card.tint((0.86, 0.80, 0.82), (0, 0, 85.6, 11.0), 0.8)
    card.print(4.7, 5.0, "UTOPIA", 3.6, face="serif-bold", colour=WINE)
    card.print(4.7, 9.0, "IDENTITY CARD", 3.0, face="serif", colour=WINE)
    card.portrait((4.7, 14.0, 28.5, 44.0), (0.82, 0.84, 0.86), (0.30, 0.26, 0.28))
    _print(card, FRONT)
    card.print(5.0, 50.0, "T. Korvinský", 6.5, face="signature", colour=(0.12, 0.15, 0.35), told=False)
    card.specimen("SPECIMEN", 15, angle=24, ink=0.24, colour=(0.46, 0.40, 0.62), face="print-bold")
    return card


def _back(rng: Rng) -> Card:
    card = _blank(rng)
    _print(card, BACK)
    card.tint((0.96, 0.95, 0.96), (0, 34.0, 85.6, 54.0), 0.85)
    card.specimen("SPECIMEN", 15, angle=24, ink=0.20, colour=(0.46, 0.40, 0.62), face="print-bold")
    zone.lay(card, 4.7, 40.4, ROWS, pitch=4.35, ink=INK)
    return card


def _blank(rng: Rng) -> Card:
    card = Card(rng, 85.6, 54.0, DPI, (0.94, 0.93, 0.94))
    card.waves((0.86, 0.80, 0.84), period=1.4, swing=1.8, length=9.0, slope=0.12, ink=0.45)
    card.waves((0.80, 0.84, 0.92), period=2.1, swing=-1.7, length=12.0, slope=-0.24, ink=0.4)
    card.rosette((0.84, 0.80, 0.88), (52, 29), size=19, leaves=8, ink=0.45)
    return card


def _print(card: Card, places: tuple[tuple[float, float, str, str], ...]) -> None:
    for y, x, label, name in places:
        card.print(x, y - 2.7, label, 1.7, face="sans", colour=PALE)
        for number, line in enumerate(FIELDS[name].split("\n")):
            card.print(x, y + 3.4 * number, line, 2.7, face="print-bold", colour=INK)
