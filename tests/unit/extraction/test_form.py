from datetime import date

import pytest
from msgspec.structs import replace

from paper import page
from reviewer.document_types import load
from reviewer.domain.text import TickBox
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


def test_the_value_may_begin_further_right_than_the_label_over_it_ends():
    text = """
        Remarks:
                  The old one is broken and was
                  never found again by anyone

        Signature:
    """
    assert pairs(text) == [
        ("Remarks", "The old one is broken and was\nnever found again by anyone"),
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
    assert [doubt.text for doubt in value.doubts] == ["Nothing but its place says that this answers the label."]


def test_a_row_of_labels_may_stand_over_a_row_of_values():
    text = """
        Policy           Begin            Class
        PX-20391         01.02.2024       B
    """
    assert pairs(text) == [("Policy", "PX-20391"), ("Begin", "01.02.2024"), ("Class", "B")]


@pytest.mark.parametrize("blanks", [1, 6, 12])
def test_two_rows_without_colons_are_two_pairs(blanks):
    text = f"""
        {"Length":<{6 + blanks}}85 mm
        {"Color":<{6 + blanks if blanks > 1 else 6}}green
    """
    assert pairs(text) == [("Length", "85 mm"), ("Color", "green")]


def test_the_longest_label_of_a_column_may_stand_close_to_its_answer():
    text = """
        Name             Ada Example
        City             Springfield
        Name of employer Northern Mills
        Occupation       Surveyor
    """
    assert ("Name of employer", "Northern Mills") in pairs(text)


def test_all_answers_below_the_head_of_a_column_are_its_value():
    text = """
        Item         Quantity     Price
        Pens         12           3.50
        Paper        4            8.00
        Ink          1            9.20
    """
    assert pairs(text) == [("Item", "Pens\nPaper\nInk"), ("Quantity", "12\n4\n1"), ("Price", "3.50\n8.00\n9.20")]


def test_a_printed_box_that_stands_for_itself_has_its_state_as_value():
    text = """
        [x] I agree to the rules
        [ ] Send me the letter
    """
    assert pairs(text) == [("I agree to the rules", "☒"), ("Send me the letter", "☐")]


def test_the_ticked_option_is_the_answer_to_a_question():
    assert pairs("Boat rack:   [ ] Yes   [x] No") == [("Boat rack", "No")]
    assert pairs("Boat rack:   [ ] Yes   [ ] No") == [("Boat rack", "")]


@pytest.mark.parametrize("checked", [True, False])
def test_a_drawn_box_is_the_place_of_its_state(checked):
    text = page("     I agree to the rules")
    corners = ((0.03, 0.45), (0.07, 0.45), (0.07, 0.6), (0.03, 0.6))
    drawn = replace(text, tick_boxes=(TickBox(corners, checked, 0.8),))
    (field,) = extract([drawn], KIND, today=TODAY).fields
    ((label, value),) = [(row.fields[0].values[0], row.fields[1].values[0]) for row in field.rows]
    assert (label.text, value.text) == ("I agree to the rules", "☒" if checked else "☐")
    assert value.regions[0].polygon == corners
    assert value.confidence <= 0.8


@pytest.mark.parametrize("text", ["Full report       X", "X  Full report", "X Full report      Short report"])
def test_a_cross_before_or_behind_an_option_is_its_value(text):
    assert ("Full report", "X") in pairs(text)


def test_an_x_between_figures_is_part_of_a_size():
    assert pairs("Size: 3 x 5 in.") == [("Size", "3 x 5 in.")]


def test_a_label_is_not_left_without_the_text_beside_it_that_nobody_took():
    text = """
              Order no:  Quantity:  Ada Example
        n/a         Northern coast
    """
    assert ("Quantity", "Ada Example") in pairs(text)
