"""What is asked of the queue: filters that were chosen, and what is typed; both count."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QDate, QLocale, QObject, Signal, Slot

from reviewer.domain.query import Names, Query, completions, merged, parsed
from reviewer.domain.queue import Days, Filter, Order, Sort, Span
from reviewer.engines.base import TITLES as ENGINES
from reviewer.services.sources import TITLES as PROVIDERS
from reviewer.services.sources import title_of
from reviewer.ui.viewmodels.queue import NO_FILTER, QueueViewModel
from reviewer.ui.viewmodels.queue_state import status_words

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk

FIELDS = (
    *("statuses", "document_types", "sources", "unsure", "confidence", "errors", "warnings", "failed"),
    *("added", "reviewed"),
)
SORT = "sort"
"""Instead of a field: the order."""


@dataclass(frozen=True)
class Said:
    """One filter in words: the field of Filter, or `SORT`."""

    field: str
    words: str


class QueueFilter(QObject):
    """Puts together which documents the queue lists.

    Args:
        queue: lists them.

    Signals:
        changed: other filters are chosen, or another order.
    """

    changed = Signal()

    def __init__(self, queue: QueueViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._typed = ""
        self.chosen = Filter()
        self.names = Names(sources={**ENGINES, **PROVIDERS})
        self.query = Query(Filter())

    def use(self, desk: "Desk") -> None:
        """Know the document types of a workspace."""
        types = {kind.name: kind.title for kind in desk.types.values()}
        self.names = Names(types, self.names.sources, status_words())

    # Looking

    @property
    def active(self) -> bool:
        """Whether anything is chosen or typed that leaves documents out."""
        return self._queue.filtered

    @property
    def sort(self) -> Sort:
        return self._queue.sorting

    def said(self) -> list[Said]:
        """What is chosen, in words."""
        found = [Said(field, self._words(field, getattr(self.chosen, field))) for field in self._fields()]
        if self._queue.sorting != Sort():
            found.append(Said(SORT, self._order_words(self._queue.sorting)))
        return found

    def completions(self, typed: str) -> list[str]:
        """How what is typed could go on."""
        return completions(typed, self.names)

    # Changing

    def type(self, text: str) -> None:
        """Something else stands in the search."""
        if text != self._typed:
            self._typed = text
            self._apply()

    def keep_typed(self) -> str:
        """Choose the filters that were typed. Returns what is left of the text: the words."""
        if any(getattr(self.query.filter, field) != getattr(NO_FILTER, field) for field in FIELDS):
            self.chosen = merged(self.chosen, replace(self.query.filter, words=""))
            self._typed = " ".join((self.query.filter.words, *self.query.unknown)).strip()
            self._apply()
        return self._typed

    def choose(self, **fields: Any) -> None:
        """Set fields of the Filter."""
        self.chosen = replace(self.chosen, **fields)
        self._apply()

    def sort_by(self, sort: Sort) -> None:
        self._queue.sort_by(sort)
        self.changed.emit()

    def remove(self, field: str) -> None:
        """Take one filter away, or go back to the order of taking in."""
        if field == SORT:
            self.sort_by(Sort())
        else:
            self.choose(**{field: getattr(NO_FILTER, field)})

    @Slot()
    def clear(self) -> None:
        """List all documents of the tab; the order stays."""
        self.chosen, self._typed = Filter(), ""
        self._apply()

    # Within

    def _apply(self) -> None:
        self.query = parsed(self._typed, self.names, date.today())
        self._queue.seek(merged(self.chosen, self.query.filter))
        self.changed.emit()

    def _fields(self) -> list[str]:
        return [field for field in FIELDS if getattr(self.chosen, field) != getattr(NO_FILTER, field)]

    def _words(self, field: str, value: Any) -> str:
        if field == "statuses":
            return ", ".join(sorted(self.names.statuses.get(each, each) for each in value))
        if field == "document_types":
            return ", ".join(sorted(self.names.types.get(each, each) for each in value))
        if field == "sources":
            return self.tr("Read by {}").format(", ".join(sorted(map(title_of, value))))
        if field in ("added", "reviewed"):
            text = self.tr("Added {}") if field == "added" else self.tr("Reviewed {}")
            return text.format(self._days(value))
        if field == "unsure":
            return self._unsure(value)
        if field == "confidence":
            return self._confidence(value)
        return {
            ("errors", True): self.tr("With errors"),
            ("errors", False): self.tr("Without errors"),
            ("warnings", True): self.tr("With warnings"),
            ("warnings", False): self.tr("Without warnings"),
            ("failed", True): self.tr("Not read"),
            ("failed", False): self.tr("Read"),
        }[field, value]

    def _unsure(self, span: Span) -> str:
        if span.most == 0:
            return self.tr("All sure")
        if span.least in (None, span.most):
            return self.tr("{} to check").format(
                f"{span.most or 0:.0f}" if span.least is not None else f"≤ {span.most:.0f}"
            )
        return self.tr("{} to check").format(
            f"≥ {span.least:.0f}" if span.most is None else f"{span.least:.0f}–{span.most:.0f}"
        )

    def _confidence(self, span: Span) -> str:
        low, high = (None if share is None else round(share * 100) for share in (span.least, span.most))
        if low is None:
            return self.tr("Lowest value up to {} %").format(high)
        return self.tr("Lowest value from {} %").format(low) if high is None else f"{low}–{high} %"

    def _days(self, days: Days) -> str:
        def day(one: date) -> str:
            return QLocale().toString(QDate(one.year, one.month, one.day), QLocale.FormatType.ShortFormat)

        if days.first is None:
            return self.tr("until {}").format(day(days.last)) if days.last is not None else ""
        if days.last is None:
            return self.tr("since {}").format(day(days.first))
        return day(days.first) if days.first == days.last else f"{day(days.first)} – {day(days.last)}"

    def _order_words(self, sort: Sort) -> str:
        return f"{self.order_name(sort.order)} {'↓' if sort.descending else '↑'}"

    def order_name(self, order: Order) -> str:
        """What an order is called."""
        return {
            Order.ADDED: self.tr("By date added"),
            Order.NAME: self.tr("By name"),
            Order.TYPE: self.tr("By type"),
            Order.STATUS: self.tr("By status"),
            Order.UNSURE: self.tr("By values to check"),
            Order.REVIEWED: self.tr("By date reviewed"),
        }[order]
