"""Writes what is finished: corrected JSON into the export folder, as the outbox asks."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from sqlalchemy import Connection

from reviewer import rules
from reviewer.errors import ReviewerError, StoreError
from reviewer.exporters import atomic
from reviewer.exporters.base import Dossier
from reviewer.exporters.corrected_json import Exporter
from reviewer.jobs import CancelToken, Report
from reviewer.services import naming
from reviewer.services.clock import now
from reviewer.services.ledger import EXPORT, Ledger
from reviewer.services.places import as_arranged
from reviewer.services.sources import is_provider
from reviewer.store import documents, meta, outbox, recognitions, steps
from reviewer.store.outbox import Delivery, OutboxState
from reviewer.store.problems import Conflict
from reviewer.store.workspace import Workspace

_AT_ONCE = 10_000


def dossier(connection: Connection, document: str, ledger: Ledger) -> Dossier:
    """All that an exporter needs of a document."""
    found = documents.get(connection, document)
    revision, _ = steps.load(connection, document)
    kind = ledger.kind(revision.document_type)
    recognition = recognitions.latest(connection, document)
    return Dossier(
        document=found,
        revision=revision,
        recognition=None if recognition is None else as_arranged(connection, found, recognition),
        provider=recognition is not None and is_provider(recognition.name),
        document_type=kind,
        issues=rules.check(revision, kind, date.today()),
    )


def json_of(dossier: Dossier) -> bytes:
    """A document's corrected JSON."""
    return b"".join(Exporter().export([dossier]))


def make_folder(folder: Path) -> None:
    """Make the folder that files go into, with those above it.

    Raises:
        StoreError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise StoreError(f"{folder} is not a folder.", "Choose another one.", code="folder", retryable=False) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(
            f"The folder {folder} cannot be made: {reason}.", "Choose another one.", code="folder"
        ) from None


@dataclass(frozen=True)
class ExportJob:
    """Do what the outbox asks, for the deliveries that are due. Returns how many files were written.

    Attributes:
        workspace, ledger: where the documents are.
        folder: that the files go into.
    """

    kind: ClassVar[str] = "export"
    workspace: Workspace
    ledger: Ledger
    folder: Path

    def __call__(self, token: CancelToken, report: Report) -> int:
        with self.workspace.read() as connection:
            due = outbox.due(connection, now(), {EXPORT}, limit=_AT_ONCE)
        done = 0
        failed: ReviewerError | None = None
        for number, delivery in enumerate(due):
            token.check()
            report(number / len(due), "Exporting")
            try:
                done += self._deliver(delivery)
            except ReviewerError as error:  # the others may be written all the same
                failed = failed or error
        if failed is not None:
            raise failed
        return done

    def _deliver(self, delivery: Delivery) -> bool:
        lane = self.workspace.lane
        try:
            sent, name = lane.call(lambda connection: self._begin(connection, delivery))
        except Conflict:
            return False  # taken back meanwhile
        try:
            self._write(delivery.document, name)
        except ReviewerError as error:
            text = str(error)
            lane.call(lambda connection: outbox.mark(connection, sent, OutboxState.WAITING, error=text))
            raise
        lane.call(lambda connection: outbox.mark(connection, sent, OutboxState.DELIVERED))
        return True

    def _begin(self, connection: Connection, delivery: Delivery) -> tuple[Delivery, str]:
        name = file_name(connection, delivery.document, documents.get(connection, delivery.document).name)
        return outbox.mark(connection, delivery, OutboxState.SENT), name

    def _write(self, document: str, name: str) -> None:
        with self.workspace.read() as connection:
            made = dossier(connection, document, self.ledger)
        make_folder(self.folder)
        atomic.write(self.folder / name, [json_of(made)])


def file_name(connection: Connection, document: str, name: str) -> str:
    """The name of a document's JSON in the export folder, kept for it from the first time on. An operation."""
    known = known_name(connection, document)
    if known is None:
        known = naming.first_free(name, lambda folded: meta.get(connection, f"export of {folded}") is not None)
        meta.put(connection, f"export of {naming.folded(known)}", document)
        meta.put(connection, f"export as {document}", known)
    return known


def known_name(connection: Connection, document: str) -> str | None:
    """The name that a document's JSON got before, None before its first export."""
    return meta.get(connection, f"export as {document}")
