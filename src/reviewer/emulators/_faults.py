"""Faults on demand: what may go wrong, how often, and where. `reviewer emulate --help` says how they are written."""

import random
import re
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Literal, get_args

import msgspec

Kind = Literal["submit", "poll", "feedback", "other"]
"""What a request is for."""

KINDS = get_args(Kind)
STATUSES = (401, 403, 404, 422, 429, 500, 503)
TASKS = ("never", "lost")
CALLBACKS = ("duplicate-callbacks", "shuffled-callbacks")
OTHERS = ("slow", "cut", "cut-request", "garbage", "huge", *TASKS, *CALLBACKS)
GARBAGE = ("bytes", "html", "empty", "deep", "types", "half")

_SPEC = re.compile(
    r"(?P<what>[a-z0-9-]+)(=(?P<value>[^+@:]+))?(?P<options>(\+[a-z-]+(=[^+@:]+)?)*)(@(?P<where>[a-z]+))?(:(?P<share>[0-9.]+))?"
)
_UNITS = {"": 1, "kB": 1_000, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}


class Fault(msgspec.Struct, frozen=True):
    """One thing that may go wrong.

    Attributes:
        what: a status as text, or one of `OTHERS`.
        value: of garbage: which; else empty.
        low, high: seconds, bytes or times: between these.
        where: the kind of request; None: any but `other`.
        share: 0..1 of the requests or tasks it happens to.
        times: how often at most; None without end.
        retry_after: seconds that a 429 or 503 asks to wait.
        accepted: a status is answered only after the request was carried out.
        packed: a huge answer is sent with gzip.
    """

    what: str
    value: str = ""
    low: float = 0.0
    high: float = 0.0
    where: Kind | None = None
    share: float = 1.0
    times: int | None = None
    retry_after: float | None = None
    accepted: bool = False
    packed: bool = False

    @property
    def status(self) -> int:
        """The status to be answered; 0 for other faults."""
        return int(self.what) if self.what.isdecimal() else 0

    def fits(self, kind: str) -> bool:
        """Whether it may happen to a request of this kind."""
        if self.where is not None:
            return self.where == kind
        return kind == "submit" if self.what == "cut-request" else kind != "other"


def parse(text: str) -> Fault:
    """A fault as it is written on the command line.

    Raises:
        ValueError: it is none; the text says why.
    """
    match = _SPEC.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{text}” is no fault")
    what, where = match["what"], match["where"]
    if what not in OTHERS and not (what.isdecimal() and int(what) in STATUSES):
        raise ValueError(f"there is no fault “{what}”")
    if where is not None and where not in KINDS:
        raise ValueError(f"a fault happens to submit, poll or feedback, not to “{where}”")
    share = float(match["share"] or 1.0)
    if not 0.0 <= share <= 1.0:
        raise ValueError(f"a share lies between 0 and 1, and “{text}” has {share}")
    options = dict(part.partition("=")[::2] for part in match["options"].split("+") if part)
    unknown = options.keys() - {"retry-after", "times", "accepted", "gzip"}
    if unknown:
        raise ValueError(f"there is no option “{min(unknown)}” of faults")
    low, high, word = _value(what, match["value"])
    return Fault(
        what,
        word,
        low,
        high,
        msgspec.convert(where, Kind | None),
        share,
        int(options["times"]) if "times" in options else None,
        float(options["retry-after"]) if "retry-after" in options else None,
        "accepted" in options,
        "gzip" in options,
    )


def _value(what: str, text: str | None) -> tuple[float, float, str]:
    """Lowest and highest figure, or a word."""
    if what == "garbage":
        if text is not None and text not in GARBAGE:
            raise ValueError(f"garbage is one of {', '.join(GARBAGE)}, not “{text}”")
        return 0.0, 0.0, text or "bytes"
    if text is None:
        usual = {"shuffled-callbacks": 2.0, "duplicate-callbacks": 2.0, "slow": 5.0, "huge": 50e6}.get(what, 0.0)
        return usual, usual, ""
    low, _, high = text.partition("-")
    return _figure(low), _figure(high or low), ""


def _figure(text: str) -> float:
    match = re.fullmatch(r"([0-9.]+)\s*([kKMG]?B|s?)", text)
    if match is None:
        raise ValueError(f"“{text}” is no figure")
    return float(match[1]) * _UNITS.get(match[2], 1)


class Faults:
    """Chooses what goes wrong; can be changed at any time, from any thread.

    Args:
        faults: or how they are written.
        seed: of chance; the same seed and requests have the same faults.
    """

    def __init__(self, faults: Iterable[Fault | str] = (), seed: int = 0) -> None:
        self._random = random.Random(seed)
        self._lock = Lock()
        self._faults: list[Fault] = []
        self._count: dict[int, int] = {}
        self.set(faults)

    def set(self, faults: Iterable[Fault | str]) -> None:
        """From now on these, and no others."""
        made = [parse(fault) if isinstance(fault, str) else fault for fault in faults]
        with self._lock:
            self._faults, self._count = made, {}

    def of_request(self, kind: str) -> Fault | None:
        """What happens to a request, or nothing."""
        return self._first(lambda fault: fault.what not in (*TASKS, *CALLBACKS) and fault.fits(kind))

    def of_task(self) -> str:
        """What happens to a task: `never`, `lost` or nothing."""
        fault = self._first(lambda fault: fault.what in TASKS)
        return fault.what if fault is not None else ""

    def of_callback(self) -> tuple[int, float]:
        """How often a callback is sent, and how many seconds late at most."""
        twice = self._first(lambda fault: fault.what == "duplicate-callbacks")
        late = self._first(lambda fault: fault.what == "shuffled-callbacks")
        return round(twice.high) if twice is not None else 1, late.high if late is not None else 0.0

    def between(self, low: float, high: float) -> float:
        """A figure by chance."""
        with self._lock:
            return self._random.uniform(low, high)

    def _first(self, fits: Callable[[Fault], bool]) -> Fault | None:
        with self._lock:
            for number, fault in enumerate(self._faults):
                if not fits(fault) or (fault.times is not None and self._count.get(number, 0) >= fault.times):
                    continue
                if self._random.random() < fault.share:
                    self._count[number] = self._count.get(number, 0) + 1
                    return fault
        return None
