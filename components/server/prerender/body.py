"""A page as text, tables and plain links, for reading without scripts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from components.layout import files, parts
from components.layout.card import Card
from components.layout.page import Content, Pages
from components.layout.parts import Expander, Part, Text, Tone
from components.server import templates
from components.server.board import table
from components.server.board.markdown import to_html
from components.view import stores
from components.view.labels import escape
from data.text import words
from data.text.words import Words

FIRST_CARDS, MOST_ROWS = 3, 20
"""Tables of a page and rows of a table: what the first screen shows. The rest is in the files."""


def generic(pages: Pages, language: str, page: str, why: Sequence[str] = ()) -> Markup:
    """The page without its numbers, for when they fail or are late, or `why` they are refused."""
    t = stores.default_words(language)
    leads = [t(f"lead.{page}"), *(why or [f"{t('html.scripts')} {t('html.later')}"])]
    address = f"{{}}?lang={language}".format
    return _render(pages, t, address, title=t(f"page.{page}"), leads=leads)


def render(pages: Pages, content: Content) -> Markup:
    """The page with its sentence, its texts and the tables of its first screen."""
    view, t, alternates = content.view, content.view.t, content.alternates
    leads = [t(f"lead.{view.page}")] if content.title == t(f"page.{view.page}") else []
    shown = [part for line in content.rows for column in line.columns for part in column]
    apart = content.cards if content.page.cards else ()
    return _render(
        pages,
        t,
        view.address,
        title=content.title,
        leads=dict.fromkeys([*leads, content.description, t("html.scripts")]),
        warning=view.warning,
        languages=[
            (words.words(code)("language.name"), alternates[code], code)
            for code in words.languages()
        ],
        parts=list(_written(content, [*shown, *apart])),
        view=view,
    )


def _written(content: Content, listed: Iterable[Part]) -> Iterator[Markup]:
    """The texts, links, documents and first tables among parts, also of what is folded away."""
    first = {card.key for card in content.cards[:FIRST_CARDS]}
    for part in listed:
        match part:
            case Expander(title, inner):
                yield from _written(content, [Text(escape(title), Tone.HEADER), *inner])
            case parts.Inline(inner):
                yield from _written(content, inner)
            case Text(markdown, tone) if tone != Tone.TITLE:
                heading = "## " if tone in (Tone.HEADER, Tone.SUBHEADER) else ""
                # A script knows where the dashboard is; without one the browser does.
                yield Markup(to_html(f"{heading}{markdown}").replace(f"{parts.HERE}/", "./"))
            case parts.PageLink(label, href):
                yield Markup('<p><a href="{}">{}</a></p>').format(href, label)
            case parts.FileTable(heads, listed_files):
                yield templates.render("files.html", heads=heads, files=listed_files)
            case Card(key) | parts.ScopedCard(Card(key)) if key in first:
                yield table_of(content, part if isinstance(part, Card) else part.card)


def _render(pages: Pages, t: Words, address: Callable[[str], str], **more: Any) -> Markup:
    """The page with the menu of the board, and the pages about the dashboard."""
    names = [page.name for page in pages.values() if page.in_menu or page.section == "about"]
    menu = [(t(f"page.{name}"), address(name), "") for name in names]
    usual = {"warning": "", "languages": [], "parts": [], "view": None}
    return templates.render("body.html", **{**usual, "t": t, "menu": menu, **more})


def table_of(content: Content, card: Card) -> Markup:
    """A card as heading and table of its first rows, with links to its file and where rows lead.

    Printed sentences are left out but on the page of an action.
    """
    t = content.view.t
    return templates.render(
        "card.html",
        t=t,
        card=card,
        table=table.render(card, content.view, MOST_ROWS),
        # The first load stays light: printed sentences are in the file and on the action's page.
        left_out="" if "action" in content.params else t("column.sentence"),
        file=files.table_address(content.view, card, content.params),
    )
