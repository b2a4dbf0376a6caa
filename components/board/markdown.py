"""Texts in Markdown as HTML. No HTML of a text is taken over, and no address but of the web."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt

MOST_KEPT = 4_096
"""Texts kept as HTML; a sentence is a few hundred bytes."""
SMALL = re.compile(r":small\[((?:\\.|[^\[\]\\]|\[[^\]]*\])*)\]")
"""What a layout writes as small text; the words inside may hold links."""
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=MOST_KEPT)
def to_html(text: str) -> str:
    """A text as HTML: paragraphs, lists, tables, emphasis, links and code."""
    marked = SMALL.sub(lambda found: f"\u2062{found[1]}\u2063", text)
    return (
        _markdown.render(marked)
        .replace("\u2062", "<small>")
        .replace("\u2063", "</small>")
        .replace('<a href="http', '<a rel="noopener" target="_blank" href="http')
    )
