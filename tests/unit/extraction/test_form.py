from datetime import date

from paper import page
from reviewer.document_types import load
from reviewer.extraction.extract import extract

KIND = load()["form"]
TODAY = date(2024, 6, 1)


def pairs(text, **how):
    (field,) = extract([page(text, **how)], KIND, today=TODAY).fields
    return [tuple(cell.values[0].text for cell in row.fields) for row in field.rows]


def test_a_colon_parts_label_and_value():
    assert pairs("Name: Ada Example") == [("Name", "Ada Example")]


def test_the_value_may_stand_far_right_of_the_colon():
    assert pairs("Name:            Ada Example") == [("Name", "Ada Example")]


def test_two_pairs_in_one_row():
    assert pairs("First name: Ada          Last name: Example") == [("First name", "Ada"), ("Last name", "Example")]


def test_the_value_may_stand_below_its_label():
    text = """
        Reason for the request:
        The old one is broken
        and was never found again

        Signature:
    """
    assert pairs(text) == [
        ("Reason for the request", "The old one is broken\nand was never found again"),
        ("Signature", ""),
    ]


def test_a_value_goes_on_below():
    text = """
        Address:      12 Garden Street
                      99999 Springfield
        Phone:        000 1111
    """
    assert pairs(text) == [("Address", "12 Garden Street\n99999 Springfield"), ("Phone", "000 1111")]


def test_without_colons_the_right_neighbor_is_the_value():
    text = """
        Length           85 mm
        Color            deep green
        Weight           12 kg
        Material         cotton
    """
    assert pairs(text) == [("Length", "85 mm"), ("Color", "deep green"), ("Weight", "12 kg"), ("Material", "cotton")]


def test_a_line_to_write_on_is_no_value():
    assert pairs("Signature: ______________") == [("Signature", "")]
    assert pairs("Name: ____Ada____") == [("Name", "Ada")]


def test_a_time_of_day_is_no_label():
    assert pairs("The office opens at 10:30 on weekdays") == []


def test_running_text_makes_no_pairs():
    text = """
        We thank you for the letter that you sent us on Monday
        and will answer it as soon as the archive is open again
    """
    assert pairs(text) == []


def test_pairs_stay_below_the_threshold():
    (field,) = extract([page("Name: Ada Example")], KIND, today=TODAY).fields

    value = field.rows[0].fields[1].values[0]
    assert value.confidence < KIND.threshold
    assert value.recognized_confidence == 0.99
    assert value.regions


def test_a_row_of_labels_may_stand_over_a_row_of_values():
    text = """
        Policy           Begin            Class
        PX-20391         01.02.2024       B
    """
    assert pairs(text) == [("Policy", "PX-20391"), ("Begin", "01.02.2024"), ("Class", "B")]
