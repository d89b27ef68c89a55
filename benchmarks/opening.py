"""Opening: from asking for a document to its picture; the next document; a PDF of 1,000 pages and the memory it takes.

All in the real window, offscreen. The times end when the window has been painted.
"""

from __future__ import annotations

import gc
import os
import statistics
from io import BytesIO
from pathlib import Path
from time import monotonic, thread_time

import _documents
import _figures
import pymupdf
from _figures import Figures
from _window import Painted, Window, opened
from PIL import Image
from PySide6.QtCore import Qt

DOCUMENTS = 44
OPENS, STEPS, FINISHES, PDFS = 10, 12, 12, 5
PAGES = 1000
AHEAD = 3
LEAVES = 60
FRAME = (2480, 3508)
NEXT_AIM, PDF_AIM, MEMORY_AIM = 150.0, 300.0, 600.0
MODELS = 2
CTRL = Qt.KeyboardModifier.ControlModifier


def main() -> None:
    parser = _figures.parser(__doc__ or "")
    parser.add_argument("--next-only", action="store_true", help="measure the next document only")
    arguments = parser.parse_args()
    figures = Figures(arguments)
    with _figures.scratch() as folder:
        workspace = folder / "workspace"
        ids = _documents.fill(workspace, DOCUMENTS, _documents.images(arguments.corpus)[:MODELS], small=False)
        pdfs = [] if arguments.next_only else add_pdfs(workspace, ids)
        with opened(workspace) as window:
            window.wait(lambda: window.session.document is not None)
            window.wait_idle()
            if arguments.next_only:
                measure_next(window, ids, figures)
            else:
                measure_opening(window, ids[STEPS + FINISHES + 4 : -AHEAD], figures)
                measure_next(window, ids, figures)
                measure_pdf(window, ids, pdfs, figures)
    figures.note(f"{DOCUMENTS} recognized documents; the PDFs have {PAGES} scanned pages each, and no text.")
    figures.note(_figures.machine())
    figures.tell()


# Documents


def add_pdfs(workspace: Path, ids: list[str]) -> list[str]:
    """Put long PDFs at the end of the queue. Returns their ids."""
    content = long_pdf()
    with _documents.desk_of(workspace) as desk:
        with desk.workspace.read() as connection:
            recognition = _documents.recognitions.latest(connection, ids[0])
            text = _documents.texts.latest(connection, ids[0], 0)
        assert recognition is not None
        assert text is not None
        made = []
        for number in range(PDFS):
            other = content + f"\n%{number}\n".encode()
            document = _documents.document_of(desk, other, f"long-{number}.pdf", FRAME, PAGES)
            made.append(desk.workspace.lane.call(lambda c, d=document: _documents.add(c, desk, d, recognition, text)))
    return made


def long_pdf() -> bytes:
    """A PDF of 1,000 scanned A4 pages: ten different scans at 200 dpi, and each page's number."""
    scans = []
    with Image.open(_documents.SAMPLES / "form-membership.jpg") as image:
        for number in range(10):
            page = BytesIO()
            image.convert("L").resize((1654 - number, 2339)).save(page, "JPEG", quality=75)
            scans.append(page.getvalue())
    pdf, known = pymupdf.open(), {}
    for number in range(PAGES):
        page = pdf.new_page(width=595, height=842)
        scan = number % len(scans)
        known[scan] = page.insert_image(
            page.rect, stream=None if scan in known else scans[scan], xref=known.get(scan, 0)
        )
        page.draw_rect(pymupdf.Rect(10, 10, 20 + number % 500, 20), fill=(0.2, 0.2, 0.2))
    content: bytes = pdf.tobytes(garbage=1)
    return content


# Measuring


def measure_opening(window: Window, ids: list[str], figures: Figures) -> None:
    """Documents that were not read ahead: from the last to the first, and far enough from the PDFs behind them."""
    first, sharp = [], []
    for document in ids[-1 : -OPENS - 1 : -1]:
        shown = Painted(lambda d=document: window.shows(d), window.page)
        whole = Painted(lambda d=document: window.shows(d) and window.sharp(), window.page)
        began = monotonic()
        window.session.open(document)
        first.append((shown.wait() - began) * 1000)
        sharp.append((whole.wait() - began) * 1000)
        window.wait_idle()
    figures.add_many("open_first_pixels", first, "ms")
    figures.add_many("open_sharp", sharp, "ms")


def measure_next(window: Window, ids: list[str], figures: Figures) -> None:
    """The next document, read ahead: by Ctrl+Down, and by finishing the one before it."""
    window.session.open(ids[0])
    window.wait_idle()
    add_steps("next_document", [pressed_on(window, Qt.Key.Key_Down) for _ in range(STEPS)], figures)
    finished = []
    for _ in range(FINISHES):
        window.press(Qt.Key.Key_Return, CTRL)  # goes to the first doubt; the second finishes
        window.run(0.3)
        finished.append(pressed_on(window, Qt.Key.Key_Return))
    add_steps("finish_and_next", finished, figures)


def add_steps(name: str, steps: list[tuple[float, float]], figures: Figures) -> None:
    """The times until it is seen, and what the window's thread itself worked: that depends less on who else works."""
    figures.add_many(name, [seen for seen, _ in steps], "ms", aim=NEXT_AIM)
    figures.add(f"{name}_own", statistics.median(own for _, own in steps), "ms", n=len(steps))


def pressed_on(window: Window, key: Qt.Key) -> tuple[float, float]:
    """Press a key that leads to another document.

    Returns:
        Milliseconds until it is seen, with the editor focused; and those in which the window's thread worked.
    """
    before = window.session.document

    def there() -> bool:
        shown = window.session.document
        if shown is None or shown is before or not window.shows(shown.id) or not window.focused():
            return False
        review = window.review.review
        unsure = review.unsure() if review is not None else ()
        return not unsure or window.review.current == unsure[0]

    seen = Painted(there, window.page, window.fields)
    began, worked = monotonic(), thread_time()
    window.press(key, CTRL)
    at = seen.wait()
    own = thread_time() - worked
    window.wait_idle()
    return (at - began) * 1000, own * 1000


def measure_pdf(window: Window, ids: list[str], pdfs: list[str], figures: Figures) -> None:
    """The long PDF: its first page; then memory while it is leafed through and read."""
    first, sharp = [], []
    for document in reversed(pdfs):  # each one's next is known already, so none was read ahead
        window.session.open(ids[0])
        window.wait_idle()
        shown = Painted(lambda d=document: window.shows(d), window.page)
        whole = Painted(lambda d=document: window.shows(d) and window.sharp(), window.page)
        began = monotonic()
        window.session.open(document)
        first.append((shown.wait() - began) * 1000)
        sharp.append((whole.wait() - began) * 1000)
        window.wait_idle()
    figures.add_many("pdf_1000_first_page", first, "ms", aim=PDF_AIM)
    figures.add_many("pdf_1000_sharp", sharp, "ms")
    if not _figures.has_proc():
        figures.note("Memory is only measured on Linux.")
        return
    mine, *others = _figures.family(os.getpid())
    parts = _figures.proportional(mine), sum(map(_figures.proportional, others))
    figures.note(f"Before leafing: window {parts[0]:.0f} MB, children {parts[1]:.0f} MB.")

    def total() -> float:
        return sum(_figures.proportional(pid) for pid in _figures.family(os.getpid()))

    leafed = []
    for number in range(LEAVES):
        page = number if number < LEAVES // 2 else number * (PAGES // LEAVES)
        window.review.show_page(page)
        window.wait(lambda page=page: window.pictures.ready(page))
        window.run(0.05)
        leafed.append(total())
    mine, *others = _figures.family(os.getpid())
    parts = _figures.proportional(mine), sum(map(_figures.proportional, others))
    garbage = gc.collect()
    figures.note(
        f"After leafing: window {parts[0]:.0f} MB ({_figures.proportional(mine):.0f} when {garbage} objects in cycles"
        f" were collected), children {parts[1]:.0f} MB."
    )
    figures.add("pdf_1000_memory", max(leafed), "MB", aim=MEMORY_AIM, n=len(leafed))
    figures.add("pdf_1000_memory_growth", leafed[-1] / leafed[LEAVES // 2] * 100 - 100, "%", n=len(leafed))
    window.session.rereading.read(pdfs[0])
    window.wait(lambda: window.session.reading.running > 0)
    read = []
    for number in range(15):
        window.review.show_page(number)
        window.run(1.0)
        read.append(total())
    figures.add("pdf_1000_memory_reading", max(read), "MB", n=len(read))


if __name__ == "__main__":
    main()
