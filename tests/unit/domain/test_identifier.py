import pytest

from reviewer.domain.identifier import is_valid, known


def test_one_of_several_kinds_is_enough():
    kinds = "eu.vat gb.vat"

    assert is_valid(kinds, "DE 136 695 976")
    assert is_valid(kinds, "GB 980 7806 84")
    assert not is_valid(kinds, "GB 980 7806 85")
    assert not is_valid("eu.vat", "GB 980 7806 84")


@pytest.mark.parametrize(
    ("kinds", "there"), [("iban", True), ("eu.vat gb.vat", True), ("eu.vat no.such", False), ("", False)]
)
def test_kinds_are_known(kinds, there):
    assert known(kinds) is there


def test_an_unknown_kind_accepts_nothing():
    assert not is_valid("no.such", "DE136695976")
    assert not is_valid("../iban", "DE89370400440532013000")
