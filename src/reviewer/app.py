"""The composition root: the only file that builds everything."""

import argparse
import gc
import os
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reviewer import resources
from reviewer import settings as settings_files
from reviewer.errors import ReviewerError, SettingsError, WorkspaceBusy
from reviewer.jobs import CancelToken, silent
from reviewer.settings import Settings, workspace_of
from reviewer.store.lock import LOCK, Lock

if TYPE_CHECKING:  # only the window needs Qt and SQLAlchemy
    from reviewer.services.desk import Desk
    from reviewer.services.start import Recovered
    from reviewer.ui.replay.outcome import Outcome
    from reviewer.ui.replay.script import Verb
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
    gc.disable()  # what a start makes is no garbage, and looking through it takes 0.1 s; the window collects later
    # Qt is imported by the window alone: commands run without its libraries.
    from reviewer.ui.frame import Frame, make_qt

    settings = load_settings()
    named = getattr(options, "workspace", None) or (SAMPLES if options.samples else workspace_of(settings))
    folder = Path(named).absolute()
    takes, opens = samples() if options.samples else (), tuple(options.files)
    if _handed_over(folder, takes + opens):
        return 0
    qt, look = make_qt(settings)
    frame = Frame(settings)
    frame.show()
    # Only now, when there is something to look at; and the page child first, which starts beside the rest.
    from reviewer.pages.client import PageClient

    pages = PageClient()
    with suppress(ReviewerError):  # the first page will say so
        pages.start()
    from reviewer import log_file
    from reviewer.ui.application import Application
    from reviewer.ui.signals import Requests

    log_file.begin()
    calm_memory()
    application = Application(folder, settings, look, start, recover, takes, opens, frame, pages)
    application.commands.window.open_samples = lambda: application.session.intake.take(list(samples()))
    application.samples = samples
    application.starting.handed_over.connect(qt.quit)
    requests = Requests(application)
    requests.heard.connect(qt.quit)
    application.show()
    code = qt.exec()
    application.close()
    requests.close()
    return code


def _handed_over(folder: Path, paths: tuple[Path, ...]) -> bool:
    """Whether a window that has the workspace came to the front and took the files."""
    if not Lock(folder / LOCK).held:
        return False
    from reviewer.ui.single import hand_over  # Qt's network is for those who find a window

    return hand_over(folder, paths)


def calm_memory() -> None:
    """Give large pieces back to the system when they are freed: glibc would keep them, for pictures hundreds of MB."""
    import ctypes  # the first paint does not wait for it

    with suppress(OSError, AttributeError):  # another system, or another C library
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, 1 << 18)


def start(folder: Path, settings: Settings) -> "tuple[Desk, Workers]":
    """Open a workspace with the children that read for it; in a worker thread."""
    # Here, because SQLAlchemy behind them takes 0.3 s to import, and the first paint does not wait for that.
    from reviewer.services.region import ReadRegionJob
    from reviewer.services.start import open_desk_anyhow
    from reviewer.services.tools import Tools
    from reviewer.ui.viewmodels.session import Workers

    desk = open_desk_anyhow(folder, settings)
    places = max(1, settings.reading.readers)
    return desk, Workers([Tools(settings.reading, readers=places)] * places, ReadRegionJob)


def recover(desk: "Desk") -> "Recovered":
    """Bring back what was left when Reviewer stopped; in a worker thread."""
    from reviewer.processes import memory
    from reviewer.services.start import RecoverJob

    memory.sweep()  # what the dead left
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


def run_replay(options: argparse.Namespace, *, on_screen: bool) -> int:
    """Play a script in the window. Returns the exit code."""
    from reviewer.cli.guard import guarded

    return guarded(lambda: _replayed(options, on_screen=on_screen))


def _replayed(options: argparse.Namespace, *, on_screen: bool) -> int:
    from reviewer.cli.opening import throw_away
    from reviewer.cli.streams import put, put_bytes, say

    if not on_screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from reviewer.ui.replay.outcome import as_json, as_lines, summary
        from reviewer.ui.replay.player import How
        from reviewer.ui.replay.replay import Replay
        from reviewer.ui.replay.script import load
    except ImportError as error:
        say(f"The window cannot open: {error}. “reviewer doctor” says what is missing.")
        return 1
    steps = load(options.script)
    base = Path.cwd() if str(options.script) == "-" else options.script.absolute().parent
    named = getattr(options, "workspace", None)
    with throw_away() as aside:
        folder = aside if named is None else Path(named).absolute()
        if Lock(folder / LOCK).held:
            raise WorkspaceBusy("This workspace is open in the Reviewer window.", "Close it, or use --workspace.")
        settings = _settings_of_replay(aside.parent / "settings", own=named is not None)
        replay = Replay(folder, settings, start, recover, samples(), options.size)
        how = How(options.frames, options.pace, options.keep_going)

        def tell(outcome: "Outcome", verb: "Verb") -> None:
            if options.json:
                put_bytes(as_json(outcome))
            else:
                for line in as_lines(outcome, verb.note):
                    put(line)

        played = replay.play(steps, base, how, tell)
    if not options.json:
        put(summary(played))
    return 128 + signal.SIGINT if replay.stopped else 0 if played.fine else 1


def _settings_of_replay(aside: Path, *, own: bool) -> Settings:
    """The settings that a replay has; what it changes in them goes into a folder that is thrown away.

    Args:
        aside: the folder.
        own: whether it plays in a workspace of the operator, as the operator has set up everything; else with what
            reads on this computer, and the defaults.
    """
    settings, types = load_settings(), settings_files.folder() / "document_types"
    aside.mkdir(parents=True)
    if types.is_dir():
        shutil.copytree(types, aside / "document_types")
    os.environ["REVIEWER_SETTINGS"] = str(aside)
    operator = settings.operator or "replay"
    if own:
        return msgspec.structs.replace(settings, operator=operator)
    return Settings(operator=operator, reading=msgspec.structs.replace(settings.reading, provider=""))


def run_emulator(options: argparse.Namespace) -> int:
    """Play a recognition service until Ctrl+C. Returns the exit code."""
    from reviewer.cli.guard import guarded
    from reviewer.emulators._command import run

    return guarded(lambda: run(options, load_settings()))


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
