"""A page's layout on a Streamlit page: rows, columns, and each part by its kind.

Title, words for screen readers, table view, source, download and the link to the method come
together with each card: no page can show one without the others.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from components.app import address, controls, mount
from components.app.navigation import menu_page
from components.cards import files
from components.cards.card import Card, Shape
from components.cards.headline import Metric
from components.cards.parts import (
    Control,
    FileLink,
    Fold,
    Own,
    PageLink,
    Part,
    Row,
    Seen,
    Side,
    Text,
    Tone,
    Turn,
)
from components.charts.actions import Actions
from components.charts.agencies import Agencies
from components.charts.matrix import Matrix
from components.charts.timeline import Timeline
from components.frontend import rendering
from components.view.labels import escape
from components.view.view import View
from data.model import Plan
from data.records import missing, records

HOST = r"https?://(?:www\.)?([^/]+)"
"""What is shown of an address in a table: its host."""
MOST_OPEN = 20
"""Rows up to which a table is shown whole; a longer one scrolls inside."""
METRIC_WIDTH = 246
METRIC_GAP = 16
"""Least width of a metric, in pixels: room for the longest name of one; and the gap between two.

They stand four in a row, two by two, or one below the other, never three and one.
"""
WIDE_METRIC = 330
"""The same for a figure of an open record, whose name has a date: two in a row beside the menu."""
METRIC_HEIGHT = 126
"""Height of a metric with its small line, in pixels; fixed, so that nothing moves later."""


AS_TABLES = (Actions, Agencies)
"""Kinds of figures that are tables with marks: shown here by the table of their card."""
LEADS = {"action": "pages/progress/actions.py", "meeting": "pages/calendar/meetings.py"}
"""What a row of a table is, to the file of its page; any other changes the choice of this page."""
OPENS = {
    "action": "actions.opens",
    "country": "countries.opens",
    "meeting": "meetings.opens",
    "priority": "priorities.opens",
}
"""What a row of a table is, to the words that say what choosing it does."""


def draw(view: View, own: Own, layout: Iterable[Row]) -> None:
    """Draw a page.

    Args:
        view: what the reader is looking at.
        own: what the address says for this page alone.
        layout: its rows.
    """
    for line in layout:
        if len(line.columns) == 1:
            _draw(view, own, line.columns[0])
            continue
        columns = st.columns(list(line.widths) if len(set(line.widths)) > 1 else 2, gap="large")
        for place, parts in zip(columns, line.columns, strict=True):
            with place:
                _draw(view, own, parts)


def _draw(view: View, own: Own, parts: Iterable[Part]) -> None:
    for part in parts:
        match part:
            case Card():
                _card(view, view, own, part)
            case Seen(card, seen):
                _card(view, seen, own, card)
            case Text():
                _text(part)
            case Turn(label, parameter, value, icon):
                turn(label, parameter, value, icon=icon)
            case PageLink(page, label, query, icon):
                st.page_link(menu_page(page), label=label, query_params=dict(query), icon=icon)
            case FileLink(label, where, key, icon):
                st.link_button(label, where, key=key, icon=icon)
            case Fold(title, inner):
                with st.expander(title):
                    _draw(view, own, inner)
            case Side(inner):
                with st.container(horizontal=True):
                    _draw(view, own, inner)
            case Control(name, given):
                controls.CONTROLS[name](view, **given)


def _text(text: Text) -> None:
    match text.tone:
        case Tone.TITLE:
            st.title(text.markdown, anchor=text.anchor or False)
        case Tone.HEADER:
            st.header(text.markdown, anchor=text.anchor or False)
        case Tone.SUBHEADER:
            st.subheader(text.markdown, anchor=text.anchor or False)
        case Tone.BODY:
            st.markdown(text.markdown)
        case Tone.CAPTION:
            st.caption(text.markdown)
        case Tone.FRAMED:
            with st.container(border=True):
                st.markdown(text.markdown)
        case Tone.NOTICE:
            st.info(text.markdown)
        case Tone.CAVEAT:
            st.warning(text.markdown)
        case Tone.REFUSED:
            st.error(text.markdown)


def _card(view: View, seen: View, own: Own, card: Card) -> None:
    """A card as its chart or its table asks.

    Args:
        view: what the reader is looking at, where rows lead on from.
        seen: what the card tells of.
        own: what the address says for this page alone.
        card: the card.
    """
    if card.none and card.table.empty:
        st.info(escape(card.none))
        return
    opened = None
    with st.container(key=f"card_{card.key}"):
        if card.metrics:
            _metrics(seen, card)
        else:
            _head(seen, card)
        is_figure = card.chart is not None and not isinstance(card.chart, AS_TABLES)
        if is_figure:
            _chart(seen, card)
        elif card.opens or card.shape == Shape.LISTING:
            opened = _listing(seen, card)
        elif card.shape == Shape.REPORTS:
            _reports(seen, card)
        elif card.shape == Shape.DECISIONS:
            _decisions(seen, card)
        elif not card.metrics:
            _reading(card)
        is_table = not is_figure and not card.metrics
        is_shown = is_table and card.shape in (Shape.READING, Shape.LISTING)
        _foot(seen, own, card, with_table=not is_shown)
    if opened:
        _open(view, card.opens, opened)


def _open(view: View, kind: str, code: str) -> None:
    """Turn to what a row leads to."""
    if kind in LEADS:
        st.switch_page(LEADS[kind], query_params=view.query(**{kind: code}))
    address.write(**{kind: [code]})
    st.rerun()


def _chart(view: View, card: Card) -> None:
    rendered = card.rendered("browser", lambda: rendering.render(card.chart, view.t))
    match card.chart:
        case Matrix():
            mount.matrix(view, card.key, rendered.content)
            st.caption(escape(card.alt))
        case Timeline():
            mount.timeline(view, card.key, rendered.content)
            st.caption(escape(card.alt))
        case _:
            mount.figure(view, card.key, rendered.content, rendered.height, card.alt)


def _metrics(view: View, card: Card) -> None:
    """The four figures of the headline together: none stands without the others."""
    width = WIDE_METRIC if view.dataset.plan == Plan.OPEN else METRIC_WIDTH
    with st.grid(2, min_column_width=2 * width + METRIC_GAP):
        for pair in (card.metrics[:2], card.metrics[2:]):
            with st.grid(2, min_column_width=width):
                for metric in pair:
                    _metric(view, metric)
    if card.note:
        st.caption(card.note)


def _metric(view: View, metric: Metric) -> None:
    st.metric(
        metric.label,
        metric.value,
        metric.small,
        delta_color="off",
        delta_arrow="off",
        help=view.t(f"headline.{metric.name}_help"),
        border=True,
        height=METRIC_HEIGHT,
    )


def _reading(card: Card) -> None:
    """A short table to be read from top to bottom: cells wrap, addresses become links."""
    cells = {
        escape(str(name)): cells if is_numeric_dtype(cells) else cells.map(_readable)
        for name, cells in card.table.items()
    }
    st.table(pd.DataFrame(cells), border="horizontal", hide_index=True, alt=card.title)


def _readable(cell: object) -> str:
    text = "" if missing(cell) else str(cell)
    if host := re.match(HOST, text):
        return f"[{escape(host[1])}](<{text}>)"
    return escape(text)


def _listing(view: View, card: Card) -> str | None:
    """A table that can be sorted and searched.

    Returns:
        The code of the row that the reader chose; `None` if no row is chosen.
    """
    frame = card.table
    look: dict[str, Any] = {
        "height": "content" if len(frame) <= MOST_OPEN else "auto",
        "hide_index": True,
        "placeholder": "",
        "alt": card.title,
        "column_config": _columns(card),
    }
    if not card.opens:
        st.dataframe(frame, key=card.key, **look)
        return None
    event = st.dataframe(
        frame, key=card.key, on_select="rerun", selection_mode="single-row", **look
    )
    rows = event["selection"]["rows"]
    st.caption(view.t(OPENS[card.opens]))
    return str(frame.index[rows[0]]) if rows and rows[0] < len(frame) else None


def _columns(card: Card) -> dict[str, Any]:
    """How columns are shown: addresses become links, long texts are cut."""
    links = {name: st.column_config.LinkColumn(name, display_text=HOST) for name in card.links}
    return links | {
        name: st.column_config.TextColumn(width=width) for name, width in card.column_widths.items()
    }


def _reports(view: View, card: Card) -> None:
    """Every report as it was made, a paragraph each."""
    t = view.t
    for report in records(card.table):
        level = t("dossier.confidence", level=report[t("column.confidence")])
        about = ", ".join(filter(None, [report[t("column.about")], level]))
        known = t("dossier.known", day=report[t("column.known_on")])
        source = report[t("column.source")]
        link = f"[{escape(report[t('column.publisher')])}](<{source}>)" if source else ""
        when, step = escape(report[t("column.dated_on")]), escape(report[t("column.milestone")])
        statement, note = escape(report[t("column.said")]), escape(report[t("column.note")])
        facts = " · ".join(filter(None, [escape(about), escape(known), link]))
        st.markdown(f"**{when}** · {step}: {statement}  \n{note}")
        st.markdown(f":small[{facts}]")


def _decisions(view: View, card: Card) -> None:
    """What a meeting decided, each with its priority and the way to the action that it concerns."""
    t = view.t
    decided, priorities = card.table[t("column.decision")], card.table[t("column.priority")]
    for text, priority, action in zip(decided, priorities, card.table.index, strict=True):
        st.markdown(f"{escape(text)}  \n:small[{escape(priority)}]")
        if not missing(action):
            label = escape(f"{t('column.action')} {action}")
            st.page_link(menu_page("actions"), label=label, query_params=view.query(action=action))


def _head(view: View, card: Card) -> None:
    """Title and subtitle; invented data are marked on each card, so that a copy of it is too."""
    st.subheader(escape(card.title), anchor=False)
    marking = f"{view.marking} · " if view.dataset.fictional else ""
    st.caption(escape(f"{marking}{card.subtitle}"))


def _foot(view: View, own: Own, card: Card, *, with_table: bool) -> None:
    """Table view, the source line, and links to the file of the table and to the definition."""
    t = view.t
    if with_table:
        fold = st.expander(
            t("card.table"), key=f"table_{card.key}", on_change="rerun", type="compact"
        )
        if fold.open:
            fold.dataframe(
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
            files.file_address(view, f"{view.page}/{card.key}.csv", **own),
            key=f"download_{card.key}",
            type="tertiary",
        )


def turn(label: str, parameter: str, value: str | None = None, *, icon: str | None = None) -> None:
    """A link within the page: changes one parameter of the address.

    (A page link to the page on which it stands changes the page but leaves the address as it was.)
    """
    values: Sequence[str] = [] if value is None else [value]
    st.button(
        escape(label),
        key=f"stay_{parameter}_{value}",
        type="tertiary",
        icon=icon,
        on_click=address.write,
        kwargs={parameter: values},
    )
