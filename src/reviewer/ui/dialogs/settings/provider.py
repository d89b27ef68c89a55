"""The page of one provider, drawn from its options: what it reads, connection, reading, limits, feedback."""

from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reviewer.providers.base import Section
from reviewer.secret import Secret
from reviewer.services.remote.info import BOOL, OptionInfo, ProviderInfo
from reviewer.services.sources import title_of
from reviewer.settings import Settings
from reviewer.ui.dialogs.settings.form import Composite, Form, Row
from reviewer.ui.dialogs.settings.option_input import OptionInput
from reviewer.ui.dialogs.settings.page import Group, Page
from reviewer.ui.dialogs.settings.secret_field import SecretField
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.label import Label, paragraph
from reviewer.ui.panels.mark import Mark

Given = dict[tuple[str, str], Secret | None]
"""Secrets by provider and name; None for one that is to be forgotten."""


class Provider(Page):
    """One provider. It fills itself when `set_info` tells what there is to set.

    Signals:
        test_asked: name of the provider; whoever tests it does so with `settings` and `given`, then calls `set_tested`.
    """

    test_asked = Signal(str)
    group = Group.PROVIDERS

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.title = title_of(name)
        self._settings = Settings()
        self._info: ProviderInfo | None = None
        self._inputs: dict[str, OptionInput] = {}
        self._secrets: dict[str, SecretField] = {}
        self._rows: dict[str, Row] = {}
        self.use = QCheckBox(self.tr("Use this provider"))
        self.use.toggled.connect(self.changed)
        self.test = TestRow()
        self.test.asked.connect(self._on_test)
        self._wait = paragraph(self.tr("Looking what there is to set."), tone="text2")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.SECTION, Space.FIELD, Space.SECTION, Space.FIELD)
        self._column.addWidget(self._wait)
        self._column.addStretch(1)

    # As any page

    def load(self, settings: Settings) -> None:
        self._settings = settings
        table = self._table(settings)
        self.use.setChecked(bool(table.get("use")))
        for name, each in self._inputs.items():
            each.set_value(table.get(name, each.info.default))

    def store(self, settings: Settings) -> Settings:
        if self._info is None:
            return settings
        table = dict(settings.providers.get(self.name, {}))
        self._put(table, "use", self.use.isChecked(), False)
        for name, each in self._inputs.items():
            default = msgspec.to_builtins(each.info.default)
            self._put(table, name, each.value(), default)
        providers = {name: kept for name, kept in settings.providers.items() if name != self.name}
        return msgspec.structs.replace(settings, providers={**providers, self.name: table} if table else providers)

    def problem(self) -> str:
        if self._info is None or not self.use.isChecked():
            return ""
        lacking = [
            need.label for need in self._info.secrets if not need.optional and not self._secrets[need.name].present
        ]
        if lacking:
            return self.tr("{provider} needs its {label}.").format(provider=self.title, label=lacking[0].lower())
        return ""

    # Its own

    def set_info(self, infos: tuple[ProviderInfo, ...]) -> None:
        """Fill the page with what the provider says of itself."""
        info = next((each for each in infos if each.name == self.name), None)
        if info is None or self._info is not None:
            return
        self._info = info
        self._build(info)
        self.load(self._settings)

    def set_tested(self, text: str, *, fine: bool) -> None:
        """Show how the test went."""
        self.test.say(text, fine=fine)

    def given(self) -> Given:
        """The secrets that were typed or are to be forgotten."""
        found: Given = {}
        for name, field in self._secrets.items():
            if field.typed() is not None or field.removed:
                found[self.name, name] = field.typed()
        return found

    # Within

    def _table(self, settings: Settings) -> Mapping[str, Any]:
        return settings.providers.get(self.name, {})

    def _put(self, table: dict[str, Any], name: str, value: Any, default: Any) -> None:
        """Keep what differs from the default; what stood there stays, as long as it means the same."""
        if value != default:
            table[name] = value
        else:
            table.pop(name, None)

    def _build(self, info: ProviderInfo) -> None:
        self._wait.hide()
        while self._column.count():
            self._column.takeAt(0)
        self._column.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        self._column.addWidget(inside)
        form = Form(inside, info.title, f"{info.reads} {self.tr('Nothing is sent anywhere else.')}", self.use)
        for section in Section:
            self._add_section(form, info, section)

    def _add_section(self, form: Form, info: ProviderInfo, section: Section) -> None:
        options = [option for option in info.options if option.section is section]
        if not options and section is not Section.FEEDBACK:
            return
        form.section(self.tr(section.value))
        usual = [option for option in options if not option.rare]
        for option in usual:
            self._add(form, option)
        if section is Section.CONNECTION:
            self._add_secrets(form, info)
            form.row(
                "",
                self.test,
                hint=self.tr("The test sends none of your documents."),
            )
        if section is Section.FEEDBACK:
            form.add(paragraph(info.feedback, Use.SECOND, "text2"))
        rare = [option for option in options if option.rare]
        if rare:
            self._add_rare(form, rare)

    def _add(self, form: Form, option: OptionInfo) -> Row:
        made = OptionInput(option)
        made.changed.connect(self.changed)
        self._inputs[option.name] = made
        if option.kind == BOOL:
            box = made.control
            assert isinstance(box, QCheckBox)
            row = form.check(box, option.hint)
        else:
            row = form.row(option.title, made, hint=option.hint)
        self._rows[option.name] = row
        return row

    def _add_secrets(self, form: Form, info: ProviderInfo) -> None:
        kept = self.tr("Kept in the key store of this computer. Never written to a log.")
        passing = self.tr("This computer has no key store: the key is kept until Reviewer closes.")
        for need in info.secrets:
            field = SecretField(need.label)
            field.set_known(need.known)
            field.changed.connect(self.changed)
            self._secrets[need.name] = field
            last = need is info.secrets[-1]
            form.row(need.label, field, hint=(kept if info.key_store else passing) if last else "")

    def _add_rare(self, form: Form, options: list[OptionInfo]) -> None:
        more = QPushButton(self.tr("More settings"))
        more.setAutoDefault(False)
        more.setCheckable(True)
        more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        form.row("", more)
        rows = [self._add(form, option) for option in options]
        for row in rows:
            row.setVisible(False)
            more.toggled.connect(row.setVisible)

    @Slot()
    def _on_test(self) -> None:
        self.test.wait()
        self.test_asked.emit(self.name)


class TestRow(Composite):
    """The button that tests a connection, and how that went in words.

    Signals:
        asked: test it.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = self.control = QPushButton(self.tr("Test connection"))
        self.button.setAutoDefault(False)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._mark = Mark("ring-tick")
        self.words = Label("", Use.BODY)
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(self.button)
        row.addWidget(self._mark)
        row.addWidget(self.words, 1)
        self.button.clicked.connect(self.asked)
        self._mark.hide()

    def wait(self) -> None:
        """Say that it is being tested."""
        self.button.setEnabled(False)
        self._mark.hide()
        self.words.set_tone("text2")
        self.words.setText(self.tr("Asking…"))

    def say(self, text: str, *, fine: bool) -> None:
        """Say how it went."""
        self.button.setEnabled(True)
        self._mark.set_icon("ring-tick" if fine else "error", "text" if fine else "error")
        self._mark.show()
        self.words.set_tone("text" if fine else "error")
        self.words.setText(text)
        self.button.setAccessibleDescription(text)
