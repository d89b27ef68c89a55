"""What `reviewer explain` prints: each field, its candidates, and what speaks for and against each."""

from collections.abc import Iterator
from pathlib import Path

from reviewer.cli.guard import UsageError
from reviewer.cli.streams import put
from reviewer.domain.percent import whole
from reviewer.exporters.base import Dossier
from reviewer.extraction.explain import Considered, Explained, Standing
from reviewer.jobs import CancelToken, silent
from reviewer.services.desk import Desk
from reviewer.services.explaining import ExplainJob, Explanation

_LONGEST = 60
_PARTS = 8
_STANDINGS = {Standing.ALIKE: " (means the same)", Standing.RUNNER_UP: " (runner-up)"}


class Explaining:
    """Prints the explanation of each document, in the order of the paths.

    Args:
        desk: where the words are.
        field: only this one; empty for all.
    """

    def __init__(self, desk: Desk, field: str = "") -> None:
        self._desk = desk
        self._field = field

    def group(self, path: Path) -> str:
        del path
        return ""

    def write(self, path: Path, dossier: Dossier) -> None:
        """Print it.

        Raises:
            UsageError: the document's type has no such field.
        """
        job = ExplainJob(self._desk.workspace, self._desk.ledger, dossier.document.id)
        explanation = job(CancelToken(), silent)
        if self._field and explanation.kind.field(self._field) is None:
            names = ", ".join(field.name for field in explanation.kind.fields)
            raise UsageError(f"A {explanation.kind.title.lower()} has no field “{self._field}”.", f"It has: {names}.")
        put(f"{path.name}: {explanation.kind.title}")
        for line in lines(explanation, self._field):
            put(line)


def lines(explanation: Explanation, field: str = "") -> Iterator[str]:
    """The lines to print.

    Args:
        explanation: of one document.
        field: only this one; empty for all.
    """
    kind = explanation.kind
    if not explanation.fields:
        yield f"{kind.title}: its fields are taken as they stand, nothing is chosen among candidates."
    for explained in explanation.fields:
        if not field or explained.field == field:
            yield from _of_field(explained)


def _of_field(one: Explained) -> Iterator[str]:
    yield f"{one.field} ({one.kind}): {_outcome(one)}"
    for number, considered in enumerate(one.considered, 1):
        yield from _of_candidate(number, considered)
    if one.others:
        yield f"  … and {one.others} more"
    yield ""


def _outcome(one: Explained) -> str:
    if not one.considered:
        return "nothing on the page has its shape"
    if one.confidence is None:
        return f"not on the page ({whole(one.missing)}%); what came nearest:"
    evidence = f"settled by {', '.join(one.evidence)}" if one.evidence else "nothing settles it"
    return f"“{_short(one.considered[0].text)}”, {whole(one.confidence)}% ({evidence}; {_verdict(one, one.confidence)})"


def _verdict(one: Explained, confidence: float) -> str:
    if confidence < one.threshold:
        return f"to check, below {whole(one.threshold)}%"
    if one.reading is not None and one.reading < one.threshold:
        return f"to check, since its characters are only {whole(one.reading)}% sure"
    return "sure"


def _of_candidate(number: int, one: Considered) -> Iterator[str]:
    standing = _STANDINGS.get(one.standing, "")
    place = f"page {one.page + 1}, score {one.score:+.2f}, share {one.probability:.1%}"
    yield f"  {number}. “{_short(one.text)}”{standing}  {place}"
    for part in one.parts[:_PARTS]:
        yield f"     {part.score:+6.2f}  {part.name} ({part.value:g} × {part.weight:g})"


def _short(text: str) -> str:
    joined = " ⏎ ".join(text.splitlines())
    return joined if len(joined) <= _LONGEST else f"{joined[: _LONGEST - 1]}…"
