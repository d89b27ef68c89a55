"""The command line: what can be asked, and the help that reads well."""

import argparse
from collections.abc import Collection, Sequence
from pathlib import Path

from reviewer import __version__
from reviewer.cli.emulate_options import EMULATE, EMULATE_MORE, add_emulate_options
from reviewer.cli.options import add_workspace, path
from reviewer.cli.recognize_options import (
    EXPLAIN,
    RECOGNIZE,
    RECOGNIZE_MORE,
    add_explain_options,
    add_recognize_options,
)
from reviewer.cli.replay_options import REPLAY, REPLAY_MORE, add_replay_options
from reviewer.cli.service_options import (
    ANSWER,
    DELIVER,
    RECEIVE,
    RECEIVE_MORE,
    add_answer_options,
    add_deliver_options,
    add_receive_options,
)
from reviewer.cli.streams import shown
from reviewer.domain.revision import RevisionStatus

_USAGE = "reviewer [--workspace DIR] [FILE ...]\n       reviewer COMMAND ..."

_DESCRIPTION = """\
Check what OCR read from documents. Without a command, the window opens, and takes in the files that are named.
Everything is read on this computer; nothing is sent anywhere unless you choose a service."""

_EXAMPLES = """\
examples:
  reviewer                                     open the window
  reviewer scan.pdf invoices/                  open the window, and take in a file and a folder
  reviewer recognize scans/ --output json/     read a folder, write one JSON file a document
  reviewer recognize a.jpg --output -          print one JSON line
  reviewer add invoices/*.pdf                  put files into the workspace, for the window
  reviewer export --format xlsx --output all.xlsx
  reviewer emulate handl --port 8080           play a recognition service, for trying and training
  reviewer replay first.jsonl --frames out/    play a script in the window, with a picture after every step
  reviewer doctor                              say what works on this computer, and what is missing

Help on a command: reviewer COMMAND --help. A file that is called like a command: reviewer ./list
"""

_ADD = """\
Put files, and folders with all they hold, into the workspace; the window reads them.
While the window is open, the files are handed over to it."""

_EXPORT = """\
Write documents of the workspace: corrected JSON, one file a document, or a table of all of them.
It works beside the open window."""

_EXPORT_MORE = """\
Without --output, JSON goes into the current folder and CSV is printed; Excel files need a name.
"""

_Commands = argparse._SubParsersAction  # argparse has no public name for it


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What is asked for: a command with its options, or the window (the command is None) with `files` to take in.

    Raises:
        SystemExit: the command line is wrong, which was told; or it asked for help, which was given.
    """
    parser, commands = _built()
    word = _first_word(arguments)
    if word is None or word in commands:
        options = parser.parse_args(arguments, argparse.Namespace(files=[]))
        if options.headless and not options.samples:
            parser.error("--headless goes with --samples; without a window, use a command")
        return options
    if not _exists(word):
        parser.error(f"“{shown(word)}” is neither a command nor a file. Commands: {', '.join(commands)}")
    window = _of_window()
    window.add_argument("files", nargs="+", type=path, metavar="FILE", help="files or folders to take in")
    return window.parse_args(arguments, argparse.Namespace(command=None))


def build() -> argparse.ArgumentParser:
    """The parser of the window's options and of all commands."""
    return _built()[0]


def _built() -> tuple[argparse.ArgumentParser, Collection[str]]:
    """The parser, and the names of its commands."""
    parser = _of_window()
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog="reviewer")
    add_recognize_options(
        _command(commands, "recognize", "read documents and write their JSON", RECOGNIZE, RECOGNIZE_MORE)
    )
    add_explain_options(_command(commands, "explain", "say why fields have the values they have", EXPLAIN))
    _add(commands)
    _list(commands)
    _export(commands)
    add_answer_options(_command(commands, "answer", "make corrected JSON of a recorded answer of a service", ANSWER))
    _tasks(commands)
    add_deliver_options(_command(commands, "deliver", "tell services what was reviewed", DELIVER))
    add_receive_options(_command(commands, "receive", "take callbacks of services", RECEIVE, RECEIVE_MORE))
    add_replay_options(
        _command(commands, "replay", "play a script of actions and keys in the window", REPLAY, REPLAY_MORE)
    )
    _command(commands, "schema", "print the JSON Schema of corrected JSON")
    add_emulate_options(_command(commands, "emulate", "play a recognition service here", EMULATE, EMULATE_MORE))
    doctor = _command(commands, "doctor", "say what works on this computer, and what is missing")
    add_workspace(doctor)
    return parser, commands.choices


def _of_window() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reviewer",
        usage=_USAGE,
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,  # `_first_word` knows whole options only
    )
    parser.add_argument("--version", action="version", version=f"Reviewer {__version__}")
    parser.add_argument("--samples", action="store_true", help="open the sample documents in a workspace of their own")
    parser.add_argument("--headless", action="store_true", help="with --samples: read and export them without a window")
    add_workspace(parser)
    return parser


def _first_word(arguments: Sequence[str]) -> str | None:
    """The first argument that belongs to no option of the window: a command, or a file."""
    rest = iter(arguments)
    for each in rest:
        if each == "--":
            return next(rest, None)
        if each == "--workspace":
            next(rest, None)
        elif not each.startswith("-"):
            return each
    return None


def _exists(word: str) -> bool:
    try:
        return Path(word).exists()
    except (OSError, ValueError):  # not allowed to look; a name that the system does not take
        return False


def _add(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(commands, "add", "put files into the workspace; the window reads them", _ADD)
    parser.add_argument("paths", nargs="+", type=path, metavar="PATH", help="files or folders")
    add_workspace(parser)


def _list(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(commands, "list", "list the documents of the workspace")
    parser.add_argument("--json", action="store_true", help="one JSON line a document")
    add_workspace(parser)


def _export(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(commands, "export", "write the documents of the workspace", _EXPORT, _EXPORT_MORE)
    parser.add_argument(
        "--format",
        default="json",
        metavar="NAME",
        help="json (default; one file a document), csv or xlsx (one table), jsonl (training set)",
    )
    parser.add_argument(
        "--status",
        action="append",
        default=[],
        choices=(*(status.value for status in RevisionStatus), "all"),
        metavar="STATUS",
        help="only documents of this status: pending, in_review, postponed, reviewed (default), rejected, or all; "
        "repeatable",
    )
    parser.add_argument("--output", metavar="PATH|-", help="folder (json) or file (csv, xlsx, jsonl), or - to print")
    add_workspace(parser)


def _tasks(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(commands, "tasks", "list what waits, what is with a service, and what failed")
    parser.add_argument("--json", action="store_true", help="one JSON line a task or delivery")
    parser.add_argument("--all", action="store_true", help="also what is done")
    add_workspace(parser)


def _command(
    commands: "_Commands[argparse.ArgumentParser]", name: str, text: str, description: str = "", more: str = ""
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=text,
        description=description or f"{text[0].upper()}{text[1:]}.",
        epilog=more,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
