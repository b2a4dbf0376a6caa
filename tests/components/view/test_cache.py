"""What is kept between runs: made once, bounded, and never in the way."""

import threading
from collections import Counter

import pytest

from components.view.cache import Kept


def test_a_value_is_made_once_and_kept():
    kept, made = Kept(2), Counter()

    def make():
        made["a"] += 1
        return object()

    assert kept.get("a", make) is kept.get("a", make)
    assert made["a"] == 1


def test_the_one_unused_for_longest_goes_first():
    kept = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda: "first")
    assert len(kept) == 2
    assert kept.get("a", lambda: "again") == "first"
    assert kept.get("b", lambda: "again") == "again"


def test_nothing_is_a_value_too():
    kept = Kept(1)
    assert kept.get("a", lambda: None) is None
    assert kept.get("a", lambda: pytest.fail("made again")) is None


def test_a_failure_is_raised_and_not_kept():
    kept = Kept(1)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 / 0)
    assert kept.get("a", lambda: 1) == 1


def test_what_is_made_may_ask_for_another_value():
    kept = Kept(1)
    assert kept.get("a", lambda: kept.get("b", lambda: 1) + 1) == 2


def test_threads_that_ask_at_once_wait_for_one_of_them_and_for_no_other_value():
    kept, made = Kept(8), Counter()
    asked, may_end = threading.Event(), threading.Event()

    def slow():
        made["slow"] += 1
        asked.set()
        assert may_end.wait(10)
        return "slow"

    found = []
    threads = [
        threading.Thread(target=lambda: found.append(kept.get("slow", slow))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    assert asked.wait(10)
    assert kept.get("quick", lambda: "quick") == "quick"
    may_end.set()
    for thread in threads:
        thread.join(10)
    assert found == ["slow"] * 4
    assert made["slow"] == 1
