"""Throughput: `reviewer recognize` beside Tesseract itself under xargs, same pages and segmentation; and RapidOCR.

The two take turns, each several times; the figures are of the medians. Samples that Tesseract by itself reads as
nonsense are left out: Reviewer turns them, or looks for their script, and that is not the same work.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from time import monotonic

import _documents
import _figures

PAGES, ROUNDS = 40, 3
AIM = 0.90
NONSENSE = frozenset({"russian-page-specimen.jpg", "visa-specimen.jpg"})
"""One is not in the letters that Tesseract expects by itself, one lies on its side."""


def main() -> None:
    parser = _figures.parser(__doc__ or "")
    parser.add_argument("--pages", type=int, default=PAGES, help="to read (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="in turn (default %(default)s)")
    parser.add_argument("--engine", choices=("tesseract", "rapidocr", "both"), default="both")
    arguments = parser.parse_args()
    figures = _figures.Figures(arguments)
    with _figures.scratch() as folder:
        found = [path for path in _documents.images(arguments.corpus) if path.name not in NONSENSE]
        pages = _documents.varied(found, arguments.pages, folder / "pages")
        if arguments.engine != "rapidocr":
            measure_tesseract(pages, arguments.rounds, folder, figures)
        if arguments.engine != "tesseract":
            seconds = [with_reviewer("rapidocr", pages, folder) for _ in range(max(1, arguments.rounds - 1))]
            figures.add("rapidocr", len(pages) / statistics.median(seconds), "pages/s", n=len(seconds))
    figures.note(f"{len(pages)} pages; whole processes, their start included.")
    figures.note(_figures.machine())
    figures.tell()


def measure_tesseract(pages: list[Path], rounds: int, folder: Path, figures: _figures.Figures) -> None:
    program = os.environ.get("REVIEWER_TESSERACT") or shutil.which("tesseract")
    if program is None or shutil.which("xargs") is None:
        figures.note("Tesseract or xargs is not installed, so it is left out.")
        return
    ours, theirs = [], []
    for number in range(rounds):
        pair = [lambda: ours.append(with_reviewer("tesseract", pages, folder))]
        pair.append(lambda: theirs.append(with_xargs(program, pages, folder)))
        for measure in pair if number % 2 else reversed(pair):  # who is first changes, as the machine's speed drifts
            measure()
    fast, bare = len(pages) / statistics.median(ours), len(pages) / statistics.median(theirs)
    ratio = statistics.median(their / our for our, their in zip(ours, theirs, strict=True))
    figures.add("tesseract_ratio", ratio, "", aim=AIM, n=rounds, least=True)
    figures.add("tesseract", fast, "pages/s", n=rounds)
    figures.add("tesseract_xargs", bare, "pages/s", n=rounds)


def with_reviewer(engine: str, pages: list[Path], folder: Path) -> float:
    """Seconds that Reviewer takes."""
    command = [sys.executable, "-m", "reviewer", "recognize", "--engine", engine, "--type", "plain_text"]
    return timed([*command, "--output", str(emptied(folder / "json")), *map(str, pages)])


def with_xargs(program: str, pages: list[Path], folder: Path) -> float:
    """Seconds that Tesseract alone takes, two at a time."""
    target = emptied(folder / "hocr")
    given = "".join(f"{page}\0{target / page.stem}\0" for page in pages)
    command = ["xargs", "-0", "-n", "2", "-P", "2", "sh", "-c", 'exec "$0" "$1" "$2" hocr', program]
    return timed(command, given=given, environment={**os.environ, "OMP_THREAD_LIMIT": "1"})


def timed(command: list[str], given: str = "", environment: dict[str, str] | None = None) -> float:
    began = monotonic()
    done = subprocess.run(command, input=given, text=True, capture_output=True, env=environment, check=False)
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} failed:\n{done.stderr}")
    return monotonic() - began


def emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
