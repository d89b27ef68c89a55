"""The options of `reviewer recognize` and `reviewer explain`."""

import argparse

from reviewer import registry
from reviewer.cli.options import PROVIDERS, add_credentials, add_workspace, path

RECOGNIZE = """\
Read documents and write their JSON: one file a document, named after it; folders with all they hold.
One line a document tells what was found. A file that cannot be used is told and left out; the others go on."""

RECOGNIZE_MORE = """\
A PDF's own text is used where it is visible and whole, unless an engine is named.
In folders, hidden files and .json, .txt, .md and the like are left out; name them to have them read.
With --workspace, a document that is there already is only read again when --engine, --provider or --type is given.
When two documents would get the same JSON file, the later one's is named after the whole file name: scan.jpg.json.

exit codes: 0 all were read, 1 some were not, 2 the command is wrong, 130 stopped by Ctrl+C (128 + a signal's number)
"""

EXPLAIN = """\
Read documents and print, for each field, the candidates on the page, best first, with what speaks for and against
each, and the evidence that settles the choice."""


def add_recognize_options(parser: argparse.ArgumentParser) -> None:
    """What to read, by what, and where the JSON goes."""
    _reading(parser, remote=True)
    parser.add_argument(
        "--output", default=".", metavar="DIR|-", help="folder for the JSON, or - to print a line each (default: .)"
    )


def add_explain_options(parser: argparse.ArgumentParser) -> None:
    """What to read, and of which field to tell."""
    _reading(parser)
    parser.add_argument("--field", default="", metavar="NAME", help="only this field (default: all)")


def _reading(parser: argparse.ArgumentParser, *, remote: bool = False) -> None:
    """What and how to read."""
    parser.add_argument("paths", nargs="+", type=path, metavar="PATH", help="files or folders")
    engines = ("auto", *registry.names("reviewer.engines"))
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--engine", choices=engines, help="what reads on this computer (default: as in the settings)")
    if remote:
        source.add_argument("--provider", choices=PROVIDERS, help="a service that reads; documents are sent to it")
        parser.add_argument(
            "--send-again", action="store_true", help="send once more what may have arrived there, or is lost there"
        )
        add_credentials(parser)
    parser.add_argument("--type", metavar="auto|NAME", help="document type (default: auto, found from the words)")
    parser.add_argument(
        "--language",
        action="append",
        default=[],
        metavar="CODE",
        help="language of the print, as en or de; repeatable",
    )
    add_workspace(parser, "keep the documents in this workspace (default: a throw-away one)")
    password = parser.add_mutually_exclusive_group()
    password.add_argument("--password", metavar="TEXT", help="for encrypted PDFs; others see it in the process list")
    password.add_argument("--password-file", type=path, metavar="FILE", help="file whose first line is the password")
