"""What the actions of the queue do, and those of a document when others than the shown one are chosen there."""

from collections.abc import Callable
from functools import partial
from typing import Any

from reviewer.domain.document import AUTO
from reviewer.engines.base import TITLES
from reviewer.services.sources import title_of
from reviewer.ui.commands.panes import Group, Handlers
from reviewer.ui.table.queue import CHOSEN


class QueueCommands(Group):
    """Filtering, choosing, and doing one thing to all that are chosen."""

    def handlers(self) -> Handlers:
        queue = self._panes.queue
        return {
            "queue.filter": lambda: self._dialogs().filter_queue(queue.searching.button),
            "queue.clear_filter": queue.clear_search,
            "queue.choose_all": queue.list.selectAll,
        }

    @property
    def others(self) -> bool:
        """Whether an action is about others than the shown document, see `chosen`."""
        queue = self._panes.queue
        if not queue.list.hasFocus() or not (count := queue.chosen_count):
            return False
        return count > 1 or queue.chosen() != [self._session.opening.here]

    @property
    def chosen(self) -> tuple[int, ...]:
        """Sequences of the documents that an action is about, while the focus is in the queue; none says the shown one.

        That is so with several, and with one that is not the one on the desk.
        """
        return self._session.queue.sequences(self._panes.queue.list.chosen()) if self.others else ()

    def instead(self, handlers: Handlers) -> Handlers:
        """The same handlers, but what can be done to chosen documents is done to them."""
        for_chosen: dict[str, Callable[[tuple[int, ...]], Any]] = {
            "document.postpone": self.postpone,
            "document.reject": self.reject,
            "document.reopen": self.reopen,
            "document.reread": partial(self._do, "read"),
            "document.read_with": self.read_with,
            "document.change_type": self.change_type,
            "document.export": partial(self._do, "export"),
            "document.delete": partial(self._do, "delete"),
        }
        assert set(for_chosen) == {name for group in CHOSEN for name in group}
        return handlers | {name: partial(self._either, handlers[name], act) for name, act in for_chosen.items()}

    def _either(self, shown: Callable[[], Any], act: Callable[[tuple[int, ...]], Any]) -> None:
        chosen = self.chosen
        if chosen:
            act(chosen)
        else:
            shown()

    def _do(self, deed: str, chosen: tuple[int, ...], **how: Any) -> None:
        from reviewer.services.bulk import Deed  # brings SQLAlchemy: not before it is asked for

        if deed == "read":
            how["busy"] = self._session.reading.busy
        self._session.bulk.do(Deed(deed), chosen, **how)

    def postpone(self, chosen: tuple[int, ...]) -> None:
        question = self.tr("Put %n document(s) aside. Why?", "", len(chosen))
        yes, no = self.tr("Postpone"), self.tr("Leave them")
        self._dialogs().ask_reason(question, yes, no, lambda reason: self._do("postpone", chosen, reason=reason))

    def reject(self, chosen: tuple[int, ...]) -> None:
        question = self.tr("Reject %n document(s)? They leave the queue. Why?", "", len(chosen))
        yes, no = self.tr("Reject"), self.tr("Keep")
        self._dialogs().ask_reason(question, yes, no, lambda reason: self._do("reject", chosen, reason=reason))

    def reopen(self, chosen: tuple[int, ...]) -> None:
        question = self.tr("Put %n document(s) back into the queue. Why?", "", len(chosen))
        yes, no = self.tr("Reopen"), self.tr("Leave them")
        self._dialogs().ask_reason(question, yes, no, lambda reason: self._do("reopen", chosen, reason=reason))

    def change_type(self, chosen: tuple[int, ...]) -> None:
        desk = self._session.desk
        if desk is not None:
            answer = lambda name: self._do("retype", chosen, document_type=name)  # noqa: E731
            self._dialogs().choose_type(desk.types.values(), "", answer)

    def read_with(self, chosen: tuple[int, ...]) -> None:
        desk = self._session.desk
        if desk is not None:
            here = [(AUTO, self.tr("This computer")), *TITLES.items()]
            away = [(name, title_of(name)) for name in desk.providers]
            answer = lambda source: self._do("read", chosen, source=source)  # noqa: E731
            self._dialogs().choose_source([*here, *away], "", answer)
