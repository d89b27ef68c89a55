"""What `reviewer doctor` tells: one finding a line."""

import textwrap
from typing import NamedTuple

_WIDTH = 90


class Finding(NamedTuple):
    """One thing that was looked at.

    Attributes:
        name: of the thing.
        text: what was found.
        good: whether it is as it should be; None for what is only told.
        advice: what to do when it is not.
    """

    name: str
    text: str
    good: bool | None = None
    advice: str = ""


class Section(NamedTuple):
    """Findings that belong together."""

    title: str
    findings: list[Finding]


MARKS = {True: "ok", False: "!!", None: "  "}


def lines(sections: list[Section]) -> list[str]:
    """The sections as they are printed."""
    width = max((len(finding.name) for section in sections for finding in section.findings), default=0)
    told: list[str] = []
    for section in sections:
        told.append(section.title)
        for finding in section.findings:
            first = f"  {MARKS[finding.good]} {finding.name.ljust(width)}  "
            texts = [piece for text in (finding.text, finding.advice) for piece in _wrapped(text)]
            told += [f"{first if number == 0 else ' ' * len(first)}{text}" for number, text in enumerate(texts)]
    return told


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
