"""Runs of the page in turn: one of a client, two of all, whatever their number."""

import threading
import time
from types import SimpleNamespace

import pytest

from components.server import limits
from components.server.app import shell


@pytest.fixture
def work(monkeypatch):
    """Lets runs of clients work at the same time; returns the client of each as it begins."""
    local, lock = threading.local(), threading.Lock()
    monkeypatch.setattr(shell, "st", SimpleNamespace(context=local))

    def go(clients):
        began, working, most = [], [], []

        def run(client):
            local.ip_address = client
            with shell.turn():
                with lock:
                    began.append(client)
                    working.append(client)
                    most.append((len(working), working.count(client)))
                time.sleep(0.01)
                with lock:
                    working.remove(client)

        threads = [threading.Thread(target=run, args=(client,)) for client in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return began, most

    return go


def test_many_runs_of_one_address_work_one_after_the_other_and_delay_nobody_else(work):
    began, most = work(["198.51.100.1"] * 30 + ["203.0.113.9"])
    assert len(began) == 31
    assert began.index("203.0.113.9") < 15
    assert max(of_one for _, of_one in most) == limits.RUNS_OF_ONE == 1


def test_of_many_addresses_two_runs_work_at_a_time(work):
    began, most = work([f"198.51.100.{number}" for number in range(20)] + [None])
    assert len(began) == 21
    assert max(of_all for of_all, _ in most) == limits.RUNS == 2


def test_a_network_of_ipv6_is_one_client(work):
    _, most = work([f"2001:db8::{number}" for number in range(1, 9)])
    assert max(of_all for of_all, _ in most) == 1


def test_nothing_of_a_page_is_drawn_but_in_turn(monkeypatch):
    def no_turn(_):
        raise InterruptedError

    monkeypatch.setattr(limits, "client_of", no_turn)
    monkeypatch.setattr(shell, "language_of_run", lambda: pytest.fail("drawn"))
    with pytest.raises(InterruptedError):
        shell.run({})
