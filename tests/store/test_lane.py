"""The one writer tells the truth about each operation."""

import os
import sqlite3
import threading
from concurrent.futures import Future

import pytest

from reviewer.errors import StoreError
from reviewer.jobs import CancelToken
from reviewer.store import database, layout, meta
from reviewer.store.problems import Conflict
from reviewer.store.workspace import Workspace
from workspaces import running


def put(key, value="1"):
    return lambda connection: meta.put(connection, key, value)


def read(workspace, key):
    with workspace.read() as connection:
        return meta.get(connection, key)


def test_operations_run_in_the_order_they_came(workspace):
    futures = [workspace.lane.submit(put("last", str(number))) for number in range(50)]

    assert all(future.result() is None for future in futures)
    assert read(workspace, "last") == "49"


def test_an_operation_gives_its_result(workspace):
    assert workspace.lane.call(lambda connection: connection.exec_driver_sql("SELECT 6 * 7").scalar()) == 42


def test_an_operation_that_fails_writes_nothing_and_stops_no_other(workspace):
    def half(connection):
        meta.put(connection, "half", "1")
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        workspace.lane.call(half)
    workspace.lane.call(put("whole"))

    assert read(workspace, "half") is None
    assert read(workspace, "whole") == "1"


def test_a_full_disk_is_told_and_work_goes_on_when_there_is_space(workspace):
    def too_much(connection):
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite takes the pages there are
        meta.put(connection, "half", "1")
        meta.put(connection, "much", "x" * 10_000_000)

    with pytest.raises(StoreError, match="The disk is full") as caught:
        workspace.lane.call(too_much)
    workspace.lane.call(put("after"))

    assert (caught.value.code, caught.value.retryable) == ("full", True)
    assert (read(workspace, "half"), read(workspace, "after")) == (None, "1")


def test_what_failed_is_never_called_done(workspace):
    """A disk that is full again and again: what the futures say is what is there."""

    def write(number):
        def operation(connection):
            if number % 3 == 0:
                connection.exec_driver_sql("PRAGMA max_page_count = 1")
            meta.put(connection, f"n{number}", "x" * (200_000 if number % 3 == 0 else 10))

        return operation

    futures = [workspace.lane.submit(write(number)) for number in range(30)]
    said = {number for number, future in enumerate(futures) if future.exception() is None}
    stored = {number for number in range(30) if read(workspace, f"n{number}") is not None}

    assert said == stored == {number for number in range(30) if number % 3}


def test_a_disk_that_cannot_be_written_is_told(workspace):
    def forbidden(connection):
        connection.exec_driver_sql("PRAGMA query_only = ON")
        meta.put(connection, "half", "1")

    with pytest.raises(StoreError, match="cannot be written") as caught:
        workspace.lane.call(forbidden)
    workspace.lane.call(put("after"))

    assert caught.value.code == "read_only"
    assert read(workspace, "after") == "1"


def test_another_program_in_the_database_is_told(folder, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    with running(folder) as workspace:
        other = sqlite3.connect(folder / layout.DATABASE, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught:
            workspace.lane.call(put("answer"))
        other.execute("ROLLBACK")
        other.close()
        workspace.lane.call(put("after"))

        assert caught.value.code == "locked"
        assert (read(workspace, "answer"), read(workspace, "after")) == (None, "1")


def test_a_row_that_is_there_already_is_a_conflict(workspace):
    insert = "INSERT INTO meta VALUES ('a', '1')"
    workspace.lane.call(lambda connection: connection.exec_driver_sql(insert) and None)
    with pytest.raises(Conflict):
        workspace.lane.call(lambda connection: connection.exec_driver_sql(insert) and None)


def test_the_errors_of_the_disk_are_told(workspace):
    def fails(number):
        def operation(connection):
            raise OSError(number, os.strerror(number))

        return operation

    for number, code in {28: "full", 30: "read_only", 13: "read_only", 5: "unreachable"}.items():
        with pytest.raises(StoreError) as caught:
            workspace.lane.call(fails(number))
        assert caught.value.code == code


def test_submitting_never_waits(workspace):
    entered, leave = threading.Event(), threading.Event()

    def long(connection):
        entered.set()
        assert leave.wait(10)

    first = workspace.lane.submit(long)
    assert entered.wait(10)
    second = workspace.lane.submit(put("answer"))
    assert not second.done()
    leave.set()
    first.result(10)
    second.result(10)


def test_an_operation_taken_back_in_time_is_not_run(workspace):
    entered, leave = threading.Event(), threading.Event()

    def long(connection):
        entered.set()
        assert leave.wait(10)

    first = workspace.lane.submit(long)
    assert entered.wait(10)
    second = workspace.lane.submit(put("answer"))
    assert second.cancel()
    leave.set()
    first.result(10)
    workspace.lane.call(put("after"))

    assert read(workspace, "answer") is None


def test_an_operation_cannot_wait_for_another_one(workspace):
    with pytest.raises(RuntimeError, match="cannot wait"):
        workspace.lane.call(lambda connection: workspace.lane.call(put("answer")))


def test_closing_writes_what_is_queued_and_refuses_the_rest(folder):
    workspace = Workspace.open(folder)
    before = [workspace.lane.submit(put(f"n{number}")) for number in range(20)]
    workspace.lane.close()
    after = workspace.lane.submit(put("late"))
    loop = threading.Thread(target=workspace.lane, args=(CancelToken(),))
    loop.start()
    loop.join(10)

    assert not loop.is_alive()
    assert all(future.result(0) is None for future in before)
    assert isinstance(error := after.exception(0), StoreError)
    assert error.code == "closed"
    workspace.close()


def test_cancelling_the_loop_closes_it(folder):
    token = CancelToken()
    workspace = Workspace.open(folder)
    loop = threading.Thread(target=workspace.lane.run, args=(token,))
    loop.start()
    future: Future[None] = workspace.lane.submit(put("answer"))
    token.cancel()
    loop.join(10)

    assert workspace.lane.ended.is_set()
    assert future.result(0) is None
    workspace.close()


def test_a_loop_that_does_not_end_keeps_the_lock(folder, monkeypatch):
    leave = threading.Event()
    with running(folder) as workspace:
        workspace.lane.submit(lambda connection: leave.wait(10))
        monkeypatch.setattr("reviewer.store.workspace.CLOSING_SECONDS", 0.01)
        with pytest.raises(StoreError) as caught:
            workspace.close()
        assert caught.value.code == "closing"
        with pytest.raises(StoreError):
            Workspace.open(folder)
        leave.set()
        assert workspace.lane.ended.wait(10)


def test_the_loop_runs_once(workspace):
    workspace.lane.call(put("answer"))
    workspace.lane.run(CancelToken())  # returns at once

    assert read(workspace, "answer") == "1"
