"""Asking the server, and of it the open data."""

import os
from unittest.mock import patch

from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard

BASE = "/api/v1"


def of_server(**more):
    """The server's own middleware and routes, as a program asks them."""
    return TestClient(Starlette(routes=dashboard.ROUTES, middleware=dashboard.MIDDLEWARE), **more)


def unbounded():
    """The open data as a program asks for them, with no limit of its own."""
    client = of_server()
    with patch.dict(os.environ, ROADMAP_API_RATE="0"):
        client.app.middleware_stack = client.app.build_middleware_stack()
    return client


def counts(client, **query):
    """Each number of the whole choice by its name."""
    return {row["measure"]: row["count"] for row in got(client, "measures", **query)["measures"]}


def got(client, path, **query):
    """The answer at an address, which must be there."""
    answer = client.get(f"{BASE}/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()
