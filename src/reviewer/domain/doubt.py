"""What is unsure, and why: the one place that decides which values need a human."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from reviewer.domain import conflict
from reviewer.domain.changed import differing
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.field import DOUBTFUL, LOCATED, Doubt, Value
from reviewer.domain.hidden import hidden
from reviewer.domain.issue import Issue, Level
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.weak import told


class Band(StrEnum):
    """How sure a value is."""

    SURE = "sure"
    CHECK = "check"
    DOUBTFUL = "doubtful"
    PERSON = "person"


UNSURE = (Band.CHECK, Band.DOUBTFUL)

SET_ASIDE, ODD = "set_aside", "odd_character"
"""Codes of doubts that a person has: about a value, and about one of its characters."""


class Judgement(msgspec.Struct, frozen=True):
    """A value's band and the reasons for it.

    Attributes:
        band: see Band; `check` and `doubtful` need a human.
        reasons: sentences, worst first.
        error: a rule's error points here, and nobody forced the value.
    """

    band: Band
    reasons: tuple[Doubt, ...] = ()
    error: bool = False

    @property
    def unsure(self) -> bool:
        return self.band in UNSURE


class Judged(msgspec.Struct, frozen=True):
    """The judgements of a revision with all that they depend on: after a step only what it changed is judged anew.

    Attributes:
        judgements: of every value, by entry id.
        entries: of the revision.
        kind: the document type that they were judged by.
        issues: that point to each entry.
    """

    judgements: dict[str, Judgement] = {}
    entries: dict[str, Entry] = {}
    kind: DocumentType | None = None
    issues: dict[str, list[Issue]] = {}

    def again(self, revision: Revision, kind: DocumentType, issues: Iterable[Issue]) -> "Judged":
        """Judge a revision of the same document. A judgement that still holds stays the same object."""
        entries, by_entry = revision.entries, _by_entry(issues)
        stale = differing(self.entries, entries)
        pointed = self.issues.keys() | by_entry.keys()
        stale.update(entry_id for entry_id in pointed if self.issues.get(entry_id) != by_entry.get(entry_id))
        if kind != self.kind:
            stale.update(entries)
        judgements = {**self.judgements}
        for entry_id in stale:
            if entry_id in entries:
                judgements[entry_id] = _judge(entries[entry_id], kind, by_entry.get(entry_id, []))
            else:
                judgements.pop(entry_id, None)
        return Judged(judgements, entries, kind, by_entry)


def judge(revision: Revision, kind: DocumentType, issues: Iterable[Issue]) -> dict[str, Judgement]:
    """Judge every value of a revision, by entry id."""
    return Judged().again(revision, kind, issues).judgements


def lowest(revision: Revision) -> float | None:
    """The confidence of the least sure value that nobody settled, 0..1; None when there is none with a figure."""
    values = (entry.value for entry in revision.entries.values())
    figures = [value.confidence for value in values if value.confidence is not None and not value.settled]
    return min(figures, default=None)


def _by_entry(issues: Iterable[Issue]) -> dict[str, list[Issue]]:
    found: dict[str, list[Issue]] = {}
    for issue in issues:
        for entry_id in issue.values:
            found.setdefault(entry_id, []).append(issue)
    return found


def _judge(entry: Entry, kind: DocumentType, issues: list[Issue]) -> Judgement:
    value = entry.value
    error = any(issue.level is Level.ERROR for issue in issues) and not value.forced
    worst_first = sorted(issues, key=lambda issue: issue.level is not Level.ERROR)
    rules_say = tuple(doubt for issue in worst_first for doubt in _told(issue, entry.id, forced=value.forced))
    rules_say += _unseen(value.text)
    if value.settled:
        differs = conflict.told(value)
        rules_say = rules_say if differs is None else (differs, *rules_say)
        return Judgement(Band.DOUBTFUL, rules_say, True) if error else Judgement(Band.PERSON, rules_say)
    field = kind.place(entry.field, entry.column)
    if not value.text:
        return _judge_missing(field, rules_say if not value.regions else (*rules_say, _UNREAD), error)
    threshold = kind.threshold if field is None or field.threshold is None else field.threshold
    reasons = tuple(sorted(rules_say + _reasons(value, threshold), key=lambda reason: not reason.doubtful))
    if not reasons:
        return Judgement(Band.SURE)
    low = value.confidence is not None and value.confidence < DOUBTFUL
    doubtful = error or low or any(reason.doubtful for reason in reasons)
    return Judgement(Band.DOUBTFUL if doubtful else Band.CHECK, reasons, error)


def _unseen(text: str) -> tuple[Doubt, ...]:
    """What stands in a text that nobody sees."""
    found = hidden(text)
    if not found:
        return ()
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return (Doubt("hidden", f"Character {found[0].at + 1} is invisible: {found[0].name}{more}.", at=found[0].at),)


def _told(issue: Issue, entry_id: str, *, forced: bool) -> Iterator[Doubt]:
    """What a rule says, and with what this value would make it agree."""
    error = issue.level is Level.ERROR
    yield Doubt(issue.rule, issue.text, doubtful=error)
    for fix in () if forced else issue.fixes:
        if fix.entry == entry_id and fix.says:
            yield Doubt("fix", fix.says, doubtful=error)


_UNREAD = Doubt("unread", "Something stands here that could not be read.", doubtful=True)
_LOCATED = Doubt("located", "Located locally: its provider does not say where it stands.")


def _judge_missing(field: FieldType | None, told: tuple[Doubt, ...], error: bool) -> Judgement:
    if field is not None and field.required:
        missing = Doubt("missing", f"{field.label} was not found on the page.", doubtful=True)
        return Judgement(Band.DOUBTFUL, told or (missing,), error)
    if told:
        return Judgement(Band.DOUBTFUL if error else Band.CHECK, told, error)
    return Judgement(Band.SURE)


def _reasons(value: Value, threshold: float) -> tuple[Doubt, ...]:
    if value.confidence is None:
        unknown = Doubt("unknown", "The reader gave no figure for this value.")
        return (*(value.doubts or (unknown,)), *((_LOCATED,) if LOCATED in value.messages else ()))
    if value.confidence >= threshold:
        return tuple(doubt for doubt in value.doubts if doubt.code in _ALWAYS)
    return value.doubts or (_low(value),)


_ALWAYS = frozenset({"several_places", "two_dates", "engines", "engines_differ", SET_ASIDE, ODD})


def _low(value: Value) -> Doubt:
    # the characters are those that were read: their places in the text are known only while it is the same
    same = value.recognized_text in (None, value.text) and len(value.characters) == len(value.text)
    weak = told(value.text, value.characters) if same else None
    return weak or Doubt("confidence", "The reader is not sure of this value.")
