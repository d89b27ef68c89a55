"""Times of day."""

from reviewer.domain import dates
from reviewer.extraction.candidate import Candidate, mark_repeats
from reviewer.extraction.layout import Span
from reviewer.extraction.scene import Scene

SHARED = True
LIMIT = 200


def find(scene: Scene) -> list[Candidate]:
    """Every time of day on the page; glued to a date it is cut off."""
    found: list[Candidate] = []
    for row, undated in zip(scene.layout.rows, scene.undated, strict=True):
        for start, stop, time in dates.find_times(undated):
            shown = time.isoformat("seconds" if time.second else "minutes")
            traits = {
                "with_date": float(undated is not row.text),
                "seconds": float(undated.count(":", start, stop) > 1),
            }
            found.append(Candidate((Span(row, start, stop),), row.text[start:stop], time, shown, traits))
    found = found[:LIMIT]
    different = mark_repeats(found)
    for number, candidate in enumerate(found):
        candidate.traits["single"] = float(different == 1)
        candidate.traits["early"] = 1.0 - number / len(found)
    return found
