"""`reviewer recognize`: files in, JSON out. This file is light: the children start while the rest is imported."""

import argparse

from msgspec.structs import replace

from reviewer.cli.children import Children
from reviewer.cli.configuration import load_settings
from reviewer.domain.document import AUTO
from reviewer.settings import Settings


def run(arguments: argparse.Namespace) -> int:
    """Recognize the files that are named. Returns 1 when some could not be.

    Raises:
        ReviewerError: nothing can be recognized as it was asked.
    """
    settings = _settings(arguments)
    with Children(settings.reading) as children:
        children.start(next((path for path in arguments.paths if path.is_file()), None))
        from reviewer.cli.recognition import recognize  # SQLAlchemy behind it takes 0.3 s, as long as the children

        return recognize(arguments, settings, children)


def _settings(arguments: argparse.Namespace) -> Settings:
    settings = load_settings()
    if arguments.engine == AUTO:  # said aloud, it counts more than what is set
        return replace(settings, reading=replace(settings.reading, engine=AUTO))
    return settings
