"""The first content of a page in its HTML: what the route answers, before Streamlit begins."""

import json
import re
import threading

import lxml.html
import pytest

import dashboard
from components.charts import theme
from components.server import limits
from components.server.board import assets, scripts
from components.server.prerender import deadline, first
from components.server.streamlit_internals import ENTRY

PAGES = list(dashboard.PAGES)
SCHEMES = first.schemes("#first, noscript")

pytestmark = pytest.mark.usefixtures("patient")


def block(text, name):
    """A block of data in the HTML of a page; `None` where there is none."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', text)
    return json.loads(found[1]) if found else None


@pytest.mark.parametrize("page", PAGES)
def test_the_first_content_is_what_the_route_answers(visitor, page):
    query = "lang=es&country=ECU"
    text = visitor.get(f"/{page}?{query}").text
    first = block(text, "first-content")
    assert first["content"] == visitor.get(f"/board/{page}?{query}").json()
    assert lxml.html.document_fromstring(text).findtext(".//title") == first["content"]["window"]
    assert first["about"] == scripts.about("es")


def test_the_first_content_is_written_once_for_all_who_choose_the_same(visitor, monkeypatch):
    before = block(visitor.get("/overview?lang=pt&country=PER").text, "first-content")
    monkeypatch.setattr(first, "links", None)
    assert block(visitor.get("/overview?lang=pt&country=PER").text, "first-content") == before


def test_streamlit_begins_once_the_first_content_is_drawn(visitor):
    tree = lxml.html.document_fromstring(visitor.get("/overview?lang=en").text)
    (start,) = tree.xpath("//script[@data-streamlit]")
    assert "start.js" in start.get("src")
    assert start.get("data-streamlit") == ENTRY
    assert visitor.get(f"/{ENTRY}").status_code == 200
    assert not [src for src in tree.xpath("//script/@src | //link/@href") if "static/js/" in src]


@pytest.mark.parametrize("why", ["often", "late"])
def test_a_page_without_first_content_asks_the_route_for_it(visitor, monkeypatch, why):
    """Its menu leads on meanwhile; nothing of it waits for Streamlit."""
    ready = threading.Event()
    if why == "often":
        few = limits.Limit(2, limits.Window(1, 60))
        monkeypatch.setitem(limits.LIMITS, "html", few)
        visitor.get("/overview?lang=es")
    elif why == "late":
        monkeypatch.setattr(deadline, "OF_PROGRAMS", 0.1)
        monkeypatch.setattr(deadline, "of_request", lambda *_: ready.wait(60))
    text = visitor.get("/overview?lang=es").text
    ready.set()
    assert block(text, "first-content") == {"about": scripts.about("es"), "content": None}
    links = lxml.html.document_fromstring(text).xpath("//div[@id='first']/nav//a/@href")
    assert links == [f"{page}?lang=es" for page in PAGES if dashboard.PAGES[page].in_menu]


def test_what_means_nothing_is_named_in_the_first_content_also_a_language(visitor):
    text = visitor.get("/overview?lang=xx&country=XXX", headers={"accept-language": "pt"}).text
    content = block(text, "first-content")["content"]
    assert content["language"] == "pt"
    assert "lang=xx, country=XXX" in content["notices"][0]["html"]
    path = "/board/overview?lang=xx&country=XXX"
    assert content == visitor.get(path, headers={"accept-language": "pt"}).json()


def test_nothing_of_the_content_ends_its_block(visitor, hostile_titles):
    hostile_titles("markdown")
    for page in PAGES:
        text = visitor.get(f"/{page}?lang=en").text
        written = re.search(r'id="first-content">(.*?)</script>', text)[1]
        assert "<" not in written
        first = json.loads(written)["content"]
        assert first == visitor.get(f"/board/{page}?lang=en").json()


def test_the_modules_that_the_page_needs_are_asked_for_early(visitor):
    text = visitor.get("/timeline?lang=en").text
    links = lxml.html.document_fromstring(text).xpath("//link[@rel='modulepreload']/@href")
    frame = ("first.js", "board.js", "frame.js", "rows.js", "foot.js", "filters.js")
    for name in (*frame, "time_axis.js"):
        assert f"./{assets.address(assets.FRONTEND / name)}" in links
    assert not [link for link in links if "table.js" in link or "figure.js" in link]
    drawn = lxml.html.document_fromstring(visitor.get("/overview?lang=en").text)
    assert drawn.xpath("//link[@rel='modulepreload' and contains(@href, 'figure.js')]")
    for link in links:
        assert visitor.get(f"/{link.removeprefix('./')}").status_code == 200


def test_both_colour_schemes_have_every_colour_that_streamlit_will_set():
    names = [set(re.findall(r"(--st-[\w-]+):", scheme)) for scheme in SCHEMES.split("@media")]
    assert names[0] == names[1]
    assert {
        *("--st-text-color", "--st-background-color", "--st-secondary-background-color"),
        *("--st-border-color", "--st-primary-color", "--st-link-color", "--st-font"),
    } <= names[0]


def test_what_is_drawn_first_comes_before_all_that_can_wait(visitor):
    """On a slow line each request costs a turn, and each byte before it keeps it waiting."""
    text = visitor.get("/overview?lang=en").text
    tree = lxml.html.document_fromstring(text)
    styles = [link for link in tree.xpath("//link[@rel='stylesheet']/@href") if "assets" in link]
    assert [link.split("?")[0] for link in styles if "plain" not in link] == ["./assets/board.css"]
    body = text[text.index("<body>") :]
    assert body.index('id="first-content"') < body.index("<noscript>") < body.index('id="root"')
    (font,) = tree.xpath("//link[@rel='preload' and @as='font']")
    assert font.get("fetchpriority") == "low"


def test_the_styles_are_one_file_that_browsers_keep(visitor):
    (address,) = [
        link
        for link in lxml.html.document_fromstring(visitor.get("/overview?lang=en").text).xpath(
            "//link[@rel='stylesheet']/@href"
        )
        if "board.css" in link
    ]
    answer = visitor.get(address.removeprefix("."))
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert "/*" not in answer.text
    for path in scripts.STYLES:
        assert path.read_text("utf-8").rsplit("*/", 1)[-1].strip() in answer.text
    plain = visitor.get(address.removeprefix("."), headers={"accept-encoding": "identity"})
    assert plain.text == answer.text


def test_each_typeface_that_stands_in_for_ours_is_asked_for_after_it():
    ours, *stand_ins, last = theme.SETTINGS["font"].replace("'", "").split(", ")
    assert (ours, last) == ("Noto Sans", "sans-serif")
    assert stand_ins == [family for family, _, _ in first.STAND_INS]
    assert all(f'@font-face{{font-family:"{one}";src:local(' in SCHEMES for one in stand_ins)
