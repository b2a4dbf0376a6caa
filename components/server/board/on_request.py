"""What is shown once somebody asks: the table of a card, how it is counted, and a milestone."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from components.cards import method
from components.cards.counted import of_milestones
from components.layout.card import Card, Counted
from components.layout.filter_parts import Way
from components.layout.page import Content
from components.server.board import table
from components.server.board.markdown import to_html
from components.view.view import View

LONG = 700
"""Characters of a definition that is folded where there is arithmetic above it."""


@dataclass(frozen=True)
class HowCounted:
    """How a card is counted: arithmetic, rows behind it, definition, and the way to the method."""

    lines: Sequence[str]
    rows: table.Table | None
    heading: str
    title: str
    counted: str
    folded: bool
    method: Way


def table_of(content: Content, key: str) -> bytes | None:
    """The table of a card (`Table`) as JSON; `None` without such a card."""
    found = content.card(key)
    return found and orjson.dumps(table.render(found[0], content.view))


def how_counted(content: Content, key: str) -> bytes | None:
    """Where the numbers of a card come from (`HowCounted`) as JSON; `None` without such a card."""
    found = content.card(key)
    return found and orjson.dumps(_counted(content, *found))


def milestone(content: Content, code: str) -> bytes | None:
    """A milestone as a `Table` of one row, as JSON; `None` where none was known by the cut-off."""
    known = content.view.selection.snapshot.milestones
    rows = known[known["milestone_id"] == code]
    if rows.empty:
        return None
    return orjson.dumps(table.render(of_milestones(content.view, rows), content.view))


def _counted(content: Content, card: Card, seen: View) -> HowCounted:
    """How a card is counted; without rows where the card is a table, which shows them already."""
    view, t = content.view, seen.t
    title, body = method.sections(seen)[card.method]
    made = card.counted() if card.counted else Counted([])
    rows = made.rows or (card if card.counted and card.chart is not None else None)
    heading = rows.title if rows else ""
    return HowCounted(
        lines=[line.text for line in made.lines],
        rows=table.render(rows, view) if rows else None,
        heading=t("counted.own_rows", n=len(card.table)) if rows is card else heading,
        title=t("counted.definition", title=title),
        counted=to_html(body),
        folded=bool(made.lines) and len(body) > LONG,
        method=Way(t("method.whole"), seen.address("method", section=card.method)),
    )
