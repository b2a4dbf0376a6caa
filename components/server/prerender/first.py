"""The first content of a page in its HTML, drawn before Streamlit is there, and its menu."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import orjson

from components.board import scripts
from components.board.content import RenderedPage
from components.board.frame import Group, sections
from components.frontend import assets
from components.layout.page import Pages
from components.view.view import View
from data.text import words
from data.text.words import Words

ROOT = Path(__file__).parents[3]
MARK = re.compile(r"(?<!^)(?=[A-Z])")
FIRST = assets.FRONTEND / "first.js"
STAND_INS = (
    ("As Noto Sans", ("Arial", "Helvetica", "Liberation Sans"), 1.054),
    ("As Noto Sans too", ("DejaVu Sans Condensed",), 1.034),
)
"""Typefaces of readers that stand in for ours until it is there, as `.streamlit/config.toml` asks.

Each with its names on Windows, macOS and Linux, and how much wider ours sets all our words.
"""
ASCENT, DESCENT = 1.069, 0.293
"""Height of our typeface over and under the line, in its own size."""


def render(pages: Pages, view: View, drawn: RenderedPage) -> str:
    """The frame that stands until Streamlit is there, and the content as `first.js` takes it."""
    menu = sections(pages, view.t, view.page, view.address)
    return _frame(view.t, menu, drawn.json)


def without_content(pages: Pages, language: str, page: str) -> str:
    """The frame without content, for when that fails or is late: `first.js` asks for it."""
    t = words.words(language)
    menu = sections(pages, t, page, lambda name: f"{name}?lang={language}")
    return _frame(t, menu, b"null")


def _frame(t: Words, menu: Sequence[Group], content: bytes) -> str:
    listed = "".join(
        f"<li><span>{escape(section.label)}</span><ul>{_pages(section)}</ul></li>"
        for section in menu
    )
    logo = assets.address(assets.ASSETS / "logo.svg")
    image = f'<img src="./{logo}" alt="{escape(t("product.name"))}">'
    pages = escape(t("html.pages"))
    about = orjson.dumps(scripts.about(t.language))
    written = as_block(b'{"about":%b,"content":%b}' % (about, content))
    return (
        f'<div id="first"><a href="#first-main">{escape(t("board.skip"))}</a>'
        f'<header>{image}<button type="button" popovertarget="first-menu" '
        f'aria-label="{pages}">»</button></header>'
        f'<nav id="first-menu" popover aria-label="{pages}">{image}<ul>{listed}</ul></nav>'
        '<main id="first-main" tabindex="-1"></main></div>'
        f'<script type="application/json" id="first-content">{written}</script>'
        f'<script type="module" async src="./{assets.address(FIRST)}"></script>'
    )


def as_block(json: bytes) -> str:
    """JSON as it stands in a page: a block ends at "</script", and "<!--" would hide that end."""
    return json.replace(b"<", b"\\u003c").decode()


def _pages(section: Group) -> str:
    current = ' aria-current="page"'
    return "".join(
        f'<li><a href="{escape(page.href)}"{current * page.chosen}>{escape(page.label)}</a></li>'
        for page in section.links
    )


def links(drawn: RenderedPage) -> str:
    """Early requests for the modules that draw the content."""
    kinds = set(re.findall(r'"draws":"(\w+)"', drawn.json.decode()))
    return early([FIRST.name, scripts.BOARD.name, *scripts.files({*scripts.FRAME, *kinds})])


def early(names: Iterable[str]) -> str:
    """Early requests for modules by their names."""
    return "".join(
        f'<link rel="modulepreload" href="./{assets.address(assets.FRONTEND / name)}">\n'
        for name in names
        if (assets.FRONTEND / name).exists()
    )


@cache
def style() -> str:
    """What stands before Streamlit, in its colours; without scripts it is not there."""
    hidden = "<noscript><style>#first{display:none}</style></noscript>"
    return f"{schemes('#first')}{hidden}\n"


@cache
def schemes(place: str) -> str:
    """The typeface, and the colours of both schemes for an element, as Streamlit will set them."""
    light, dark = colours("light"), colours("dark")
    font = assets.address(assets.ASSETS / "fonts/noto-sans.woff2")
    face = (
        f'@font-face{{font-family:"Noto Sans";src:url("./{font}") format("woff2");'
        "font-weight:100 900;font-display:optional}"
    ) + "".join(_as_wide(*one) for one in STAND_INS)
    dark = f"@media (prefers-color-scheme: dark){{{place}{{{dark}}}}}"
    return f"<style>{face}{place}{{{light}}}{dark}</style>"


def _as_wide(family: str, installed: Sequence[str], ratio: float) -> str:
    """An installed typeface as wide and as high as ours: nothing moves when ours comes."""
    names = ",".join(f'local("{name}")' for name in installed)
    return (
        f'@font-face{{font-family:"{family}";src:{names};size-adjust:{ratio:.1%};'
        f"ascent-override:{ASCENT / ratio:.1%};descent-override:{DESCENT / ratio:.1%};"
        "line-gap-override:0%}"
    )


@cache
def colours(scheme: str) -> str:
    """Typeface, corners and colours of a scheme, as CSS variables."""
    own = theme()
    base = {"font": own["font"], "base-radius": own["baseRadius"]}
    return _variables({**base, **_flat(own[scheme])})


def theme() -> dict[str, Any]:
    """The theme that Streamlit is given."""
    return tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"]


def _flat(scheme: dict[str, Any]) -> dict[str, str]:
    """The settings of a scheme by the names of Streamlit's variables."""
    found = {}
    for name, value in scheme.items():
        if isinstance(value, dict):
            found |= {f"{name}-{inner}": one for inner, one in _flat(value).items()}
        else:
            key = MARK.sub("-", name).lower()
            found[key] = ",".join(value) if isinstance(value, list) else value
    return found


def _variables(values: dict[str, str]) -> str:
    return "".join(f"--st-{name}:{value};" for name, value in values.items())
