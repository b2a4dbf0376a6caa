"""The HTML of a page: our head and first content, and what begins Streamlit."""

import functools

from markupsafe import Markup

from components.server import styles, templates
from components.server.board import assets
from components.server.prerender.deadline import PageTexts
from components.server.streamlit_internals import ENTRY, NAMED, STYLES
from data.text import words

FONT = "assets/fonts/noto-sans.woff2"
ICONS = assets.ASSETS / "icons"


def render(language: str, texts: PageTexts) -> bytes:
    """The page. Streamlit's scripts are asked for once its first content is drawn (`start.js`)."""
    t, frame = words.words(language), _frame(language)
    return templates.render("page.html", t=t, frame=frame, texts=texts).encode()


@functools.cache
def _frame(language: str) -> Markup:
    named = {"plain": "plain.css", "start": "start.js", "waiting": "waiting.js"}
    icons = {"small": 32, "large": 192, "apple": 180}
    return templates.render(
        "frame.html",
        t=words.words(language),
        styles=styles.address(),
        streamlit_styles=STYLES,
        font=font(),
        entry=ENTRY,
        **{name: assets.address(assets.FRONTEND / file) for name, file in named.items()},
        **{name: assets.address(ICONS / f"icon-{size}.png") for name, size in icons.items()},
    )


def font() -> str:
    """The address of the typeface, as `.streamlit/config.toml` must name it."""
    return assets.address(assets.COMPONENTS / FONT)


def first_files() -> list[str]:
    """Addresses of the scripts and styles of a first visit, all of which are sent compressed."""
    ours = (*assets.FRONTEND.glob("*.js"), *assets.FRONTEND.glob("*.css"), assets.LIBRARY)
    named = [*NAMED, *(assets.address(path).partition("?")[0] for path in ours)]
    return [f"/{name}" for name in named]
