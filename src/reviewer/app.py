"""The composition root: the only file that builds everything."""

import argparse
import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reviewer import log_file, resources
from reviewer import settings as settings_files
from reviewer.errors import SettingsError
from reviewer.jobs import CancelToken, silent
from reviewer.processes import memory
from reviewer.settings import Settings, workspace_of

if TYPE_CHECKING:  # only the window needs Qt and SQLAlchemy
    from reviewer.services.desk import Desk
    from reviewer.services.start import Recovered
    from reviewer.ui.viewmodels.session import Workers

SAMPLES = Path("build") / "samples"
RUN = Path("build") / "run"
_MMAP_THRESHOLD = -3  # of mallopt
SAMPLE_KINDS = frozenset({".jpg", ".jpeg", ".png", ".pdf", ".tif", ".tiff"})


def load_settings() -> Settings:
    """The operator's settings; the defaults, and a sentence, when the file cannot be used."""
    try:
        return settings_files.load()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return Settings()


def samples() -> tuple[Path, ...]:
    """The sample documents."""
    return tuple(sorted(path for path in resources.path("samples").iterdir() if path.suffix in SAMPLE_KINDS))


def run_window(options: argparse.Namespace) -> int:
    """Open the window. Returns the exit code."""
    # Qt is imported by the window alone: commands run without its libraries.
    from reviewer.ui.application import Application, make_qt

    memory.sweep()  # what the dead left
    log_file.begin()
    _calm_memory()
    settings = load_settings()
    folder = getattr(options, "workspace", None) or (SAMPLES if options.samples else workspace_of(settings))
    qt, look = make_qt(settings)
    takes = samples() if options.samples else ()
    application = Application(Path(folder).absolute(), settings, look, start, recover, takes)
    application.commands.open_samples = lambda: application.session.take(list(samples()))
    application.handed_over.connect(qt.quit)
    application.show()
    code = qt.exec()
    application.close()
    return code


def _calm_memory() -> None:
    """Give large pieces back to the system when they are freed: glibc would keep them, for pictures hundreds of MB."""
    with suppress(OSError, AttributeError):  # another system, or another C library
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, 1 << 20)


def start(folder: Path, settings: Settings) -> "tuple[Desk, Workers]":
    """Open a workspace with the children that read for it; in a worker thread."""
    # Here, because SQLAlchemy behind them takes 0.3 s to import, and the first paint does not wait for that.
    from reviewer.services.region import ReadRegionJob
    from reviewer.services.start import open_desk
    from reviewer.services.tools import Tools
    from reviewer.ui.viewmodels.session import Workers

    desk = open_desk(folder, settings)
    return desk, Workers([Tools() for _ in range(max(1, settings.reading.readers))], ReadRegionJob)


def recover(desk: "Desk") -> "Recovered":
    """Bring back what was left when Reviewer stopped; in a worker thread."""
    from reviewer.services.start import RecoverJob

    return RecoverJob(desk)(CancelToken(), silent)


def run_samples(options: argparse.Namespace) -> int:
    """Without a display: read the samples, write their JSON and a picture of the window. Returns the exit code."""
    from reviewer.cli import parser
    from reviewer.cli.main import run

    folder = Path(getattr(options, "workspace", None) or SAMPLES).absolute()
    RUN.mkdir(parents=True, exist_ok=True)
    paths = [str(path) for path in samples()]
    wanted = ["recognize", *paths, "--workspace", str(folder), "--output", str(RUN)]
    code = run(parser.build().parse_args(wanted))
    written = [RUN / f"{path.stem}.json" for path in samples()]
    picture = RUN / "review.png"
    if take_picture(folder, picture):
        written.append(picture)
    for path in written:
        if path.exists():
            print(f"Wrote {path}")
    return code


def take_picture(folder: Path, file: Path) -> bool:
    """A picture of the window, drawn without a display. False, and a sentence, when Qt's libraries are missing."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from reviewer.ui import screenshot
    except ImportError as error:
        missing = str(error).partition(":")[0]
        print(f"There is no screenshot: the library {missing} is missing. Install libgl1 libegl1.", file=sys.stderr)
        return False
    settings = msgspec.structs.replace(load_settings(), operator="sample")
    return screenshot.take(
        folder, file, settings=settings, start=start, recover=recover, document="receipt-hardware.jpg"
    )
