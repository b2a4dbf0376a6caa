"""The method as documents quote it: whole, without marks."""

import re

import pytest

from components.cards import method
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
