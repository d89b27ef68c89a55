"""`reviewer recognize`: files in, JSON out. This file is light: the children start while the rest is imported."""

import argparse
from contextlib import closing

from msgspec.structs import replace

from reviewer.cli.configuration import load_settings
from reviewer.domain.document import AUTO
from reviewer.services.tools import Tools
from reviewer.settings import Settings


def run(arguments: argparse.Namespace) -> int:
    """Recognize the files that are named. Returns 1 when some could not be.

    Raises:
        ReviewerError: nothing can be recognized as it was asked.
    """
    settings = _settings(arguments)
    with closing(Tools(settings.reading, readers=max(1, settings.reading.readers))) as tools:
        tools.start()
        from reviewer.cli.recognition import recognize  # SQLAlchemy behind it takes 0.3 s, as long as the children

        return recognize(arguments, settings, tools)


def _settings(arguments: argparse.Namespace) -> Settings:
    settings = load_settings()
    if arguments.engine == AUTO:  # said aloud, it counts more than what is set
        return replace(settings, reading=replace(settings.reading, engine=AUTO))
    return settings
