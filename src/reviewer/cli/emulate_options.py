"""The options of `reviewer emulate`; the services themselves are no part of the commands."""

import argparse

from reviewer import registry

EMULATE = """\
Play a recognition service on this computer, for trying, training and testing without an account. It answers in the
form of the service with what the local engines read: that shows its form, not its quality. Ctrl+C ends it."""

EMULATE_MORE = """\
faults: WHAT[=VALUE][+OPTION...][@submit|poll|feedback][:SHARE], for example 429:0.9 or cut=0@submit:0.1
  401 403 404 422 429 500 503   refused with this status, in the service's own form; 429+retry-after=2 names the
                                seconds to wait; 500+accepted is answered after the request was carried out
  slow=SECONDS                  carried out, then answered so much later
  cut=BYTES                     carried out, then the connection is cut after so many bytes of the answer's body
                                (0: before any of the answer; 0-900: at random)
  cut-request=BYTES             the connection is cut after so many bytes of the request's body; nothing is carried out
  garbage[=KIND]                carried out, then answered with 200 and nonsense: bytes, html, empty, deep, types, half
  huge=50MB                     carried out, then answered with so much JSON; huge=50MB+gzip sends it packed
  never                         a task is never done
  lost                          a task is forgotten as soon as it was accepted
  duplicate-callbacks=TIMES     every callback is sent so often
  shuffled-callbacks[=SECONDS]  callbacks are held back for a random time of at most so long (2)
SHARE is the share of requests or tasks that it happens to, from 0 to 1 (1); +times=N ends it after N of them. Where no
place is named, cut-request happens to submit, and the others to submit, poll and feedback alike.

docs/emulators.md explains every service, its --set options, and GET /_emulator/journal.
"""


def add_emulate_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked of a service."""
    add = parser.add_argument
    add("service", choices=registry.names("reviewer.emulators"), help="which service")
    add("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    add("--port", type=int, default=0, help="port to listen on (default: a free one)")
    add("--latency", type=float, default=2.0, metavar="SECONDS", help="no task is done sooner (default: 2)")
    add(
        "--retention", type=float, metavar="SECONDS", help="tasks are forgotten after it (default: as the service does)"
    )
    add("--key", default="", help="key that clients must have (default: a well-known one; of two parts: ID:SECRET)")
    add("--set", action="append", default=[], metavar="NAME=VALUE", help="option of the service; repeatable")
    add("--fault", action="append", default=[], help="what goes wrong, see below; repeatable")
    add("--seed", type=int, default=0, metavar="N", help="chance begins with it (default: 0)")
    add("--callback-url", default="", metavar="URL", help="where finished documents are sent to (mindee)")
    add("--callback-secret", default="", metavar="TEXT", help="signs callbacks (mindee)")
    add("--callback-user", default="", metavar="TEXT", help="HTTP Basic user of callbacks (verihubs)")
    add("--callback-password", default="", metavar="TEXT", help="HTTP Basic password of callbacks (verihubs)")
    add("--allow-http-callback", action="store_true", help="also send callbacks to http:// addresses")
