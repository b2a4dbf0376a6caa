"""Markdown as HTML: what a layout writes is shown, and what comes from data stays text."""

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.server.board.markdown import to_html
from components.view.labels import escape
from tests.support.opened import links_of, text_of

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "<https://evil.example>",
    ":small[no]",
    "\u2062no\u2063",
    "[x](<https://evil.example>){lang=es}\u2064es\u2064",
    "&lt;b&gt; &#x2062;",
    "# no heading",
    "| a | b |\n| --- | --- |\n| c | d |",
    "```\ncode\n```",
    "1. one",
]


def plain(text):
    """Without the signs that stand for tags."""
    return text.translate(dict.fromkeys(map(ord, "\u2062\u2063\u2064")))


def tags(html):
    return {one.tag for one in lxml.html.fragment_fromstring(html, create_parent="div").iter("*")}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_of_data_is_shown_as_it_is_written(text):
    html = to_html(escape(text))
    assert tags(html) <= {"div", "p"}
    assert text_of(html) == plain(text)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=60))
def test_no_text_of_data_becomes_markup(text):
    html = to_html(f"**{escape('x' + text)}** :small[{escape(text)}]")
    assert tags(html) <= {"div", "p", "strong", "small"}
    assert text_of(html) == f"x{plain(text)} {plain(text)}".strip()


def test_small_text_holds_links_whose_words_have_brackets():
    html = to_html(f":small[[{escape('[Joint] action [2]')}](<https://example.org/a>) · press]")
    assert html.startswith("<p><small><a ")
    assert html.rstrip().endswith("· press</small></p>")
    assert links_of(html) == {"[Joint] action [2]": "https://example.org/a"}


def test_a_link_says_in_which_language_its_words_are():
    html = to_html(":small[[El (nuevo) acuerdo](<https://example.org/a_(b)>){lang=es} · press]")
    assert html.startswith("<p><small><a ")
    assert 'hreflang="es">El (nuevo) acuerdo</a> · press' in html
    assert (
        "lang" not in to_html(r"[El acuerdo](<https://example.org/>) \{lang\=es\}").split("</a>")[0]
    )


def test_a_link_to_the_web_opens_beside_and_one_of_ours_in_place():
    web, ours = to_html("[a](<https://example.org/>)"), to_html("[a](<actions?action=A001>)")
    assert 'rel="noopener" target="_blank"' in web
    assert "target" not in ours


@pytest.mark.parametrize("address", ["javascript:alert(1)", "vbscript:x", "data:text/html,x"])
def test_no_address_of_a_script_becomes_a_link(address):
    assert "<a" not in to_html(f"[x](<{address}>)")


def test_tables_lists_and_emphasis_of_a_text_of_ours_are_drawn():
    html = to_html("**a** `b`\n\n- c\n\n| d |\n| --- |\n| e |")
    assert {"strong", "code", "li", "table", "td"} <= tags(html)
