"""The only way to put a figure, number or table on a page.

Title, words for screen readers, table view, source, download and the link to the method
come together: a page cannot show one without the others.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from components.app import filters, mount
from components.app.shell import menu_page
from components.cards import content, files
from components.cards.card import Card, headline_table, metrics
from components.cards.content import OWN
from components.frontend import rendering
from components.view.labels import escape
from components.view.view import View
from data.measures import Headline, RecordHeadline
from data.records import by_code, missing

HOST = r"https?://(?:www\.)?([^/]+)"
"""What is shown of an address in a table: its host."""
MOST_OPEN = 20
"""Rows up to which a table is shown whole; a longer one scrolls inside."""
METRIC_WIDTH = 246
METRIC_GAP = 16
"""Least width of a metric, in pixels: room for the longest name of one; and the gap between two.

They stand four in a row, two by two or one under the other: a line of three and one would part what belongs together.
"""
WIDE_METRIC = 330
"""The same for a figure of an open record, whose name says since when: two in a row beside the menu."""
METRIC_HEIGHT = 126
"""Height of a metric with its small line, in pixels: told beforehand, so that nothing moves when it is drawn."""


def figure(view: View, card: Card) -> None:
    """Show a chart."""
    with st.container(key=f"card_{card.key}"):
        _head(view, card)
        shown = sent(view, card)
        mount.figure(view, card.key, shown.content, shown.height, card.alt)
        _foot(view, card)


def sent(view: View, card: Card) -> rendering.Sent:
    """The figure of a card as the browser gets it."""
    return card.rendered("browser", lambda: rendering.sent(card.chart, view.t))


def drawn(view: View, card: Card, draw: Callable[[], None]) -> None:
    """Show what `draw` draws (a matrix, a list of reports) as a figure is shown."""
    with st.container(key=f"card_{card.key}"):
        _head(view, card)
        draw()
        _foot(view, card)


def reading(view: View, card: Card) -> None:
    """Show a short table to be read from top to bottom: cells wrap, addresses become links."""
    with st.container(key=f"card_{card.key}"):
        _head(view, card)
        cells = {
            escape(str(name)): cells if is_numeric_dtype(cells) else cells.map(_readable)
            for name, cells in card.table.items()
        }
        st.table(pd.DataFrame(cells), border="horizontal", hide_index=True, alt=card.title)
        _foot(view, card, with_table=False)


def _readable(cell: object) -> str:
    text = "" if missing(cell) else str(cell)
    if host := re.match(HOST, text):
        return f"[{escape(host[1])}](<{text}>)"
    return escape(text)


def listing(view: View, card: Card, opens: str | None = None) -> str | None:
    """Show a table that can be sorted and searched.

    Args:
        view: what the reader is looking at.
        card: the table.
        opens: label of what choosing a row does; without it rows cannot be chosen.

    Returns:
        The code of the row that the reader chose, if any.
    """
    frame, chosen = card.table, None
    look: dict[str, Any] = {
        "height": "content" if len(frame) <= MOST_OPEN else "auto",
        "hide_index": True,
        "placeholder": "",
        "alt": card.title,
        "column_config": _columns(card),
    }
    with st.container(key=f"card_{card.key}"):
        _head(view, card)
        if opens:
            event = st.dataframe(
                frame, key=card.key, on_select="rerun", selection_mode="single-row", **look
            )
            rows = event["selection"]["rows"]
            chosen = str(frame.index[rows[0]]) if rows and rows[0] < len(frame) else None
            st.caption(opens)
        else:
            st.dataframe(frame, key=card.key, **look)
        _foot(view, card, with_table=False)
    return chosen


def _columns(card: Card) -> dict[str, Any]:
    """How columns are shown: addresses become links, long texts are cut."""
    links = {name: st.column_config.LinkColumn(name, display_text=HOST) for name in card.links}
    return links | {
        name: st.column_config.TextColumn(width=width) for name, width in card.narrowed.items()
    }


def headline(view: View, numbers: Headline | RecordHeadline) -> None:
    """Show the four figures of the headline together: none stands without the others."""
    t = view.t
    with st.container(key="card_headline"):
        shown = metrics(view, numbers)
        width = WIDE_METRIC if isinstance(numbers, RecordHeadline) else METRIC_WIDTH
        with st.grid(2, min_column_width=2 * width + METRIC_GAP):
            for pair in (shown[:2], shown[2:]):
                with st.grid(2, min_column_width=width):
                    for metric in pair:
                        st.metric(
                            metric.label,
                            metric.value,
                            metric.small,
                            delta_color="off",
                            delta_arrow="off",
                            help=t(f"headline.{metric.name}_help"),
                            border=True,
                            height=METRIC_HEIGHT,
                        )
        if (
            isinstance(numbers, Headline)
            and numbers.delivered.of
            and numbers.delivered.share is None
        ):
            lacking = numbers.delivered
            st.caption(
                t("headline.not_enough", received=lacking.of - lacking.missing, expected=lacking.of)
            )
        _foot(view, Card("headline", "", "", "headline", lambda: headline_table(view, numbers)))


def address(view: View) -> str:
    """The address that reopens this view."""
    own = {name: st.query_params[name] for name in OWN if name in st.query_params}
    return view.address(st.context.url or "", **own)


def _head(view: View, card: Card) -> None:
    """Title and subtitle; an invented dataset is marked on each figure, so that a copy of it is too."""
    st.subheader(escape(card.title), anchor=False)
    st.caption(
        escape(f"{view.marking} · {card.subtitle}" if view.dataset.fictional else card.subtitle)
    )


def _foot(view: View, card: Card, *, with_table: bool = True) -> None:
    """Table view, link to the file of the table and to the definition, and the source line."""
    t = view.t
    own, _ = content.given(
        view, {name: st.query_params[name] for name in OWN if name in st.query_params}
    )
    if with_table:
        opened = st.expander(
            t("card.table"), key=f"table_{card.key}", on_change="rerun", type="compact"
        )
        if opened.open:
            opened.dataframe(
                card.table,
                hide_index=True,
                placeholder="",
                alt=t("card.table"),
                column_config=_columns(card),
            )
    st.caption(
        t(
            "card.source",
            dataset=t.dataset(view.dataset),
            day=t.date(view.as_of),
            edition=view.state,
            method=view.method,
        )
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(
            menu_page("method"),
            label=t("card.method"),
            query_params=view.query(section=card.method),
        )
        st.link_button(
            t("card.download"),
            files.address(view, f"{view.page}/{card.key}.csv", **own),
            key=f"download_{card.key}",
            type="tertiary",
        )


def stay(label: str, parameter: str, value: str | None = None, *, icon: str | None = None) -> None:
    """A link within the page: changes one parameter of the address.

    (A page link to the page on which it stands changes the page but leaves the address as it was.)
    """
    values = [] if value is None else [value]
    st.button(
        escape(label),
        key=f"stay_{parameter}_{value}",
        type="tertiary",
        icon=icon,
        on_click=filters.write,
        kwargs={parameter: values},
    )


def empty(reason: str) -> None:
    """Say why a card has nothing to show."""
    st.info(escape(reason))


def nothing_left(view: View) -> bool:
    """Whether the filters leave no action; then says so and offers to clear them."""
    if not view.selection.is_empty:
        return False
    with st.container(border=True):
        st.markdown(view.t("filters.nothing"))
        st.button(
            view.t("filters.clear"), key="nothing_clear", on_click=filters.clear, type="primary"
        )
    return True


def sources(view: View, codes: Sequence[str]) -> None:
    """Sources as a line each: title, publisher, date, and whether it is official, press or academic.

    One without a title goes by its publisher: an address has no place to break a line.
    """
    for code in codes:
        source = by_code(view.dataset, "sources")[code]
        untitled = missing(source["title"])
        name = source["publisher"] if untitled else source["title"]
        parts = [
            "" if untitled else source["publisher"],
            view.t.date(source["published_on"]),
            view.t(f"source_kind.{source['kind']}"),
        ]
        said = ", ".join(part for part in parts if part)
        st.markdown(f":small[[{escape(name)}](<{source['url']}>) · {escape(said)}]")
