"""The foot of a card: where its numbers come from, how they are counted, and what can be taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.board import embedding
from components.board.markdown import to_html
from components.cards import method
from components.frontend import table
from components.layout.card import Card, Counted
from components.layout.filter_parts import Way
from components.layout.parts import PageParams
from components.tables import files
from components.view.view import View

LONG = 700
"""Characters of a definition that is folded where there is arithmetic above it."""
ROWS_AT_ONCE = 10
"""Rows behind the numbers that are shown at once."""


NO_PICTURE = ("table", "paragraphs", "facts", "actions", "timeline")
"""Kinds of card that are text, or longer and wider than a picture."""


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
class HowCounted:
    """How a card is counted: arithmetic, rows behind it, definition, and the way to the method."""

    lines: Sequence[str]
    rows: table.Table | None
    heading: str
    csv: Way | None
    title: str
    counted: str
    folded: bool
    method: Way


def of_card(view: View, seen: View, params: PageParams, card: Card, kind: str) -> Foot:
    """Return the foot of a card.

    Args:
        view: what the reader is looking at.
        seen: what the card tells of.
        params: what the address says for this page alone.
        card: the card.
        kind: how the card is drawn.
    """
    pictured = kind not in NO_PICTURE
    return Foot(
        table=kind not in ("table", "paragraphs", "facts"),
        day=seen.t.date(seen.as_of),
        source=seen.source,
        counted=bool(card.method),
        csv=_file(view, params, card),
        picture=files.name(seen, card, params) if pictured else "",
        said=[f"{seen.sentence}.", seen.source] if pictured else [],
        embed=embedding.line(view, params, card, kind) if embedding.hosts() else "",
    )


def _file(view: View, params: PageParams, card: Card) -> str:
    """The address of the table of a card."""
    return files.file_address(view, f"{view.page}/{card.key}.csv", **params)


def counted(view: View, seen: View, params: PageParams, card: Card) -> HowCounted:
    """Return how a card is counted.

    Args:
        view: what the reader is looking at.
        seen: what the card tells of.
        params: what the address says for this page alone.
        card: the card.
    """
    t = seen.t
    title, body = method.sections(seen)[card.method]
    made = card.counted() if card.counted else Counted([])
    # A card that is a table shows its rows already.
    rows = made.rows or (card if card.counted and card.chart is not None else None)
    address, heading = made.address, rows.title if rows else ""
    if rows is card:
        address, heading = _file(view, params, card), t("counted.own_rows", n=len(card.table))
    return HowCounted(
        lines=[line.text for line in made.lines],
        rows=table.render(rows, view, ROWS_AT_ONCE) if rows else None,
        heading=heading,
        csv=Way(t("counted.download"), address) if address else None,
        title=t("counted.definition", title=title),
        counted=to_html(body),
        folded=bool(made.lines) and len(body) > LONG,
        method=Way(t("method.whole"), seen.address("method", section=card.method)),
    )
