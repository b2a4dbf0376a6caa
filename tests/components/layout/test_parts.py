"""The parts of a page: which cards a layout holds, what sources say, and that data is escaped."""

import pandas as pd
import pytest
from lxml.html import fragment_fromstring

from components.layout import page, parts
from components.layout.card import Card
from components.layout.page import Row
from components.layout.parts import Expander, Inline, ScopedCard, Text, Tone
from components.server.board.markdown import to_html
from components.view.labels import escape
from components.view.view import open_view


def card(key):
    return Card(key, key, "", "", pd.DataFrame())


@pytest.fixture(scope="module")
def view():
    return open_view("overview", "en", {})


def test_cards_are_found_in_folds_and_sides_in_their_order(view):
    other = open_view("overview", "es", {})
    inner = [Inline([card("second"), ScopedCard(card("third"), other)])]
    column = [card("first"), Text("no card"), Expander("fold", inner)]
    found = [(each.key, seen) for each, seen in page.cards_of(column, view)]
    assert found == [("first", view), ("second", view), ("third", other)]


def test_a_row_leaves_out_what_has_nothing_to_show():
    assert page.row(None, Text("a"), None) == Row([1], [[Text("a")]])
    assert page.columns([None], [Text("b")], widths=(1, 2)) == Row([2], [[Text("b")]])


def test_a_source_stands_once_with_its_title_and_its_link(view):
    source = view.dataset.sources.dropna(subset=["title"]).iloc[0]
    code = source["source_id"]
    [line] = parts.sources(view, [code, code])
    assert isinstance(line, Text)
    assert escape(source["title"]) in line.markdown
    assert f"](<{source['url']}>)" in line.markdown
    assert view.t(f"source_kind.{source['kind']}") in line.markdown


def test_sources_are_one_list_with_a_line_each_and_nothing_without_any(view):
    codes = list(view.dataset.sources["source_id"].head(3))
    [listed] = parts.sources(view, codes)
    assert isinstance(listed, Text)
    assert [line[:2] for line in listed.markdown.splitlines()] == ["- "] * 3
    assert parts.sources(view, []) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_title_of_a_source_in_another_language_says_which(language):
    view = open_view("overview", language, {})
    known = view.dataset.sources.dropna(subset=["title", "language"])
    for written in ("en", "es", "pt"):
        code = known.loc[known["language"] == written, "source_id"].iloc[0]
        [link] = fragment_fromstring(to_html(parts.sources(view, [code])[0].markdown)).iter("a")
        assert link.get("lang") == (None if written == language else written)
        assert link.get("href") == known.loc[known["source_id"] == code, "url"].iloc[0]


def test_a_notice_shows_markdown_as_text():
    notice = parts.notice("*no* [link](https://example.org)")
    assert notice.tone == Tone.NOTICE
    assert notice.markdown == escape("*no* [link](https://example.org)")
