"""The runs of benchmarks/faults.py, a small part of each: what they promise holds at any size."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "faults.py"


@pytest.mark.parametrize("run", ["storm", "cuts", "callbacks", "nonsense", "kills"])
def test_a_small_part_keeps_its_promises(run):
    command = [sys.executable, str(SCRIPT), "--only", run, "--part", "50"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
