"""Draws the lessons of documents that were reviewed, for later learning."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from reviewer.domain.lesson import Example, Lesson, Weighed
from reviewer.domain.normalize import folded
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.text import PageText
from reviewer.extraction.examine import examine
from reviewer.extraction.explain import WEIGHED
from reviewer.extraction.score import Choice, Examination
from reviewer.jobs import CancelToken, Report
from reviewer.services.ledger import Ledger
from reviewer.store import documents, lessons, steps, texts
from reviewer.store.problems import Conflict
from reviewer.store.workspace import Workspace

_AT_ONCE = 50
_CANDIDATES = 40
"""Kept of a field: about 10 kB a page, compressed."""


@dataclass(frozen=True)
class LearnJob:
    """Draw the lessons that are missing. Returns how many.

    Attributes:
        workspace, ledger: where the documents are.
    """

    kind: ClassVar[str] = "learn"
    workspace: Workspace
    ledger: Ledger

    def __call__(self, token: CancelToken, report: Report) -> int:
        with self.workspace.read() as connection:
            wanted = lessons.missing(connection, limit=_AT_ONCE)
        for done, document in enumerate(wanted):
            token.check()
            report(done / len(wanted), "Keeping what reviews teach")
            self._draw(document)
        return len(wanted)

    def _draw(self, document: str) -> None:
        with self.workspace.read() as connection:
            revision, _ = steps.load(connection, document)
            count = len(documents.get(connection, document).pages)
            found = (texts.latest(connection, document, page) for page in range(count))
            pages = [text for text in found if text is not None]
        kind = self.ledger.kind(revision.document_type)
        examined = examine(pages, kind, date.today()) if kind.finder == WEIGHED else []
        lesson = Lesson(document, revision.steps, kind.name, _engine(pages), tuple(_examples(revision, examined)))
        try:
            self.workspace.lane.call(lambda connection: lessons.keep(connection, lesson))
        except Conflict:
            return  # deleted for good meanwhile


def _engine(pages: Sequence[PageText]) -> str:
    return next((page.engine for page in pages if page.engine), "")


def _examples(revision: Revision, examined: Iterable[Examination]) -> Iterator[Example]:
    for examination in examined:
        for entry in revision.of_field(examination.field.name):
            if entry.value.settled and entry.value.mark is None:
                yield _example(entry, examination.choices[:_CANDIDATES])


def _example(entry: Entry, choices: Sequence[Choice]) -> Example:
    value = entry.value
    wanted = _plain(value.text)
    return Example(
        entry.field,
        value.recognized_text,
        value.text,
        value.regions,
        tuple(_weighed(choice, wanted) for choice in choices),
    )


def _weighed(choice: Choice, wanted: str) -> Weighed:
    features = {name: round(figure, 3) for name, figure in choice.features.items() if figure}
    return Weighed(choice.candidate.text, features, bool(wanted) and _plain(choice.candidate.text) == wanted)


def _plain(text: str) -> str:
    return "".join(sign for sign in folded(text) if sign.isalnum())
