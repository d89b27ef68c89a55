"""Electronic invoices inside PDFs: read into plain values, and nothing that is wrong with one costs the document."""

import pytest

from electronic import ROWS, VALUES, cii, cii_of_2014, pdf_with, ubl
from reviewer.pages import elements
from reviewer.pages.invoices import found
from reviewer.processes import limits
from sheets import open_file, quarters

BROKEN = ("The electronic invoice in this PDF (factur-x.xml) is broken; the print was not compared.",)
BOMB = b"""<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">]>
<CrossIndustryInvoice>&e;</CrossIndustryInvoice>"""


def reading(*files):
    return found(files)


@pytest.mark.parametrize(
    "data",
    [cii(), cii_of_2014(), ubl(), ubl("CreditNote", "CreditNoteLine", "CreditedQuantity")],
    ids=["cii", "zugferd 1", "ubl", "ubl credit note"],
)
def test_an_invoice_is_read_into_plain_values(data):
    invoice = reading(("factur-x.xml", data)).invoice

    assert invoice.file == "factur-x.xml"
    assert invoice.values == VALUES
    assert invoice.rows == ROWS


def test_what_an_invoice_does_not_say_is_left_out():
    invoice = reading(("factur-x.xml", cii(due_date="", purchase_order=" ", net="much"))).invoice

    assert invoice.values.keys() == VALUES.keys() - {"due_date", "purchase_order", "net"}


def test_other_files_are_passed_over():
    others = (("logo.png", b"\x89PNG"), ("notes.xml", b"<notes/>"), ("broken.xml", b"<x"))

    assert reading(*others, ("zugferd-invoice.xml", cii())).invoice.file == "zugferd-invoice.xml"
    assert reading(*others) == reading()
    assert reading().invoice is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not XML",
        cii()[:-30],
        BOMB,
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><CrossIndustryInvoice/>',
        b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><CrossIndustryInvoice>&y;</CrossIndustryInvoice>',
        b'<!DOCTYPE x [<!ENTITY % y SYSTEM "http://127.0.0.1/x"> %y;]><CrossIndustryInvoice/>',
        b"<a>" * (limits.XML_DEPTH + 1) + b"</a>" * (limits.XML_DEPTH + 1),
        b"<a>" + b"<b/>" * limits.XML_ELEMENTS + b"</a>",
        b"<a>" + b" " * limits.XML_BYTES + b"</a>",
        b'<?xml version="1.0" encoding="klingon"?><CrossIndustryInvoice/>',
        b"<a>&unknown;</a>",
        b"<a>\x00</a>",
    ],
    ids=[
        "empty",
        "text",
        "cut off",
        "bomb",
        "document type",
        "entity of a file",
        "entity of a host",
        "deep",
        "many",
        "large",
        "encoding",
        "unknown entity",
        "zero",
    ],
)
def test_what_is_broken_or_not_to_be_trusted_is_told_in_one_sentence(data):
    answer = reading(("factur-x.xml", data))

    assert answer.invoice is None
    assert answer.notices == BROKEN


def test_an_empty_invoice_is_one_that_says_nothing():
    answer = reading(("factur-x.xml", b"<CrossIndustryInvoice/>"))

    assert (answer.invoice.values, answer.invoice.rows, answer.notices) == ({}, {}, ())


def test_long_texts_are_cut_and_strange_numbers_left_out():
    invoice = reading(("factur-x.xml", cii(supplier="x" * 5000, total="NaN", net="1e999", tax="1" * 40))).invoice

    assert len(invoice.values["supplier"]) <= 300
    assert {"total", "net", "tax"}.isdisjoint(invoice.values)


def test_other_encodings_are_read():
    data = cii(supplier="Müller").decode().replace('encoding="UTF-8"', 'encoding="ISO-8859-1"').encode("latin-1")

    assert reading(("factur-x.xml", data)).invoice.values["supplier"] == "Müller"


def test_text_with_elements_in_it_is_read_by_name():
    root = elements.parse(b"<a><b>one<c>two</c></b><b>three</b></a>")

    assert [one.said for one in root.all("b")] == ["one", "three"]
    assert root.value("b", "c") == "two"
    assert root.value("b", "d") == ""


# In PDFs


def test_the_files_in_a_pdf_are_found(tmp_path):
    path = pdf_with(tmp_path / "a.pdf", {"a.txt": b"text", "factur-x.xml": cii()})

    file = open_file(path)

    assert [(name, len(data)) for name, data in file.attachments()] == [("a.txt", 4), ("factur-x.xml", len(cii()))]
    file.close()


def test_a_file_that_grows_when_unpacked_is_cut_off(tmp_path):
    path = pdf_with(tmp_path / "a.pdf", {"factur-x.xml": b"<a>" + b" " * 6 * limits.XML_BYTES})

    file = open_file(path)

    ((_, data),) = file.attachments()
    assert path.stat().st_size < 100_000
    assert len(data) == limits.XML_BYTES + 1
    file.close()


def test_only_so_many_files_are_looked_at(tmp_path):
    path = pdf_with(tmp_path / "a.pdf", {f"{number:03}.txt": b"x" for number in range(limits.ATTACHMENTS + 5)})

    file = open_file(path)

    assert len(list(file.attachments())) == limits.ATTACHMENTS
    file.close()


def test_the_page_child_answers_with_the_invoice(client, tmp_path):
    invoice = pdf_with(tmp_path / "a.pdf", {"factur-x.xml": cii()})
    broken = pdf_with(tmp_path / "b.pdf", {"factur-x.xml": BOMB})
    bare = pdf_with(tmp_path / "c.pdf", {})
    picture = tmp_path / "d.png"
    quarters().save(picture)

    assert client.embedded(invoice).invoice.values == VALUES
    assert client.embedded(broken).notices == BROKEN
    assert (client.embedded(bare).invoice, client.embedded(bare).notices) == (None, ())
    assert client.embedded(picture).invoice is None
