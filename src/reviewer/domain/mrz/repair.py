"""Misread signs put right: where the alphabet of a place demands it, or where a check digit proves it uniquely."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import product

import msgspec

from reviewer.domain.lookalikes import alike
from reviewer.domain.mrz.checks import checks_of, long_number
from reviewer.domain.mrz.clean import FILLER_LIKE
from reviewer.domain.mrz.formats import COMPOSITE, DIGITS, FILLER, LETTERS, Alphabet, Format, Place
from reviewer.domain.mrz.states import STATES

Rows = tuple[str, ...]


class Proof(StrEnum):
    """Why a sign was changed."""

    PLACE = "place"
    CHECK_DIGIT = "check_digit"
    LENGTH = "length"


class Repair(msgspec.Struct, frozen=True, array_like=True):
    """A sign that stands in the MRZ other than it was read, or several that were added or left out.

    Attributes:
        row, at: where, from 0.
        read: what was read; empty for fillers that were added.
        written: what stands there now; empty for what was left out.
        proof: why.
    """

    row: int
    at: int
    read: str
    written: str
    proof: Proof

    @property
    def in_words(self) -> str:
        """For the operator."""
        place = f"Row {self.row + 1}, character {self.at + 1}"
        match self.proof:
            case Proof.PLACE:
                return f"{place} was read as “{self.read}”, but only “{self.written}” can stand there."
            case Proof.CHECK_DIGIT:
                return f"{place} was read as “{self.read}”; only “{self.written}” makes the check digit right."
            case Proof.LENGTH if self.written:
                return f"{place}: fillers that were not read were added ({len(self.written)})."
            case Proof.LENGTH:
                return f"{place}: “{self.read}” is too much there and was left out."


_DIGIT = {"O": "0", "Q": "0", "D": "0", "U": "0", "I": "1", "L": "1", "J": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
_LETTER = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B"}
_SEXES = {"H": "M", "N": "M", "E": "F", "P": "F", "K": FILLER, "C": FILLER}
_TWINS = {
    **{letter: digit for letter, digit in _DIGIT.items() if letter not in "UJ"},
    **_LETTER,
    "C": FILLER,
}
"""Signs that are taken for each other; G and 6, K and the filler have values that no check digit tells apart."""
_MOST_FIXES = 30
_ABOUT = 0.5


def by_place(format_: Format, rows: Rows) -> tuple[Rows, list[Repair]]:
    """What the alphabets of the places demand, and what the form of names does: after them come only fillers."""
    written = [list(row) for row in rows]
    for number, row in enumerate(written):
        for at, sign in enumerate(row):
            row[at] = _of(format_.alphabet(number, at), sign)
    if is_russian(rows):
        written[0][5:] = rows[0][5:]
    for name in ("names", "optional", "optional_2"):
        if place := format_.places.get(name):
            text = "".join(written[place.row][place.start : place.stop])
            written[place.row][place.start : place.stop] = _tail(text, is_name=name == "names")
    if written[0][1] == "K":
        written[0][1] = FILLER  # no document code has this letter
    for name in ("issuing_state", "nationality"):
        place = format_.places[name]
        code = _state("".join(written[place.row][place.start : place.stop]))
        written[place.row][place.start : place.stop] = code
    done = tuple("".join(row) for row in written)
    return done, _repairs(rows, done, Proof.PLACE)


def by_check_digits(format_: Format, rows: Rows) -> tuple[Rows, list[Repair]]:
    """What makes wrong check digits right, when there is exactly one way to do it; else nothing."""
    wrong = [check.element for check in checks_of(format_, rows) if not check.right]
    if not wrong:
        return rows, []
    elements = [name for name in wrong if name != COMPOSITE]
    if not elements:
        elements = [name for name in ("optional", "optional_2") if name in format_.places and name not in wrong]
        fixes = [[fix for name in elements for fix in _fixes(format_, rows, name)]]
    else:
        fixes = [list(_fixes(format_, rows, name)) for name in elements]
    changed = {_with(rows, chosen) for chosen in product(*(each[:_MOST_FIXES] for each in fixes))}
    found = [each for each in changed if all(check.right for check in checks_of(format_, each))]
    if len(found) != 1:
        return rows, []
    done = found[0]
    return done, _repairs(rows, done, Proof.CHECK_DIGIT)


def offered(format_: Format, rows: Rows) -> list[Repair]:
    """Single signs taken for others that would make all check digits right, the likeliest first.

    Among them are such as could be in several places, which is no proof: a person has to look.
    """
    wrong = [check.element for check in checks_of(format_, rows) if not check.right]
    elements = [name for name in wrong if name != COMPOSITE] or [*format_.digits, "sex"] if wrong else []
    found = {fix: price for element in elements for fix, price in _priced(format_, rows, element)}
    best = min(found.values(), default=0.0)
    return sorted((fix for fix, price in found.items() if price <= best + _ABOUT), key=found.__getitem__)


def _priced(format_: Format, rows: Rows, element: str) -> Iterator[tuple[Repair, float]]:
    own = (format_.digits[element],) if element in format_.digits else ()
    for place in (*_stretch(format_, rows, element), *own):
        for at in range(place.start, place.stop):
            sign = rows[place.row][at]
            for other, price in alike(sign).items():
                possible = other in LETTERS + DIGITS and _of(format_.alphabet(place.row, at), other) == other
                if possible and all(c.right for c in checks_of(format_, _with(rows, ((place.row, at, other),)))):
                    yield Repair(place.row, at, sign, other, Proof.CHECK_DIGIT), price


def mended(rows: Rows, repair: Repair) -> Rows:
    """The rows with a sign put right."""
    return _with(rows, ((repair.row, repair.at, repair.written),))


Fix = tuple[int, int, str]
"""A sign to be written: row, place, sign."""


def _fixes(format_: Format, rows: Rows, element: str) -> Iterator[Fix]:
    """One sign of an element taken for its twin, which makes its check digit right.

    Two signs at a time would nearly always do it somehow, and prove nothing.
    """
    for place in _stretch(format_, rows, element):
        for at in range(place.start, place.stop):
            sign = rows[place.row][at]
            if sign in _TWINS and format_.alphabet(place.row, at) is Alphabet.ANY:
                fix = (place.row, at, _TWINS[sign])
                if _is_right(format_, _with(rows, (fix,)), element):
                    yield fix


def _stretch(format_: Format, rows: Rows, element: str) -> tuple[Place, ...]:
    rest = long_number(format_, rows) if element == "document_number" else None
    return (format_.places[element], *(rest[:1] if rest else ()))


def _is_right(format_: Format, rows: Rows, element: str) -> bool:
    """Of an element without a check digit of its own nothing can be said."""
    return all(check.right for check in checks_of(format_, rows) if check.element == element)


def _with(rows: Rows, fixes: tuple[Fix, ...]) -> Rows:
    written = [list(row) for row in rows]
    for row, at, sign in fixes:
        written[row][at] = sign
    return tuple("".join(row) for row in written)


def _of(alphabet: Alphabet, sign: str) -> str:
    match alphabet:
        case Alphabet.DIGITS:
            return _DIGIT.get(sign, sign)
        case Alphabet.LETTERS:
            return _LETTER.get(sign, sign)
        case Alphabet.SEX:
            return _SEXES.get(sign, sign)
        case Alphabet.ANY:
            return sign


def _tail(text: str, *, is_name: bool) -> str:
    """The end of a text in which, once its fillers have begun, signs like a filler are taken for fillers.

    In names they begin behind the second pair of fillers, or the first when nothing else follows it.
    """
    parting = text.find(FILLER * 2)
    begins = text.find(FILLER * 2, parting + 3) if is_name and parting > 0 else parting
    rest = text[begins:] if begins >= 0 else ""
    few = not is_name and 2 * rest.count(FILLER) < len(rest)
    if not rest or rest.strip(FILLER_LIKE + FILLER) or few:
        return text
    return text[:begins] + FILLER * len(rest)


def _state(code: str) -> str:
    """A code of one or two letters whose fillers were read as letters: ``DKK`` for ``D<<``."""
    if code in STATES:
        return code
    for length in (1, 2):
        if code[:length] in STATES and not code[length:].strip("KC" + FILLER):
            return code[:length].ljust(3, FILLER)
    return code


def _repairs(before: Rows, after: Rows, proof: Proof) -> list[Repair]:
    return [
        Repair(number, at, old, new, proof)
        for number, (was, now) in enumerate(zip(before, after, strict=True))
        for at, (old, new) in enumerate(zip(was, now, strict=True))
        if old != new
    ]


def is_russian(rows: Rows) -> bool:
    """Whether it is a Russian internal passport, whose names are written with digits for some letters."""
    return rows[0].startswith("PNRUS")


def is_clean(row: str) -> bool:
    """Whether a row has only signs of an MRZ."""
    return not set(row) - set(LETTERS + DIGITS + FILLER)
