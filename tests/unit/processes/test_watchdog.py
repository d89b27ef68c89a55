import threading

from reviewer.processes.watchdog import Watchdog


def test_it_bites_when_the_time_is_over():
    bitten = threading.Event()
    with Watchdog(bitten.set, 0.01) as watchdog:
        assert bitten.wait(10)
    assert watchdog.bitten


def test_it_does_not_bite_when_all_is_well():
    with Watchdog(lambda: None, 60) as watchdog:
        watchdog.feed()
    assert not watchdog.bitten


def test_it_can_be_hurried_and_is_not_appeased_then():
    bitten = threading.Event()
    with Watchdog(bitten.set, 60) as watchdog:
        watchdog.hurry(0.01)
        watchdog.feed()
        assert bitten.wait(10)


def test_hurrying_never_gives_more_time():
    bitten = threading.Event()
    with Watchdog(bitten.set, 0.01) as watchdog:
        watchdog.hurry(60)
        assert bitten.wait(10)
