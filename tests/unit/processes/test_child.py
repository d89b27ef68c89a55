import os
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest

from reviewer.errors import Cancelled, ChildDied, PasswordNeeded, ReviewerError, TooLarge
from reviewer.jobs import CancelToken
from reviewer.processes.child import Child


class Said(msgspec.Struct):
    text: str = ""


def ask(child, name, text="", **options):
    return child.call(name, Said(text), Said, **options).text


def in_thread(call):
    """Run a call in a thread; its outcome comes out of the list once the thread is joined."""
    outcome = []

    def run():
        try:
            outcome.append(call())
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, outcome


def test_a_child_that_was_started_ahead_answers_the_first_call(child):
    child.start()
    first = child.pid
    assert first is not None
    child.start()
    assert child.pid == first
    assert ask(child, "echo", "ready") == "ready"
    assert child.pid == first


def test_a_closed_child_is_not_started(child):
    child.close()
    with pytest.raises(Cancelled):
        child.start()


def test_a_call_is_answered_by_a_process_that_stays(child):
    assert child.pid is None
    assert ask(child, "echo", "Straße 7 €") == "Straße 7 €"
    first = child.pid
    assert first != os.getpid()

    assert ask(child, "echo", "again") == "again"
    assert child.pid == first
    assert child.level == "limits" or sys.platform == "win32"


def test_what_libraries_print_and_read_does_not_reach_the_wire(child):
    assert ask(child, "noisy") == ""
    assert ask(child, "echo", "still here") == "still here"


def test_an_error_for_the_operator_arrives_as_it_was_raised(child):
    with pytest.raises(PasswordNeeded) as raised:
        ask(child, "locked")

    assert (raised.value.text, raised.value.advice) == ("It is locked.", "Enter the password.")
    assert raised.value.code == "wrong_password"


@pytest.mark.parametrize("name", ["bug", "unknown_error", "no such handler"])
def test_a_bug_arrives_as_a_plain_sentence_without_the_document(child, name, caplog):
    with pytest.raises(ReviewerError, match="could not be read") as raised:
        ask(child, name, "Account 4711")

    assert raised.value.code == "bug"
    assert "4711" not in caplog.text
    assert ask(child, "echo", "goes on") == "goes on"


def test_the_place_of_a_bug_is_logged(child, caplog):
    with pytest.raises(ReviewerError):
        ask(child, "bug")

    assert "ValueError at echo.py:" in caplog.text


def test_a_crash_costs_one_error_and_the_next_call_works(child):
    ask(child, "echo")
    first = child.pid

    with pytest.raises(ChildDied, match="stopped unexpectedly"):
        ask(child, "crash")

    assert ask(child, "echo", "back") == "back"
    assert child.pid != first


def test_a_child_killed_between_calls_costs_nothing(child):
    ask(child, "echo")
    child._spawned.kill()
    child._spawned._process.wait()

    assert ask(child, "echo", "back") == "back"


def test_what_takes_too_long_is_ended(child):
    with pytest.raises(ChildDied, match="more than") as raised:
        ask(child, "hang", seconds=0.2)

    assert raised.value.code == "timeout"
    assert ask(child, "echo", "back") == "back"


def test_cancelling_ends_the_call(child):
    token = CancelToken()

    with pytest.raises(Cancelled):
        ask(child, "hang", token=token, on_progress=lambda share, words: token.cancel())

    assert ask(child, "echo", "back") == "back"


def test_a_call_that_ends_soon_after_cancelling_leaves_the_process(child):
    token = CancelToken()

    with pytest.raises(Cancelled):
        ask(child, "counts", token=token, on_progress=lambda share, words: token.cancel())

    first = child.pid
    assert first is not None
    assert ask(child, "echo", "back") == "back"
    assert child.pid == first


def test_a_cancelled_job_does_not_begin(child):
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        ask(child, "echo", token=token)
    assert child.pid is None


def test_a_waiting_call_can_be_cancelled(child):
    begun, token = threading.Event(), CancelToken()
    thread, outcome = in_thread(lambda: ask(child, "hang", on_progress=lambda share, words: begun.set()))
    assert begun.wait(20)

    waiting, waited = in_thread(lambda: ask(child, "echo", token=token))
    token.cancel()
    waiting.join(20)
    assert isinstance(waited[0], Cancelled)

    child.kill()
    thread.join(20)
    assert isinstance(outcome[0], ChildDied)


def test_progress_is_reported(child):
    told = []

    assert ask(child, "counts", on_progress=lambda share, words: told.append((round(share, 2), words))) == "done"
    assert told == [(0.0, "line 0"), (0.33, "line 1"), (0.67, "line 2")]


def test_an_error_in_the_report_leaves_nothing_half_said(child):
    def refuse(share, words):
        raise Cancelled

    with pytest.raises(Cancelled):
        ask(child, "counts", on_progress=refuse)
    assert ask(child, "echo", "mine") == "mine"


def test_threads_take_turns(child):
    calls = [in_thread(lambda text=str(number): ask(child, "echo", text)) for number in range(8)]
    for thread, _ in calls:
        thread.join(20)

    assert [outcome[0] for _, outcome in calls] == [str(number) for number in range(8)]


def test_too_much_memory_is_an_answer_not_a_crash(child):
    ask(child, "echo")
    first = child.pid

    with pytest.raises(TooLarge, match="more memory"):
        ask(child, "much_memory")
    assert child.pid == first


def test_too_long_an_answer_is_refused(child):
    with pytest.raises(TooLarge):
        ask(child, "huge_answer")


def test_a_wrong_answer_is_not_believed(child):
    with pytest.raises(ChildDied):
        child.call("wrong_answer", Said(), int)
    assert ask(child, "echo", "back") == "back"


def test_a_child_that_does_not_say_that_it_is_ready_is_given_up(new_child):
    with pytest.raises(ChildDied, match="did not start"):
        ask(new_child("dumb"), "echo")
    with pytest.raises(ChildDied, match="did not start"):
        ask(new_child("no_such_module_anywhere"), "echo")


@pytest.mark.parametrize("options", [{"calls": 1}, {"resident": 1}])
def test_it_is_replaced_after_many_calls_or_with_much_memory(new_child, options):
    child = new_child(**options)
    ask(child, "echo")

    assert child.pid is None
    assert ask(child, "echo", "new") == "new"


def test_closing_ends_a_call_and_everything_else(new_child, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    child, begun = new_child(), threading.Event()
    thread, outcome = in_thread(lambda: ask(child, "hang", on_progress=lambda share, words: begun.set()))
    assert begun.wait(20)
    pid = child.pid

    child.close()
    thread.join(20)

    assert isinstance(outcome[0], Cancelled)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(Cancelled):
        ask(child, "echo")


def test_it_knows_no_more_than_it_must(child, monkeypatch):
    monkeypatch.setenv("REVIEWER_MINDEE_KEY", "secret")
    monkeypatch.setenv("REVIEWER_TESSERACT", "/opt/tesseract")

    known = dict(line.split("=", 1) for line in ask(child, "surroundings").splitlines())

    assert "REVIEWER_MINDEE_KEY" not in known
    assert known["REVIEWER_TESSERACT"] == "/opt/tesseract"
    assert known["OMP_THREAD_LIMIT"] == "1"
    assert known["HOME"] == known["TMPDIR"] != os.environ.get("HOME")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX")
def test_it_has_a_folder_of_its_own_and_a_low_priority(child):
    folder, here, nice, leads_its_group = ask(child, "place").splitlines()

    assert Path(folder).name.startswith(f"reviewer-{os.getpid()}-")
    assert folder == here
    assert Path(folder).stat().st_mode & 0o777 == 0o700
    assert int(nice) > os.nice(0)
    assert leads_its_group == "True"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX")
def test_its_limits_are_set(child):
    address_space, core, files = map(int, ask(child, "limits").split())

    assert address_space == 2 * 1024**3
    assert core == 0
    assert files == 256


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux ends it")
def test_it_ends_when_the_program_is_killed_in_the_middle_of_a_call(tmp_path):
    source = Path(sys.modules[Child.__module__].__file__).parents[2]
    program = Path(__file__).parent / "children" / "parent.py"
    path = os.pathsep.join((str(program.parent), str(source)))
    environment = {**os.environ, "PYTHONPATH": path, "TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, env=environment) as parent:
        child = os.pidfd_open(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
        try:
            assert select.select([child], [], [], 10)[0]
        finally:
            os.close(child)
