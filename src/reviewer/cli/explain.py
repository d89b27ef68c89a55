"""`reviewer explain`: why the fields of files have the values they have. Light, as `recognize`."""

import argparse

from reviewer.cli.recognize import started_tools, wanted_settings


def run(arguments: argparse.Namespace) -> int:
    """Read the files that are named and explain their fields. Returns 1 when some could not be read.

    Raises:
        ReviewerError: nothing can be read as it was asked, or there is no such field.
    """
    settings = wanted_settings(arguments)
    with started_tools(settings) as tools:
        from reviewer.cli.explaining import Explaining
        from reviewer.cli.recognition import recognize

        return recognize(arguments, settings, tools, lambda desk: Explaining(desk, arguments.field))
