"""A two-page invoice with a text layer: an invented Irish supplier, an invented customer, sums that agree.

The bank code FICT and the sort code 904173 belong to no bank; the check digits of the IBAN are right all the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pymupdf
from fonts import path

FILE = "invoice-ardlough.pdf"
FACES = {"sans": "sans", "bold": "sans-bold", "black": "sans-black"}
INK, GREY, ACCENT, PALE = (0.12, 0.14, 0.18), (0.42, 0.45, 0.50), (0.06, 0.36, 0.36), (0.93, 0.96, 0.955)
LEFT, RIGHT, WIDTH, HEIGHT = 56.0, 539.0, 595.0, 842.0
RATE = Decimal("0.23")

SUPPLIER = "Ardlough Survey Instruments Ltd"
SUPPLIER_LINES = ("Unit 6, Quarry Road", "Ardlough", "Co. Corran", "Z42 K7T1")
CUSTOMER = "Tullyfern Land Surveys Ltd"
CUSTOMER_LINES = ("Accounts Department", "3 Weighbridge Lane", "Tullyfern", "Co. Corran", "Z57 VX03")
FACTS = (
    ("Invoice no.", "number", "ASI-2025-0417"),
    ("Invoice date", "date", "3 March 2025"),
    ("Due date", "due_date", "2 April 2025"),
    ("Your order", "purchase_order", "PO 70-1138"),
    ("Delivery note", "delivery_note", "DN 25-0392"),
    ("Account", "account", "C-20416"),
)
IBAN, BIC, VAT_ID = "IE22 FICT 9041 7300 2231 84", "FICTIE2X", "IE 9999999P"

CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""

ITEMS = (
    ("TS-140", "Total station tripod, beech, screw clamps", "2", "189.00"),
    ("TS-146", "Tripod star, folding, for indoor floors", "2", "34.50"),
    ("PR-360", 'Mini prism 360°, 5/8" thread, with pouch', "3", "212.00"),
    ("PR-012", "Prism pole, telescopic, 2.60 m\nGraduation on two sides, bubble 8'", "4", "96.40"),
    ("LV-020", "Automatic level 24x", "1", "318.00"),
    ("LV-105", "Levelling staff, aluminium, 5 m", "2", "58.90"),
    ("LV-110", "Staff bubble, detachable", "2", "14.25"),
    ("GN-210", "GNSS antenna cable, 3 m, TNC to TNC", "2", "47.80"),
    ("GN-233", "Rover bracket for tablet, quick release", "2", "64.00"),
    ("BT-071", "Battery Li-ion 7.4 V 6,400 mAh", "6", "79.90"),
    ("BT-090", "Charger, two bays, with car adapter", "2", "118.00"),
    ("MK-001", "Ground marker, nail 60 mm\nBox of 100, washer stamped CONTROL", "5", "22.60"),
    ("MK-014", "Boundary pin, steel, 450 mm", "40", "3.85"),
    ("MK-020", "Marking paint, fluorescent orange, 500 ml", "24", "6.15"),
    ("MK-021", "Marking paint, white, 500 ml", "12", "6.15"),
    ("MK-033", "Wooden pegs 50 x 50 x 500 mm\nBundle of 25, pointed", "8", "31.20"),
    ("TP-050", "Steel tape, 50 m, open frame", "2", "44.95"),
    ("TP-005", "Pocket tape 5 m, class II", "5", "11.80"),
    ("WR-310", "High-visibility vest, class 2, size L", "4", "12.40"),
    ("WR-402", "Field book, waterproof, 64 leaves", "10", "8.75"),
    ("SV-001", "Calibration of total station, with certificate\nSerial no. 1147823", "1", "385.00"),
    ("SV-009", "Repair of tribrach, optical plummet adjusted", "1", "92.50"),
    ("CA-001", "Carriage, two parcels, next working day", "1", "18.00"),
)


def plain(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


@dataclass
class Writer:
    """Sets text on pages and remembers it by line, from top to bottom and left to right."""

    document: pymupdf.Document
    faces: Mapping[str, str] = field(default_factory=lambda: FACES)
    fonts: dict[str, pymupdf.Font] = field(default_factory=dict)
    placed: list[list[tuple[float, float, str]]] = field(default_factory=list)

    def page(self) -> pymupdf.Page:
        page = self.document.new_page(width=WIDTH, height=HEIGHT)
        for name, face in self.faces.items():
            page.insert_font(fontname=name, fontfile=str(path(face)))
            self.fonts.setdefault(name, pymupdf.Font(fontfile=str(path(face))))
        self.placed.append([])
        return page

    def put(
        self,
        at: tuple[float, float],
        text: str,
        *,
        size: float = 9,
        face: str = "sans",
        colour: Sequence[float] = INK,
        right: bool = False,
    ) -> None:
        """Text with its base line at a place; ``right`` makes the place its end."""
        x, y = at
        if right:
            x -= self.fonts[face].text_length(text, size)
        self.document[-1].insert_text((x, y), text, fontname=face, fontsize=size, color=colour)
        self.placed[-1].append((y, x, text))

    def lines(self) -> list[list[str]]:
        """The text of every page, parts on one base line joined by a blank."""
        pages = []
        for parts in self.placed:
            rows: dict[float, list[tuple[float, str]]] = {}
            for y, x, text in parts:
                rows.setdefault(round(y, 1), []).append((x, text))
            pages.append([" ".join(text for _, text in sorted(rows[y])) for y in sorted(rows)])
        return pages

    def name_glyphs(self) -> None:
        """Say which character each glyph is: the same glyph is blank and no-break blank, hyphen and soft hyphen."""
        used = {sign for parts in self.placed for _, _, text in parts for sign in text}
        for xref, _, _, _, name, _ in self.document.get_page_fonts(0):
            glyphs = {self.fonts[name].has_glyph(ord(sign)): sign for sign in sorted(used)}
            pairs = [f"<{glyph:04x}> <{ord(sign):04x}>" for glyph, sign in sorted(glyphs.items())]
            blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
            table = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
            target = int(self.document.xref_get_key(xref, "ToUnicode")[1].split()[0])
            self.document.update_stream(target, CMAP.format(table).encode())


def make(folder: Path, _rng: object) -> dict[str, Any]:
    """Write the invoice; its truth by its file name."""
    document = pymupdf.open()
    writer = Writer(document)
    amounts = [Decimal(quantity) * Decimal(price) for _, _, quantity, price in ITEMS]
    net = sum(amounts, Decimal())
    tax = (net * RATE).quantize(Decimal("0.01"), ROUND_HALF_UP)

    page = writer.page()
    _letterhead(page, writer)
    _address_and_facts(writer)
    rows = iter(zip(ITEMS, amounts, strict=True))
    carried, y = _table(page, writer, rows, top=322, bottom=716, carried=None)
    writer.put((RIGHT, y), plain(carried), face="bold", right=True)
    writer.put((LEFT, y), "Carried forward", face="bold")
    _footer(page, writer, 1)

    page = writer.page()
    _small_head(page, writer)
    _, y = _table(page, writer, rows, top=96, bottom=700, carried=carried)
    y = _totals(page, writer, y + 8, net, tax)
    _payment(page, writer, y + 48)
    _footer(page, writer, 2)

    document.set_metadata(
        {
            "title": "Invoice ASI-2025-0417",
            "author": SUPPLIER,
            "creator": "Reviewer sample generator",
            "producer": "",
            "creationDate": "D:20250303091500Z",
            "modDate": "D:20250303091500Z",
        }
    )
    document.subset_fonts()
    writer.name_glyphs()
    document.save(folder / FILE, garbage=4, deflate=True, deflate_fonts=True, no_new_id=True)
    fields: dict[str, Any] = {name: value for _, name, value in FACTS}
    fields |= {"supplier": SUPPLIER, "supplier_address": "\n".join(SUPPLIER_LINES), "supplier_vat": VAT_ID}
    fields |= {"customer": CUSTOMER, "customer_address": "\n".join(CUSTOMER_LINES)}
    fields |= {"net": plain(net), "tax_rate": "23%", "tax": plain(tax), "total": plain(net + tax)}
    fields |= {"currency": "EUR", "iban": IBAN, "bic": BIC}
    fields["line_items"] = [
        {
            "code": code,
            "description": text,
            "quantity": quantity,
            "price": plain(Decimal(price)),
            "amount": plain(amount),
        }
        for (code, text, quantity, price), amount in zip(ITEMS, amounts, strict=True)
    ]
    return {FILE: {"type": "invoice", "fields": fields, "text": writer.lines()}}


def _mark(page: pymupdf.Page, x: float, y: float, size: float) -> None:
    """The firm's sign: a hill under a level line."""
    shape = page.new_shape()
    shape.draw_polyline([(x, y + size), (x + size * 0.5, y), (x + size, y + size)])
    shape.finish(color=ACCENT, fill=ACCENT, closePath=True)
    shape.draw_line((x - size * 0.12, y + size * 0.5), (x + size * 1.12, y + size * 0.5))
    shape.finish(color=(1, 1, 1), width=size * 0.09)
    shape.draw_circle((x + size * 0.5, y + size * 0.5), size * 0.13)
    shape.finish(color=(1, 1, 1), fill=ACCENT, width=size * 0.07)
    shape.commit()


def _letterhead(page: pymupdf.Page, writer: Writer) -> None:
    _mark(page, LEFT, 48, 34)
    writer.put((LEFT + 46, 66), "Ardlough", size=20, face="black", colour=ACCENT)
    writer.put((LEFT + 46, 80), "Survey Instruments", size=10.5, colour=GREY)
    y = 56.0
    writer.put((RIGHT, y), SUPPLIER, size=8.5, face="bold", right=True)
    for text in (*SUPPLIER_LINES, "Tel. 020 912 3417", "accounts@ardlough.example", f"VAT no. {VAT_ID}"):
        y += 11
        writer.put((RIGHT, y), text, size=8.5, colour=GREY, right=True)


def _small_head(page: pymupdf.Page, writer: Writer) -> None:
    _mark(page, LEFT, 44, 18)
    writer.put((LEFT + 26, 57), "Ardlough", size=11, face="black", colour=ACCENT)
    writer.put((RIGHT, 57), "Invoice ASI-2025-0417, 3 March 2025", size=8.5, colour=GREY, right=True)


def _address_and_facts(writer: Writer) -> None:
    writer.put((LEFT, 172), f"{SUPPLIER}, Quarry Road, Ardlough", size=6.5, colour=GREY)
    y = 190.0
    writer.put((LEFT, y), CUSTOMER, size=10, face="bold")
    for text in CUSTOMER_LINES:
        y += 13.5
        writer.put((LEFT, y), text, size=10)
    y = 190.0
    for label, _, value in FACTS:
        writer.put((352, y), label, colour=GREY)
        writer.put((RIGHT, y), value, face="bold" if label == "Invoice no." else "sans", right=True)
        y += 13.5
    writer.put((LEFT, 298), "Invoice", size=18, face="black")


def _table(
    page: pymupdf.Page,
    writer: Writer,
    rows: Iterator[tuple[tuple[str, str, str, str], Decimal]],
    *,
    top: float,
    bottom: float,
    carried: Decimal | None,
) -> tuple[Decimal, float]:
    """As many rows as fit; the sum so far and the base line of what may follow."""
    page.draw_rect((LEFT - 6, top - 13, RIGHT + 6, top + 6), color=None, fill=PALE)
    for x, text, right in ((LEFT, "Code", False), (LEFT + 52, "Description", False), (384, "Quantity", True)):
        writer.put((x, top), text, size=8.5, face="bold", right=right)
    writer.put((460, top), "Unit price", size=8.5, face="bold", right=True)
    writer.put((RIGHT, top), "Amount EUR", size=8.5, face="bold", right=True)
    y = top + 21
    total = carried or Decimal()
    if carried is not None:
        writer.put((LEFT, y), "Brought forward", face="bold")
        writer.put((RIGHT, y), plain(carried), face="bold", right=True)
        y += 21
    while y < bottom - 24 and (entry := next(rows, None)):
        (code, description, quantity, price), amount = entry
        for x, text in ((384, quantity), (460, plain(Decimal(price))), (RIGHT, plain(amount))):
            writer.put((x, y), text, right=True)
        writer.put((LEFT, y), code, colour=GREY)
        for part, text in enumerate(description.split("\n")):
            y += 11 if part else 0
            writer.put((LEFT + 52, y), text, size=8 if part else 9, colour=GREY if part else INK)
        total += amount
        page.draw_line((LEFT - 6, y + 7), (RIGHT + 6, y + 7), color=(0.85, 0.87, 0.89), width=0.5)
        y += 20
    return total, y + 6


def _totals(page: pymupdf.Page, writer: Writer, y: float, net: Decimal, tax: Decimal) -> float:
    for label, value in (("Net total", net), ("VAT 23%", tax)):
        writer.put((384, y), label, size=9.5)
        writer.put((RIGHT, y), plain(value), size=9.5, right=True)
        y += 17
    page.draw_line((384, y - 8), (RIGHT + 6, y - 8), color=INK, width=0.8)
    writer.put((384, y + 8), "Total EUR", size=12, face="bold")
    writer.put((RIGHT, y + 8), plain(net + tax), size=12, face="bold", right=True)
    return y + 8


def _payment(page: pymupdf.Page, writer: Writer, top: float) -> None:
    page.draw_rect((LEFT - 6, top, RIGHT + 6, top + 84), color=None, fill=PALE)
    writer.put((LEFT + 6, top + 20), "Payment", face="bold")
    writer.put((LEFT + 6, top + 35), "Please pay by 2 April 2025 and quote ASI-2025-0417.")
    for y, label, value in ((top + 54, "IBAN", IBAN), (top + 68, "BIC", f"{BIC} (First Fictional Bank)")):
        writer.put((LEFT + 6, y), label, colour=GREY)
        writer.put((LEFT + 46, y), value)
    y = top + 108
    writer.put((LEFT, y), "Goods remain ours until paid for in full. Claims within eight days of delivery.", size=8)
    writer.put((LEFT, y + 12), "All prices in euro. VAT at 23% applies to all items.", size=8, colour=GREY)


def _footer(page: pymupdf.Page, writer: Writer, number: int) -> None:
    page.draw_line((LEFT - 6, 780), (RIGHT + 6, 780), color=ACCENT, width=0.8)
    legal = f"{SUPPLIER}. Registered in Ireland, no. 994173. Director: Maeve Tarrant"
    writer.put((LEFT, 794), legal, size=7.5, colour=GREY)
    writer.put((RIGHT, 794), f"Page {number} of 2", size=7.5, colour=GREY, right=True)
