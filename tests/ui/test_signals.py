"""The window ends when the system asks it to."""

import os
import signal

import pytest

from reviewer.ui.signals import NAMES, Requests

posix = pytest.mark.skipif(os.name == "nt", reason="Windows cannot send itself these signals")


@pytest.fixture
def requests(qapp):
    opened = Requests()
    yield opened
    opened.close()


@posix
@pytest.mark.parametrize("name", NAMES)
def test_a_request_to_end_is_heard_while_qt_waits(requests, qtbot, name):
    with qtbot.waitSignal(requests.heard):
        os.kill(os.getpid(), getattr(signal, name))


@posix
def test_each_request_is_heard(requests, qtbot):
    for _ in range(2):
        with qtbot.waitSignal(requests.heard):
            os.kill(os.getpid(), signal.SIGTERM)


def test_afterwards_signals_do_what_they_did_before(qapp):
    before = {name: signal.getsignal(getattr(signal, name)) for name in NAMES if hasattr(signal, name)}
    Requests().close()

    assert before == {name: signal.getsignal(getattr(signal, name)) for name in before}
    wakeup = signal.set_wakeup_fd(-1)
    signal.set_wakeup_fd(wakeup)
    assert wakeup == -1
