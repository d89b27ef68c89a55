"""Contracts: what running text says of the parties, of when it begins, how long it lasts and whose law it is under."""

from datetime import date

import pytest

from paper import page
from reviewer.document_types import load
from reviewer.extraction.classify import classify
from reviewer.extraction.extract import extract

TYPES = load()
TODAY = date(2026, 1, 1)
LEASE = """
    Lease Agreement

    This Agreement is made on 3 March 2025 between:
    (1) Fernhill Estates Ltd, a company registered in Scotland under number SC999417,
    whose registered office is at 4 Mill Wynd, Aberlarrig (the "Landlord"); and
    (2) Dunmore Pottery, a partnership of 12 Kiln Lane, Aberlarrig (the "Tenant").

    1. The lease {beginning} and continues for an initial term of five years, unless it is
    ended before that under clause 7.
    2. The Tenant shall pay the rent on the first day of every month, whatever the season.
    3. This Agreement is governed by the law of Scotland, and its courts have jurisdiction.

    In witness whereof the parties have signed on the dates given below.
    Date: 1 March 2025                         Date: 3 March 2025
"""


def found(text):
    return {
        each.name: [value.text for value in each.values]
        for each in extract([page(text)], TYPES["contract"], today=TODAY).fields
    }


def test_parties_term_and_law_are_found_in_running_text():
    text = LEASE.format(beginning="takes effect on 1 April 2025")
    fields = found(text)

    assert classify([page(text)], TYPES).name == "contract"
    assert fields["title"] == ["Lease Agreement"]
    assert fields["parties"] == ["Fernhill Estates Ltd", "Dunmore Pottery"]
    assert fields["term"] == ["five years"]
    assert fields["jurisdiction"] == ["Scotland"]
    assert fields["signature_dates"] == ["1 March 2025", "3 March 2025"]


@pytest.mark.parametrize(
    "beginning",
    [
        "takes effect on 1 April 2025",
        "comes into force on 1 April 2025",
        "commences on 1 April 2025",
        "shall begin on 1 April 2025",
        'begins on 1 April 2025 (the "Commencement Date")',
    ],
)
def test_the_day_on_which_it_takes_effect_goes_before_the_one_on_which_it_was_made(beginning):
    assert found(LEASE.format(beginning=beginning))["effective_date"] == ["1 April 2025"]


def test_without_such_a_day_it_is_the_one_on_which_it_was_made():
    assert found(LEASE.format(beginning="runs on"))["effective_date"] == ["3 March 2025"]


def test_one_party_is_not_offered_in_place_of_the_other():
    (parties,) = (
        each
        for each in extract([page(LEASE.format(beginning="runs on"))], TYPES["contract"], today=TODAY).fields
        if each.name == "parties"
    )
    names = {value.text for value in parties.values}

    assert not names & {offered.text for value in parties.values for offered in value.alternatives}
