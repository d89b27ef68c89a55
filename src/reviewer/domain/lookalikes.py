"""Signs that engines take for one another, and how seldom."""

from functools import cache

TO_DIGIT = str.maketrans("OoDQUIiLl|!ZzAEeSsbGTBgq?", "0000011111122433556678997")
TO_LETTER = str.maketrans("01245678", "OIZASGTB")

USUAL, LESS, RARE = 1.0, 2.0, 3.0
"""What taking one sign for another costs: about the logarithm of how seldom it happens."""

_ALIKE = {
    USUAL: (
        "0O 0D 0Q OQ OD Oo 0o 1l 1I Il 1| l| I| 1i 5S 5s 8B 8S 2Z 2z 6G 6b 9g 9q gq "
        "38 68 17 rn-m cl-d vv-w ii-u Cc Ss Zz Vv Ww Xx Kk Pp Uu"
    ),
    LESS: (
        "08 06 56 58 35 36 89 49 39 27 14 47 4A 7T 7? 1T 1! 1L 1J 0U 0C 0G CG OC OG 3B 3E PR EF UV VY MN HN KX "
        "li-h nn-m ri-n lI-U LI-U DO 8& B& EB"
    ),
    RARE: "03 05 09 02 13 18 19 23 24 25 26 34 37 45 46 48 57 59 67 69 78 79 AR AH TY TI JI ce eo ao sS fl-A",
}


@cache
def _costs() -> dict[str, dict[str, float]]:
    """For each sign or pair of signs, what it may have been and what that costs."""
    found: dict[str, dict[str, float]] = {}
    for cost, pairs in _ALIKE.items():
        for pair in pairs.split():
            one, _, other = pair.partition("-") if "-" in pair else (pair[0], "", pair[1:])
            found.setdefault(one, {}).setdefault(other, cost)
            found.setdefault(other, {}).setdefault(one, cost)
    return found


def alike(sign: str) -> dict[str, float]:
    """What a sign (or a pair such as ``rn``) may be in truth, with the cost of each; empty when nothing is like it."""
    return _costs().get(sign, {})


def cost(one: str, other: str) -> float | None:
    """What taking one sign for another costs; None when nobody does, 0 for the same."""
    return 0.0 if one == other else alike(one).get(other)


@cache
def digits_alike(sign: str) -> dict[str, float]:
    """The digits that a sign may be in truth."""
    return {other: each for other, each in alike(sign).items() if other.isdecimal()}
