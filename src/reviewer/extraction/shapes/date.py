"""Dates in every common way of printing, also glued to a time; a doubtful order keeps both readings."""

from reviewer.domain import dates
from reviewer.extraction.candidate import Candidate, mark_repeats
from reviewer.extraction.layout import Span
from reviewer.extraction.scene import Scene

SHARED = True
LIMIT = 200


def find(scene: Scene) -> list[Candidate]:
    """Every date of the page."""
    found: list[Candidate] = []
    for row, text, in_row in zip(scene.layout.rows, scene.legible, scene.found_dates, strict=True):
        times = dates.find_times(text) if in_row else []
        for one in in_row[:LIMIT]:
            span = Span(row, one.start, one.stop)
            traits = {
                "with_time": float(any(start >= one.stop for start, _, _ in times)),
                "past": float(one.readings[0] <= scene.today),
                "full_year": float(str(one.readings[0].year) in text[one.start : one.stop]),
            }
            readings = one.readings if len(one.readings) > 1 else ()
            printed, day = text[one.start : one.stop], one.readings[0]
            found.append(Candidate((span,), printed, day, day.isoformat(), traits, readings))
    found = found[:LIMIT]
    different = mark_repeats(found)
    for number, candidate in enumerate(found):
        candidate.traits["single"] = float(different == 1)
        candidate.traits["early"] = 1.0 - number / len(found)
    return found
