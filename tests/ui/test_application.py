"""The window as a whole, on workspaces of its own."""

from collections.abc import Callable, Iterator

import msgspec
import pytest
from msgspec.structs import replace

from desks import KIND, document, entry, value
from reviewer import app
from reviewer import settings as settings_files
from reviewer.domain.field import Alternative
from reviewer.domain.revision import Revision
from reviewer.domain.step import History
from reviewer.services.review import Review
from reviewer.settings import Appearance, Settings
from reviewer.ui import actions
from reviewer.ui.application import Application
from reviewer.ui.dialogs.ask import AskName, AskReason

ANA = Settings(operator="Ana")


@pytest.fixture
def make(look, qtbot, tmp_path, monkeypatch) -> Iterator[Callable[..., Application]]:
    """Makes windows on one workspace; each is closed at the end."""
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    made: list[Application] = []

    def make_(settings: Settings = ANA, **more: object) -> Application:
        given = {"start": app.start, "recover": app.recover} | more
        made.append(Application(tmp_path / "workspace", settings, look, **given))
        return made[-1]

    yield make_
    for application in made:
        application.close()
        application.window.deleteLater()


def opened(application: Application, qtbot) -> Application:
    with qtbot.waitSignal(application.starting.done):
        application.show()
    return application


def test_every_action_of_the_table_does_something(make):
    assert set(make().commands.handlers()) == set(actions.BY_NAME)


def test_what_is_not_possible_says_why(make):
    application = make()
    application.show()
    assert not application.actions["document.finish"].isEnabled()
    assert "No document is open" in application.actions["document.finish"].toolTip()
    assert application.actions["file.open"].isEnabled()


def test_an_empty_workspace_shows_the_first_steps(make, qtbot):
    application = opened(make(), qtbot)
    qtbot.waitUntil(lambda: application.window.stack.currentWidget() is not application.panes.page)
    assert not application.window.field_dock.isVisible()


def test_a_start_brings_back_what_was_left_after_the_queue_is_there(make, qtbot):
    events = []

    def recover(desk):
        events.append("recovered")
        return app.recover(desk)

    application = make(recover=recover)
    application.session.queue.loaded.connect(lambda: events.append("listed"))
    opened(application, qtbot)
    assert events[0] == "listed"  # its first rows; the order of all of it may come before or after
    assert "recovered" in events


def test_a_second_window_on_a_workspace_calls_the_first(make, qtbot, tmp_path):
    first = opened(make(), qtbot)
    second = make(opens=(tmp_path / "scan.pdf",))
    taken = []
    first.session.intake.take = lambda paths, show=False: taken.append((paths, show))
    with qtbot.waitSignals([first.starting.called, second.starting.handed_over]):
        second.show()
    assert taken == [([tmp_path / "scan.pdf"], True)]


def test_who_gave_no_name_is_asked_and_has_the_accounts_until_then(make, qtbot):
    application = opened(make(Settings()), qtbot)
    account = application.session.desk.settings.operator
    asked = application.window.findChild(AskName)
    assert asked.answer() == account != ""
    asked.edit.setText("Ben")
    asked.yes.click()
    assert application.session.desk.settings.operator == "Ben"
    assert settings_files.load().operator == "Ben"


def test_other_settings_are_used_at_once_and_kept(make, qtbot):
    application = make()
    looks = Appearance(scheme="dark", text_size=1.5)
    wanted = msgspec.structs.replace(ANA, appearance=looks, keys={"file.open": ("F2",)})
    application.preferences.change(wanted)
    assert application.actions["file.open"].shortcut().toString() == "F2"
    assert application.window.palette().window().color().lightness() < 100
    assert settings_files.load() == wanted


def test_settings_that_cannot_be_kept_are_told(make, qtbot, monkeypatch, tmp_path):
    application = make()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "file"))
    application.preferences.change(msgspec.structs.replace(ANA, operator="Ben"))
    assert "cannot be saved" in application.notices.past[-1].text


def test_the_key_sheet_opens_and_closes_by_its_key(make, qtbot):
    application = make()
    application.window.show()
    application.actions["help.keys"].trigger()
    sheet = application.dialogs._sheet
    assert sheet.isVisible()
    application.actions["help.keys"].trigger()
    assert not sheet.isVisible()


def test_a_reason_that_was_asked_for_is_used(make):
    application, given = make(), []
    application.window.show()
    application.dialogs.ask_reason("Why?", "Reject", "Keep", given.append)
    asked = application.window.findChild(AskReason)
    asked.edit.setText("Torn")
    asked.yes.click()
    assert given == ["Torn"]


def test_the_keys_of_readings_belong_to_the_candidates_while_they_are_shown(make):
    application = make()
    application.window.show()
    review = application.session.review
    total = entry("total", replace(value("8.96", 0.7), alternatives=(Alternative("8.95", "Tesseract"),)))
    revision = Revision("d", entries={total.id: total})
    nothing = {"check": lambda _revision, _kind: (), "keep": lambda _step: None, "operator": "Ana"}
    review.open(Review(document(), lambda _name: KIND, revision, History(), **nothing), {}, {})
    application.actions["field.why"].trigger()
    application.actions["field.take_1"].trigger()
    assert review.entry("total:0").value.text == "8.96"
    application.actions["field.why"].trigger()
    application.actions["field.take_1"].trigger()
    assert review.entry("total:0").value.text == "8.95"


def test_what_is_still_being_read_is_not_finished(make, monkeypatch):
    application, finished = make(), []
    monkeypatch.setattr(application.session.reading, "is_reading", lambda _document: True)
    monkeypatch.setattr(application.session.review, "finish", lambda: finished.append(True))
    application.commands.document.finish()
    assert not finished
    assert "still being read" in application.notices.past[-1].text


def test_caps_show_the_keys_that_the_operator_chose(make):
    application = make()
    fields = application.panes.fields
    assert fields.issues.key.label == "F8"
    changed = msgspec.structs.replace(ANA, keys={"issue.next": ("F3",), "document.finish": (), "help.keys": ("F2",)})
    application.preferences.change(changed)
    assert fields.issues.key.label == "F3"
    assert fields.panel.finish._key == ""
    application.preferences.change(ANA)
    assert fields.issues.key.label == "F8"
    assert fields.panel.finish._key == "Ctrl+Enter"
