"""The gate lets everybody through, one at a time, in their order."""

import fcntl
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from webapp.errors import Busy
from webapp.store.gate import Gate


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return Gate(tmp_path / "write.lock", tmp_path / "kindred.db", patience=5)


def is_free(gate: Gate) -> bool:
    with gate._lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_who_waits_longer_goes_first(gate: Gate) -> None:
    through: list[int] = []

    def pass_through(number: int) -> None:
        with gate.held():
            through.append(number)

    with gate.held():
        threads = []
        for number in range(8):
            threads.append(threading.Thread(target=pass_through, args=(number,)))
            threads[-1].start()
            time.sleep(0.03)
    for thread in threads:
        thread.join()
    assert through == list(range(8))


def test_no_two_are_ever_inside(gate: Gate) -> None:
    inside, most = [], []

    def pass_through() -> None:
        for _ in range(30):
            with gate.held():
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=pass_through) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (180, 1)


def test_who_gave_up_does_not_hold_the_gate_when_the_turn_comes(gate: Gate) -> None:
    gate._patience = 0.05
    with gate.held():
        with pytest.raises(Busy), gate.held():
            pass
        assert not is_free(gate)
    until(lambda: is_free(gate))
    with gate.held():
        assert not is_free(gate)


def test_behind_a_holder_that_never_lets_go_only_so_many_wait(gate: Gate) -> None:
    gate._places = threading.BoundedSemaphore(2)
    gate._patience = 0.05
    with gate.held():
        before = threading.active_count()
        for _ in range(6):
            with pytest.raises(Busy), gate.held():
                pass
        assert threading.active_count() == before + 2
    until(lambda: is_free(gate))


def test_an_error_inside_opens_the_gate_again(gate: Gate) -> None:
    with pytest.raises(ZeroDivisionError), gate.held():
        _ = 1 / 0
    assert is_free(gate)
