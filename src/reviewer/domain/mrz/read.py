"""The MRZ that noisy rows of text are."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, product

import msgspec

from reviewer.domain.mrz.clean import ADDED, Row, cleaned, fitted
from reviewer.domain.mrz.formats import FILLER, FORMATS, Format
from reviewer.domain.mrz.repair import Proof, Repair, by_check_digits, by_place, is_clean
from reviewer.domain.mrz.states import STATES
from reviewer.domain.mrz.zone import Mrz, made

_MOST_WAYS = 120  # of fitting rows into one format
_ENOUGH = 4  # of `_Way.sense`: a text that is no MRZ has hardly any
_SOME_DAY = date(2000, 1, 1)  # whether a date exists does not depend on the day of reading, but for one in 1,461


class Reading(msgspec.Struct, frozen=True):
    """An MRZ, and for each sign of it the index in the row that was read, or `ADDED`."""

    mrz: Mrz
    sources: tuple[tuple[int, ...], ...]


def read(rows: Sequence[str], *, exact: bool = False) -> Reading | None:
    """Understand rows as an MRZ; None when they are in none of the formats.

    The rows may hold blanks, fillers read as other signs, letters read as digits, and too many or too few fillers.
    Of several ways the one is taken in which most check digits are right and most elements make sense.

    Args:
        rows: from the top.
        exact: they are to be judged as they stand, without putting anything right.
    """
    signs = [cleaned(row) for row in rows]
    if exact:
        return _exact(signs)
    ways = [way for format_ in FORMATS if format_.count == len(rows) for way in _ways(format_, signs)]
    if not ways:
        return None
    best = max(ways, key=lambda way: way.rank)
    if not best.mrz.valid:
        best = max((each.forced for each in ways), key=lambda way: way.rank)
    return Reading(best.mrz, best.sources) if best.makes_sense else None


def _exact(signs: Sequence[Row]) -> Reading | None:
    rows = tuple(row.text for row in signs)
    for format_ in FORMATS:
        if [len(row) for row in rows] == [format_.length] * format_.count and rows[0][0] in format_.codes:
            return Reading(made(format_, rows), tuple(row.sources for row in signs))
    return None


class _Way(msgspec.Struct, frozen=True):
    """One way to fit rows into a format."""

    format: Format
    mrz: Mrz
    sources: tuple[tuple[int, ...], ...]

    @property
    def right(self) -> int:
        return sum(check.right for check in self.mrz.checks)

    @property
    def sense(self) -> int:
        """How many elements are what they should be, of six."""
        element = self.mrz.element
        states = (element("issuing_state"), element("nationality"))
        sex = element("sex")
        known = sum(state is not None and state.text in STATES for state in states)
        days = sum(self.mrz.day(name, _SOME_DAY) is not None for name in ("date_of_birth", "date_of_expiry"))
        return known + days + (sex is None or sex.text in "MFX") + (element("surname") is not None)

    @property
    def makes_sense(self) -> bool:
        clean = all(map(is_clean, self.mrz.rows))
        return (self.mrz.valid and clean and self.sense >= 2) or self.sense >= _ENOUGH

    @property
    def rank(self) -> tuple[bool, int, int, int]:
        repairs = self.mrz.repairs
        stretched = sum(len(each.written or each.read) for each in repairs if each.proof is Proof.LENGTH)
        return self.mrz.valid, 2 * self.right + self.sense, -stretched, -len(repairs)

    @property
    def forced(self) -> "_Way":
        """With what check digits prove."""
        rows, repairs = by_check_digits(self.format, self.mrz.rows)
        if not repairs:
            return self
        return _Way(self.format, made(self.format, rows, (*self.mrz.repairs, *repairs)), self.sources)


def _ways(format_: Format, signs: Sequence[Row]) -> Iterator[_Way]:
    fits = [list(fitted(row, format_, number)) for number, row in enumerate(signs)]
    for fit in islice(product(*fits), _MOST_WAYS):
        rows, repairs = by_place(format_, tuple(row.text for row in fit))
        if rows[0][0] in format_.codes:
            sources = tuple(row.sources for row in fit)
            yield _Way(format_, made(format_, rows, (*_lengths(signs, fit), *repairs)), sources)


def _lengths(signs: Sequence[Row], fit: Sequence[Row]) -> Iterator[Repair]:
    """The stretches that were added to rows, or left out."""
    for number, (was, now) in enumerate(zip(signs, fit, strict=True)):
        added = [at for at, source in enumerate(now.sources) if source == ADDED]
        if added:
            yield Repair(number, added[0], "", FILLER * len(added), Proof.LENGTH)
        kept = set(now.sources)
        out = [at for at, source in enumerate(was.sources) if source not in kept]
        if out:
            yield Repair(number, out[0], "".join(was.text[at] for at in out), "", Proof.LENGTH)
