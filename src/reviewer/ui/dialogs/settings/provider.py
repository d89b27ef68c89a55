"""The page of one provider, drawn from its options: what it reads, connection, reading, limits, feedback."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from reviewer.domain.document_type import DocumentType
from reviewer.providers.base import Section, lowered
from reviewer.secret import Secret
from reviewer.services.remote.info import BOOL, READ_THERE, SERVER, TYPES, OptionInfo, ProviderInfo
from reviewer.services.sources import title_of
from reviewer.settings import Settings
from reviewer.ui.dialogs.settings.form import Fold, Form, Row
from reviewer.ui.dialogs.settings.option_input import OptionInput
from reviewer.ui.dialogs.settings.page import Group, Page
from reviewer.ui.dialogs.settings.secret_field import SecretField
from reviewer.ui.dialogs.settings.test_row import TestRow
from reviewer.ui.dialogs.settings.type_table import TypeTable
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.label import paragraph
from reviewer.ui.table.action import QT_TRANSLATE_NOOP

Given = dict[tuple[str, str], Secret | None]
"""Secrets by provider and name; None for one that is to be forgotten."""

_SECTIONS = {
    Section.CONNECTION: QT_TRANSLATE_NOOP("Provider", "Connection"),
    Section.READING: QT_TRANSLATE_NOOP("Provider", "Reading"),
    Section.LIMITS: QT_TRANSLATE_NOOP("Provider", "Limits"),
    Section.FEEDBACK: QT_TRANSLATE_NOOP("Provider", "Feedback"),
}


class Provider(Page):
    """One provider. It fills itself when `set_info` tells what there is to set.

    Args:
        name: of the provider.
        kinds: the document types at hand.

    Signals:
        test_asked: name of the provider; whoever tests it does so with `settings` and `given`, then calls `set_tested`.
        type_asked: name of the provider; whoever makes a document type of what it says of itself calls `set_made`.
    """

    test_asked = Signal(str)
    type_asked = Signal(str)
    group = Group.PROVIDERS

    def __init__(self, name: str, kinds: Iterable[DocumentType] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.title = title_of(name)
        self._kinds = tuple(kinds)
        self._settings = Settings()
        self._info: ProviderInfo | None = None
        self._inputs: dict[str, OptionInput] = {}
        self._secrets: dict[str, SecretField] = {}
        self._rows: dict[str, Row] = {}
        self._table: TypeTable | None = None
        self.make = TestRow(self.tr("Make a document type"))
        self.make.asked.connect(self._on_make)
        self._more: Fold | None = None
        self.use = QCheckBox(self.tr("Use this provider"))
        self.test = TestRow()
        self.use.toggled.connect(self.changed)
        self.test.asked.connect(self._on_test)
        self._wait = paragraph(self.tr("Looking what there is to set."), tone="text2")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.SECTION, Space.FIELD, Space.SECTION, Space.FIELD)
        self._column.addWidget(self._wait)
        self._column.addStretch(1)

    # As any page

    def load(self, settings: Settings) -> None:
        self._settings = settings
        kept = self._kept(settings)
        self.use.setChecked(bool(kept.get("use")))
        for name, each in self._inputs.items():
            each.set_value(kept.get(name, each.info.default))
        for field in self._secrets.values():
            field.reset()
        if self._table is not None:
            called, read = (kept.get(name, self._default(name)) for name in (TYPES, READ_THERE))
            self._table.show_values(
                called if isinstance(called, Mapping) else {}, read if isinstance(read, list | tuple) else ()
            )
        self._on_changed()

    def store(self, settings: Settings) -> Settings:
        if self._info is None:
            return settings
        before = self._kept(settings)
        kept = dict(before)
        _put(kept, "use", self.use.isChecked(), False)
        for name, each in self._inputs.items():
            _put(kept, name, each.value(), _plain(each.info.default))
        if self._table is not None:
            _put(kept, TYPES, self._table.called(), dict(self._default(TYPES)))
            if set(self._table.read()) != set(before.get(READ_THERE, ())):
                _put(kept, READ_THERE, self._table.read(), [])
        providers = {name: each for name, each in settings.providers.items() if name != self.name}
        if kept or self.name in settings.providers:
            providers[self.name] = kept
        return msgspec.structs.replace(settings, providers=providers)

    def problem(self) -> str:
        if self._info is None or not self.use.isChecked():
            return ""
        for need in self._info.secrets:
            if not need.optional and not self._secrets[need.name].present:
                return self._needs(need.label)
        server = self._inputs.get(SERVER)
        if server is not None and not server.value():
            return self._needs(server.info.title)
        return next((text for each in self._inputs.values() if (text := each.problem())), "")

    def reveal(self, words: Iterable[str]) -> None:
        if self._more is not None and not self._more.isChecked():
            folded = " ".join(row.text() for row in self._more.inside if isinstance(row, Row)).casefold()
            self._more.setChecked(any(word in folded for word in words))

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

    def set_made(self, kind: DocumentType | None, called: str, text: str) -> None:
        """Show that a document type was made, or in words why not; it is read there from OK on."""
        if kind is not None and self._table is not None:
            self._table.add(kind.name, kind.title, called)
            self.make.wait()  # the change forgot it
        self.make.say(text, fine=kind is not None)

    def given(self) -> Given:
        """The secrets that were typed or are to be forgotten."""
        found: Given = {}
        for name, field in self._secrets.items():
            if field.typed() is not None or field.removed:
                found[self.name, name] = field.typed()
        return found

    # Within

    def _kept(self, settings: Settings) -> Mapping[str, Any]:
        return settings.providers.get(self.name, {})

    def _default(self, name: str) -> Any:
        assert self._info is not None
        return next((option.default for option in self._info.options if option.name == name), ())

    def _needs(self, label: str) -> str:
        return self.tr("{provider} needs its {label}.").format(provider=self.title, label=lowered(label))

    def _build(self, info: ProviderInfo) -> None:
        self._wait.hide()
        while self._column.count():
            self._column.takeAt(0)
        self._column.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        self._column.addWidget(inside)
        where = self.tr("The pages you send go to the server below, and nowhere else.")
        form = Form(inside, info.title, f"{info.reads} {where}", self.use)
        for section in Section:
            self._add_section(form, info, section)
        rare = [option for option in info.options if option.rare]
        if rare:
            self._add_rare(form, rare)

    def _add_section(self, form: Form, info: ProviderInfo, section: Section) -> None:
        usual = [option for option in info.options if option.section is section and not option.rare]
        if not usual and section not in (Section.CONNECTION, Section.FEEDBACK):
            return
        form.section(self.tr(_SECTIONS[section]))
        if section is Section.FEEDBACK:
            form.add(paragraph(info.feedback, Use.SECOND, "text2"))
            form.space()
        for option in usual:
            if option.name == TYPES:
                self._add_types(form, info, option)
            elif option.name != READ_THERE:
                self._add(form, option)
        if section is Section.CONNECTION:
            self._add_secrets(form, info)
            form.row("", self.test, hint=self.tr("The test sends none of your documents."))

    def _add(self, form: Form, option: OptionInfo) -> Row:
        made = OptionInput(option)
        self._inputs[option.name] = made
        if option.kind == BOOL:
            box = made.control
            assert isinstance(box, QCheckBox)
            row = form.check(box, option.hint)
        else:
            row = form.row(option.title, made, hint=option.hint)
        self._rows[option.name] = row
        made.changed.connect(self._on_changed)
        return row

    def _add_types(self, form: Form, info: ProviderInfo, option: OptionInfo) -> None:
        self._table = TypeTable(self._kinds, option.title, info.title)
        self._table.changed.connect(self._on_changed)
        read = self.tr("Checked ones are read there unless something else is chosen for a document.")
        form.row(option.title, self._table, hint=f"{read} {option.hint}")
        if info.describes:
            hint = self.tr(
                "The service says which fields it reads. They become a document type of your own, as a file."
            )
            form.row("", self.make, hint=hint)

    def _add_secrets(self, form: Form, info: ProviderInfo) -> None:
        kept = self.tr("Kept in the key store of this computer. Never written to a log.")
        passing = self.tr("This computer has no key store: the key is kept until Reviewer closes.")
        for need in info.secrets:
            field = SecretField(need.label)
            field.set_known(need.known)
            field.changed.connect(self._on_changed)
            self._secrets[need.name] = field
            last = need is info.secrets[-1]
            form.row(need.label, field, hint=(kept if info.key_store else passing) if last else "")

    def _add_rare(self, form: Form, options: list[OptionInfo]) -> None:
        self._more = form.fold(self.tr("More settings"))
        for section in Section:
            mine = [option for option in options if option.section is section]
            if mine:
                form.caption(self.tr(_SECTIONS[section]))
            for option in mine:
                self._add(form, option)

    @Slot()
    def _on_changed(self) -> None:
        """What was tested is not what stands there any more."""
        self.test.forget()
        self.make.forget()
        for name, each in self._inputs.items():
            self._rows[name].say(each.problem())
        self.changed.emit()

    @Slot()
    def _on_test(self) -> None:
        self.test.wait()
        self.test_asked.emit(self.name)

    @Slot()
    def _on_make(self) -> None:
        self.make.wait()
        self.type_asked.emit(self.name)


def _plain(default: Any) -> Any:
    """A default as the settings file would have it."""
    return list(default) if isinstance(default, tuple) else default


def _put(kept: dict[str, Any], name: str, value: Any, default: Any) -> None:
    """Keep what differs from the default; what stood there stays as long as it means the same."""
    if name in kept and kept[name] == value:
        return
    if value != default:
        kept[name] = value
    else:
        kept.pop(name, None)
