"""The deck on a page and in the HTML file: its numbers, its words, and no text as markup."""

import base64
import hashlib
import re

import lxml.html
import pytest

from components.documents.html import file, slideshow
from components.view.view import open_view
from tests.support import hostile

SITE = "https://roadmap.example.org/slides"
MOST_BYTES = 1_000_000


def test_a_file_has_a_heading_of_its_own_and_on_the_page_a_slide_is_under_that_of_the_page():
    view = open_view("slides", "en", {})
    made = (slideshow.shown(view, SITE), slideshow.tiles(view).html)
    assert [html.count("<h1") for html in made] == [1, 0]


def test_the_page_has_the_order_and_the_words_of_the_address_and_says_whose_they_are():
    view = open_view("slides", "en", {})
    own = "text:Three%20decisions%2C%20today|Ports"

    def keys(written):
        return re.findall(r'class="tile" data-key="([^"]*)"', slideshow.tiles(view, written).html)

    deck = keys("")
    assert keys("title,headline") == deck
    assert keys("headline,title")[:3] == ["headline", "title", deck[2]]
    assert sorted(keys(f"headline,{own}")) == sorted([*deck, own])
    html = slideshow.tiles(view, f"headline,{own}").html
    assert "Three decisions, today" in html
    assert html.count(view.t("deck.own")) == 1


# ---- the file


class Page:
    """Elements, attributes and scripts as a browser reads them."""

    def __init__(self, source):
        every = list(lxml.html.document_fromstring(source).iter("*"))
        self.tags = [one.tag for one in every]
        self.attributes = [pair for one in every for pair in one.attrib.items()]
        self.scripts = [(one.get("type", ""), one.text) for one in every if one.tag == "script"]


def test_the_first_slide_of_a_file_says_where_it_is_from_and_by_which_method():
    view = open_view("slides", "es", {"country": ["ECU"]})
    address = view.address(SITE)
    first = lxml.html.fromstring(file.make(view, address)).find_class("subtitle")[0]
    assert first.text_content().split("\n")[-1] == f"Método {view.method} · {address}"


@pytest.mark.parametrize(
    ("language", "query"), [("es", {}), ("pt", {"dataset": ["exercise"]})], ids=["es", "pt"]
)
def test_the_file_is_one_small_file_of_the_same_bytes_that_asks_for_nothing(language, query):
    view = open_view("slides", language, query)
    made = file.make(view, view.address(SITE))
    assert len(made) < MOST_BYTES
    page = Page(made.decode())
    asking = ("src", "href", "srcset", "action", "data", "poster")
    assert [pair for pair in page.attributes if pair[0] in asking and pair[1]] == []
    assert ("lang", language) in page.attributes
    assert page.tags.count("title") == 1
    styles = made.decode().split("</style>")[0]
    assert set(re.findall(r"url\((data:[a-z0-9/]+|[^)]*)", styles)) == {"data:font/woff2"}


def test_the_policy_lets_our_script_run_and_nothing_else():
    view = open_view("slides", "en", {})
    page = Page(file.make(view, view.address(SITE)).decode())
    contents = (value or "" for name, value in page.attributes if name == "content")
    policy = next(value for value in contents if "script-src" in value)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    digests = (hashlib.sha256(code.encode()).digest() for _, code in page.scripts)
    hashes = {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests}
    assert rules["default-src"] == "'none'"
    assert set(rules["script-src"].split()) == hashes
    assert len(hashes) == 1
    kinds = {f"{kind}-src" for kind in ("default", "script", "style", "img", "font")}
    assert set(rules) == {*kinds, "base-uri", "form-action"}


EVIL = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    '" onload="x',
    "<img src=x onerror=x>",
    "&lt;b&gt;",
    "\u2028=1+1",
]


@pytest.mark.parametrize("evil", EVIL)
def test_what_a_text_holds_stays_text_in_the_markup(evil, monkeypatch):
    """In title, heading and description, in a slide, and in an attribute."""
    view = open_view("slides", "en", {"priority": ["P5"]})
    usual = Page(file.make(view, SITE).decode())
    for key in ("product.name", "slides.said", "slides.blocked"):
        monkeypatch.setitem(view.t._bare, key, evil)
    attacked = Page(file.make(open_view("slides", "en", {"priority": ["P5"]}), SITE).decode())
    assert attacked.tags == usual.tags
    assert [name for name, _ in attacked.attributes] == [name for name, _ in usual.attributes]
    assert [kind for kind, _ in attacked.scripts] == ["module"]
    assert dict(attacked.attributes)["data-blocked"] == evil


@pytest.mark.parametrize("kind", hostile.TITLES)
def test_data_of_any_title_give_the_same_elements_as_harmless_ones(kind, hostile_titles):
    hostile_titles(kind)
    view = open_view("slides", "en", {})
    html = {1: file.make(view, view.address(SITE)).decode(), 0: slideshow.tiles(view).html}
    for scripts, made in html.items():
        page = Page(made)
        assert page.tags.count("script") == scripts
        assert {"img", "iframe", "object", "base", "form"} & set(page.tags) == set()
        assert [name for name, _ in page.attributes if name.startswith("on")] == []
        links = {value for name, value in page.attributes if name == "href" and value}
        assert [link for link in links if not link.startswith("files/slides.")] == []


def test_no_two_scripts_of_the_file_have_one_name_as_they_become_one():
    text = "\n".join((file.markup.FRONTEND / name).read_text("utf-8") for name in file.SCRIPTS)
    pattern = r"^(?:export )?(?:async )?(?:const|let|function) +(\w+)"
    names = re.findall(pattern, text, re.MULTILINE)
    assert sorted(names) == sorted(set(names))
