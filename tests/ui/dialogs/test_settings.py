"""The settings: what the dialog shows is what it gives back, control by control."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from reviewer.document_types import DocumentTypes
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.engines.base import EngineInfo
from reviewer.services.sources import PROVIDERS, title_of
from reviewer.settings import Appearance, Folders, Reading, Settings
from reviewer.ui.dialogs.settings.dialog import LEAST, SettingsDialog
from reviewer.ui.dialogs.settings.form import Form, Row
from reviewer.ui.dialogs.settings.page import Group, Page

K, C = Qt.Key, Qt.CheckState
PAGES = ("general", "appearance", "keys", "workspace", "document_types", "reading")
ALL = (*PAGES, *(f"provider.{name}" for name in PROVIDERS))
TYPES = DocumentTypes(
    {
        "receipt": DocumentType("receipt", "Receipt", fields=(FieldType("total", "Total"), FieldType("date", "Date"))),
        "plain_text": DocumentType("plain_text", "Plain text", fields=(FieldType("text", "Text"),), threshold=0.8),
    },
    ("/types/invoice.toml: The pattern “(” of total is none.",),
)
RAPID = EngineInfo("rapidocr", "RapidOCR", True, version="3.10.0 PP-OCRv5", languages=("en", "de", "fr"))
TESSERACT = EngineInfo("tesseract", "Tesseract", True, version="5.3.0", languages=("en", "ru"))
MISSING = EngineInfo(
    "tesseract", "Tesseract", False, reason="Tesseract is not installed.", advice="Install it: apt install tesseract."
)
FULL = Settings(
    operator="Ana",
    reading=Reading(
        engine="tesseract",
        languages=("ru", "th"),
        tesseract="/opt/t",
        threshold=0.85,
        readers=3,
        second=False,
        provider="handl",
    ),
    appearance=Appearance(scheme="dark", text_size=1.25, dim_page=False),
    folders=Folders(workspace="/w", export="/e", document_types="/t", recent=("/a", "/b")),
    keys={"document.postpone": ("Ctrl+P",), "queue.find": ()},
)
ODD = Settings(
    operator=" Ana ",
    reading=Reading(engine="other", languages=("xx-Latn", "de"), threshold=0.8751, readers=40),
    appearance=Appearance(scheme="sepia", text_size=3.0),
    keys={"gone.action": ("Ctrl+G",), "document.next": ("Ctrl+Down",)},
)


@pytest.fixture
def make(look, qtbot):
    def made(settings: Settings = Settings(), types: DocumentTypes = TYPES) -> SettingsDialog:  # noqa: B008
        dialog = SettingsDialog(settings, types)
        qtbot.addWidget(dialog)
        return dialog

    return made


@pytest.fixture
def dialog(make, qtbot) -> SettingsDialog:
    made = make()
    made.resize(1060, 832)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


# What goes in comes out


@pytest.mark.parametrize("settings", [Settings(), FULL, ODD], ids=["defaults", "full", "odd"])
def test_what_is_left_alone_comes_back_as_it_was(make, settings):
    dialog = make(settings)
    assert dialog.settings() == settings
    dialog.set_engines((RAPID, MISSING))
    assert dialog.settings() == settings


CHANGES = [
    ("general", lambda page: QTest.keyClicks(page.operator, "Eva"), "operator", "Eva"),
    ("appearance", lambda page: page.tiles.tiles[3].click(), "appearance.scheme", "contrast"),
    ("appearance", lambda page: page.text_size.spin.setValue(125), "appearance.text_size", 1.25),
    ("appearance", lambda page: page.text_size.slider.setValue(150), "appearance.text_size", 1.5),
    ("appearance", lambda page: page.dim_page.click(), "appearance.dim_page", False),
    ("workspace", lambda page: QTest.keyClicks(page.folder.edit, "/work"), "folders.workspace", "/work"),
    ("workspace", lambda page: QTest.keyClicks(page.export.edit, "/out "), "folders.export", "/out"),
    ("document_types", lambda page: QTest.keyClicks(page.folder.edit, "/own"), "folders.document_types", "/own"),
    ("document_types", lambda page: page.alike.click(), "reading.threshold", 0.9),
    ("reading", lambda page: page.engine.setCurrentIndex(1), "reading.engine", "rapidocr"),
    ("reading", lambda page: QTest.keyClicks(page.tesseract.edit, "/t"), "reading.tesseract", "/t"),
    ("reading", lambda page: page.second.click(), "reading.second", False),
    ("reading", lambda page: page.readers.setValue(4), "reading.readers", 4),
    ("keys", lambda page: page.model.add(_action(page, "help.logs"), "F2"), "keys.help.logs", ["F2"]),
]


@pytest.mark.parametrize(("name", "change", "where", "value"), CHANGES, ids=[f"{c[2]}-{c[3]}" for c in CHANGES])
def test_each_control_changes_exactly_its_setting(dialog, name, change, where, value):
    dialog.open_page(name)
    change(dialog.page(name))
    assert _flat(dialog.settings()) == _flat(Settings()) | {where: value}


def test_a_threshold_for_all_types(dialog):
    page = dialog.page("document_types")
    assert not page.threshold.isEnabled()
    page.alike.click()
    page.threshold.set_value(75)
    assert dialog.settings().reading.threshold == 0.75
    page.alike.click()
    assert dialog.settings().reading.threshold == 0


def test_languages_are_kept_in_the_order_in_which_they_were_checked(dialog):
    dialog.set_engines((RAPID, TESSERACT))
    languages = dialog.page("reading").languages
    for tag in ("ru", "de"):
        _language(languages, tag).setCheckState(C.Checked)
    assert dialog.settings().reading.languages == ("ru", "de")
    _language(languages, "ru").setCheckState(C.Unchecked)
    assert dialog.settings().reading.languages == ("de",)


def test_a_second_reading_that_cannot_be_says_why_and_stays_as_it_was_set(dialog):
    page = dialog.page("reading")
    dialog.set_engines((RAPID, MISSING))
    assert not page.second.isEnabled()
    assert page.second.accessibleDescription() == "Tesseract is not installed. Install it: apt install tesseract."
    assert dialog.settings().reading.second
    dialog.set_engines((RAPID, TESSERACT))
    assert page.second.isEnabled()


def test_the_engine_of_the_first_reading_is_not_the_second(dialog):
    page = dialog.page("reading")
    dialog.set_engines((RAPID, TESSERACT))
    page.engine.setCurrentIndex(page.engine.findData("tesseract"))
    assert not page.second.isEnabled()
    assert page.second.accessibleDescription().startswith("Tesseract reads the pages already.")


# OK, Cancel, defaults


def test_ok_brings_the_settings_and_cancel_does_not(make, qtbot):
    dialog = make(FULL)
    dialog.show()
    dialog.page("general").operator.setText("Eva")
    with qtbot.assertNotEmitted(dialog.applied):
        dialog._footer.cancel.click()
    dialog.show()
    with qtbot.waitSignal(dialog.applied) as told:
        dialog._footer.ok.click()
    assert told.args == [msgspec.structs.replace(FULL, operator="Eva")]
    assert not dialog.isVisible()


def test_defaults_come_back_on_the_page_shown_only(make):
    dialog = make(FULL)
    dialog.open_page("appearance")
    dialog._footer.defaults.click()
    assert dialog.settings() == msgspec.structs.replace(FULL, appearance=Appearance())


def test_a_path_that_is_not_whole_keeps_from_ok_and_is_told_in_its_place(dialog):
    page = dialog.page("workspace")
    page.folder.edit.setText("documents")
    assert "not a whole path" in page._folder_row.said()
    assert not dialog._footer.ok.isEnabled()
    dialog.open_page("general")
    dialog._footer.show_problem.click()
    assert dialog.list.current() == "workspace"
    page.folder.edit.setText("/documents")
    assert dialog._footer.ok.isEnabled()
    assert "not a whole path" not in page._folder_row.said()


def test_a_folder_is_chosen_in_the_platforms_dialog(dialog, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog.open_page("workspace")
    dialog.page("workspace").export.choose.click()
    assert dialog.settings().folders.export == str(tmp_path)
    file = tmp_path / "file"
    file.touch()
    dialog.page("workspace").export.edit.setText(str(file))
    assert not dialog._footer.ok.isEnabled()


# Engines


def test_engines_are_looked_for_until_somebody_tells(dialog):
    found = dialog.page("reading").found
    assert [label.text() for label in found.findChildren(QLabel)] == ["Looking for engines …"]
    dialog.set_engines((RAPID, MISSING))
    QApplication.processEvents()
    texts = " ".join(label.text() for label in found.findChildren(QLabel) if label.isVisibleTo(found))
    assert "RapidOCR 3.10.0 Reads English, French, German." in texts
    assert "Tesseract is not installed. Install it: apt install tesseract." in texts
    assert "Looking" not in texts
    dialog.set_engines(())
    QApplication.processEvents()
    assert "did not answer" in " ".join(label.text() for label in found.findChildren(QLabel))


def test_a_chosen_engine_that_cannot_be_used_says_why(make):
    dialog = make(FULL)
    dialog.set_engines((RAPID, MISSING))
    page = dialog.page("reading")
    assert page._engine_row.said() == "Tesseract is not installed. Install it: apt install tesseract."
    assert page.engine.currentText() == "Tesseract, not usable here"
    page.engine.setCurrentIndex(page.engine.findData("rapidocr"))
    assert page._engine_row.said().startswith("Automatic takes")
    assert page._languages_row.said() == "RapidOCR does not read Russian, Thai."


def test_another_path_of_tesseract_asks_for_the_engines_again_once(dialog, qtbot):
    dialog.open_page("reading")
    field = dialog.page("reading").tesseract
    with qtbot.waitSignal(dialog.engines_wanted) as told:
        QTest.keyClicks(field.edit, "/opt/tesseract")
        field.edit.editingFinished.emit()
    assert told.args == ["/opt/tesseract"]
    with qtbot.assertNotEmitted(dialog.engines_wanted):
        field.edit.editingFinished.emit()


def test_languages_are_found_by_name_and_checked_by_keys(dialog):
    dialog.set_engines((RAPID, TESSERACT))
    dialog.open_page("reading")
    languages = dialog.page("reading").languages
    languages.search.setFocus()
    QTest.keyClicks(languages.search, "rus")
    QTest.keyClick(languages.search, K.Key_Return)
    assert dialog.isVisible()
    assert languages.list.hasFocus()
    QTest.keyClick(languages.list, K.Key_Space)
    assert dialog.settings().reading.languages == ("ru",)


# Document types


def test_types_are_listed_with_fields_and_threshold_and_broken_files_are_told(dialog):
    page = dialog.page("document_types")
    spoken = [page.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(page.list.count())]
    assert spoken == [
        "Receipt, 2 fields, unsure below 90\u202f%",
        "Plain text, 1 field, unsure below 80\u202f%",
    ] or spoken == ["Receipt, 2 fields, unsure below 90\u2009%", "Plain text, 1 field, unsure below 80\u2009%"]
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert "/types/invoice.toml: The pattern “(” of total is none. It was left out." in texts


# Finding one's way


def test_search_shows_the_pages_that_have_the_words(dialog):
    QTest.keyClicks(dialog.list.search, "tesseract")
    assert _shown_pages(dialog) == ["On this computer"]
    assert dialog.list.current() == "reading"
    dialog.list.search.setText("unreadable")
    assert _shown_pages(dialog) == ["Keys"]
    dialog.list.search.setText("gard")
    assert _shown_pages(dialog) == []
    assert dialog.list._none.text() == "Nothing matches “gard”. Clear the search."
    QTest.keyClick(dialog.list.search, K.Key_Escape)
    assert len(_shown_pages(dialog)) == len(ALL)
    assert dialog.isVisible()


def test_a_page_opens_by_name_and_an_unknown_name_changes_nothing(dialog):
    dialog.open_page("keys")
    assert dialog.list.current() == "keys"
    assert dialog.page("keys").search.hasFocus()
    dialog.open_page("")
    dialog.open_page("nonsense")
    assert dialog.list.current() == "keys"


def test_captions_are_stepped_over_by_arrows(dialog):
    dialog.open_page("general")
    seen = []
    for _ in PAGES:
        seen.append(dialog.list.current())
        QTest.keyClick(dialog.list.list, K.Key_Down)
    assert seen == list(PAGES)


class _Provider(Page):
    """A page as a provider's options would draw it."""

    name, title, group = "acme", "Acme", Group.PROVIDERS
    loaded: Settings | None = None

    def load(self, settings: Settings) -> None:
        self.loaded = settings

    def store(self, settings: Settings) -> Settings:
        return settings


def test_a_providers_page_stands_under_its_caption(dialog):
    dialog.add_page(_Provider.name, _Provider.title, _Provider.group, _Provider)
    rows = [dialog.list.list.item(row).text() for row in range(dialog.list.list.count())]
    assert rows[-7:] == ["Providers", *map(title_of, PROVIDERS), "Acme"]
    assert dialog.page("acme").loaded == Settings()


def test_pages_are_made_when_nothing_else_is_to_do(make, qtbot):
    dialog = make(Settings(keys={"document.next": ("Ctrl+L",)}))
    assert set(dialog._pages) == {"general"}
    assert dialog.settings().keys == {"document.next": ("Ctrl+L",)}
    dialog.show()
    qtbot.waitUntil(lambda: len(dialog._pages) == len(ALL))
    assert not dialog._footer.ok.isEnabled()


@pytest.mark.parametrize("name", PAGES)
def test_tab_reaches_every_control(dialog, name):
    dialog.set_engines((RAPID, MISSING))
    dialog.open_page(name)
    if name == "document_types":
        dialog.page(name).alike.click()
    if name == "keys":
        dialog.page(name).list.go_to("document.postpone")
    dialog.list.search.setFocus()
    reached: list[QWidget] = []
    while (now := QApplication.focusWidget()) not in reached:
        reached.append(now)
        QTest.keyClick(now, K.Key_Tab)
    missed = {control for control in _controls(dialog) if control not in reached}
    assert not {control for control in missed if not _in_a_checked_group(control)}
    assert reached[:2] == [dialog.list.search, dialog.list.list]
    footer = dialog._footer
    assert {*reached[-3:]} == {footer.defaults, footer.ok, footer.cancel}
    assert reached[-3] is footer.defaults


def test_what_tab_reaches_is_scrolled_into_view(dialog):
    dialog.resize(LEAST)
    dialog.open_page("reading")
    spin = dialog.page("reading").readers
    assert spin.visibleRegion().isEmpty()
    dialog._footer.defaults.setFocus()
    QTest.keyClick(dialog._footer.defaults, K.Key_Backtab)
    assert spin.hasFocus()
    assert not spin.visibleRegion().isEmpty()


@pytest.mark.parametrize("name", PAGES)
def test_every_control_has_a_name_and_every_label_its_control(dialog, name):
    dialog.set_engines((RAPID, MISSING))
    dialog.open_page(name)
    for control in _controls(dialog):
        spoken = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        assert spoken, control
    for row in dialog.page(name).findChildren(Row):
        assert not row._label.text() or row._label.buddy() is row.control


def test_all_texts_are_plain(dialog):
    dialog.set_engines((RAPID, MISSING))
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()


def test_the_wheel_scrolls_the_page_and_changes_no_value(dialog):
    dialog.open_page("reading")
    spin = dialog.page("reading").readers
    before = spin.value()
    QApplication.sendEvent(spin, _wheel())
    assert spin.value() == before
    spin.setFocus()
    QApplication.sendEvent(spin, _wheel())
    assert spin.value() == before + 1


# Room


class _Longer(QTranslator):
    """A language with words longer by a third."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context, source, disambiguation=None, n=-1) -> str:
        return source + "x" * round(len(source) * 0.35) if not source.startswith(" ") else source


@pytest.fixture
def longer(qapp):
    translator = _Longer()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("factor", [1.0, 2.0])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_with_longer_words_or_larger_texts(look, longer, make, name, factor):
    look.set_text_factor(factor)
    dialog = make(FULL)
    dialog.set_engines((RAPID, MISSING))
    dialog.open_page(name)
    dialog.resize(LEAST * factor)
    dialog.show()
    QApplication.processEvents()
    for button in dialog.findChildren(QAbstractButton):
        if button.isVisible() and isinstance(button, QPushButton | QCheckBox | QRadioButton):
            assert button.width() >= button.sizeHint().width(), button.text()
    for label in dialog.page(name).findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
    area = dialog._areas[name]
    assert area.horizontalScrollBar().maximum() == 0


def test_labels_stand_above_their_inputs_where_there_is_little_room(look):
    page = QWidget()
    form = Form(page, "Title")
    row = form.row("Label", QLineEdit())
    bare = form.check(QCheckBox("Box"))
    page.resize(800, 300)
    page.show()
    assert row._label.y() == row.control.y()
    height = bare.height()
    page.resize(320, 300)
    QApplication.processEvents()
    assert row._label.geometry().bottom() < row.control.y()
    page.resize(800, 300)
    QApplication.processEvents()
    assert bare.height() == height  # a row without a label gets none by that
    page.close()


def _flat(settings: Settings) -> dict[str, object]:
    found: dict[str, object] = {}

    def walk(prefix: str, value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(f"{prefix}.{key}".lstrip("."), inner)
        else:
            found[prefix] = list(value) if isinstance(value, tuple) else value

    walk("", msgspec.to_builtins(settings))
    return found


def _action(page, name):
    return page.model.row(page.model.row_of(name)).action


def _language(languages, tag):
    rows = (languages.list.item(row) for row in range(languages.list.count()))
    return next(item for item in rows if item.data(Qt.ItemDataRole.UserRole) == tag)


def _shown_pages(dialog) -> list[str]:
    rows = [dialog.list.list.item(row) for row in range(dialog.list.list.count())]
    return [item.text() for item in rows if not item.isHidden() and item.flags() & Qt.ItemFlag.ItemIsEnabled]


def _controls(dialog) -> list[QWidget]:
    return [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def _in_a_checked_group(control: QWidget) -> bool:
    """Arrows walk among radio buttons; Tab stops at the one that is on."""
    return isinstance(control, QRadioButton) and not control.isChecked()


def _wheel() -> QWheelEvent:
    return QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
