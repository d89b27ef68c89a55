"""Makes resources/pairing.json from made forms: `make pairing`, or `ARGS="--forms 300 --output FILE"` for a quick look.

First the places to cut are fitted, then the links between the units that this gives, then what the texts around say.
The same number of forms gives the same weights. Other made forms tell, before and after, how many pairs are found.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import _figures
import msgspec
from _pairing import lessons
from _pairing.forms import form
from _pairing.parts import Made
from _pairing.reading import read
from _scores import found_pairs

from reviewer import document_types
from reviewer.domain.document_type import DocumentType
from reviewer.extraction.layout import Span
from reviewer.extraction.pairing.pairs import pairs_of
from reviewer.extraction.pairing.weights import FILE, Weights, shipped

FORMS, TESTED = 900, 150
FIRST, FIRST_TESTED = 20_000, 10_000
"""The seeds of the first form to fit to, and of the first to test with."""
OF_CUTS, OF_LINKS = 1.0, 1.0
"""How much weights are pulled towards nothing, in choices."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forms", type=int, default=FORMS, metavar="N", help=f"made forms to fit to, {FORMS}")
    parser.add_argument("--output", type=Path, default=_figures.ROOT / "resources" / FILE, metavar="FILE")
    arguments = parser.parse_args()
    kind = document_types.load()["form"]
    tests = list(made(FIRST_TESTED, TESTED))
    print(f"shipped: {found(tests, kind, shipped())}", flush=True)
    weights = fitted(made(FIRST, arguments.forms), kind)
    print(f"fitted:  {found(tests, kind, weights)}")
    arguments.output.write_text(json.dumps(msgspec.to_builtins(weights), indent=1) + "\n", "utf-8")


def made(first: int, count: int) -> Iterable[Made]:
    return (read(form(seed)) for seed in range(first, first + count))


def fitted(forms: Iterable[Made], kind: DocumentType) -> Weights:
    """The weights of cuts, links and context, each fitted to what the ones before it give."""
    taught = [lessons.Lesson(one, kind) for one in forms]
    cuts = lessons.cuts(taught).fitted(OF_CUTS)
    pages = [lessons.Page(one, Weights(cuts)) for one in taught]
    first = Weights(cuts, lessons.links(pages).fitted(OF_LINKS))
    return Weights(cuts, first.links, lessons.context(pages, first).fitted(OF_LINKS))


def found(forms: Iterable[Made], kind: DocumentType, weights: Weights) -> str:
    """How many pairs of forms are found, and how many of the found ones are right."""
    good = wanted = all_found = 0
    for one in forms:
        pairs = [(_text(pair.label), _text(pair.value)) for pair in pairs_of([one.page], kind, weights).pairs]
        good += found_pairs(one.pairs(), pairs)
        wanted += len(one.pairs())
        all_found += len(pairs)
    return f"{good} of {wanted} pairs ({good / wanted:.3f}), right of what is found {good / all_found:.3f}"


def _text(spans: tuple[Span, ...]) -> str:
    return " ".join(span.text for span in spans)


if __name__ == "__main__":
    main()
