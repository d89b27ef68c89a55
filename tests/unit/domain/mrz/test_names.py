"""Names: parted, compared with print, and guessed back."""

import pytest

from reviewer.domain.mrz.names import parted, proposals, proves, same
from reviewer.domain.mrz.read import read
from zones import TD3


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("ERIKSSON<<ANNA<MARIA<<<", ("ERIKSSON", "ANNA MARIA", False)),
        ("VAN<DER<MUELLEN<<JAN<<<", ("VAN DER MUELLEN", "JAN", False)),
        ("ARKFREITH<<<<<<<", ("ARKFREITH", "", False)),
        ("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", ("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG K", True)),
        ("", ("", "", False)),
    ],
)
def test_parts(names, expected):
    assert parted(names) == expected


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("ERIKSSON", "Eriksson"),
        ("ANNA MARIA", "Anna-Maria"),
        ("MUELLER", "Müller"),
        ("MULLER", "MÜLLER"),
        ("AALBORG", "Ålborg"),
        ("OCONNOR", "O'Connor"),
        ("STRASSE", "Straße"),
        ("NUNEZ", "Núñez"),
        ("THORSDOTTIR", "Þórsdóttir"),
        ("OEDEGAARD", "Ødegård"),
        ("IVANOV", "Иванов"),
        ("SHCHERBAKOVA", "ЩЕРБАКОВА"),
        ("OLGA", "Ольга"),
        ("ZAKHAROV", "Захаров"),
        ("HRYHORII", "Григорій"),
        ("CERNY", "Černý"),
        ("LODZ", "Łódź"),
    ],
)
def test_the_same_name_in_other_letters(name, printed):
    assert same(name, printed)


@pytest.mark.parametrize(
    ("name", "printed"),
    [("ERIKSSON", "Erikson"), ("MULLER", "Möller"), ("IVANOV", "Иванова"), ("", "Anna"), ("A", "?")],
)
def test_another_name(name, printed):
    assert not same(name, printed)


@pytest.mark.parametrize(
    ("name", "printed", "proven"),
    [
        ("OESTERGREN", "ÖSTERGREN", True),
        ("LINNEA MAARTA", "Linnea Mårta", True),
        ("OSTERGREN", "ÖSTERGREN", False),
        ("KORVINSKY", "KORVINSKÝ", False),
        ("OEZIL KAYA", "Özil Kayá", False),
        ("ANNA", "ANNA", False),
        ("ANNA", "ÖTZI", False),
    ],
)
def test_two_letters_prove_an_accent(name, printed, proven):
    assert proves(name, printed) is proven


def test_a_name_that_had_no_room_is_the_beginning_of_the_printed_one():
    assert same("NILAVADHANAN", "Nilavadhanananda", cut=True)
    assert not same("NILAVADHANAN", "Nilavadhanananda")


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("MUELLER", "D", ("MÜLLER",)),
        ("MUELLER", "GBR", ()),
        ("SCHMIDT", "D", ()),
        ("OESTERGAARD", "DNK", ("ØSTERGÅRD",)),
        ("SHCHERBAKOV", "RUS", ("ЩЕРБАКОВ",)),
        ("HRYHORII", "UKR", ("ГРИГОРІІ",)),
        ("MUNXXOZ", "ESP", ("MUÑOZ",)),
    ],
)
def test_letters_of_the_state_are_proposed(name, state, expected):
    assert proposals(name, state) == expected


def test_a_russian_internal_passport_has_one_sign_for_each_letter():
    rows = ("PNRUSKUZNECOVA<<EVGENI8<ANATOL9EVNA<<<<<<<<<", "1100000000RUS8008046F<<<<<<<4041111540005<50")

    mrz = read(rows).mrz

    assert mrz.russian
    assert mrz.rows == rows
    assert proposals(mrz.element("given_names").text, "RUS", russian=True) == ("ЕВГЕНИЯ АНАТОЛЬЕВНА",)


def test_names_without_a_filler_at_the_end_may_be_cut_short():
    assert not read(TD3).mrz.cut
    assert read(("P<UTO" + "A" * 20 + "<<" + "B" * 17, TD3[1])).mrz.cut
