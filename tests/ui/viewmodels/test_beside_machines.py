"""A hand and machines at once: the window shows what the store has, and nothing that a person said is lost."""

import random

import pytest
from PySide6.QtCore import QCoreApplication

from fakes import pages_of
from reviewer.domain.field import Field, Mark, Region, Value
from reviewer.domain.geometry import Box
from reviewer.jobs import CancelToken, silent

ACTS = 40


class Both:
    """A hand at the open document, and a machine that reads it meanwhile."""

    def __init__(self, operator, seed: int) -> None:
        self.operator = operator
        self.chance = random.Random(seed)
        self.told: list[object] = []

    def hand(self) -> None:
        review, chance = self.operator.review, self.chance
        ids = [entry.id for entry in review.review.entries()]
        review.select(chance.choice(ids))
        pages = len(review.review.document.pages)
        verbs = [
            lambda: review.correct(f"said {chance.random()}"),
            lambda: review.enter(review.entry(review.current).value.text),
            lambda: review.mark(chance.choice(list(Mark))),
            lambda: review.typed("half a word"),
            lambda: review.turn(90),
            lambda: review.arrange(lambda r: r.move_pages([chance.randrange(pages)], chance.randrange(pages + 1))),
            lambda: review.hold_shape((Region(0, Box(0.1, 0.1, chance.uniform(0.2, 0.9), 0.3).polygon()),)),
            self.operator.session.acting.undo,
            self.operator.session.acting.undo,
            self.operator.session.acting.redo,
        ]
        chance.choice(verbs)()

    def machine(self) -> None:
        chance, desk = self.chance, self.operator.desk
        document = self.operator.session.document.id
        kind = self.operator.stored(document).document_type
        value = lambda: Value(chance.choice(["7", "8", "9"]), confidence=0.5, regions=())  # noqa: E731
        fields = tuple(Field(name, (value(),)) for name in chance.sample(["text", "total", "number", "date"], 3))
        asked = chance.random() < 0.4

        def merge(connection):
            return desk.ledger.merge(connection, document, fields, document_type=kind, origin="bench", asked=asked)

        step = desk.workspace.lane.call(merge)
        if step is not None:
            self.told.append(step)

    def tell(self) -> None:
        """What machines found reaches the window, in its order."""
        told, self.told = self.told, []
        for step in told:
            self.operator.session.reading.merged.emit(step)


def placed(document):
    """Which page stands where, and how it is turned; their sizes become known by and by."""
    return [(page.index, page.rotation, page.skew) for page in document.pages]


@pytest.mark.parametrize("seed", range(5))
def test_the_window_has_what_the_store_has_whatever_comes_when(operator, tmp_path, seed):
    operator.session.intake.take([pages_of(tmp_path / "post.pdf", "One page", "Another one", "A third", own=[""] * 3)])
    operator.wait(lambda: operator.session.queue.rowCount() == 1)
    operator.rest()
    both = Both(operator, seed)
    for _ in range(ACTS):
        both.chance.choice([both.hand, both.hand, both.hand, both.machine, both.tell])()
        if both.chance.random() < 0.3:
            QCoreApplication.processEvents()
    both.tell()
    operator.review.keep_shape()
    operator.rest()

    review, document = operator.review.review, operator.session.document.id
    stored = operator.desk.open(document)(CancelToken(), silent)
    assert review.revision == stored.revision
    assert [step.id for step in review.history.done] == [step.id for step in stored.history.done]
    assert placed(review.document) == placed(stored.document)
    assert not [notice.text for notice in operator.told if "meantime" in notice.text]
    while review.history.done:
        operator.session.acting.undo()
        operator.rest()
        review = operator.review.review
    assert review.revision == operator.stored(document)
