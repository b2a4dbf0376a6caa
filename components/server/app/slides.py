"""The slides on a page: to be chosen, shown and taken. To turn slides needs no server."""

from typing import Any

import orjson
import streamlit as st
from streamlit.components.v2 import component

from components.documents import deck
from components.documents.html import markup, slideshow
from components.server.app import documents
from components.server.board import assets
from components.view.labels import escape
from components.view.view import View
from data.cache import Cache
from data.problems import shorten

FRONTEND = assets.FRONTEND
KEY = "slides"
MOST_DECKS = 32
"""Decks kept in memory, as sent: about a quarter of a megabyte each."""
HTML = """
<section class="choose-slides">
  <div class="tools"></div>
  <div class="shown"><div class="deck sorted" data-theme="light"></div></div>
  <div class="left-out"></div>
</section>
<dialog class="wall"></dialog>
"""
FONTS = {
    name: assets.address(assets.ASSETS / "fonts" / font)
    for name, font in (("Noto Sans", "noto-sans.woff2"), ("Noto Signs", "noto-signs.woff2"))
}
"""Typefaces of the slides."""
FACES = "".join(
    f'@font-face {{ font-family: "{name}"; font-weight: 400 700; '
    f'src: url({address}) format("woff2"); }}\n'
    for name, address in FONTS.items()
)
SCRIPTS = ("inks", "slide_keys", "presenter", "slide_tiles", "slides")
FILES = [assets.address(FRONTEND / f"{name}.js") for name in SCRIPTS]
PICTURE = assets.address(FRONTEND / "picture.js")
LOADS = f"""export default async (component) => {{
  const load = (file) => import(new URL(file, document.baseURI).href)
  const parts = await Promise.all({FILES}.map(load))
  return parts.at(-1).mount(component, Object.assign({{}}, ...parts))
}}
"""
_wall = component(
    "roadmap_slides",
    html=HTML,
    css="\n".join([FACES, markup.styles(), (FRONTEND / "slide_tiles.css").read_text("utf-8")]),
    js=LOADS,
    isolate_styles=False,
)
_decks: Cache[bytes] = Cache(MOST_DECKS)


def show_slides(view: View) -> None:
    """The slides beside each other; an address with `slide` opens with that one on the wall."""
    here = view.address(f"{documents.site()}/{view.page}")
    content = _decks.get((view.key, here), lambda: orjson.dumps(slideshow.page(view, here)))
    made = orjson.loads(content)
    keys = made["keys"]
    if not keys:
        st.info(escape(" ".join(made["leftOut"])))
        return
    asked, chosen = (st.query_params.get(name, "") for name in ("slide", "slides"))
    lost = [key for key in (asked, *deck.keys(chosen)) if key and key not in keys]
    about: dict[str, Any] = {
        "at": asked if asked in keys else "",
        "theme": st.context.theme.type or "light",
        "picture": PICTURE,
        "pictures": assets.address(assets.PICTURES),
    }
    if lost:
        st.caption(escape(view.t("slides.unknown", keys=shorten(", ".join(lost)))))
    _wall(key=KEY, data=orjson.dumps({**about, "content": orjson.Fragment(content)}))
