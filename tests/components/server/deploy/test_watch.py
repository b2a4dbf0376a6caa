"""What ends replicas that hang."""

import signal

import pytest

from components.server.deploy import watch


def test_a_replica_that_answered_and_no_longer_does_is_ended_and_one_that_starts_is_not(
    monkeypatch,
):
    """Process 1 answers twice and hangs, 2 starts slowly, 3 takes too long; 4 is no replica."""
    lives = {1: [True, True, False], 2: [False, False, True], 3: [False, False, False]}
    now, ended = iter([10, 100, 130]), []

    class Supervisor:
        @staticmethod
        def getAllProcessInfo():
            time = next(now, None)
            if time is None:
                raise EOFError
            known = [{"group": "replica", "pid": pid, "name": pid, "now": time} for pid in lives]
            known[0]["start"] = known[1]["start"] = 99
            known[2]["start"] = 5
            return [*known, {"group": "nginx", "pid": 4}, {"group": "replica", "pid": 0}]

    class Server:
        supervisor = Supervisor

    monkeypatch.setattr(watch.childutils, "getRPCInterface", lambda _: Server)
    monkeypatch.setattr(watch.childutils.listener, "wait", lambda: None)
    monkeypatch.setattr(watch.childutils.listener, "ok", lambda: None)
    monkeypatch.setattr(watch, "is_alive", lambda replica: lives[replica["pid"]].pop(0))
    monkeypatch.setattr(watch.os, "kill", lambda *what: ended.append(what))
    with pytest.raises(EOFError):
        watch.main()
    assert ended == [(1, signal.SIGKILL), (3, signal.SIGKILL)]
