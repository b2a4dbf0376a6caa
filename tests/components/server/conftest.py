"""What the tests of the server share: the server around a small app, and the lines of its log."""

import json

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

import dashboard
from components.server import addresses, limits, log
from components.server.prerender import deadline
from tests.support.open_data import unbounded

SECRET = "maria.perez@example.org"
"""What must not appear in a log."""


@pytest.fixture(scope="module")
def client():
    """The open data as a program asks for them, with no limit of its own."""
    return unbounded()


@pytest.fixture(scope="session")
def visitor():
    """The dashboard without its start, as a program asks for its pages and files."""
    return TestClient(dashboard.app._build_starlette_app(), raise_server_exceptions=False)


@pytest.fixture
def whole(monkeypatch):
    """The server's own middleware and routes, around an app that answers or fails."""

    def fine(_):
        return PlainTextResponse("fine")

    def fails(_):
        raise ValueError(SECRET)

    routes = [
        *dashboard.ROUTES,
        Route("/fine", fine, methods=["GET", "POST"]),
        Route("/fails", fails),
        Route("/api/fails", fails),
    ]
    monkeypatch.setattr(addresses, "OPEN", (*addresses.OPEN, "/fine", "/fails", "/api/fails"))
    return Starlette(routes=routes, middleware=dashboard.MIDDLEWARE)


@pytest.fixture
def served(whole):
    """The same as a client sees it."""
    return TestClient(whole, raise_server_exceptions=False)


@pytest.fixture
def lines(monkeypatch):
    """What was logged, one dictionary a line."""
    found = []
    monkeypatch.setattr(log._lines, "info", lambda line: found.append(json.loads(line)))
    return found


@pytest.fixture
def patient(monkeypatch):
    """Numbers however slow the machine is, for as many as ask, and none kept from another test."""
    monkeypatch.setattr(deadline, "OF_PROGRAMS", 60)
    monkeypatch.setitem(limits.LIMITS, "html", limits.Limit(2))
    monkeypatch.setattr(deadline, "_cache", deadline.Cache(deadline.MOST_KEPT))
