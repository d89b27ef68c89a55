"""`reviewer schema`: the JSON Schema of corrected JSON."""

import argparse

from reviewer.cli.streams import put_bytes
from reviewer.exporters import corrected_json


def run(arguments: argparse.Namespace) -> int:
    del arguments
    put_bytes(corrected_json.schema().rstrip("\n").encode("utf-8") + b"\n")
    return 0
