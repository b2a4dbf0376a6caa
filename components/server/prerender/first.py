"""The first content of a page in its HTML, drawn before Streamlit is there, and its menu."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import orjson
from markupsafe import Markup

from components.charts import theme
from components.layout.page import Pages
from components.server import logo, templates
from components.server.board import assets, scripts
from components.server.board.content import RenderedPage
from components.server.board.frame import sections
from data.text.words import Words

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


def render(
    pages: Pages, t: Words, page: str, address: Callable[[str], str], content: bytes = b"null"
) -> Markup:
    """The frame that stands until Streamlit is there, and the content as `first.js` takes it.

    Without content, when that fails or is late, `first.js` asks for it; `address` is that of a
    page in the menu.
    """
    about = {"about": scripts.about(t.language), "content": orjson.Fragment(content)}
    return templates.render(
        "first.html",
        t=t,
        menu=sections(pages, t, page, address),
        logo=logo.address(t("product.name")),
        content=templates.as_block(orjson.dumps(about)),
        script=assets.address(FIRST),
    )


def links(drawn: RenderedPage) -> Markup:
    """Early requests for the modules that draw the content."""
    kinds = set(re.findall(r'"draws":"(\w+)"', drawn.json.decode()))
    return early([FIRST.name, scripts.BOARD.name, *scripts.files({*scripts.FRAME, *kinds})])


def early(names: Iterable[str]) -> Markup:
    """Early requests for modules by their names."""
    link = Markup('<link rel="modulepreload" href="./{}">\n')
    return Markup().join(link.format(assets.address(assets.FRONTEND / name)) for name in names)


@cache
def schemes(place: str) -> Markup:
    """The typeface, and the colours of both schemes for an element, as Streamlit will set them."""
    return templates.render(
        "schemes.html",
        place=place,
        font=assets.address(assets.FONT),
        stand_ins=STAND_INS,
        ascent=ASCENT,
        descent=DESCENT,
        light=colours("light"),
        dark=colours("dark"),
    )


@cache
def colours(scheme: str) -> str:
    """Typeface, corners and colours of a scheme, as CSS variables."""
    base = {"font": theme.SETTINGS["font"], "base-radius": theme.SETTINGS["baseRadius"]}
    values = {**base, **_flat(theme.SETTINGS[scheme])}
    return "".join(f"--st-{name}:{value};" for name, value in values.items())


@cache
def palette() -> str:
    """The ten colours of figures as CSS variables, each for both schemes."""
    each = zip(theme.NAMES, theme.LIGHT, theme.DARK, strict=True)
    return "".join(f"--{name}:light-dark({light},{dark});" for name, light, dark in each)


def _flat(scheme: dict[str, Any]) -> dict[str, str]:
    """The settings of a scheme by the names of Streamlit's variables."""
    found = {}
    for name, value in scheme.items():
        if isinstance(value, dict):
            found |= {f"{name}-{inner}": one for inner, one in _flat(value).items()}
        elif isinstance(value, str):
            found[MARK.sub("-", name).lower()] = value
    return found
