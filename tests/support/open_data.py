"""Asking the open data."""

from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard
from components.server import limits

BASE = "/api/v1"


def unbounded():
    """The open data as a program asks for them, with no limit of its own."""
    middleware = [
        type(part)(limits.Bounded, limits.Windows()) if part.cls is limits.Bounded else part
        for part in dashboard.MIDDLEWARE
    ]
    return TestClient(Starlette(routes=dashboard.ROUTES, middleware=middleware))


def answered(client, path, **query):
    """The answer at an address, which must be there."""
    answer = client.get(f"{BASE}/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer


def got(client, path, **query):
    """The same as JSON."""
    return answered(client, path, **query).json()
