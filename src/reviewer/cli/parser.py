"""The command line: what can be asked, and the help that reads well."""

import argparse
from collections.abc import Collection, Sequence
from pathlib import Path

from reviewer import __version__, registry
from reviewer.cli.emulate_options import EMULATE, EMULATE_MORE, add_emulate_options
from reviewer.cli.replay_options import REPLAY, REPLAY_MORE, add_replay_options
from reviewer.cli.streams import shown
from reviewer.domain.revision import RevisionStatus
from reviewer.receiver import PROVIDERS

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

_RECOGNIZE = """\
Read documents and write their JSON: one file a document, named after it; folders with all they hold.
One line a document tells what was found. A file that cannot be used is told and left out; the others go on."""

_RECOGNIZE_MORE = """\
A PDF's own text is used where it is visible and whole, unless an engine is named.
In folders, hidden files and .json, .txt, .md and the like are left out; name them to have them read.
With --workspace, a document that is there already is only read again when --engine, --provider or --type is given.
When two documents would get the same JSON file, the later one's is named after the whole file name: scan.jpg.json.

exit codes: 0 all were read, 1 some were not, 2 the command is wrong, 130 stopped by Ctrl+C (128 + a signal's number)
"""

_EXPLAIN = """\
Read documents and print, for each field, the candidates on the page, best first, with what speaks for and against
each, and the evidence that settles the choice."""

_ANSWER = """\
Make corrected JSON of an answer that a service gave, as a recognition would: without --type under the service's own
names. What is no finished answer is told in one sentence, with exit code 1."""

_DELIVER = """\
Tell services what was reviewed: corrected values and revision status, as each takes them. It waits for what is due
within seconds, and tells what stays."""

_ADD = """\
Put files, and folders with all they hold, into the workspace; the window reads them.
While the window is open, the files are handed over to it."""

_EXPORT = """\
Write documents of the workspace: corrected JSON, one file a document, or a table of all of them.
It works beside the open window."""

_EXPORT_MORE = """\
Without --output, JSON goes into the current folder and CSV is printed; Excel files need a name.
"""

_PROVIDERS = tuple(registry.names("reviewer.providers"))

_RECEIVE = """\
Take callbacks of services, so that their answers are fetched at once and not at the next poll. It runs until it is
stopped, beside the window. What is proved to come from the service is put into the inbox folder of the workspace."""

_RECEIVE_MORE = """\
It listens on this computer only, without TLS: put a proxy with a certificate in front of it (docs/callbacks.md).
Secrets: webhook_secret of mindee, callback_user and callback_password of verihubs; from the file of --credentials, or
from REVIEWER_MINDEE_WEBHOOK_SECRET, REVIEWER_VERIHUBS_CALLBACK_USER, REVIEWER_VERIHUBS_CALLBACK_PASSWORD.
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
    window.add_argument("files", nargs="+", type=_path, metavar="FILE", help="files or folders to take in")
    return window.parse_args(arguments, argparse.Namespace(command=None))


def build() -> argparse.ArgumentParser:
    """The parser of the window's options and of all commands."""
    return _built()[0]


def _built() -> tuple[argparse.ArgumentParser, Collection[str]]:
    """The parser, and the names of its commands."""
    parser = _of_window()
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog="reviewer")
    _recognize(commands)
    _explain(commands)
    _add(commands)
    _list(commands)
    _export(commands)
    _answer(commands)
    _tasks(commands)
    _deliver(commands)
    _receive(commands)
    add_replay_options(
        _command(commands, "replay", "play a script of actions and keys in the window", REPLAY, REPLAY_MORE)
    )
    _command(commands, "schema", "print the JSON Schema of corrected JSON")
    add_emulate_options(_command(commands, "emulate", "play a recognition service here", EMULATE, EMULATE_MORE))
    doctor = _command(commands, "doctor", "say what works on this computer, and what is missing")
    _workspace(doctor)
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
    _workspace(parser)
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


def _path(text: str) -> Path:
    if not text:  # of a variable that is not set; it would be the current folder
        raise argparse.ArgumentTypeError("an empty name is no path")
    return Path(text)


def _recognize(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(commands, "recognize", "read documents and write their JSON", _RECOGNIZE, _RECOGNIZE_MORE)
    _reading(parser, remote=True)
    parser.add_argument(
        "--output", default=".", metavar="DIR|-", help="folder for the JSON, or - to print a line each (default: .)"
    )


def _explain(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(commands, "explain", "say why fields have the values they have", _EXPLAIN)
    _reading(parser)
    parser.add_argument("--field", default="", metavar="NAME", help="only this field (default: all)")


def _reading(parser: argparse.ArgumentParser, *, remote: bool = False) -> None:
    """What and how to read."""
    parser.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="files or folders")
    engines = ("auto", *registry.names("reviewer.engines"))
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--engine", choices=engines, help="what reads on this computer (default: as in the settings)")
    if remote:
        source.add_argument("--provider", choices=_PROVIDERS, help="a service that reads; documents are sent to it")
        parser.add_argument(
            "--send-again", action="store_true", help="send once more what may have arrived there, or is lost there"
        )
        _credentials(parser)
    parser.add_argument("--type", metavar="auto|NAME", help="document type (default: auto, found from the words)")
    parser.add_argument(
        "--language",
        action="append",
        default=[],
        metavar="CODE",
        help="language of the print, as en or de; repeatable",
    )
    _workspace(parser, "keep the documents in this workspace (default: a throw-away one)")
    password = parser.add_mutually_exclusive_group()
    password.add_argument("--password", metavar="TEXT", help="for encrypted PDFs; others see it in the process list")
    password.add_argument("--password-file", type=_path, metavar="FILE", help="file whose first line is the password")


def _add(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(commands, "add", "put files into the workspace; the window reads them", _ADD)
    parser.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="files or folders")
    _workspace(parser)


def _list(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(commands, "list", "list the documents of the workspace")
    parser.add_argument("--json", action="store_true", help="one JSON line a document")
    _workspace(parser)


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
    _workspace(parser)


def _answer(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(commands, "answer", "make corrected JSON of a recorded answer of a service", _ANSWER)
    parser.add_argument("answers", nargs="+", type=_path, metavar="ANSWER.json", help="the answer; one file a part")
    parser.add_argument("--provider", choices=_PROVIDERS, required=True, help="the service that answered")
    parser.add_argument("--document", type=_path, metavar="FILE", help="what was sent: gives pixels their place")
    parser.add_argument("--type", metavar="NAME", default="auto", help="use the names of this document type")
    parser.add_argument("--output", default="-", metavar="FILE|-", help="where the JSON goes (default: - to print)")


def _tasks(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(commands, "tasks", "list what waits, what is with a service, and what failed")
    parser.add_argument("--json", action="store_true", help="one JSON line a task or delivery")
    parser.add_argument("--all", action="store_true", help="also what is done")
    _workspace(parser)


def _deliver(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(commands, "deliver", "tell services what was reviewed", _DELIVER)
    _credentials(parser)
    _workspace(parser)


def _credentials(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--credentials",
        type=_path,
        metavar="FILE",
        help="private file with the keys of services (default: the environment, then the system's key store)",
    )
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an option of the service for this run, as base_url=https://…; repeatable",
    )


def _receive(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _command(commands, "receive", "take callbacks of services", _RECEIVE, _RECEIVE_MORE)
    parser.add_argument("--port", required=True, type=_port, metavar="N", help="where it listens; 0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1", metavar="NAME", help="of this computer (default: 127.0.0.1)")
    parser.add_argument(
        "--behind-tls", action="store_true", help="with another --host: a proxy with TLS is all that reaches it"
    )
    parser.add_argument("--credentials", type=_path, metavar="FILE", help="TOML or JSON that only you can read")
    parser.add_argument(
        "--provider",
        action="append",
        default=[],
        choices=PROVIDERS,
        help="only this one; repeatable (default: all whose secrets are given)",
    )
    _workspace(parser)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 1 << 16):
        raise argparse.ArgumentTypeError(f"“{shown(text)}” is no port")
    return int(text)


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


def _workspace(parser: argparse.ArgumentParser, text: str = "the workspace folder (default: the settings')") -> None:
    # SUPPRESS: a subcommand's absent option must not overwrite the one given before it.
    parser.add_argument("--workspace", type=_path, metavar="DIR", default=argparse.SUPPRESS, help=text)
