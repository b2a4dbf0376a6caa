"""Cards in pages of other sites: which sites may, and the line that their authors copy."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest

import dashboard
from components.layout.parts import HERE
from components.server.board import content, embedding
from components.view import view as views
from tests.support.opened import content_of


@pytest.mark.parametrize(
    ("value", "site"),
    [
        ("ministry.example.org", "https://ministry.example.org"),
        ("https://ministry.example.org", "https://ministry.example.org"),
        (" HTTPS://Ministry.Example.org/ ", "https://ministry.example.org"),
        ("https://www.gov.example:8443", "https://www.gov.example:8443"),
        ("https://*.example.eu", "https://*.example.eu"),
        ("*.example.eu", "https://*.example.eu"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_a_site_is_named_by_its_name_or_its_address(monkeypatch, value, site):
    monkeypatch.setenv("ROADMAP_EMBED", value)
    assert embedding.hosts() == (site,)
    assert embedding.refused() == []


@pytest.mark.parametrize(
    "value",
    [
        "*",
        "https://*",
        "*.eu",
        "https:",
        "1",
        "true",
        "'self'",
        "http://ministry.example.org",
        "https://ministry.example.org/news",
        "ministry.*.org",
        "a.example b.example",
        "a.example; script-src *",
        "a.example\r\nx-header: 1",
        "10.0.0.5",
        "https://a.example:99999",
        "http://localhost:65536/",
        "-.example",
        "https://-a.example.org",
    ],
)
def test_what_names_no_site_opens_nothing_and_is_named_itself(monkeypatch, value):
    monkeypatch.setenv("ROADMAP_EMBED", value)
    assert embedding.hosts() == ()
    assert embedding.refused() == [value]


def test_the_right_ones_of_several_hold_and_all_wrong_ones_are_named(monkeypatch):
    monkeypatch.setenv("ROADMAP_EMBED", "*, a.example.org, http://b.example, *.c.example,")
    assert embedding.hosts() == ("https://a.example.org", "https://*.c.example")
    assert embedding.refused() == ["*", "http://b.example"]


@pytest.mark.parametrize("value", [None, "", " , "])
def test_without_a_name_there_are_no_sites_and_no_card_offers_a_line(monkeypatch, value):
    monkeypatch.delenv("ROADMAP_EMBED", raising=False)
    if value is not None:
        monkeypatch.setenv("ROADMAP_EMBED", value)
    assert embedding.hosts() == ()
    assert embedding.refused() == []
    assert footed({"lang": ["en"]}).embed == ""


def footed(query, **changes):
    """The foot of the map of the Overview."""
    view = views.open_view("overview", query["lang"][-1], query)
    card, seen = content_of(view, {}).card("map")
    return content.foot_of(view, seen, {}, replace(card, **changes), "map")


def test_the_line_leads_to_the_card_with_the_choice(monkeypatch):
    monkeypatch.setenv("ROADMAP_EMBED", "ministry.example.org")
    query = {"country": ["ECU", "PER"], "dataset": ["exercise"]}
    line = footed({"lang": ["es"], **query}, title='"Más" <b>de 3</b>').embed
    frame = lxml.html.fragment_fromstring(line)
    assert (frame.tag, frame.get("title"), len(frame)) == ("iframe", '"Más" <b>de 3</b>', 0)
    address = urlsplit(frame.get("src"))
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{HERE}/embed/overview/map"
    expected = {"country": ["ECU", "PER"], "dataset": ["exercise"], "lang": ["es"]}
    assert parse_qs(address.query) == expected


def test_a_page_that_was_kept_before_sites_were_named_is_not_shown_after(monkeypatch):
    monkeypatch.delenv("ROADMAP_EMBED", raising=False)
    view = views.open_view("overview", "en", {})
    assert b'"embed":"<iframe' not in content.draw(dashboard.PAGES, view, {}).json
    monkeypatch.setenv("ROADMAP_EMBED", "ministry.example.org")
    assert b'"embed":"<iframe' in content.draw(dashboard.PAGES, view, {}).json
