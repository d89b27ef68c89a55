"""From fields to issues: one file a rule, named by document types; it sees values as a person left them."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from types import ModuleType
from typing import Any

import msgspec
from msgspec.structs import replace

from reviewer import registry
from reviewer.domain.bundle import Bundle
from reviewer.domain.document_type import DocumentType
from reviewer.domain.earlier import NOTHING, Earlier
from reviewer.domain.field import LOCATED
from reviewer.domain.issue import Issue, Level
from reviewer.domain.revision import Entry, Revision
from reviewer.rules.base import Context


def check(revision: Revision, kind: DocumentType, today: date, earlier: Earlier = NOTHING) -> tuple[Issue, ...]:
    """What the rules of a document type say of the values under review: errors first, else in the rules' order.

    Args:
        revision: values as they stand now; text that a person changed is normalized anew.
        kind: lists its rules. One that does not exist, or has wrong options, says nothing: see `problems`.
        today: the day of checking.
        earlier: what reviewed documents of the same sender have had, as far as it is known.
    """
    issues = [*_of_bundle(revision.bundle), *_told(revision, kind)]
    context = Context(revision, kind, today, earlier)
    for module, parameters in _rules(kind):
        options = _options(module, parameters)
        if isinstance(options, str):
            continue
        found = module.Rule(options).check(context)
        issues.extend(issue for issue in found if issue not in issues)
    issues = [_without_agreeing(issue, context) for issue in issues]
    return tuple(sorted(issues, key=lambda issue: issue.level is not Level.ERROR))


def _without_agreeing(issue: Issue, context: Context) -> Issue:
    """An issue that offers no change which would break what agrees."""
    fixes = tuple(fix for fix in issue.fixes if context.agreeing.isdisjoint((fix.entry, fix.besides)))
    return issue if len(fixes) == len(issue.fixes) else replace(issue, fixes=fixes)


def _of_bundle(bundle: Bundle | None) -> Iterator[Issue]:
    """What is said of a document that seems to be several, whatever its type."""
    if bundle is not None:
        yield Issue("bundle", Level.WARNING, bundle.text, (), "several_documents", action="document.split")


def _told(revision: Revision, kind: DocumentType) -> Iterator[Issue]:
    """What a provider says of the document, of values that no person has settled, and of corrections it checked."""
    if revision.origin is not None:
        for message in revision.origin.messages:
            yield Issue("provider", Level.WARNING, message, (), "message")
        for checked in revision.origin.checked:
            entry = revision.entries.get(checked.entry)
            if not checked.agrees and entry is not None and entry.value.text == checked.text:
                yield Issue("provider", Level.WARNING, _disputed(entry, kind), (entry.id,), "check")
    for entry in revision.entries.values():
        value = entry.value
        if (value.valid is not False and not value.messages) or value.settled:  # nearly all of thousands
            continue
        if value.valid is False:
            yield Issue(
                "provider", Level.WARNING, "The service does not hold this value for right.", (entry.id,), "valid"
            )
        for message in value.messages:
            if message != LOCATED:
                yield Issue("provider", Level.WARNING, message, (entry.id,), "message")


def _disputed(entry: Entry, kind: DocumentType) -> str:
    meant = kind.field(entry.field)
    label = meant.label if meant is not None else entry.field
    return f"{label}: asked to check it, the service does not read “{entry.value.text}”."


def problems(kind: DocumentType) -> tuple[str, ...]:
    """What is wrong with the rules of a document type, in sentences."""
    found: list[str] = []
    for rule in kind.rules:
        name = str(rule.get("rule", ""))
        module = _module(name)
        if module is None:
            found.append(f"{kind.name}: there is no rule “{name}”.")
            continue
        options = _options(module, rule)
        if isinstance(options, str):
            found.append(f"{kind.name}: the rule “{name}” has a mistake: {options}.")
    return tuple(found)


def _rules(kind: DocumentType) -> Iterator[tuple[ModuleType, dict[str, Any]]]:
    for rule in kind.rules:
        module = _module(str(rule.get("rule", "")))
        if module is not None:
            yield module, rule


@cache  # rules are checked with every key press
def _module(name: str) -> ModuleType | None:
    return registry.load(__name__, name) if name in registry.names(__name__) else None


def _options(module: ModuleType, parameters: dict[str, Any]) -> Any:
    """The options of a rule, or what is wrong with them."""
    given = {key: value for key, value in parameters.items() if key != "rule"}
    try:
        return msgspec.convert(given, module.Options)
    except msgspec.ValidationError as error:
        return str(error)
