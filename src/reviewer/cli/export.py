"""`reviewer export`: documents of the workspace as files."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import Connection

from reviewer import registry
from reviewer.cli.guard import UsageError
from reviewer.cli.opening import reading_desk
from reviewer.cli.streams import put_bytes, say
from reviewer.domain.queue import Filter, QueueRow
from reviewer.domain.revision import RevisionStatus
from reviewer.exporters import atomic, corrected_json
from reviewer.exporters.base import Dossier, Exporter
from reviewer.jobs import CancelToken
from reviewer.pages.client import PageClient
from reviewer.services import naming
from reviewer.services.desk import Desk
from reviewer.services.export import dossier, json_of, known_name, make_folder
from reviewer.services.listing import all_rows
from reviewer.services.snippets import Snippets

_PACKAGE = "reviewer.exporters"
_STDOUT = "-"


def run(arguments: argparse.Namespace) -> int:
    """Export documents.

    Raises:
        StoreError: the workspace cannot be read, or the files cannot be written.
        UsageError: there is no such format, or no place for it.
    """
    exporter = _exporter(arguments.format)
    output: str | None = arguments.output
    if output is None and exporter.together and exporter.suffix != ".csv":
        raise UsageError(f"Where should the {exporter.title} go?", f"Name it: --output documents{exporter.suffix}")
    with reading_desk(arguments) as desk, desk.workspace.read() as connection, _pictures(exporter, desk) as snippets:
        rows = _chosen(connection, arguments.status)
        if not rows:
            say("There are no such documents in this workspace. Other ones: --status all, or see reviewer list.")
            return 0
        if exporter.together:
            if exporter.notice:
                say(exporter.notice)
            made = _dossiers(connection, rows, desk, snippets)
            place = _write_together(exporter, output or _STDOUT, made)
        else:
            place = _write_each(output or ".", connection, rows, desk)
        if place is not None:
            say(f"{len(rows)} {'document' if len(rows) == 1 else 'documents'} written to {place}.")
    return 0


def _exporter(name: str) -> Exporter:
    """The exporter of a format, which is called by the suffix of its files."""
    found: dict[str, Exporter] = {}
    for plug_in in registry.names(_PACKAGE):
        exporter: Exporter = registry.load(_PACKAGE, plug_in).Exporter()
        found[exporter.suffix.lstrip(".")] = exporter
        if name == plug_in:
            return exporter
    if name not in found:
        raise UsageError(f"There is no format “{name}”.", f"Choose one of: {', '.join(sorted(found))}.")
    return found[name]


def _chosen(connection: Connection, statuses: list[str]) -> list[QueueRow]:
    wanted = frozenset(RevisionStatus(status) for status in statuses or [RevisionStatus.REVIEWED] if status != "all")
    if "all" in statuses:
        wanted = frozenset()
    return list(all_rows(connection, Filter(statuses=wanted)))


def _write_together(exporter: Exporter, output: str, dossiers: Iterator[Dossier]) -> Path | None:
    chunks = exporter.export(dossiers)
    if output == _STDOUT:
        for chunk in chunks:
            put_bytes(chunk)
        return None
    path = Path(output)
    if path.is_dir():
        path = path / f"documents{exporter.suffix}"
    make_folder(path.parent)
    atomic.write(path, chunks)
    return path


def _write_each(output: str, connection: Connection, rows: list[QueueRow], desk: Desk) -> Path | None:
    dossiers = _dossiers(connection, rows, desk)
    if output == _STDOUT:
        for made in dossiers:
            put_bytes(corrected_json.line(made))
        return None
    folder = Path(output)
    make_folder(folder)
    name_of = _names(connection, rows)
    for made in dossiers:
        atomic.write(folder / name_of(made), [json_of(made)])
    return folder


def _dossiers(
    connection: Connection, rows: list[QueueRow], desk: Desk, snippets: Snippets | None = None
) -> Iterator[Dossier]:
    found = (dossier(connection, row.id, desk.ledger) for row in rows)
    return found if snippets is None else (replace(each, snippet=snippets.of(each.document)) for each in found)


@contextmanager
def _pictures(exporter: Exporter, desk: Desk) -> Iterator[Snippets | None]:
    """What draws the places of values, where the format wants that; passwords are not asked for."""
    if not exporter.snippets:
        yield None
        return
    with closing(PageClient()) as pages:
        yield Snippets(desk.workspace.originals, desk.passwords, pages, CancelToken())


def _names(connection: Connection, rows: list[QueueRow]) -> Callable[[Dossier], str]:
    """How the files are called: as in the export folder of the window, where they were written there before."""
    known = {row.id: name for row in rows if (name := known_name(connection, row.id)) is not None}
    taken = {naming.folded(name) for name in known.values()}

    def name_of(made: Dossier) -> str:
        document = made.document
        if document.id not in known:
            known[document.id] = naming.first_free(document.name, taken.__contains__)
            taken.add(naming.folded(known[document.id]))
        return known[document.id]

    return name_of
