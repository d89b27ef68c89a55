"""Labels and answers that might stand on any form. All names, places and numbers are made up."""

from __future__ import annotations

import random
import string
import tomllib
from collections.abc import Callable
from pathlib import Path

from reviewer import resources

_LISTS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
ADJECTIVES = _LISTS["adjectives"]
NOUNS = _LISTS["nouns"]
SHAPES = _LISTS["shapes"]
QUESTIONS = _LISTS["questions"]
HEADS = _LISTS["heads"]
FIRST_NAMES = _LISTS["first_names"]
LAST_NAMES = _LISTS["last_names"]
CITIES = _LISTS["cities"]
COMPANIES = _LISTS["companies"]
TRADES = _LISTS["trades"]
WORDS = _LISTS["words"]
MONTHS = _LISTS["months"]
COLORS = _LISTS["colors"]
SHORT = _LISTS["short"]
OPTIONS = _LISTS["options"]
MEASURES = _LISTS["measures"]
STATES = _LISTS["states"]
STREETS = _LISTS["streets"]
REMARKS = _LISTS["remarks"]


class Rng(random.Random):
    """Random choices, the same on every machine."""

    def hit(self, share: float) -> bool:
        return self.random() < share


def usual_labels() -> list[str]:
    """The label words that the type of forms knows."""
    types = tomllib.loads(resources.path("document_types", "form.toml").read_text("utf-8"))
    return types["fields"][0]["columns"][0]["labels"]["en"]


KNOWN = usual_labels()


def label(rng: Rng, known: float) -> str:
    """A label.

    Args:
        rng: random choices.
        known: the share of usual ones.
    """
    if rng.hit(known):
        text = rng.choice(KNOWN)
        return text[:1].upper() + text[1:] if rng.hit(0.5) else text.title()
    if rng.hit(0.35):
        text = rng.choice(SHAPES).format(rng.choice(NOUNS), rng.choice(NOUNS))
    else:
        text = (rng.choice(ADJECTIVES) + " " if rng.hit(0.35) else "") + rng.choice(NOUNS)
    if rng.hit(0.08):
        text += " " + rng.choice(REMARKS)
    return text[:1] + text[1:].lower() if rng.hit(0.4) else text


def long_label(rng: Rng) -> str:
    """A question, a label with a remark, or a whole clause."""
    if rng.hit(0.4):
        return f"{rng.choice(QUESTIONS)} {words(rng, 3, 7)}{rng.choice(['?', '?', ''])}"
    if rng.hit(0.5):
        opened = rng.choice([" (", " - ", ", ", " for ", " of ", " if "])
        return label(rng, 0.3) + opened + words(rng, 2, 5) + (")" if "(" in opened else "")
    text = " ".join(rng.choice(WORDS + NOUNS[:40]) for _ in range(rng.randint(4, 8)))
    return text[:1].upper() + text[1:]


def words(rng: Rng, fewest: int, most: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(fewest, most)))


def phrase(rng: Rng, fewest: int = 1, most: int = 5) -> str:
    text = words(rng, fewest, most)
    return rng.choice([text.capitalize(), text.title(), text.upper(), text])


def day(rng: Rng) -> str:
    number, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1955, 2025)
    name = MONTHS[month - 1]
    return rng.choice(
        [
            f"{month}/{number}/{year % 100:02}",
            f"{month}-{number}-{year % 100:02}",
            f"{name} {number}, {year}",
            f"{name[:3]}. {number}, {year}",
            f"{number} {name} {year}",
            f"{month:02}/{number:02}/{year}",
            f"{name} {year}",
            f"{number}.{month}.{year}",
            f"{name[:3]} {number} {year}",
        ]
    )


def person(rng: Rng) -> str:
    shape = rng.choice(["{0} {1}", "{1}, {0}", "{0} {2}. {1}", "Dr. {0} {1}", "{2}. {1}", "Mr. {1}", "{2}. {3}. {1}"])
    initials = [rng.choice(string.ascii_uppercase) for _ in range(2)]
    return shape.format(rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES), *initials)


def figure(rng: Rng) -> str:
    return rng.choice(
        [
            str(rng.randint(1, 9)),
            str(rng.randint(10, 999)),
            f"{rng.randint(1, 99)}.{rng.randint(0, 99)}",
            f"{rng.randint(1, 999)},{rng.randint(0, 999):03}",
            f".{rng.randint(10, 99)}",
            f"{rng.randint(1, 40)} {rng.choice(MEASURES)}",
            f"{rng.randint(1, 99)}.{rng.randint(0, 9)} {rng.choice(MEASURES)}",
            f"{rng.randint(5, 99)}%",
        ]
    )


def code(rng: Rng) -> str:
    letters = "".join(rng.choice(string.ascii_uppercase) for _ in range(2))
    return rng.choice(
        [
            f"{letters[0]}{rng.randint(10, 9999)}",
            f"{rng.randint(1000, 99999)}",
            f"{rng.randint(10, 99)}-{rng.randint(100, 9999)}",
            f"{letters}-{rng.randint(1, 999)}",
            f"{rng.randint(100, 999)}-{rng.randint(1, 99)}-{letters[1]}",
            f"#{rng.randint(1, 999)}",
        ]
    )


def phone(rng: Rng) -> str:
    shape = rng.choice(["({0}) {1}-{2}", "{0}-{1}-{2}", "{0}/{1}-{2}", "({0}){1}-{2}", "{1}-{2}"])
    return shape.format(rng.randint(201, 989), rng.randint(200, 999), f"{rng.randint(0, 9999):04}")


def money(rng: Rng) -> str:
    amount = rng.uniform(1, 99) if rng.hit(0.5) else rng.uniform(100, 90000)
    return rng.choice(["${:,.2f}", "$ {:,.2f}", "{:,.2f}", "${:,.0f}", "$ {:,.0f}"]).format(amount)


def company(rng: Rng) -> str:
    return f"{rng.choice(COMPANIES)} {rng.choice(TRADES)}"


def short(rng: Rng) -> str:
    return rng.choice([*SHORT, *COLORS])


def street(rng: Rng) -> str:
    return f"{rng.randint(1, 9999)} {rng.choice(LAST_NAMES)} {rng.choice(STREETS)}"


def city(rng: Rng) -> str:
    return f"{rng.choice(CITIES)}, {rng.choice(STATES)} {rng.randint(10000, 99999)}"


def thing(rng: Rng) -> str:
    return f"{rng.choice(COLORS)} {rng.choice(NOUNS).lower()}"


def wordy(rng: Rng) -> str:
    """An answer without figures."""
    return rng.choice(
        [
            rng.choice(COLORS),
            rng.choice(NOUNS),
            rng.choice(NOUNS).lower(),
            phrase(rng, 1, 3),
            person(rng),
            company(rng),
            short(rng),
            f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}",
            rng.choice(CITIES),
        ]
    )


Maker = Callable[[Rng], str]
ANSWERS: dict[Maker, int] = {
    day: 12,
    person: 16,
    figure: 20,
    code: 12,
    phone: 6,
    money: 6,
    company: 9,
    phrase: 16,
    short: 10,
    street: 3,
    city: 4,
    thing: 5,
}


def answer(rng: Rng, words_only: float) -> str:
    """An answer.

    Args:
        rng: random choices.
        words_only: the share of those without figures.
    """
    if rng.hit(words_only):
        return wordy(rng)
    return rng.choices(list(ANSWERS), list(ANSWERS.values()))[0](rng)
