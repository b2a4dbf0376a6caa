"""Replicas and nginx: known by name, replaced in time, logged without a client."""

import json
import re
import signal
import socket

import pytest

from components.server.deploy import processes, supervise
from components.server.deploy.nginx import Front


def test_a_port_that_is_taken_is_seen_before_anything_starts(lines, monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert supervise.serve(Front("127.0.0.1", 18099), [port]) == 1
    assert [(line["event"], line["ports"]) for line in lines] == [("port_taken", [port])]


def test_a_stranger_on_the_port_is_not_taken_for_the_own_child(monkeypatch):
    replica = supervise.Replica.__new__(supervise.Replica)
    replica.port, replica.name = 1, "mine"

    class Answer:
        def __init__(self, text):
            self.text = text

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def read(self, *_):
            return self.text

    found = []
    for text in (
        '{"status": "live", "replica": "mine"}',
        '{"status": "live", "replica": "other"}',
        '{"status": "live"}',
        "<html>",
    ):
        monkeypatch.setattr(
            supervise.urllib.request, "urlopen", lambda *_, text=text, **__: Answer(text)
        )
        found.append(replica.lives())
    assert found == [True, False, False, False]


@pytest.mark.parametrize(
    ("used", "others_missed", "ended_after"),
    [(0.0, 0, 2), (0.2, 0, 10), (0.0, 1, 2), (0.2, 1, None)],
    ids=["it does nothing", "it computes", "the last does nothing", "the last computes"],
)
def test_a_replica_that_does_not_answer_is_replaced_but_one_that_is_busy_gets_time(
    used, others_missed, ended_after, monkeypatch
):
    replica = supervise.Replica.__new__(supervise.Replica)
    replica.process = type("Process", (), {"pid": 1})
    replica.answered, replica.missed, replica.spent, replica.asked_at, replica.since = (
        True,
        0,
        0.0,
        0.0,
        0.0,
    )
    other = supervise.Replica.__new__(supervise.Replica)
    other.answered, other.missed = True, others_missed
    replica.others, ended = [other], []
    monkeypatch.setattr(supervise.Replica, "_replace", lambda self: ended.append(self.missed))
    monkeypatch.setattr(processes, "processor_seconds", lambda _: used)
    while not ended and replica.missed < 100:
        replica._count_answer(lives=False, now=3.0)
    assert ended == ([ended_after] if ended_after else [])
    replica._count_answer(lives=True, now=3.0)
    assert replica.missed == 0


def test_what_nginx_says_becomes_a_line_without_a_client(lines):
    errors = [
        "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n",
        "2026/11/25 18:00:00 [emerg] 7#7: no space left, client: 203.0.113.7, server: x, "
        'request: "GET /?country=ECU"\n',
    ]
    supervise._repeat(type("Process", (), {"stderr": errors}))
    assert [line["level"] for line in lines] == ["emerg", "emerg"]
    assert lines[1]["said"] == "no space left"
    assert not re.search("203|ECU", json.dumps([line["said"] for line in lines]))
