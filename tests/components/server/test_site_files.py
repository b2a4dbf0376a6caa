"""Files that programs look for on any site: list of pages, contact for security, icon."""

import re
from datetime import UTC, datetime

import lxml.etree
import pytest

from components.server.limits import LIMITS, Limit
from data.reading import load
from data.selection import filters
from data.selection.filters import SIDES
from data.text import words
from tests.support.readings import shipped

SITE = "https://dashboard.example.org/"
SPACES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture
def named(monkeypatch):
    monkeypatch.setenv("ROADMAP_ADDRESS", SITE)


def test_robots_are_told_where_the_list_of_pages_is_only_where_there_is_one(visitor, monkeypatch):
    assert "Sitemap" not in visitor.get("/robots.txt", headers={"host": "evil.example"}).text
    assert visitor.get("/sitemap.xml").status_code == 404
    monkeypatch.setenv("ROADMAP_ADDRESS", SITE)
    robots = visitor.get("/robots.txt")
    assert robots.headers["content-type"].startswith("text/plain")
    assert f"Sitemap: {SITE}sitemap.xml" in robots.text
    assert visitor.get("/sitemap.xml").headers["content-type"] == "application/xml"


@pytest.mark.usefixtures("named")
def test_the_list_holds_every_page_action_country_priority_and_meeting_in_every_language(visitor):
    tree = lxml.etree.fromstring(visitor.get("/sitemap.xml").content)
    places = tree.xpath("//map:loc/text()", namespaces=SPACES)
    assert len(places) == len(set(places))
    dataset = shipped("record")
    for language in words.languages():
        mine = [
            place
            for place in places
            if place.endswith(f"lang={language}") or f"lang={language}&" in place
        ]
        assert len(mine) == len(places) / len(words.languages())
        for table, key in (
            ("actions", "action"),
            ("meetings", "meeting"),
            ("priorities", "priority"),
        ):
            codes = {code for place in mine for code in re.findall(rf"[?&]{key}=([^&]+)", place)}
            assert codes == set(dataset.tables[table][f"{key}_id"])
        for side, codes in filters.options(dataset, words.words(language)).items():
            if side in SIDES:
                found = {
                    code for place in mine for code in re.findall(rf"[?&]{side}=(.+?)&", place)
                }
                assert found == set(codes)
    entry = tree.xpath("//map:url[1]/xhtml:link/@hreflang", namespaces=SPACES)
    assert entry == [*words.languages(), "x-default"]


@pytest.mark.usefixtures("named")
def test_what_is_listed_says_of_itself_that_it_may_be_and_names_the_same_address(
    visitor, monkeypatch
):
    from components.server.prerender import deadline

    monkeypatch.setattr(deadline, "OF_PROGRAMS", 60)
    monkeypatch.setitem(LIMITS, "html", Limit(2))
    places = lxml.etree.fromstring(visitor.get("/sitemap.xml").content).xpath(
        "//map:loc/text()", namespaces=SPACES
    )
    for place in places[::40]:
        text = visitor.get(place.removeprefix(SITE[:-1])).text
        assert f'<link rel="canonical" href="{place.replace("&", "&amp;")}">' in text
        assert "index,follow" in text and "noindex" not in text


@pytest.mark.usefixtures("named")
def test_invented_data_are_not_listed(visitor, monkeypatch):
    monkeypatch.setenv("ROADMAP_DATA", str(load.FOLDER / "exercise"))
    assert "<loc>" not in visitor.get("/sitemap.xml").text


def test_whom_to_tell_of_a_weakness(visitor, monkeypatch):
    monkeypatch.delenv("ROADMAP_CONTACT", raising=False)
    assert visitor.get("/.well-known/security.txt").status_code == 404
    monkeypatch.setenv("ROADMAP_CONTACT", "security@example.org\nContact: evil@example.org")
    assert visitor.get("/.well-known/security.txt").status_code == 404
    monkeypatch.setenv("ROADMAP_CONTACT", "security@example.org")
    monkeypatch.setenv("ROADMAP_ADDRESS", SITE)
    answer = visitor.get("/.well-known/security.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == f"{SITE}.well-known/security.txt"
    until = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert 100 < until.days < 365
