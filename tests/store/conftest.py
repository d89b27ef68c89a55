"""A workspace in a temporary folder, with the loop of its lane in a thread."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.domain.document import Document
from reviewer.store import documents
from reviewer.store.workspace import Workspace
from workspaces import prepared, running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace as it is made; copying it is faster than making one."""
    folder = tmp_path_factory.mktemp("template") / "workspace"
    Workspace.open(folder).close()
    return folder


@pytest.fixture
def workspace(folder: Path, template: Path) -> Iterator[Workspace]:
    shutil.copytree(template, folder)
    with running(folder) as opened:
        yield opened


@pytest.fixture
def taken(workspace: Workspace) -> Callable[..., Document]:
    """Takes a document in."""

    def take(name: str = "receipt.jpg", content: bytes = b"", pages: int = 1) -> Document:
        document = prepared(workspace, name, content or name.encode("utf-8", "replace"), pages)
        workspace.lane.call(lambda connection: documents.add(connection, document, workspace.originals))
        return document

    return take
