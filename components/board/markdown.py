"""Texts in Markdown as HTML. No HTML of a text is taken over, and no address but of the web."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt

MOST_KEPT = 4_096
"""Texts kept as HTML; a sentence is a few hundred bytes."""
SMALL = re.compile(r":small\[((?:\\.|[^\[\]\\]|\[(?:\\.|[^\[\]\\])*\])*)\]", re.DOTALL)
"""What a layout writes as small text; the words inside may hold links."""
BEGINS, ENDS = "\u2062", "\u2063"
"""Stand for the tags of small text while Markdown is read. No text may bring them along."""
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=MOST_KEPT)
def to_html(text: str) -> str:
    """A text as HTML: paragraphs, lists, tables, emphasis, links and code."""
    plain = text.replace(BEGINS, "").replace(ENDS, "")
    marked = SMALL.sub(lambda found: f"{BEGINS}{found[1]}{ENDS}", plain)
    return (
        _markdown.render(marked)
        .replace(BEGINS, "<small>")
        .replace(ENDS, "</small>")
        .replace('<a href="http', '<a rel="noopener" target="_blank" href="http')
    )
