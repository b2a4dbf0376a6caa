"""Asking the open data."""

import os
from unittest.mock import patch

from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard

BASE = "/api/v1"


def unbounded():
    """The open data as a program asks for them, with no limit of its own."""
    app = Starlette(routes=dashboard.ROUTES, middleware=dashboard.MIDDLEWARE)
    with patch.dict(os.environ, ROADMAP_API_RATE="0"):
        app.middleware_stack = app.build_middleware_stack()
    return TestClient(app)


def answered(client, path, **query):
    """The answer at an address, which must be there."""
    answer = client.get(f"{BASE}/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer


def got(client, path, **query):
    """The same as JSON."""
    return answered(client, path, **query).json()
