"""The method as documents quote it: whole, without marks."""

import re

import pytest

from components.cards import method
from components.layout.parts import Text, Tone
from components.view.view import open_view
from data.text import words


@pytest.mark.parametrize("language", words.languages())
def test_no_mark_of_markdown_is_left_and_no_word_is_lost(language):
    for title, text in method.sections(open_view("method", language, {})).values():
        plain = method.plain_text(text)
        assert not re.search(r"[|#]|\*\S|^-{3}", plain), title
        assert re.findall(r"\w+", plain) == re.findall(r"\w+", text)


def test_a_row_of_a_table_becomes_a_line():
    assert method.plain_text("Before\n\n| A | B |\n|---|---|\n| *c* | d |") == "Before\nA: B\nc: d"


@pytest.mark.parametrize("shown", [None, "dates"])
def test_each_section_is_linked_from_the_top_but_the_one_that_is_shown(shown):
    view = open_view("method", "pt", {})
    known = method.sections(view)
    [listed] = [
        part
        for part in method.section_parts(view, shown)
        if isinstance(part, Text) and part.tone == Tone.CAPTION
    ]
    linked = re.findall(r"section=([a-z-]+)>", listed.markdown)
    assert linked == [anchor for anchor in known if anchor not in ("", shown)]
    assert all(title in listed.markdown for title, _ in known.values())
