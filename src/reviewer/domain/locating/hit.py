"""One place at which a text was found."""

from enum import IntEnum

import msgspec

from reviewer.domain.field import Region


class Closeness(IntEnum):
    """How what stands there is what was looked for; the closer, the smaller."""

    SAME = 0  # but for case and accents
    VALUE = 1  # the same number or date, written otherwise
    MARKS = 2  # other marks or blanks
    ALIKE = 3  # but for signs that engines mix up
    NEAR = 4  # but for a sign or two


class Hit(msgspec.Struct, frozen=True):
    """What was found, from a sign of one word to a sign of the same or a later one.

    Attributes:
        page: index in the document, from 0.
        first, last: numbers of the words on the page.
        start: index of the first sign found in the text of `first`.
        stop: index behind the last sign found in the text of `last`.
        closeness: how alike it is.
        whole: whether it ends with a word.
    """

    page: int
    first: int
    last: int
    start: int
    stop: int
    closeness: Closeness
    whole: bool = False


class Place(msgspec.Struct, frozen=True):
    """A hit as it is shown and taken.

    Attributes:
        hit: what was found.
        text: of its words, as it stands on the page.
        found: how much of the text was looked for so far: from 0 to this index.
        regions: where the text stands, one a line.
        line: what stands on the same line, before and behind it.
        confidence: of its least sure word, 0..1, None when unknown.
        own: whether it is where the value stands already.
    """

    hit: Hit
    text: str
    found: int
    regions: tuple[Region, ...]
    line: str
    confidence: float | None
    own: bool = False
