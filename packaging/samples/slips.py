"""Two short receipts of invented shops that lay on a scanner's glass together: a file with two documents."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from camera import Scene, photograph
from fonts import font
from receipts import Item, Receipt, money, row
from till import Till, banner

from paper import Plane, Rng, Sheet, burn, noise, receipt_height, thermal_sheet

FILE = "receipts-two.jpg"
DPI = 200.0
SIZE = (1300, 1010)
PLACES = ((70, 70, -1.3), (745, 130, 1.1))
"""Of each slip its left and top edge on the glass in pixels, and by how many degrees it lies turned."""


def make(folder: Path, rng: Rng) -> dict[str, Any]:
    """Write the scan; its truth by its file name."""
    slips = [bookshop(), ferry()]
    glass = _together([_sheet(rng, slip) for slip in slips])
    scene = Scene(
        size=SIZE,
        turn=0.0,
        tilt=(0.0, 0.0),
        sun=(-0.1, -0.3, 1.0),
        glow=(0.5, 0.4),
        fall=0.03,
        exposure=0.90,
        softness=0.7,
        grain=0.007,
    )
    lid = (0.88 + 0.006 * noise(rng, SIZE[::-1], 300))[..., None] * np.array((1.0, 1.0, 0.99), np.float32)
    image = photograph(rng, glass, lid.astype(np.float32), scene)
    image.save(folder / FILE, quality=76, subsampling="4:2:0", optimize=True, dpi=(DPI, DPI))
    documents = [{"type": "receipt", "fields": slip.fields, "text": [slip.till.text]} for slip in slips]
    text = [line for slip in slips for line in slip.till.text]
    return {FILE: {"type": "receipt", "documents": documents, "text": [text]}}


def _sheet(rng: Rng, slip: Receipt) -> Sheet:
    """Pressed flat by the lid, but not quite."""
    dots = np.pad(slip.till.strip(), ((36, 50), (0, 0)))
    ink = burn(rng, dots, 1.0, heat=0.82, wear=0.09)
    height = receipt_height(rng, (ink.shape[0], ink.shape[1]), curl=3, folds=(), rumple=0.35)
    return thermal_sheet(rng, ink, height, tint=(0.95, 0.95, 0.94), ink_tint=(0.16, 0.16, 0.19))


def _together(sheets: Sequence[Sheet]) -> Sheet:
    """The slips at their places, as one sheet of the size of the scan."""
    wide, high = SIZE
    colour = np.ones((high, wide, 3), np.float32)
    outline, height = np.zeros((high, wide), np.float32), np.zeros((high, wide), np.float32)
    for sheet, place in zip(sheets, PLACES, strict=True):
        cover = _laid(sheet.outline, place)
        colour = colour * (1 - cover[..., None]) + _laid(sheet.colour, place) * cover[..., None]
        height = height + _laid(sheet.height, place) * cover
        outline = np.maximum(outline, cover)
    return Sheet(np.clip(colour, 0, 1).astype(np.float32), outline.astype(np.float32), height.astype(np.float32))


def _laid(plane: Plane, place: tuple[float, float, float]) -> Plane:
    left, top, turn = place
    move = cv2.getRotationMatrix2D((plane.shape[1] / 2, plane.shape[0] / 2), -turn, 1.0)
    move[:, 2] += (left, top)
    laid = cv2.warpAffine(plane, move, SIZE, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT)
    return np.clip(laid, *(None, None) if plane.ndim == 3 else (plane.min(), max(1.0, plane.max()))).astype(np.float32)


def bookshop() -> Receipt:
    """Books without tax and stationery with it, paid by card."""
    company, number = "Brindle & Moss Booksellers", "99417344"
    address = ["8 Corn Street", "Wexley WX1 3PN"]
    items = [
        Item("Lake Birds of the North", "1", "14.99"),
        Item("A Short Walk to Ashmere", "1", "9.50"),
        Item("Notebook ruled A5", "2", "3.75", rate="*"),
        Item("Wrapping paper", "1", "2.40", rate="*"),
    ]
    total = sum((item.amount for item in items), Decimal())
    taxed = sum((item.amount for item in items if item.rate), Decimal())
    tax = taxed - money(taxed / Decimal("1.2"))
    till = Till(font("till", 24), 40, margin=36, zero="O")
    till.feed(6)
    till.picture(banner("BRINDLE & MOSS", "sans-black", 44))
    till.feed(14)
    till.centred(company, *address, "Tel 01632 960238", f"Company no. {number}")
    till.rule()
    till.pair("06/05/2025", "15:21")
    till.pair("Receipt B-20931", "Till 1")
    till.rule()
    for item in items:
        till.pair(item.description, f"{item.amount}{item.rate or ' '}")
        if item.quantity != "1":
            till.line(f"   {item.quantity} x {item.price}")
    till.rule()
    till.pair("TOTAL", f"£{total}", wide=2, tall=2)
    till.feed(6)
    till.pair("Card", f"£{total} ")
    till.pair("* incl. VAT 20%", f"£{tax} ")
    till.feed(14)
    till.centred("Exchange within 28 days", "with this receipt. Thank you.")
    till.feed(16)
    fields = {
        "company": company,
        "company_number": number,
        "address": "\n".join(address),
        "date": "06/05/2025",
        "time": "15:21",
        "number": "B-20931",
        "total": str(total),
        "tax": str(tax),
        "rounding": None,
        "cash": None,
        "change": None,
        "currency": "GBP",
        "line_items": _rows(items),
    }
    return Receipt(till, fields)


def ferry() -> Receipt:
    """The kiosk of a ferry, paid in cash."""
    company = "Larkmere Ferry Company Ltd"
    address = ["North Landing", "Little Ashmere WX9 1FY"]
    items = [
        Item("Adult return", "2", "4.80"),
        Item("Child return", "3", "2.40"),
        Item("Bicycle", "1", "1.50"),
        Item("Tea", "2", "1.90"),
    ]
    total = sum((item.amount for item in items), Decimal())
    cash = Decimal("30.00")
    till = Till(font("till-light", 20), 30, margin=34, gap=5)
    till.feed(8)
    till.line(company, "centre", bold=True)
    till.centred(*address)
    till.feed(12)
    till.pair("18 May 2025", "10:04")
    till.line("Ticket no. 55-0712")
    till.rule()
    for item in items:
        each = f"@{item.price}" if item.quantity != "1" else ""
        till.pair(f"{item.quantity} {item.description:<14}{each}".rstrip(), str(item.amount))
    till.rule()
    till.pair("TOTAL", f"£{total}", wide=2, tall=2)
    till.feed(6)
    till.pair("Cash", f"£{cash}")
    till.pair("Change", f"£{cash - total}")
    till.feed(12)
    till.centred("No VAT is charged on fares.", "Last boat back 18:40")
    till.feed(20)
    fields = {
        "company": company,
        "company_number": None,
        "address": "\n".join(address),
        "date": "18 May 2025",
        "time": "10:04",
        "number": "55-0712",
        "total": str(total),
        "tax": None,
        "rounding": None,
        "cash": str(cash),
        "change": str(cash - total),
        "currency": "GBP",
        "line_items": _rows(items),
    }
    return Receipt(till, fields)


def _rows(items: Sequence[Item]) -> list[dict[str, str | None]]:
    """As printed: one piece has neither a number nor a price of its own."""
    return [
        row(one.description, *((one.quantity, one.price) if one.quantity != "1" else (None, None)), str(one.amount))
        for one in items
    ]
