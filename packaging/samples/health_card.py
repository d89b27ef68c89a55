"""Both sides of an Italian-looking health card of nobody on one copy: a place code that does not exist, no emblem."""

from pathlib import Path
from typing import Any

import numpy as np
from camera import Scene, photograph
from card import Card, stacked

from paper import Rng, noise

FILE = "health-card-specimen.jpg"
DPI = 300.0
TEAL, INK, PALE = (0.12, 0.36, 0.42), (0.12, 0.12, 0.15), (0.33, 0.42, 0.50)
FIELDS = {
    "fiscal_code": "VNTLCU91C14X999C",
    "surname": "VENTORALE",
    "name": "LUCIO",
    "sex": "M",
    "place_of_birth": "BORGO CHIARANTE",
    "province": "XQ",
    "date_of_birth": "14/03/1991",
    "expiry_date": "22/08/2027",
    "card_number": "80380009999100417236",
    "institution": "SSN-MIN SALUTE - 500001",
}


def make(folder: Path, rng: Rng) -> dict[str, Any]:
    """Write the scan; its truth by its file name."""
    front, back = _front(rng), _back(rng)
    text = [*front.text(), *back.text()]
    copy = stacked([front.sheet(corner=3.2), back.sheet(corner=3.2)], 90)
    scene = Scene(
        size=(1180, 1540),
        turn=1.1,
        tilt=(0.0, 0.0),
        sun=(-0.1, -0.3, 1.0),
        glow=(0.5, 0.4),
        fall=0.03,
        exposure=0.88,
        softness=0.7,
        grain=0.008,
    )
    lid = (0.94 + 0.008 * noise(rng, (1540, 1180), 300))[..., None] * np.array((1.0, 1.0, 0.99), np.float32)
    image = photograph(rng, copy, lid.astype(np.float32), scene)
    image.save(folder / FILE, quality=78, subsampling="4:2:0", optimize=True, dpi=(DPI, DPI))
    return {FILE: {"type": "it_health_card", "fields": FIELDS, "text": [text]}}


def _front(rng: Rng) -> Card:
    card = Card(rng, 85.6, 54.0, DPI, (0.93, 0.95, 0.95))
    card.waves((0.74, 0.86, 0.86), period=1.4, swing=2.0, length=9.0, slope=0.10, ink=0.5)
    card.waves((0.90, 0.84, 0.76), period=2.1, swing=-1.6, length=12.0, slope=-0.25, ink=0.4)
    card.rosette((0.76, 0.85, 0.90), (66, 36), size=17, leaves=9, ink=0.5)
    card.tint((0.60, 0.80, 0.84), (0, 0, 85.6, 11.5), 0.75)
    card.print(24, 5.4, "TESSERA SANITARIA", 4.4, face="sans-black", colour=TEAL)
    card.print(24, 9.2, "REPUBBLICA DI NESSUNO", 2.4, face="sans-bold", colour=TEAL)
    rows = (
        (18.4, 3.5, 17.5, "Codice Fiscale", "fiscal_code"),
        (25.0, 3.5, 17.5, "Cognome", "surname"),
        (30.4, 3.5, 17.5, "Nome", "name"),
        (35.8, 3.5, 17.5, "Luogo di nascita", "place_of_birth"),
        (41.2, 3.5, 17.5, "Provincia", "province"),
        (46.6, 3.5, 17.5, "Data di nascita", "date_of_birth"),
        (18.4, 58.0, 69.5, "Data di scadenza", "expiry_date"),
        (30.4, 58.0, 69.5, "Sesso", "sex"),
    )
    for y, left, start, label, name in rows:
        first, _, rest = label.rpartition(" ") if label.count(" ") else (label, "", "")
        card.print(left, y - (1.9 if rest else 0), first, 1.9, face="sans", colour=PALE)
        if rest:
            card.print(left, y, rest, 1.9, face="sans", colour=PALE)
        card.print(start, y, FIELDS[name], 3.0 if name == "fiscal_code" else 2.7, face="print-bold", colour=INK)
    card.specimen("SPECIMEN", 15, angle=24, ink=0.30, colour=(0.42, 0.56, 0.68), face="sans-black")
    return card


def _back(rng: Rng) -> Card:
    card = Card(rng, 85.6, 54.0, DPI, (0.94, 0.95, 0.96))
    card.waves((0.80, 0.86, 0.92), period=1.6, swing=1.7, length=10.0, slope=-0.12, ink=0.5)
    card.tint((0.72, 0.82, 0.90), (0, 0, 85.6, 10.5), 0.7)
    card.print(3.5, 6.4, "TESSERA EUROPEA DI ASSICURAZIONE MALATTIA", 2.9, face="sans-bold", colour=TEAL)
    rows = (
        (14.2, 3.5, "3 Cognome", "surname"),
        (21.2, 3.5, "4 Nome", "name"),
        (21.2, 55.0, "5 Data di nascita", "date_of_birth"),
        (28.2, 3.5, "6 Numero di identificazione personale", "fiscal_code"),
        (28.2, 48.0, "7 Numero di identificazione dell'istituzione", "institution"),
        (35.2, 3.5, "8 Numero di identificazione della tessera", "card_number"),
        (35.2, 60.0, "9 Scadenza", "expiry_date"),
    )
    for y, left, label, name in rows:
        card.print(left, y, label, 1.7, face="sans", colour=PALE)
        card.print(left, y + 3.2, FIELDS[name], 2.6, face="print-bold", colour=INK)
    card.specimen("SPECIMEN", 15, angle=24, ink=0.30, colour=(0.42, 0.56, 0.68), face="sans-black")
    return card
