"""Every address in the content of a page is a page, a file or a route, and all it says counts."""

from collections import Counter
from functools import cache
from urllib.parse import parse_qs, urlsplit

import pytest

import dashboard
from components.documents import registry
from components.layout.parts import HERE
from data.evidence import address_of_quote
from data.selection import filters
from tests.support.open_data import of_server
from tests.support.opened import led_to, open_board

PAGES = list(dashboard.PAGES)
CHOICE = {*filters.FILTERS, *filters.SOURCE_PARAMS, "lang"}
"""Parameters that each page takes."""
ENOUGH = 4
STARTS = [
    *((page, {}) for page in PAGES),
    ("overview", {"behind": "reached", "country": ["ECU", "PER"], "context": "1"}),
    ("overview", {"dataset": "exercise", "behind": "due"}),
    ("priorities", {"priority": "P4"}),
    ("countries", {"country": "BRA", "as_of": "2026-03-01"}),
    ("actions", {"action": "A009", "priority": "P5"}),
    ("actions", {"action": "EX-A021", "dataset": "exercise"}),
    ("meetings", {"meeting": "M14", "edition": "III-EU-CLASI"}),
    ("changes", {"before": "M14", "from": "2025-01-01"}),
    ("data", {"table": "sources", "dataset": "exercise"}),
    ("method", {"section": "headline"}),
]


@pytest.fixture(scope="module")
def client():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROADMAP_API_RATE", "0")
        yield of_server()


@cache
def found():
    """Every address of the start pages that is not of another site, each once."""
    places = {
        href: (page, query)
        for page, query in STARTS
        for href in open_board(page, {"lang": "es", **query}).hrefs
    }
    own = {}
    for href, place in places.items():
        local = href.removeprefix(HERE).lstrip("/")
        if not local.startswith(("https://", "http://", "mailto:")):
            own[local] = place
    return own


def test_every_address_of_a_page_means_what_it_says():
    """Of addresses of one page with the same parameters, some are opened."""
    opened, seen = Counter(), set()
    for href, place in found().items():
        parts = urlsplit(href)
        if parts.path not in PAGES:
            continue
        names = {*CHOICE, *(one.name for one in dashboard.PAGES[parts.path].parameters)}
        given = frozenset(parse_qs(parts.query))
        assert given <= names, (place, href)
        opened[parts.path, given] += 1
        if opened[parts.path, given] <= ENOUGH:
            led_to(href)
        seen.add(parts.path)
    assert seen == set(PAGES)


def test_every_other_address_of_a_page_is_a_file_or_a_route_that_answers(client):
    documents = {
        f"files/{one.key}{'/{}' if one.about else ''}.{form.ending}"
        for one in registry.DOCUMENTS
        for form in one.forms
    }
    paths, kinds = set(), set()
    for href, place in found().items():
        parts = urlsplit(href)
        if parts.path in PAGES:
            continue
        kinds.add(parts.path.split("/")[0])
        folder, _, name = parts.path.rpartition("/")
        if parts.path in documents or f"{folder}/{{}}.{name.partition('.')[2]}" in documents:
            continue  # Made in seconds, and asked for in `test_downloads.py`.
        if parts.path in paths:
            continue
        paths.add(parts.path)
        answer = client.get(f"/{href}")
        assert answer.status_code == 200, (place, href, answer.text[:300])
    assert kinds == {"files", "api", "feeds", "calendar.ics"}
    assert len(paths) > 40


def quoted(dataset):
    """The addresses of the sentences of a dataset on their pages."""
    url = dict(zip(dataset.sources["source_id"], dataset.sources["url"], strict=True))
    rows = dataset.evidence.dropna(subset=["quote"])
    return {
        address_of_quote(url[source], quote)
        for source, quote in zip(rows["source_id"], rows["quote"], strict=True)
    }


def test_a_link_to_another_site_leads_to_a_source_of_the_data_or_to_a_sentence_on_it():
    printed = set()
    for page, query in STARTS:
        opened = open_board(page, {"lang": "es", **query})
        sources = set(opened.view.live.sources["url"]) | set(opened.view.dataset.sources["url"])
        outside = {href for href in opened.hrefs if href.startswith(("http://", "https://"))}
        sentences = quoted(opened.view.live)
        printed |= outside & sentences
        sources |= sentences
        known = {href for href in outside if href in sources or href.startswith(f"{HERE}/")}
        ours = {href for href in outside - known if "w3.org" in href or "europa.eu" in href}
        assert outside - known - ours == set(), (page, query)
    assert any(":~:text=" in one for one in printed)
