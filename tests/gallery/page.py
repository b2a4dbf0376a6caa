"""The pages of the gallery: figures and cards, slides, and the pictures of all."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal, NamedTuple

import orjson
from markupsafe import Markup

from components.charts import theme
from components.charts.lines import Lines
from components.documents.deck.slide import Slide
from components.documents.html import file, markup
from components.layout.card import Card
from components.server.board import assets, content, scripts
from components.server.board.content import Foot
from components.server.board.scripts import MODULES, NEEDS, STYLES
from components.server.prerender import first
from data.text.words import Words
from tests.gallery.example import Example
from tests.gallery.invented import AS_OF, evidence

HERE = Path(__file__).parent
EVIDENCE = evidence()
SCHEMES = ("light", "dark")


class Look(NamedTuple):
    """How a picture is drawn: colour scheme and language."""

    scheme: Literal["light", "dark"]
    language: str


PICTURES: Mapping[str, Look] = {
    "light": Look("light", "en"),
    "dark": Look("dark", "es"),
    "phone": Look("light", "pt"),
}
"""Folder of pictures to how they are drawn: by turns in the languages, whose words are longer."""
Subjects = Mapping[str, list[Example]]


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


# ---- figures and cards, drawn by the scripts of the dashboard


def drawing(examples: Iterable[Example]) -> str:
    """A page on which the browser draws every figure and card in the scheme that its address names.

    Nothing but the scripts and styles of the dashboard draws a figure or a card: `rows.js` a card,
    as on a page; a figure by itself is drawn by its own module alone.
    """
    drawn = [example for example in examples if not isinstance(example.value, Slide)]
    language = drawn[0].t.language
    given = {
        "schemes": {scheme: styles(scheme) for scheme in SCHEMES},
        "parts": {name: _module(MODULES[name]) for name in (*scripts.ALL, *chain(*NEEDS.values()))},
        "modules": {kind: _module(MODULES[kind]) for kind in kinds(drawn)},
        "about": scripts.about(language),
    }
    return _page(
        language,
        f'<main class="drawn board">{"".join(_place(example) for example in drawn)}</main>',
        _data("given", orjson.dumps(given)),
        f"<script>{file._inline(assets.LIBRARY.read_text('utf-8'))}</script>",
        f'<script type="module">{(HERE / "page.js").read_text("utf-8")}</script>',
    )


def _place(example: Example) -> str:
    value = example.value
    is_card = isinstance(value, Card)
    inner = _card(value, example) if is_card else "".join(_bare(value, example))
    return f'<section id="{example.key}">{inner}</section>'


def _marking(t: Words) -> str:
    return f'<p class="marking">{escape(t("marking.exercise"))}</p>'


def _bare(chart: Any, example: Example) -> Iterator[str]:
    yield _marking(example.t)
    yield _figure(chart, example)


def _figure(chart: Any, example: Example) -> str:
    """Where a figure is drawn, with what it is drawn from."""
    (kind, body, _), alt = content.figure(chart, example.t), escape(example.alt)
    sent = _data(f"{example.key}-content", orjson.dumps(body))
    return f'<div class="{kind}" data-kind="{kind}" data-alt="{alt}"></div>{sent}'


def is_drawn(chart: Any) -> bool:
    """Whether a browser draws it."""
    return isinstance(chart, Lines) or type(chart).__name__.lower() in MODULES


def kinds(examples: Iterable[Example]) -> set[str]:
    """Kinds of card of these examples that a module of the board draws."""
    found = {_kind(one) for one in examples if not isinstance(one.value, Slide)}
    figures = {one for one in found if one not in MODULES}
    return (found - figures) | ({"figure"} if figures else set())


def _kind(example: Example) -> str:
    """How the board draws it: a card as its figure, paragraphs or a table."""
    value = example.value
    is_card = isinstance(value, Card)
    return _body(value, example.t)[0] if is_card else type(value).__name__.lower()


def _body(card: Card, t: Words) -> tuple[str, Any, int]:
    """How it is drawn, from what, and how high; on a page, a figure of slides is a table."""
    return content._body(_leads(t), card if is_drawn(card.chart) else replace(card, chart=None))


def _leads(t: Words) -> Any:
    """What a card needs of a view: words, what reports rest on, and where rows lead on."""
    return SimpleNamespace(
        t=t,
        dataset=EVIDENCE,
        address=lambda page, **query: f"#{page}-{'-'.join(query.values())}",
        addresses=lambda page, _, codes: [f"#{page}-{code}" for code in codes],
    )


def _card(card: Card, example: Example) -> str:
    """A card as the board gets it, for `rows.js` to draw."""
    t = example.t
    if card.none and card.table.empty:
        return f'{_marking(t)}<div class="text notice"><p>{escape(card.none)}</p></div>'
    kind, body, height = _body(card, t)
    day = t.date(AS_OF)
    made = {
        "kind": "card",
        "key": f"card-{example.key}",
        "title": card.title,
        "subtitle": card.subtitle,
        "marking": t("marking.exercise"),
        "alt": card.alt,
        "draws": kind,
        "height": height,
        "opens": "#CODE",
        "body": body,
        "foot": Foot(kind not in ("table", "paragraphs"), day, day, True, "#", "", [], ""),
    }
    return f'<div data-card="{kind}"></div>{_data(f"{example.key}-content", orjson.dumps(made))}'


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


# ---- the pictures


def index(subjects: Subjects) -> str:
    """A page of all pictures: light, dark and on a phone."""
    t = next(iter(subjects.values()))[0].t
    parts = [
        "<header><h1>Gallery</h1>",
        _marking(t),
        "<p>Every figure, card and slide in every state, as the tests assert them, drawn by the "
        "scripts of the dashboard. Live: "
        '<a href="drawn-en.html?scheme=light">light</a>, '
        '<a href="drawn-es.html?scheme=dark">dark</a>, '
        '<a href="deck-en.html">slides</a>.</p></header>',
    ]
    for subject, examples in subjects.items():
        parts.append(f"<h2>{escape(subject)}</h2>")
        parts += [_pictures(example) for example in examples]
    return _page(t.language, f'<main class="index">{"".join(parts)}</main>')


def _pictures(example: Example) -> str:
    key, alt = example.key, escape(example.alt)
    pictures = "".join(
        f'<img src="{folder}/{key}.png" alt="{alt}" loading="lazy">' for folder in PICTURES
    )
    return (
        f'<figure id="{key}"><figcaption>{escape(example.caption)} '
        f'<a href="#{key}"><code>{key}</code></a></figcaption>'
        f'<div class="pictures">{pictures}</div></figure>'
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
