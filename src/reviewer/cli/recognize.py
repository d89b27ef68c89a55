"""`reviewer recognize`: files in, JSON out. This file is light: the children start while the rest is imported."""

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager

from msgspec.structs import replace

from reviewer.cli.configuration import load_settings
from reviewer.cli.credentials import with_options
from reviewer.domain.document import AUTO
from reviewer.services.tools import Tools
from reviewer.settings import Settings


def run(arguments: argparse.Namespace) -> int:
    """Recognize the files that are named. Returns 1 when some could not be.

    Raises:
        ReviewerError: nothing can be recognized as it was asked.
    """
    settings = wanted_settings(arguments)
    with started_tools(settings) as tools:
        from reviewer.cli.recognition import recognize  # SQLAlchemy behind it takes 0.3 s, as long as the children

        return recognize(arguments, settings, tools)


@contextmanager
def started_tools(settings: Settings) -> Iterator[Tools]:
    """The children, starting; at the end of the context none is left."""
    with closing(Tools(settings.reading, readers=max(1, settings.reading.readers))) as tools:
        tools.start()
        yield tools


def wanted_settings(arguments: argparse.Namespace) -> Settings:
    """The operator's settings, with what the command says against them."""
    settings = with_options(load_settings(), getattr(arguments, "provider", None), getattr(arguments, "option", []))
    if arguments.engine == AUTO:  # said aloud, it counts more than what is set
        return replace(settings, reading=replace(settings.reading, engine=AUTO))
    return settings
