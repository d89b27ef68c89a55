"""Values are explained beside the window, once for a document, and given up when nobody looks."""

import threading

import pytest

from fakes import pages_of
from reviewer.lanes import EXPLAIN
from reviewer.services.explaining import ExplainJob

RECEIPT = "THE OLDE CHANDLERY\n12 Quay Street, Ardlough\nDate: 14/03/2025\nTOTAL 12.50\nCASH 20.00\nCHANGE 7.50"


@pytest.fixture
def receipt(operator, tmp_path):
    session = operator.session
    session.intake.take([pages_of(tmp_path / "receipt.png", RECEIPT)])
    operator.wait(lambda: session.queue.rowCount() == 1)
    operator.rest()
    operator.wait(lambda: session.document is not None)
    operator.session.change_type("receipt")
    operator.wait(lambda: session.review.review.kind.name == "receipt")
    operator.rest()
    return operator


def test_a_document_is_explained_once(receipt):
    explaining = receipt.session.explaining
    assert explaining.field("total") is None
    explaining.ask()
    assert explaining.waiting
    receipt.wait(lambda: explaining.explanation is not None)
    assert explaining.field("total").considered[0].text == "12.50"
    assert explaining.field("nothing") is None
    explaining.ask()
    assert not explaining.waiting
    receipt.rest()


def test_another_type_is_explained_anew(receipt):
    explaining = receipt.session.explaining
    explaining.ask()
    receipt.wait(lambda: explaining.explanation is not None)
    receipt.session.change_type("plain_text")
    receipt.wait(lambda: receipt.review.review.kind.name == "plain_text")
    assert explaining.explanation is None
    explaining.ask()
    receipt.wait(lambda: explaining.explanation is not None)
    assert explaining.field("total") is None
    receipt.rest()


def test_what_nobody_wants_any_more_is_given_up(receipt, monkeypatch):
    begun, tokens = threading.Event(), []

    def endless(job, token, report):
        tokens.append(token)
        begun.set()
        while True:
            token.sleep(0.01)

    monkeypatch.setattr(ExplainJob, "__call__", endless)
    explaining = receipt.session.explaining
    explaining.ask()
    receipt.wait(begun.is_set)
    explaining.cancel()
    assert not explaining.waiting
    receipt.wait(lambda: not receipt.runner.runs(EXPLAIN))
    assert tokens[0].cancelled
    assert explaining.explanation is None
