"""Why a value is what it is: the candidates can be walked, looked at on the page, and taken."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest

from desks import FRAME, KIND, Desk, entry, value
from reviewer import document_types
from reviewer.domain.document_type import Kind
from reviewer.domain.field import Mark, Region
from reviewer.domain.geometry import Box
from reviewer.extraction.explain import Considered, Explained, Part, Standing
from reviewer.extraction.weights import weights_of
from reviewer.services.explaining import Explanation
from reviewer.ui.canvas.page_view import PageView
from reviewer.ui.dialogs.why import known
from reviewer.ui.dialogs.why.difference import difference_words
from reviewer.ui.dialogs.why.feature_words import EVIDENCE, feature_words
from reviewer.ui.dialogs.why.panel import WhyPanel
from reviewer.ui.look.lines import Line
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.strips import Strips

HERE, THERE = Box(0.1, 0.1, 0.3, 0.15), Box(0.5, 0.5, 0.7, 0.55)


def considered(standing: Standing, text: str, box: Box, *parts: Part, probability: float = 0.5) -> Considered:
    score = sum(part.score for part in parts)
    return Considered(standing, text, 0, score, probability, parts, (Region(0, box.polygon()),), f"TOTAL {text}")


CHOSEN = considered(
    Standing.CHOSEN, "8.96", HERE, Part("label_left", 1.0, 3.5), Part("part", 1.0, -2.0), probability=0.7
)
RUNNER_UP = considered(
    Standing.RUNNER_UP, "8.95", THERE, Part("label_left", 0.5, 3.5), Part("sum", 1.0, 2.5), probability=0.2
)
TOTAL = Explained("total", "Total", "amount", 0.7, 0.9, (), 0.1, 3.0, (CHOSEN, RUNNER_UP), 4)


class FakeExplaining(QObject):
    """Has an explanation at once, or when it is given one."""

    changed = Signal()

    def __init__(self, *fields: Explained, there: bool = True) -> None:
        super().__init__()
        self._fields = fields
        self.explanation = Explanation(KIND, fields) if there else None
        self.waiting = not there
        self.asked = 0
        self.cancelled = 0

    def ask(self) -> None:
        self.asked += 1

    def cancel(self) -> None:
        self.cancelled += 1

    def field(self, name: str) -> Explained | None:
        return next((each for each in self._fields if each.field == name), None)

    def fail(self) -> None:
        self.waiting = False
        self.changed.emit()

    def arrive(self) -> None:
        self.waiting = False
        self.explanation = Explanation(KIND, self._fields)
        self.changed.emit()


@pytest.fixture
def desk(qtbot, look) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.close()


@pytest.fixture
def side(desk, qtbot) -> FieldSide:
    made = FieldSide(desk.model, Strips(desk.model, desk.pictures))
    qtbot.addWidget(made)
    made.resize(460, 800)
    made.show()
    return made


def opened(desk: Desk, side: FieldSide, explaining: FakeExplaining) -> WhyPanel:
    panel = WhyPanel(desk.model, explaining, side)
    panel.toggle()
    return panel


def spoken(view, role: Qt.ItemDataRole = Qt.ItemDataRole.AccessibleTextRole) -> list[str]:
    return [view.model().index(row, 0).data(role) for row in range(view.model().rowCount())]


@pytest.fixture
def panel(desk, side) -> WhyPanel:
    desk.open(entry("total", value("8.96", 0.7, HERE)), entry("cash", value("10", 0.99)))
    return opened(desk, side, FakeExplaining(TOTAL))


def test_each_candidate_says_what_it_is_and_where_it_stands(panel):
    assert panel.isVisible()
    assert spoken(panel.list) == [
        "1, 8.96, Chosen, 70\u2009%, page 1, in the line: TOTAL 8.96",
        "2, 8.95, Runner-up, 20\u2009%, page 1, in the line: TOTAL 8.95",
    ]


def test_the_parts_of_a_score_have_words_and_their_names_beside_them(panel):
    assert spoken(panel.parts) == ["Its label stands left of it, +3.50", "It is only a part of a sum, −2.00"]
    assert spoken(panel.parts, Qt.ItemDataRole.AccessibleDescriptionRole)[0] == "label_left   1 × 3.5"


def test_walking_shows_each_on_the_page_and_leaving_none(panel, desk, qtbot):
    view = PageView(desk.model, desk.pictures)
    qtbot.addWidget(view)
    view.resize(*FRAME)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert desk.model.looked == RUNNER_UP.regions
    assert view.overlay.looked.polygons == (THERE.polygon(),)
    assert view.overlay.looked.line is Line.PROPOSAL
    assert spoken(panel.parts)[1] == "Sums agree with it, +2.50"
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert desk.model.looked == ()
    assert view.overlay.looked.polygons == ()
    assert not panel.isVisible()


def test_the_place_of_the_value_itself_is_not_drawn_twice(panel, desk, qtbot):
    view = PageView(desk.model, desk.pictures)
    qtbot.addWidget(view)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Up)
    assert desk.model.looked == CHOSEN.regions
    assert view.overlay.looked.polygons == ()


def test_enter_takes_one_with_its_place_in_one_step_that_can_be_undone(panel, desk):
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    taken = desk.model.entry("total:0").value
    assert (taken.text, taken.regions, taken.settled_by) == ("8.95", RUNNER_UP.regions, "Ana")
    assert len(desk.steps) == 1
    assert not panel.isVisible()
    desk.model.undo()
    assert desk.model.entry("total:0").value.text == "8.96"


def test_a_number_takes_one_and_another_number_nothing(panel, desk):
    panel.take(3)
    assert desk.steps == []
    assert panel.isVisible()
    panel.take(1)
    assert desk.model.entry("total:0").value.settled_by == "Ana"


def test_it_goes_when_another_value_or_document_is_shown(panel, desk):
    desk.model.next_field(1)
    assert not panel.isVisible()
    desk.model.next_field(-1)
    panel.toggle()
    assert panel.isVisible()
    desk.open(entry("cash", value("10", 0.99)))
    assert not panel.isVisible()


def test_the_key_closes_it_too(panel):
    panel.toggle()
    assert not panel.isVisible()


def test_it_waits_for_what_is_being_weighed_and_gives_up_when_it_goes(desk, side):
    desk.open(entry("total", value("8.96", 0.7, HERE)))
    explaining = FakeExplaining(TOTAL, there=False)
    panel = opened(desk, side, explaining)
    assert explaining.asked == 1
    assert spoken(panel.list) == []
    assert not panel.list.isVisible()
    panel.close_panel()
    assert explaining.cancelled == 1
    panel.toggle()
    explaining.arrive()
    assert panel.list.isVisible()
    assert len(spoken(panel.list)) == 2


def test_what_could_not_be_weighed_says_so(desk, side):
    desk.open(entry("total", value("8.96", 0.7, HERE)))
    explaining = FakeExplaining(TOTAL, there=False)
    panel = opened(desk, side, explaining)
    assert "could not be weighed" not in panel.said
    explaining.fail()
    assert panel.said == "The candidates could not be weighed. Close this and ask again."


def test_an_unsettled_choice_says_so_with_both_figures(panel):
    assert "Nothing else settles the choice, so it stays below 90\u202f%." in panel.said


def test_a_persons_value_says_who_and_what_had_been_read(desk, side):
    desk.open(entry("total", value("8.96", 0.7, HERE)))
    desk.model.correct("8.97")
    panel = opened(desk, side, FakeExplaining(TOTAL))
    assert panel.said == (
        "You set it. “8.96” had been read. Of what is printed, “8.96” was chosen, and nothing else settled that."
    )
    assert len(spoken(panel.list)) == 2


@pytest.mark.parametrize(("mark", "said"), [(Mark.BLANK, "nothing stands there"), (Mark.UNREADABLE, "nobody can read")])
def test_a_mark_says_who_made_it(desk, mark, said):
    desk.open(entry("total", value("8.96", 0.7, HERE)))
    desk.model.mark(mark)
    told = known.of_person(desk.model.entry("total:0").value, "Ben")
    assert told.startswith("Ana said that ")
    assert said in told


@pytest.mark.parametrize(("finder", "said"), [("pairs", "stands beside its label"), ("lines", "every line is taken")])
def test_what_is_not_weighed_says_so(finder, said):
    told = known.unweighed(entry("total", value("8.96", 0.7)), replace(KIND, finder=finder))
    assert said in told


def test_rows_and_unknown_fields_are_not_weighed():
    cell = replace(entry("pairs", value("x", 0.7)), column="value", row="pairs:0")
    assert "not weighed" in known.unweighed(cell, KIND)
    assert "not one of the type “Invented”" in known.unweighed(entry("other", value("x", 0.7)), KIND)
    assert known.unweighed(entry("total", value("8.96", 0.7)), KIND) == ""


def test_a_field_that_is_not_there_says_how_likely_that_is(desk, side):
    desk.open(entry("total", value("", None)))
    panel = opened(desk, side, FakeExplaining(replace(TOTAL, confidence=None, missing=0.8)))
    assert "That it is not there is 80\u202f% likely." in panel.said
    assert len(spoken(panel.list)) == 2


def test_the_difference_names_what_speaks_for_and_against_each():
    def words(name: str) -> str:
        return feature_words(name, Kind.AMOUNT, str)

    told = difference_words(CHOSEN, RUNNER_UP, words)
    assert told == (
        "2.75 points behind the runner-up. For it: its label stands left of it (3.50, there 1.75). "
        "Against it: it is only a part of a sum. For the runner-up: sums agree with it."
    )
    assert difference_words(RUNNER_UP, CHOSEN, words).startswith("2.75 points ahead of the chosen text.")


def test_every_feature_of_the_shipped_types_has_words():
    nameless = {
        name
        for kind in document_types.load().values()
        for field in kind.fields
        for each in (field, *field.columns)
        for name in weights_of(each)
        if feature_words(name, each.kind, str) == name
    }
    assert nameless == set()


def test_a_feature_that_looks_at_another_field_names_it():
    assert feature_words("below.company", Kind.LINES, str.upper) == "It stands below “COMPANY”"
    assert feature_words("own_thing", Kind.TEXT, str) == "own_thing"


@pytest.mark.parametrize(
    ("confidence", "read", "said"),
    [
        (0.61, 0.61, "Its characters are 61\u202f% sure, its choice 70\u202f%. The lower counts."),
        (0.99, 0.61, "Its characters were read at 61\u202f%, but what settles it vouches for them."),
        (0.70, None, "The choice is 70\u202f% sure."),
    ],
)
def test_the_figures_say_which_counts(desk, confidence, read, said):
    desk.open(entry("total", replace(value("8.96", confidence, HERE), recognized_confidence=read)))
    assert said in list(known.of_choice(desk.model.rows()[0], TOTAL))


def test_a_choice_that_would_be_another_now_says_so(desk):
    desk.open(entry("total", value("9.99", 0.7, HERE)))
    told = list(known.of_choice(desk.model.rows()[0], TOTAL))
    assert told[-1].startswith("Weighed now, “8.96” would be chosen.")
    desk.open(entry("total", replace(value("9.99", 0.7), evidence=("embedded",))))
    told = list(known.of_choice(desk.model.rows()[0], TOTAL))
    assert told[-1] == "It was not found in print: it comes from the electronic invoice."


def test_evidence_has_words():
    assert all(text[0].islower() and not text.endswith(".") for text in EVIDENCE.values())


@pytest.mark.parametrize("height", [560, 578, 800])
def test_a_low_panel_scrolls_its_lists_and_not_itself(desk, side, height):
    features = [Part(name, 1.0, 1.0) for name in ("label_left", "sum", "part", "top", "decimals", "tall", "letters")]
    others = [considered(Standing.OTHER, f"{number}.00", THERE, *features) for number in range(7)]
    many = replace(TOTAL, considered=(replace(CHOSEN, parts=tuple(features)), RUNNER_UP, *others))
    side.resize(392, height)
    desk.open(entry("total", value("8.96", 0.7, HERE)))
    explaining = FakeExplaining(many, there=False)
    panel = opened(desk, side, explaining)
    panel.grab()
    explaining.arrive()
    for number in range(len(many.considered)):
        panel.list.setCurrentIndex(panel.list.model().index(number, 0))
        panel.grab()
        assert panel._body.heightForWidth(392) <= panel._area.height()
    assert panel.list.height() >= 2 * panel.list.sizeHintForRow(0)
    assert panel.parts.height() >= panel.parts.sizeHintForRow(0) // 2
