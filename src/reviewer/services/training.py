"""Writes what people settled in all reviewed documents as a training set."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import msgspec
from msgspec.structs import replace

from reviewer.domain.queue import Filter
from reviewer.domain.revision import RevisionStatus
from reviewer.exporters import atomic
from reviewer.exporters.base import Dossier
from reviewer.exporters.training_set import Exporter
from reviewer.jobs import CancelToken, Report
from reviewer.pages.client import PageClient
from reviewer.services.export import dossier, make_folder
from reviewer.services.ledger import Ledger
from reviewer.services.listing import all_rows
from reviewer.services.snippets import Snippets
from reviewer.services.tools import Passwords
from reviewer.store.workspace import Workspace


class Trained(msgspec.Struct, frozen=True):
    """What was written: values of documents, and where."""

    values: int
    documents: int
    file: Path


@dataclass(frozen=True)
class TrainingSetJob:
    """Write the training set.

    Attributes:
        workspace, ledger: where the documents are.
        passwords: of encrypted files.
        pages: draws the pictures.
        file: where it goes.
    """

    kind: ClassVar[str] = "training set"
    workspace: Workspace
    ledger: Ledger
    passwords: Passwords
    pages: PageClient
    file: Path

    def __call__(self, token: CancelToken, report: Report) -> Trained:
        snippets = Snippets(self.workspace.originals, self.passwords, self.pages, token)
        make_folder(self.file.parent)
        counted = _Counted()
        with self.workspace.read() as connection:
            rows = [row.id for row in all_rows(connection, Filter(statuses=frozenset({RevisionStatus.REVIEWED})))]

            def dossiers() -> Iterator[Dossier]:
                for number, document in enumerate(rows):
                    token.check()
                    report(number / len(rows), "Writing the training set")
                    found = dossier(connection, document, self.ledger)
                    yield replace(found, snippet=snippets.of(found.document))

            atomic.write(self.file, counted.pieces(Exporter().export(dossiers())))
        return Trained(counted.number - 1, len(rows), self.file)


class _Counted:
    """Counts the pieces that go by."""

    def __init__(self) -> None:
        self.number = 0

    def pieces(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.number += 1
            yield piece
