"""Lengths of time: ``two (2) years``, ``36 months``; also where they run over the end of a row."""

from reviewer.domain import durations
from reviewer.extraction.candidate import Candidate, mark_repeats
from reviewer.extraction.scene import Scene

SHARED = True
LIMIT = 200


def find(scene: Scene) -> list[Candidate]:
    """Every length of time in the running text."""
    found: list[Candidate] = []
    for one in durations.find(scene.prose.text):
        spans = scene.prose.spans(one.start, one.stop)
        traits = {"days": float(one.unit in ("day", "week")), "years": float(one.unit == "year")}
        found.append(Candidate(spans, scene.prose.text[one.start : one.stop], one.plain, one.plain, traits))
        if len(found) >= LIMIT:
            break
    mark_repeats(found)
    return found
