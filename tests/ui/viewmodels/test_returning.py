"""What becomes of the corrections of the shown document is said, and asked for in the background."""

from types import SimpleNamespace

import pytest

from quiet import QuietRunner
from reviewer.domain.revision import Origin
from reviewer.services import telling
from reviewer.services.remote import connection as providers
from reviewer.settings import Settings
from reviewer.ui.viewmodels.returning import Returning
from reviewer.ui.viewmodels.review import ReviewViewModel


@pytest.fixture
def bench(qapp):
    runner, review, said = QuietRunner(), ReviewViewModel(), []
    returning = Returning(runner, review)
    returning.use(SimpleNamespace(takes_of=lambda name: name))
    returning.said.connect(said.append)
    return SimpleNamespace(runner=runner, review=review, it=returning, said=said)


def show(bench, source: str) -> None:
    bench.review.review = SimpleNamespace(revision=SimpleNamespace(origin=Origin(source)))
    bench.it.look()


@pytest.mark.parametrize(
    ("takes", "words"),
    [
        ({"feedback"}, "Handl gets your corrections."),
        ({"status"}, "Handl hears that it is reviewed. Corrections stay here."),
        ({"feedback", "status"}, "Handl gets your corrections, and hears that it is reviewed."),
        (set(), "Handl takes no corrections. They stay here."),
    ],
)
def test_what_a_service_takes_is_said_when_it_is_known(bench, takes, words):
    show(bench, "handl")
    assert bench.said == []
    bench.runner.started[0].tell("succeeded", ("handl", frozenset(takes)))
    assert bench.said == [words]
    show(bench, "handl")
    assert bench.said == [words, words]
    assert len(bench.runner.started) == 1


def test_of_an_engine_nothing_is_said(bench):
    show(bench, "rapidocr")
    assert bench.said == [""]
    assert bench.runner.started == []


def test_other_settings_are_asked_for_again(bench):
    show(bench, "handl")
    bench.runner.started[0].tell("succeeded", ("handl", frozenset()))
    bench.it.forget()
    assert len(bench.runner.started) == 2


def test_a_document_of_another_kind_is_not_told_the_old_answer(bench):
    show(bench, "handl")
    show(bench, "rapidocr")
    bench.runner.started[0].tell("succeeded", ("handl", frozenset({"feedback"})))
    assert set(bench.said) == {""}


@pytest.mark.parametrize("name", providers.names())
def test_the_job_says_what_each_provider_takes_as_it_is_set_up(name):
    told, kinds = telling.TakesJob(name, Settings())(None, None)
    assert told == name
    assert kinds <= {"feedback", "status"}
    assert kinds == telling.takes(name, Settings())
