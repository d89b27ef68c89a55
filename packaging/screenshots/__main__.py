"""Make the pictures of the window in docs/images/: .venv/bin/python packaging/screenshots [OUTPUT_DIR].

The samples are read into a temporary workspace with usual settings, so the pictures show nothing of this machine.
Those of services show what their emulators answer; nothing is sent anywhere.
Each picture is made by a process of its own: there is one QApplication a process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from of_services import PLAYED, played
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
SAMPLES = ROOT / "resources" / "samples"
DOCUMENT = "receipt-hardware.jpg"
OPERATOR = "Ada"
SIZE = (1600, 1000)
SMALL = (1200, 720)
LARGEST, LARGEST_SMALL = 400_000, 200_000  # bytes of a PNG
COLORS = (256, 192, 128, 96, 64, 48)
PICTURES = {"review.png": ("light", ""), "review-dark.png": ("dark", ""), "provider.png": ("light", "provider.handl")}
"""Scheme and page of the settings, by file."""


def main(arguments: list[str]) -> int:
    """Make every picture. Returns 1 when one could not be made."""
    if arguments[:1] == ["--one"]:
        return one(*arguments[1:])
    output = (Path(arguments[0]) if arguments else IMAGES).absolute()
    with tempfile.TemporaryDirectory(prefix="reviewer-screenshots-") as place:
        return of_samples(Path(place), output) or of_services(Path(place), output)


def of_samples(place: Path, output: Path) -> int:
    """The review window, with all samples read on this computer."""
    samples = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".jpg", ".pdf"))
    read = ["recognize", *map(str, samples), "--workspace", str(place / "workspace"), "--output", str(place)]
    if run(["-m", "reviewer", *read], environment(place)):
        return 1
    return max(picture(place, output / name, DOCUMENT, *how) for name, how in PICTURES.items())


def of_services(place: Path, output: Path) -> int:
    """The window with an answer of each service."""
    worst = 0
    for service in PLAYED:
        own = place / service.name
        with played(service, own / "settings") as keys:
            sample = str(SAMPLES / service.sample)
            read = ["-m", "reviewer", "recognize", sample, "--workspace", str(own / "workspace"), "--output", str(own)]
            surroundings = {**environment(own), **keys}
            for by in service.read_by:
                worst = max(worst, run([*read, *by], surroundings))
            worst = max(worst, picture(own, output / f"{service.name}.png", service.sample, more=keys))
    return worst


def environment(place: Path) -> dict[str, str]:
    """Of a program that is to find nothing of this machine."""
    return {
        **os.environ,
        "LC_ALL": "C.UTF-8",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": "1",
        "REVIEWER_HANDL_TOKEN": "made up",  # so that the page shows that there is a key
        "REVIEWER_SETTINGS": str(place / "settings"),
        "XDG_CONFIG_HOME": str(place / "config"),
    }


def picture(
    place: Path, file: Path, document: str, scheme: str = "", page: str = "", more: dict[str, str] | None = None
) -> int:
    """Make one picture in a process of its own; without a scheme a small one of a service."""
    arguments = [str(place / "workspace"), str(file), document, scheme, page]
    return run([str(Path(__file__).parent), "--one", *arguments], {**environment(place), **(more or {})})


def run(arguments: list[str], environment: dict[str, str]) -> int:
    """Run this Python once more."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=False).returncode


def one(workspace: str, to: str, document: str, scheme: str, page: str) -> int:
    """Make one picture."""
    from msgspec.structs import replace

    from reviewer import app
    from reviewer import settings as settings_files
    from reviewer.settings import Appearance
    from reviewer.ui import screenshot

    file = Path(to)
    settings = replace(settings_files.load(), operator=OPERATOR, appearance=Appearance(scheme=scheme or "light"))
    if page:
        settings = replace(settings, providers={page.removeprefix("provider."): {"use": True}})
    made = screenshot.take(
        Path(workspace),
        file,
        settings=settings,
        start=app.start,
        recover=app.recover,
        size=SIZE if scheme else SMALL,
        document=document,
        page=page,
    )
    if not made:
        print(f"There is no picture {file.name}: the window showed no document in time.", file=sys.stderr)
        return 1
    largest = LARGEST if scheme else LARGEST_SMALL
    size = shrink(file, largest)
    print(f"Wrote {file}, {size:,} bytes")
    if size > largest:
        print(f"{file.name} is larger than {largest:,} bytes.", file=sys.stderr)
        return 1
    return 0


def shrink(file: Path, largest: int) -> int:
    """Write a picture with as many colors as fit into the largest size. Returns its bytes."""
    with Image.open(file) as opened:
        picture = opened.convert("RGB")
    for colors in COLORS:
        # the method that keeps the few pixels of the accent among those of a photograph
        found = picture.quantize(colors, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
        found.save(file, optimize=True)
        if file.stat().st_size <= largest:
            break
    return file.stat().st_size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
