"""What all benchmarks share: figures, how they are printed and kept, and the memory of processes.

A benchmark prints a table, and with `--json FILE` adds its figures to that file: name -> {value, unit, aim, n}.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HIDDEN = {"QT_QPA_PLATFORM": "offscreen"}


@dataclass(frozen=True)
class Figure:
    """One measured figure.

    Attributes:
        name: stable.
        value, unit: what was measured.
        aim: what is to be reached; None where a figure only explains another.
        n: how many measurements it is made of.
        least: whether the aim is the least that counts, else it is the most.
    """

    name: str
    value: float
    unit: str
    aim: float | None
    n: int
    least: bool = False

    @property
    def verdict(self) -> str:
        if self.aim is None:
            return ""
        good = self.value >= self.aim if self.least else self.value <= self.aim
        return "ok" if good else "under" if self.least else "over"

    @property
    def aim_text(self) -> str:
        return "" if self.aim is None else f"{'>=' if self.least else '<='} {self.aim:g}"


class Figures:
    """The figures of one benchmark."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._json: Path | None = arguments.json
        self._corpus: bool = arguments.corpus is not None
        self._figures: list[Figure] = []
        self._notes: list[str] = []

    def add(
        self, name: str, value: float, unit: str, *, aim: float | None = None, n: int = 1, least: bool = False
    ) -> None:
        self._figures.append(Figure(name, value, unit, aim, n, least))

    def add_many(self, name: str, values: Sequence[float], unit: str, *, aim: float | None = None) -> None:
        """Add a median, 95th percentile and worst of several measurements; the aim is one of the 95th percentile."""
        self.add(f"{name}_median", statistics.median(values), unit, n=len(values))
        self.add(f"{name}_p95", percentile(values, 95), unit, aim=aim, n=len(values))
        self.add(f"{name}_worst", max(values), unit, n=len(values))

    def take(self, file: Path, names: Mapping[str, str]) -> None:
        """Take what another benchmark kept in a file; `names` are other names for some of its figures."""
        for name, kept in json.loads(file.read_text("utf-8")).items():
            self.add(names.get(name, name), kept["value"], kept["unit"], aim=kept["aim"], n=kept["n"])

    def note(self, text: str) -> None:
        """A sentence below the table."""
        self._notes.append(text)

    def tell(self) -> None:
        """Print the table, and keep the figures where that was asked for."""
        table = [("figure", "value", "unit", "aim", "n", "")]
        for f in self._figures:
            name = f"{f.name} (corpus)" if self._corpus else f.name
            table.append((name, _number(f.value), f.unit, f.aim_text, str(f.n), f.verdict))
        widths = [max(len(row[column]) for row in table) for column in range(6)]
        for row in table:
            cells = [
                cell.rjust(width) if i in (1, 4) else cell.ljust(width) for i, (cell, width) in _cells(row, widths)
            ]
            print("  ".join(cells).rstrip())
        for note in self._notes:
            print(note)
        sys.stdout.flush()
        if self._json is not None:
            self._keep(self._json)

    def _keep(self, file: Path) -> None:
        known = json.loads(file.read_text("utf-8")) if file.exists() else {}  # `make bench` gives all the same file
        for f in self._figures:
            kept = {"value": round(f.value, 4), "unit": f.unit, "aim": f.aim, "n": f.n}
            known[f.name] = {**kept, "corpus": True} if self._corpus else kept
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _cells(row: Sequence[str], widths: Sequence[int]) -> Iterator[tuple[int, tuple[str, int]]]:
    return enumerate(zip(row, widths, strict=True))


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` percent of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100).__int__() - 1)]


def parser(description: str) -> argparse.ArgumentParser:
    """A parser with the options that all benchmarks take."""
    made = argparse.ArgumentParser(description=description.partition("\n")[0])
    made.add_argument("--json", type=Path, metavar="FILE", help="add the figures to this file")
    made.add_argument("--corpus", type=Path, metavar="DIR", help="images to measure with, instead of the samples")
    return made


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is removed afterwards; settings are looked for there, and windows are not shown."""
    _compile()
    with tempfile.TemporaryDirectory(prefix="reviewer-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["REVIEWER_SETTINGS"] = str(folder / "settings")
        os.environ.update(HIDDEN)
        yield folder


def _compile() -> None:
    """Bytecode as an installed program has it, also where the environment forbids to write it."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    compileall.compile_dir(ROOT / "src" / "reviewer", quiet=2)


def machine() -> str:
    """What the figures depend on, as a sentence."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    load = f", load {os.getloadavg()[0]:.1f} (1 minute)" if hasattr(os, "getloadavg") else ""
    return f"Machine: {cores} cores{load}, Python {sys.version.split()[0]}, {sys.platform}."


# Memory, from /proc


def has_proc() -> bool:
    return Path("/proc/self/smaps_rollup").exists()


def family(pid: int) -> list[int]:
    """A process and all that it started, and those started."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has ended
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def resident(pid: int) -> float:
    """Megabytes of memory that a process has; 0 when it is gone."""
    return _megabytes(pid, "status", "VmRSS:")


def proportional(pid: int) -> float:
    """The same, with what it shares with others divided among them; sums of this are true."""
    return _megabytes(pid, "smaps_rollup", "Pss:")


def _megabytes(pid: int, file: str, name: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0.0)
