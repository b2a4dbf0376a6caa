"""Feeds: a choice as Atom and as iCalendar, public rows only, each change once."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlsplit
from uuid import UUID

import feedparser
import pytest
from lxml import etree

from components.view import stores
from data.reading import load
from tests.support.build import action, confirmed, dataset, milestone
from tests.support.open_data import of_server

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setenv("ROADMAP_API_RATE", "0")
    monkeypatch.setenv("ROADMAP_ADDRESS", "https://dashboard.example.org/")
    return of_server()


def feed(client, query=""):
    answer = client.get(f"/feeds/changes.atom?{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml"
    return feedparser.parse(answer.content)


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_a_feed_is_read_without_a_complaint_and_leads_to_dossiers(client, language):
    found = feed(client, f"lang={language}")
    assert (found.bozo, found.version, found.feed.language) == (False, "atom10", language)
    assert found.entries
    for entry in found.entries:
        assert entry.link.startswith("https://dashboard.example.org/actions?")
        assert entry.title and entry.summary and entry.updated_parsed
    assert any(entry.title.endswith(")") for entry in feed(client, "dataset=exercise").entries)


def test_a_feed_has_all_that_the_standard_demands(client):
    """The musts of RFC 4287 for what we write, by section."""
    answer = client.get("/feeds/changes.atom?dataset=exercise&lang=pt")
    root = etree.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"  # 2
    entries = root.findall(f"{ATOM}entry")
    for part in (root, *entries):
        once = [part.findall(f"{ATOM}{name}") for name in ("id", "title", "updated")]
        assert [len(found) for found in once] == [1, 1, 1]  # 4.1.1, 4.1.2
        assert set(part.keys()) <= {XML_LANGUAGE}
        name, title, updated = (found[0].text for found in once)
        assert name.startswith("urn:uuid:") and UUID(name)  # 4.2.6
        assert title == " ".join(title.split())
        moment = datetime.strptime(updated, "%Y-%m-%dT%H:%M:%SZ")  # 3.3: RFC 3339 with T and Z
        assert moment.year >= 2025
        (page,) = (one for one in part.findall(f"{ATOM}link") if one.get("rel") == "alternate")
        assert (page.get("type"), urlsplit(page.get("href")).scheme) == ("text/html", "https")
    assert [one.text for one in root.findall(f"{ATOM}author/{ATOM}name")] != []  # 4.2.1
    (own,) = (one for one in root.findall(f"{ATOM}link") if one.get("rel") == "self")
    assert own.get("href") == (
        "https://dashboard.example.org/feeds/changes.atom?dataset=exercise&lang=pt"
    )
    assert own.get("type") == answer.headers["content-type"] == "application/atom+xml"
    names = [one.findtext(f"{ATOM}id") for one in (root, *entries)]
    assert len(set(names)) == len(names)  # 4.2.6.1
    assert root.findtext(f"{ATOM}updated") == max(one.findtext(f"{ATOM}updated") for one in entries)
    for one in entries:
        assert [part.get("term") for part in one.findall(f"{ATOM}category")] != [None]  # 4.2.2.1
        assert len(one.findall(f"{ATOM}summary")) == 1  # 4.1.2


def test_an_entry_of_a_server_without_an_address_has_its_text_as_content(client, monkeypatch):
    monkeypatch.delenv("ROADMAP_ADDRESS")
    answer = client.get("/feeds/changes.atom?country=ECU", headers={"host": "10.0.0.7"})
    entries = etree.fromstring(answer.content).findall(f"{ATOM}entry")
    assert entries
    assert all(one.findtext(f"{ATOM}content") for one in entries)


def test_the_newest_comes_first_and_nothing_comes_twice(client):
    entries = feed(client).entries
    days = [entry.updated for entry in entries]
    assert days == sorted(days, reverse=True)
    assert len({entry.id for entry in entries}) == len(entries)


def test_an_entry_is_the_same_in_every_language_so_that_nobody_reads_it_twice(client):
    one, other = (
        [entry.id for entry in feed(client, f"lang={code}").entries] for code in ("en", "es")
    )
    assert one == other


def test_a_choice_leaves_what_it_is_about(client):
    chosen, whole = (feed(client, query).entries for query in ("country=ECU", ""))
    assert 0 < len(chosen) < len(whole)
    assert {entry.id for entry in chosen} <= {entry.id for entry in whole}


@pytest.mark.parametrize("query", ["country=XXX", "as_of=2026-01-01", "edition=x", "page=1"])
def test_what_a_feed_does_not_know_is_refused(client, query):
    for path in ("/feeds/changes.atom", "/calendar.ics"):
        assert client.get(f"{path}?{query}").status_code == 400


def test_a_new_report_is_one_new_entry_and_its_correction_one_more(client, monkeypatch):
    first = confirmed("X1", "2026-01-10") | {"report_id": "R1"}
    other = confirmed("X1", "2026-01-20", "2026-01-06") | {"report_id": "R2", "corrects": "R1"}
    seen = []
    for reports in ([], [first], [first, other]):
        known = dataset([action("A1", "ECU")], [milestone("X1", "A1", "2026-03-01")], reports)
        monkeypatch.setattr(stores, "dataset_in", lambda _=None, known=known: known)
        seen.append({entry.id for entry in feed(client).entries})
    assert [len(after - before) for before, after in pairwise(seen)] == [1, 1]


def test_roadmaps_with_the_same_codes_have_no_name_in_common(client, monkeypatch):
    known = dataset([action("A1", "ECU")], [milestone("X1", "A1", "2026-03-01")])
    seen = []
    for name in ("Plan of one", "Plan of another"):
        named = replace(
            known, fingerprint=name, names={"roadmap": dict.fromkeys(("en", "es", "pt"), name)}
        )
        monkeypatch.setattr(stores, "dataset_in", lambda _=None, named=named: named)
        found = feed(client)
        seen.append({found.feed.id, *(entry.id for entry in found.entries)})
    assert len(seen[0]) == len(seen[1]) == 2 and not seen[0] & seen[1]


def test_feeds_hold_public_rows_only(client):
    whole = load.load(load.available()["exercise"])
    hidden = set(whole.actions.loc[whole.actions["marking"] != "public", "action_id"])
    assert hidden and whole.audience == "secretariat"
    for path in ("/feeds/changes.atom", "/calendar.ics"):
        text = client.get(f"{path}?dataset=exercise").text.replace("\r\n ", "")
        assert "EX-A00" in text
        assert [code for code in sorted(hidden) if code in text] == []
        assert "EXERCISE" in text


@pytest.mark.parametrize("path", ["/feeds/changes.atom", "/calendar.ics"])
def test_an_unchanged_feed_is_not_sent_again_and_is_not_saved_as_a_file(client, path):
    first = client.get(path)
    assert "content-disposition" not in first.headers
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_menu_and_the_head_of_a_page_name_the_feed_of_its_choice(client, open_page):
    query = {"country": "ECU", "as_of": "2026-03-01"}
    *_, line = open_page("countries", **query).content["documents"]["offered"]
    assert [link["href"] for link in line["links"]] == [
        "feeds/changes.atom?country=ECU&lang=en",
        "calendar.ics?country=ECU&lang=en",
    ]
    html = client.get("/countries", params=query).text
    assert "https://dashboard.example.org/feeds/changes.atom?country=ECU&amp;lang=en" in html
