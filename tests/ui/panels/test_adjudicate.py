"""The page on which two readings are decided between: keys, typing, what it says when nothing is left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desks import Desk, document, entry, value
from reviewer.domain.field import Alternative, Doubt, Mark
from reviewer.domain.geometry import Box
from reviewer.domain.pair import ENGINES, SECOND_READER, pair_of
from reviewer.domain.queue import Filter
from reviewer.ui import actions
from reviewer.ui.canvas.page_jobs import PageFile
from reviewer.ui.key_names import KEYS
from reviewer.ui.look.lines import Line
from reviewer.ui.panels import pair_view
from reviewer.ui.panels.adjudicate_page import AdjudicatePage
from reviewer.ui.panels.pair_reading import line_of, who
from reviewer.ui.panels.pair_view import Texts
from reviewer.ui.table.action import Context
from reviewer.ui.viewmodels.adjudicating import Shown
from reviewer.ui.viewmodels.look_first import LookFirst
from reviewer.ui.viewmodels.modes import Scope

HERE = Box(0.1, 0.1, 0.3, 0.15)


def differing(text: str = "8.96", other: str = "8.95"):
    read = value(text, 0.85, HERE)
    offered = (Alternative(other, SECOND_READER),)
    return replace(read, doubts=(Doubt(ENGINES, "Engines differ at character 4: “6” or “5”."),), alternatives=offered)


def contradicted(text: str = "8.96", mark: Mark | None = None):
    return replace(value(text, 0.9, HERE, settled_by="Ana"), conflict=Alternative("8.95", "Tesseract", 0.88), mark=mark)


class Model(QObject):
    """Stands for `Adjudicating`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self.left = self.decided = self.put_off = 0
        self.looking = self.forcing = False
        self.calls: list[object] = []
        self.looked: list[Shown] = []
        self.whole = False
        self.look = LookFirst(self)
        self.counts = True

    def show(self, shown: Shown, whole: bool = True) -> None:
        self.looked.append(shown)
        self.whole = whole

    def allows(self) -> bool:
        return self.counts

    def begin(self, scope: Scope) -> None:
        self.calls.append(scope)

    def end(self) -> None:
        self.calls.append("end")

    def take_upper(self) -> None:
        self.calls.append("upper")

    def take_lower(self) -> None:
        self.calls.append("lower")

    def put_aside(self) -> None:
        self.calls.append("later")

    def ask_page(self) -> None:
        self.calls.append("page")

    def show_put_off(self) -> None:
        self.calls.append("put off")

    def write(self, text: str) -> None:
        self.calls.append(("write", text))


class Bench:
    """The page in a window, with its keys."""

    def __init__(self, qtbot, desk: Desk) -> None:
        self.desk = desk
        self.model = Model()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        handlers = {
            "adjudicate.upper": self.model.take_upper,
            "adjudicate.lower": self.model.take_lower,
            "adjudicate.later": self.model.put_aside,
            "adjudicate.show_page": self.model.ask_page,
            "mode.document": lambda _on: self.model.calls.append("leave"),
        }
        made = actions.build(self.window, handlers)
        self.made = made
        self.page = AdjudicatePage(self.model, desk.pictures, made, self.window)
        QVBoxLayout(self.window).addWidget(self.page)
        for context in (Context.PAIR, Context.MODE):
            actions.attach(made, context, self.page)
        self.window.resize(1100, 700)
        self.window.show()
        self.window.activateWindow()

    def show(self, what, left: int = 1) -> Shown:
        review = self.desk.open(entry("total", what), of=document(2))
        self.model.shown = Shown(review, review.revision.entries["total:0"], pair_of(what))
        self.model.left = left
        self.model.changed.emit()
        self.page.take_focus()
        return self.model.shown


@pytest.fixture
def desk(qtbot, look) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.close()


@pytest.fixture
def bench(qtbot, desk) -> Bench:
    return Bench(qtbot, desk)


def test_leaving_gives_back_the_pictures(bench, desk):
    desk.pictures.open(bench.show(differing()).document, lambda page: PageFile(Path("/d"), page))

    bench.page.end()

    assert bench.model.calls == ["end"]
    assert desk.pictures.here == ""


def test_the_pair_says_all_of_it_in_words(bench):
    bench.show(differing(), left=3)

    assert bench.page._label.text() == "Total"
    assert bench.page._where.text() == "d.pdf, page 1"
    assert bench.page._count.text() == "3 to decide"
    assert bench.page._reason.text() == "Engines differ at character 4: “6” or “5”."
    assert bench.page.pair.accessibleName() == "Total"
    said = bench.page.pair.accessibleDescription()
    assert "Above: 8.96" in said
    assert "Below: 8.95, Second engine" in said


def test_what_differs_is_underlined_in_both(bench):
    texts = Texts.of(bench.show(differing("18.96", "18.86")))
    assert (texts.upper_marks, texts.lower_marks) == (frozenset({3}), frozenset({3}))


def test_who_said_it_and_how_sure(bench):
    shown = bench.show(contradicted())
    assert (who(shown, shown.pair.upper), line_of(shown, shown.pair.upper)) == ("by you", Line.PERSON)
    assert (who(shown, shown.pair.lower).startswith("Tesseract, 88"), line_of(shown, shown.pair.lower)) == (
        True,
        Line.PROPOSAL,
    )
    shown = bench.show(differing())
    assert who(shown, shown.pair.upper).startswith("First engine, 85")
    assert line_of(shown, shown.pair.upper) is Line.CHECK


@pytest.mark.parametrize(
    ("key", "call"),
    [
        (Qt.Key.Key_Up, "upper"),
        (Qt.Key.Key_Down, "lower"),
        (Qt.Key.Key_Space, "later"),
        (Qt.Key.Key_F2, "page"),
        (Qt.Key.Key_Escape, "leave"),
    ],
)
def test_one_key_does_it(bench, qtbot, key, call):
    bench.show(differing())
    qtbot.keyClick(bench.page.pair, key)
    assert bench.model.calls == [call]


def test_keys_are_those_that_the_operator_gave(bench, monkeypatch):
    painted = []
    monkeypatch.setattr(pair_view, "paint_cap", lambda _painter, _rect, text: painted.append(text))
    bench.show(differing())
    bench.page.pair.grab()
    assert painted[-2:] == ["Up", "Down"]
    painted.clear()

    bench.made["adjudicate.upper"].setShortcuts(["Ctrl+Shift+F11"])
    bench.made["adjudicate.lower"].setShortcuts([])
    bench.page.pair.grab()
    assert painted == ["Ctrl+Shift+F11"], "none is painted where none is left"

    monkeypatch.setattr(KEYS, "_own", {"adjudicate.upper": "F11"})
    bench.model.forcing = True
    bench.model.changed.emit()
    assert bench.page._hint.text() == "F11 again keeps it against the rule."


def test_what_comes_meanwhile_leaves_the_hint_of_what_is_being_written(bench, qtbot):
    bench.show(differing())
    qtbot.keyClicks(bench.page.pair, "9")
    bench.model.changed.emit()  # another document was read
    assert bench.page._hint.text() == "Enter takes it, Esc drops it."
    assert bench.page.edit.text() == "9"


def test_a_click_on_a_reading_takes_it(bench, qtbot):
    bench.show(differing())
    pair = bench.page.pair
    qtbot.mouseClick(pair, Qt.MouseButton.LeftButton, pos=QPoint(200, 10))
    qtbot.mouseClick(pair, Qt.MouseButton.LeftButton, pos=QPoint(200, pair.height() - 10))
    qtbot.mouseClick(pair, Qt.MouseButton.LeftButton, pos=QPoint(200, pair.height() // 2))
    assert bench.model.calls == ["upper", "lower"]


def test_typing_writes_a_third_value(bench, qtbot):
    bench.show(differing())
    qtbot.keyClicks(bench.page.pair, "1")
    assert bench.page.edit.isVisible()
    qtbot.keyClicks(bench.page.edit, "2 3")
    assert bench.page.edit.text() == "12 3"
    assert bench.model.calls == []  # a blank and figures are text there
    qtbot.keyClick(bench.page.edit, Qt.Key.Key_Return)

    assert bench.model.calls == [("write", "12 3")]
    assert not bench.page.edit.isVisible()


def test_a_third_value_may_begin_with_a_letter_of_a_dead_key(bench, qtbot):
    bench.show(differing())
    composed = QInputMethodEvent()
    composed.setCommitString("é")
    QApplication.sendEvent(bench.page.pair, composed)
    assert bench.page.edit.text() == "é"
    assert bench.page.edit.hasFocus()


def test_escape_drops_what_was_typed_and_stays(bench, qtbot):
    bench.show(differing())
    qtbot.keyClicks(bench.page.pair, "9")
    qtbot.keyClick(bench.page.edit, Qt.Key.Key_Escape)

    assert bench.model.calls == []
    assert not bench.page.edit.isVisible()
    qtbot.keyClick(bench.page.pair, Qt.Key.Key_Escape)
    assert bench.model.calls == ["leave"]


def test_nothing_typed_is_left_for_the_next_pair(bench, qtbot):
    bench.show(differing())
    qtbot.keyClicks(bench.page.pair, "9")
    bench.show(replace(differing(), text="1.00"))
    other = bench.desk.open(entry("cash", differing()), of=document(2, name="e"))
    bench.model.shown = Shown(other, other.revision.entries["cash:0"], pair_of(differing()))
    bench.model.changed.emit()
    assert bench.page.edit.text() == ""
    assert not bench.page.edit.isVisible()


def test_what_is_left_is_said_when_no_pair_is(bench, qtbot):
    model, page = bench.model, bench.page
    bench.show(differing())
    for state, words in (
        ({"looking": True}, "Looking for values"),
        ({"looking": False, "put_off": 2, "decided": 1}, "Left for later: 2 value(s)"),
        ({"put_off": 0}, "All is decided"),
        ({"decided": 0}, "No value of these documents"),
    ):
        model.shown, model.left = None, 0
        for name, told in state.items():
            setattr(model, name, told)
        model.changed.emit()
        assert words in page._empty.text()
    assert not page._foot.isVisible()
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Escape)
    assert model.calls == ["leave"]


def test_what_was_left_for_later_is_one_link_away(bench):
    bench.model.put_off = 1
    bench.model.changed.emit()
    left = []
    bench.page.left.connect(lambda: left.append(True))
    bench.page._empty.chosen.emit(0)
    bench.page._empty.chosen.emit(1)
    assert bench.model.calls == ["put off"]
    assert left == [True]


def test_the_documents_are_named(bench):
    for scope, words in (
        (Scope(Filter(), (7, 9)), "2 chosen document(s)"),
        (Scope(Filter(words="red")), "what the queue lists for “red”"),
        (Scope(), "what the queue lists"),
    ):
        assert bench.page._named(scope) == words


@pytest.mark.parametrize(
    "what",
    [
        differing("A" * 300, "B" * 300),
        differing("one\ntwo\nthree\nfour\nfive", "one\ntvo"),
        differing("שלום 12", "שלום 13"),
        contradicted("", Mark.UNREADABLE),
        replace(differing(), regions=()),
    ],
)
def test_odd_values_are_painted_within_the_frame(bench, what):
    bench.desk.pages.color = QColor("white")
    bench.show(what)
    picture = bench.page.pair.grab()
    assert picture.width() > 400
    assert bench.page.pair.sizeHint().height() < 700


def test_a_pair_counts_when_its_picture_was_painted_or_cannot_be(bench, monkeypatch):
    pictures, looked = bench.desk.pictures, bench.model.looked
    shown = bench.show(differing())
    bench.page.pair.grab()
    assert looked == []

    monkeypatch.setattr(pictures, "ready", lambda page: page == shown.page)
    bench.page.pair.grab()
    assert looked == [shown]

    monkeypatch.setattr(pictures, "ready", lambda _page: False)
    monkeypatch.setattr(pictures, "error", lambda _page: "Damaged.")
    bench.page.pair.grab()
    assert looked == [shown] * 2


@pytest.mark.parametrize(
    ("what", "whole"),
    [
        (differing("one\ntwo\nthree\nfour", "one\ntwo"), True),
        (differing("one\ntwo\nthree\nfour\nfive", "one\ntwo\nthree\nfour\nfine"), False),
        (differing("A" * 300, "A" * 299), False),
    ],
)
def test_it_is_known_whether_all_of_both_readings_is_seen(bench, monkeypatch, what, whole):
    monkeypatch.setattr(bench.desk.pictures, "ready", lambda _page: True)
    bench.show(what)
    bench.page.pair.grab()
    assert bench.model.whole is whole


def test_in_a_low_window_the_pair_is_whole_and_in_view_and_then_what_is_written(bench, qtbot, monkeypatch):
    monkeypatch.setattr(bench.desk.pictures, "ready", lambda _page: True)
    pair, frame = bench.page.pair, bench.page._third
    bench.window.resize(1100, 320)
    bench.show(differing())
    qtbot.waitUntil(lambda: pair.visibleRegion().boundingRect().height() == pair.height() > 0)
    assert pair.height() >= pair.sizeHint().height()
    qtbot.waitUntil(lambda: bench.model.whole)

    qtbot.keyClicks(pair, "9")
    qtbot.waitUntil(lambda: frame.visibleRegion().boundingRect().height() == frame.height() > 0)

    qtbot.keyClick(bench.page.edit, Qt.Key.Key_Escape)
    bench.window.resize(1100, 200)
    qtbot.waitUntil(lambda: not bench.model.whole)  # not even both readings have room


def test_what_is_typed_before_the_pair_was_seen_opens_no_editor(bench, qtbot):
    bench.show(differing())
    bench.model.counts = False
    qtbot.keyClicks(bench.page.pair, "7")
    assert not bench.page.edit.isVisible()
    assert bench.page.edit.text() == ""
