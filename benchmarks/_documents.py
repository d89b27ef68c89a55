"""Documents to measure with: the samples, changed a little so that each is another, and workspaces of them."""

from __future__ import annotations

import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from _figures import ROOT
from msgspec.structs import replace
from PIL import Image
from sqlalchemy import Connection

from reviewer import document_types
from reviewer.domain.document import Document, Original, Page
from reviewer.domain.recognition import Recognition, TaskState
from reviewer.domain.text import PageText
from reviewer.jobs import CancelToken
from reviewer.services.clock import now
from reviewer.services.desk import Desk
from reviewer.services.wishes import Wish, wished
from reviewer.settings import Settings
from reviewer.store import documents, recognitions, tasks, texts
from reviewer.store.workspace import Workspace

SAMPLES = ROOT / "resources" / "samples"
SMALL = 480
_KINDS = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp"})
_BATCH = 100


def images(corpus: Path | None) -> list[Path]:
    """The pictures among the samples, or all in a folder."""
    found = sorted(path for path in (corpus or SAMPLES).rglob("*") if path.suffix.lower() in _KINDS)
    if not found:
        sys.exit(f"There are no images in {corpus or SAMPLES}.")
    return found


def varied(paths: Sequence[Path], count: int, folder: Path) -> list[Path]:
    """So many pictures: the given ones in turn, each time with a little more cut off, so that the bytes differ."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(count):
        source, cut = paths[number % len(paths)], number // len(paths) + 1
        target = folder / f"{number:04}-{source.stem}.jpg"
        with Image.open(source) as image:
            exif, dpi = image.getexif(), image.info.get("dpi", (300, 300))
            plain = image.convert("RGB").crop((cut, cut, image.width, image.height))
            plain.save(target, quality=92, exif=exif, dpi=dpi)
        made.append(target)
    return made


def recognize(paths: Sequence[Path], workspace: Path, output: Path) -> None:
    """Recognize files into a workspace, as a user would."""
    command = [sys.executable, "-m", "reviewer", "recognize", *map(str, paths)]
    command += ["--workspace", str(workspace), "--output", str(output)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def desk_of(folder: Path) -> Iterator[Desk]:
    """An open workspace that writes."""
    workspace = Workspace.open(folder)
    loop = threading.Thread(target=workspace.lane.run, args=(CancelToken(),), daemon=True)
    loop.start()
    try:
        yield Desk(workspace, document_types.load(()), Settings(operator="Bench"))
    finally:
        workspace.close()
        loop.join()


def fill(folder: Path, count: int, paths: Sequence[Path], *, small: bool) -> list[str]:
    """Make a workspace of recognized documents. Returns their ids in the order of the queue.

    Each sample is really recognized once; the others are copies with originals of their own.

    Args:
        folder: of the workspace.
        count: how many documents.
        paths: what they are copies of.
        small: whether the copies' originals are reduced pictures (many documents take little room then).
    """
    models_folder = folder.parent / f"{folder.name}-models"
    recognize(paths, models_folder, folder.parent / "out")
    with desk_of(models_folder) as desk:
        models = [_model(desk, path) for path in paths]
    ids: list[str] = []
    with desk_of(folder) as desk:
        for first in range(0, count, _BATCH):
            batch = []
            for number in range(first, min(first + _BATCH, count)):
                path, (recognition, text) = paths[number % len(paths)], models[number % len(models)]
                batch.append((_kept(desk, path, number, small=small), recognition, text))
            ids += desk.workspace.lane.call(lambda c, batch=batch: [add(c, desk, *one) for one in batch])
    return ids


def add(connection: Connection, desk: Desk, document: Document, recognition: Recognition, text: PageText) -> str:
    """Add a document as if it had been recognized. An operation of the lane."""
    documents.add(connection, document, desk.workspace.originals)
    task = wished(document.id, Wish())
    tasks.enqueue(connection, task)
    texts.keep(connection, task.id, document.id, text)
    own = replace(recognition, id=str(uuid.uuid4()), document=document.id, task=task.id)
    kind = recognition.document_type
    desk.ledger.merge(connection, document.id, own.fields, document_type=kind, origin=recognition.name, recognition=own)
    tasks.move(connection, task, TaskState.DONE)
    return document.id


def document_of(desk: Desk, content: bytes, name: str, size: tuple[int, int], pages: int = 1) -> Document:
    """A document whose original is kept, not yet added."""
    kept = desk.workspace.originals.keep(BytesIO(content))
    media_type = "application/pdf" if name.endswith(".pdf") else "image/jpeg"
    original = Original(kept.sha256, media_type, kept.size, name, pages)
    listed = tuple(Page(kept.sha256, index, width=size[0], height=size[1]) for index in range(pages))
    return Document(str(uuid.uuid4()), name, (original,), listed, added_at=now())


def _kept(desk: Desk, path: Path, number: int, *, small: bool) -> Document:
    with Image.open(path) as image:
        if small:
            image.draft("RGB", (SMALL, SMALL))
        plain = image.convert("RGB")
        if small:
            plain.thumbnail((SMALL, SMALL))
    content = BytesIO()
    plain.save(content, "JPEG", quality=85, comment=str(number).encode())
    return document_of(desk, content.getvalue(), f"{path.stem}-{number:04}.jpg", plain.size)


def _model(desk: Desk, path: Path) -> tuple[Recognition, PageText]:
    with desk.workspace.read() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM documents WHERE name = ?", (path.name,)).all()
        recognition = recognitions.latest(connection, rows[0].id)
        text = texts.latest(connection, rows[0].id, 0)
    if recognition is None or text is None:
        sys.exit(f"{path.name} could not be recognized.")
    return recognition, text
