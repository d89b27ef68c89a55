"""A screen reader meets the whole window and all that lies over it: everything that can be used has a name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

import windows
from accessible import Role, interface, name, nameless, walk
from reviewer.ui import announce
from reviewer.ui.application import Application
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.panels.elided import ElidedLabel


@pytest.fixture
def make(look, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    made = []

    def make_() -> Application:
        application = windows.make(tmp_path, look)
        made.append(application)
        with qtbot.waitSignal(application.starting.done):
            application.show()
        application.window.activateWindow()
        qtbot.waitUntil(application.window.isActiveWindow)
        return application

    yield make_
    for application in made:
        application.close()
        application.window.deleteLater()


@pytest.fixture
def opened(make, qtbot, tmp_path) -> Application:
    """The window with a document that does not add up on the desk."""
    application = make()
    application.session.intake.take([windows.receipt(tmp_path / "a.png", "12.60")])
    qtbot.waitUntil(lambda: len(application.session.review.rows()) > 5)
    qtbot.waitUntil(application.panes.fields.list.editor.hasFocus)
    return application


def test_everything_in_the_window_has_a_name(opened):
    assert nameless(opened.window) == []


def test_the_first_steps_have_names(make, qtbot):
    application = make()
    qtbot.waitUntil(lambda: application.window.stack.currentWidget() is not application.panes.page)
    assert nameless(application.window) == []


@pytest.mark.parametrize("action", ["window.palette", "help.keys", "field.why", "help.about", "document.change_type"])
def test_what_lies_over_the_window_has_names(opened, action):
    opened.actions[action].trigger()
    assert nameless(QApplication.activeModalWidget() or opened.window) == []


@pytest.mark.parametrize("action", ["document.postpone", "document.reject", "document.read_with", "file.training_set"])
def test_questions_have_names(opened, action):
    opened.actions[action].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    assert dialog.windowTitle()
    assert nameless(dialog) == []


def test_every_page_of_the_settings_has_names(opened):
    opened.dialogs.open_settings("")
    dialog = opened.dialogs._dialog
    pages = list(dialog._makers)
    assert len(pages) > 5
    for page in pages:
        dialog.open_page(page)
        assert nameless(dialog) == [], page


def test_lists_of_tasks_notices_and_feedback_have_names(opened):
    for show in (opened.dialogs.open_tasks, opened.dialogs.show_notices, opened.dialogs.show_feedback):
        show()
        assert nameless(opened.dialogs._popover) == []


def test_roles_are_what_things_are(opened):
    panes = opened.panes
    assert interface(panes.fields.list.editor).role() is Role.EditableText
    assert interface(panes.fields.list).role() is Role.List
    assert interface(panes.queue.list).role() is Role.List
    assert interface(panes.queue.search).role() is Role.EditableText
    toggles = {name(each) for each in walk(opened.window) if each.role() is Role.CheckBox}
    assert {"Fields", "Words", "More contrast"} <= toggles


def names_of_rows(view: QWidget) -> list[str]:
    return [name(each) for each in walk(view) if each.role() is Role.ListItem]


def test_rows_tell_doubt_and_its_reason_in_words(opened, qtbot):
    fields = opened.panes.fields.list
    rows = [each for each in walk(fields) if each.role() is Role.ListItem]
    (total,) = (row for row in rows if name(row).startswith("Total"))
    assert "unsure" in name(total)
    assert "Cash 20.00 minus change 7.50 is 12.50" in total.text(QAccessible.Text.Description)
    queue = opened.panes.queue.list
    qtbot.waitUntil(lambda: names_of_rows(queue) == ["a.png, 9 to check, Pending"])


@pytest.fixture
def said(monkeypatch) -> list[str]:
    """What a screen reader is given to say."""
    heard: list[str] = []
    monkeypatch.setattr(announce.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(announce.QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    return heard


def test_another_active_field_is_said_with_its_reason(opened, said):
    review = opened.session.review
    total = next(row.id for row in review.rows() if row.label == "Total")
    review.select(total)
    assert said[-1].startswith("Total, 12.60, very unsure")
    assert "Cash 20.00 minus change 7.50 is 12.50" in said[-1]
    editor = interface(opened.panes.fields.list.editor)
    assert name(editor) == "Total"
    assert "Cash 20.00" in editor.text(QAccessible.Text.Description)


def test_notices_are_said_and_progress_is_not_said_again_and_again(opened, said):
    opened.actions["document.finish"].trigger()
    assert any("to check" in text for text in said)
    said.clear()
    for number in range(1, 4):
        opened.session.intake.progressed.emit(number / 4, f"Adding {number} of 3")
    assert said == ["Adding 1 of 3"]


def test_nothing_is_made_for_nobody(opened, monkeypatch):
    monkeypatch.setattr(announce.QAccessible, "updateAccessibility", lambda event: pytest.fail("nobody listens"))
    opened.session.review.next_field(1)


# The focus is seen


def stops(root: QWidget) -> list[QWidget]:
    """What Tab or an arrow may bring the focus to."""
    every = [root, *root.findChildren(QWidget)]
    return [
        widget
        for widget in every
        if widget.isVisibleTo(root) and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if widget.focusProxy() is None and not widget.visibleRegion().isEmpty()
    ]


def inked(root: QWidget, widget: QWidget) -> int:
    """How much of the accent is at a widget and just around it."""
    place = widget.rect().translated(widget.mapTo(root, widget.rect().topLeft())).adjusted(-6, -6, 6, 6)
    image = root.grab(place).toImage()
    accent = colors().accent.rgb()
    return sum(image.pixel(x, y) == accent for x in range(image.width()) for y in range(image.height()))


def unseen(root: QWidget) -> list[str]:
    """What does not show by a ring that it has the focus."""
    found, here = [], stops(root)
    assert len(here) > 2
    for widget in here:
        other = next(each for each in here if each is not widget and not each.isAncestorOf(widget))
        other.setFocus(Qt.FocusReason.TabFocusReason)
        before = inked(root, widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        taken = QApplication.focusWidget()
        ring = inked(root, widget) - before
        # An accented button has its ring within a gap: there is less of the accent then.
        if taken is widget and (ring == 0 if getattr(widget, "primary", False) else ring < 20):
            found.append(f"{type(widget).__name__} “{widget.accessibleName() or widget.objectName()}”: {ring}")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_in_the_window_shows_its_focus(opened, look, scheme):
    look.set_scheme(scheme)
    assert unseen(opened.window) == []


def test_everything_in_the_settings_shows_its_focus(opened):
    opened.dialogs.open_settings("")
    dialog = opened.dialogs._dialog
    for page in ("general", "appearance", "keys", "reading", "document_types", "workspace"):
        dialog.open_page(page)
        dialog.repaint()
        assert unseen(dialog) == [], page


# Large texts


def cut(root: QWidget) -> list[str]:
    """Buttons and labels that are smaller than what they show."""
    found = []
    for widget in root.findChildren(QWidget):
        shown = isinstance(widget, QAbstractButton | QLabel) and widget.isVisibleTo(root) and widget.text()
        if shown and not isinstance(widget, ElidedLabel):
            wanted, size = widget.minimumSizeHint(), widget.size()
            if size.width() < wanted.width() or size.height() < wanted.height():
                found.append(f"{type(widget).__name__} “{widget.text()}”: {size.toTuple()} of {wanted.toTuple()}")
    return found


@pytest.mark.parametrize("size", [(1600, 1000), (1280, 720)])
def test_nothing_is_cut_at_one_and_a_half_times_the_size(opened, look, qtbot, size):
    editor = opened.panes.fields.list.editor
    before, typed = fonts.font(Use.VALUE).pointSizeF(), editor.text() + " Ltd"
    QTest.keyClicks(editor, " Ltd")
    look.set_text_factor(1.5)
    opened.window.resize(*size)
    assert editor.font().pointSizeF() > 1.3 * before, "what is longer than its row has the smaller of two fonts"
    assert editor.text() == typed
    qtbot.waitUntil(lambda: cut(opened.window) == [])
    for action in ("window.palette", "help.keys"):
        opened.actions[action].trigger()
        qtbot.waitUntil(lambda: cut(opened.window) == [])
        opened.actions[action].trigger()
    opened.actions["document.postpone"].trigger()
    assert cut(QApplication.activeModalWidget()) == []
