"""The open data as a program asks for them, with no limit of its own."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.server import app, limits


@pytest.fixture(scope="module")
def client():
    unbounded = [
        type(one)(limits.Bounded, limits.Windows()) if one.cls is limits.Bounded else one
        for one in app.MIDDLEWARE
    ]
    return TestClient(Starlette(routes=app.ROUTES, middleware=unbounded))
