"""Costly answers in turn: clients one after the other, so many waiting, nobody who has gone."""

import anyio
import anyio.to_thread
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from components.server import limits
from components.server.limits import Limit

ADDRESSES = [
    "/board/overview",
    "/embed/overview/map",
    "/files/actions/actions.csv",
    "/files/calendar.ics",
    "/search?text=peru",
    "/api/v1/measures",
]
"""One address of each kind that costs something."""


def asked_by(client, *, gone=False):
    """A request, and whether its client has gone."""

    async def receive():
        return {"type": "http.disconnect" if gone else "http.request"}

    return Request({"type": "http", "client": (client, 1), "headers": []}, receive)


def test_a_client_that_asks_for_much_delays_another_by_one_answer():
    made = []

    async def go():
        queue = Limit(1)
        async with anyio.create_task_group() as group:
            for client in ["much"] * 20 + ["other"]:
                asked = asked_by(client)
                group.start_soon(queue.run, asked, lambda client=client: made.append(client))

    anyio.run(go)
    assert len(made) == 21
    assert made.index("other") <= 2


def test_so_many_of_one_client_wait_and_others_are_let_in():
    async def go():
        queue, ends = Limit(1, most_waiting=3), anyio.Event()

        async with anyio.create_task_group() as group:
            for _ in range(4):
                group.start_soon(
                    queue.run, asked_by("much"), lambda: anyio.from_thread.run(ends.wait)
                )
            await anyio.wait_all_tasks_blocked()
            found = queue.wait("much"), queue.wait("other")
            ends.set()
        return *found, queue.wait("much")

    assert anyio.run(go) == (limits.AGAIN, 0, 0)


def test_nothing_is_made_for_whoever_has_gone():
    async def go():
        with pytest.raises(HTTPException) as refused:
            await Limit(1).run(asked_by("x", gone=True), lambda: pytest.fail("made"))
        return refused.value.status_code

    assert anyio.run(go) == limits.GONE


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_costly_answer_is_made_but_in_turn(served, monkeypatch, address):
    monkeypatch.setenv("ROADMAP_EMBED", "ministry.example.org")
    monkeypatch.setattr(Limit, "wait", lambda *_: 7)
    full = served.get(address)
    assert full.status_code == 429
    assert int(full.headers["retry-after"]) >= 7
    monkeypatch.setattr(Limit, "wait", lambda *_: 0)

    async def gone(_):
        return True

    monkeypatch.setattr(Request, "is_disconnected", gone)
    assert served.get(address).status_code == limits.GONE
