"""The foot of a card: where its numbers come from, how they are counted, and what can be taken."""

from typing import Any

from components.board import embedding
from components.board.markdown import to_html
from components.cards import files, method
from components.cards.card import Card
from components.cards.parts import Own
from components.view.view import View


def of_card(view: View, seen: View, own: Own, card: Card, *, with_table: bool) -> dict[str, Any]:
    """One line, in words ready to be shown.

    Args:
        view: what the reader is looking at.
        seen: what the card tells of.
        own: what the address says for this page alone.
        card: the card.
        with_table: whether its numbers can also be seen as a table.
    """
    t = seen.t
    source = t(
        "card.source",
        dataset=t.dataset(seen.dataset),
        day=t.date(seen.as_of),
        edition=seen.state,
        method=seen.method,
    )
    return {
        "table": with_table,
        "day": t.date(seen.as_of),
        "source": source,
        "counted": bool(card.method),
        "csv": files.file_address(view, f"{view.page}/{card.key}.csv", **own),
        "picture": card.chart is not None,
        **({"embed": embedding.line(view, own, card)} if embedding.hosts() else {}),
    }


def counted(seen: View, card: Card) -> str:
    """The definition behind a card as HTML, from the method in the reader's language."""
    title, body = method.sections(seen)[card.method]
    whole = f"[{seen.t('method.whole')}]({seen.address('method', section=card.method)})"
    return to_html(f"**{title}**\n\n{body}\n\n{whole}")
