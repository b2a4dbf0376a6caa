"""What several tests share: the dashboard run without a browser."""

from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

import dashboard  # noqa: F401 - tells the server which pages there are

ROOT = Path(__file__).parent.parent


@pytest.fixture
def open_page(monkeypatch):
    """Open a page by name and address: `open_page("overview", lang="es", country=["ECU"])`.

    What breaks is an exception here; a reader would be told of an error without its details.
    """
    monkeypatch.chdir(ROOT)
    config.set_option("client.showErrorDetails", "full")

    def opened(page, **query):
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        section = next(
            path.parent.name for path in (ROOT / "pages").rglob("*.py") if path.stem == page
        )
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if page != "overview":
            for name, value in query.items():
                app.query_params[name] = value
            app.switch_page(f"pages/{section}/{page}.py")
            for name, value in query.items():
                app.query_params[name] = value
            app.run()
        assert not app.exception, [error.value for error in app.exception]
        return app

    return opened
