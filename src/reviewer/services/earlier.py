"""What other reviewed documents have had in the fields of this one."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from difflib import SequenceMatcher
from time import monotonic
from typing import Any, ClassVar, TypeVar

from sqlalchemy import Connection

from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.earlier import Earlier
from reviewer.domain.field_value import LONGEST
from reviewer.domain.normalize import folded
from reviewer.jobs import CancelToken, Report
from reviewer.store import values
from reviewer.store.values import Known
from reviewer.store.workspace import Workspace

KINDS = frozenset({Kind.TEXT, Kind.LINES, Kind.CHOICE, Kind.IDENTIFIER, Kind.PHONE, Kind.CODE})
"""Of fields whose values come again; sums, dates and the like are new in each document."""
_TEXTS = 50
_LIKE = 0.6
_MOST = 5
_ENOUGH = 3
"""Values of the same sender, with which nobody else's are looked for."""
MANY = 5_000
"""Documents over which counting takes a tenth of a second and more."""
_KEPT_SECONDS = 600.0

Found = TypeVar("Found")


class Many:
    """Keeps for a while what was counted over very many documents: that takes long, and one more changes little."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._kept: dict[Hashable, tuple[float, Any]] = {}

    def ask(self, key: Hashable, look: Callable[[], Found], count: Callable[[Found], int]) -> Found:
        """What `look` finds, or found not long ago; `count` says over how many documents."""
        if key in self._kept and self._kept[key][0] > self._clock():
            kept: Found = self._kept[key][1]
            return kept
        found = look()
        if count(found) >= MANY:
            self._kept = {known: kept for known, kept in self._kept.items() if kept[0] > self._clock()}
            self._kept[key] = (self._clock() + _KEPT_SECONDS, found)
        return found


@dataclass(frozen=True)
class Before:
    """A text that a field has had: in so many reviewed documents, of the same sender or of any."""

    text: str
    count: int
    same_sender: bool


@dataclass(frozen=True)
class SteadyJob:
    """Look what a sender's documents have had in the fields that seldom change.

    Attributes:
        workspace: where they are.
        document: that is not looked at itself.
        senders: names of the fields that say from whom a document is, in any type.
        sender: key of this one's.
        fields: names of those that seldom change.
        many: keeps what was counted over very many documents.
    """

    kind: ClassVar[str] = "steady values"
    workspace: Workspace
    document: str
    senders: frozenset[str]
    sender: str
    fields: tuple[str, ...]
    many: Many

    def __call__(self, token: CancelToken, report: Report) -> Earlier:
        return self.many.ask((self.sender, self.fields), self._look, lambda found: found.documents)

    def _look(self) -> Earlier:
        with self.workspace.read() as connection:
            count = values.reviewed_beside(connection, self.senders, self.sender, but=self.document)
            texts = {name: self._texts(connection, name) for name in (self.fields if count else ())}
        return Earlier(self.sender, count, texts)

    def _texts(self, connection: Connection, name: str) -> dict[str, str]:
        beside = (self.senders, self.sender)
        found = values.earlier(connection, name, beside=beside, but=self.document, limit=_TEXTS)
        return {known.key: known.text for known in found}


@dataclass(frozen=True)
class BeforeJob:
    """Look what one field has had before: of this sender, then of any where it is like what stands there now.

    Attributes:
        workspace, document, senders: as above.
        sender: key of this one's, or empty.
        field: that is asked for.
        name, column: of its table, where it is a column.
        text: that stands there now, or empty.
        many: as above.
    """

    kind: ClassVar[str] = "earlier values"
    workspace: Workspace
    document: str
    senders: frozenset[str]
    sender: str
    field: FieldType
    name: str
    column: str
    text: str
    many: Many

    def __call__(self, token: CancelToken, report: Report) -> tuple[Before, ...]:
        if self.field.kind not in KINDS:
            return ()
        mine: list[Known] = []
        with self.workspace.read() as connection:
            if self.sender and self.name not in self.senders:
                mine = self._earlier(connection, (self.senders, self.sender))
            token.check()
            others = self._earlier(connection, None) if len(mine) < _ENOUGH else []
        # What stood in one document only, such as its number, hardly comes again.
        here = [Before(known.text, known.count, True) for known in mine if known.count > 1 or self.field.steady]
        keys = {known.key for known in mine}
        there = [
            Before(known.text, known.count, False)
            for known in others
            if known.key not in keys and (known.count > 1 or self.field.steady) and _like(known.text, self.text)
        ]
        return (*here[:_MOST], *there[:_MOST])

    def _earlier(self, connection: Connection, beside: tuple[Collection[str], str] | None) -> list[Known]:
        sender = self.sender if beside is not None else None
        return self.many.ask(
            (sender, self.name, self.column),
            lambda: values.earlier(connection, self.name, self.column, beside=beside, but=self.document, limit=_TEXTS),
            _counted,
        )


def _counted(found: list[Known]) -> int:
    """Over how many documents; where there are more texts than are asked for, over many."""
    return MANY if len(found) >= _TEXTS else sum(known.count for known in found)


def _like(known: str, text: str) -> bool:
    """Whether a text might be a misread form of a known one; anything might stand where nothing was read."""
    one, other = folded(known[:LONGEST]), folded(text[:LONGEST])
    return not other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE
