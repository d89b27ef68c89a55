"""`reviewer explain`, with children that are fakes."""

import pytest
from msgspec.structs import replace

from fakes import pages_of, receipt
from reviewer.cli.explaining import lines
from reviewer.document_types import load
from reviewer.extraction.explain import Considered, Explained, Standing
from reviewer.services.explaining import Explanation

ONE = Considered(Standing.CHOSEN, "12.50", 0, 9.0, 0.97, ())
TOTAL = Explained("total", "Total", "amount", 0.994, 0.9, ("sum",), 0.01, 1.0, (ONE,), 0, 0.99)


def test_each_field_is_told_with_its_candidates_and_what_speaks_for_them(run, tmp_path):
    ran = run("explain", receipt(tmp_path / "shop.png"), "--type", "receipt")
    assert ran.code == 0
    assert ran.out.startswith("shop.png: Receipt\n")
    assert "total (amount): “12.50”" in ran.out
    assert "label_left (" in ran.out
    assert "company (text): “THE OLDE CHANDLERY”" in ran.out


def test_one_field_is_enough(run, tmp_path):
    ran = run("explain", receipt(tmp_path / "shop.png"), "--type", "receipt", "--field", "date")
    assert "date (date): “14/03/2025”" in ran.out
    assert "total (" not in ran.out


def test_a_field_that_the_type_does_not_have_is_told(run, tmp_path):
    ran = run("explain", receipt(tmp_path / "shop.png"), "--type", "receipt", "--field", "weight")
    assert ran.code == 1
    assert "has no field “weight”" in ran.lines[-1]


def test_a_type_that_takes_what_stands_there_says_so(run, tmp_path):
    ran = run("explain", pages_of(tmp_path / "note.png", "Milk and bread"), "--type", "plain_text")
    assert "taken as they stand" in ran.out


def test_a_page_without_words_has_no_candidates(run, tmp_path):
    ran = run("explain", pages_of(tmp_path / "blank.png", ""), "--type", "receipt", "--field", "total")
    assert ran.code == 0
    assert "total (amount): nothing on the page has its shape" in ran.out


@pytest.mark.parametrize(
    ("explained", "outcome"),
    [
        (TOTAL, "“12.50”, 99% (settled by sum; sure)"),
        (
            replace(TOTAL, reading=0.85),
            "“12.50”, 99% (settled by sum; to check, since its characters are only 85% sure)",
        ),
        (replace(TOTAL, reading=None), "“12.50”, 99% (settled by sum; sure)"),
        (replace(TOTAL, confidence=0.899, evidence=()), "“12.50”, 89% (nothing settles it; to check, below 90%)"),
        (replace(TOTAL, confidence=None), "not on the page (1%); what came nearest:"),
    ],
)
def test_what_became_of_a_field(explained, outcome):
    told = list(lines(Explanation(load()["receipt"], (explained,))))
    assert told[0] == f"total (amount): {outcome}"
    assert told[1] == "  1. “12.50”  page 1, score +9.00, share 97.0%"
