"""`reviewer emulate`: what it prints, how it ends, and what it says when something is wrong."""

import os
import signal
import subprocess
import sys

import httpx
import pytest

from reviewer.__main__ import main

PATIENCE = 60.0


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path))


@pytest.fixture
def started(settings):
    """Starts the command; ends it when a test did not."""
    begun = []

    def start(*arguments):
        command = [sys.executable, "-m", "reviewer", "emulate", *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        begun.append(process)
        lines = []
        for line in process.stdout:
            lines.append(line.rstrip())
            if line.startswith("Ctrl+C"):
                break
        return process, lines

    yield start
    for process in begun:
        process.kill()
        process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent otherwise")
def test_it_says_what_it_is_and_ends_quietly(started):
    process, lines = started("handl", "--latency", "0", "--key", "mine", "--fault", "503@poll")

    url = next(line for line in lines if "Base URL" in line).split()[-1]
    assert "not its quality" in lines[0]
    assert any(line.split() == ["token", "mine"] for line in lines)
    assert httpx.get(f"{url}/healthcheck", trust_env=False, verify=False).json() == {"success": True}
    assert httpx.get(f"{url}/result/1?token=mine", trust_env=False, verify=False).status_code == 503

    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert (output, errors) == ("", "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--fault", "418"], "there is no fault “418”"),
        (["--set", "colour=red"], "colour"),
        (["--set", "colour"], "NAME=VALUE"),
        (["--set", "pending=soon"], "soon"),
        (["--host", "256.0.0.1"], "cannot be used"),
    ],
)
def test_what_is_wrong_is_told_in_sentences(settings, capsys, arguments, words):
    assert main(["emulate", "handl", *arguments]) == 1

    told = capsys.readouterr().err
    assert words in told
    assert "Traceback" not in told


def test_without_the_extra_one_sentence_says_how_to_get_it(settings):
    code = "import sys; sys.modules['uvicorn'] = None; from reviewer.__main__ import main; sys.exit(main(sys.argv[1:]))"

    ran = subprocess.run(
        [sys.executable, "-c", code, "emulate", "handl"], capture_output=True, text=True, check=False, timeout=PATIENCE
    )

    assert ran.returncode == 1
    assert "pip install 'reviewer[emulators]'" in ran.stderr
    assert "Traceback" not in ran.stderr
