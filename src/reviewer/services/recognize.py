"""Recognition of a document by a local engine, page by page; a restart goes on at the first unread page."""

import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import Connection

from reviewer.domain.bundle import Bundle
from reviewer.domain.document import AUTO, Document
from reviewer.domain.document_type import DocumentType
from reviewer.domain.recognition import PageReading, Recognition, RecognitionTask, TaskState
from reviewer.domain.revision import Origin
from reviewer.domain.step import Step
from reviewer.domain.text import PageText
from reviewer.engines.base import title_of
from reviewer.errors import Cancelled, ReviewerError, StoreError
from reviewer.extraction.answer import Classification, Extraction
from reviewer.extraction.bundle.find import find as find_bundle
from reviewer.extraction.classify import classify
from reviewer.extraction.explain import WEIGHED
from reviewer.extraction.extract import extract
from reviewer.jobs import CancelToken, Report
from reviewer.services.chosen import chosen_type
from reviewer.services.clock import now
from reviewer.services.ledger import Ledger
from reviewer.services.reading import PageReader, ReadPage
from reviewer.services.second_reading import SecondReading
from reviewer.services.tools import Passwords, Tools
from reviewer.services.wishes import Wish, wished
from reviewer.services.wordless import wordless
from reviewer.settings import Reading
from reviewer.store import documents, tasks, texts
from reviewer.store.problems import Conflict
from reviewer.store.workspace import Workspace

_BY_HAND = "A person works with this type."
_NAMED = ("", _BY_HAND)
"""Reasons of a type that somebody named."""

Told = Callable[[Step], None]
Read = Callable[[str, PageText], None]


@dataclass(frozen=True)
class RecognizeJob:
    """Read one document: words of each page committed as read, fields merged as they become known.

    Attributes:
        task: that is carried out; it must be `queued` or `running`.
        workspace, ledger, types: where the answer goes, and what its fields are.
        tools: the children that read.
        reading: the operator's settings.
        passwords: of encrypted files.
        told: called with each merge step that was committed.
        read: called with the document's id and each page's words, when committed.
        closing: whether the program is closing; then the task is not cancelled, but goes on at the next start.
        route: says which provider reads documents of a type, or ``auto``; it is asked for what nobody chose.
        followed: called with the task that `route` asked for, when committed.
    """

    kind: ClassVar[str] = "recognize"
    task: RecognitionTask
    workspace: Workspace
    ledger: Ledger
    types: Mapping[str, DocumentType]
    tools: Tools
    reading: Reading
    passwords: Passwords
    told: Told
    read: Read
    closing: Callable[[], bool] = lambda: False
    route: Callable[[str], str] = lambda _document_type: AUTO
    followed: Callable[[RecognitionTask], None] = lambda _task: None

    def __call__(self, token: CancelToken, report: Report) -> Recognition:
        task = self._begun()
        try:
            return _Run(self, task, token, report).run()
        except Cancelled:
            self._stopped(task)
            raise
        except ReviewerError as error:
            self._failed(task, error)
            raise

    def _begun(self) -> RecognitionTask:
        if self.task.state is TaskState.RUNNING:
            return self.task
        try:
            return self.workspace.lane.call(lambda connection: tasks.move(connection, self.task, TaskState.RUNNING))
        except Conflict:
            raise Cancelled from None  # while it waited for its turn

    def _stopped(self, task: RecognitionTask) -> None:
        with suppress(StoreError):  # what is not written is brought back at the next start
            if self.closing():
                self.workspace.lane.call(lambda connection: tasks.give_back(connection, task))
            else:
                self.workspace.lane.call(lambda connection: tasks.move(connection, task, TaskState.CANCELLED))

    def _failed(self, task: RecognitionTask, error: ReviewerError) -> None:
        with suppress(StoreError):  # the first error tells more
            self.workspace.lane.call(lambda connection: tasks.move(connection, task, TaskState.FAILED, error=error))


class _Run:
    """One run of the job: the state between its pages."""

    def __init__(self, job: RecognizeJob, task: RecognitionTask, token: CancelToken, report: Report) -> None:
        self._job = job
        self._task = task
        self._token = token
        self._report = report
        self._merged_at = 0
        self._notices: dict[str, None] = {}
        with job.workspace.read() as connection:
            self._document: Document = documents.get(connection, task.document)
            self._texts = _known_texts(connection, self._document, task)
        self._reader = PageReader(
            self._document, task, job.workspace.originals, job.passwords, job.types, job.tools, job.reading
        )
        self._second = SecondReading(self._reader, job.reading.second)

    def run(self) -> Recognition:
        wanted = self._task.pages or tuple(range(len(self._document.pages)))
        missing = [page for page in wanted if page not in self._texts]
        self._note(self._reader.notices(self._token))
        for done, page in enumerate(missing):
            self._token.check()
            self._keep(self._reader.read(page, self._token, self._progress(len(wanted) - len(missing) + done, wanted)))
            if done + 1 < len(missing) and self._worth_merging():
                self._merge()
        self._token.check()
        return self._finish()

    def _progress(self, done: int, wanted: tuple[int, ...]) -> Report:
        """Tell how far the document is, and give what tells how far its next page is."""
        words = f"Reading, page {wanted[done] + 1} of {len(self._document.pages)}" if len(wanted) > 1 else "Reading"

        def report(share: float, _words: str) -> None:
            self._report((done + share) / len(wanted), words)

        report(0.0, "")
        return report

    def _keep(self, read: ReadPage) -> None:
        text, document = read.text, self._document
        known = document.pages[text.page]
        sizes = {} if (known.width, known.height) == read.size else {text.page: read.size}

        self._keep_text(text, sizes)
        self._note(read.notices)

    def _keep_text(self, text: PageText, sizes: dict[int, tuple[int, int]] | None = None) -> None:
        def commit(connection: Connection) -> None:
            texts.keep(connection, self._task.id, self._document.id, text)
            documents.set_sizes(connection, self._document.id, sizes or {})

        self._job.workspace.lane.call(commit)
        self._texts[text.page] = text
        self._job.read(self._document.id, text)

    def _note(self, notices: tuple[str, ...]) -> None:
        self._notices.update(dict.fromkeys(notices))

    # Fields

    def _worth_merging(self) -> bool:
        """Fields at once for the first pages; for long documents each time a quarter more is read."""
        if self._task.asked:
            return False  # a person asked for it: one step as a whole, so that one undo takes it back
        return len(self._texts) >= max(self._merged_at + 1, round(self._merged_at * 1.25))

    def _extract(self) -> tuple[Classification, Extraction]:
        pages = [self._texts[page] for page in sorted(self._texts)]
        found = self._type(pages)
        return found, extract(pages, self._job.ledger.kind(found.name), today=date.today())

    def _type(self, pages: list[PageText]) -> Classification:
        wanted = self._task.document_type
        if wanted != AUTO:
            return Classification(wanted, 1.0, "")
        with self._job.workspace.read() as connection:
            chosen = chosen_type(connection, self._document.id)
        if chosen:
            return Classification(chosen, 1.0, _BY_HAND)
        return classify(pages, self._job.types)

    def _read_twice(self, found: Classification, answer: Extraction) -> tuple[Classification, Extraction]:
        """The fields after a second engine has looked at where they stand; the same without one."""
        kind = self._job.ledger.kind(found.name)
        if kind.finder != WEIGHED or kind.second is False:
            return found, answer
        self._second.wanted = self._second.wanted or kind.second is True
        read = [text for page, text in self._texts.items() if not self._task.pages or page in self._task.pages]
        again = self._second.of(read, answer.fields, self._token)
        for text in again:
            self._keep_text(text)
        return self._extract() if again else (found, answer)

    def _bundle(self, found: Classification) -> Bundle | None:
        """The documents that this one seems to be."""
        pages = [self._texts[page] for page in sorted(self._texts)]
        return find_bundle(pages, self._job.types, found, today=date.today(), named=found.reason in _NAMED)

    def _merge(self) -> None:
        found, answer = self._extract()
        self._merged_at = len(self._texts)
        step = self._job.workspace.lane.call(
            lambda connection: self._job.ledger.merge(
                connection, self._document.id, answer.fields, document_type=found.name, origin=self._origin
            )
        )
        if step is not None:
            self._job.told(step)

    def _finish(self) -> Recognition:
        found, answer = self._read_twice(*self._extract())
        recognition = self._recognition(found, answer, self._bundle(found))

        following = self._following(found.name)

        def commit(connection: Connection) -> Step | None:
            step = self._job.ledger.merge(
                connection,
                self._document.id,
                answer.fields,
                document_type=found.name,
                origin=self._origin,
                asked=self._task.asked,
                bulk=self._task.bulk,
                recognition=recognition,
                bundle=recognition.bundle,
                source=Origin(recognition.name),
            )
            tasks.move(connection, self._task, TaskState.DONE)
            if following is not None:
                tasks.enqueue(connection, following)
            return step

        step = self._job.workspace.lane.call(commit)
        if step is not None:
            self._job.told(step)
        if following is not None:
            self._job.followed(following)
        self._report(1.0, "")
        return recognition

    def _following(self, document_type: str) -> RecognitionTask | None:
        """The task for the provider that reads such documents, when nobody chose what reads this one."""
        if self._task.source != AUTO or self._task.asked or self._task.pages:
            return None
        source = self._job.route(document_type)
        return None if source == AUTO else wished(self._document.id, Wish(source, document_type))

    @property
    def _origin(self) -> str:
        """Who read it, in words."""
        engines = [text.engine for text in self._texts.values() if text.engine]
        return title_of(engines[-1] if engines else self._reader.engine)

    def _recognition(self, found: Classification, answer: Extraction, bundle: Bundle | None) -> Recognition:
        first = next(iter(self._texts.values()), None)
        return Recognition(
            id=str(uuid.uuid4()),
            document=self._document.id,
            document_type=found.name,
            name=first.engine if first is not None else self._reader.engine,
            version=first.version if first is not None else "",
            languages=first.languages if first is not None else (),
            task=self._task.id,
            type_confidence=None if self._task.document_type != AUTO else found.confidence,
            type_reason=found.reason,
            pages=tuple(_reading(self._texts[page]) for page in sorted(self._texts)),
            fields=answer.fields,
            messages=(
                *self._notices,
                *wordless(list(self._texts.values())),
                *answer.messages,
                *([bundle.text] if bundle is not None else []),
            ),
            created_at=now(),
            bundle=bundle,
        )


def _known_texts(connection: Connection, document: Document, task: RecognitionTask) -> dict[int, PageText]:
    """What the task has read already, and, when it reads some pages only, what was read before on the others."""
    known = {text.page: text for text in texts.of_task(connection, task.id)}
    others = set(range(len(document.pages))) - known.keys() - set(task.pages) if task.pages else set()
    for page in sorted(others):
        text = texts.latest(connection, document.id, page)
        if text is not None:
            known[page] = text
    return known


def _reading(text: PageText) -> PageReading:
    words = sum(len(line.words) for line in text.lines)
    return PageReading(text.page, text.source, text.engine, text.reason, text.turn, text.skew, words)
