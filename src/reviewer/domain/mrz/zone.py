"""A machine-readable zone as it was understood: rows, elements, check digits, and what was put right."""

from datetime import date

import msgspec

from reviewer.domain.mrz.checks import Check, checks_of, long_number
from reviewer.domain.mrz.days import century
from reviewer.domain.mrz.formats import BY_NAME, COMPOSITE, FILLER, Format, Place
from reviewer.domain.mrz.names import parted
from reviewer.domain.mrz.repair import Proof, Repair, is_russian


class Element(msgspec.Struct, frozen=True):
    """What stands in an MRZ.

    Attributes:
        text: without the fillers at its ends; a blank for those within.
        places: where, one or two.
    """

    text: str
    places: tuple[Place, ...]


class Mrz(msgspec.Struct, frozen=True):
    """One MRZ.

    Attributes:
        format: for example ``TD3``.
        rows: of the right length.
        checks: every check digit, the composite one last.
        repairs: signs that were read otherwise.
    """

    format: str
    rows: tuple[str, ...]
    checks: tuple[Check, ...]
    repairs: tuple[Repair, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def valid(self) -> bool:
        """Whether all check digits are right."""
        return all(check.right for check in self.checks)

    @property
    def russian(self) -> bool:
        """Whether it stands on a Russian internal passport."""
        return is_russian(self.rows)

    @property
    def cut(self) -> bool:
        """Whether the names may be cut short for want of room."""
        return parted(self._format.places["names"].of(self.rows))[2]

    def element(self, name: str) -> Element | None:
        """An element by its name, see `formats.ELEMENTS`; None when the MRZ has nothing there."""
        if name in ("surname", "given_names"):
            return self._name(name)
        place = self._place(name)
        text = _plain(place.of(self.rows))
        if name == "document_number" and (rest := long_number(self._format, self.rows)):
            return Element(text + rest[0].of(self.rows), (place, rest[0]))
        return Element(text, (place,)) if text else None

    def day(self, name: str, today: date) -> date | None:
        """The date of birth, which is past, or of expiry, which is near; None when it is none."""
        text = self._place(name).of(self.rows)
        return century(text, today, past=name == "date_of_birth")

    def value(self, name: str, today: date) -> str:
        """An element as a field has it: dates ISO, a sex that is not told ``X``; empty when there is none."""
        if name.startswith("date_"):
            day = self.day(name, today)
            return "" if day is None else day.isoformat()
        found = self.element(name)
        if name == "sex":
            return found.text if found is not None else "X"
        return "" if found is None else found.text

    def proven(self, name: str) -> bool:
        """Whether check digits vouch for an element: all are right, and none was used up to put a sign right.

        A document code of one letter needs none: the format has no other.
        """
        covered = any(check.element == self._checked(name) for check in self.checks)
        demanded = name == "document_code" and self.rows[0][1] == FILLER
        return (covered or demanded) and self.valid and not self.forced

    @property
    def forced(self) -> bool:
        """Whether a sign was changed so that a check digit is right."""
        return any(repair.proof is Proof.CHECK_DIGIT for repair in self.repairs)

    def covered(self, row: int, at: int) -> bool:
        """Whether a check digit covers a place, or is it."""
        format_ = self._format
        places = [*(format_.places[name] for name in format_.digits), *format_.digits.values(), *format_.composite]
        return any(place.row == row and place.start <= at < place.stop for place in (*places, format_.last) if place)

    @property
    def _format(self) -> Format:
        return BY_NAME[self.format]

    def _checked(self, name: str) -> str:
        if name != "personal_number":
            return name
        return "optional" if "optional" in self._format.digits else COMPOSITE

    def _place(self, name: str) -> Place:
        if name != "personal_number":
            return self._format.places[name]
        first = self._format.places["optional"]
        rest = long_number(self._format, self.rows)
        if rest is not None:
            first = Place(first.row, rest[1].stop, first.stop)
        second = self._format.places.get("optional_2")
        return second if second is not None and not first.of(self.rows).strip(FILLER) else first

    def _name(self, name: str) -> Element | None:
        place = self._format.places["names"]
        text = place.of(self.rows)
        surname, given, _ = parted(text)
        found = surname if name == "surname" else given
        if not found:
            return None
        begins = 0 if name == "surname" else text.find(FILLER * 2) + 2
        part = text[begins:]
        start = begins + len(part) - len(part.lstrip(FILLER))
        raw = text[start:].partition(FILLER * 2)[0].rstrip(FILLER)
        stop = start + len(raw) if name == "surname" else len(text.rstrip(FILLER))
        return Element(found, (Place(place.row, place.start + start, place.start + stop),))


def made(format_: Format, rows: tuple[str, ...], repairs: tuple[Repair, ...] = ()) -> Mrz:
    """An MRZ of rows that have the right length."""
    return Mrz(format_.name, rows, checks_of(format_, rows), repairs)


def _plain(text: str) -> str:
    return " ".join(text.replace(FILLER, " ").split())
