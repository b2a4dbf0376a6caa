"""The content of a page by its address: what is drawn there, within bounds, and as is public."""

from urllib.parse import urlencode

import pytest

import dashboard
from components.server import board_route, limits
from components.server.board import content, on_request
from components.view import view as views
from data.archive import EditionError
from data.reading.problems import BadDatasetError
from data.text import words
from tests.support.open_data import of_server
from tests.support.opened import content_of

PAGES = list(dashboard.PAGES)
WINDOWS = limits.LIMITS["board"].windows.windows


@pytest.fixture
def client(monkeypatch):
    """The server's own middleware and routes, and no count from another test."""
    monkeypatch.setitem(limits.LIMITS, "board", limits.Limit(2, *WINDOWS))
    return of_server()


@pytest.mark.parametrize("page", PAGES)
def test_the_route_sends_what_is_drawn_for_its_address(client, monkeypatch, page):
    """Also where it names what means nothing."""
    query = {
        "lang": ["es"],
        "country": ["ECU", "XXX"],
        "as_of": ["2026-03-01"],
        "action": ["GONE"],
        "q": ["<script>", "açaí &=?"],
        "other": ["1"],
    }
    view = views.open_view(page, "es", query)
    last = {name: values[-1] for name, values in query.items()}
    monkeypatch.setattr(content, "_kept", content.Cache(content.MOST_KEPT))
    answer = client.get(f"/board/{page}?{urlencode(query, doseq=True)}")
    assert answer.status_code == 200
    assert answer.content == content.draw(dashboard.PAGES, view, last).json


def test_an_address_without_a_language_is_answered_in_that_of_the_browser(client):
    spanish = {"accept-language": "es-EC"}
    plain = client.get("/board/overview", headers=spanish).json()
    other = client.get("/board/overview?lang=xx", headers=spanish).json()
    assert plain["language"] == other["language"] == "es"
    assert client.get("/board/overview").json()["language"] == "en"
    assert plain["notices"] == []
    assert "lang=xx" in other["notices"][0]["html"]


def test_an_answer_is_json_that_nobody_keeps_and_is_sent_small(client):
    answer = client.get("/board/overview?lang=en", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(answer.content) / 3
    assert "access-control-allow-origin" not in answer.headers


def test_a_card_is_asked_for_by_its_key(client):
    view = views.open_view("overview", "es", {"country": ["ECU"]})
    answer = client.get("/board/overview/steps?lang=es&country=ECU")
    assert answer.content == on_request.table_of(content_of(view, {}), "steps")
    answer = client.get("/board/overview/steps/counted?lang=es&country=ECU")
    assert answer.content == on_request.how_counted(content_of(view, {}), "steps")


def test_a_milestone_is_told_as_known_by_the_cut_off_and_before_that_not(client):
    answer = client.get("/board/overview/milestone/A001-signed?lang=es").json()
    cells = dict(
        zip([one["name"] for one in answer["columns"]], answer["rows"][0]["cells"], strict=True)
    )
    assert cells["Hito"] == "Firma"
    assert "Ecuador" in cells["Acción"]
    assert "firmaron" in cells["Frase tal como se publicó"]
    early = client.get("/board/overview/milestone/A001-in_force?lang=es&as_of=2025-01-01")
    assert early.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        *(
            "nowhere",
            "overview/nothing",
            "overview/milestone/A999-signed",
            "overview/nothing/counted",
            "home",
            "Overview",
        ),
        *("overview/matrix/more", "nowhere/steps/counted", "%2e%2e"),
    ],
)
def test_what_is_no_page_and_no_card_is_404(client, path):
    assert client.get(f"/board/{path}?lang=en").status_code == 404


def test_a_long_address_is_refused_unread(client, monkeypatch):
    monkeypatch.setattr(board_route, "open_page", lambda *_: pytest.fail("read"))
    answer = client.get(f"/board/overview?q={'x' * limits.LONGEST_QUERY}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (414, "address")


@pytest.mark.parametrize(("error", "code"), [
    (BadDatasetError([]), "dataset_refused"),
    (EditionError("actions.csv", "altered"), "edition_refused"),
])  # fmt: skip
def test_data_that_cannot_be_shown_are_refused(client, monkeypatch, error, code):
    def refuse(*_):
        raise error

    monkeypatch.setattr(board_route, "open_view", refuse)
    answer = client.get("/board/overview?lang=en")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, code)


def test_a_failure_is_told_in_the_readers_language_with_its_number(client, monkeypatch, lines):
    def fail(*_):
        raise ValueError("maria.perez@example.org")

    monkeypatch.setattr(board_route.content, "draw", fail)
    answer = client.get("/board/method?lang=es")
    [line] = [line for line in lines if line["event"] == "page_error"]
    message = words.words("es")("problems.failed", number=line["error"])
    assert (answer.status_code, answer.json()["error"]["message"]) == (500, message)
    assert line["page"] == "method"
    assert "maria" not in str(lines)
