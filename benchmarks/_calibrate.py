"""Makes resources/calibration.json from documents whose truth is known: `make calibrate ARGS="--corpus DIR"`.

Only the half of a corpus that may be tuned on is used, and of that the choices that nothing settles and whose
characters are not in doubt: the others have a confidence of their own. A curve that few choices speak for is pulled
towards the more general one, or is not made at all.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import _figures
import _words
from _documents import desk_of
from _scores import same
from _truth import Truth, truths

from reviewer import document_types
from reviewer.domain.text import PageText
from reviewer.extraction.calibration import FILE, Curve, logit, names
from reviewer.extraction.examine import examine
from reviewer.extraction.values import read_value

TARGET = _figures.ROOT / "resources" / FILE
FEWEST = 40
"""Choices that a curve of its own is made from."""
PULL = 20.0
"""How much the more general curve counts, in choices."""
FIRST = Curve(0.5, 1.0)
"""What the most general curve is pulled to: most choices are right, and the probability says only a little of it."""
STEPS, RATE = 2000, 0.05
"""Of gradient descent: there are two figures to find."""

Seen = tuple[float, bool]


def main() -> None:
    parser = _figures.parser(__doc__ or "")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep what was read here, and use it the next time")
    arguments = parser.parse_args()
    types = document_types.load()
    documents = [one for one in truths(arguments.corpus) if one.document_type in types and not one.untouched]
    seen: defaultdict[str, list[Seen]] = defaultdict(list)
    order: dict[str, tuple[str, ...]] = {}
    with _figures.scratch() as scratch:
        for engine in _words.ENGINES:
            workspace = (arguments.keep or scratch) / engine
            every = _words.read_all(documents, engine, workspace, scratch)
            with desk_of(workspace) as desk:
                for one in every:
                    for called, choice in _choices(one, _words.texts_of(desk, one.path)):
                        order |= {name: called[at + 1 :] for at, name in enumerate(called)}
                        for name in called:
                            seen[name].append(choice)
    curves = fitted(seen, order)
    TARGET.write_text(json.dumps(dict(sorted(curves.items())), indent=2) + "\n", "utf-8")
    for name in sorted(curves):
        print(f"{name:24} {len(seen[name]):4} choices, {sum(right for _, right in seen[name]):4} right")
    print(f"{len(curves)} curves of {len(seen['*'])} choices in {TARGET}")


def _choices(one: Truth, pages: Sequence[PageText]) -> Iterator[tuple[tuple[str, ...], Seen]]:
    """What was chosen without evidence, and whether it is right; by all names of its curve."""
    kind, today = document_types.load()[one.document_type], date.today()
    if kind.finder != "candidates":
        return
    engine = pages[0].engine if pages else ""
    for each in examine(pages, kind, today):
        wanted, chosen = one.fields.get(each.field.name), each.chosen
        if wanted is None or chosen is None or chosen.evidence or chosen.candidate.readings:
            continue
        known = read_value(chosen.candidate).recognized_confidence
        if known is not None and known < each.threshold:
            continue
        right = any(
            same(text, chosen.candidate.text, chosen.candidate.normalized, each.field, today) for text in wanted
        )
        yield names(engine, kind.name, each.field), (chosen.probability, right)


def fitted(seen: dict[str, list[Seen]], order: dict[str, tuple[str, ...]]) -> dict[str, list[float]]:
    """A curve for every name with enough choices, the general ones first."""
    curves: dict[str, Curve] = {}
    for name in sorted(seen, key=lambda one: len(order[one])):
        if len(seen[name]) >= FEWEST:
            general = next((curves[other] for other in order[name] if other in curves), FIRST)
            curves[name] = _fit(seen[name], general)
    return {name: [round(curve.slope, 3), round(curve.offset, 3)] for name, curve in curves.items()}


def _fit(choices: Sequence[Seen], general: Curve) -> Curve:
    """The logistic curve that explains the choices best, near the general one."""
    slope, offset = general.slope, general.offset
    known = [(logit(probability), float(right)) for probability, right in choices]
    for _ in range(STEPS):
        errors = [(at, right - 1 / (1 + math.exp(-(slope * at + offset)))) for at, right in known]
        up = sum(at * error for at, error in errors) - PULL * (slope - general.slope)
        right = sum(error for _, error in errors) - PULL * (offset - general.offset) / 4
        slope += RATE * up / (len(known) + PULL)
        offset += RATE * right / (len(known) + PULL)
    return Curve(max(0.05, slope), offset)


if __name__ == "__main__":
    main()
