"""The foot of a card: where its numbers come from, how they are counted, and what can be taken."""

from typing import Any

from components.board import embedding
from components.board.markdown import to_html
from components.cards import method
from components.frontend import table
from components.layout.card import Card, Counted
from components.layout.parts import Own
from components.tables import files
from components.view.view import View

LONG = 700
"""Characters of a definition that is folded where there is arithmetic above it."""
ROWS_AT_ONCE = 10
"""Rows behind the numbers that are shown at once."""


NO_PICTURE = ("table", "paragraphs", "facts", "actions", "timeline")
"""Kinds of card that are text, or longer and wider than a picture."""


def of_card(view: View, seen: View, own: Own, card: Card, kind: str) -> dict[str, Any]:
    """One line, in words ready to be shown.

    Args:
        view: what the reader is looking at.
        seen: what the card tells of.
        own: what the address says for this page alone.
        card: the card.
        kind: how the card is drawn.
    """
    t = seen.t
    return {
        "table": kind not in ("table", "paragraphs", "facts"),
        "day": t.date(seen.as_of),
        "source": seen.source,
        "counted": bool(card.method),
        "csv": _file(view, own, card),
        "picture": None if kind in NO_PICTURE else _picture(seen, own, card),
        **({"embed": embedding.line(view, own, card, kind)} if embedding.hosts() else {}),
    }


def _picture(seen: View, own: Own, card: Card) -> dict[str, Any]:
    """Return the name of the picture of a card, and what stands below the figure in it."""
    return {
        "name": files.name(seen, card, own),
        "said": [f"{seen.sentence}.", seen.source],
    }


def _file(view: View, own: Own, card: Card) -> str:
    """The address of the table of a card."""
    return files.file_address(view, f"{view.page}/{card.key}.csv", **own)


def counted(view: View, seen: View, own: Own, card: Card) -> dict[str, Any]:
    """How a card is counted: its arithmetic, the rows behind it, definition and link to the method.

    Args:
        view: what the reader is looking at.
        seen: what the card tells of.
        own: what the address says for this page alone.
        card: the card.
    """
    t = seen.t
    title, body = method.sections(seen)[card.method]
    made = card.counted() if card.counted else Counted([])
    # A card that is a table shows its rows already.
    rows = made.rows or (card if card.counted and card.chart is not None else None)
    address, heading = made.address, rows.title if rows else ""
    if rows is card:
        address, heading = _file(view, own, card), t("counted.own_rows", n=len(card.table))
    return {
        "lines": [line.text for line in made.lines],
        "rows": table.render(rows, view, ROWS_AT_ONCE) if rows else None,
        "heading": heading,
        "csv": {"label": t("counted.download"), "href": address} if address else None,
        "title": t("counted.definition", title=title),
        "counted": to_html(body),
        "folded": bool(made.lines) and len(body) > LONG,
        "method": {
            "label": t("method.whole"),
            "href": seen.address("method", section=card.method),
        },
    }
