"""What a page shows, as one JSON: its frame, its filters, and the rows of its layout.

A browser draws it (`frontend/board.js`) and counts nothing: words and numbers are written here, and
everything that leads on is an address. The HTML of a page and the route send the same bytes.
"""

import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import orjson

from components.charts.lines import Lines
from components.layout import files, parts
from components.layout.card import Card
from components.layout.filter_bar import filter_bar
from components.layout.page import Content, Page, Pages, Row
from components.server.board import embedding, frame, lines, scripts, table
from components.server.board.markdown import to_html
from components.view import stores
from components.view.labels import escape
from components.view.view import View, addressed
from data.cache import Cache

MOST_KEPT = 256
"""Pages kept as JSON, at most some hundred thousand bytes each."""
PACKING = 1
"""Level of compression: with 4 a page takes half as long again, for a tenth of its bytes."""
MARKED_BY = {
    "timeaxis": {"priority": "PRIORITY"},
    "steps": {"country": "COUNTRY", "priority": "PRIORITY"},
}
"""Kind of card whose marks lead to actions, of which only the code is sent, to what these marks
stand under: the filters that leave the same."""
NO_PICTURE = ("table", "paragraphs", "actions")
"""Kinds of card that are text, or longer than a picture."""
_kept: Cache["RenderedPage"] = Cache(MOST_KEPT)
_kept_alone: Cache["SingleCard | None"] = Cache(MOST_KEPT)


@dataclass(frozen=True)
class RenderedPage:
    """A page as it is drawn.

    Attributes:
        json: what the board shows.
        controls: what only Streamlit can show, below the board.
    """

    json: bytes
    controls: Sequence[parts.StreamlitSlot] = field(default_factory=list)

    @cached_property
    def packed(self) -> bytes:
        """The JSON as browsers take it, made once."""
        return pack(self.json)


def pack(made: bytes) -> bytes:
    """Return bytes as gzip, a fifth of the size; of a page it costs a millisecond."""
    return gzip.compress(made, PACKING, mtime=0)


@dataclass(frozen=True)
class Foot:
    """The foot of a card: what can be asked for (`table`, `counted`) and taken along.

    `picture` is the name of its picture, `said` what stands below the figure in it, and `embed` the
    line that shows the card in another page. What it has not is blank.
    """

    table: bool
    day: str
    source: str
    counted: bool
    csv: str
    picture: str
    said: Sequence[str]
    embed: str


@dataclass(frozen=True)
class SentCard:
    """A card as it is sent: `body` is what its kind `draws`, `height` in pixels or 0.

    `opens` is the address of an action, in which `CODE` stands for its code, for `MARKED_BY`;
    `slides` that of the slides on a mark, in which `COUNTRY` and `PRIORITY` stand for its own.
    Where it `heads` the page, its title stands over that.
    """

    key: str
    title: str
    subtitle: str
    hint: str
    marking: str
    alt: str
    draws: str
    height: int
    opens: str
    slides: str
    body: Any
    foot: Foot
    heads: bool = False
    kind: Literal["card"] = "card"


@dataclass(frozen=True)
class SingleCard:
    """One card of a page, for where nothing else of the page is.

    Attributes:
        content: what the page says.
        card: the card.
        seen: what the card tells of.
        shown: what the board takes: the frame of the page, and the card as its only part.
    """

    content: Content
    card: Card
    seen: View
    shown: frame.Frame


def draw(pages: Pages, view: View, query: Mapping[str, str]) -> RenderedPage:
    """Return a page as it is sent, kept for the next reader who makes the same choice.

    Args:
        pages: all pages, which its menu leads to.
        view: what the reader is looking at; its `page` names the page.
        query: all parameters of the address, the last value of each.
    """
    content = _content(pages[view.page], view, query)
    return _kept.get((*content.key, bool(embedding.hosts())), lambda: _draw(pages, content))


def window(page: Page, view: View, query: Mapping[str, str]) -> str:
    """The title of the browser's window; the arguments are those of `alone`."""
    return Content(page, view, page.parse(view, query)[0]).window


def _content(page: Page, view: View, query: Mapping[str, str]) -> Content:
    params, dropped = page.parse(view, query)
    trouble = None if view.edition else stores.trouble_of(view.folder)
    notice = trouble.sentence(view.t) if trouble else ""
    return Content(page, view, params, (*view.dropped, *dropped), notice)


def _draw(pages: Pages, content: Content) -> RenderedPage:
    """Draw each part of the page, and what stands around them."""
    controls: list[parts.StreamlitSlot] = []
    page, view, params = content.page, content.view, content.params
    made = frame.of_page(
        content,
        [
            replace(line, columns=[list(_parts(content, own, controls)) for own in line.columns])
            for line in page.layout(view, params)
            if any(line.columns)
        ],
        spoken=scripts.spoken(view.t.language),
        menu=frame.sections(pages, view.t, view.page, view.address),
        filters=filter_bar(
            view, params, filtered=page.is_filtered, most_compared=page.most_compared
        ),
        # Streamlit's controls come below: a foot would stand in the middle of the page.
        foot=[] if page.writes else frame.foot(pages, view),
    )
    return RenderedPage(orjson.dumps(replace(made, controls=bool(controls))), controls)


def _parts(
    content: Content, given: Sequence[parts.Part], controls: list[parts.StreamlitSlot]
) -> Iterator[Any]:
    """What is sent of parts; what only Streamlit can show goes to the controls."""
    view, params = content.view, content.params
    for part in given:
        match part:
            case parts.StreamlitSlot():
                controls.append(part)
            case parts.Expander(title, inner, roomy):
                inside = list(_parts(content, inner, controls))
                yield {"kind": "fold", "title": title, "parts": inside, "roomy": roomy}
            case parts.Inline(inner):
                yield {"kind": "side", "parts": list(_parts(content, inner, controls))}
            case Card():
                yield _card(content, part, view)
            case parts.ScopedCard(card, seen):
                yield _card(content, card, seen)
            case parts.Text(markdown, tone):
                yield frame.SentText(tone, to_html(markdown))
            case parts.Field():
                kept = {name: value for name, value in params.items() if name != part.name}
                href = addressed(view.page, {**view.query(), **kept})
                yield {"kind": "field", **vars(part), "href": href}
            case parts.PreparedMessage():
                html = to_html(part.invites) + to_html(part.says)
                own = {"open": part.open, "html": html, "text": part.text, "write": part.write}
                yield {"kind": "offer", **own, "href": part.address}
            case _:
                yield part


def _card(content: Content, card: Card, seen: View) -> SentCard | frame.SentText:
    """A card of a page: its words, what it shows of `seen`, and its foot; or why there is none."""
    if card.none:
        return frame.SentText(parts.Tone.NOTICE, to_html(escape(card.none)))
    view = content.view
    kind, body, height = _body(view, card)
    return SentCard(
        key=card.key,
        title=card.title,
        subtitle=card.subtitle,
        hint=card.hint,
        marking=seen.warning,
        alt=card.alt,
        draws=kind,
        height=height,
        opens=view.address("actions", action="CODE") if kind in MARKED_BY else "",
        slides=view.address("slides", **MARKED_BY[kind]) if kind in MARKED_BY else "",
        body=body,
        foot=foot_of(view, seen, content.params, card, kind),
        heads=card.key == content.page.heading,
    )


def _body(view: View, card: Card) -> tuple[str, Any, int]:
    """How a card is drawn, from what, and how high if that is known beforehand."""
    if isinstance(card.chart, Lines):
        drawn = lines.render(card.chart, view.t)
        return "figure", drawn, drawn["layout"]["height"]
    if card.chart is not None:
        return type(card.chart).__name__.lower(), card.chart, 0
    if card.paragraphs:
        return "paragraphs", [to_html(text) for text in card.paragraphs()], 0
    return "table", table.render(card, view), 0


def foot_of(view: View, seen: View, params: parts.PageParams, card: Card, kind: str) -> Foot:
    """Return the foot of a card; the arguments are those of the card, and how it is drawn."""
    pictured = kind not in NO_PICTURE
    sentences = [f"{seen.t('product.name')}: {seen.describe_choice()}."]
    if kind == "map":
        sentences.append(seen.t("on_map.borders"))
    return Foot(
        table=kind not in ("table", "paragraphs"),
        day=seen.t.date(seen.as_of),
        source=seen.source,
        counted=bool(card.method),
        csv=files.table_address(view, card, params),
        picture=files.file_stem(seen, card.key, params.values()) if pictured else "",
        said=[*sentences, seen.source] if pictured else [],
        embed=embedding.line(view, params, card, kind) if embedding.hosts() else "",
    )


def alone(page: Page, view: View, query: Mapping[str, str], key: str) -> SingleCard | None:
    """A card as it is drawn on its page, kept as a page is; `None` where there is none such."""
    content = _content(page, view, query)
    about = (*content.key, bool(embedding.hosts()), key)
    return _kept_alone.get(about, lambda: _alone(content, key))


def _alone(content: Content, key: str) -> SingleCard | None:
    found = content.card(key)
    if found is None:
        return None
    card, seen = found
    part = _card(content, card, seen)
    return SingleCard(content, card, seen, frame.of_page(content, [Row([1], [[part]])]))
