"""Few at a time, and whoever began first comes first."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ui.turns import Turns


def test_no_more_than_there_are_places_work_at_once() -> None:
    turns, working, most = Turns(2), [], []

    def work(began: int) -> None:
        with turns.turn(began):
            working.append(began)
            most.append(len(working))
            time.sleep(0.01)
            working.remove(began)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    assert max(most) == 2


def test_of_those_who_wait_the_one_who_began_first_is_next() -> None:
    turns, order = Turns(1), []

    def work(began: int) -> None:
        with turns.turn(began):
            order.append(began)

    with turns.turn(0):
        threads = []
        for began in (3, 1, 2):
            threads.append(threading.Thread(target=work, args=(began,)))
            threads[-1].start()
            time.sleep(0.05)
    for thread in threads:
        thread.join()
    assert order == [1, 2, 3]


def test_a_place_is_free_again_after_an_error() -> None:
    turns = Turns(1)
    with pytest.raises(ValueError, match="broken"), turns.turn(0):
        raise ValueError("broken")
    with turns.turn(0):
        pass


def test_who_steps_aside_lets_others_in_and_comes_back() -> None:
    turns, order = Turns(1), []

    def other() -> None:
        with turns.turn(2):
            order.append("other")

    with turns.turn(1):
        waiting = threading.Thread(target=other)
        waiting.start()
        with turns.aside():
            waiting.join(10)
            order.append("aside")
        order.append("back")
    assert order == ["other", "aside", "back"]
    with turns.turn(3):  # the place is free again
        pass


def test_who_has_no_place_need_not_leave_it() -> None:
    turns = Turns(1)
    with turns.aside(), turns.turn(0), turns.aside():
        pass


def test_a_place_is_free_again_after_an_error_beside_it() -> None:
    turns = Turns(1)
    with pytest.raises(ValueError, match="broken"), turns.turn(0), turns.aside():
        raise ValueError("broken")
    with turns.turn(0):
        pass
