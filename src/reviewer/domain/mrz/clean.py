"""From a row as an engine read it to rows of the right length: signs that stand for others, blanks, lost fillers."""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from reviewer.domain.mrz.formats import FILLER, SIGNS, Format

UNKNOWN = "?"
"""Stands for a sign that no MRZ has."""
FILLER_LIKE = "KCSELXG" + UNKNOWN
"""What fillers are often read as."""
ADDED = -1
"""Source of a filler that was not read."""

_LONGEST = 120
_MOST_LOST = 8  # fillers that an engine may have lost or doubled within a row
_NOISE = 2  # signs at the ends of a row that may belong to no MRZ
_LEAST = 0.4  # of a row whose end is all fillers, which engines often leave out
_AS = {
    **dict.fromkeys("‹({[£€_~≤⟨〈＜∠≺c", FILLER),
    "«": FILLER * 2,
    "≪": FILLER * 2,
    "|": "I",
    "!": "I",
    "$": "S",
    "°": "O",
    "№": "N",
    **dict(zip("АВЕКМНОРСТУХІЅЈ", "ABEKMHOPCTYXISJ", strict=True)),
}
_FILLERS = "<«‹({[£"
_FEWEST, _MOST = 16, 60
_FITTING = 0.8
_SOME = 2
_DIGITS, _WORDS = 12, 4
_PARTING = " .,'’`·-–:;*"


class Row(msgspec.Struct, frozen=True):
    """A row in the signs of an MRZ.

    Attributes:
        text: signs, or `UNKNOWN`.
        sources: for each sign its index in what was read, or `ADDED`.
    """

    text: str
    sources: tuple[int, ...]

    def part(self, start: int, stop: int) -> "Row":
        return Row(self.text[start:stop], self.sources[start:stop])

    def __add__(self, other: "Row") -> "Row":
        return Row(self.text + other.text, self.sources + other.sources)


def cleaned(read: str) -> Row:
    """The signs of a row as it was read: capital, without blanks and marks, fillers where something like one stands."""
    signs: list[tuple[str, int]] = []
    for at, sign in enumerate(read[:_LONGEST]):
        signs.extend((one, at) for one in _signs(sign))
    while signs and signs[0][0] == UNKNOWN:
        signs.pop(0)
    while signs and signs[-1][0] == UNKNOWN:
        signs.pop()
    return Row("".join(sign for sign, _ in signs), tuple(at for _, at in signs))


def fitted(row: Row, format_: Format, number: int) -> Iterator[Row]:
    """The rows of the right length that it can be, when fillers were lost or doubled, or noise stands at its ends."""
    more = len(row.text) - format_.length
    if more == 0:
        yield row
    elif _ends_in_fillers(format_, number):
        yield from _at_end(row, more, format_.length)
    elif abs(more) <= _MOST_LOST:
        yield from _within(row, more)
    if 0 < more <= _NOISE:
        yield row.part(more, len(row.text))
        yield row.part(0, format_.length)


def fillers(read: str) -> int:
    """How many signs of a text are fillers, or something that is hardly anything else."""
    return sum(read.count(sign) for sign in _FILLERS)


def looks_like(read: str) -> bool:
    """Whether a text may be a row of an MRZ: long, of capitals and digits, with fillers or very many digits."""
    signs = [sign for sign in read if not sign.isspace()]
    if not _FEWEST <= len(signs) <= _MOST:
        return False
    fitting = sum(sign in SIGNS or sign in _FILLERS for sign in signs)
    if fitting < _FITTING * len(signs):
        return False
    return fillers(read) >= _SOME or (sum(map(str.isdigit, signs)) >= _DIGITS and len(read.split()) <= _WORDS)


def _signs(sign: str) -> str:
    if sign in SIGNS:
        return sign
    if sign in _PARTING:
        return ""
    upper = sign.upper()
    if found := _AS.get(sign) or _AS.get(upper):
        return found
    if upper in SIGNS:
        return upper
    base = unicodedata.normalize("NFKD", upper)[:1]
    return base if base in SIGNS else UNKNOWN


def _ends_in_fillers(format_: Format, number: int) -> bool:
    """Whether the end of a row is no check digit, so that fillers lost there can be told from their absence."""
    return format_.last is None or format_.last.row != number


def _at_end(row: Row, more: int, length: int) -> Iterator[Row]:
    if more < 0 and len(row.text) >= _LEAST * length:
        yield row + Row(FILLER * -more, (ADDED,) * -more)
    elif more > 0 and not row.text[length:].strip(FILLER + FILLER_LIKE):
        yield row.part(0, length)


def _within(row: Row, more: int) -> Iterator[Row]:
    """Each run of fillers as the one that is too long or too short."""
    for run in re.finditer(f"{FILLER}+", row.text):
        if more > 0 and run.end() - run.start() >= more:
            yield row.part(0, run.end() - more) + row.part(run.end(), len(row.text))
        elif more < 0:
            added = Row(FILLER * -more, (ADDED,) * -more)
            yield row.part(0, run.end()) + added + row.part(run.end(), len(row.text))
