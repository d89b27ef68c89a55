"""Make the recording in docs/images/review.gif: .venv/bin/python packaging/recording [OUTPUT.gif].

A script is played in the real window, offscreen, on the samples in a temporary workspace: `review.jsonl`. A picture is
taken after every step that has a note or a key; what was pressed is written below it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).parent / "review.jsonl"
OUTPUT = ROOT / "docs" / "images" / "review.gif"
SAMPLES = ROOT / "resources" / "samples"
FONT = ROOT / "resources" / "fonts" / "JetBrainsMono-Regular.ttf"
WIDTH, CAPTION = 960, 44
COLORS = 96
LARGEST = 2_000_000  # bytes
SHORT, LONG = 900, 2200  # milliseconds that a picture stands, without and with a note
GROUND, INK, CAP, LINE = (31, 35, 40), (232, 235, 239), (57, 65, 74), (124, 135, 148)


@dataclass(frozen=True)
class Scene:
    """One picture of the recording: what was pressed, what is to be said, how long it stands."""

    file: Path
    keys: str
    note: str

    @property
    def duration(self) -> int:
        return LONG if self.note else SHORT


def main(arguments: list[str]) -> int:
    """Make the recording. Returns 1 when it could not be made, or is too large."""
    output = Path(arguments[0] if arguments else OUTPUT).absolute()
    with tempfile.TemporaryDirectory(prefix="reviewer-recording-") as place:
        folder = Path(place)
        samples = [str(SAMPLES / name) for name in ("receipt-hardware.jpg", "receipt-cafe.jpg", "invoice-ardlough.pdf")]
        workspace = ["--workspace", str(folder / "workspace")]
        for command in (
            ["recognize", *samples, *workspace, "--output", str(folder / "json")],
            ["replay", str(SCRIPT), *workspace, "--frames", str(folder / "frames")],
        ):
            if subprocess.run(
                [sys.executable, "-m", "reviewer", *command], env=surroundings(folder), check=False
            ).returncode:
                return 1
        write(list(scenes(folder / "frames")), output)
    size = output.stat().st_size
    print(f"Wrote {output}, {size:,} bytes")
    if size > LARGEST:
        print(f"{output.name} is larger than {LARGEST:,} bytes.", file=sys.stderr)
        return 1
    return 0


def surroundings(place: Path) -> dict[str, str]:
    """Of a program that is to find nothing of this machine."""
    return {
        **os.environ,
        "LC_ALL": "C.UTF-8",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": "1",
        "REVIEWER_SETTINGS": str(place / "settings"),
        "XDG_CONFIG_HOME": str(place / "config"),
    }


def scenes(frames: Path) -> Iterator[Scene]:
    """The pictures of the steps that an operator would see."""
    lines = [line for line in SCRIPT.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    for number, step in enumerate(map(json.loads, lines), 1):
        keys = step.get("key", "")
        pressed = " ".join([keys] if isinstance(keys, str) else keys).replace("Return", "Enter")
        typed = f"“{step['type']}”" if "type" in step else ""
        if pressed or typed or "note" in step:
            yield Scene(frames / f"{number:04}.png", pressed or typed, step.get("note", ""))


def write(shown: list[Scene], output: Path) -> None:
    """One palette for all pictures, so that only what changes is kept of each."""
    pictures = [drawn(scene) for scene in shown]
    sample = Image.new("RGB", (WIDTH, sum(picture.height for picture in pictures[::4])))
    top = 0
    for picture in pictures[::4]:
        sample.paste(picture, (0, top))
        top += picture.height
    palette = sample.quantize(COLORS, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    frames = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    durations = [scene.duration for scene in shown]
    frames[0].save(output, save_all=True, append_images=frames[1:], duration=durations, loop=0, optimize=True)


def drawn(scene: Scene) -> Image.Image:
    """A picture of the window with what was pressed below it."""
    with Image.open(scene.file) as opened:
        window = opened.convert("RGB")
    height = round(window.height * WIDTH / window.width)
    made = Image.new("RGB", (WIDTH, height + CAPTION), GROUND)
    made.paste(window.resize((WIDTH, height), Image.Resampling.LANCZOS), (0, 0))
    draw, font = ImageDraw.Draw(made), ImageFont.truetype(str(FONT), 18)
    middle, left = height + CAPTION // 2, 16
    if scene.keys:
        width = draw.textlength(scene.keys, font)
        draw.rounded_rectangle((left, middle - 14, left + width + 20, middle + 14), 5, CAP, LINE)
        draw.text((left + 10, middle), scene.keys, INK, font, anchor="lm")
        left += int(width) + 36
    draw.text((left, middle), scene.note, INK, font, anchor="lm")
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
