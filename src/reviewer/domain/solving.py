"""The smallest change that makes a failed sum or check true: one sign that was taken for another, seldom two."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from math import log

import msgspec

from reviewer.domain import amounts
from reviewer.domain.lookalikes import LESS, TO_DIGIT, USUAL, alike, cost, digits_alike

MOST = 4
"""Solutions that are offered; of more, none: then nothing is solved."""

_WINDOW = 1.5
_DEAREST = 7.0
"""Of a change; a sign that is certain is not changed."""
_UNKNOWN = 0.9
"""Confidence of a sign whose confidence is not known."""
_TWICE = 40
"""Values of a sum above which two changes in one value are not looked for."""
_LONGEST = 120
_PLACES = 4
"""Decimals that are reckoned with."""


class Reading(msgspec.Struct, frozen=True):
    """A text as it was read.

    Attributes:
        text: that may hold a wrong sign.
        characters: confidence of each of its signs, or empty.
        against: what speaks against changing it, as a cost: somebody has confirmed it.
    """

    text: str
    characters: tuple[float, ...] = ()
    against: float = 0.0


class Solution(msgspec.Struct, frozen=True):
    """A text that makes the sum or check true.

    Attributes:
        part: which of the readings, from 0.
        text: in place of it.
        cost: the lower, the likelier.
        besides: another part, and the text that it must have then; None where one change does.
    """

    part: int
    text: str
    cost: float
    besides: tuple[int, str] | None = None


class Part(msgspec.Struct, frozen=True):
    """A value of a sum that must be nothing: a term counts with a factor of 1 or -1, its result with the other."""

    reading: Reading
    value: Decimal
    factor: int


Holds = Callable[[str], bool]


def proven(reading: Reading, holds: Holds, *, letters: int = 0, digits: bool = False) -> tuple[Solution, ...]:
    """Texts that a check accepts: with digits for the letters that look like them, or one sign taken for another.

    Args:
        reading: that the check does not accept.
        holds: the check; asked some hundred times.
        letters: so many signs at the beginning are letters, whatever follows.
        digits: only digits may stand behind those.
    """
    text = reading.text
    if len(text) > _LONGEST:
        return ()
    bases = [(text, reading.against)]
    translated = text[:letters] + text[letters:].translate(TO_DIGIT)
    if translated != text:
        price = sum(_price(reading, at, text[at], new) for at, new in enumerate(translated) if new != text[at])
        bases.append((translated, reading.against + price / 2))  # that all of them are digits is one assumption
        if holds(translated):
            return (Solution(0, translated, bases[-1][1]),)
    found: dict[str, float] = {}
    for base, price in bases:
        for other, dear in _changed(base, reading, letters, digits=digits or base is translated):
            if price + dear <= _DEAREST and dear + price < found.get(other, _DEAREST + 1) and holds(other):
                found[other] = price + dear
    return _likeliest(Solution(0, other, price) for other, price in found.items())


@lru_cache(64)  # the rules are checked with every key press
def balanced(parts: tuple[Part, ...], tolerance: Decimal) -> tuple[Solution, ...]:
    """One value with another digit, a decimal point that was lost, or two other digits, so that the sum is nothing.

    Where none of these does, one digit in each of two values: only where a single pair is by far the likeliest, since
    of two unknown digits nearly always some would do.

    Args:
        parts: of the sum; the cost grows linearly with their digits.
        tolerance: how far from nothing it may be.
    """
    missing = _scaled(-sum((part.factor * part.value for part in parts), Decimal(0)))
    near = _scaled(tolerance)
    mark = _mark(parts)
    found = [
        Solution(number, text, price)
        for number, part in enumerate(parts)
        for text, price in _single(part, part.factor * missing, near, mark)
        if price <= _DEAREST
    ]
    return _likeliest(found or _double(parts, missing)) or (_pair(parts, missing) if not found else ())


def _likeliest(found: Iterable[Solution]) -> tuple[Solution, ...]:
    """Those that are about as likely as the likeliest, when they are few."""
    best = sorted(found, key=lambda each: (each.cost, each.part, each.text))
    kept = [each for each in best if each.cost <= best[0].cost + _WINDOW]
    return tuple(kept) if len(kept) <= MOST else ()


def _weight(reading: Reading, at: int) -> float:
    """What speaks against a sign being wrong."""
    sure = reading.characters[at] if len(reading.characters) == len(reading.text) else _UNKNOWN
    sure = min(0.999, max(0.05, sure))
    return log(sure / (1 - sure))


def _price(reading: Reading, at: int, old: str, new: str) -> float:
    known = cost(old, new)
    return (LESS if known is None else known) + _weight(reading, at)


def _changed(text: str, reading: Reading, letters: int, *, digits: bool) -> Iterator[tuple[str, float]]:
    """The text with one sign taken for another, and the price."""
    for at, sign in enumerate(text):
        weight = _weight(reading, at)
        for other, price in alike(sign).items():
            if len(other) != 1 or not (other.isalpha() if at < letters else other.isdecimal() or not digits):
                continue
            if other.isdecimal() or other.isupper() == (sign.isupper() or sign.isdecimal()):
                yield _put(text, at, other), price + weight


# Sums


def _scaled(value: Decimal) -> int:
    return int(value.scaleb(_PLACES).to_integral_value())


def _digits(part: Part) -> list[tuple[int, int]]:
    """Where each digit of an amount stands, and what one more of it is worth, scaled.

    Empty where its text has other digits than its value.
    """
    text, value = part.reading.text, part.value
    places = [at for at, sign in enumerate(text) if "0" <= sign <= "9"]
    whole, _, decimals = format(abs(value), "f").partition(".")
    if len(decimals) > _PLACES or "".join([text[at] for at in places]).lstrip("0") != (whole + decimals).lstrip("0"):
        return []
    unit: int = 10 ** (_PLACES - len(decimals)) * (-1 if value < 0 else 1)
    return [(at, unit * 10**power) for power, at in enumerate(reversed(places))]


def _single(part: Part, wanted: int, near: int, mark: str) -> Iterator[tuple[str, float]]:
    """Texts with one change, by which the value gains what is wanted, scaled; with the price of each."""
    reading, text = part.reading, part.reading.text
    for at, worth in _digits(part):
        size, over = abs(worth), abs(wanted) % abs(worth)
        if abs(wanted) - near > 9 * size or min(over, size - over) > near:
            continue  # no digit here makes it up; nearly always so
        for other, price in digits_alike(text[at]).items():
            off = abs((ord(other) - ord(text[at])) * worth - wanted)
            if off <= near:
                yield _put(text, at, other), reading.against + price + _weight(reading, at) + (LESS if off else 0.0)
    if mark and re.fullmatch(r"\d{3,9}", text):
        pointed = f"{text[:-2]}{mark}{text[-2:]}"
        value = amounts.parse(pointed)
        if value is not None and abs(_scaled(value.value - part.value) - wanted) <= near:
            yield pointed, reading.against + USUAL + 1.0


def _put(text: str, at: int, sign: str) -> str:
    return text[:at] + sign + text[at + 1 :]


def _mark(parts: Sequence[Part]) -> str:
    """The decimal mark of the other values, or nothing."""
    found = (re.search(r"([.,])\d\d$", part.reading.text) for part in parts)
    return next((match[1] for match in found if match), "")


def _double(parts: Sequence[Part], missing: int) -> Iterator[Solution]:
    """One value with two other digits, which are often taken for those that stand there."""
    for number, part in enumerate(parts if len(parts) <= _TWICE else ()):
        reading, text = part.reading, part.reading.text
        for (at, worth), (there, other) in combinations(_digits(part), 2):
            rest = (
                (a, b, first + second)
                for a, first in digits_alike(text[at]).items()
                for b, second in digits_alike(text[there]).items()
                if first <= LESS and second <= LESS
            )
            for a, b, price in rest:
                gain = (ord(a) - ord(text[at])) * worth + (ord(b) - ord(text[there])) * other
                price += reading.against + _weight(reading, at) + _weight(reading, there)
                if gain * part.factor == missing and price <= _DEAREST:
                    yield Solution(number, _put(_put(text, at, a), there, b), price)


def _pair(parts: Sequence[Part], missing: int) -> tuple[Solution, ...]:
    """Two values with another digit each, which are often taken for those that stand there: two solutions, or none.

    Both are looked up by what they add, so the cost grows linearly with the digits.
    """
    changes = [
        (number, gain, text, price)
        for number, part in enumerate(parts if len(parts) <= _TWICE else ())
        for gain, text, price in _gains(part)
    ]
    by_gain: dict[int, list[tuple[int, str, float]]] = {}
    for number, gain, text, price in changes:
        by_gain.setdefault(gain, []).append((number, text, price))
    pairs = sorted(
        (price + dear, number, text, there, other)
        for number, gain, text, price in changes
        for there, other, dear in by_gain.get(missing - gain, ())
        if number < there and price + dear <= _DEAREST
    )
    if not pairs or (len(pairs) > 1 and pairs[1][0] <= pairs[0][0] + _WINDOW):
        return ()
    price, number, text, there, other = pairs[0]
    return Solution(number, text, price, (there, other)), Solution(there, other, price, (number, text))


def _gains(part: Part) -> Iterator[tuple[int, str, float]]:
    """What another digit adds to the sum, where it is often taken for this one; the text with it, and its price."""
    reading, text = part.reading, part.reading.text
    for at, worth in _digits(part):
        dear = reading.against + _weight(reading, at)
        for other, price in digits_alike(text[at]).items():
            if price <= LESS and price + dear <= _DEAREST:
                yield part.factor * (ord(other) - ord(text[at])) * worth, _put(text, at, other), price + dear
