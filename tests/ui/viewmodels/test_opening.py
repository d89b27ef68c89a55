"""What is shown after a document that is done."""

from types import SimpleNamespace

import pytest

from reviewer.ui.viewmodels.opening import Opening
from reviewer.ui.viewmodels.review import ReviewViewModel


class Runner:
    """Does at once what it is given: a job is its result. Opening a document takes longer than a test."""

    def start(self, _lane, job, *, succeeded, failed):
        if isinstance(job, tuple):
            succeeded(job)


class Ahead:
    """Knows nothing that comes next."""

    def next(self, _but=()):
        return ""

    def take(self, _document):
        return None


@pytest.fixture
def opening(qapp):
    made = Opening(Runner(), ReviewViewModel(), Ahead(), lambda _step: None, lambda _document: None)
    made.here = made.wanted = "b"
    return made


@pytest.mark.parametrize(
    ("listed", "shown"), [(("b",), ""), (("b", "c"), "c"), ((), "")], ids=["alone", "another", "none"]
)
def test_a_document_that_is_done_does_not_follow_itself_though_the_store_has_it_still(opening, listed, shown):
    asked = []

    def following(after, limit, _line):
        asked.append((after, limit))
        return listed[:limit]

    opening.use(SimpleNamespace(following=following, open=lambda document: document))

    opening.go_on()

    assert asked == [("b", 2)]
    assert opening.wanted == shown
