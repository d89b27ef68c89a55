"""`reviewer explain`, with children that are fakes."""

from fakes import pages_of, receipt


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
