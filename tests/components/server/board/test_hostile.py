"""A dataset made to harm: its texts stay texts on every page, and become no address."""

import lxml.html
import pytest

import dashboard
from components.server.board import content, on_request
from components.view import stores
from tests.support import hostile
from tests.support.opened import content_of, htmls, open_board, own_of

PAGES = [page for page in dashboard.PAGES if page != "slides"]
"""Those that are not of templates alone, which tests/components/documents/test_html.py reads."""
TAGS = {
    *("div", "p", "br", "strong", "em", "small", "a", "code", "pre", "ul", "ol", "li"),
    *("table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "hr", "blockquote"),
}
ATTRIBUTES = {"href", "hreflang", "lang", "rel", "target", "start", "class", "style"}


@pytest.fixture(params=["markup", "markdown"])
def titles(request, hostile_titles):
    """The titles of the dataset that is shown, which are made to harm."""
    hostile_titles(request.param)
    return hostile.TITLES[request.param]


def places():
    """Each page, and the pages of one thing."""
    data = stores.dataset_in()
    yield from ((page, {}) for page in PAGES)
    yield from (("actions", {"action": code}) for code in data.actions["action_id"][:8])
    yield from (("meetings", {"meeting": code}) for code in data.meetings["meeting_id"][:3])
    yield from (("priorities", {"priority": code}) for code in data.priorities["priority_id"])
    yield ("countries", {"country": "ECU"})


def test_no_text_of_data_becomes_markup_or_a_script_or_a_link(titles):
    texts = []
    for page, query in places():
        opened = open_board(page, {"lang": "en", **query})
        shown = list(htmls(opened.content))
        whole = content_of(opened.view, own_of(opened.view, query)[0])
        for key in opened.cards if not query else ():
            answer = content.orjson.loads(on_request.how_counted(whole, key))
            shown.append(answer["counted"])
        for html in shown:
            for one in lxml.html.fragment_fromstring(html, create_parent="div").iter("*"):
                assert one.tag in TAGS, (page, query, html)
                assert set(one.attrib) <= ATTRIBUTES, (page, query, html)
                assert len(one.get("lang", "es")) == 2, (page, query, html)
        for href in opened.hrefs:
            assert "evil.example" not in href.partition("?")[0], (page, query, href)
            assert not href.lstrip().lower().startswith(("javascript:", "data:")), (page, href)
        texts += opened.words
    for title in titles:
        assert any(title in text for text in texts), title


def test_the_title_of_a_dossier_is_the_title_of_its_action(titles):
    codes = stores.dataset_in().actions["action_id"][: len(titles)]
    assert [open_board("actions", {"action": code}).title for code in codes] == titles
