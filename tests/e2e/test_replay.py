"""The example of the documentation is played as a command, with real engines, on the screen of the test."""

import json
import re
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

PAGE = Path(__file__).parents[2] / "docs" / "replay.md"


def test_the_example_of_the_documentation_goes_well(tmp_path):
    (example,) = re.findall(r"^```jsonl\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    script = tmp_path / "first.jsonl"
    script.write_text(example, "utf-8")
    command = [sys.executable, "-m", "reviewer", "replay", str(script), "--json", "--frames", str(tmp_path / "frames")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=110, check=False)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (done.stderr, told[-1:])
    assert [line["step"] for line in told] == list(range(1, len(told) + 1))
    assert all(line["ok"] for line in told)
    assert all(line["ms"] > 0 for line in told if "key" in line["what"])
    pictures = [tmp_path / "receipt.png", *sorted((tmp_path / "frames").iterdir())]
    assert len(pictures) == len(told) + 1
    assert all(not QImage(str(picture)).isNull() for picture in pictures)
    assert not list((tmp_path / "settings").glob("*")), "the operator's settings are left alone"
