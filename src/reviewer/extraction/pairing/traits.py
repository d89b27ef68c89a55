"""What a unit of text looks like: a label, or an answer. Named figures, mostly 0..1."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reviewer.extraction.pairing.drawn import Drawn
from reviewer.extraction.pairing.kinds import FIGURES, NUMBERING, like_label
from reviewer.extraction.pairing.marks import MARK
from reviewer.extraction.pairing.unit import Unit
from reviewer.extraction.pairing.units import Units

Traits = dict[str, float]

_WORDS = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = 7
_MOST_ALIGNED = 5
_READ = 0.97


def traits_of(units: Units, drawn: Mapping[int, Drawn], columns: Mapping[Unit, Sequence[Unit]]) -> dict[Unit, Traits]:
    """The traits of every unit; `columns` as `aligned` gives them."""
    found = {unit: _of_text(unit, units.height) | _of_place(unit, drawn[unit.page], units) for unit in units}
    for unit, near in columns.items():
        found[unit].update(_of_column(near))
    return found


def _of_text(unit: Unit, height: float) -> Traits:
    text = NUMBERING.sub("", unit.text, count=1) if NUMBERING.match(unit.text) else unit.text
    signs = [sign for sign in text if not sign.isspace()]
    letters = [sign for sign in signs if sign.isalpha()]
    words = len(_WORDS.findall(text))
    upper = sum(sign.isupper() for sign in letters)
    return {
        "colon": float(unit.colon),
        "inline": float(unit.inline),
        "question": float(text.rstrip().endswith("?")),
        "known": unit.known,
        "numbered": float(text is not unit.text),
        "digits": sum(sign.isdigit() for sign in signs) / max(len(signs), 1),
        "figures": float(bool(FIGURES.fullmatch(text)) and any(sign.isdigit() for sign in text)),
        "many_words": min(max(0, words - 4) / 4, 1.5),
        "sentence": float(words >= _SENTENCE and text.rstrip().endswith((".", ",", ";"))),
        "upper": float(len(letters) >= 2 and upper == len(letters)),
        "capital": float(text[:1].isupper()),
        "small": float(text[:1].islower()),
        "bracketed": float(text.startswith("(") and text.endswith(")")),
        "mark": float(bool(MARK.fullmatch(unit.text))),
        "unlike": float(not like_label(text)),
        "tall": min(max(0.0, unit.span.row.height / max(height, 1e-6) - 1.4), 1.0),
        "blank": float(unit.blank),
        "written": float(unit.written),
        "unclear": float(_confidence(unit) < _READ),
    }


def _confidence(unit: Unit) -> float:
    parts = unit.span.row.words_in(unit.span.start, unit.span.stop)
    return min(
        (placed.word.confidence or 0.0 for placed, _, _ in parts if placed.word.confidence is not None), default=1.0
    )


def _of_place(unit: Unit, drawn: Drawn, units: Units) -> Traits:
    height = units.height
    ends = drawn.line_below(unit.box, height)
    cell = drawn.cell(unit.box)
    alone = cell is not None and cell.height < 4 * height and _alone(unit, cell.left, cell.right, units)
    return {
        "underlined": float(ends is not None and ends[0] > unit.box.left - 3 * height),
        "line_after": float(_line_after(unit, drawn, height)),
        "boxed": float(alone),
    }


def _line_after(unit: Unit, drawn: Drawn, height: float) -> bool:
    """Whether a line to write on begins behind it."""
    behind = type(unit.box)(unit.box.right + 0.5 * height, unit.box.top, unit.box.right + 2 * height, unit.box.bottom)
    ends = drawn.line_below(behind, height)
    return ends is not None and ends[0] > unit.box.left + 0.3 * unit.box.width


def _alone(unit: Unit, left: float, right: float, units: Units) -> bool:
    row = units.rows[unit.row]
    return not any(other is not unit and left < other.box.center[0] < right for other in row)


def aligned(units: Units) -> dict[Unit, list[Unit]]:
    """The units close above and below each unit that begin at the same place across."""
    by_place: dict[tuple[int, int], list[Unit]] = defaultdict(list)
    for unit in units:
        by_place[unit.page, round(unit.box.left / units.height)].append(unit)
    found: dict[Unit, list[Unit]] = {}
    for unit in units:
        place = round(unit.box.left / units.height)
        found[unit] = [
            other
            for at in (place - 1, place, place + 1)
            for other in _close(by_place.get((unit.page, at), ()), unit)
            if other is not unit and abs(other.box.left - unit.box.left) < 0.6 * units.height
        ]
    return found


def _of_column(near: Sequence[Unit]) -> Traits:
    """How many units stand under each other, and what share of them look like labels."""
    return {
        "aligned": min(len(near), _MOST_ALIGNED) / _MOST_ALIGNED,
        "labels_aligned": sum(other.colon or other.known > 0.7 for other in near) / max(len(near), 2),
        "figures_aligned": sum(any(map(str.isdigit, other.text)) for other in near) / max(len(near), 2),
    }


def _close(others: Iterable[Unit], unit: Unit) -> list[Unit]:
    return [other for other in others if abs(other.row - unit.row) <= _MOST_ALIGNED]
