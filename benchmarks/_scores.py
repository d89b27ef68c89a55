"""What is right and what is not, and how sure one may be of a share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reviewer.domain import amounts, dates
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.normalize import folded, normalized

_Z = 1.96
_BINS = 10


@dataclass(frozen=True)
class Scored:
    """One field of one document.

    Attributes:
        right: whether its first value is what is on the paper.
        among: whether the right value was among the candidates, None where there are none to look at.
        confidence: as the operator sees it; None when unknown.
        settled: whether evidence settled it.
    """

    right: bool
    among: bool | None
    confidence: float | None
    settled: bool


def same(wanted: str, text: str, value: str | None, field: FieldType, today: date) -> bool:
    """Whether a value is the wanted one: amounts as numbers, dates as days, else letters and digits after folding.

    A printed word may have the wanted code for its normalized form, as UTO is that of UTOPIA.

    Args:
        wanted: the truth, as it is printed or in a plain form.
        text: of the value.
        value: its normalized form.
        field: what kind of value it is.
        today: for years of two digits.
    """
    if field.kind is Kind.AMOUNT:
        found, truth = amounts.number(value or ""), _number(wanted)
        return found is not None and found == truth
    if field.kind is Kind.DATE:
        return bool(value) and (value in _days(wanted, today) or value == normalized(wanted, field, today))
    if field.kind is Kind.CHOICE:
        return value == (normalized(wanted, field, today) or wanted)
    return bool(signs(wanted)) and signs(wanted) in (signs(text), signs(value or ""))


def signs(text: str) -> str:
    """The letters and digits of a text, folded."""
    return "".join(sign for sign in folded(text) if sign.isalnum())


def _number(text: str) -> object:
    amount = amounts.parse(text)
    return amount.value if amount is not None else amounts.number(text)


def _days(text: str, today: date) -> set[str]:
    if len(text) == 6 and text.isdigit():  # YYMMDD, as in a machine-readable zone
        day = datetime.strptime(text, "%y%m%d").date()
        return {day.isoformat(), day.replace(year=day.year - 100).isoformat()}
    return {day.isoformat() for day in dates.readings(text, today)}


def interval(good: int, n: int) -> tuple[float, float]:
    """The share's 95 % interval (Wilson), 0..1."""
    if not n:
        return 0.0, 1.0
    share, square = good / n, _Z * _Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def calibration_error(scored: Iterable[Scored]) -> float:
    """Expected calibration error: how far confidence and share of right ones lie apart, over bins of confidence."""
    known = [one for one in scored if one.confidence is not None]
    error = 0.0
    for number in range(_BINS):
        inside = [one for one in known if _bin(one.confidence or 0.0) == number]
        if inside:
            sure = sum(one.confidence or 0.0 for one in inside)
            error += abs(sure - sum(one.right for one in inside))
    return error / max(1, len(known))


def _bin(confidence: float) -> int:
    return min(_BINS - 1, int(confidence * _BINS))


def distance(ours: str, theirs: str) -> int:
    """How many characters must be changed, added or removed."""
    row = list(range(len(theirs) + 1))
    for at, sign in enumerate(ours, 1):
        before, row[0] = row[0], at
        for place, other in enumerate(theirs, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (sign != other))
    return row[-1]


def found_pairs(wanted: Sequence[tuple[str, str]], found: Sequence[tuple[str, str]]) -> int:
    """How many of the wanted pairs are found, each once."""
    left = [(signs(label), signs(value)) for label, value in found]
    good = 0
    for label, value in wanted:
        pair = (signs(label), signs(value))
        if pair in left:
            left.remove(pair)
            good += 1
    return good
