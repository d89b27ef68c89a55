"""What stands on a made form, by character: the truth that weights are fitted to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reviewer.domain.text import PageText
from reviewer.extraction.layout import build


class Role(StrEnum):
    LABEL = "label"
    VALUE = "value"
    BLANK = "blank"  # a line to write on
    OTHER = "other"


class Part(NamedTuple):
    """What a character belongs to: the label or value of a numbered pair, or some other text."""

    role: Role
    number: int


@dataclass(frozen=True)
class Made:
    """A made form as an engine would have read it.

    Attributes:
        page: its words.
        parts: of each character, by the id of its word.
    """

    page: PageText
    parts: Mapping[int, tuple[Part, ...]]

    def pairs(self) -> list[tuple[str, str]]:
        """Label and value of every pair that both were read of, in reading order, without blanks."""
        labels: defaultdict[int, list[str]] = defaultdict(list)
        values: defaultdict[int, list[str]] = defaultdict(list)
        for row in build([self.page]).rows:
            for placed in row.words:
                for sign, part in zip(placed.word.text, self.parts[id(placed.word)], strict=True):
                    if part.role is Role.LABEL:
                        labels[part.number].append(sign)
                    elif part.role is Role.VALUE:
                        values[part.number].append(sign)
        return [("".join(labels[one]), "".join(values[one])) for one in sorted(labels) if one in values]
