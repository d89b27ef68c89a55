"""A scan of the main pages of a Russian-looking passport of nobody: region 00, no emblem, labels in fine print."""

from pathlib import Path
from typing import Any

import numpy as np
from camera import Scene, photograph
from card import Card

from paper import Rng, noise

FILE = "russian-page-specimen.jpg"
DPI = 250.0
WIDE, HIGH = 125.0, 176.0
INK, FINE_PRINT, RED = (0.12, 0.11, 0.13), (0.47, 0.26, 0.25), (0.55, 0.16, 0.16)
FIELDS = {
    "surname": "ВЫДУМАНСКАЯ",
    "first_name": "ГЛАФИРА",
    "other_names": "ЕРОФЕЕВНА",
    "sex": "ЖЕН.",
    "date_of_birth": "27.02.1986",
    "place_of_birth": "ГОР. НЕБЫВАЛЬСК\nТРИДЕВЯТОЙ ОБЛАСТИ",
    "date_of_issue": "19.06.2009",
    "issuing_authority": "ОТДЕЛОМ ВНУТРЕННИХ ДЕЛ\nЗАРЕЧНОГО РАЙОНА\nГОР. НЕБЫВАЛЬСКА",
    "subdivision_code": "000-017",
    "series_and_number": "00 09 417236",
}


def make(folder: Path, rng: Rng) -> dict[str, Any]:
    """Write the scan; its truth by its file name."""
    card = _page(rng)
    text = card.text()
    sheet = card.sheet(corner=2.5, wear=0.07, bow=4)
    scene = Scene(
        size=(1300, 1820),
        turn=-0.9,
        tilt=(0.0, 0.015),
        sun=(-0.1, -0.35, 1.0),
        glow=(0.4, 0.3),
        fall=0.06,
        exposure=0.86,
        softness=0.7,
        grain=0.009,
    )
    lid = (0.90 + 0.008 * noise(rng, (1820, 1300), 300))[..., None] * np.array((1.0, 1.0, 0.985), np.float32)
    image = photograph(rng, sheet, lid.astype(np.float32), scene)
    image.save(folder / FILE, quality=72, subsampling="4:2:0", optimize=True, dpi=(DPI, DPI))
    return {FILE: {"type": "passport_main", "fields": FIELDS, "text": [text]}}


def _page(rng: Rng) -> Card:
    card = Card(rng, WIDE, HIGH, DPI, (0.955, 0.90, 0.88))
    card.waves((0.90, 0.72, 0.70), period=1.5, swing=1.8, length=11.0, slope=0.12, ink=0.42)
    card.waves((0.86, 0.80, 0.66), period=2.3, swing=-2.4, length=16.0, slope=-0.28, ink=0.35)
    card.rosette((0.88, 0.70, 0.70), (62, 46), size=30, leaves=11, ink=0.4)
    card.rosette((0.84, 0.74, 0.68), (84, 132), size=34, leaves=8, ink=0.4)
    card.tint((0.80, 0.70, 0.66), (0, HIGH / 2 - 0.5, WIDE, HIGH / 2 + 0.5), 0.5)
    _upper(card)
    _lower(card)
    for y in (14.0, 104.0):
        card.upright(117.2, y, FIELDS["series_and_number"], 4.6, face="serif-bold", colour=RED)
    card.specimen("ОБРАЗЕЦ", 27, angle=38, ink=0.22, colour=(0.62, 0.42, 0.44), face="print-bold")
    return card


def _upper(card: Card) -> None:
    """Who gave it out, when, and the code of that office."""
    _label(card, 12, 20.6, "Паспорт выдан")
    for number, line in enumerate(FIELDS["issuing_authority"].split("\n")):
        _value(card, 64, 20.0 + 8.2 * number, line)
        card.line(12 if number else 36, 21.2 + 8.2 * number, 112, 0.12, FINE_PRINT)
    _label(card, 12, 45.6, "Дата выдачи")
    _value(card, 44, 45.0, FIELDS["date_of_issue"])
    _label(card, 62, 45.6, "Код подразделения")
    _value(card, 100, 45.0, FIELDS["subdivision_code"])
    card.line(31, 46.2, 58, 0.12, FINE_PRINT)
    card.line(88, 46.2, 112, 0.12, FINE_PRINT)
    _label(card, 12, 58.6, "Личный код")
    _label(card, 80, 76.6, "Личная подпись")


def _lower(card: Card) -> None:
    """Whose it is."""
    card.portrait((9, 98, 43, 143), (0.86, 0.86, 0.88), (0.22, 0.26, 0.38))
    rows = ((100, "Фамилия", "surname"), (112.5, "Имя", "first_name"), (121, "Отчество", "other_names"))
    for y, label, name in rows:
        _label(card, 48, y + 0.6, label)
        _value(card, 86, y, FIELDS[name])
        card.line(62, y + 1.2, 114, 0.12, FINE_PRINT)
    _label(card, 48, 130.1, "Пол")
    _value(card, 59, 129.5, FIELDS["sex"])
    _label(card, 67, 128.2, "Дата")
    _label(card, 67, 130.5, "рождения")
    _value(card, 97, 129.5, FIELDS["date_of_birth"])
    _label(card, 48, 137.0, "Место")
    _label(card, 48, 139.3, "рождения")
    for number, line in enumerate(FIELDS["place_of_birth"].split("\n")):
        _value(card, 86, 138.0 + 8.2 * number, line)
        card.line(62, 139.2 + 8.2 * number, 114, 0.12, FINE_PRINT)


def _label(card: Card, x: float, y: float, text: str) -> None:
    card.print(x, y, text, 2.2, face="serif", colour=FINE_PRINT)


def _value(card: Card, middle: float, y: float, text: str) -> None:
    card.print(middle, y, text, 4.1, face="serif", colour=INK, anchor="ms")
