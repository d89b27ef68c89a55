"""One open workspace with all that works on it: makes the jobs that the window and the command line run."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer import key_store, rules
from reviewer.credentials import from_environment
from reviewer.document_types import DocumentTypes
from reviewer.domain.document import AUTO
from reviewer.domain.document_type import DocumentType
from reviewer.domain.issue import Issue
from reviewer.domain.queue import Filter, Sort
from reviewer.domain.recognition import Recognition, RecognitionTask
from reviewer.domain.revision import Revision
from reviewer.domain.step import Step
from reviewer.domain.text import PageText
from reviewer.jobs import Job, Later
from reviewer.pages.client import PageClient
from reviewer.secret import Secret
from reviewer.services import acts, errands
from reviewer.services.arrivals import Arrivals
from reviewer.services.clock import now
from reviewer.services.deliveries import Deliveries
from reviewer.services.ledger import Ledger
from reviewer.services.listing import FirstJob, NextJob, OutlineJob, RowsJob
from reviewer.services.nudges import Nudges
from reviewer.services.opening import Opened, OpenJob, TextJob
from reviewer.services.review import Review
from reviewer.services.senders import Senders
from reviewer.services.sources import in_use, is_provider, source_for
from reviewer.services.tasks import Tasks
from reviewer.services.tools import Passwords, Tools
from reviewer.services.wishes import Wish
from reviewer.settings import Settings
from reviewer.store import drafts, lessons, trash
from reviewer.store.workspace import Workspace

if TYPE_CHECKING:  # a hundred modules behind them: the first document does not wait for what reads and writes others
    from reviewer.domain.field_value import FieldValue
    from reviewer.services.bulk import BulkJob, Deed, Done, TakeBackJob
    from reviewer.services.callbacks import CallbackJob
    from reviewer.services.explaining import ExplainJob
    from reviewer.services.export import ExportJob
    from reviewer.services.joining import JoinAgainJob, JoinJob
    from reviewer.services.learning import LearnJob
    from reviewer.services.listing_values import ListValuesJob
    from reviewer.services.pairs import PairsJob
    from reviewer.services.recognize import RecognizeJob
    from reviewer.services.remote.connection import Connections, FindSecret
    from reviewer.services.remote.recognize import RemoteJob
    from reviewer.services.retype import RetypeJob
    from reviewer.services.sheets.cells import Among, Cell
    from reviewer.services.sheets.characters import Signs
    from reviewer.services.sheets.details import Detail, Place, Rules
    from reviewer.services.sheets.settling import Settled
    from reviewer.services.sheets.verdicts import Verdict
    from reviewer.services.splitting import GoOnJob, SplitJob
    from reviewer.services.telling import TakesJob
    from reviewer.services.training import Trained, TrainingSetJob
    from reviewer.store.values import FieldCount


class Desk:
    """Knows the workspace, the document types, the settings and the passwords of this run.

    Args:
        workspace: open for writing; the runner runs its lane.
        types: the document types at hand.
        settings: of the operator.

    Attributes:
        arrivals, tasks, deliveries, senders: what comes in, what is to be read, what services are told, and what is
            known of those who sent documents before.
        ledger: writes steps.
        closing: the program ends; what goes on is left for the next start.
    """

    def __init__(self, workspace: Workspace, types: DocumentTypes, settings: Settings) -> None:
        self.workspace = workspace
        self.types = types
        self.passwords = Passwords()
        self.ledger = Ledger(types)
        self.ledger.takes = self._takes
        self.settings = settings
        self.closing = False
        self.find_secret: FindSecret = _kept_secret
        self.nudges = Nudges()
        self._connections: Connections | None = None
        self.arrivals = Arrivals(workspace, self.passwords, lambda: self.settings)
        self.tasks = Tasks(workspace, lambda: self.settings)
        self.deliveries = Deliveries(workspace, lambda: self.connections)
        self.senders = Senders(workspace, types)

    @property
    def settings(self) -> Settings:
        return self._settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        self._settings = settings
        self.ledger.threshold = settings.reading.threshold

    @property
    def export_folder(self) -> Path:
        named = self.settings.folders.export
        return Path(named) if named else self.workspace.export

    def kind(self, name: str) -> DocumentType:
        """A document type with the threshold that counts."""
        return self.ledger.kind(name)

    def check(self, revision: Revision, kind: DocumentType) -> tuple[Issue, ...]:
        """The rules."""
        return rules.check(revision, kind, date.today(), self.senders.of(revision, kind))

    # Lists

    def listing(self, wanted: Filter, sort: Sort, limit: int) -> FirstJob:
        """Read the first rows of a list."""
        return FirstJob(self.workspace, wanted, sort, limit)

    def outline(self, wanted: Filter, sort: Sort, limit: int, shown: tuple[int, ...], here: str) -> OutlineJob:
        """Read the order of a whole list, and some of its rows anew, see `OutlineJob`."""
        return OutlineJob(self.workspace, wanted, sort, limit, shown, here, self.settings.operator)

    def rows(self, sequences: tuple[int, ...]) -> RowsJob:
        """Read some rows of the queue."""
        return RowsJob(self.workspace, sequences)

    def following(self, after: str, limit: int = 3, line: Sequence[int] | None = None) -> NextJob:
        """Find the next documents to review, see `NextJob`."""
        return NextJob(self.workspace, after, limit, line)

    def pairs(self, wanted: Filter, chosen: tuple[int, ...], limit: int) -> "Job[tuple[FieldValue, ...]]":
        """Find values of many documents of which two readings differ."""

        def make() -> "PairsJob":
            from reviewer.services.pairs import PairsJob  # see above

            return PairsJob(self.workspace, wanted, chosen, limit)

        return Later("pairs", make)

    # The open document

    def open(self, document: str) -> OpenJob:
        return OpenJob(self.workspace, document, self._first_page)

    def text(self, document: str, page: int) -> TextJob:
        return TextJob(self.workspace, document, page)

    def review(self, opened: Opened, keep: Callable[[Step], None]) -> Review:
        """A review of a document that was read."""
        return Review(
            opened.document,
            self.kind,
            opened.revision,
            opened.history,
            check=self.check,
            keep=keep,
            operator=self.settings.operator,
            locked=self.workspace.read_only,
        )

    def _first_page(self, opened: Opened) -> int:
        review = self.review(opened, _not_kept)
        return review.page_of(review.first)

    def append(self, *steps: Step) -> "Future[tuple[Step, ...]]":
        """Append steps of a person, all or none; never waits. The future has them as they are on the disk."""
        return self.workspace.lane.submit(lambda connection: self.ledger.append_all(connection, steps))

    def keep_draft(self, document: str, entry: str, text: str | None) -> "Future[None]":
        """Keep what is being typed, or with None nothing of it; never waits."""
        if text is None:
            return self.workspace.lane.submit(lambda connection: drafts.clear(connection, document, entry))
        return self.workspace.lane.submit(lambda connection: drafts.put(connection, document, entry, text, now()))

    # What leaves the workspace, and what stays of it

    def export(self) -> "ExportJob":
        from reviewer.services.export import ExportJob  # see above

        return ExportJob(self.workspace, self.ledger, self.export_folder)

    def ask_export(self, document: str) -> "Future[None]":
        """Put an export into the outbox, whatever the status; never waits."""
        return self.workspace.lane.submit(lambda connection: self.ledger.ask_export(connection, document))

    def training_set(self, pages: PageClient, file: Path) -> "Job[Trained]":
        """Write what people settled in all reviewed documents as a training set."""

        def make() -> "TrainingSetJob":
            from reviewer.services.training import TrainingSetJob  # see above

            return TrainingSetJob(self.workspace, self.ledger, self.passwords, pages, file)

        return Later("training set", make)

    def learn(self) -> "LearnJob":
        """Keep what the reviews of finished documents teach."""
        from reviewer.services.learning import LearnJob  # see above

        return LearnJob(self.workspace, self.ledger)

    def forget_lesson(self, document: str) -> "Future[bool]":
        """Erase what the review of a document taught; never waits. The future says whether that was anything."""
        return self.workspace.lane.submit(lambda connection: lessons.forget(connection, document))

    def learn_again(self, document: str) -> "Future[None]":
        """Let a document teach again; never waits."""
        return self.workspace.lane.submit(lambda connection: lessons.learn_again(connection, document))

    def list_values(self) -> "Job[int]":
        """List the values of documents that are older than their table."""

        def make() -> "ListValuesJob":
            from reviewer.services.listing_values import ListValuesJob  # see above

            return ListValuesJob(self.workspace, self.ledger)

        return Later("list values", make)

    # Many documents at once

    @property
    def rules(self) -> "Rules":
        """What decides how sure a value is."""
        from reviewer.services.sheets.details import Rules  # see above

        return Rules(self.kind, self.check)

    def asked_fields(self, among: "Among") -> "Job[tuple[FieldCount, ...]]":
        """See which fields have values to look at."""
        from reviewer.services.sheets.cells import FieldsJob  # see above

        return FieldsJob(self.workspace, among)

    def cells(self, among: "Among", field: str = "", column: str = "") -> "Job[tuple[Cell, ...]]":
        """Read the values of a field, or all that need a human."""
        from reviewer.services.sheets.cells import CellsJob  # see above

        return CellsJob(self.workspace, among, field, column)

    def details(self, places: "tuple[Place, ...]") -> "Job[tuple[Detail, ...]]":
        """Read all that is known of some values."""
        from reviewer.services.sheets.details import DetailsJob  # see above

        return DetailsJob(self.workspace, self.rules, places)

    def characters(self, among: "Among") -> "Job[Signs]":
        """Find the characters that nobody settled, by the sign that they were read as."""
        from reviewer.services.sheets.characters import CharactersJob  # see above

        return CharactersJob(self.workspace, among, self.kind(AUTO).threshold)

    def settle(self, bulk: str, verdicts: "tuple[Verdict, ...]") -> "Job[Settled]":
        """Keep what the operator said of values, as one bulk action."""
        from reviewer.services.sheets.settling import SettleJob  # see above

        return SettleJob(self.workspace, self.ledger, self.rules, self.settings.operator, bulk, verdicts)

    # Reading, here and at services

    def callbacks(self) -> "CallbackJob":
        """Apply what the receiver put into the inbox: tasks that it is about are asked for at once."""
        from reviewer.services.callbacks import CallbackJob  # see above

        return CallbackJob(self.workspace, self.nudges.nudge)

    def open_tools(self) -> Tools:
        """Children for one place that reads."""
        return Tools(self.settings.reading)

    def recognize(
        self,
        task: RecognitionTask,
        tools: Tools,
        told: Callable[[Step], None],
        read: Callable[[str, PageText], None],
        followed: Callable[[RecognitionTask], None] | None = None,
    ) -> "RecognizeJob":
        """Have a document read here. With `followed`, documents of some types go to their provider afterwards."""
        from reviewer.services.recognize import RecognizeJob  # see above

        return RecognizeJob(
            task,
            self.workspace,
            self.ledger,
            self.types,
            tools,
            self.settings.reading,
            self.passwords,
            told,
            read,
            lambda: self.closing,
            *(() if followed is None else (self._route, followed)),
        )

    def _route(self, document_type: str) -> str:
        return source_for(document_type, self.settings)

    def takes_of(self, name: str) -> "Job[tuple[str, frozenset[str]]]":
        """Ask what a provider takes of a review, as it is set up."""

        def make() -> "TakesJob":
            from reviewer.services.telling import TakesJob  # see above

            return TakesJob(name, self.settings)

        return Later("takes", make)

    def status_elsewhere(self, document: str) -> "Job[Step | None]":
        """See which status a document has got at its service."""

        def make() -> "Job[Step | None]":
            from reviewer.services.remote.elsewhere import StatusJob  # see above

            return StatusJob(document, self.workspace, self.ledger, self.connections)

        return Later("status elsewhere", make)

    def forget_connections(self) -> None:
        """Forget what was kept of providers: a key or an address changed."""
        if self._connections is not None:
            self._connections.forget()

    @property
    def providers(self) -> tuple[str, ...]:
        """Names of the providers in use."""
        return in_use(self.settings)

    def _takes(self, name: str) -> frozenset[str]:
        if not is_provider(name):
            return frozenset()
        from reviewer.services.telling import takes  # see above

        return takes(name, self.settings)

    @property
    def connections(self) -> "Connections":
        """The providers, made when first needed."""
        if self._connections is None:
            from reviewer.services.remote.connection import Connections  # see above

            self._connections = Connections(lambda: self.settings, lambda name, key: self.find_secret(name, key))
        return self._connections

    def recognize_remotely(
        self,
        task: RecognitionTask,
        tools: Tools,
        told: Callable[[Step], None],
        read: Callable[[str, PageText], None],
        *,
        patience: float | None = None,
    ) -> Job[Recognition]:
        """Have a document recognized by the provider that a task names; see `RemoteJob`."""

        def make() -> "RemoteJob":
            from reviewer.services.away import remote_job  # see above

            return remote_job(self, task, tools, told, read, patience)

        return Later("recognize", make)

    # Documents as a whole

    def retype(self, document: str, document_type: str, told: Callable[[Step], None]) -> "RetypeJob":
        from reviewer.services.retype import RetypeJob  # see above

        return RetypeJob(self.workspace, self.ledger, document, document_type, told)

    def bulk(
        self,
        deed: "Deed",
        bulk: str,
        sequences: Sequence[int],
        *,
        reason: str = "",
        source: str = errands.AS_BEFORE,
        document_type: str = "",
        busy: frozenset[str] = frozenset(),
    ) -> "Job[Done]":
        """Do one thing to many documents, see `BulkJob`."""

        def retype(document: str, own: str) -> "RetypeJob":
            from reviewer.services.retype import RetypeJob  # see above

            return RetypeJob(self.workspace, self.ledger, document, document_type, _not_kept, own)

        def make() -> "BulkJob":
            from reviewer.services.bulk import BulkJob  # see above

            wish, who = Wish(source, AUTO, self.settings.reading.languages), self.settings.operator
            return BulkJob(self.workspace, self.ledger, who, deed, bulk, sequences, reason, wish, busy, retype)

        return Later("bulk", make)

    def take_back(self, bulk: str, own: str, *, undo: bool) -> "Job[Done]":
        """Take back what was done to many documents as one, or do it again."""

        def make() -> "TakeBackJob":
            from reviewer.services.bulk import Deed, TakeBackJob  # see above

            deed = Deed.UNDO if undo else Deed.REDO
            return TakeBackJob(self.workspace, self.ledger, self.settings.operator, deed, bulk, own)

        return Later("bulk", make)

    def explain(self, document: str, most: int) -> "ExplainJob":
        """Say why the fields of a document have their values, with so many candidates each."""
        from reviewer.services.explaining import ExplainJob  # see above

        return ExplainJob(self.workspace, self.ledger, document, most)

    def split(self, document: str, pages: tuple[tuple[int, ...], ...] = ()) -> "SplitJob":
        """Make documents of the parts that a document seems to have, or that have these pages each."""
        from reviewer.services.splitting import SplitJob  # see above

        languages = self.settings.reading.languages
        return SplitJob(self.workspace, self.ledger, document, self.settings.operator, languages, pages)

    def join(self, documents: tuple[str, ...]) -> "JoinJob":
        """Make one document of several, in this order."""
        from reviewer.services.joining import JoinJob  # see above

        languages = self.settings.reading.languages
        return JoinJob(self.workspace, self.ledger, documents, self.settings.operator, languages)

    def join_again(self, step: Step) -> "JoinAgainJob":
        """Do a merge again that was undone, by its step in any of the documents."""
        from reviewer.services.joining import JoinAgainJob  # see above

        return JoinAgainJob(self.workspace, self.ledger, step, self.settings.operator)

    def go_on(self, parts: tuple[str, ...]) -> "GoOnJob":
        """Queue the readings of documents again that were stopped when the documents went."""
        from reviewer.services.splitting import GoOnJob  # see above

        return GoOnJob(self.workspace, parts)

    # The workspace

    def last_act(self) -> tuple[Step, ...]:
        """What the operator did last, see `acts.last_act`. For jobs."""
        with self.workspace.read() as connection:
            return acts.last_act(connection)

    def find_last_act(self) -> acts.LastActJob:
        """Find what the operator did last, after all that is on its way to the disk."""
        return acts.LastActJob(self.workspace)

    def find_undone_with(self, step: Step) -> acts.UndoneWithJob:
        """Find what was done as one with a step, and taken back."""
        return acts.UndoneWithJob(self.workspace, step)

    def empty_trash(self, before: str) -> int:
        """Remove what was deleted before a moment, for good. Returns how many originals went. For jobs."""
        lane, originals = self.workspace.lane, self.workspace.originals
        hashes = lane.call(lambda connection: trash.purge(connection, trash.expired(connection, before)))
        return lane.call(lambda connection: trash.sweep(connection, originals, hashes)) if hashes else 0


def _kept_secret(provider: str, name: str) -> Secret | None:
    """A key from the key store, else from the environment. For jobs: the store may take a while."""
    return key_store.find(provider, name) or from_environment(provider, name)


def _not_kept(_step: Step) -> None:
    """A review that is only looked at makes no step."""
