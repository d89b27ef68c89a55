"""Accuracy: for each kind of document and engine, how many fields are right, and what their confidence is worth.

Letters and digits count after case folding, amounts as numbers, dates as days. Every document is read by
`reviewer recognize` with its document type named; the type that is told, and how many documents a file holds, are
measured on the same words. With a corpus, half of its documents were tuned on; the figures are of the other half unless
--tuned or --all is given. `--mistakes` prints every wrong field: with a corpus, look only at those of the tuned half.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import process_time

import _figures
import _words
from _documents import desk_of
from _scores import Scored, calibration_error, distance, found_pairs, interval, same, signs
from _truth import Truth, truths

from reviewer import document_types
from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Field, Value
from reviewer.domain.text import PageText
from reviewer.extraction.bundle.find import find
from reviewer.extraction.classify import classify
from reviewer.extraction.examine import examine
from reviewer.extraction.extract import extract

AIMS = {"receipt": 0.85, "invoice": 0.85, _words.PICTURES: 0.80}
FLOORS = {"company": 0.80, "date": 0.95, "address": 0.68, "total": 0.88}
RUNS = 3
PAIRS_AIM, CLASSES_AIM, ERROR_AIM, EVIDENCE_AIM, MS_AIM = 0.55, 0.95, 0.04, 0.015, 60.0


@dataclass
class Tally:
    """What was counted for one kind of document."""

    fields: defaultdict[str, list[Scored]] = field(default_factory=lambda: defaultdict(list))
    classes: list[bool] = field(default_factory=list)
    counts: list[bool] = field(default_factory=list)
    pairs: list[int] = field(default_factory=lambda: [0, 0, 0])
    mrz: list[bool] = field(default_factory=list)
    signs: list[int] = field(default_factory=lambda: [0, 0])
    seconds: list[float] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    @property
    def scored(self) -> list[Scored]:
        return [one for several in self.fields.values() for one in several]


def main() -> None:
    arguments = _arguments()
    figures = _figures.Figures(arguments)
    with _figures.scratch() as folder:
        types = document_types.load()
        documents = [
            one
            for one in truths(arguments.corpus)
            if one.document_type in types and (arguments.all or one.untouched is not arguments.tuned)
        ]
        for engine in arguments.engine or _words.ENGINES[:1]:
            workspace = (arguments.keep or folder) / engine
            tallies, read = measure(documents, engine, workspace, folder)
            tell(engine, tallies, figures)
            if arguments.mistakes:
                print(*(mistake for tally in tallies.values() for mistake in tally.mistakes), sep="\n")
    half = "the half that was tuned on" if arguments.tuned else "the half that nothing was tuned on"
    half = "all of them" if arguments.all or not arguments.corpus else half
    figures.note(f"{read} documents and pictures of documents: {half}. Shares stand with their 95 % interval (Wilson).")
    figures.note(_figures.machine())
    figures.tell()


def _arguments() -> argparse.Namespace:
    parser = _figures.parser(__doc__ or "")
    parser.add_argument(
        "--engine", choices=_words.ENGINES, action="append", help="rapidocr unless named; may be repeated"
    )
    parser.add_argument("--all", action="store_true", help="also the documents that were tuned on")
    parser.add_argument("--tuned", action="store_true", help="the documents that were tuned on, not the others")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep what was read here, and use it the next time")
    parser.add_argument("--mistakes", action="store_true", help="print every wrong field")
    return parser.parse_args()


def measure(documents: Sequence[Truth], engine: str, workspace: Path, scratch: Path) -> tuple[dict[str, Tally], int]:
    """Read the documents and count, by kind; and how many could be read."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    every = _words.read_all(documents, engine, workspace, scratch)
    with desk_of(workspace) as desk:
        for one in every:
            _count(one, _words.texts_of(desk, one.path), tallies[one.kind])
    return dict(tallies), len(every)


def _count(one: Truth, pages: list[PageText], tally: Tally) -> None:
    types, today = document_types.load(), date.today()
    told = classify(pages, types)
    tally.classes.append(told.name == one.document_type)
    bundle = find(pages, types, told, today=today)
    tally.counts.append((len(bundle.parts) if bundle is not None else 1) == max(1, len(one.parts)))
    if not one.parts:
        _count_fields(one, pages, tally, today)
    elif bundle is not None and tally.counts[-1]:
        for part, truth in zip(bundle.parts, one.parts, strict=True):
            shown = [page if part.area is None else page.cut(part.area) for page in pages if page.page in part.pages]
            _count_fields(truth, shown, tally, today)
    else:
        tally.mistakes.append(f"{one.path.name}: {len(one.parts)} documents were not told apart")


def _count_fields(one: Truth, pages: list[PageText], tally: Tally, today: date) -> None:
    kind = document_types.load()[one.document_type]
    fields, seconds = _extracted(pages, kind, today)
    tally.seconds.append(seconds / max(1, len(pages)))
    if one.text:
        ours, theirs = signs("".join(page.text for page in pages)), signs(one.text)
        tally.signs[0] += min(len(theirs), _missing(ours, theirs))
        tally.signs[1] += len(theirs)
    if one.pairs:
        found = list(_pairs(fields.get("pairs")))
        for at, count in enumerate((found_pairs(one.pairs, found), len(one.pairs), len(found))):
            tally.pairs[at] += count
    if one.mrz and "mrz" in fields:
        tally.mrz.append(signs("".join(v.text for v in fields["mrz"].values)) == signs("".join(one.mrz)))
    among = _candidates(pages, kind, one, today)
    for name, wanted in one.fields.items():
        if kind.field(name) is not None and name in fields:
            scored = _scored(fields[name], kind, wanted, among.get(name), today)
            tally.fields[name].append(scored)
            if not scored.right:
                got = " | ".join(value.text for value in fields[name].values)
                tally.mistakes.append(f"{one.path.name} {name}: {got!r} instead of {' | '.join(wanted)!r}")


def _extracted(pages: list[PageText], kind: DocumentType, today: date) -> tuple[dict[str, Field], float]:
    """The fields by name, and the CPU time of the fastest of some runs: they differ by what else the machine does."""
    seconds = []
    for _ in range(RUNS):
        began = process_time()
        found = extract(pages, kind, today=today)
        seconds.append(process_time() - began)
    return {each.name: each for each in found.fields}, min(seconds)


def _missing(ours: str, theirs: str) -> int:
    """Characters that are wrong, whatever the order in which the lines were read: compared in pieces."""
    return distance(ours, theirs) if len(ours) * len(theirs) < 40_000_000 else abs(len(ours) - len(theirs))


def _scored(found: Field, kind: DocumentType, wanted: Sequence[str], among: bool | None, today: date) -> Scored:
    of = kind.field(found.name)
    assert of is not None
    values = found.values or (Value(text=""),)
    if len(wanted) > 1:
        right = len(values) == len(wanted) and all(
            any(same(one, value.text, value.normalized, of, today) for value in values) for one in wanted
        )
    else:
        right = same(wanted[0], values[0].text, values[0].normalized, of, today)
    value = values[0]
    return Scored(right, among, value.confidence if value.text else None, bool(value.evidence))


def _candidates(pages: Sequence[PageText], kind: DocumentType, one: Truth, today: date) -> dict[str, bool]:
    """For each field, whether its right value was among the candidates."""
    if kind.finder != "candidates":
        return {}
    return {
        each.field.name: any(
            same(one.fields[each.field.name][0], choice.candidate.text, choice.candidate.normalized, each.field, today)
            for choice in each.choices
        )
        for each in examine(pages, kind, today)
        if each.field.name in one.fields
    }


def _pairs(found: Field | None) -> Iterator[tuple[str, str]]:
    for row in found.rows if found is not None else ():
        by_name = {column.name: column for column in row.fields}
        texts_ = [" ".join(value.text for value in by_name[name].values) for name in ("label", "value")]
        yield texts_[0], texts_[1]


def tell(engine: str, tallies: dict[str, Tally], figures: _figures.Figures) -> None:
    """Give the figures of one engine, by kind."""
    everything: list[Scored] = []
    classes: list[bool] = []
    counts: list[bool] = []
    for kind, tally in tallies.items():
        name = f"{kind}_{engine}"
        everything += tally.scored
        if kind != _words.PICTURES:
            classes += tally.classes
            counts += tally.counts
        _tell_fields(name, kind, tally, figures)
        _tell_others(name, tally, figures)
    _share(f"classified_{engine}", classes, CLASSES_AIM, figures)
    _share(f"documents_in_file_{engine}", counts, None, figures)
    figures.add(f"ece_{engine}", calibration_error(everything), "", aim=ERROR_AIM, n=len(everything))
    settled = [one for one in everything if one.settled]
    _share(f"evidence_{engine}", [one.settled for one in everything], None, figures)
    figures.add(
        f"evidence_wrong_{engine}",
        sum(not one.right for one in settled) / max(1, len(settled)),
        "",
        aim=EVIDENCE_AIM,
        n=len(settled),
    )


def _tell_fields(name: str, kind: str, tally: Tally, figures: _figures.Figures) -> None:
    if not tally.fields:
        return
    shares = [sum(one.right for one in several) / len(several) for several in tally.fields.values()]
    count = sum(len(several) for several in tally.fields.values())
    figures.add(f"{name}_mean", sum(shares) / len(shares), "", aim=AIMS.get(kind), n=count, least=True)
    for field_name, several in tally.fields.items():
        floor = FLOORS.get(field_name) if kind == "receipt" else None
        _share(f"{name}_{field_name}", [one.right for one in several], floor, figures)
    among = [one.among for one in tally.scored if one.among is not None]
    _share(f"{name}_among_candidates", among, None, figures)


def _tell_others(name: str, tally: Tally, figures: _figures.Figures) -> None:
    good, wanted, found = tally.pairs
    if wanted:
        figures.add(f"{name}_pairs", good / wanted, "", aim=PAIRS_AIM, n=wanted, least=True)
        figures.add(f"{name}_pairs_f1", 2 * good / max(1, wanted + found), "", n=wanted)
    if tally.mrz:
        _share(f"{name}_mrz", tally.mrz, 1.0, figures)
    if tally.signs[1]:
        figures.add(f"{name}_cer", tally.signs[0] / tally.signs[1], "", n=tally.signs[1])
    figures.add(f"{name}_ms_a_page", 1000 * _middle(tally.seconds), "ms", aim=MS_AIM, n=len(tally.seconds))


def _share(name: str, good: Sequence[bool], aim: float | None, figures: _figures.Figures) -> None:
    if good:
        low, high = interval(sum(good), len(good))
        unit = f"{low:.2f}-{high:.2f}"
        figures.add(name, sum(good) / len(good), unit, aim=aim, n=len(good), least=True)


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


if __name__ == "__main__":
    main()
