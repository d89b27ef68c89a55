"""What became of the paths of one run: told and written in their order where that matters."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reviewer.cli.outlet import Outlet
from reviewer.cli.streams import say
from reviewer.cli.wording import sentence
from reviewer.domain.doubt import judge
from reviewer.errors import ReviewerError
from reviewer.exporters.base import Dossier


@dataclass(frozen=True)
class Outcome:
    """What became of a path.

    Attributes:
        document: id of the document that it is; empty when it failed.
        error: why it failed.
        seconds: that reading took; None when it was not read now.
        twin: the path before, with the same bytes.
    """

    document: str = ""
    error: ReviewerError | None = None
    seconds: float | None = None
    twin: Path | None = None


class Tally:
    """Settles paths: writes their JSON, tells a line each, counts.

    Args:
        paths: all of the run.
        outlet: takes the JSON.
        dossier: reads a document.
    """

    def __init__(self, paths: list[Path], outlet: Outlet, dossier: Callable[[str], Dossier]) -> None:
        self._paths = paths
        self._labels = labels(paths)
        self._outlet = outlet
        self._dossier = dossier
        self._outcomes: dict[int, Outcome] = {}
        self._lines: defaultdict[str, deque[int]] = defaultdict(deque)
        for number, path in enumerate(paths):
            self._lines[outlet.group(path)].append(number)
        self.settled = 0
        self.failed = 0

    @property
    def open(self) -> int:
        """How many paths are not settled yet."""
        return len(self._paths) - self.settled

    def settle(self, number: int, outcome: Outcome) -> None:
        """Note what became of a path; it is told as soon as those before it in its group are."""
        self._outcomes[number] = outcome
        group = self._outlet.group(self._paths[number])
        line = self._lines[group]
        while line and line[0] in self._outcomes:
            first = line.popleft()
            self._tell(first, self._outcomes.pop(first))
        if not line:
            del self._lines[group]

    def _tell(self, number: int, outcome: Outcome) -> None:
        self.settled += 1
        try:
            if outcome.error is not None:
                raise outcome.error
            dossier = self._dossier(outcome.document)
            self._outlet.write(self._paths[number], dossier)
        except ReviewerError as error:
            self.failed += 1
            say(failure(self._labels[number], error))
            return
        twin = outcome.twin
        said = found(dossier, outcome.seconds) if twin is None else self._again(twin, self._paths[number])
        say(f"[{self.settled}/{len(self._paths)}] {self._labels[number]}: {said}")

    def _again(self, twin: Path, path: Path) -> str:
        if twin == path:
            return "named twice, one document"
        return f"the same file as {self._labels[self._paths.index(twin)]}, one document"


def failure(label: str, error: ReviewerError) -> str:
    """What went wrong with a path, on one line."""
    return f"{label}: {sentence(error)}"


def found(dossier: Dossier, seconds: float | None) -> str:
    """What was found in a document: ``receipt, 12 fields, 4 to check (2.1 s)``, and what was noticed."""
    revision, kind = dossier.revision, dossier.document_type
    values = sum(bool(entry.value.text) for entry in revision.entries.values())
    unsure = 0
    if kind is not None:
        unsure = sum(judged.unsure for judged in judge(revision, kind, dossier.issues).values())
    time = "there already" if seconds is None else f"{seconds:.1f} s"
    messages = dossier.recognition.messages if dossier.recognition else ()
    count = f"{values} {'field' if values == 1 else 'fields'}"
    return " ".join((f"{revision.document_type}, {count}, {unsure} to check ({time})", *messages))


def labels(paths: list[Path]) -> list[str]:
    """What paths are called on the screen: by their names, where that is plain."""
    count: defaultdict[str, set[Path]] = defaultdict(set)
    for path in paths:
        count[path.name].add(path)
    return [path.name if path.name and len(count[path.name]) == 1 else str(path) for path in paths]
