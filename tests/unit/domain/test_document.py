"""A document's pages come from its originals."""

from reviewer.domain.document import Document, Original, Page


def test_a_page_knows_the_file_it_comes_from():
    one, two = (Original(name * 64, "image/png", 1, f"{name}.png", 1) for name in "ab")
    document = Document("d", "both", (one, two), (Page(two.sha256, 0), Page(one.sha256, 0)))

    assert [document.original(page) for page in range(2)] == [two, one]
