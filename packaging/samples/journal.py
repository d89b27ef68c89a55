"""A scanned page of an invented local journal: prose in two columns, so that the order of reading is seen."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from fonts import font
from PIL import Image, ImageDraw
from scanner import Glass, Layer, scan

from paper import Rng, noise

FILE = "journal-page.jpg"
DPI, FINE = 200.0, 2
MM = DPI / 25.4 * FINE
WIDE, HIGH = 168.0, 205.0
LEFT, COLUMN, GAP, TOP, LEADING, SIZE = 17.0, 63.5, 7.0, 58.0, 4.55, 3.55
INDENT = 4.0
INK = (0.13, 0.12, 0.12)

HEAD = ("The Larkmere Miscellany", "Spring number")
TITLE = "The ferry that learned to wait"
BYLINE = "by Tobias Oakes"
FOOT = "7"
STORY = (
    "Before the causeway was built there was only the ferry, and before the ferry had a bell there was only Agnes "
    "Marlow, who stood on the far shore and shouted. She had a voice that carried over water, and she had a brother "
    "who worked the oars and pretended not to hear it.",
    "People still argue about which of the two was the more stubborn. What is certain is that on most mornings the "
    "boat lay on the wrong side of the lake, and that the baker, the doctor and the schoolmaster stood in the wet "
    "grass and learned patience together. The schoolmaster is said to have taught the doctor the names of the stars "
    "there, since in winter they waited from the dark into the light.",
    "The bell changed everything. It came from a ship that nobody could name, bought by the parish for the price of "
    "two pigs, and it hung from an oak on a length of chain. A child could ring it. Agnes never did. She went on "
    "shouting, and her brother, who now came at once for anybody who rang, took as long as ever for her.",
    "In the year of the great frost the lake froze from shore to shore, and the ferry stood locked in the ice like a "
    "spoon in cold porridge. For six weeks everybody walked. The bell was rung only by boys, for the pleasure of it, "
    "and the ferryman sat in his house and carved a new pair of oars which, he told his visitors, would be lighter "
    "and therefore slower, because he would no longer feel that he had to hurry.",
    "When the thaw came, it came in a night. The ice went out with a noise that woke the cattle, and in the morning "
    "there was open water, a little mist, and on the far shore a small figure in a brown coat. She did not shout. She "
    "walked to the oak, took hold of the chain, and rang the bell once.",
    "He was across before the sound had died away. Nobody knows what they said to each other. But from that day the "
    "boat was kept on her side of the lake, tied to a post below her kitchen window, and whoever wanted to cross had "
    "first to call on Agnes Marlow and drink a cup of tea.",
    "The post is still there. The causeway passes it by at some distance, as if out of respect, and herons use it. "
    "The bell hangs in the porch of the boathouse, where the club rings it at the start of every race, and the oars "
    "are kept above the door. They are, as he promised, remarkably light.",
)


class Page:
    """The print, drawn at twice the resolution of the scan and measured in millimetres; what stands on it, as read."""

    def __init__(self) -> None:
        self.plane = Image.new("L", (round(WIDE * MM), round(HIGH * MM)), 0)
        self.text: list[str] = []
        self._draw = ImageDraw.Draw(self.plane)

    def print(self, x: float, y: float, text: str, size: float, *, face: str = "serif", anchor: str = "ls") -> None:
        """Words with their base line at a place."""
        self._draw.text((x * MM, y * MM), text, 255, font(face, size * MM), anchor=anchor)

    def line(self, x: float, y: float, until: float) -> None:
        self._draw.line((x * MM, y * MM, until * MM, y * MM), fill=200, width=round(0.2 * MM))

    def column(self, x: float, lines: Sequence[tuple[str, bool, bool]]) -> None:
        """Lines of a column from the top down, flush on both sides but where a paragraph ends."""
        letters = font("serif", SIZE * MM)
        for number, (text, first, last) in enumerate(lines):
            left = (x + (INDENT if first else 0)) * MM
            words, y = text.split(" "), (TOP + LEADING * number) * MM
            room = (x + COLUMN) * MM - left - sum(map(letters.getlength, words))
            blank = letters.getlength(" ") if last else room / (len(words) - 1)
            for word in words:
                self._draw.text((left, y), word, 255, letters, anchor="ls")
                left += letters.getlength(word) + blank
            self.text.append(text)


def make(folder: Path, rng: Rng) -> dict[str, Any]:
    """Write the scan; its truth by its file name."""
    page = Page()
    right = LEFT + 2 * COLUMN + GAP
    page.print(LEFT, 19, HEAD[0], 3.2, face="serif")
    page.print(right, 19, HEAD[1], 3.2, face="serif", anchor="rs")
    page.line(LEFT, 21, right)
    page.print(WIDE / 2, 38, TITLE, 8.4, face="serif-bold", anchor="ms")
    page.print(WIDE / 2, 46, BYLINE, 3.9, anchor="ms")
    page.text += [" ".join(HEAD), TITLE, BYLINE]
    lines = list(_broken())
    half = (len(lines) + 1) // 2
    page.column(LEFT, lines[:half])
    page.column(LEFT + COLUMN + GAP, lines[half:])
    page.print(WIDE / 2, HIGH - 12, FOOT, 3.4, anchor="ms")
    page.text.append(FOOT)
    image = _scanned(rng, page.plane)
    image.convert("L").save(folder / FILE, quality=68, optimize=True, dpi=(DPI, DPI))
    return {FILE: {"type": "plain_text", "text": [page.text]}}


def _broken() -> Iterator[tuple[str, bool, bool]]:
    """The lines of a column; whether each begins a paragraph, and whether it ends one."""
    letters = font("serif", SIZE * MM)
    for paragraph in STORY:
        line, first = "", True
        for word in paragraph.split(" "):
            longer = f"{line} {word}".strip()
            if line and letters.getlength(longer) > (COLUMN - (INDENT if first else 0)) * MM:
                yield line, first, False
                longer, first = word, False
            line = longer
        yield line, first, True


def _scanned(rng: Rng, plane: Image.Image) -> Image.Image:
    small = plane.resize((plane.width // FINE, plane.height // FINE), Image.Resampling.BOX)
    ink = np.asarray(small, np.float32) / 255
    uneven = 0.92 + 0.03 * noise(rng, ink.shape, 3) + 0.02 * noise(rng, ink.shape, 200)
    layer = Layer(np.clip(ink * uneven, 0, 1).astype(np.float32), INK)
    return scan(rng, [layer], Glass(turn=-0.6, lid=0.93))
