"""Workspaces that write, and documents to put into them."""

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from reviewer.domain.document import Document, Original, Page
from reviewer.jobs import CancelToken
from reviewer.store.workspace import Workspace

AT = "2026-01-01T00:00:00.000Z"


@contextmanager
def running(folder: Path) -> Iterator[Workspace]:
    """An open workspace that writes."""
    workspace = Workspace.open(folder)
    loop = threading.Thread(target=workspace.lane.run, args=(CancelToken(),), daemon=True)
    loop.start()
    try:
        yield workspace
    finally:
        workspace.close()
        loop.join(5)
        assert not loop.is_alive()


def prepared(workspace: Workspace, name: str, content: bytes, pages: int = 1) -> Document:
    """A document whose original is kept."""
    kept = workspace.originals.keep(BytesIO(content))
    original = Original(kept.sha256, "image/jpeg", kept.size, name, pages)
    listed = tuple(Page(kept.sha256, index, width=100, height=200) for index in range(pages))
    return Document(str(uuid.uuid4()), name, (original,), listed, added_at=AT)
