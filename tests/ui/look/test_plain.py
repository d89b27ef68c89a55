"""Tool tips show names as they are."""

import pytest
from PySide6.QtGui import QTextDocument

from reviewer.ui.look.plain import tip


@pytest.mark.parametrize("text", ["<b>scan</b>.pdf", "a & b", "&lt;x&gt;", "1 < 2\n3 > 2", "plain  name.pdf"])
def test_a_tip_shows_exactly_the_text(qapp, text):
    made = tip(text)
    if made == text:
        return
    document = QTextDocument()
    document.setHtml(made)
    assert document.toPlainText() == text


def test_a_usual_name_is_left_alone():
    assert tip("receipt-0615.pdf") == "receipt-0615.pdf"
