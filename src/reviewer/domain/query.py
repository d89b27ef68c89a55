"""What is typed into the search of the queue: words, and filters such as ``type:invoice unsure:>3 added:>2026-01``."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from reviewer.domain.queue import Days, Filter, Span
from reviewer.domain.revision import RevisionStatus

_TOKEN = re.compile(r"(?P<key>[^\W\d_]+):(?P<value>(?:\"[^\"]*\"?|[^\s\"])*)|\"[^\"]*\"?|[^\s\"]+")
_COMPARED = re.compile(r"(?P<sign><=|>=|<|>|=)?(?P<first>[^<>=]+?)(?:\.\.(?P<last>[^<>=]+))?")
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?(?:-(?P<day>\d{1,2}))?")
_MOST = 1e9

KEYS = ("type", "status", "source", "unsure", "confidence", "is", "added", "reviewed")
"""Words before a colon that make a filter."""
FLAGS = ("error", "warning", "failed", "unsure", "sure")
"""What may stand after ``is:``."""
DAYS = ("today", "yesterday", "week", "month")
"""What may stand after ``added:`` and ``reviewed:`` besides a year, a month and a day."""


class Names(msgspec.Struct, frozen=True):
    """What types and sources are called.

    Attributes:
        types, sources: titles by name.
        statuses: words by status, as the window shows them.
    """

    types: Mapping[str, str] = {}
    sources: Mapping[str, str] = {}
    statuses: Mapping[str, str] = {}


class Query(msgspec.Struct, frozen=True):
    """What was understood of it.

    Attributes:
        filter: which documents are meant.
        unknown: filters whose value is none of those that there are, as typed.
    """

    filter: Filter
    unknown: tuple[str, ...] = ()


def parsed(typed: str, names: Names, today: date) -> Query:
    """Read what was typed. Never fails: what makes no filter is a word, what is not finished is left out."""
    found, words, unknown = Filter(), [], []
    for token in _TOKEN.finditer(typed):
        key = (token["key"] or "").casefold()
        if key not in KEYS:
            words.append(token[0])
            continue
        value = token["value"].replace('"', "").strip()
        after = _read(found, key, value, names, today) if value else found
        if after is None:
            unknown.append(token[0])
        else:
            found = after
    return Query(replace(found, words=" ".join(words)), tuple(unknown))


def merged(one: Filter, other: Filter) -> Filter:
    """Both filters at once: of what both say, what `other` says; the words of both."""
    said = {
        name: getattr(other, name)
        for name in Filter.__struct_fields__
        if getattr(other, name) != getattr(_NONE, name) and name != "words"
    }
    words = " ".join(part for part in (one.words, other.words) if part)
    return replace(one, words=words, **said)


def completions(typed: str, names: Names) -> list[str]:
    """How the last word of what was typed could go on, when that begins a filter."""
    head, _, last = typed.rpartition(" ")
    key, colon, value = last.partition(":")
    before = f"{head} " if head else ""
    if not colon:
        return [f"{before}{each}:" for each in KEYS if last and each.startswith(last.casefold())]
    if key.casefold() not in KEYS or value.startswith('"'):
        return []
    *chosen, begun = value.split(",")
    taken = "".join(f"{each}," for each in chosen)
    return [f"{before}{key}:{taken}{each}" for each in _values(key.casefold(), begun, names)]


def _values(key: str, begun: str, names: Names) -> list[str]:
    offered: Iterable[str] = {
        "type": names.types,
        "status": (status.value for status in RevisionStatus),
        "source": names.sources,
        "is": FLAGS,
        "added": DAYS,
        "reviewed": DAYS,
        "unsure": (">0", ">3"),
        "confidence": ("<90", "<50"),
    }[key]
    return [each for each in offered if each.startswith(begun.casefold()) and each != begun]


_NONE = Filter()


def _read(found: Filter, key: str, value: str, names: Names, today: date) -> Filter | None:
    return _READERS[key](found, key, value, names, today)


def _named(field: str, known: Callable[[Names], Mapping[str, str]]) -> "_Reader":
    def read(found: Filter, _key: str, value: str, names: Names, _today: date) -> Filter | None:
        chosen: set[str] = set()
        for part in filter(None, value.split(",")):
            meant = _meant(part, known(names))
            if not meant:
                return None
            chosen |= meant
        return replace(found, **{field: getattr(found, field) | chosen}) if chosen else found

    return read


def _meant(part: str, known: Mapping[str, str]) -> set[str]:
    """The names that a part begins, or whose title it begins; only the one that it is, if there is one."""
    wanted = _plain(part)
    exact = {name for name, title in known.items() if wanted in (_plain(name), _plain(title))}
    return exact or {
        name for name, title in known.items() if _plain(name).startswith(wanted) or _plain(title).startswith(wanted)
    }


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text).strip().casefold()


def _statuses(found: Filter, key: str, value: str, names: Names, today: date) -> Filter | None:
    known = {status.value: names.statuses.get(status.value, status.value) for status in RevisionStatus}
    read = _named("document_types", lambda _names: known)(Filter(), key, value, names, today)
    if read is None:
        return None
    return replace(found, statuses=found.statuses | {RevisionStatus(name) for name in read.document_types})


def _span(field: str, share: float) -> "_Reader":
    """A figure, two with ``..`` between, or one after a sign; figures are divided by `share`."""

    def read(found: Filter, _key: str, value: str, _names: Names, _today: date) -> Filter | None:
        match = _COMPARED.fullmatch(value.replace(" ", "").replace("%", ""))
        first = None if match is None else _figure(match["first"])
        last = None if match is None or match["last"] is None else _figure(match["last"])
        if match is None or first is None or (match["last"] is not None and last is None):
            return None
        step = 1.0 if share == 1 else 1e-6
        sign = match["sign"] or "="
        spans = {
            "=": Span(first / share, (first if last is None else last) / share),
            "<": Span(None, first / share - step),
            "<=": Span(None, first / share),
            ">": Span(first / share + step, None),
            ">=": Span(first / share, None),
        }
        return replace(found, **{field: spans[sign]})

    return read


def _figure(text: str) -> float | None:
    try:
        figure = float(text.replace(",", "."))
    except ValueError:
        return None
    return figure if abs(figure) <= _MOST else None  # neither "inf" nor "nan"


def _flags(found: Filter, _key: str, value: str, _names: Names, _today: date) -> Filter | None:
    for part in filter(None, value.casefold().split(",")):
        flag = next((each for each in FLAGS if each.startswith(part.rstrip("s") or part)), None)
        if flag is None:
            return None
        found = replace(found, **_SAID[flag])
    return found


_SAID: Mapping[str, Mapping[str, object]] = {
    "error": {"errors": True},
    "warning": {"warnings": True},
    "failed": {"failed": True},
    "unsure": {"unsure": Span(1)},
    "sure": {"unsure": Span(0, 0)},
}


def _days(field: str) -> "_Reader":
    def read(found: Filter, _key: str, value: str, _names: Names, today: date) -> Filter | None:
        days = _spoken(value.casefold(), today) or _written(value)
        return None if days is None else replace(found, **{field: days})

    return read


def _spoken(value: str, today: date) -> Days | None:
    back = {"today": 0, "yesterday": 1, "week": 6, "month": 29}.get(value)
    if back is None:
        return None
    first = today - timedelta(days=back)
    return Days(first, first if value == "yesterday" else today)


def _written(value: str) -> Days | None:
    match = _COMPARED.fullmatch(value)
    first = None if match is None else _period(match["first"])
    last = first if match is None or match["last"] is None else _period(match["last"])
    if match is None or first is None or last is None:
        return None
    one = timedelta(days=1)
    try:
        return {
            "=": lambda: Days(first[0], last[1]),
            "<": lambda: Days(None, first[0] - one),
            "<=": lambda: Days(None, first[1]),
            ">": lambda: Days(first[1] + one, None),
            ">=": lambda: Days(first[0], None),
        }[match["sign"] or "="]()
    except OverflowError:
        return None


def _period(text: str) -> tuple[date, date] | None:
    """The first and last day of a year, a month or a day."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        if not day:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:  # there is no such day
        return None


_Reader = Callable[[Filter, str, str, Names, date], Filter | None]
_READERS: Mapping[str, _Reader] = {
    "type": _named("document_types", lambda names: names.types),
    "status": _statuses,
    "source": _named("sources", lambda names: names.sources),
    "unsure": _span("unsure", 1),
    "confidence": _span("confidence", 100),
    "is": _flags,
    "added": _days("added"),
    "reviewed": _days("reviewed"),
}
