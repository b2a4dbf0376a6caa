"""Parts of the Data and Method pages: drawn from the contract and from METHOD.md."""

import pandas as pd
import streamlit as st

from components.app import drawing, filters
from components.app.sections.documents import site
from components.cards import method as definitions
from components.cards import programs, revisions, stored
from components.server.api import openapi
from components.view.labels import escape
from components.view.view import View
from data import contract
from data.model import COUNTED, Link


def facts(view: View) -> None:
    """Where the data come from, how far they reach, and their licence."""
    t, dataset = view.t, view.dataset
    st.markdown(stored.facts(view))
    links = dataset.actions["link"].value_counts()
    for key, chosen in (
        ("data.counted", COUNTED),
        ("data.context", [link for link in Link if link not in COUNTED]),
    ):
        said = "; ".join(
            f"{t(f'link.{link}')}: {t.number(int(links[link]))}" for link in chosen if link in links
        )
        if said:
            st.markdown(t(key, n=int(links.reindex(chosen).sum()), links=said))
    st.caption(t("data.fingerprint", fingerprint=dataset.fingerprint[:16], method=view.method))


def open_data(view: View) -> None:
    """The addresses at which a program gets the numbers of the present choice, and the rows behind them."""
    t, base = view.t, f"{site()}{openapi.BASE}"
    st.subheader(t("data.api"), anchor=False)
    st.markdown(t("data.api_says", choice=escape(view.sentence)))
    lines = [
        f"- {t(f'api_address.{name}')}: {', '.join(f'[{form}](<{address}>)' for form, address in forms.items())}"
        for name, forms in programs.addresses(view, base).items()
    ]
    st.markdown(
        "\n".join([*lines, f"- {t('data.api_described')}: [openapi.json](<{base}/openapi.json>)"])
    )
    examples = programs.examples(view, base)
    for tab, one in zip(st.tabs([one.program for one in examples]), examples, strict=True):
        with tab:
            st.caption(t(f"api_in.{one.program}"))
            st.code(one.code, language=one.language, wrap_lines=True)


def corrections(view: View) -> None:
    """What was corrected in the data themselves, the newest first."""
    card = revisions.of_all(view)
    if card is None:
        st.subheader(view.t("revisions.title", n=0), anchor=False)
        drawing.empty(view.t("data.no_corrections"))
    elif len(card.table) <= drawing.MOST_OPEN:
        drawing.reading(view, card)
    else:
        drawing.listing(view, card)


def conflicts(view: View) -> None:
    """Conflicts between sources and caveats, with what is shown."""
    drawing.reading(view, stored.conflicts(view))


def table(view: View) -> None:
    """One table of the contract: what a row is, its columns, its rows, its download."""
    t, known = view.t, contract.tables()
    asked = st.query_params.get("table")
    chosen = stored.asked_for(asked)
    if asked is not None and asked != chosen:
        filters.leave_out("table", asked, t)
    st.session_state["table"] = chosen
    st.selectbox(
        t("data.choose"),
        list(known),
        format_func=lambda name: stored.name_of(view, name),
        key="table",
        on_change=_write,
    )
    described = known[chosen]
    columns = pd.DataFrame(
        {
            t("column.column"): described.columns,
            t("column.type"): [t(f"type.{field.type}") for field in described.fields],
            t("column.required"): [
                t("data.yes") if field.required else t("data.no") for field in described.fields
            ],
            t("column.allowed"): [
                ", ".join(field.constraints.get("enum", [])) for field in described.fields
            ],
            t("column.meaning"): [t.contract(chosen, field.name) for field in described.fields],
        }
    )
    drawing.listing(view, stored.table(view, chosen))
    st.subheader(t("data.columns", n=len(columns)), anchor=False)
    st.dataframe(columns, hide_index=True, placeholder="", alt=t("data.columns", n=len(columns)))


def _write() -> None:
    filters.chosen(table=[st.session_state["table"]])


def method(view: View) -> None:
    """The whole method, or the section that a figure leads to; an edition has the method of its day."""
    found = definitions.sections(view)
    asked = st.query_params.get("section")
    if asked in found and asked:
        drawing.stay(view.t("method.whole"), "section")
        _section(asked, *found[asked])
        return
    if asked is not None:
        filters.leave_out("section", asked, view.t)
    st.markdown(found[""][1])
    for anchor, (title, body) in found.items():
        if anchor:
            _section(anchor, title, body)


def _section(anchor: str, title: str, body: str) -> None:
    st.header(title, anchor=anchor)
    st.markdown(body)
