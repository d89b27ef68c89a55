"""The page On this computer: who reads, which engine, in which languages, and how many pages at a time."""

import os

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QSpinBox, QWidget

from reviewer.engines.base import AUTO, TITLES, EngineInfo
from reviewer.services.sources import title_of
from reviewer.settings import Settings
from reviewer.ui.dialogs.settings import language_names
from reviewer.ui.dialogs.settings.engine_rows import EngineRows
from reviewer.ui.dialogs.settings.form import Form, limited
from reviewer.ui.dialogs.settings.languages import Languages
from reviewer.ui.dialogs.settings.page import Group, Page, heading
from reviewer.ui.dialogs.settings.path_field import PathField, Wanted
from reviewer.ui.look import fonts
from reviewer.ui.table.action import QT_TRANSLATE_NOOP

_SECOND = "tesseract"
"""The engine that reads the places of values a second time; see `services.second_reading`."""
_MOST = max(8, os.cpu_count() or 1)


class Reading(Page):
    """The engines of this computer.

    Signals:
        look_asked: another path of Tesseract stands there; whoever describes the engines does it again.
    """

    look_asked = Signal(str)

    name = "reading"
    title = QT_TRANSLATE_NOOP("settings", "On this computer")
    group = Group.READING

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engines: tuple[EngineInfo, ...] = ()
        self._looked_at = ""
        self._used: tuple[str, ...] = ()
        self.who = QComboBox()
        self.engine = QComboBox()
        limited(self.who)
        limited(self.engine)
        self.found = EngineRows()
        self.tesseract = PathField(self.tr("Tesseract"), Wanted.PROGRAM)
        self.second = QCheckBox(self.tr("Read values a second time"))
        self.languages = Languages(self.tr("Languages"))
        self.readers = QSpinBox()
        self.readers.setRange(1, _MOST)
        self.readers.setMinimumWidth(fonts.scaled(104))
        self.readers.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._build()
        self.who.currentIndexChanged.connect(self._on_changed)
        self.engine.currentIndexChanged.connect(self._on_changed)
        self.second.toggled.connect(self._on_changed)
        self.languages.changed.connect(self._on_changed)
        self.readers.valueChanged.connect(self._on_changed)
        self.tesseract.changed.connect(self._on_path_changed)
        self.tesseract.settled.connect(self._on_path_settled)

    def _build(self) -> None:
        form = Form(
            self,
            heading(self),
            self.tr("What is read on this computer needs no network. Nothing of it leaves this computer."),
        )
        form.section(self.tr("New documents"))
        self._who_row = form.row(
            self.tr("Read by"),
            self.who,
            hint=self.tr("A provider must be in use for that. Its page says which types it reads in any case."),
        )
        form.section(self.tr("Engine"))
        self._engine_row = form.row(
            self.tr("Engine"),
            self.engine,
            hint=self.tr("Automatic takes what reads the languages of a document best, and says which and why."),
        )
        form.row(self.tr("Found here"), self.found)
        self._path_row = form.row(
            self.tr("Tesseract"),
            self.tesseract,
            hint=self.tr("The program or its folder. Empty: it is looked for in the usual places."),
        )
        self._second_row = form.check(
            self.second,
            self.tr(
                "Tesseract reads their places once more, about a second a page. Where both differ, the value asks you."
            ),
        )
        form.section(self.tr("Languages"))
        self._languages_row = form.row(
            self.tr("Languages"),
            self.languages,
            hint=self.tr("What your documents are written in. None checked: each document type's own languages count."),
        )
        form.section(self.tr("Limits"))
        form.row(
            self.tr("At the same time"),
            self.readers,
            hint=self.tr("More finish sooner and leave less of the computer to you. Counts from the next start."),
        )

    def load(self, settings: Settings) -> None:
        reading = settings.reading
        self._fill_who(reading.provider)
        self._fill_engines(reading.engine)
        self._looked_at = reading.tesseract
        self.tesseract.set_path(reading.tesseract, self.tr("Looked for"))
        self.second.setChecked(reading.second)
        self.languages.choose(reading.languages)
        self.readers.setMaximum(max(_MOST, reading.readers))
        self.readers.setValue(reading.readers)
        self._on_changed()

    def store(self, settings: Settings) -> Settings:
        reading = msgspec.structs.replace(
            settings.reading,
            engine=self.engine.currentData(),
            languages=self.languages.chosen(),
            tesseract=self.tesseract.path(),
            readers=self.readers.value(),
            second=self.second.isChecked(),
            provider=self.who.currentData(),
        )
        return msgspec.structs.replace(settings, reading=reading)

    def problem(self) -> str:
        return self.tesseract.problem()

    def set_engines(self, engines: tuple[EngineInfo, ...]) -> None:
        """Show what the engines say of themselves."""
        self._engines = engines
        self.found.show_engines(engines, self.languages.chosen())
        readers: dict[str, tuple[str, ...]] = {}
        for engine in engines:
            for tag in engine.languages:
                readers[tag] = (*readers.get(tag, ()), engine.title)
        self.languages.offer(readers)
        self._fill_engines(self.engine.currentData())
        self._on_changed()

    def set_used(self, providers: tuple[str, ...]) -> None:
        """Offer the providers that are in use, as the other pages have it now."""
        if providers != self._used:
            self._used = providers
            self._fill_who(self.who.currentData())
            self._say_who()

    def _fill_who(self, chosen: str) -> None:
        """This computer, the providers in use, and the one that is chosen though it is not."""
        self.who.blockSignals(True)
        self.who.clear()
        self.who.addItem(self.tr("This computer"), "")
        for name in dict.fromkeys((*self._used, *filter(None, (chosen,)))):
            used = name in self._used
            title = title_of(name)
            self.who.addItem(title if used else self.tr("{provider}, not in use").format(provider=title), name)
        self.who.setCurrentIndex(self.who.findData(chosen))
        self.who.blockSignals(False)

    def _say_who(self) -> None:
        chosen = self.who.currentData()
        text = self.tr("{provider} is not in use. Until it is, this computer reads.")
        said = text.format(provider=title_of(chosen)) if chosen and chosen not in self._used else ""
        self._who_row.say(said, "doubt")

    def _fill_engines(self, chosen: str) -> None:
        titles = TITLES | {engine.name: engine.title for engine in self._engines}
        titles.setdefault(chosen, chosen)
        titles.pop(AUTO, None)
        missing = {engine.name for engine in self._engines if not engine.available}
        self.engine.blockSignals(True)
        self.engine.clear()
        self.engine.addItem(self.tr("Automatic"), AUTO)
        for name, title in titles.items():
            text = self.tr("{engine}, not usable here").format(engine=title) if name in missing else title
            self.engine.addItem(text, name)
        self.engine.setCurrentIndex(self.engine.findData(chosen))
        self.engine.blockSignals(False)

    def _lacking(self) -> str:
        """A sentence on the languages that the chosen engine does not read, or empty."""
        chosen = self.engine.currentData()
        usable = [engine for engine in self._engines if engine.available and chosen in (AUTO, engine.name)]
        read = {tag for engine in usable for tag in engine.languages}
        missing = [tag for tag in self.languages.chosen() if tag not in read]
        if not usable or not missing:
            return ""
        names = ", ".join(language_names.name(tag) for tag in missing)
        if len(usable) > 1:
            return self.tr("No engine here reads {languages}.").format(languages=names)
        return self.tr("{engine} does not read {languages}.").format(engine=usable[0].title, languages=names)

    def _unusable(self, name: str) -> str:
        """Why an engine cannot be used here, and what to do about it; empty when it can, or nobody knows yet."""
        found = next((engine for engine in self._engines if engine.name == name), None)
        return "" if found is None or found.available else f"{found.reason} {found.advice}".strip()

    def _no_second(self) -> str:
        """Why there is no second reading, whatever the box says; empty when there is one."""
        if self.engine.currentData() == _SECOND:
            return self.tr("Tesseract reads the pages already. A second reading needs another engine for the first.")
        return self._unusable(_SECOND)

    @Slot()
    def _on_changed(self) -> None:
        self._say_who()
        self._engine_row.say(self._unusable(self.engine.currentData()), "doubt")
        why_not = self._no_second()
        self.second.setEnabled(not why_not)
        self._second_row.say(why_not, "text2")
        self._languages_row.say(self._lacking(), "doubt")
        self.changed.emit()

    @Slot()
    def _on_path_changed(self) -> None:
        self._path_row.say(self.tesseract.problem())
        self.changed.emit()

    @Slot()
    def _on_path_settled(self) -> None:
        path = self.tesseract.path()
        if path != self._looked_at and not self.tesseract.problem():
            self._looked_at = path
            self.found.look()
            self.look_asked.emit(path)
