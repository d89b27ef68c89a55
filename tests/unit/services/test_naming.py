"""What JSON files are called."""

import itertools
import os

import pytest

from reviewer.services import naming


def first(name: str, count: int = 4) -> list[str]:
    return list(itertools.islice(naming.candidates(name), count))


def test_the_short_name_comes_first():
    assert first("scan.jpg") == ["scan.json", "scan.jpg.json", "scan.jpg-2.json", "scan.jpg-3.json"]


@pytest.mark.parametrize(
    ("name", "best"),
    [
        ("archive.tar.gz", "archive.tar.json"),
        ("noext", "noext.json"),
        (".hidden", ".hidden.json"),
        ("日本 語.png", "日本 語.json"),
        ("", "document.json"),
        ("a/b.png", "a_b.json"),
        ("..", "...json"),
    ],
)
def test_any_name_gives_one(name, best):
    assert first(name)[0] == best


def test_a_name_is_cut_where_it_is_too_long_and_stays_apart():
    long = "ü" * 126 + ".png"

    names = first(long)

    assert all(len(os.fsencode(name)) <= naming.LONGEST for name in names)
    assert len(set(names)) >= 3


def test_bytes_that_are_no_text_stay():
    name = os.fsdecode(b"\xff\xfe.png")

    assert os.fsencode(first(name)[0]) == b"\xff\xfe.json"


def test_the_first_free_one_is_taken():
    taken = {"scan.json", "scan.jpg.json"}

    assert naming.first_free("scan.jpg", taken.__contains__) == "scan.jpg-2.json"
