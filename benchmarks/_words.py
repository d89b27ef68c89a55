"""Documents read by Reviewer into a workspace, and their words."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pymupdf
from _documents import desk_of
from _truth import Truth

from reviewer.domain.text import PageText
from reviewer.services.desk import Desk
from reviewer.store import texts

ENGINES = ("rapidocr", "tesseract")
PICTURES = "invoice_pictures"
"""The kind of invoices that are read from pictures of their pages, beside their own text."""
DPI = 200


def read_all(documents: Sequence[Truth], engine: str, workspace: Path, scratch: Path) -> list[Truth]:
    """Read documents, each as its type, unless the workspace has them. Returns them, and invoices as pictures too.

    A document that the engine cannot read, for example one in another alphabet, is left out and named on stderr.

    Args:
        documents: to read.
        engine: by name; a PDF's own text counts before it.
        workspace: where the words are kept.
        scratch: for pictures of PDF pages.
    """
    pictures = [_pictured(one, scratch / "pictures") for one in documents if one.kind == "invoice"]
    every = [*documents, *pictures]
    there = _names(workspace)
    for name in dict.fromkeys(one.document_type for one in every):
        new = [one.path for one in every if one.document_type == name and one.path.name not in there]
        _read([path for path in new if path.suffix != ".pdf"], name, engine, workspace)
        _read([path for path in new if path.suffix == ".pdf"], name, "auto", workspace)
    with desk_of(workspace) as desk:
        return [one for one in every if _is_read(desk, one.path, engine)]


def _is_read(desk: Desk, path: Path, engine: str) -> bool:
    if texts_of(desk, path):
        return True
    print(f"{path.name} is left out: {engine} could not read it.", file=sys.stderr)
    return False


def texts_of(desk: Desk, path: Path) -> list[PageText]:
    """What was read of a file, in the order of its pages; empty when nothing could be."""
    with desk.workspace.read() as connection:
        query = "SELECT id, page_count FROM documents WHERE name = ?"
        row = connection.exec_driver_sql(query, (path.name,)).one_or_none()
        found = [] if row is None else [texts.latest(connection, row.id, page) for page in range(row.page_count)]
    return [text for text in found if text is not None]


def _names(workspace: Path) -> set[str]:
    if not workspace.exists():
        return set()
    with desk_of(workspace) as desk, desk.workspace.read() as connection:
        return {row.name for row in connection.exec_driver_sql("SELECT name FROM documents").all()}


def _pictured(one: Truth, folder: Path) -> Truth:
    """A PDF as the scan of it: a TIFF of pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{one.path.stem}-{DPI}.tiff"
    with closing(pymupdf.open(one.path)) as file:
        images = [page.get_pixmap(dpi=DPI, alpha=False).pil_image().convert("RGB") for page in file]
    images[0].save(target, save_all=True, append_images=images[1:], compression="jpeg", quality=90, dpi=(DPI, DPI))
    return Truth(target, PICTURES, one.document_type, one.fields, untouched=one.untouched)


def _read(paths: Sequence[Path], document_type: str, engine: str, workspace: Path) -> None:
    if not paths:
        return
    command = [sys.executable, "-m", "reviewer", "recognize", *map(str, paths), "--type", document_type]
    command += ["--engine", engine, "--workspace", str(workspace), "--output", str(workspace.parent / "json")]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # what could not be read is left out
