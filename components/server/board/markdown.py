"""Texts in Markdown as HTML. No HTML of a text is taken over, and no address but of the web."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt

MOST_KEPT = 4_096
"""Texts kept as HTML; a sentence is a few hundred bytes."""
SMALL = re.compile(r":small\[((?:\\.|[^\[\]\\]|\[(?:\\.|[^\[\]\\])*\])*)\]", re.DOTALL)
"""What a layout writes as small text; the words inside may hold links."""
LANGUAGE = re.compile(r"(?<=>\))\{lang=([a-z]{2})\}")
"""What a layout writes behind a link whose words are in another language than the page."""
BEGINS, ENDS, IN = "\u2062", "\u2063", "\u2064"
"""Stand for the tags of small text, and around the language of a link, while Markdown is read.
No text may bring them along."""
LINK_IN = re.compile(f'<a href="([^"]*)">((?:(?!</a>).)*)</a>{IN}([a-z]{{2}}){IN}', re.DOTALL)
NONE = dict.fromkeys(map(ord, (BEGINS, ENDS, IN)))
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=MOST_KEPT)
def to_html(text: str) -> str:
    """A text as HTML: paragraphs, lists, tables, emphasis, code, links (one may be `current`)."""
    small = SMALL.sub(lambda found: f"{BEGINS}{found[1]}{ENDS}", text.translate(NONE))
    marked = LANGUAGE.sub(lambda found: f"{IN}{found[1]}{IN}", small)
    html = LINK_IN.sub(r'<a href="\1" lang="\3" hreflang="\3">\2</a>', _markdown.render(marked))
    html = html.replace(' title="current"', ' aria-current="true"')
    html = html.replace(BEGINS, "<small>").replace(ENDS, "</small>")
    return html.replace('<a href="http', '<a rel="noopener" target="_blank" href="http')
