"""What providers say of themselves, whether they can be reached, and their keys: asked and kept in the background."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.document_type import DocumentType
from reviewer.errors import ReviewerError
from reviewer.jobs import Job, Later
from reviewer.lanes import DESCRIBE, TRY
from reviewer.secret import Secret
from reviewer.settings import Settings, type_folders
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel, of_error
from reviewer.ui.viewmodels.session import Session
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # httpx behind them takes 0.1 s to import: only who asks waits for it
    from reviewer.services.remote.describe import Made, Tried
    from reviewer.services.remote.info import ProviderInfo

Given = dict[tuple[str, str], Secret | None]


class Providers(QObject):
    """Asks when somebody wants to know.

    Signals:
        known: a tuple of ProviderInfo.
        tried: name of a provider, a sentence, and whether it could be reached.
        made: name of a provider, the DocumentType that was made of what it says of itself (None: none), what that is
            called there, and a sentence.
        told: a Notice.
    """

    known = Signal(object)
    tried = Signal(str, str, bool)
    made = Signal(str, object, str, str)
    told = Signal(object)

    def __init__(self, runner: Runner, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._session = session

    @Slot()
    def describe(self) -> None:
        """Ask what can be set; `known` tells."""
        find = self._find

        def make() -> "Job[tuple[ProviderInfo, ...]]":
            from reviewer.services.remote.describe import DescribeJob  # only who asks waits for it

            return DescribeJob(find)

        self._runner.start(DESCRIBE, Later("describe providers", make), succeeded=self._on_known)

    def test(self, provider: str, settings: Settings, given: Given) -> None:
        """Try to reach a provider with settings and secrets that are not kept yet; `tried` tells."""
        trial, secret = _Trial(self, provider), self._secrets(given)

        def make() -> "Job[Tried]":
            from reviewer.services.remote.describe import TryJob  # only who asks waits for it

            return TryJob(provider, settings, secret)

        self._runner.start(TRY, Later("test connection", make), succeeded=trial.on_tried, failed=trial.on_failed)

    def make_type(self, provider: str, settings: Settings, given: Given) -> None:
        """Make a document type of what a provider says of itself; `made` tells."""
        making, secret = _Making(self, provider), self._secrets(given)
        folder = type_folders(settings)[0]

        def make() -> "Job[Made]":
            from reviewer.services.remote.describe import MakeTypeJob  # only who asks waits for it

            return MakeTypeJob(provider, settings, secret, folder)

        self._runner.start(TRY, Later("make document type", make), succeeded=making.on_made, failed=making.on_failed)

    def know(self, kind: DocumentType) -> None:
        """Use a document type that was made just now."""
        if self._session.desk is not None:
            self._session.desk.types.add(kind)

    def _secrets(self, given: Given) -> Callable[[str, str], Secret | None]:
        """Finds secrets: those that were given first."""
        find = self._find
        return lambda name, key: given[name, key] if (name, key) in given else find(name, key)

    def keep(self, given: Given) -> None:
        """Keep and forget secrets."""
        if not given:
            return

        def make() -> Job[bool]:
            from reviewer.services.remote.describe import KeepJob  # only who asks waits for it

            return KeepJob(given)

        if self._session.desk is not None:
            self._session.desk.forget_connections()
        self._runner.start(TRY, Later("keep keys", make), succeeded=self._on_kept, failed=self._on_not_kept)

    def _find(self, provider: str, name: str) -> Secret | None:
        from reviewer import credentials, key_store  # in a worker thread

        return key_store.find(provider, name) or credentials.from_environment(provider, name)

    @Slot(object)
    def _on_known(self, infos: object) -> None:
        self.known.emit(infos)

    @Slot(object)
    def _on_kept(self, kept: object) -> None:
        self._session.delivering.look_now()  # what waited for another key
        if not kept:
            words = self.tr("This computer has no key store. The key is kept until Reviewer closes.")
            self.told.emit(Notice(words, NoticeLevel.WARNING, key="keys"))

    @Slot(object)
    def _on_not_kept(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))


class _Making(QObject):
    """Hears of a document type that is made for one provider."""

    def __init__(self, owner: Providers, provider: str) -> None:
        super().__init__(owner)
        self._owner = owner
        self._provider = provider

    @Slot(object)
    def on_made(self, made: "Made") -> None:
        self._owner.know(made.kind)
        words = self.tr("“{title}” has {count} fields. It is used from OK on.")
        text = words.format(title=made.kind.title, count=len(made.kind.fields))
        self._owner.made.emit(self._provider, made.kind, made.service, text)
        self.deleteLater()

    @Slot(object)
    def on_failed(self, error: ReviewerError) -> None:
        self._owner.made.emit(self._provider, None, "", str(error))
        self.deleteLater()


class _Trial(QObject):
    """Hears how the test of one provider went."""

    def __init__(self, owner: Providers, provider: str) -> None:
        super().__init__(owner)
        self._owner = owner
        self._provider = provider

    @Slot(object)
    def on_tried(self, tried: "Tried") -> None:
        words = self.tr("{text} That took {milliseconds} ms.")
        self._say(words.format(text=tried.text, milliseconds=tried.milliseconds), True)

    @Slot(object)
    def on_failed(self, error: ReviewerError) -> None:
        self._say(str(error), False)

    def _say(self, text: str, fine: bool) -> None:
        self._owner.tried.emit(self._provider, text, fine)
        self.deleteLater()
