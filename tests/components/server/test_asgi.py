"""The app as it is served: where the bare address leads, and what a folder with code sends."""

from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard
from components.server import asgi, limits
from components.server.prerender import deadline
from components.view import copies
from data.cache import Cache
from data.reading import load

ROOT = Path(__file__).parents[3]


def test_the_bare_address_leads_to_the_overview_with_its_choice(visitor):
    answer = visitor.get("/?country=CRI&lang=es", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "overview?country=CRI&lang=es")


def test_streamlit_guards_its_own_door():
    from streamlit import config

    config.get_config_options(force_reparse=True)
    assert config.get_option("server.enableXsrfProtection")
    assert config.get_option("server.enableCORS")
    assert not config.get_option("server.enableAgentApi")
    assert config.get_option("client.showErrorDetails") == "none"
    assert config.get_option("server.maxMessageSize") <= 32
    assert config.get_option("server.maxUploadSize") * 2**20 == limits.LARGEST_UPLOAD


def test_the_server_for_one_listens_on_this_machine_alone():
    recipe = (ROOT / "Makefile").read_text("utf-8").split("\nrun:", 1)[1].split("\n\n")[0]
    assert "--server.address 127.0.0.1" in recipe


def test_the_first_visitor_waits_for_no_html_to_be_made(monkeypatch):
    monkeypatch.setattr(deadline, "_cache", Cache(4))
    with TestClient(Starlette(lifespan=partial(asgi.warm, dashboard.PAGES))):
        assert len(deadline._cache._places) == len(("head", "body"))


def test_copies_of_visitors_go_with_the_server():
    with TestClient(Starlette(lifespan=partial(asgi.warm, dashboard.PAGES))):
        copy = copies.make(load.FOLDER / "exercise")
        assert copy and copy.folder.exists()
    assert not copy.folder.exists()
