"""All characters that were read as one sign, over many documents."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.domain.doubt import ODD
from reviewer.domain.step import Step
from reviewer.errors import ReviewerError
from reviewer.lanes import SHEET
from reviewer.ui.viewmodels.look_first import BURST_MS, LookFirst
from reviewer.ui.viewmodels.modes import Scope
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.rows import spoken
from reviewer.ui.viewmodels.sheets.known import among_of
from reviewer.ui.viewmodels.sheets.settling import Settling
from reviewer.ui.workers.runner import Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.sheets.characters import Character, Sign, Signs
    from reviewer.services.sheets.details import Detail
    from reviewer.services.sheets.settling import Settled
    from reviewer.services.sheets.verdicts import Said

Place = tuple[str, str]


@dataclass
class CharacterCell:
    """One character.

    Attributes:
        character: as it was found.
        text: of its value now.
        settled: its value is settled.
        certain: it was confirmed here.
        odd: it was marked.
        gone: its value is gone, or its document is finished.
        seen: it was on the screen.
        drawn: its picture could be drawn.
        waiting: what was said of it is on its way to the store.
    """

    character: "Character"
    text: str
    settled: bool = False
    certain: bool = False
    odd: bool = False
    gone: bool = False
    seen: bool = False
    drawn: bool = True
    waiting: bool = False

    @property
    def place(self) -> Place:
        return (self.character.document, self.character.entry)

    @property
    def mark(self) -> tuple[str, str, int]:
        """What it is known by: document, entry, and which character."""
        return (*self.place, self.character.at)

    @property
    def sign(self) -> str:
        """What stands there now."""
        at = self.character.at
        return self.text[at] if at < len(self.text) else ""

    @property
    def corrected(self) -> bool:
        """Whether another sign stands there than was read."""
        at = self.character.at
        return self.text[at : at + 1] != self.character.text[at : at + 1]

    @property
    def open(self) -> bool:
        """Whether nothing was said of it yet."""
        return not (self.settled or self.certain or self.odd or self.gone or self.waiting)

    @property
    def counts(self) -> bool:
        """Whether it is confirmed with the others now."""
        return self.open and self.seen and self.drawn

    def show(self, *, drawn: bool) -> bool:
        """It is on the screen, with its picture or without any that could be drawn. Whether that is new."""
        if self.seen and self.drawn == drawn:
            return False
        self.seen, self.drawn = True, drawn
        return True


class CharacterSheet(QObject):
    """The characters of one sign: first those that were read with little confidence, then those least like the others.

    Signals:
        loaded: there are other signs, or another one is shown.
        changed: numbers of cells that are otherwise now (a set).
        looked: numbers of cells that were on the screen and count since (a set).
        rearranged: the same cells stand in another order.
        advanced: what was shown is confirmed: the next is to be shown.
        told: a Notice.
    """

    loaded = Signal()
    changed = Signal(object)
    looked = Signal(object)
    rearranged = Signal()
    advanced = Signal()
    told = Signal(object)

    def __init__(self, runner: Runner, settling: Settling, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._settling = settling
        self.look = LookFirst(self)
        self.look.told.connect(self.told)
        self._desk: Desk | None = None
        self._listing: Run | None = None
        self._reading: Run | None = None
        self._stale: set[Place] = set()
        self._on_way: Counter[Place] = Counter()
        """How much was said of a value that the store has not answered yet."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read)
        self.scope: Scope | None = None
        self.signs: tuple[Sign, ...] = ()
        self.whole = True
        self.sign = ""
        self.ranked = -1
        """From which cell on the least alike come first; -1 while nobody knows how they look."""
        self.cells: list[CharacterCell] = []
        settling.settled.connect(self._on_settled)
        settling.lost.connect(self._on_lost)

    def use(self, desk: "Desk") -> None:
        """Show characters of a workspace."""
        self._desk = desk

    @property
    def on(self) -> bool:
        """Whether the sheet is shown."""
        return self.scope is not None

    @property
    def loading(self) -> bool:
        """Whether characters are being looked for."""
        return self._listing is not None

    def begin(self, scope: Scope) -> None:
        """Find the characters of these documents."""
        self.scope = scope
        self.signs, self.cells, self.whole = (), [], True
        self._on_way.clear()
        if self._desk is not None:
            job = self._desk.characters(among_of(scope))
            self._listing = self._runner.start(
                SHEET, job, succeeded=self._on_listed, failed=self._on_failed, cancelled=self._on_ended
            )
        self.loaded.emit()

    def end(self) -> None:
        """It is not shown any more."""
        self.scope = None
        for run in (self._listing, self._reading):
            if run is not None:
                run.cancel()
        self._listing = self._reading = None
        self.signs, self.cells = (), []
        self.loaded.emit()

    @Slot(object)
    def _on_listed(self, found: "Signs") -> None:
        if self.sender() is not self._listing or not self.on:
            return
        self._listing = None
        self.signs, self.whole = found.signs, found.whole
        names = [each.sign for each in self.signs]
        self.choose(self.sign if self.sign in names else names[0] if names else "")

    def choose(self, sign: str) -> None:
        """Show the characters that were read as a sign."""
        found = next((each for each in self.signs if each.sign == sign), None)
        self.sign = sign if found is not None else ""
        self.cells = [] if found is None else [_cell(each) for each in found.characters]
        self.ranked = -1
        self._stale = {cell.place for cell in self.cells}  # what was done since they were looked for
        self._soon.start()
        self.loaded.emit()

    def rank(self, sign: str, unlike: Mapping[tuple[str, str, int], float], *, fresh: bool = False) -> None:
        """Let the least alike come first, behind those that were read with little confidence.

        What was seen stays where it is; so does all, when the operator has not gone through it from the start. Only
        what has just come up (`fresh`), and nobody could look at, is put in order as a whole.
        """
        if fresh and sign == self.sign:
            for cell in self.cells:
                cell.seen = False
            self.look.rest(BURST_MS)
        seen = sum(1 for cell in self.cells if cell.seen)
        if sign != self.sign or not unlike or not all(cell.seen for cell in self.cells[:seen]):
            return
        rest = self.cells[seen:]
        rest.sort(key=lambda cell: (cell.character.confidence >= WEAK, -unlike.get(cell.mark, -1.0)))
        self.cells[seen:] = rest
        self.ranked = seen
        self.rearranged.emit()

    def next_sign(self, by: int = 1) -> bool:
        """Show the next (1) or previous (-1) sign, round the end. False without another."""
        names = [each.sign for each in self.signs]
        if len(names) < 2:
            return False
        here = names.index(self.sign) if self.sign in names else -1
        self.choose(names[(here + by) % len(names)])
        return True

    def following(self) -> str:
        """The sign that comes next, or empty."""
        names = [each.sign for each in self.signs]
        if len(names) < 2 or self.sign not in names:
            return ""
        return names[(names.index(self.sign) + 1) % len(names)]

    def cell(self, number: int) -> CharacterCell | None:
        return self.cells[number] if 0 <= number < len(self.cells) else None

    def label(self, cell: CharacterCell) -> str:
        """What its value is about, for the operator."""
        return spoken(cell.character.column or cell.character.field)

    def shown(self, numbers: Collection[int]) -> None:
        """These were painted with their pictures: they count."""
        if numbers:
            self.looked.emit(set(numbers))

    def counts_key(self, number: int) -> bool:
        """Whether a key that is about a character counts, since it could be looked at; if not, that is told."""
        cell = self.cell(number)
        return self.look.allows(cell is not None and cell.seen and not cell.waiting)

    @property
    def counting(self) -> int:
        """How many are confirmed by the next Enter."""
        return sum(1 for cell in self.cells if cell.counts)

    @property
    def odd(self) -> int:
        """How many are marked."""
        return sum(1 for cell in self.cells if cell.odd and not cell.settled)

    # Saying

    def confirm(self) -> None:
        """All that was shown and of which nothing was said was read right."""
        from reviewer.services.sheets.verdicts import Said  # not before the first sheet

        counting = [number for number, cell in enumerate(self.cells) if cell.counts]
        if self.look.allows(bool(counting)):
            self.look.rest(BURST_MS)
            self._say(Said.CONFIRM_CHARACTERS, counting)
            self.told.emit(Notice(self.tr("Confirmed: %n character(s).", "", len(counting)), key="sheet"))
            self.advanced.emit()

    def mark_odd(self, number: int) -> None:
        """It does not look like its sign: it is a doubt in its document; once more takes that back."""
        from reviewer.services.sheets.verdicts import Said  # not before the first sheet

        cell = self.cell(number)
        if cell is not None and self.counts_key(number) and not cell.gone and not cell.corrected:
            self._say(Said.CLEAR_CHARACTERS if cell.odd else Said.DOUBT_CHARACTERS, [number])

    def correct(self, number: int, sign: str) -> bool:
        """Another sign stands there: the value is corrected by it. False when the key does not count."""
        from reviewer.services.sheets.verdicts import Said  # not before the first sheet

        cell = self.cell(number)
        if cell is None or len(sign) != 1 or not self.counts_key(number) or cell.gone:
            return False
        if sign == cell.sign:
            self._say(Said.CONFIRM_CHARACTERS, [number])
        else:
            text = cell.text[: cell.character.at] + sign + cell.text[cell.character.at + 1 :]
            if self._say(Said.CORRECT, [number], text):
                for other in self.cells:  # the next key may be about another character of the same value
                    if other.place == cell.place:
                        other.text, other.settled = text, True
        return True

    def _say(self, said: "Said", numbers: list[int], text: str = "") -> bool:
        from reviewer.services.sheets.verdicts import Verdict  # not before the first sheet

        by_place: dict[Place, list[CharacterCell]] = {}
        for number in numbers:
            by_place.setdefault(self.cells[number].place, []).append(self.cells[number])
        verdicts: list[Verdict] = [
            Verdict(*place, said, cells[0].text, cells[0].settled, text, tuple(cell.character.at for cell in cells))
            for place, cells in by_place.items()
        ]
        if not self._settling.say(verdicts):
            return False
        self._on_way.update(by_place.keys())
        for number in numbers:
            self.cells[number].waiting = True
        self.changed.emit(set(numbers))
        return True

    # Following

    @Slot(object)
    def follow(self, step: Step) -> None:
        """A document changed: see what became of its characters."""
        self.renew({step.document})

    def renew(self, documents: Collection[str]) -> None:
        """See what became of the characters of these documents."""
        if self.on:
            self._stale.update(cell.place for cell in self.cells if cell.character.document in documents)
            if self._stale:
                self._soon.start()

    @Slot()
    def _read(self) -> None:
        if self._reading is None and self._stale and self._desk is not None and self.on:
            some = tuple(self._stale)[:AT_ONCE]
            self._stale.difference_update(some)
            self._reading = self._runner.start(
                SHEET,
                self._desk.details(some),
                succeeded=self._on_read,
                failed=self._on_failed,
                cancelled=self._on_ended,
            )

    @Slot(object)
    def _on_read(self, details: "tuple[Detail, ...]") -> None:
        if self.sender() is self._reading:
            self._reading = None
            self._take(details)
            self._read()

    def _take(self, details: "tuple[Detail, ...]") -> None:
        known = {detail.place: detail for detail in details}
        changed = set()
        for number, cell in enumerate(self.cells):
            detail = known.get(cell.place)
            if detail is not None and cell.place not in self._on_way:
                _update(cell, detail)
                changed.add(number)
        if changed:
            self.changed.emit(changed)

    @Slot(object)
    def _on_settled(self, done: "Settled") -> None:
        if not self.on:
            return
        self._on_way -= Counter(done.outcomes.keys())
        self._take(done.details)
        if done.error is not None:
            self._on_lost()
        from reviewer.services.sheets.verdicts import Outcome  # not before the first sheet

        missed = sum(1 for outcome in done.outcomes.values() if outcome not in (Outcome.DONE, Outcome.NOTHING))
        if missed:
            text = self.tr("Left as is, since changed meanwhile: %n value(s).", "", missed)
            self.told.emit(Notice(text, key="sheet"))

    @Slot()
    def _on_lost(self) -> None:
        """What waits was not kept: it is as the store has it."""
        self._stale.update(self._on_way)
        self._on_way.clear()
        self._soon.start()
        missed = {number for number, cell in enumerate(self.cells) if cell.waiting}
        for number in missed:
            self.cells[number].waiting = False
        if missed:
            self.changed.emit(missed)

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self._on_ended()
        self.told.emit(of_error(error))

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is self._reading:
            self._reading = None
        if self.sender() is self._listing:
            self._listing = None
            self.loaded.emit()


WEAK = 0.9
"""Characters that were read with less confidence come first, however they look."""
AT_ONCE = 100
"""Values that are read in one job."""


def _cell(character: "Character") -> CharacterCell:
    """As it was found; what a reader is wholly certain of needs nobody."""
    return CharacterCell(character, character.text, certain=character.confidence == 1.0, odd=character.odd)


def _update(cell: CharacterCell, detail: "Detail") -> None:
    value, at = detail.value, cell.character.at
    cell.waiting = False
    cell.gone = value is None or detail.finished or at >= len(value.text)
    if value is None:
        return
    cell.text = value.text
    cell.settled = value.settled
    cell.odd = not value.settled and any(doubt.code == ODD and doubt.at == at for doubt in value.doubts)
    same = len(value.characters) == len(value.text)
    cell.certain = value.settled or (same and at < len(value.text) and value.characters[at] == 1.0)
