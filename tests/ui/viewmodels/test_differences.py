"""What changes in a list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.ui.viewmodels.differences import MOST, differences


@pytest.mark.parametrize(
    ("old", "new", "removed", "inserted"),
    [
        ("abc", "abc", [], []),
        ("abcde", "ae", [range(1, 4)], []),
        ("abcde", "bd", [range(4, 5), range(2, 3), range(0, 1)], []),
        ("ae", "abcdef", [], [range(1, 4), range(5, 6)]),
        ("abc", "xbcy", [range(0, 1)], [range(0, 1), range(3, 4)]),
    ],
)
def test_pieces_go_from_the_end_and_come_from_the_beginning(old, new, removed, inserted):
    found = differences(old, new)
    assert (list(found.removed), list(found.inserted)) == (removed, inserted)


@pytest.mark.parametrize(("old", "new"), [("", "ab"), ("ab", ""), ("ab", "cd"), ("ab", "ba")])
def test_another_list_or_order_is_told(old, new):
    assert differences(old, new) is None


def test_a_list_in_many_pieces_is_another_one():
    old = [str(number) for number in range(4 * MOST)]
    assert differences(old, old[::2]) is None


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_doing_what_is_told_makes_the_new_list(old, new):
    found = differences(old, new)
    if found is None:
        return
    made = list(old)
    for gone in found.removed:
        del made[gone.start : gone.stop]
    for came in found.inserted:
        made[came.start : came.start] = new[came.start : came.stop]
    assert made == new
