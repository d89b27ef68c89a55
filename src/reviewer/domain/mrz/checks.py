"""Check digits: sums of the signs' values with the weights 7, 3 and 1, modulo 10."""

import msgspec

from reviewer.domain.mrz.formats import COMPOSITE, FILLER, LETTERS, Format, Place

_WEIGHTS = (7, 3, 1)
_VALUES = {str(digit): digit for digit in range(10)} | {letter: 10 + at for at, letter in enumerate(LETTERS)}


class Check(msgspec.Struct, frozen=True):
    """One check digit.

    Attributes:
        element: that it covers, or ``composite``.
        stands: the sign that stands there.
        expected: the digit that would be right.
        right: whether they agree; of an empty element a filler is right too.
    """

    element: str
    stands: str
    expected: str
    right: bool


def digit(text: str) -> str:
    """The check digit of a text; whatever has no value counts 0, as fillers do."""
    return str(sum(_VALUES.get(sign, 0) * _WEIGHTS[at % 3] for at, sign in enumerate(text)) % 10)


def checks_of(format_: Format, rows: tuple[str, ...]) -> tuple[Check, ...]:
    """All check digits of an MRZ, the composite one last."""
    found = [_check(element, *_covered(format_, rows, element)) for element in format_.digits]
    if format_.last is not None:
        text = "".join(place.of(rows) for place in format_.composite)
        found.append(_check(COMPOSITE, text, format_.last.of(rows)))
    return tuple(found)


def long_number(format_: Format, rows: tuple[str, ...]) -> tuple[Place, Place] | None:
    """Where the rest of a long document number and its check digit stand: in the optional data of TD1 and TD2.

    The number is long when a filler stands in place of its check digit; the rest ends at the next filler, and its
    last sign is the check digit.
    """
    if format_.last is None or "optional" in format_.digits or format_.digits["document_number"].of(rows) != FILLER:
        return None
    room = format_.places["optional"]
    rest = len(room.of(rows).partition(FILLER)[0])
    full = FILLER not in format_.places["document_number"].of(rows)
    if rest < 2 or not full:
        return None
    stop = room.start + rest
    return Place(room.row, room.start, stop - 1), Place(room.row, stop - 1, stop)


def _covered(format_: Format, rows: tuple[str, ...], element: str) -> tuple[str, str]:
    """The text that a check digit covers, and what stands as the digit."""
    text, stands = format_.places[element].of(rows), format_.digits[element].of(rows)
    if element == "document_number" and (rest := long_number(format_, rows)):
        return text + rest[0].of(rows), rest[1].of(rows)
    return text, stands


def _check(element: str, text: str, stands: str) -> Check:
    expected = digit(text)
    empty = not text.strip(FILLER) and stands == FILLER
    return Check(element, stands, expected, empty or stands == expected)
