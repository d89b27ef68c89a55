"""Why values are what they are, from the words in the store; nothing is read again."""

import pytest

from fakes import receipt
from reviewer.errors import Cancelled
from reviewer.extraction.explain import Standing
from reviewer.jobs import CancelToken, silent
from reviewer.services.retype import RetypeJob


def test_a_document_is_explained_as_its_type_is_now(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))
    job = bench.desk.explain(document, 9)
    explanation = job(CancelToken(), silent)
    assert explanation.kind.name == "receipt"
    total = next(one for one in explanation.fields if one.field == "total")
    entry = next(each for each in bench.review(document).entries() if each.field == "total")
    assert total.considered[0].standing is Standing.CHOSEN
    assert total.considered[0].regions == entry.value.regions
    desk = bench.desk
    RetypeJob(desk.workspace, desk.ledger, document, "plain_text", lambda _step: None)(CancelToken(), silent)
    assert job(CancelToken(), silent).fields == ()


def test_nobody_waits_for_what_was_given_up(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        bench.desk.explain(document, 9)(token, silent)
