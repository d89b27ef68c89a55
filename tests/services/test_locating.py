"""Places for values of a service that gives none: from words that are there, else by reading the page."""

import pytest

from fakes import died, receipt
from reviewer.domain.field import LOCATED, Field, Value
from reviewer.domain.recognition import TaskState
from reviewer.errors import Cancelled, EngineError
from reviewer.jobs import CancelToken
from reviewer.services.away import remote_job
from reviewer.services.remote.locating import Locator
from reviewer.store import documents, tasks, texts

FIELDS = (Field("company", (Value("THE OLDE CHANDLERY"),)), Field("total", (Value("12.50"),)))


class Office:
    def __init__(self, bench, path):
        self.bench, self.desk = bench, bench.desk
        (taken,) = bench.take(receipt(path))
        self.document = taken.document
        self.desk.workspace.lane.call(lambda connection: tasks.move(connection, taken.task, TaskState.CANCELLED))
        self.task = self.desk.tasks.wish(taken.document.id, source="service", document_type="receipt").result()
        self.told = []
        job = remote_job(
            self.desk,
            self.task,
            bench.tools,
            lambda _: None,
            lambda document, text: self.told.append((document, text.page)),
            None,
        )
        self.locator: Locator = job.locate

    def locate(self, fields=FIELDS, token=None):
        kind = self.desk.kind("receipt")
        return self.locator(self.document, self.task, fields, kind, token or CancelToken())

    def places(self):
        return [bool(field.values[0].regions) for field in self.locate()]

    @property
    def reads(self):
        return self.bench.tools.reader.reads


@pytest.fixture
def office(bench, tmp_path):
    return Office(bench, tmp_path / "a.png")


def test_a_page_that_was_not_read_is_read_once_and_its_words_are_kept(office):
    company, total = office.locate()
    assert company.values[0].messages == total.values[0].messages == (LOCATED,)
    assert total.values[0].text == "12.50"
    assert len(office.reads) == 1
    assert office.told == [(office.document.id, 0)]
    with office.desk.workspace.read() as connection:
        assert "CHANDLERY" in texts.latest(connection, office.document.id, 0).text
        assert documents.get(connection, office.document.id).pages[0].width > 0
    assert office.places() == [True, True]
    assert len(office.reads) == 1


def test_values_that_have_places_need_no_reading(office):
    placed = office.locate()
    office.reads.clear()
    assert office.locate(placed) == placed
    assert office.locate((Field("total", (Value(""),)),)) == (Field("total", (Value(""),)),)
    assert office.reads == []


@pytest.mark.parametrize("errors", [[EngineError("It is not installed.")], [died(), died()]])
def test_an_engine_that_cannot_read_leaves_values_without_places(office, errors):
    office.bench.tools.reader.errors[0] = errors
    assert office.locate() == FIELDS
    assert office.places() == [True, True]


def test_cancelling_is_obeyed(office):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        office.locate(token=token)
