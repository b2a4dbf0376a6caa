"""What several tests share: the pages as the board shows them."""

import pytest

from tests.support import opened


@pytest.fixture
def open_page():
    """Open a page by name and address: `open_page("overview", lang="es", country=["ECU"])`."""

    def open_by_name(page, **query):
        return opened.open_board(page, query)

    return open_by_name
