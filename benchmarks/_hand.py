"""An operator's hand: how few key presses make one text of another, and what other ways of working take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reviewer.domain.normalize import folded

ALL, DELETE, HOME, END, LEFT, RIGHT = "Ctrl+A", "Del", "Home", "End", "Left", "Right"


@dataclass(frozen=True)
class Press:
    """One key press: a key as QKeySequence reads it, or a letter that is typed."""

    key: str = ""
    letter: str = ""


def typed(text: str) -> list[Press]:
    return [Press(letter=letter) for letter in text]


def presses(text: str, caret: int, wanted: str) -> list[Press]:
    """The fewest presses that make `wanted` of a text: from the caret change by change, or all of it anew.

    A chord (Ctrl+A, a capital letter) is one press.
    """
    if text == wanted:
        return []
    anew = typed(wanted) if not text else [Press(ALL), *typed(wanted)]
    return min(anew, _mended(text, caret, wanted), key=len)


def _mended(text: str, caret: int, wanted: str) -> list[Press]:
    done: list[Press] = []
    shift = 0
    length = len(text)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, text, wanted, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        done += _moved(caret, i1 + shift, length, one_line="\n" not in text)
        done += [Press(DELETE)] * (i2 - i1) + typed(wanted[j1:j2])
        caret = i1 + shift + (j2 - j1)
        shift += (j2 - j1) - (i2 - i1)
        length += (j2 - j1) - (i2 - i1)
    return done


def _moved(caret: int, to: int, length: int, *, one_line: bool) -> list[Press]:
    ways = [[Press(RIGHT if to > caret else LEFT)] * abs(to - caret)]
    if one_line:
        ways += [[Press(HOME), *[Press(RIGHT)] * to], [Press(END), *[Press(LEFT)] * (length - to)]]
    return min(ways, key=len)


def nearest(text: str, caret: int, truth: str, is_right: Callable[[str], bool]) -> tuple[str, list[Press]]:
    """A right text that takes the fewest presses, and these: as the truth has it, or with what is around it here."""
    found = [(wanted, presses(text, caret, wanted)) for wanted in _targets(text, truth) if is_right(wanted)]
    if not found:
        found = [(truth, presses(text, caret, truth))]
    return min(found, key=lambda each: len(each[1]))


def _targets(text: str, truth: str) -> Iterator[str]:
    yield truth
    first = next((n for n, sign in enumerate(text) if sign.isdigit()), 0)
    last = next((n for n in range(len(text), 0, -1) if text[n - 1].isdigit()), len(text))
    yield text[:first] + truth + text[last:]
    yield _by_signs(text, truth)


def _by_signs(text: str, truth: str) -> str:
    """The text with letters and digits as the truth has them; blanks, marks and case stay."""
    here, there = _places(text), _places(truth)
    ours, theirs = ["".join(folded(one[n]) for n in places) for one, places in ((text, here), (truth, there))]
    made, end = "", 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        start = here[i1] if i1 < len(here) else len(text)
        stop = here[i2 - 1] + 1 if i2 > i1 else start
        made += text[end:start] + (truth[there[j1] : there[j2 - 1] + 1] if j2 > j1 else "")
        end = stop
    return made + text[end:]


def _places(text: str) -> list[int]:
    return [n for n, sign in enumerate(text) if sign.isalnum()]


@dataclass(frozen=True)
class Seen:
    """One field as it was when its document came up.

    Attributes:
        truth: what is printed; None when that is not known.
        text: what was read.
        right: whether that is right.
        unsure: whether the program asks for it.
        caret: where the first doubtful character is.
    """

    truth: str | None
    text: str
    right: bool
    unsure: bool
    caret: int = 0


FINISH = 1


def by_hand(fields: Sequence[Seen]) -> int:
    """Everything is keyed: the letters of each field and a key to the next, and one that finishes."""
    return sum(len(field.truth) + 1 for field in fields if field.truth) + FINISH


def visiting_all(fields: Sequence[Seen]) -> int:
    """Tab over all fields, wrong ones typed anew: programs without a way from doubt to doubt."""
    return sum(1 + _anew(field) for field in fields) + FINISH


def visiting_unsure(fields: Sequence[Seen]) -> int:
    """Enter from doubt to doubt, wrong ones typed anew; one press leads to a wrong one that is not asked for."""
    return sum((field.unsure or not field.right) + _anew(field) for field in fields) + FINISH


def keying_unsure(fields: Sequence[Seen]) -> int:
    """Whatever is unsure is keyed once more as a whole, to be compared with what was read."""
    return sum(len(field.truth or field.text) + 1 for field in fields if field.unsure or not field.right) + FINISH


def at_the_character(fields: Sequence[Seen]) -> int:
    """Enter from doubt to doubt with the caret at the doubtful character; only what is wrong there is changed."""
    mended = 0
    for field in fields:
        if not field.right and field.truth is not None:
            mended += len(presses(field.text, field.caret, field.truth))
    return sum(field.unsure or not field.right for field in fields) + mended + FINISH


def _anew(field: Seen) -> int:
    return 0 if field.right or field.truth is None else len(field.truth)


FLOWS = {
    "keying everything by hand": by_hand,
    "Tab over all fields, wrong ones retyped (Label Studio, PPOCRLabel, gImageReader)": visiting_all,
    "unsure fields keyed once more (Hyperscience transcription, double keying)": keying_unsure,
    "Enter from doubt to doubt, wrong ones retyped (Rossum, ABBYY)": visiting_unsure,
    "the same with the caret at the doubtful character (Tungsten FixForm, Brainware)": at_the_character,
}
"""Published ways of working, counted in presses on the same documents; a click counts as one press there."""
