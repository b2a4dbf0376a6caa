"""One card for pages of other sites: what the board draws, for the sites that may, as is public."""

import re
from functools import partial

import lxml.html
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard
from components.server import asgi, board_route, limits
from components.server.board import assets, scripts
from components.view import view as views
from data.archive import EditionError
from data.reading.problems import BadDatasetError
from data.text import words
from tests.components.server.test_first import block
from tests.support.open_data import of_server
from tests.support.opened import parts_in

PAGES = list(dashboard.PAGES)
WINDOWS = limits.LIMITS["board"].windows.windows
SITES = "ministry.example.org, https://*.example.eu"


@pytest.fixture
def client(monkeypatch):
    """The server's own middleware and routes, with sites named, and no count of another test."""
    monkeypatch.setenv("ROADMAP_EMBED", SITES)
    monkeypatch.setitem(limits.LIMITS, "board", limits.Limit(2, *WINDOWS))
    return of_server()


def read(answer):
    assert answer.status_code == 200, answer.text
    return lxml.html.document_fromstring(answer.text)


@pytest.mark.parametrize("page", PAGES)
def test_a_card_is_what_the_board_draws_on_its_page(client, page):
    query = "lang=pt&dataset=exercise"
    for card in parts_in(client.get(f"/board/{page}?{query}").json(), "card"):
        first = block(client.get(f"/embed/{page}/{card['key']}?{query}").text, "first-content")
        [row] = first["content"]["rows"]
        assert (row["widths"], row["columns"]) == ([1], [[card]])
        assert first["content"]["page"] == page
        assert first["about"] == scripts.about(query[5:7])


def test_only_the_named_sites_may_have_it_in_a_frame(client):
    for path in ("overview/map", "overview/none", "none/none", "overview"):
        headers = client.get(f"/embed/{path}?lang=en").headers
        policy = headers["content-security-policy"].split("; ")
        assert policy[-1] == "frame-ancestors https://ministry.example.org https://*.example.eu"
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "x-frame-options" not in headers
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/board/overview",
        "/assets/icon.png",
        "/api/v1/measures",
        "/files/overview/map.csv",
        "/embed",
    ],
)
def test_nothing_else_may_stand_in_a_frame_of_another_site(client, path):
    headers = client.get(path).headers
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert re.search(r"frame-ancestors '(self|none)'$", headers["content-security-policy"])


@pytest.mark.parametrize("language", words.languages())
@pytest.mark.parametrize("value", ["", "*", "http://ministry.example.org"])
def test_without_a_named_site_there_is_none_and_a_sentence_says_so(
    client, monkeypatch, language, value
):
    monkeypatch.setenv("ROADMAP_EMBED", value)
    answer = client.get(f"/embed/overview/map?lang={language}")
    assert answer.status_code == 404
    assert words.words(language)("server.not_embedded") in answer.text
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize("path", ["overview/none", "none/map", "Overview/map", "home/map"])
def test_what_is_no_card_is_404_in_words_that_lead_nowhere(client, path):
    """No page of ours opens in the frame where these words stand."""
    answer = client.get(f"/embed/{path}?lang=es")
    assert answer.status_code == 404
    assert words.words("es")("server.no_card") in answer.text
    assert "<a " not in answer.text


def test_nobody_keeps_or_lists_it_and_it_is_sent_small(client):
    answer = client.get("/embed/overview/steps?lang=en", headers={"accept-encoding": "gzip"})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(answer.content) / 3


def test_beside_the_card_stand_its_choice_its_source_and_the_way_to_the_dashboard(client):
    tree = read(client.get("/embed/overview/map?lang=en&country=ECU&edition=III-EU-CLASI"))
    foot = " ".join(tree.xpath("//footer")[0].text_content().split())
    view = views.open_view("overview", "en", {"edition": ["III-EU-CLASI"], "country": ["ECU"]})
    assert "Ecuador" in foot
    assert view.t.date(view.as_of) in foot
    assert view.edition_text in foot
    [link] = tree.xpath("//footer//a")
    assert link.get("href") == f"{view.address('overview')}#map"
    assert (link.get("target"), link.get("rel")) == ("_blank", "noopener")
    assert tree.get("lang") == "en"
    [heading] = tree.xpath("//main//h2")
    assert tree.xpath("//title")[0].text == f"{heading.text} · {view.t('product.name')}"
    [base] = tree.xpath("//base")
    assert (base.get("href"), base.get("target")) == ("../../", "_blank")


def test_invented_data_say_so_first(client):
    marking = words.words("pt")("marking.exercise")
    tree = read(client.get("/embed/overview/due?lang=pt&dataset=exercise"))
    assert tree.xpath("//p[@class='board-marking']")[0].text.startswith(marking)
    assert tree.xpath("//title")[0].text.startswith(marking)


def test_a_value_that_means_nothing_is_named_as_on_the_page(client):
    query = "lang=en&country=ECU&country=XXX&as_of=yesterday"
    on_page = client.get(f"/board/overview?{query}").json()["notices"]
    tree = read(client.get(f"/embed/overview/map?{query}"))
    notices = tree.xpath("//div[@class='board-notices']")[0].text_content()
    assert "country=XXX" in notices
    assert "as_of=yesterday" in notices
    assert len(on_page) == 1


def test_without_scripts_the_numbers_stand_there_as_a_table(client):
    content = client.get("/board/overview/headline?lang=en").json()
    tree = read(client.get("/embed/overview/headline?lang=en"))
    cells = [
        [cell.text_content() for cell in row.xpath("./th | ./td")]
        for row in tree.xpath("//main//tbody/tr")
    ]
    assert cells == [row["cells"] for row in content["rows"]]


def test_a_card_without_rows_says_why_and_needs_no_script(client):
    tree = read(client.get("/embed/overview/due?lang=en&country=DOM&priority=P5"))
    assert tree.xpath("//main")[0].text_content().strip() == words.words("en")("events.none")
    assert tree.xpath("//script") == []


@pytest.mark.parametrize(
    ("path", "modules"),
    [
        ("map", {"map.js", "shapes.js", "bar_rows.js"}),
        ("steps", {"steps.js", "panel.js", "bar_rows.js"}),
        ("over-time", {"figure.js"}),
    ],
)
def test_only_the_scripts_that_draw_it_are_asked_for(client, path, modules):
    text = client.get(f"/embed/overview/{path}?lang=en").text
    loaded = set(re.findall(r'"\./assets/frontend/(\w+\.js)\?', text))
    assert loaded == {"embed.js", "board.js", "rows.js", "foot.js", "elements.js"} | modules
    assert assets.LIBRARY.name not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert "static/js/" not in text


@pytest.mark.parametrize("error", [BadDatasetError([]), EditionError("actions.csv", "altered")])
def test_data_that_cannot_be_shown_give_a_sentence_and_no_number(client, monkeypatch, error):
    def refuse(*_):
        raise error

    monkeypatch.setattr(board_route, "open_view", refuse)
    answer = client.get("/embed/overview/map?lang=es")
    assert answer.status_code == 409
    assert words.words("es")("server.unshown") in answer.text


@pytest.mark.parametrize(("value", "wrong"), [("*, a.example, b", ["*", "b"]), ("a.example", None)])
def test_at_the_start_one_line_names_every_value_that_is_no_site(lines, monkeypatch, value, wrong):
    monkeypatch.setenv("ROADMAP_EMBED", value)
    with TestClient(Starlette(lifespan=partial(asgi.warm, dashboard.PAGES))):
        found = [line for line in lines if line["event"] == "embed_refused"]
    assert [line["values"] for line in found] == ([wrong] if wrong else [])
    assert all(line["setting"] == "ROADMAP_EMBED" for line in found)
