"""The five formats of Doc 9303: where each element stands, which signs it may hold, and what check digits cover."""

from enum import StrEnum

import msgspec

FILLER = "<"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
SIGNS = LETTERS + DIGITS + FILLER

ELEMENTS = (
    "document_code",
    "issuing_state",
    "surname",
    "given_names",
    "document_number",
    "nationality",
    "date_of_birth",
    "sex",
    "date_of_expiry",
    "personal_number",
)
"""What a field of a document type may be; the personal number is whatever the state puts into the optional data."""

COMPOSITE = "composite"


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of a row, both from 0; `stop` is behind the last sign."""

    row: int
    start: int
    stop: int

    def of(self, rows: tuple[str, ...]) -> str:
        return rows[self.row][self.start : self.stop]


class Alphabet(StrEnum):
    """Which signs may stand somewhere."""

    LETTERS = "letters"
    DIGITS = "digits"
    ANY = "any"
    SEX = "sex"


class Format(msgspec.Struct, frozen=True):
    """One format.

    Attributes:
        name: as Doc 9303 calls it.
        count, length: of the rows.
        codes: the letters that its document code may begin with.
        places: of the elements; ``names`` holds surname and given names, ``optional`` and ``optional_2`` what the
            state wants.
        digits: of each element with a check digit of its own, the place of that digit.
        composite: what the last check digit covers; empty for visas, which have none.
        last: the place of that digit.
    """

    name: str
    count: int
    length: int
    codes: str
    places: dict[str, Place]
    digits: dict[str, Place]
    composite: tuple[Place, ...] = ()
    last: Place | None = None

    def alphabet(self, row: int, at: int) -> Alphabet:
        """Which signs may stand at a place, fillers apart."""
        if any(place.row == row and place.start == at for place in (*self.digits.values(), self.last) if place):
            return Alphabet.DIGITS
        for name, place in self.places.items():
            if place.row == row and place.start <= at < place.stop:
                return _ALPHABETS.get(name, Alphabet.ANY)
        return Alphabet.ANY


_ALPHABETS = {
    "document_code": Alphabet.LETTERS,
    "issuing_state": Alphabet.LETTERS,
    "names": Alphabet.LETTERS,
    "nationality": Alphabet.LETTERS,
    "date_of_birth": Alphabet.DIGITS,
    "date_of_expiry": Alphabet.DIGITS,
    "sex": Alphabet.SEX,
}
_HEAD = {"document_code": Place(0, 0, 2), "issuing_state": Place(0, 2, 5)}
_SECOND = {
    "document_number": Place(1, 0, 9),
    "nationality": Place(1, 10, 13),
    "date_of_birth": Place(1, 13, 19),
    "sex": Place(1, 20, 21),
    "date_of_expiry": Place(1, 21, 27),
}
_SECOND_DIGITS = {
    "document_number": Place(1, 9, 10),
    "date_of_birth": Place(1, 19, 20),
    "date_of_expiry": Place(1, 27, 28),
}


def _two_rows(name: str, length: int, codes: str, optional: int) -> Format:
    """A format of two rows; the second begins alike in all of them. `optional`: where the optional data ends."""
    places = _HEAD | {"names": Place(0, 5, length)} | _SECOND | {"optional": Place(1, 28, optional)}
    return Format(name, 2, length, codes, places, _SECOND_DIGITS)


def _with_composite(format_: Format, digits: dict[str, Place], end: int) -> Format:
    covered = (Place(1, 0, 10), Place(1, 13, 20), Place(1, 21, end))
    return msgspec.structs.replace(
        format_, digits=format_.digits | digits, composite=covered, last=Place(1, end, end + 1)
    )


TD1 = Format(
    "TD1",
    3,
    30,
    "ACI",
    _HEAD
    | {
        "document_number": Place(0, 5, 14),
        "optional": Place(0, 15, 30),
        "date_of_birth": Place(1, 0, 6),
        "sex": Place(1, 7, 8),
        "date_of_expiry": Place(1, 8, 14),
        "nationality": Place(1, 15, 18),
        "optional_2": Place(1, 18, 29),
        "names": Place(2, 0, 30),
    },
    {"document_number": Place(0, 14, 15), "date_of_birth": Place(1, 6, 7), "date_of_expiry": Place(1, 14, 15)},
    (Place(0, 5, 30), Place(1, 0, 7), Place(1, 8, 15), Place(1, 18, 29)),
    Place(1, 29, 30),
)
TD2 = _with_composite(_two_rows("TD2", 36, "ACI", 35), {}, 35)
TD3 = _with_composite(_two_rows("TD3", 44, "P", 42), {"optional": Place(1, 42, 43)}, 43)
MRV_A = _two_rows("MRV-A", 44, "V", 44)
MRV_B = _two_rows("MRV-B", 36, "V", 36)

FORMATS = (TD1, TD2, TD3, MRV_A, MRV_B)
BY_NAME = {each.name: each for each in FORMATS}
