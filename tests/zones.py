"""Machine-readable zones made for tests, with check digits computed here and not by the program."""

import random
import string

VALUES = {sign: number for number, sign in enumerate(string.digits + string.ascii_uppercase)} | {"<": 0}

TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
TD1_LONG = ("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<")
TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
MRV_A = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<")
MRV_B = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")
PUBLISHED = {"TD1": TD1, "TD2": TD2, "TD3": TD3, "MRV-A": MRV_A, "MRV-B": MRV_B}
"""The specimens of Doc 9303, parts 4 to 7."""

LENGTHS = {"TD1": 30, "TD2": 36, "TD3": 44, "MRV-A": 44, "MRV-B": 36}
STATES = ("UTO", "D<<", "FRA", "RUS", "EUE", "XXA", "GBR")


def digit(text: str) -> str:
    return str(sum(VALUES[sign] * (7, 3, 1)[at % 3] for at, sign in enumerate(text)) % 10)


def checked(text: str) -> str:
    return text + digit(text)


class Person:
    """Somebody invented by chance, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        letters = string.ascii_uppercase
        word = lambda least, most: "".join(chance.choices(letters, k=chance.randint(least, most)))  # noqa: E731
        self.surname = [word(3, 8) for _ in range(chance.randint(1, 2))]
        self.given = [word(2, 6) for _ in range(chance.randint(1, 2))]
        self.state, self.nationality = chance.choice(STATES), chance.choice(STATES)
        self.number = "".join(chance.choices(letters + string.digits, k=chance.randint(6, 9))).ljust(9, "<")
        self.birth = f"{chance.randint(0, 99):02}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
        self.expiry = f"{chance.randint(20, 34):02}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
        self.sex = chance.choice("MF<")
        self.optional = "".join(chance.choices(letters + string.digits, k=chance.randint(0, 7)))

    @property
    def names(self) -> str:
        return "<".join(self.surname) + "<<" + "<".join(self.given)

    def zone(self, format_: str) -> tuple[str, ...]:
        """The rows of a document."""
        length = LENGTHS[format_]
        code = {"TD3": "P<", "MRV-A": "V<", "MRV-B": "V<"}.get(format_, "I<")
        if format_ == "TD1":
            first = (code + self.state + checked(self.number) + self.optional).ljust(30, "<")
            second = checked(self.birth) + self.sex + checked(self.expiry) + self.nationality + "<" * 11
            covered = first[5:] + second[:7] + second[8:15] + second[18:]
            return first, second + digit(covered), self.names[:30].ljust(30, "<")
        first = (code + self.state + self.names)[:length].ljust(length, "<")
        second = checked(self.number) + self.nationality + checked(self.birth) + self.sex + checked(self.expiry)
        if format_.startswith("MRV"):
            return first, (second + self.optional).ljust(length, "<")
        second += checked(self.optional.ljust(14, "<")) if format_ == "TD3" else self.optional.ljust(7, "<")
        return first, second + digit(second[:10] + second[13:20] + second[21:])
