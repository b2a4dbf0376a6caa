"""The HTML of a page: our head and first content, and what begins Streamlit."""

import functools
from html import escape

from components.frontend import assets
from components.server.prerender import head
from components.server.prerender.deadline import PageTexts
from components.server.streamlit_internals import ENTRY, NAMED, STYLES
from data.text import words

FONT = "assets/fonts/noto-sans.woff2"
PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, shrink-to-fit=no">
{head}{frame}</head>
<body>
{first}
<noscript>{body}</noscript>
<div id="root"></div>
</body>
</html>
"""
"""What is drawn first comes first: on a slow line the texts would keep it waiting."""


def render(language: str, texts: PageTexts) -> bytes:
    """The page. Streamlit's scripts are asked for once its first content is drawn (`start.js`)."""
    frame = _frame(language)
    return PAGE.format(
        language=language, head=texts.head, frame=frame, first=texts.first, body=texts.body
    ).encode()


@functools.cache
def _frame(language: str) -> str:
    """Icons, styles, and the scripts that run before Streamlit's or say why it is not there."""
    t = words.words(language)
    texts = " ".join(f'data-{name}="{escape(t(f"server.{name}"))}"' for name in ("full", "gone"))
    start, waiting = (
        assets.address(assets.FRONTEND / f"{name}.js") for name in ("start", "waiting")
    )
    lines = [
        f'<script src="./{start}" data-font="{font()}" data-streamlit="{ENTRY}"></script>',
        *(f'<link rel="stylesheet" crossorigin href="./{name}">' for name in STYLES),
        f'<link rel="preload" href="./{font()}" as="font" type="font/woff2" crossorigin'
        ' fetchpriority="low">',
        f'<script defer src="./{waiting}" {texts}></script>',
    ]
    return head.icons(language) + "\n".join(lines) + "\n"


def font() -> str:
    """The address of the typeface, as `.streamlit/config.toml` must name it."""
    return assets.address(assets.COMPONENTS / FONT)


def first_files() -> list[str]:
    """Addresses of the scripts and styles of a first visit, all of which are sent compressed."""
    ours = (*assets.FRONTEND.glob("*.js"), *assets.FRONTEND.glob("*.css"), assets.LIBRARY)
    named = [*NAMED, *(assets.address(path).partition("?")[0] for path in ours)]
    return [f"/{name}" for name in named]
