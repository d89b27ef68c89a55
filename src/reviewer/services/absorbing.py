"""Takes a step of the store into a review that went on meanwhile."""

from msgspec.structs import replace

from reviewer.domain.field import Value
from reviewer.domain.revision import Revision
from reviewer.domain.step import Change, History, Step, StepKind, advanced


def absorbed(revision: Revision, history: History, step: Step) -> tuple[Revision, History] | None:
    """The review with a step that the store already has (a merge); None when it must be loaded anew.

    What a person did here meanwhile comes after it in the log, and stays.
    """
    later = _since(history, step) if step.undoable else ()
    if step.undoable and len(later) != revision.steps + 1 - step.number:
        return None  # something else than edits came in between
    if later and (step.type_after or any(made.kind is not StepKind.EDIT for made in later)):
        return None
    mine = {change.id for made in later for change in made.changes}
    kept = tuple(change for change in step.changes if change.id not in mine and not _overtaken(revision, change))
    taken = replace(step, number=revision.steps + 1, changes=kept)
    after = advanced(revision, History(), taken)[0]
    return after, _inserted(history, step, later) if step.undoable else history


def _overtaken(revision: Revision, change: Change) -> bool:
    """Whether a person settled or placed the value while the merge was on its way."""
    present = revision.entries.get(change.id)
    return present is not None and _touched(present.value) and present != change.before


def _since(history: History, step: Step) -> tuple[Step, ...]:
    """The steps that were done here and that the log has behind another one."""
    return tuple(made for made in history.done if made.number >= step.number)


def _inserted(history: History, step: Step, later: tuple[Step, ...]) -> History:
    """The history with a step before the last ones, which are numbered anew."""
    before = history.done[: len(history.done) - len(later)]
    return History((*before, step, *(replace(made, number=made.number + 1) for made in later)))


def _touched(value: Value) -> bool:
    """Whether a person said something of a value: of its text, or of its place."""
    return value.settled or bool(value.placed_by)
