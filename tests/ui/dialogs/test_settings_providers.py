"""The pages of providers: drawn from what the providers say of themselves, and giving back what they show."""

from typing import Annotated, Literal

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from reviewer.document_types import DocumentTypes
from reviewer.domain.document_type import DocumentType
from reviewer.providers.base import Options, Section, shown
from reviewer.secret import Secret
from reviewer.services.remote.connection import names
from reviewer.services.remote.describe import describe, options_of
from reviewer.services.remote.info import ProviderInfo, SecretInfo
from reviewer.settings import Settings
from reviewer.ui.dialogs.settings.dialog import LEAST, SettingsDialog
from reviewer.ui.dialogs.settings.form import Row
from reviewer.ui.dialogs.settings.option_input import OptionInput
from reviewer.ui.dialogs.settings.provider import Provider

K, C = Qt.Key, Qt.CheckState
TYPES = DocumentTypes({name: DocumentType(name, name.title()) for name in ("receipt", "invoice", "visa")})
PAGE = "provider.handl"


class _Options(Options, frozen=True, kw_only=True):
    base_url: Annotated[str, shown("Server", section=Section.CONNECTION, choices=("https://a.example",))] = (
        "https://a.example"
    )
    callback: Annotated[
        str, shown("Callback", "Begins with https://.", Section.CONNECTION, pattern=r"^(https://\S+)?$")
    ] = ""
    quality: Annotated[int, shown("Quality", ge=0, le=100)] = 75
    lines: Annotated[bool, shown("Lines", "All of them.")] = True
    way: Annotated[Literal["one_way", "other"], shown("Way")] = "one_way"
    blur: Annotated[int, shown("Blur against noise", ge=0, le=9, rare=True)] = 0
    further: Annotated[dict[str, str], shown("Further parameters", rare=True)] = msgspec.field(default_factory=dict)


INFO = ProviderInfo(
    "handl",
    "Handl",
    "Reads tickets.",
    options_of(_Options),
    (SecretInfo("token", "License key", False, False), SecretInfo("extra", "API key", True, True)),
    "Corrections stay here.",
    True,
)
FULL = {
    "use": True,
    "base_url": "http://127.0.0.1:9",
    "types": {"receipt": "ticket, bill", "gone": "old"},
    "default_for": ["visa", "receipt"],
    "quality": 40,
    "lines": False,
    "way": "other",
    "blur": 3,
    "further": {"a": "b=c"},
    "unheard_of": [1, 2],
}


@pytest.fixture
def make(look, qtbot):
    kept = []  # a dialog that nobody refers to is deleted

    def made(table: dict | None = None, info: ProviderInfo = INFO) -> SettingsDialog:
        settings = Settings() if table is None else Settings(providers={"handl": table})
        dialog = SettingsDialog(settings, TYPES)
        kept.append(dialog)
        qtbot.addWidget(dialog)
        dialog.set_providers((info,))
        dialog.resize(1060, 832)
        dialog.show()
        dialog.open_page(PAGE)
        QApplication.processEvents()
        return dialog

    return made


@pytest.fixture
def dialog(make) -> SettingsDialog:
    return make()


@pytest.fixture
def page(dialog) -> Provider:
    return dialog.page(PAGE)


def stored(dialog: SettingsDialog) -> dict:
    return dialog.settings().providers.get("handl", {})


# What goes in comes out


@pytest.mark.parametrize("table", [None, {}, FULL, {"types": {}}, {"quality": 75}], ids=str)
def test_what_is_left_alone_comes_back_as_it_was(make, table):
    before = {} if table is None else {"handl": table}
    assert make(table).settings().providers == before


def test_a_page_that_was_not_filled_changes_nothing(look, qtbot):
    dialog = SettingsDialog(Settings(providers={"handl": FULL}), TYPES)
    qtbot.addWidget(dialog)
    dialog.open_page(PAGE)
    assert stored(dialog) == FULL


CHANGES = [
    (lambda page: page.use.click(), "use", True),
    (lambda page: page._inputs["base_url"].control.setEditText(" http://b "), "base_url", "http://b"),
    (lambda page: page._inputs["quality"].control.setValue(80), "quality", 80),
    (lambda page: page._inputs["lines"].control.click(), "lines", False),
    (lambda page: QTest.keyClick(page._inputs["way"].control, K.Key_Down), "way", "other"),
    (lambda page: page._inputs["further"].control.setPlainText("x = 1\nno value\n"), "further", {"x": "1"}),
    (lambda page: page._inputs["at_once"].control.setValue(9), "at_once", 9),
]


@pytest.mark.parametrize(("change", "name", "value"), CHANGES, ids=[change[1] for change in CHANGES])
def test_each_control_changes_exactly_its_option(dialog, page, change, name, value):
    change(page)
    assert stored(dialog) == {name: value}


def test_what_is_set_back_by_hand_is_not_kept(dialog, page):
    page._inputs["quality"].control.setValue(80)
    page._inputs["quality"].control.setValue(75)
    assert stored(dialog) == {}


def test_defaults_come_back_with_what_was_typed_gone(make):
    dialog = make(FULL)
    page = dialog.page(PAGE)
    QTest.keyClicks(page._secrets["token"].edit, "abc")
    QTest.mouseClick(dialog._footer.defaults, Qt.MouseButton.LeftButton)
    assert stored(dialog) == {"unheard_of": [1, 2]}
    assert dialog.given() == {}
    assert not page.use.isChecked()


# Document types


def test_types_that_are_used_come_first_and_gone_ones_stay(make):
    table = make(FULL).page(PAGE)._table.table
    assert [table.item(row, 0).text() for row in range(table.rowCount())] == ["gone", "Receipt", "Visa", "Invoice"]
    checked = [table.item(row, 0).checkState() is C.Checked for row in range(table.rowCount())]
    assert checked == [False, True, True, False]
    assert [table.item(row, 1).text() for row in range(table.rowCount())] == ["old", "ticket, bill", "", ""]


def test_a_type_is_checked_and_named_by_keys(dialog, page):
    table = page._table.table
    table.setFocus()
    QTest.keyClick(table, K.Key_Down)
    QTest.keyClick(table, K.Key_Space)
    QTest.keyClick(table, K.Key_Right)
    QTest.keyClick(table, K.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.accessibleName() == "What Receipt is called there"
    QTest.keyClicks(editor, "ticket")
    QTest.keyClick(editor, K.Key_Return)
    QApplication.processEvents()  # the editor gives its text later
    assert dialog.isVisible()
    assert stored(dialog) == {"default_for": ["receipt"], "types": {"receipt": "ticket"}}


# Keys of services


def test_a_key_is_typed_unseen_and_given_with_ok(dialog, page, qtbot):
    edit = page._secrets["token"].edit
    QTest.keyClicks(edit, " top ")
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    with qtbot.waitSignal(dialog.keys_given) as given:
        dialog._footer.ok.click()
    assert {name: secret.reveal() for name, secret in given.args[0].items()} == {("handl", "token"): "top"}


def test_the_eye_shows_what_is_typed(page):
    edit = page._secrets["token"].edit
    edit.actions()[0].trigger()
    assert edit.echoMode() is QLineEdit.EchoMode.Normal


def test_a_key_that_is_kept_can_be_removed_and_that_be_taken_back(dialog, page):
    assert not page._secrets["token"].remove.isVisibleTo(page)
    page._secrets["extra"].remove.click()
    assert dialog.given() == {("handl", "extra"): None}
    QTest.keyClicks(page._secrets["extra"].edit, "new")
    assert dialog.given() == {("handl", "extra"): Secret("new")}


@pytest.mark.parametrize("kept", [True, False])
def test_where_keys_are_kept_is_said(make, kept):
    page = make(info=ProviderInfo("handl", "Handl", "", (), INFO.secrets, "", kept)).page(PAGE)
    texts = " ".join(label.text() for label in page.findChildren(QLabel))
    assert ("Kept in the key store of this computer." in texts) is kept
    assert ("until Reviewer closes" in texts) is not kept


def test_a_provider_in_use_needs_its_key(dialog, page):
    page.use.click()
    assert not dialog._footer.ok.isEnabled()
    assert dialog._footer.problem.text() == "Handl needs its license key."
    QTest.keyClicks(page._secrets["token"].edit, "k")
    assert dialog._footer.ok.isEnabled()
    page._inputs["base_url"].control.setEditText("")
    assert dialog._footer.problem.text() == "Handl needs its server."


def test_a_text_that_may_not_be_is_told_in_its_place(dialog, page):
    page.use.click()
    QTest.keyClicks(page._secrets["token"].edit, "k")
    QTest.keyClicks(page._inputs["callback"].control, "ftp://x")
    assert page._rows["callback"].said() == "“Callback” cannot be this."
    assert not dialog._footer.ok.isEnabled()
    page._inputs["callback"].control.setText("https://x")
    assert page._rows["callback"].said() == "Begins with https://."
    assert dialog._footer.ok.isEnabled()


# Test


def test_a_test_says_how_it_went(dialog, page, qtbot):
    with qtbot.waitSignal(dialog.test_wanted) as wanted:
        page.test.button.click()
    assert wanted.args == ["handl"]
    assert page.test.words.text() == "Asking…"
    dialog.set_tried("handl", "The key is accepted. That took 240 ms.", True)
    assert page.test.words.text() == "The key is accepted. That took 240 ms."
    assert page.test.button.accessibleDescription() == "The key is accepted. That took 240 ms."


def test_a_verdict_on_what_was_changed_meanwhile_is_not_shown(dialog, page):
    page.test.button.click()
    QTest.keyClicks(page._secrets["token"].edit, "other")
    dialog.set_tried("handl", "The key is accepted.", True)
    assert page.test.words.text() == ""


# Who reads


def test_a_provider_in_use_can_read_all_documents(dialog, page):
    reading = dialog.page("reading")
    assert [reading.who.itemText(row) for row in range(reading.who.count())] == ["This computer"]
    page.use.click()
    assert [reading.who.itemText(row) for row in range(reading.who.count())] == ["This computer", "Handl"]
    reading.who.setCurrentIndex(1)
    assert dialog.settings().reading.provider == "handl"
    assert reading._who_row.said().startswith("A provider must be in use")
    page.use.click()
    assert dialog.settings().reading.provider == "handl"
    assert reading.who.currentText() == "Handl, not in use"
    assert reading._who_row.said() == "Handl is not in use. Until it is, this computer reads."


# Finding one's way


def test_what_few_need_is_folded_until_it_is_asked_or_searched_for(dialog, page):
    blur = page._inputs["blur"]
    assert not blur.isVisible()
    page._more.click()
    assert blur.isVisible()
    page._more.click()
    assert not blur.isVisible()
    QTest.keyClicks(dialog.list.search, "noise")
    assert dialog.list.current() == PAGE
    assert blur.isVisible()


def test_a_provider_in_use_is_marked_in_the_list(make):
    dialog = make({"use": True})
    QTest.keyClicks(dialog.page(PAGE)._secrets["token"].edit, "k")
    rows = {dialog.list.list.item(row).text(): dialog.list.list.item(row) for row in range(dialog.list.list.count())}
    described = Qt.ItemDataRole.AccessibleDescriptionRole
    assert rows["Handl"].data(described) == "in use"
    assert not rows["Mindee"].data(described)


def _controls(page: QWidget) -> list[QWidget]:
    tab = Qt.FocusPolicy.TabFocus
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & tab and widget.focusProxy() is None and widget.isVisible() and widget.isEnabled()
    ]


@pytest.fixture(scope="module")
def real() -> tuple[ProviderInfo, ...]:
    return tuple(describe(name, lambda *_: None, True) for name in names())


@pytest.mark.parametrize("name", names())
def test_each_provider_has_a_page_that_is_whole(make, real, name):
    dialog = make(info=next(info for info in real if info.name == name))
    dialog.set_providers(real)
    dialog.open_page(f"provider.{name}")
    page = dialog.page(f"provider.{name}")
    if page._more is not None:
        page._more.click()
    QApplication.processEvents()
    assert dialog.settings() == Settings()
    for row in page.findChildren(Row):
        assert not row._label.text() or row._label.buddy() is row.control
        assert row.control.accessibleName() or isinstance(row.control, QAbstractButton)
    reached: list[QWidget] = []
    dialog.list.search.setFocus()
    while (now := QApplication.focusWidget()) not in reached:
        reached.append(now)
        QTest.keyClick(now, K.Key_Tab)
    assert not [control for control in _controls(page) if control not in reached]
    assert reached.index(page.use) == 2


@pytest.mark.parametrize("factor", [1.0, 2.0])
@pytest.mark.parametrize("name", names())
def test_nothing_is_cut_in_little_room(look, make, real, name, factor):
    look.set_text_factor(factor)
    dialog = make(info=next(info for info in real if info.name == name))
    dialog.set_providers(real)
    dialog.open_page(f"provider.{name}")
    page = dialog.page(f"provider.{name}")
    if page._more is not None:
        page._more.click()
    dialog.resize(LEAST * factor)
    QApplication.processEvents()
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and isinstance(button, QPushButton | QCheckBox):
            assert button.width() >= button.sizeHint().width(), button.text()
    assert dialog._areas[f"provider.{name}"].horizontalScrollBar().maximum() == 0


# A document type of what a service says it reads


def test_a_type_that_was_made_is_read_there(make, qtbot):
    dialog = make(info=msgspec.structs.replace(INFO, describes=True))
    page = dialog.page(PAGE)
    with qtbot.waitSignal(dialog.type_wanted) as asked:
        page.make.button.click()
    assert asked.args == ["handl"]

    dialog.set_made("handl", DocumentType("ticket", "Ticket"), "service-1", "“Ticket” has 3 fields.")

    assert stored(dialog) == {"types": {"ticket": "service-1"}, "default_for": ["ticket"]}
    assert page.make.words.text() == "“Ticket” has 3 fields."


def test_why_no_type_could_be_made_is_said(make):
    dialog = make(info=msgspec.structs.replace(INFO, describes=True))
    page = dialog.page(PAGE)
    page.make.button.click()
    dialog.set_made("handl", None, "", "The key is not accepted.")

    assert stored(dialog) == {}
    assert page.make.words.text() == "The key is not accepted."


def test_who_says_nothing_of_itself_is_not_asked(page):
    assert page.make not in page.findChildren(QWidget)


@pytest.mark.parametrize("value", [None, True, -5, 10**12, 1.5, "x", [1, "a"], {"a": {"b": []}}])
@pytest.mark.parametrize("option", options_of(_Options), ids=lambda option: option.name)
def test_a_settings_file_may_say_anything(qtbot, option, value):
    control = OptionInput(option)
    qtbot.addWidget(control)
    control.set_value(value)
    assert control.problem() in ("", f"“{option.title}” cannot be this.")
