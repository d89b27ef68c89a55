"""The options of the commands that have to do with services: `reviewer answer`, `deliver` and `receive`."""

import argparse

from reviewer import receiver
from reviewer.cli.options import PROVIDERS, add_credentials, add_workspace, path
from reviewer.cli.streams import shown

ANSWER = """\
Make corrected JSON of an answer that a service gave, as a recognition would: without --type under the service's own
names. What is no finished answer is told in one sentence, with exit code 1."""

DELIVER = """\
Tell services what was reviewed: corrected values and revision status, as each takes them. It waits for what is due
within seconds, and tells what stays."""

RECEIVE = """\
Take callbacks of services, so that their answers are fetched at once and not at the next poll. It runs until it is
stopped, beside the window. What is proved to come from the service is put into the inbox folder of the workspace."""

RECEIVE_MORE = """\
It listens on this computer only, without TLS: put a proxy with a certificate in front of it (docs/callbacks.md).
Secrets: webhook_secret of mindee, callback_user and callback_password of verihubs; from the file of --credentials, or
from REVIEWER_MINDEE_WEBHOOK_SECRET, REVIEWER_VERIHUBS_CALLBACK_USER, REVIEWER_VERIHUBS_CALLBACK_PASSWORD.
"""


def add_answer_options(parser: argparse.ArgumentParser) -> None:
    """Which answer, of which service."""
    parser.add_argument("answers", nargs="+", type=path, metavar="ANSWER.json", help="the answer; one file a part")
    parser.add_argument("--provider", choices=PROVIDERS, required=True, help="the service that answered")
    parser.add_argument("--document", type=path, metavar="FILE", help="what was sent: gives pixels their place")
    parser.add_argument("--type", metavar="NAME", default="auto", help="use the names of this document type")
    parser.add_argument("--output", default="-", metavar="FILE|-", help="where the JSON goes (default: - to print)")


def add_deliver_options(parser: argparse.ArgumentParser) -> None:
    """For which workspace, with which keys."""
    add_credentials(parser)
    add_workspace(parser)


def add_receive_options(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and for whom."""
    parser.add_argument("--port", required=True, type=_port, metavar="N", help="where it listens; 0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1", metavar="NAME", help="of this computer (default: 127.0.0.1)")
    parser.add_argument(
        "--behind-tls", action="store_true", help="with another --host: a proxy with TLS is all that reaches it"
    )
    parser.add_argument("--credentials", type=path, metavar="FILE", help="TOML or JSON that only you can read")
    parser.add_argument(
        "--provider",
        action="append",
        default=[],
        choices=receiver.PROVIDERS,
        help="only this one; repeatable (default: all whose secrets are given)",
    )
    add_workspace(parser)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 1 << 16):
        raise argparse.ArgumentTypeError(f"“{shown(text)}” is no port")
    return int(text)
