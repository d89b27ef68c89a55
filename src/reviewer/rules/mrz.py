"""A machine-readable zone must be whole, its check digits right, and the printed fields must say the same."""

from collections.abc import Iterator

import msgspec

from reviewer.domain.document_type import Kind
from reviewer.domain.issue import Fix, Issue, Level
from reviewer.domain.mrz.agree import agrees
from reviewer.domain.mrz.checks import Check
from reviewer.domain.mrz.formats import BY_NAME, COMPOSITE
from reviewer.domain.mrz.read import read
from reviewer.domain.mrz.repair import mended, offered
from reviewer.domain.mrz.zone import Mrz
from reviewer.domain.revision import Entry
from reviewer.domain.solving import MOST
from reviewer.rules._solving import CHECK_DIGIT
from reviewer.rules.base import Context


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The field that holds the MRZ (empty: those of that kind), and how grave a disagreement is.

    Attributes:
        field: name of the field with the MRZ.
        level: of wrong check digits and of other values that differ.
        names: of names and states that differ, which may be written in several ways.
    """

    field: str = ""
    level: Level = Level.ERROR
    names: Level = Level.WARNING


_NAMED = ("surname", "given_names", "nationality", "issuing_state", "document_code")
_COVERED = {
    "document_number": "the document number",
    "date_of_birth": "the date of birth",
    "date_of_expiry": "the date of expiry",
    "optional": "the personal number",
}
_LONGEST = 40


class Rule:
    """Reads the MRZ as it stands now and compares every field that names an element of it."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def check(self, context: Context) -> Iterator[Issue]:
        """Issues of the zone itself first; of several zones fields are compared with the first."""
        names = context.names((self._options.field,) if self._options.field else (), Kind.MRZ)
        entries = [entry for name in names for entry in context.filled(name)]
        if len(entries) > 1:
            text = f"There are {len(entries)} machine-readable zones here: these may be {len(entries)} documents."
            yield Issue("mrz", Level.WARNING, text, tuple(entry.id for entry in entries), "several")
        for number, entry in enumerate(entries):
            reading = read(entry.value.text.split("\n"), exact=True)
            if reading is None:
                yield Issue("mrz", self._options.level, _incomplete(entry.value.text), (entry.id,), "incomplete")
                continue
            yield from self._digits(entry, reading.mrz)
            if number == 0:
                yield from self._fields(context, entry, reading.mrz)

    def _digits(self, entry: Entry, mrz: Mrz) -> Iterator[Issue]:
        """One issue a wrong check digit; the composite one tells nothing new where another is wrong."""
        wrong = [check for check in mrz.checks if not check.right]
        own = [check for check in wrong if check.element != COMPOSITE]
        for number, check in enumerate(own or wrong):
            found = () if number else _fixes(entry, mrz)
            yield Issue("mrz", self._options.level, _wrong(check), (entry.id,), "check_digit", fixes=found)

    def _fields(self, context: Context, zone: Entry, mrz: Mrz) -> Iterator[Issue]:
        for field in context.kind.fields:
            value = mrz.value(field.mrz, context.today) if field.mrz else ""
            if not value:
                continue
            level = self._options.names if field.mrz in _NAMED else self._options.level
            for entry in context.filled(field.name):
                printed = context.normalized(entry, field) or ""
                texts = [entry.value.text, printed] if field.kind in (Kind.DATE, Kind.CHOICE) else [entry.value.text]
                answers = [agrees(mrz, field.mrz, text, context.today) for text in texts if text]
                if False in answers and True not in answers:
                    text = f"{field.label} reads “{_short(entry.value.text)}”, but the MRZ says “{value}”."
                    yield Issue("mrz", level, text, (entry.id, zone.id), "differs", proposal=value)


def _fixes(entry: Entry, mrz: Mrz) -> tuple[Fix, ...]:
    """Signs that were taken for others, when there are few that make all check digits right."""
    found = offered(BY_NAME[mrz.format], mrz.rows)
    return tuple(
        Fix(
            entry.id,
            "\n".join(mended(mrz.rows, one)),
            CHECK_DIGIT,
            f"With {one.written} for {one.read}, row {one.row + 1}, character {one.at + 1}, the check digits agree.",
            f"{one.written} for {one.read}, row {one.row + 1}",
        )
        for one in (found if len(found) <= MOST else ())
    )


def _wrong(check: Check) -> str:
    covered = _COVERED.get(check.element)
    if covered is None:
        return f"The last check digit of the MRZ is {check.stands}, but {check.expected} would be right."
    return f"The MRZ's check digit of {covered} is {check.stands}, but {check.expected} would be right."


def _incomplete(text: str) -> str:
    rows = [row for row in text.split("\n") if row.strip()]
    if len(rows) < 2:
        return "The MRZ has one row only: it may be cut off."
    lengths = " and ".join(str(len("".join(row.split()))) for row in rows[:3])
    return f"The MRZ has rows of {lengths} signs, in none of the formats: it may be cut off or misread."


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
