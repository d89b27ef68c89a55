"""Whatever an operator does to some documents, taking it back leaves each exactly as it was, and doing it again too."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from fakes import RECEIPT, pages_of
from papers import invoice
from reviewer.domain.field import Field, Mark, Region, Row, Value
from reviewer.domain.geometry import Box
from reviewer.domain.revision import TO_REVIEW, RevisionStatus
from reviewer.domain.step import StepKind
from reviewer.errors import ReviewerError
from reviewer.jobs import CancelToken, silent
from reviewer.services.bulk import Deed
from reviewer.services.making import made
from reviewer.services.review import Review
from reviewer.services.sheets.verdicts import Said, Verdict
from reviewer.store import documents, queue, queue_rows, search, steps, texts
from reviewer.store.schema import documents as rows
from reviewer.store.schema import field_values

ACTS = 25
_FACTS = (
    *("document_type", "status", "unsure", "issues", "warnings", "lowest", "source", "sort_name", "page_count"),
    *("reviewed_by", "reviewed_at", "reason"),
)


def run(job: Any) -> Any:
    return job(CancelToken(), silent)


@dataclass
class Act:
    """One thing that was done: its steps, one a document, and how all was before and after it."""

    name: str
    steps: list[Any]
    before: dict[str, Any]
    after: dict[str, Any] = field(default_factory=dict)


class World:
    """Some documents, and a hand that does anything to them."""

    def __init__(self, start: Callable[[], Any], folder: Any, seed: int) -> None:
        self._start = start
        self.bench = start()
        self.chance = random.Random(seed)
        bill = invoice("HR-1", "03/02/2025", "100.00", "20.00", "120.00")
        other = invoice("HR-2", "04/02/2025", "2.00", "0.40", "2.40")
        self.bench.taken(pages_of(folder / "post.pdf", "A cover sheet", bill, "Some notes", own=["", "", ""]))
        self.bench.taken(pages_of(folder / "bill.pdf", other, "Terms of sale", "A map", own=["", "", ""]))
        self.bench.taken(pages_of(folder / "slip.pdf", RECEIPT, "Its back", own=["", ""]))
        self.acts: list[Act] = []
        self.doing = (
            *(self.edit,) * 8,
            *(self.status,) * 2,
            *(self.arrange,) * 5,
            *(self.read,) * 3,
            *(self.retype, self.delete, self.settle, self.bulk, self.split, self.join),
        )

    # Looking

    def state(self) -> dict[str, Any]:
        """All that is to be as before, by document."""
        desk = self.bench.desk
        with desk.workspace.read() as connection:
            return {row.id: self._of(connection, row) for row in connection.execute(select(rows))}

    def _of(self, connection: Any, row: Any) -> Any:
        if row.deleted_at is not None:
            return "deleted"
        document = documents.get(connection, row.id)
        revision, history = steps.load(connection, row.id)
        read = [texts.latest(connection, row.id, page) for page in range(len(document.pages))]
        values = connection.execute(select(field_values).where(field_values.c.sequence == row.sequence)).all()
        words = search.text_of(revision)
        found = connection.execute(
            select(search._index.c.text).where(search._index.c.rowid == row.sequence)
        ).scalar_one()
        assert found in (words, "") or len(words) > search.AT_ONCE
        return {
            "document": replace(document, rev=0),
            "revision": replace(revision, steps=0),
            "done": [step.id for step in history.done],
            "words": [None if text is None else text.text.split() for text in read],
            "pages": [None if text is None else text.page for text in read],
            "values": {value.entry: tuple(value) for value in values},
            "facts": {name: getattr(row, name) for name in _FACTS},
            "searched": sorted(found.split()),
        }

    def here(self, *statuses: RevisionStatus) -> list[str]:
        """Documents that are not deleted, of some statuses."""
        with self.bench.desk.workspace.read() as connection:
            listed = queue.listed(connection)
            return [row.id for row in listed if not statuses or row.status in statuses]

    def sequences(self, ids: list[str]) -> tuple[int, ...]:
        with self.bench.desk.workspace.read() as connection:
            return tuple(queue_rows.row(connection, each).sequence for each in ids)

    # Doing

    def act(self, doing: Callable[[], None] | None = None) -> None:
        before, log = self.state(), self._log()
        doing = doing or self.chance.choice(self.doing)
        try:
            doing()
        except ReviewerError:
            assert self.state() == before, f"{doing.__name__} was refused, and did something"
            return
        new = [step for step in self._log() if step.id not in {old.id for old in log} and step.undoable]
        if new:
            assert len({step.document for step in new}) == len(new)
            self.acts.append(Act(doing.__name__, new, before, self.state()))

    def _log(self) -> list[Any]:
        with self.bench.desk.workspace.read() as connection:
            ids = connection.execute(select(rows.c.id).order_by(rows.c.sequence)).scalars().all()
            return [step for each in ids for step in steps.log(connection, each)]

    def review(self) -> Review:
        ids = self.here(*TO_REVIEW, RevisionStatus.POSTPONED)
        if not ids:
            raise ReviewerError("All are finished.")
        return self.bench.review(self.chance.choice(ids))

    def edit(self) -> None:
        review, chance = self.review(), self.chance
        ids = [entry.id for entry in review.entries()]
        if not ids:
            return
        one = chance.choice(ids)
        page = chance.randrange(len(review.document.pages))
        box = Box(0.1, 0.1 * chance.randrange(6), 0.4, 0.9)
        place = (Region(page, box.polygon()),)
        verbs: list[Callable[[], object]] = [
            lambda: review.confirm(one, force=True),
            lambda: review.correct(one, chance.choice(["7.00", "typed", ""]), chance.choice([None, (), place])),
            lambda: review.reshape(one, place),
            lambda: review.mark(one, chance.choice(list(Mark))),
            lambda: review.ditto(one, Value("ditto")),
            lambda: review.remove(one),
            lambda: review.add_value(chance.choice(["note", "total", "number"])),
            lambda: review.add_row("line_items", chance.choice([e.row for e in review.entries() if e.row] or [""])),
        ]
        try:
            chance.choice(verbs)()
        except ValueError:
            return  # a type without such rows

    def status(self) -> None:
        review = self.bench.review(self.chance.choice(self.here()))
        if not review.writable:
            review.reopen("again")
            return
        verbs = (review.postpone, review.reject, lambda _reason: review.finish())
        self.chance.choice(verbs)("because")

    def arrange(self) -> None:
        review, chance = self.review(), self.chance
        count = len(review.document.pages)
        some = chance.sample(range(count), chance.randint(1, count))
        verbs = (
            lambda: review.move_pages(some, chance.randint(0, count)),
            lambda: review.delete_pages(some),
            lambda: review.turn(some, 90),
            lambda: review.straighten(dict.fromkeys(some, chance.uniform(-5, 5))),
        )
        chance.choice(verbs)()

    def read(self) -> None:
        """A machine reads again, as a person asks for it; or of itself."""
        review, chance = self.review(), self.chance
        place = lambda: (Region(chance.randrange(len(review.document.pages)), Box(0.1, 0.1, 0.3, 0.2).polygon()),)  # noqa: E731
        value = lambda: Value(chance.choice(["7.00", "8.00", "typed"]), confidence=0.6, regions=place())  # noqa: E731
        items = tuple(Row((Field("amount", (value(),)),)) for _ in range(chance.randrange(3)))
        fields = (Field("total", (value(),)), Field("number", (value(), value())), Field("line_items", rows=items))
        document, ledger, kind = review.document.id, self.bench.desk.ledger, review.revision.document_type
        self.bench.desk.workspace.lane.call(
            lambda c: ledger.merge(c, document, fields, document_type=kind, origin="bench", asked=True)
        )

    def retype(self) -> None:
        kind = self.chance.choice(["invoice", "receipt", "form"])
        run(self.bench.desk.retype(self.review().document.id, kind, lambda _step: None))

    def delete(self) -> None:
        ids = self.here()
        if len(ids) > 1:
            step = made(self.chance.choice(ids), StepKind.DELETE, "delete", "Ada")
            self.bench.desk.append(step).result()

    def settle(self) -> None:
        verdicts = []
        for document in self.here():
            for entry in self.bench.opened(document).revision.entries.values():
                if self.chance.random() < 0.2:
                    said = self.chance.choice([Said.CONFIRM, Said.SET_ASIDE, Said.BLANK, Said.DOUBT_CHARACTERS])
                    value = entry.value
                    verdicts.append(Verdict(document, entry.id, said, value.text, value.settled, at=(0,)))
        run(self.bench.desk.settle(f"s{len(self.acts)}", tuple(verdicts)))

    def bulk(self) -> None:
        deed = self.chance.choice([Deed.POSTPONE, Deed.REJECT, Deed.REOPEN, Deed.RETYPE])
        how = {"document_type": "receipt"} if deed is Deed.RETYPE else {"reason": "all"}
        run(self.bench.desk.bulk(deed, f"b{len(self.acts)}", self.sequences(self.here()), **how))

    def split(self) -> None:
        document = self.review().document
        at = self.chance.randint(1, max(1, len(document.pages) - 1))
        pages = tuple(range(len(document.pages)))
        run(self.bench.desk.split(document.id, (pages[:at], pages[at:])))

    def join(self) -> None:
        ids = self.here()
        run(self.bench.desk.join(tuple(self.chance.sample(ids, min(len(ids), 2)))))

    def reopen(self) -> None:
        """So that what is finished can be split and merged."""
        run(self.bench.desk.bulk(Deed.REOPEN, f"r{len(self.acts)}", self.sequences(self.here()), reason="more"))

    # Taking back

    def restart(self) -> None:
        self.bench = self._start()

    def check_last(self, act: Act) -> None:
        """The store knows by itself which act is the last that stands, and all of it."""
        found = {step.id for step in run(self.bench.desk.find_last_act())}
        assert found == {step.id for step in act.steps}, act.name

    def undo(self, act: Act) -> None:
        takes = [made(step.document, StepKind.UNDO, "", "Ada", cancels=step.id) for step in act.steps]
        self.bench.desk.append(*takes).result()

    def redo(self, act: Act) -> None:
        """As the window does it when it knows of the act only what the store has."""
        if act.name == "join":
            run(self.bench.desk.join_again(self.chance.choice(act.steps)))
            return
        with self.bench.desk.workspace.read() as connection:
            undos = [steps.load(connection, step.document)[1].undos[-1] for step in act.steps]
        again = [made(undo.document, StepKind.REDO, "", "Ada", cancels=undo.id) for undo in undos]
        self.bench.desk.append(*again).result()

    def check(self, act: Act, wanted: dict[str, Any]) -> None:
        now = self.state()
        for document, state in wanted.items():
            if isinstance(state, dict) and isinstance(now[document], dict):
                for part in state:
                    assert now[document][part] == state[part], f"{act.name}: {part}"
            assert now[document] == state, act.name
        assert all(now[document] == "deleted" for document in now.keys() - wanted.keys()), act.name


@pytest.mark.parametrize("seed", range(6))
def test_all_is_as_it_was_when_everything_is_taken_back(start, tmp_path, seed):
    world = World(start, tmp_path, seed)
    for _ in range(ACTS):
        world.act()
    assert len(world.acts) > ACTS // 3
    for doing in (world.reopen, world.split, world.edit, world.join, world.edit, world.split, world.join, world.edit):
        world.act(doing)
    assert {"split", "join"} <= {act.name for act in world.acts}

    for number, act in enumerate(reversed(world.acts)):
        if number == len(world.acts) // 2:
            world.restart()
        world.check_last(act)
        world.undo(act)
        world.check(act, act.before)
    assert not run(world.bench.desk.find_last_act())

    for act in world.acts:
        if act.name in ("split", "join"):
            world.restart()
        world.redo(act)
        world.check(act, act.after)
    for act in reversed(world.acts):
        if act.name in ("split", "join"):
            world.restart()
        world.undo(act)
        world.check(act, act.before)
