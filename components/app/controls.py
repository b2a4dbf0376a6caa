"""What only a reader can choose or send: a widget each, by the name that layouts have for it."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from components.app import address, documents, editions, mount, reply, slides
from components.cards import actions, countries, programs, stored, tables
from components.cards.change_starts import Start
from components.frontend import map
from components.server.api import openapi
from components.view.choice import EARLIEST
from components.view.labels import escape
from components.view.view import View
from data import contract

ALL = "all"
OWN_DAY = "day"
"""The choice of a day that is no meeting's and no edition's."""


def nothing_left(view: View) -> None:
    """Say that the filters leave no action, and offer to clear them."""
    with st.container(border=True):
        st.markdown(view.t("filters.nothing"))
        label = view.t("filters.clear")
        st.button(label, key="nothing_clear", on_click=address.clear, type="primary")


def choose_figure(view: View, figures: Mapping[str, str], chosen: str | None) -> None:
    """Choose the number of the headline whose milestones are listed."""
    st.session_state["behind"] = chosen
    st.pills(
        view.t("behind.choose"),
        list(figures),
        format_func=figures.__getitem__,
        key="behind",
        on_change=_write_behind,
        wrap=True,
    )


def _write_behind() -> None:
    figure = st.session_state["behind"]
    address.write_choice(behind=[figure] if figure else [])


def choose_country(view: View) -> None:
    """The map; a click adds a country to the choice or takes it out. Without any there is none."""
    chart = countries.on_map(view)
    if not chart.countries:
        st.info(escape(view.t("matrix.no_country")))
        return
    clicked = mount.country_map("map", map.render(chart))
    if unseen := [view.t.participant(view.dataset, code) for code in map.without_outline(chart)]:
        names = view.t.listed(unseen)
        st.caption(escape(view.t("map.not_drawn", n=len(unseen), names=names)))
    if clicked:
        chosen = view.filters.country
        rest = [code for code in chosen if code != clicked]
        address.write(country=rest if clicked in chosen else [*rest, clicked])
        st.rerun()


def choose_priority(view: View, chosen: str | None) -> None:
    """Choose one priority, or all."""
    titles = {ALL: view.t("priorities.all"), **tables.priority_titles(view)}
    st.session_state["priority_choice"] = chosen or ALL
    st.radio(
        view.t("filters.priority"),
        list(titles),
        format_func=lambda code: escape(titles[code]),
        key="priority_choice",
        horizontal=True,
        label_visibility="collapsed",
        on_change=_write_priority,
    )


def _write_priority() -> None:
    chosen = st.session_state["priority_choice"]
    address.write_choice(priority=[] if chosen == ALL else [chosen])


def search(view: View, text: str) -> None:
    """Search the list of actions."""
    st.session_state["search"] = text[: actions.LONGEST_SEARCH]
    st.text_input(
        view.t("actions.search"),
        key="search",
        placeholder=view.t("actions.search_placeholder"),
        on_change=_write_search,
    )


def _write_search() -> None:
    text = st.session_state["search"].strip()
    address.write_choice(q=[text] if text else [])


def choose_start(view: View, start: Start | None, offered: Mapping[str, str]) -> None:
    """Choose the earlier state: a meeting, an edition, or a day of one's own."""
    t = view.t
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    st.session_state["before"] = start.code if start and start.code in offered else OWN_DAY
    left.selectbox(
        t("changes.since"),
        [*offered, OWN_DAY],
        format_func=lambda code: offered.get(code, t("changes.own_day")),
        key="before",
        on_change=_write_since,
    )
    st.session_state["before_day"] = start.day if start else None
    right.date_input(
        t("changes.day"),
        None,
        key="before_day",
        format="DD/MM/YYYY",
        min_value=EARLIEST,
        max_value=view.as_of,
        on_change=_write_day,
    )


def _write_since() -> None:
    """A day of one's own begins as the day of the state that was shown."""
    if st.session_state["before"] == OWN_DAY:
        _write_day()
    else:
        address.write_choice(before=[st.session_state["before"]])


def _write_day() -> None:
    day = st.session_state["before_day"]
    address.write_choice(before=[day.isoformat()] if day else [])


def choose_table(view: View, chosen: str) -> None:
    """Choose a table of the contract."""
    st.session_state["table"] = chosen
    st.selectbox(
        view.t("data.choose"),
        list(contract.tables()),
        format_func=lambda name: stored.name_of(view, name),
        key="table",
        on_change=_write_table,
    )


def _write_table() -> None:
    address.write_choice(table=[st.session_state["table"]])


def describe_columns(view: View, table: str) -> None:
    """The columns of a table: type, whether required, what is allowed, and what each means."""
    t, described = view.t, contract.tables()[table]
    fields = described.fields
    frame = pd.DataFrame(
        {
            t("column.column"): described.columns,
            t("column.type"): [t(f"type.{field.type}") for field in fields],
            t("column.required"): [
                t("data.yes") if field.required else t("data.no") for field in fields
            ],
            t("column.allowed"): [", ".join(field.constraints.get("enum", [])) for field in fields],
            t("column.meaning"): [t.contract(table, field.name) for field in fields],
        }
    )
    title = t("data.columns", n=len(frame))
    st.subheader(title, anchor=False)
    st.dataframe(frame, hide_index=True, placeholder="", alt=title)


def open_data(view: View) -> None:
    """The addresses of the numbers of this choice, and of the rows behind them, for programs."""
    t, base = view.t, f"{documents.site()}{openapi.BASE}"
    st.subheader(t("data.api"), anchor=False)
    st.markdown(t("data.api_says", choice=escape(view.sentence)))
    lines = []
    for name, forms in programs.addresses(view, base).items():
        links = ", ".join(f"[{form}](<{place}>)" for form, place in forms.items())
        lines.append(f"- {t(f'api_address.{name}')}: {links}")
    lines.append(f"- {t('data.api_described')}: [openapi.json](<{base}/openapi.json>)")
    st.markdown("\n".join(lines))
    examples = programs.examples(view, base)
    tabs = st.tabs([example.program for example in examples])
    for tab, example in zip(tabs, examples, strict=True):
        with tab:
            st.caption(t(f"api_in.{example.program}"))
            st.code(example.code, language=example.language, wrap_lines=True)


CONTROLS: Mapping[str, Callable[..., None]] = {
    "behind": choose_figure,
    "columns": describe_columns,
    "contact": reply.whom_to_write,
    "documents": documents.all_documents,
    "editions": editions.of_meeting,
    "map": choose_country,
    "nothing_left": nothing_left,
    "open_data": open_data,
    "priority": choose_priority,
    "reply": reply.offer,
    "search": search,
    "since": choose_start,
    "slides": slides.show_slides,
    "table": choose_table,
}
"""Name to widget. A new one is added here."""
