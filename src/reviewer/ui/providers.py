"""What providers say of themselves, whether they can be reached, and their keys: asked and kept in the background."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.errors import ReviewerError
from reviewer.jobs import Job, Later
from reviewer.lanes import DESCRIBE, TRY
from reviewer.secret import Secret
from reviewer.settings import Settings
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel, of_error
from reviewer.ui.viewmodels.session import Session
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # httpx behind them takes 0.1 s to import: only who asks waits for it
    from reviewer.services.remote.describe import Tried
    from reviewer.services.remote.info import ProviderInfo

Given = dict[tuple[str, str], Secret | None]


class Providers(QObject):
    """Asks when somebody wants to know.

    Signals:
        known: a tuple of ProviderInfo.
        tried: name of a provider, a sentence, and whether it could be reached.
        told: a Notice.
    """

    known = Signal(object)
    tried = Signal(str, str, bool)
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
        find = self._find
        trial = _Trial(self, provider)

        def secret(name: str, key: str) -> Secret | None:
            return given[name, key] if (name, key) in given else find(name, key)

        def make() -> "Job[Tried]":
            from reviewer.services.remote.describe import TryJob  # only who asks waits for it

            return TryJob(provider, settings, secret)

        self._runner.start(TRY, Later("test connection", make), succeeded=trial.on_tried, failed=trial.on_failed)

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
