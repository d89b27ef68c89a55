"""A contract of two pages with a text layer: an invented boatyard keeps the boats of an invented rowing club."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf
from invoice import GREY, HEIGHT, WIDTH, Writer
from pen import write
from PIL import Image

from paper import Rng

FILE = "contract-boathouse.pdf"
FACES = {"text": "serif", "bold": "serif-bold"}
LEFT, RIGHT, BOTTOM = 76.0, 519.0, 745.0
SIZE, LEADING, INDENT = 10.5, 14.2, 22.0
PEN = (28, 42, 120)
MADE = "D:20250416101500Z"

TITLE = "Boat Storage and Maintenance Agreement"
YARD, CLUB = "Hollinside Boatworks Ltd", "Larkmere Rowing Club"
SIGNED, STARTS, TERM, LAW = "16 April 2025", "1 May 2025", "three years", "England and Wales"
BETWEEN = (
    f"(1) {YARD}, a company registered in England and Wales under number 99427316, whose registered office is at "
    "2 Slip Road, Wexley WX4 2QD (the “Yard”); and",
    f"(2) {CLUB}, an unincorporated association of The Boathouse, Larkmere Lane, Little Ashmere WX9 3BB (the “Club”).",
)
WHEREAS = (
    "(A) The Yard owns a dry boathouse beside the slip at Wexley and repairs wooden and composite boats.",
    "(B) The Club owns fourteen rowing boats and wishes to have them stored and kept in good order there.",
)
CLAUSES = (
    (
        "Term",
        f"This Agreement takes effect on {STARTS} (the “Commencement Date”) and continues for an initial term of "
        f"{TERM}, unless it is ended earlier under clause 7.",
        "After that it continues from year to year until one party gives the other not less than six months’ notice "
        "in writing.",
    ),
    (
        "Storage",
        "The Yard shall store the boats of the Club on racks under cover, locked, and apart from those of "
        "others. The Club may fetch a boat at any hour at which the slip is open.",
        "The Yard shall not move a boat to another place without the consent of the Club.",
    ),
    (
        "Maintenance",
        "Once in every season the Yard shall inspect each boat, renew what is worn, and tell the Club in writing what "
        "it found. Repairs that cost more than £250.00 need the consent of the Club beforehand.",
    ),
    (
        "Fees",
        "The Club shall pay an annual fee of £4,260.00 in four equal instalments, each on the first day of a quarter. "
        "Materials are charged at cost. Value added tax is added at the rate then in force.",
        "The Yard may raise the fee once a year, by no more than the rise of consumer prices over the year before.",
    ),
    (
        "Insurance and liability",
        "Each party shall keep the insurance that a prudent owner in its place would keep. The Yard answers for loss "
        "of or damage to a boat while it is in its keeping, unless it shows that it was not at fault.",
        "Nothing in this Agreement limits liability for death or injury caused by negligence, or for fraud.",
    ),
    (
        "Confidentiality",
        "Neither party shall pass on confidential information of the other, such as members’ addresses and keys to the "
        "boathouse, during this Agreement and for two years after its end.",
    ),
    (
        "Termination",
        "Either party may end this Agreement with immediate effect by notice in writing when the other is in material "
        "breach of it and has not put that right within thirty days of being asked to.",
        "At its end the Yard shall hand over all boats, oars and keys against payment of what is owed.",
    ),
    (
        "General",
        "Changes to this Agreement, including to this clause, must be made in writing and signed by both parties. If "
        "a term of it is void, the others stand. This Agreement may be signed in counterparts.",
    ),
    (
        "Governing law",
        f"This Agreement and any dispute arising out of it are governed by the law of {LAW}. The courts of {LAW} have "
        "exclusive jurisdiction.",
    ),
)
HANDS = (
    (LEFT, YARD, "R. Coldwell", "Ruth Coldwell", "Director", "14 April 2025"),
    (310.0, CLUB, "T. Oakes", "Tobias Oakes", "Chairman", SIGNED),
)


class Sheets:
    """The pages as they fill from the top down."""

    def __init__(self) -> None:
        self.document = pymupdf.open()
        self.writer = Writer(self.document, FACES)
        self.writer.page()
        self.y = 96.0

    def paragraph(self, text: str, *, left: float = LEFT, mark: str = "", keep: int = 1) -> None:
        """A paragraph, broken into lines; ``mark`` hangs before it, ``keep`` of its lines stay with what follows."""
        lines = list(self._broken(text, RIGHT - left))
        self.room(min(len(lines), keep) * LEADING)
        for number, line in enumerate(lines):
            self.room(LEADING)
            if mark and not number:
                self.writer.put((left - INDENT, self.y), mark, size=SIZE, face="text")
            self.writer.put((left, self.y), line, size=SIZE, face="text")
            self.y += LEADING
        self.y += 5.5

    def heading(self, text: str, mark: str = "") -> None:
        self.room(3 * LEADING)
        self.y += 4
        if mark:
            self.writer.put((LEFT, self.y), mark, size=SIZE, face="bold")
        self.writer.put((LEFT + (INDENT if mark else 0), self.y), text, size=SIZE, face="bold")
        self.y += LEADING + 1.5

    def room(self, height: float) -> None:
        """Turn the page where what comes next does not fit on this one."""
        if self.y + height > BOTTOM:
            self.writer.page()
            self.y = 84.0

    def _broken(self, text: str, width: float) -> Iterator[str]:
        font, line = self.writer.fonts["text"], ""
        for word in text.split(" "):
            longer = f"{line} {word}".strip()
            if line and font.text_length(longer, SIZE) > width:
                yield line
                longer = word
            line = longer
        yield line


def make(folder: Path, rng: Rng) -> dict[str, Any]:
    """Write the contract; its truth by its file name."""
    sheets = Sheets()
    _opening(sheets)
    for number, (title, *texts) in enumerate(CLAUSES, 1):
        sheets.heading(title, f"{number}.")
        for part, text in enumerate(texts, 1):
            sheets.paragraph(text, left=LEFT + INDENT, mark=f"{number}.{part}" if len(texts) > 1 else "", keep=2)
    _signatures(sheets, rng)
    _numbers(sheets)
    document, writer = sheets.document, sheets.writer
    names = {"title": TITLE, "author": YARD, "creator": "Reviewer sample generator", "producer": ""}
    document.set_metadata({**names, "creationDate": MADE, "modDate": MADE})
    document.subset_fonts()
    writer.name_glyphs()
    document.save(folder / FILE, garbage=4, deflate=True, deflate_fonts=True, no_new_id=True)
    fields = {
        "title": TITLE,
        "parties": [YARD, CLUB],
        "effective_date": STARTS,
        "term": TERM,
        "jurisdiction": LAW,
        "signature_dates": [day for *_, day in HANDS],
    }
    return {FILE: {"type": "contract", "fields": fields, "text": writer.lines()}}


def _opening(sheets: Sheets) -> None:
    writer = sheets.writer
    width = writer.fonts["bold"].text_length(TITLE, 17)
    writer.put(((WIDTH - width) / 2, sheets.y), TITLE, size=17, face="bold")
    sheets.y += 40
    sheets.paragraph(f"This Agreement is made on {SIGNED} between:")
    for text in BETWEEN:
        mark, _, rest = text.partition(" ")
        sheets.paragraph(rest, left=LEFT + INDENT, mark=mark)
    sheets.heading("Whereas")
    for text in WHEREAS:
        mark, _, rest = text.partition(" ")
        sheets.paragraph(rest, left=LEFT + INDENT, mark=mark)
    sheets.paragraph("Now therefore the parties agree as follows:")


def _signatures(sheets: Sheets, rng: Rng) -> None:
    """Both hands beside each other, each with the day on which it signed."""
    sheets.room(150)
    sheets.y += 12
    sheets.paragraph("In witness whereof the parties have signed this Agreement on the dates given below.")
    page, writer, top = sheets.document[-1], sheets.writer, sheets.y + 8
    for x, party, hand, name, role, day in HANDS:
        writer.put((x, top), f"For {party}", size=SIZE, face="bold")
        page.insert_image((x, top + 10, x + 180, top + 58), stream=_hand(rng, hand))
        page.draw_line((x, top + 52), (x + 200, top + 52), color=GREY, width=0.6)
        for row, text in enumerate((f"Name: {name}", f"Office: {role}", f"Date: {day}")):
            writer.put((x, top + 68 + LEADING * row), text, size=SIZE, face="text")


def _hand(rng: Rng, name: str) -> bytes:
    """A signature as a picture that lets the paper through."""
    layer = Image.new("L", (540, 144), 0)
    write(rng, layer, (24, 112), name, face="signature", size=132, loose=0.3)
    ink = np.empty((144, 540, 4), np.uint8)
    ink[..., :3], ink[..., 3] = PEN, np.asarray(layer) // 16 * 17
    data = io.BytesIO()
    Image.fromarray(ink).save(data, "PNG", optimize=True)
    return data.getvalue()


def _numbers(sheets: Sheets) -> None:
    """The feet, once it is known how many pages there are."""
    count = len(sheets.document)
    for page, placed in zip(sheets.document, sheets.writer.placed, strict=True):
        text = f"Page {page.number + 1} of {count}"
        page.insert_text((LEFT, HEIGHT - 48), TITLE, fontname="text", fontsize=8, color=GREY)
        at = RIGHT - sheets.writer.fonts["text"].text_length(text, 8)
        page.insert_text((at, HEIGHT - 48), text, fontname="text", fontsize=8, color=GREY)
        placed += [(HEIGHT - 48, LEFT, TITLE), (HEIGHT - 48, at, text)]
