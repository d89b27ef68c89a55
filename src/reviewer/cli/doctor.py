"""`reviewer doctor`: what works on this computer, and what is missing."""

import argparse

from reviewer import __version__
from reviewer import settings as settings_file
from reviewer.cli import checks, libraries
from reviewer.cli.configuration import workspace_folder
from reviewer.cli.findings import Finding, Section, lines
from reviewer.cli.streams import put
from reviewer.errors import ReviewerError
from reviewer.settings import Settings


def run(arguments: argparse.Namespace) -> int:
    """Look at everything and tell. Returns 0 when documents can be read."""
    settings, of_settings = checks.settings_of(settings_file.folder() / "settings.toml")
    works, reading = _reading(settings)
    sections = [
        Section(f"Reviewer {__version__}", list(checks.program())),
        Section("Reading documents", reading),
        Section("The window", libraries.check()),
        Section("Where things lie", [of_settings, *checks.workspace(workspace_folder(arguments, settings))]),
        Section("Document types", list(checks.types_of(settings))),
    ]
    for line in lines(sections):
        put(line)
    put("Documents can be read." if works else "Documents cannot be read: see the lines marked !! above.")
    return 0 if works else 1


def _reading(settings: Settings) -> tuple[bool, list[Finding]]:
    """Whether anything can be read, and the findings: files, engines, languages."""
    opens = checks.pages()
    found = checks.engines(settings)
    if isinstance(found, ReviewerError):
        return False, [opens, Finding("Engines", f"cannot be asked. {found.text}", False, found.advice)]
    works = bool(opens.good) and any(info.available for info in found)
    return works, [opens, *map(checks.of_engine, found), *checks.languages(settings, found)]
