"""The pages of the gallery: cards, slides, and all beside each other."""

import base64
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import orjson
from markupsafe import Markup

from components.charts import theme
from components.documents.deck.slide import Slide
from components.documents.html import file, markup
from components.server.board import assets, scripts
from components.server.board.scripts import MODULES, NEEDS, STYLES
from components.server.prerender import first
from tests.gallery.example import Example

HERE = Path(__file__).parent
SCHEMES = ("light", "dark")


INDEX = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Gallery</title>
<style>iframe { width: 760px; height: 95vh } .phone { width: 390px } body { display: flex }</style>
</head>
<body>
<iframe title="light" src="drawn-en.html?scheme=light"></iframe>
<iframe title="dark" src="drawn-es.html?scheme=dark"></iframe>
<iframe title="on a phone" class="phone" src="drawn-pt.html?scheme=light"></iframe>
<iframe title="slides" src="deck-en.html"></iframe>
<iframe title="slides on a phone" class="phone" src="deck-pt.html"></iframe>
</body>
</html>
"""
"""All pages beside each other, by turns in the languages, whose words are longer."""


def styles(scheme: str) -> dict[str, str]:
    """The CSS variables that Streamlit sets from `.streamlit/config.toml` in a colour scheme."""
    own = theme.SETTINGS[scheme]
    return {
        "color-scheme": scheme,
        "--st-primary-color": own["primaryColor"],
        "--st-background-color": own["backgroundColor"],
        "--st-secondary-background-color": own["secondaryBackgroundColor"],
        "--st-text-color": own["textColor"],
        "--st-link-color": own["linkColor"],
        "--st-border-color": own["borderColor"],
        "--st-font": theme.SETTINGS["font"],
        "--st-base-radius": theme.SETTINGS["baseRadius"],
    }


# ---- cards, drawn by the scripts of the dashboard


def drawing(examples: Iterable[Example]) -> str:
    """A page on which the browser draws every card in the scheme that its address names.

    Nothing but the scripts and styles of the dashboard draws a card, from what the board is sent.
    """
    cards = [one for one in examples if one.sent]
    language = cards[0].t.language
    given = {
        "schemes": {scheme: styles(scheme) for scheme in SCHEMES},
        "modules": {
            kind: _module(MODULES[kind])
            for kind in {*scripts.ALL, *chain(*NEEDS.values()), *kinds(cards)}
        },
        "about": scripts.about(language),
    }
    return _page(
        language,
        f'<main class="drawn board">{"".join(_place(one) for one in cards)}</main>',
        _data("given", orjson.dumps(given)),
        f"<script>{file._inline(assets.LIBRARY.read_text('utf-8'))}</script>",
        f'<script type="module">{(HERE / "page.js").read_text("utf-8")}</script>',
    )


def _place(example: Example) -> str:
    sent = _data(f"{example.key}-content", orjson.dumps(example.sent))
    return f'<section id="{example.key}"><div data-card></div>{sent}</section>'


def kinds(examples: Iterable[Example]) -> set[str]:
    """Kinds of card among these examples that a module of the board draws."""
    return {one.sent.draws for one in examples if one.sent} & {*MODULES}


# ---- slides, as the file of the deck has them


def deck(examples: Iterable[Example]) -> str:
    """The slides as one file, made of the same parts as that of a real deck."""
    slides = [(each.value, each.t) for each in examples if isinstance(each.value, Slide)]
    t = slides[0][1]
    foot = f"{t('marking.exercise')} · {t('product.name')}"
    made = (markup.render([slide], foot, words) for slide, words in slides)
    return markup.TEMPLATES.get_template("html/slides.html").render(
        file.files(),
        language=t.language,
        title="Gallery",
        description=foot,
        show=markup.show(Markup().join(made), t),
    )


# ---- parts of a page


def _page(language: str, *parts: str) -> str:
    sheets = [path.read_text("utf-8") for path in (*STYLES, HERE / "page.css")]
    style = "\n".join([*sheets, f".board {{{first.palette()}}}"])
    fonts = file.files()
    faces = "".join(
        f'@font-face {{ font-family: "{name}"; font-weight: 400 700; '
        f'src: url(data:font/woff2;base64,{fonts[key]}) format("woff2"); }}\n'
        for name, key in (("Noto Sans", "font"), ("Noto Signs", "signs"))
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Gallery</title>\n<style>{faces}{style}</style></head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def _data(name: str, content: bytes) -> str:
    return f'<script type="application/json" id="{name}">{_safe(content)}</script>'


def _safe(content: bytes) -> str:
    """JSON as it may stand within a page: what would end its element there is written otherwise."""
    return content.decode().replace("<", "\\u003c")


def _file(name: str) -> str:
    return (assets.FRONTEND / name).read_text("utf-8")


def _module(name: str) -> str:
    """A script as an address of its own: a page from disk may import no other."""
    return "data:text/javascript;base64," + base64.b64encode(_file(name).encode()).decode()
