"""Parts of the Data and Method pages: drawn from the contract and from METHOD.md."""

import pandas as pd
import streamlit as st

from components import cards, filters
from components.card import Card
from components.findings import method as definitions
from components.findings import revisions
from components.sections.documents import site
from components.server.api import openapi
from components.text import escape
from components.view import View
from data import contract
from data.model import COUNTED, Link


def facts(view: View) -> None:
    """Where the data come from, how far they reach, and their licence."""
    t, dataset = view.t, view.dataset
    kinds = dataset.sources["kind"].value_counts()
    counted = ", ".join(f"{t(f'source_kind.{kind}')} {t.number(int(number))}" for kind, number in kinds.items())
    st.markdown(
        t(
            "data.facts_fictional" if dataset.fictional else "data.facts",
            title=t.dataset(dataset),
            day=t.date(dataset.horizon),
            actions=len(dataset.actions),
            reports=len(dataset.reports),
            sources=len(dataset.sources),
            kinds=f" ({counted})" if counted else "",
        )
    )
    links = dataset.actions["link"].value_counts()
    for key, chosen in (("data.counted", COUNTED), ("data.context", [link for link in Link if link not in COUNTED])):
        said = "; ".join(f"{t(f'link.{link}')}: {t.number(int(links[link]))}" for link in chosen if link in links)
        if said:
            st.markdown(t(key, n=int(links.reindex(chosen).sum()), links=said))
    st.caption(t("data.fingerprint", fingerprint=dataset.fingerprint[:16], method=view.method))


def open_data(view: View) -> None:
    """The addresses at which a program gets the numbers of the present choice, and the rows behind them."""
    t, base = view.t, f"{site()}{openapi.BASE}"
    st.subheader(t("data.api"), anchor=False)
    st.markdown(t("data.api_says", choice=escape(view.sentence)))
    said = {"measures": t("data.api_measures"), "milestones": t("data.api_milestones")}
    lines = [
        f"- {words}: [JSON](<{view.address(f'{base}/{name}')}>), [CSV](<{view.address(f'{base}/{name}.csv')}>)"
        for name, words in said.items()
    ]
    st.markdown("\n".join([*lines, f"- {t('data.api_described')}: [openapi.json](<{base}/openapi.json>)"]))


def corrections(view: View) -> None:
    """What was corrected in the data themselves, the newest first."""
    card = revisions.of_all(view)
    if card is None:
        st.subheader(view.t("revisions.title", n=0), anchor=False)
        cards.empty(view.t("data.no_corrections"))
    elif len(card.table) <= cards.MOST_OPEN:
        cards.reading(view, card)
    else:
        cards.listing(view, card)


def conflicts(view: View) -> None:
    """Conflicts between sources and caveats, with what is shown."""
    notes = view.dataset.notes[view.dataset.notes["kind"] != "limit"]
    t = view.t
    frame = pd.DataFrame(
        {
            t("column.kind"): [t(f"note.{kind}") for kind in notes["kind"]],
            t("column.about"): [
                f"{words_for_table(view, table)} {code}" for table, code in zip(notes["about_table"], notes["about_id"], strict=True)
            ],
            t("column.note"): [
                view.content("notes", code, "text", text) for code, text in zip(notes["note_id"], notes["text"], strict=True)
            ],
        }
    )
    cards.reading(view, Card("conflicts", t("data.conflicts", n=len(frame)), t("data.conflicts_subtitle"), "record", frame))


def words_for_table(view: View, table: str) -> str:
    """The name of a table in the reader's language."""
    return view.t.contract(table, "_title")


def table(view: View) -> None:
    """One table of the contract: what a row is, its columns, its rows, its download."""
    t, known = view.t, contract.tables()
    asked = st.query_params.get("table")
    chosen = asked if asked in known else "actions"
    if asked is not None and asked not in known:
        filters.leave_out("table", asked, t)
    st.session_state["table"] = chosen
    st.selectbox(t("data.choose"), list(known), format_func=lambda name: words_for_table(view, name), key="table", on_change=_write)
    described = known[chosen]
    columns = pd.DataFrame(
        {
            t("column.column"): described.columns,
            t("column.type"): [t(f"type.{field.type}") for field in described.fields],
            t("column.required"): [t("data.yes") if field.required else t("data.no") for field in described.fields],
            t("column.allowed"): [", ".join(field.constraints.get("enum", [])) for field in described.fields],
            t("column.meaning"): [t.contract(chosen, field.name) for field in described.fields],
        }
    )
    rows = view.dataset.tables[chosen]
    cards.listing(
        view,
        Card(
            chosen,
            title=t("data.table_title", title=words_for_table(view, chosen), n=len(rows)),
            subtitle=t.contract(chosen, "_description"),
            method="record",
            frame=_as_stored(rows),
        ),
    )
    st.subheader(t("data.columns", n=len(columns)), anchor=False)
    st.dataframe(columns, hide_index=True, placeholder="", alt=t("data.columns", n=len(columns)))


def _as_stored(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with their codes and ISO 8601 dates, blanks as blanks: what the file holds."""
    shown = rows.reset_index(drop=True).copy()
    for column in shown.select_dtypes("datetime"):
        shown[column] = shown[column].dt.strftime("%Y-%m-%d")
    return shown


def _write() -> None:
    filters.chosen(table=[st.session_state["table"]])


def method(view: View) -> None:
    """The whole method, or the section that a figure leads to; an edition has the method of its day."""
    found = definitions.sections(view)
    asked = st.query_params.get("section")
    if asked in found and asked:
        cards.stay(view.t("method.whole"), "section")
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
