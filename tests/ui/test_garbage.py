"""Where Python's garbage collector runs while windows are open."""

import gc

import pytest

from reviewer.ui.garbage import Garbage


@pytest.fixture(autouse=True)
def enabled(qapp, monkeypatch):
    monkeypatch.setattr(Garbage, "_open", 0)
    gc.enable()
    yield
    gc.unfreeze()
    gc.disable()


def test_it_runs_by_itself_again_when_the_last_window_is_closed():
    first, second = Garbage(), Garbage()
    assert not gc.isenabled()

    first.close()
    first.close()
    assert not gc.isenabled()

    second.close()
    assert gc.isenabled()


def test_it_stays_out_of_threads_that_did_not_end():
    garbage = Garbage()
    garbage.close(threads=True)
    assert not gc.isenabled()


def test_what_is_kept_is_given_back():
    garbage = Garbage()
    garbage.keep()
    assert gc.get_freeze_count() > 0
    garbage.close()
    assert gc.get_freeze_count() == 0
