"""Make the pictures of the window in docs/images/: .venv/bin/python packaging/screenshots [OUTPUT_DIR].

The samples are read into a temporary workspace with usual settings, so the pictures show nothing of this machine.
Each picture is made by a process of its own: there is one QApplication a process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
DOCUMENT = "receipt-hardware.jpg"
OPERATOR = "Ada"
SIZE = (1600, 1000)
LARGEST = 400_000  # bytes of a PNG
COLORS = (256, 192, 128)
PICTURES = {"review.png": ("light", ""), "review-dark.png": ("dark", ""), "provider.png": ("light", "provider.handl")}
"""Scheme and page of the settings, by file."""


def main(arguments: list[str]) -> int:
    """Make every picture. Returns 1 when one could not be made."""
    if arguments[:1] == ["--one"]:
        return one(Path(arguments[1]), Path(arguments[2]), *arguments[3:])
    output = (Path(arguments[0]) if arguments else IMAGES).absolute()
    with tempfile.TemporaryDirectory(prefix="reviewer-screenshots-") as place:
        workspace = Path(place) / "workspace"
        environment = {
            **os.environ,
            "LC_ALL": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": "1",
            "REVIEWER_HANDL_TOKEN": "made up",  # so that the page shows that there is a key
            "REVIEWER_SETTINGS": str(Path(place) / "settings"),
            "XDG_CONFIG_HOME": str(Path(place) / "config"),
        }
        samples = sorted(path for path in (ROOT / "resources" / "samples").iterdir() if path.suffix in (".jpg", ".pdf"))
        read = ["-m", "reviewer", "recognize", *map(str, samples), "--workspace", str(workspace), "--output", place]
        if run(read, environment):
            return 1
        return max(
            run([str(Path(__file__).parent), "--one", str(workspace), str(output / name), *how], environment)
            for name, how in PICTURES.items()
        )


def run(arguments: list[str], environment: dict[str, str]) -> int:
    """Run this Python once more."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=False).returncode


def one(workspace: Path, file: Path, scheme: str, page: str) -> int:
    """Make one picture."""
    from reviewer import app
    from reviewer.settings import Appearance, Settings
    from reviewer.ui import screenshot

    appearance = Appearance(scheme=scheme)
    settings = Settings(operator=OPERATOR, appearance=appearance, providers={"handl": {"use": True}} if page else {})
    made = screenshot.take(
        workspace,
        file,
        settings=settings,
        start=app.start,
        recover=app.recover,
        size=SIZE,
        document=DOCUMENT,
        page=page,
    )
    if not made:
        print(f"There is no picture {file.name}: the window showed no document in time.", file=sys.stderr)
        return 1
    size = shrink(file)
    print(f"Wrote {file}, {size:,} bytes")
    if size > LARGEST:
        print(f"{file.name} is larger than {LARGEST:,} bytes.", file=sys.stderr)
        return 1
    return 0


def shrink(file: Path) -> int:
    """Write a picture with as many colors as fit into the largest size. Returns its bytes."""
    with Image.open(file) as opened:
        picture = opened.convert("RGB")
    for colors in COLORS:
        picture.quantize(colors, dither=Image.Dither.NONE).save(file, optimize=True)
        if file.stat().st_size <= LARGEST:
            break
    return file.stat().st_size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
