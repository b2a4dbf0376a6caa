"""The HTML of a page when its numbers fail, are late, or come from the cache."""

import json
import re
import threading

import pytest

from components.server.prerender import body, deadline
from components.view import stores
from data.reading.problems import BadDatasetError, Problem
from tests.support.heads import meta_content, read

pytestmark = pytest.mark.usefixtures("patient")


def generic(tree, language="en"):
    """Whether a page goes out with its name and what it is for, and without numbers."""
    t = stores.default_words(language)
    return (
        meta_content(tree, "description") == t("lead.overview")
        and not tree.xpath("//noscript//table")
        and not tree.xpath("//link[@rel='canonical']")
    )


@pytest.mark.parametrize("header", deadline.BROWSERS)
def test_a_reader_does_not_wait_for_numbers_that_are_slow_and_a_program_that_comes_once_gets_them(
    visitor, monkeypatch, lines, header
):
    of_request, ready = deadline.of_request, threading.Event()
    monkeypatch.setattr(
        deadline, "of_request", lambda *args: of_request(*args) if ready.wait(60) else None
    )
    late = read(visitor, "overview?lang=en", **{header: "1"})
    assert generic(late)
    assert late.xpath("//head/noscript/meta[@http-equiv='refresh']")
    assert [line["event"] for line in lines] == ["html_late"]
    ready.set()
    whole = read(visitor, "overview?lang=en")
    assert not generic(whole)
    assert not whole.xpath("//meta[@http-equiv]")


def test_a_page_of_a_refused_dataset_says_what_is_wrong_and_not_that_it_is_late(
    visitor, monkeypatch, lines
):
    def refuse(*_):
        raise BadDatasetError([Problem("reports.csv", 41, "state", "repeated_key", "R1")])

    monkeypatch.setattr(deadline.board_route, "open_view", refuse)
    tree = read(visitor, "overview?lang=en")
    assert generic(tree)
    text = " ".join(tree.xpath("//noscript//p/text()"))
    assert "Whoever keeps the data can correct the file named below" in text
    assert "reports.csv, line 41, state: 'R1' is used more than once" in text
    assert "in a moment" not in text
    assert [line["event"] for line in lines] == ["html_refused"]


def test_a_page_goes_out_when_anything_fails_and_nothing_of_it_is_written_down(
    visitor, monkeypatch, lines
):
    def fail(*_):
        raise ValueError("maria.perez@example.org")

    monkeypatch.setattr(body, "render", fail)
    tree = read(visitor, "overview?lang=en&country=ECU")
    assert "Ecuador" in meta_content(tree, "description")
    assert not tree.xpath("//noscript//table")
    assert [line["event"] for line in lines] == ["html_failed"]
    assert "maria" not in json.dumps(lines)


def test_what_is_kept_is_not_told_of_another_choice(visitor):
    titles = [
        read(visitor, address).findtext(".//title")
        for address in ("actions?lang=en&action=A001", "actions?lang=en", "actions?lang=es")
    ]
    assert len(set(titles)) == 3
    figures = [
        re.sub(r"\D", "", meta_content(read(visitor, f"overview?lang=en{more}"), "description"))
        for more in ("", "&country=ECU", "&as_of=2025-06-30")
    ]
    assert len(set(figures)) == 3
