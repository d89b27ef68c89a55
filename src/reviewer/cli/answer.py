"""`reviewer answer`: a recorded answer of a service as corrected JSON."""

import argparse
from contextlib import closing
from pathlib import Path

from reviewer import document_types
from reviewer.cli.configuration import load_settings
from reviewer.cli.recognition import check_type
from reviewer.cli.streams import put_bytes
from reviewer.errors import InputError, TooLarge
from reviewer.exporters import atomic
from reviewer.exporters.corrected_json import line
from reviewer.jobs import CancelToken
from reviewer.pages.client import PageClient
from reviewer.providers._reply import ANSWER_BYTES
from reviewer.services.answering import AnswerJob
from reviewer.services.export import json_of
from reviewer.settings import type_folders

_STDOUT = "-"


def run(arguments: argparse.Namespace) -> int:
    """Map an answer.

    Raises:
        ReviewerError: it is no finished answer, or a file cannot be used.
    """
    types = document_types.load(type_folders(load_settings()))
    check_type(arguments.type, types)
    with closing(PageClient()) as pages:
        job = AnswerJob(
            arguments.provider,
            arguments.answers[0].name,
            tuple(_body(path) for path in arguments.answers),
            types,
            arguments.type,
            arguments.document,
            pages,
        )
        made = job(CancelToken())
    if arguments.output == _STDOUT:
        put_bytes(line(made))
    else:
        atomic.write(Path(arguments.output), [json_of(made)])
    return 0


def _body(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            body = file.read(ANSWER_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"The answer {path} cannot be read: {reason}.") from None
    if len(body) > ANSWER_BYTES:
        raise TooLarge(f"The answer {path} is larger than any real one.")
    return body
