"""Zones as engines read them: what is put right, what is not, and what is never called sure."""

import random

import pytest

from reviewer.domain.mrz.clean import cleaned, looks_like
from reviewer.domain.mrz.read import read
from reviewer.domain.mrz.repair import Proof
from zones import MRV_A, PUBLISHED, TD1, TD2, TD3, Person

TWINS = {"O": "0", "I": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
DIGITS = {digit: letter for letter, digit in TWINS.items()}
LETTER_PLACES = {
    "TD1": [(0, 0, 5), (1, 15, 18), (2, 0, 30)],
    **{
        name: [(0, 0, length), (1, 10, 13)] for name, length in (("TD2", 36), ("TD3", 44), ("MRV-A", 44), ("MRV-B", 36))
    },
}
DIGIT_PLACES = {
    "TD1": [(1, 0, 7), (1, 8, 15)],
    **{name: [(1, 13, 20), (1, 21, 28)] for name in ("TD2", "TD3", "MRV-A", "MRV-B")},
}


def swapped(rows: tuple[str, ...], places: list[tuple[int, int, int]], twins: dict[str, str]) -> tuple[str, ...]:
    written = [list(row) for row in rows]
    for row, start, stop in places:
        written[row][start:stop] = [twins.get(sign, sign) for sign in written[row][start:stop]]
    return tuple("".join(row) for row in written)


@pytest.mark.parametrize("format_", PUBLISHED)
@pytest.mark.parametrize("seed", range(12))
def test_letters_and_digits_are_put_right_by_their_places(format_, seed):
    rows = Person(seed).zone(format_)
    noisy = swapped(swapped(rows, LETTER_PLACES[format_], TWINS), DIGIT_PLACES[format_], DIGITS)

    mrz = read(noisy).mrz

    assert mrz.rows == rows
    assert mrz.valid
    assert {repair.proof for repair in mrz.repairs} <= {Proof.PLACE}
    assert len(mrz.repairs) == sum(
        a != b for was, now in zip(noisy, rows, strict=True) for a, b in zip(was, now, strict=True)
    )


@pytest.mark.parametrize("format_", PUBLISHED)
@pytest.mark.parametrize("seed", range(12))
def test_blanks_small_letters_and_lost_fillers(format_, seed):
    chance = random.Random(seed)
    rows = Person(seed).zone(format_)
    noisy = []
    for number, row in enumerate(rows):
        whole = number == (0 if format_.startswith("MRV") else 1)  # it tells the format, or ends in a check digit
        text = row if whole or chance.random() < 0.3 else row.rstrip("<")
        cuts = sorted(chance.sample(range(1, len(text)), 2))
        noisy.append(f" {text[: cuts[0]]} {text[cuts[0] : cuts[1]]}  {text[cuts[1] :]}.")

    mrz = read(noisy).mrz

    assert mrz.rows == rows
    assert mrz.valid


@pytest.mark.parametrize("sign", "«(£_‹{[~")
def test_signs_that_look_like_fillers(sign):
    double = sign == "«"
    noisy = tuple(row.replace("<<", sign) if double else row.replace("<", sign) for row in TD3)

    assert read(noisy).mrz.rows == TD3


def test_fillers_behind_the_names_may_be_read_as_letters():
    first = "P<UTOERIKSSON<<ANNA<MARIA<<<<KK<<C<<KKK<S<<<"

    mrz = read((first, TD3[1])).mrz

    assert mrz.rows == TD3
    assert {(repair.read, repair.written) for repair in mrz.repairs} == {("K", "<"), ("C", "<"), ("S", "<")}


def test_letters_of_names_are_not_taken_for_fillers():
    names = ("P<UTOKOCK<<KC<K<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", TD3[1])

    assert read(names).mrz.rows == names


@pytest.mark.parametrize("more", [-4, -1, 1, 5])
def test_a_row_with_too_many_or_too_few_fillers_within(more):
    """The check digit at its end tells where they belong."""
    mrz = read((TD3[0], TD3[1].replace("<<<<<", "<" * (5 + more)))).mrz

    assert mrz.rows == TD3
    assert mrz.valid
    assert [repair.proof for repair in mrz.repairs] == [Proof.LENGTH]


def test_noise_at_the_ends_of_a_row():
    assert read((f"|{TD2[0]}", f"{TD2[1]}.)")).mrz.rows == TD2


def test_a_state_of_one_letter():
    rows = Person(3).zone("TD2")
    first = "I<D<<" + rows[0][5:]
    second = rows[1][:10] + "D<<" + rows[1][13:]

    assert read(("I<DKC" + rows[0][5:], second.replace("D<<", "DCK", 1))).mrz.rows == (first, second)


def test_cyrillic_letters_that_look_alike():
    assert read((TD3[0].replace("A", "А").replace("M", "М").replace("O", "О"), TD3[1])).mrz.rows == TD3


# Check digits as proof


def test_one_misread_sign_of_a_number_is_proven_by_its_check_digit():
    mrz = read((TD3[0], TD3[1].replace("L898902C3", "L8989O2C3"))).mrz

    assert mrz.rows == TD3
    assert [(repair.at, repair.read, repair.written, repair.proof) for repair in mrz.repairs] == [
        (5, "O", "0", Proof.CHECK_DIGIT)
    ]
    assert "only “0” makes the check digit right" in mrz.repairs[0].in_words


def test_what_a_check_digit_repaired_it_does_not_prove_too():
    mrz = read((TD3[0], TD3[1].replace("L898902C3", "L8989O2C3"))).mrz

    assert mrz.valid
    assert mrz.forced
    assert not mrz.proven("document_number")


def test_two_ways_to_put_it_right_are_none():
    """The first and the fourth sign have the same weight: either may be the misread one."""
    person = Person(5)
    person.number = "8AAB12345"
    rows = person.zone("TD3")

    mrz = read((rows[0], rows[1].replace(person.number, "BAAB12345"))).mrz

    assert not mrz.valid
    assert mrz.repairs == ()


@pytest.mark.parametrize("format_", PUBLISHED)
@pytest.mark.parametrize("seed", range(30))
def test_no_misread_sign_that_a_check_digit_tells_is_called_sure(format_, seed):
    chance = random.Random(1000 + seed)
    rows = Person(seed).zone(format_)
    clean = read(rows).mrz
    places = [(row, at) for row in range(len(rows)) for at in range(len(rows[row])) if clean.covered(row, at)]
    row, at = chance.choice(places)
    value = _value(rows[row][at])
    sign = chance.choice([one for one in "0123456789ABCDEFHIJLMNOPQRSTUVWXYZ" if (_value(one) - value) % 10])
    noisy = tuple(text[:at] + sign + text[at + 1 :] if number == row else text for number, text in enumerate(rows))

    found = read(noisy)

    if found is not None and found.mrz.valid and not found.mrz.forced:
        assert found.mrz.rows == rows


def _value(sign: str) -> int:
    return 0 if sign == "<" else int(sign, 36)


# Rows


@pytest.mark.parametrize("rows", [TD1, TD2, TD3, MRV_A])
def test_rows_look_like_rows(rows):
    assert all(looks_like(row) for row in rows)
    assert all(looks_like(" ".join((row[:10], row[10:30], row[30:])).strip()) for row in rows)


@pytest.mark.parametrize(
    "text", ["", "TOTAL <<", "P<UTO", "The quick brown fox jumps over it < or >", "0" * 100, "=" * 40]
)
def test_other_text_does_not(text):
    assert not looks_like(text)


def test_sources_say_where_each_sign_was_read():
    row = cleaned(" p< U|o«x")

    assert row.text == "P<UIO<<X"
    assert [" p< U|o«x"[at] for at in row.sources] == list("p<U|o««x")
