"""One cell of a sheet: a value of some document, what is known of it, and what the operator said."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.domain.doubt import SET_ASIDE, Band
from reviewer.domain.field import Region, Value
from reviewer.domain.field_value import FieldValue
from reviewer.ui.viewmodels.sheets.states import State

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.domain.document import Page
    from reviewer.services.sheets.details import Detail
    from reviewer.services.sheets.verdicts import Verdict

Place = tuple[str, str]


@dataclass
class SheetCell:
    """A value over many documents.

    Attributes:
        light: as the list of values has it.
        name: of the document.
        page: that it stands on, or None.
        detail: all that is known of it; None until it was read.
        seen: it was on the screen as it is, with its picture, or with the words that say that there is none.
        drawn: its picture could be drawn.
        whole: all of its text was on the screen; None until it was painted: then that is reckoned by its length.
        waiting: what was said of it is on its way to the store.
        was: its text before the operator corrected it here; empty for none.
        draft: what was typed and not taken, or None.
        said: likewise, of what is on its way to the store: typed again, when it does not arrive.
        weak: indexes of the characters to be marked.
        step: id of the step that came of what was said last.
    """

    light: FieldValue
    name: str
    page: "Page | None"
    detail: "Detail | None" = None
    seen: bool = False
    drawn: bool = True
    whole: bool | None = None
    waiting: bool = False
    was: str = ""
    draft: str | None = None
    said: str | None = None
    weak: tuple[int, ...] = ()
    step: str = ""

    @property
    def place(self) -> Place:
        return (self.light.document, self.light.entry)

    @property
    def value(self) -> Value | None:
        """The whole value, where it is known."""
        return None if self.detail is None else self.detail.value

    @property
    def text(self) -> str:
        return self.light.text if self.value is None else self.value.text

    @property
    def region(self) -> Region | None:
        """Where it stands first."""
        if self.value is not None:
            return self.value.regions[0] if self.value.regions else None
        return self.light.region

    @property
    def band(self) -> Band:
        if self.detail is None or self.detail.judgement is None:
            return self.light.band
        return self.detail.judgement.band

    @property
    def unsure(self) -> bool:
        return self.band in (Band.CHECK, Band.DOUBTFUL)

    @property
    def confidence(self) -> float | None:
        return self.light.confidence if self.value is None else self.value.confidence

    @property
    def settled(self) -> bool:
        return self.light.settled if self.value is None else self.value.settled

    @property
    def aside(self) -> bool:
        """Whether a person set it aside."""
        value = self.value
        return value is not None and not value.settled and any(each.code == SET_ASIDE for each in value.doubts)

    @property
    def long(self) -> bool:
        """Whether not all of its text can be seen."""
        return lines_of(self.text) > LINES if self.whole is None else not self.whole

    @property
    def state(self) -> State:
        """What a sheet says of it, and whether it is confirmed with the others."""
        detail = self.detail
        if detail is not None and detail.value is None:
            return State.GONE
        if self.settled and not self.unsure:
            return State.SETTLED
        if detail is not None and detail.finished:
            return State.FINISHED
        if detail is not None and detail.error:
            return State.ERROR
        if self.aside:
            return State.ASIDE
        if self.draft is not None:
            return State.TYPED
        if not self.text:
            return State.EMPTY
        if self.long:
            return State.LONG
        return State.OPEN if self.region is not None and self.page is not None and self.drawn else State.NOWHERE

    @property
    def counts(self) -> bool:
        """Whether it is confirmed with the others now."""
        return self.seen and not self.waiting and self.state is State.OPEN

    def take(self, detail: "Detail") -> None:
        """Know it as it is now."""
        before, place = self.text, self.region
        self.waiting = False
        self.detail = detail
        self.draft = detail.draft
        value = detail.value
        if not self.settled and (self.text, self.region) != (before, place):
            self.seen, self.whole = False, None  # nobody looked at this
        if value is not None and value.settled and self.text != before and not self.was:
            self.was = before
        if value is not None and not value.settled:
            self.was = ""
        self.weak = weak_characters(detail)

    def show(self, *, drawn: bool, whole: bool | None = None) -> bool:
        """It is on the screen, with its picture or without any that could be drawn. Whether that is new."""
        if self.detail is None or (self.seen and (self.drawn, self.whole) == (drawn, whole)):
            return False
        self.seen, self.drawn, self.whole = True, drawn, whole
        return True

    def verdict(self, said: str, text: str = "", at: tuple[int, ...] = ()) -> "Verdict":
        """What is said of it, as it is seen."""
        from reviewer.services.sheets.verdicts import Said, Verdict  # not before the first sheet

        return Verdict(*self.place, Said(said), self.text, self.settled, text, at)


def lines_of(text: str) -> int:
    """How many lines a text takes in a cell."""
    if len(text) <= WIDE and "\n" not in text:
        return 1
    return sum(max(1, -(-len(line) // LETTERS)) for line in text.split("\n"))


def weak_characters(detail: "Detail") -> tuple[int, ...]:
    """Indexes of the characters to be marked: those that a reason names, and those read with little confidence."""
    value, judgement = detail.value, detail.judgement
    if value is None or judgement is None or value.settled or not judgement.unsure:
        return ()
    named = {reason.at for reason in judgement.reasons if reason.at is not None}
    if value.recognized_text == value.text and len(value.characters) == len(value.text):
        named |= {number for number, confidence in enumerate(value.characters) if confidence < FAINT}
    return tuple(sorted(number for number in named if number < len(value.text)))


LINES = 4
"""That a cell shows at most; what is longer is not confirmed with the others, since nobody sees all of it."""
WIDE, LETTERS = 14, 21
"""Letters that fit into a line of a cell: large, and as small as those of several lines are."""

FAINT = 0.6
"""As in the document view: characters read with less confidence are marked."""
