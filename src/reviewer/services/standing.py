"""What follows from the values of a document: their order, what the rules say, and how sure each is.

A key press changes one value of perhaps 2,000: what it leaves alone is taken over from before.
"""

import msgspec

from reviewer.domain.changed import differing
from reviewer.domain.document_type import DocumentType
from reviewer.domain.doubt import UNSURE, Judged
from reviewer.domain.issue import Issue
from reviewer.domain.revision import Entry, Revision


class Standing(msgspec.Struct, frozen=True):
    """Made from a revision.

    Attributes:
        entries: all, as they are shown: fields in the type's order, rows in theirs, columns in the type's.
        unsure: ids of those that need a human, in that order.
        conflicts: ids of those that a new reading contradicts, in that order.
        issues: what the rules say.
        judged: how sure each is.
    """

    entries: tuple[Entry, ...] = ()
    unsure: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    judged: Judged = Judged()

    def again(self, revision: Revision, kind: DocumentType, issues: tuple[Issue, ...]) -> "Standing":
        """The same of the revision after a step."""
        before = self.entries if kind == self.judged.kind else ()
        changed = differing(self.judged.entries, revision.entries)
        entries = _taken_over(before, changed, revision) or _ordered(revision, kind)
        judged = self.judged.again(revision, kind, issues)
        judgements = judged.judgements
        unsure = tuple([entry.id for entry in entries if judgements[entry.id].band in UNSURE])
        conflicts = tuple([entry.id for entry in entries if entry.value.conflict is not None])
        return Standing(entries, unsure, conflicts, issues, judged)


def _taken_over(before: tuple[Entry, ...], changed: set[str], revision: Revision) -> tuple[Entry, ...]:
    """The entries in the order before, when none was added, removed or moved; else nothing."""
    if len(before) != len(revision.entries) or not changed <= revision.entries.keys():
        return ()
    now = list(before)
    for number, old in enumerate(before):
        if old.id in changed:
            now[number] = revision.entries[old.id]
            if _place(old) != _place(now[number]):
                return ()
    return tuple(now)


def _place(entry: Entry) -> tuple[str, float, str, str]:
    return (entry.field, entry.order, entry.row, entry.column)


def _ordered(revision: Revision, kind: DocumentType) -> tuple[Entry, ...]:
    fields = {field.name: number for number, field in enumerate(kind.fields)}
    columns = {(f.name, c.name): n for f in kind.fields for n, c in enumerate(f.columns)}
    last = len(fields)

    def place(entry: Entry) -> tuple[int, str, float, str, int, str]:
        column = columns.get((entry.field, entry.column), 0)
        number = fields.get(entry.field, last)
        return (number, "" if number < last else entry.field, entry.order, entry.row, column, entry.id)

    return tuple(sorted(revision.entries.values(), key=place))
