"""Corrections checked by their service: what is asked for, and how the answer is told."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from quiet import QuietRunner, done
from reviewer.domain.recognition import RecognitionTask
from reviewer.domain.revision import Checked, Origin
from reviewer.domain.step import OriginChange, Step, StepKind
from reviewer.errors import ProviderError, StoreError
from reviewer.services.remote.checked import CHECK as SAID
from reviewer.services.training import Trained
from reviewer.ui.viewmodels.checking import CHECK, Checking
from reviewer.ui.viewmodels.notice import NoticeLevel
from reviewer.ui.viewmodels.training import Training


@pytest.fixture
def bench(qapp):
    went, told = [], []
    checking = Checking(SimpleNamespace(go_on=went.append))
    checking.told.connect(told.append)
    desk = SimpleNamespace(answer=None)
    desk.tasks = SimpleNamespace(check_corrections=lambda _document: done(desk.answer))
    checking.use(desk)
    return SimpleNamespace(it=checking, desk=desk, went=went, told=told)


def step(*agrees: bool, action: str = CHECK) -> Step:
    checked = tuple(Checked(f"entry-{number}", "text", right) for number, right in enumerate(agrees))
    return Step("s", "d", 1, StepKind.MERGE, action, origin=OriginChange(None, Origin("handl", (), checked)))


def test_the_action_of_the_step_is_the_one_that_the_service_makes():
    assert CHECK == SAID


def test_the_task_goes_the_way_of_all_tasks(bench):
    bench.desk.answer = RecognitionTask("t", "d", "handl")
    bench.it.begin("d")
    assert bench.went == [bench.desk.answer]
    bench.it.begin("")
    assert len(bench.went) == 1


@pytest.mark.parametrize("error", [ProviderError("There is no correction to check."), StoreError("The disk is full.")])
def test_what_keeps_from_it_is_told(bench, error):
    bench.desk.answer = error
    bench.it.begin("d")
    assert bench.went == []
    assert bench.told[0].text == str(error)


@pytest.mark.parametrize(
    ("agrees", "words", "level"),
    [
        ((True, True), "Handl agrees with all 2 correction", NoticeLevel.INFO),
        ((True, False, False), "Handl agrees with 1 of 3 correction", NoticeLevel.WARNING),
        ((), "Handl says nothing of your corrections.", NoticeLevel.WARNING),
    ],
)
def test_the_answer_is_told_with_its_numbers(bench, agrees, words, level):
    bench.it.hear(step(*agrees))
    (notice,) = bench.told
    assert notice.text.startswith(words)
    assert notice.level is level


def test_other_steps_are_no_answer(bench):
    bench.it.hear(step(True, action="recognize"))
    assert bench.told == []


def test_a_training_set_is_written_in_the_background_and_told(qapp):
    runner, told = QuietRunner(), []
    training = Training(runner)
    training.told.connect(told.append)
    training.write(Path("a.jsonl"))
    assert runner.started == []
    training.use(SimpleNamespace(training_set=lambda pages, file: (pages, file)), "pages")
    training.write(Path("a.jsonl"))
    (run,) = runner.started
    assert run.job == ("pages", Path("a.jsonl"))
    run.tell("progressed", 0.5, "Writing the training set")
    run.tell("succeeded", Trained(7, 2, Path("a.jsonl")))
    assert told[0].text == "Writing the training set, 50 %"
    assert told[1].text.startswith("7 value")
    assert told[1].text.endswith("written to a.jsonl.")
    training.write(Path("a.jsonl"))
    runner.started[-1].tell("failed", StoreError("The disk is full."))
    assert told[-1].text == "The disk is full."
